"""Weighs the grammar's reading against the examples' and says what is answered; a change never on the examples' word.

What the second reader may do:
1. where the grammar understood nothing, or merely that an item is named, or another question: answer the question;
2. propose a change only where the grammar's own judgement has no doubt (no question, negation, hearsay, order), and
   where all slots are there; else it is a button below the question back;
3. hold up a change of the grammar that does not look like one: a question back with both as buttons;
4. put what it takes the message for among the options of "not understood".
"""

import re
from dataclasses import dataclass, replace

from language.intents import Clarify, Intent, Move
from language.understanding.acts import ACT
from language.understanding.by_example.reader import Learned, learned
from language.understanding.by_example.readings import is_question, reading
from language.understanding.by_example.traits import traits
from language.understanding.by_example.wishes import wish
from language.understanding.judging import ASKED_FOR, DENYING, doubt
from language.understanding.message import Message
from language.understanding.moving import wished
from language.understanding.safety import WRITES, negated, safe
from language.understanding.unwished import spoken_of

MAY_ANSWER = 0.3
"""From here on a question is answered where the grammar understood nothing."""
MAY_DIFFER = 0.7
"""From here on another question is answered than the grammar's, which had words for its own."""
MAY_DOUBT = 0.9
"""From here on what the grammar took for a question is told, and asks for nothing."""
MAY_PROPOSE = 0.6
"""From here on a card is laid that the grammar did not see."""
MUST_KNOW = 0.1
"""A card of the grammar for which the examples alone give less waits for a press that says what was meant; for half
of it, when it looks like another change: those are often two ways to the same."""
_OPEN = frozenset({"unknown", "which_item"})
_OWN_NO = frozenset({"mute", "group_notices"})
"""They deny by themselves, and are nobody else's business or shown before they hold."""
_SHORTEST, _LONGEST = 4, 400
"""Half sentences mean what was just talked about, and texts are no messages."""
_MOST = 3
_OFFERED = 0.03


@dataclass(frozen=True, slots=True)
class Heard:
    """`by` is "grammar" or "example"; then `like` are the traits that spoke most for it."""

    intent: Intent
    by: str = "grammar"
    like: tuple[str, ...] = ()


def with_examples(message: Message, intent: Intent, reader: Learned | None = None) -> Heard:
    """`intent` is the grammar's reading of the message."""
    talk = message.hearing.conversation
    if message.command or message.hearing.forwarded or (talk is not None and talk.asked):
        return Heard(intent)
    if not _SHORTEST <= len(message.text) <= _LONGEST:
        return Heard(intent)
    if isinstance(intent, Clarify) and intent.reason not in _OPEN | {"negated"}:
        return Heard(intent)
    reader = reader or learned()
    if intent.NAME not in reader.intents:
        return Heard(intent)  # of what has no example the examples say nothing
    seen = traits(message)
    if is_change(intent):
        alone = reader.chances(seen)
        best = max(alone, key=alone.__getitem__)
        enough = MUST_KNOW if is_question(best) or best == "clarify" else MUST_KNOW / 2
        if alone[intent.NAME] >= enough or not reader.knows_well(intent.NAME):
            return Heard(intent)
        return Heard(_held_up(message, intent, best), "example", reader.like(seen, best))
    opinion = reader.opinion(seen, intent.NAME, intent.reason if isinstance(intent, Clarify) else "")
    best, sure = min(opinion.items(), key=_likeliest_first)
    answer = intent if best == intent.NAME else _answer(message, intent, best, sure)
    if answer is not intent:
        return Heard(answer, "example", reader.like(seen, best))
    return Heard(_with_options(message, intent, opinion) if isinstance(intent, Clarify) else intent)


def _likeliest_first(pair: tuple[str, float]) -> tuple[float, str]:
    return -pair[1], pair[0]


def _answer(message: Message, intent: Intent, best: str, sure: float) -> Intent:
    if isinstance(intent, Clarify) and intent.reason not in _OPEN:
        return _quiet(message, intent, best, sure)
    if best == "clarify":
        return _told(message, intent) if sure >= MAY_DOUBT else intent
    if is_question(best):
        enough = MAY_ANSWER if isinstance(intent, Clarify) else MAY_DIFFER
        return (sure >= enough and reading(message, best)) or intent
    proposed = wish(message, best) if sure >= MAY_PROPOSE else None
    if proposed is None:
        return intent
    if plainly_wished(message, proposed):
        return proposed
    return Clarify("not_wished", message.items, message.said, (proposed,))


def _quiet(message: Message, intent: Clarify, best: str, sure: float) -> Intent:
    """「提前提醒先不要给我推了」: the grammar heard that something is not to be done, and so it is meant."""
    return (best in _OWN_NO and sure >= MAY_PROPOSE and wish(message, best)) or intent


def is_change(intent: Intent) -> bool:
    return isinstance(intent, (*WRITES, Move))


def plainly_wished(message: Message, proposed: Intent) -> bool:
    """By the grammar's whole judgement, and without any question in it."""
    if message.asking or spoken_of(message, of_unit=False) is not None or negated(message) is not None:
        return False
    if proposed.NAME not in _MAY_SAY_NO and message.has(_ANY_NO):
        return False
    if message.has(_ACTS) and wished(message, _ACTS, denying=True) is None:
        return False
    return doubt(message, proposed) is None and safe(message, proposed) == proposed


_ACTS = re.compile(ACT)
_MAY_SAY_NO = DENYING | ASKED_FOR | {"report_progress", "instruct"}
_ANY_NO = re.compile(r"[不没未别勿莫甭]|\b(?:no|not|never)\b|n't\b")
"""The grammar knows which of them deny the wish; the examples do not."""


def _told(message: Message, intent: Intent) -> Clarify:
    return Clarify("not_wished" if message.items else "unknown", message.items, message.said, (intent,))


def _held_up(message: Message, intent: Intent, best: str) -> Clarify:
    other = reading(message, best) if is_question(best) else wish(message, best)
    options = (intent, other) if other is not None else (intent,)
    return Clarify("not_wished", getattr(intent, "items", ()), message.said, options)


def _with_options(message: Message, intent: Clarify, opinion: dict[str, float]) -> Clarify:
    """The likeliest readings that can be built come first; never fewer options than before."""
    if intent.reason != "unknown":
        return intent
    ranked = sorted(opinion.items(), key=_likeliest_first)
    likely = [name for name, chance in ranked if chance >= _OFFERED and name != "clarify"][:_MOST]
    built = [reading(message, name) or wish(message, name) for name in likely]
    options = dict.fromkeys((*(each for each in built if each is not None), *intent.options))
    return replace(intent, options=tuple(options)[:_MOST])
