"""Weighs the grammar's reading against the examples' and says what is answered; every change still waits for its press.

What the second reader may do:
1. where the grammar understood nothing, or merely that an item is named, or another question: answer the question;
2. propose a change where all slots are there and the grammar's own judgement has no doubt (no question, negation,
   hearsay, order), or where the examples are certain and nothing denies it; else it is a button below the question;
3. hold up a change of the grammar that looks like something else, or propose the other change instead;
4. put what it takes the message for among the options of "not understood".
"""

import re
from dataclasses import dataclass, replace

from language.intents import Clarify, Intent, Move
from language.people_intents import GroupNotices
from language.understanding.acts import ACT
from language.understanding.by_example.reader import Learned, learned
from language.understanding.by_example.readings import is_question, reading
from language.understanding.by_example.traits import UNIT, masked, traits_of
from language.understanding.by_example.wish_clause import (
    MAY_ASK,
    MAY_COMPLAIN,
    MAY_DENY,
    QUIET,
    clauses_of,
    doubted,
    not_denied,
    plainly_wished_in,
)
from language.understanding.by_example.wishes import wish
from language.understanding.doubts import ASKED_FOR
from language.understanding.judging import doubt
from language.understanding.judging_people import PEOPLE, plainly_wished_of_people
from language.understanding.message import Message
from language.understanding.moving import wished
from language.understanding.safety import WRITES, negated, safe
from language.understanding.unwished import OUTSIDE, spoken_of
from ledger.members import Role

MAY_ANSWER = 0.3
"""From here on a question is answered where the grammar understood nothing."""
MAY_DIFFER = 0.5
"""From here on another question is answered than the grammar's, which had words for its own; and what the grammar took
for a question is told, and asks for nothing."""
MAY_STAY = 0.4
"""With so much left the grammar's own question stays."""
MAY_PROPOSE = 0.7
"""From here on a card is laid that the grammar did not see."""
MUST_KNOW = 0.6
"""A card of the grammar for which there is less waits for a press that says what was meant."""
MAY_REPLACE = 0.7
"""From here on another card than the grammar's."""
MAY_INSIST = 0.7
"""From here on the wish is plain without an opening that says so, and a question asked where the grammar had doubts."""
MAY_TURN = 0.6
"""From here on a question is answered instead of a card that looks like one."""
IS_LIKELY = 0.8
"""From here on the clause that carries the wish is judged, and the others are its reasons."""
IS_CERTAIN = 0.94
"""From here on the examples, which know denials and questions as well, know better than the grammar's doubts: of 210
phrases that neither had seen, the grammar doubted and they were sure of with 0.97, 201 were wishes (decision 0020)."""
_OPEN = frozenset({"unknown", "which_item"})
_ASKED_OR_DENIED = frozenset({"negated", "question_about_write", "several_wishes"})
_DOUBTS = _ASKED_OR_DENIED | {"not_wished", "which_department"}
"""The grammar read something and was not sure of it."""
_OF_A_DAY = frozenset({"which_date", "deadline_past"})
"""The grammar stumbled over a day;"""
_WITHOUT_A_DAY = frozenset({"report_progress", "submit_done", "sign", "urge", "ask_help", "bounce"})
"""these have none, so that it only tells when: 「23项第二处昨天整改到位」."""
_HEARD_AGAIN = _OPEN | _DOUBTS | _OF_A_DAY
_OWN_NO = MAY_DENY | PEOPLE
_SHORTEST, _HALF, _LONGEST = 2, 4, 400
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
    if isinstance(intent, Clarify) and intent.reason not in _HEARD_AGAIN:
        return Heard(intent)
    reader = reader or learned()
    if intent.NAME not in reader.intents:
        return Heard(intent)  # of what has no example the examples say nothing
    text = masked(message)
    if text == UNIT:
        return Heard(intent)  # nothing is said but its name
    seen = traits_of(message, text)
    opinion = reader.opinion(seen, intent.NAME, intent.reason if isinstance(intent, Clarify) else "")
    opinion = _as_such_a_speaker(message, opinion)
    best, sure = min(opinion.items(), key=_likeliest_first)
    held = opinion.get(intent.NAME, 0.0)
    if len(message.text) < _HALF and sure < MAY_INSIST:
        return Heard(intent)
    stands = best == intent.NAME or (is_change(intent) and (held >= MUST_KNOW or not reader.knows_well(intent.NAME)))
    answer = intent if stands else _answer(message, intent, _Liking(best, sure, held, reader))
    if answer is not intent:
        return Heard(answer, "example", reader.like(seen, best))
    return Heard(_with_options(message, intent, opinion) if isinstance(intent, Clarify) else intent)


