"""Questions, in the order in which they are tried."""

import re
from collections.abc import Callable, Sequence

from language.intents import (
    Help,
    Intent,
    ShowDigest,
)
from language.understanding.asking_how import TOPICS, help_wanted
from language.understanding.listings import (
    about,
    chapter,
    listing,
    next_report,
    overview,
    silent,
    stats,
    unit_tasks,
)
from language.understanding.message import Message
from language.understanding.own_tasks import my_tasks, own_burden
from language.understanding.papers import decisions, export, reconcile
from language.understanding.periods import week_asked
from language.understanding.safety import HOW
from language.understanding.single_items import explain_light, half_question, history, show_item, topic, waits_for, who

_DIGEST = re.compile(
    r"周报|(?:督查|督办|本周|这周|上周|工作|一份|出个)(?:的)?通报|督查简报|月报|简报|跟?上[周月]比|(?:这|本"
    r"|上)周.{0,6}(?:变化|小结|总结|情况)"
    r"|有(?:啥|什么|哪些|没有)?(?:新)?变化|\bdigest\b|\bweekly\b|report for (?:last|this) week|what(?:'s| has"
    r"| is)? changed"
)
_COMPARED = re.compile(r"[跟和与比]?上个?[周月](?:相比|对比|比较|[比以])|比上个?[周月]|since last (?:week|month)")
"""「跟上周比」 asks for this week."""


def question(message: Message) -> Intent | None:
    for read in _READINGS:
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


def digest(message: Message) -> Intent | None:
    if not message.has(_DIGEST) or message.items:
        return None
    return ShowDigest(None if message.has(_COMPARED) else week_asked(message))


_READINGS: Sequence[Callable[[Message], Intent | None]] = (
    help_,
    export,
    decisions,
    reconcile,
    waits_for,
    history,
    explain_light,
    my_tasks,
    about,
    next_report,
    digest,
    who,
    silent,
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
