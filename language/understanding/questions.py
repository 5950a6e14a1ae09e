"""Questions, in the order in which they are tried."""

import re
from collections.abc import Callable, Sequence

from language.intents import (
    Help,
    Intent,
)
from language.understanding.asking_how import TOPICS, help_wanted
from language.understanding.digest_words import changes
from language.understanding.listings import (
    about,
    chapter,
    everything,
    listing,
    next_report,
    silent,
    unit_tasks,
)
from language.understanding.message import Message
from language.understanding.overall import compared, overview, stats
from language.understanding.own_tasks import my_tasks, own_burden
from language.understanding.papers import decisions, export, reconcile
from language.understanding.safety import HOW
from language.understanding.single_items import explain_light, half_question, history, show_item, topic, waits_for, who

_LONGEST = 400
"""Nobody asks at such length; an item that is named is shown."""


def question(message: Message) -> Intent | None:
    for read in _READINGS if len(message.text) <= _LONGEST else (show_item,):
        intent = read(message)
        if intent is not None:
            return intent
    return None


def help_(message: Message) -> Intent | None:
    return help_wanted(message) or (_topical_help(message) if message.has(HOW) else None)


_BYGONE = re.compile(r"上次|上回|昨天|之前|过[了的]?|的$")


def _topical_help(message: Message) -> Help | None:
    if message.items and message.has(_BYGONE):
        return None
    topic = next((name for name, pattern in TOPICS if message.has(pattern)), None)
    return Help(topic) if topic else None


_READINGS: Sequence[Callable[[Message], Intent | None]] = (
    help_,
    export,
    decisions,
    compared,
    reconcile,
    waits_for,
    history,
    explain_light,
    my_tasks,
    about,
    next_report,
    changes,
    who,
    silent,
    everything,
    listing,
    stats,
    show_item,
    overview,
    unit_tasks,
    chapter,
    own_burden,
    topic,
    half_question,
)