def _as_such_a_speaker(message: Message, opinion: dict[str, float]) -> dict[str, float]:
    """Who should have an item an admin says, and the rest of the office proposes: the words are the same."""
    if not message.office or not {"assign", "propose"} <= opinion.keys():
        return opinion
    own, other = ("assign", "propose") if message.hearing.role is Role.ADMIN else ("propose", "assign")
    return {**opinion, own: opinion[own] + opinion[other], other: 0.0}


def _likeliest_first(pair: tuple[str, float]) -> tuple[float, str]:
    return -pair[1], pair[0]


@dataclass(frozen=True, slots=True)
class _Liking:
    """What the message resembles most, and how surely."""

    best: str
    sure: float
    held: float
    """What is left for the grammar's reading."""
    reader: Learned

    def wishes(self, message: Message, proposed: Intent) -> bool:
        """By the whole message, or by the clause that carries the wish, without its reasons."""
        if isinstance(proposed, GroupNotices) and proposed.on is None:
            return True  # only asks
        return plainly_wished(message, proposed, insists=self.sure >= MAY_INSIST) or self.after_all(message, proposed)

    def after_all(self, message: Message, proposed: Intent) -> bool:
        """Whatever the grammar has against it; where that is certain, but for a denial and a doubt cast over it all."""
        if self.sure < IS_LIKELY or proposed.NAME in PEOPLE or doubted(message, proposed.NAME):
            return False
        clauses = list(clauses_of(message, proposed.NAME, self.reader))
        if self.sure >= IS_CERTAIN:
            return not_denied(message, proposed.NAME, clauses)
        return any(plainly_wished_in(clause, proposed) for clause in clauses)


def _answer(message: Message, intent: Intent, liking: _Liking) -> Intent:
    """Where the examples hear something else than the grammar."""
    best, sure = liking.best, liking.sure
    if is_change(intent):
        return _instead(message, intent, liking)
    if isinstance(intent, Clarify) and intent.reason not in _OPEN:
        return _after_all(message, intent, liking)
    if best == "clarify":
        plain = intent.NAME in PEOPLE and plainly_wished(message, intent)
        return _told(message, intent) if sure >= MAY_DIFFER and not plain else intent
    if is_question(best):
        if not isinstance(intent, Clarify) and liking.held >= MAY_STAY:
            return intent
        enough = MAY_ANSWER if isinstance(intent, Clarify) else MAY_DIFFER
        return (sure >= enough and not message.has(OUTSIDE) and reading(message, best)) or intent
    proposed = wish(message, best) if sure >= MAY_PROPOSE else None
    if proposed is None:
        return intent
    if liking.wishes(message, proposed):
        return proposed
    return Clarify("not_wished", message.items, message.said, (proposed,))


def _instead(message: Message, card: Intent, liking: _Liking) -> Intent:
    """A card that looks like something else waits for a press that says what was meant."""
    other = _built(message, liking.best)
    changes = other is not None and not is_question(liking.best) and liking.sure >= MAY_REPLACE
    if other is not None and changes and liking.wishes(message, other):
        return other
    if other is not None and is_question(liking.best) and liking.sure >= MAY_TURN:
        return other
    options = (card, other) if other is not None else (card,)
    return Clarify("not_wished", getattr(card, "items", ()), message.said, options)


