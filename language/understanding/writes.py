"""Wishes to change something, in the order in which they are tried; never more than the words say."""

from collections.abc import Callable, Sequence

from language.intents import Intent
from language.understanding.applying import bounce, extension, help_wanted, withdraw
from language.understanding.deciding import decision, hand_on
from language.understanding.dividing import merge, split
from language.understanding.finishing import ENDINGS
from language.understanding.giving import assign, deadline
from language.understanding.message import Message
from language.understanding.planning import (
    cadence,
    helper_off,
    milestone_reached,
    milestones,
    sensitivity,
    target,
)
from language.understanding.priorities import priority
from language.understanding.registering import propose, register
from language.understanding.signing import sign
from language.understanding.supervising import instruct, slip, urge
from language.understanding.telling import done, nearly, report
from language.understanding.undoing import undo


def write(message: Message) -> Intent | None:
    """The first reading that fits; None when nothing of it is a wish to change."""
    for read in _READINGS:
        intent = read(message)
        if intent is not None:
            return intent
    return None


_READINGS: Sequence[Callable[[Message], Intent | None]] = (
    register,
    withdraw,
    bounce,
    undo,
    hand_on,
    decision,
    slip,
    urge,
    instruct,
    milestones,
    milestone_reached,
    split,
    merge,
    sensitivity,
    priority,
    helper_off,
    propose,
    cadence,
    *ENDINGS,
    assign,
    extension,
    help_wanted,
    target,
    deadline,
    sign,
    done,
    nearly,
    report,
)
