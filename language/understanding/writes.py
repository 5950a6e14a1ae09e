"""Wishes to change something, in the order in which they are tried; never more than the words say."""

import re
from collections.abc import Callable, Sequence

from language.intents import Intent, Undo
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
from language.understanding.supervising import instruct, slip, urge
from language.understanding.telling import done, nearly, report, sign

_UNDO = re.compile(
    r"^(?:请|帮我)?(?:回退|回滚|还原)(?:一下|上一步|操作|吧)*$|^(?:请|帮我|给我|把)?(?:撤销|撤回|反悔|撤消"
    r"|取消)(?:一下|刚才|上一?步|上一个|刚刚|那个|最后|操作"
    r"|改动|修改|分派|分配|的|吧|它|那步|我|$)+|搞错了|弄错了|改错了|分错了|(?:点|按|选|填)错了"
    r"|(?:刚才|刚刚|上一?[步次条个])(?:那个|那步|的)?.{0,4}(?:不算|作废|收回|撤|退回)|退回上一?步"
    r"|^undo\b|take (?:it|that) back|\b(?:revert|reverse) (?:it|that|the last|my last)"
    r"|\bcancel (?:my|the|that) (?:last|latest|previous)"
)


def write(message: Message) -> Intent | None:
    """The first reading that fits; None when nothing of it is a wish to change."""
    for read in _READINGS:
        intent = read(message)
        if intent is not None:
            return intent
    return None


def undo(message: Message) -> Intent | None:
    if not message.has(_UNDO) or message.items or message.loosely_named.items:
        return None
    return Undo()


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