def _after_all(message: Message, asked: Clarify, liking: _Liking) -> Intent:
    """What the grammar has doubts about is a question after all, or a wish: it says no by itself, or its reason does.
    「提前提醒先不要给我推了」「商务局一直不签收，3项开张蓝单」.
    """
    best = liking.best
    if liking.sure < MAY_INSIST or best == "clarify":
        return asked
    if is_question(best) and not (best == "list" and asked.reason in _OF_A_DAY):
        return reading(message, best) or asked
    if asked.reason in _OF_A_DAY and best not in _WITHOUT_A_DAY:
        return asked
    proposed = wish(message, best)
    if proposed is None or (asked.reason == "several_wishes" and len(message.loosely_named.items) > 1):
        return asked
    if asked.reason in _ASKED_OR_DENIED and not (asked.reason == "negated" and best in _OWN_NO):
        return proposed if liking.after_all(message, proposed) else asked
    quiet = best in QUIET and asked.reason == "negated"
    return proposed if quiet or liking.wishes(message, proposed) else asked


def _built(message: Message, name: str) -> Intent | None:
    """Whatever it is; None for "clarify", and when slots are missing."""
    return reading(message, name) or wish(message, name)


def is_change(intent: Intent) -> bool:
    return isinstance(intent, (*WRITES, Move))


def plainly_wished(message: Message, proposed: Intent, *, insists: bool = False) -> bool:
    """By the grammar's whole judgement, and without any question in it. `insists`: it need not open as a wish."""
    if proposed.NAME in PEOPLE:
        return plainly_wished_of_people(message, proposed)
    says_no = proposed.NAME in _OWN_NO
    asks = message.asks_at_an_end and proposed.NAME not in MAY_ASK if insists else message.asking
    own_words = proposed.NAME if insists and proposed.NAME in _OWN_NO | ASKED_FOR else ""
    if asks or spoken_of(message, of_unit=False, wish=own_words) is not None:
        return False
    if not says_no and negated(message) is not None:
        return False
    if proposed.NAME not in MAY_COMPLAIN and _says_no(message):
        return False
    if message.has(_ACTS) and wished(message, _ACTS, denying=True) is None:
        return False
    found = safe(message, proposed, strict=not insists)
    if found != proposed and not (says_no and isinstance(found, Clarify) and found.reason == "negated"):
        return False
    return doubt(message, proposed, strict=not insists) is None


_ACTS = re.compile(ACT)
_ANY_NO = re.compile(r"[不没未别勿莫甭]|\b(?:no|not|never)\b|n't\b")
"""The grammar knows which of them deny the wish; the examples do not."""
_REASONS = re.compile(r"[,，。;；]|(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")


def _says_no(message: Message) -> bool:
    """A no beside the act, or where no act is known; that in the reason denies nothing: 「路没通，4项挂起」."""
    clauses = _REASONS.split(message.text)
    acts = [clause for clause in clauses if _ACTS.search(clause)]
    return any(_ANY_NO.search(clause) for clause in acts or clauses)


def _told(message: Message, intent: Intent) -> Clarify:
    return Clarify("not_wished" if message.items else "unknown", message.items, message.said, (intent,))


def _with_options(message: Message, intent: Clarify, opinion: dict[str, float]) -> Clarify:
    """The likeliest readings that can be built come first; never fewer options than before."""
    if intent.reason != "unknown":
        return intent
    ranked = sorted(opinion.items(), key=_likeliest_first)
    likely = [name for name, chance in ranked if chance >= _OFFERED and name != "clarify"][:_MOST]
    built = [_built(message, name) for name in likely]
    options = dict.fromkeys((*(each for each in built if each is not None), *intent.options))
    return replace(intent, options=tuple(options)[:_MOST])
