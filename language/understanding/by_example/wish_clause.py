"""Judges the clause that carries the wish, where the examples are certain of it: what stands around it is the reason.

「商务局3项到现在不签收，开一张蓝单」: the no is the reason, and denies nothing. Of the other clauses only such words
count as cast their doubt on the whole message (hearsay, supposition, irony), and a no that comes after the wish.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from language.intents import Intent
from language.understanding.acts import ACT
from language.understanding.by_example.reader import Learned
from language.understanding.by_example.traits import traits
from language.understanding.doubts import ASKED_FOR, DENYING, DOUBTS, TOLD
from language.understanding.judging import doubt
from language.understanding.judging_people import PEOPLE
from language.understanding.message import Message
from language.understanding.safety import negated, pasted, safe
from language.understanding.tone import asks_whether, looks_back, mocks
from language.understanding.unwished import spoken_of

_PARTS = re.compile(r"[,，。;；!！?？\n]+|(?<=[\u4e00-\u9fff0-9%）]) +(?=[\u4e00-\u9fff])|(?<=[a-z])\. ")
RESEMBLES = 0.0
"""The margin from which on another clause carries the wish as well: 「内容不宜公开，设为敏感」."""
_SHORTEST = 2
_MOST = 8
_WHO_SAID = 8
"""So short is a clause that has no matter of its own."""
QUIET = frozenset({"mute", "group_notices"})
"""They deny by themselves, and are nobody else's business or shown before they hold."""
MAY_DENY = QUIET | DENYING | {"subscribe", "pause_nudges", "cancel"}
"""A no may be their very word, or their reason."""
MAY_COMPLAIN = MAY_DENY | PEOPLE | ASKED_FOR | {"report_progress", "instruct", "set_sensitivity"}
"""A no may tell what is amiss: 「财政没拨款，请协调」."""
MAY_ASK = ASKED_FOR | {"set_milestones"}
"""「14给我分几个节点」 asks nothing."""
_MAY_SAY_NO = MAY_DENY | {"set_sensitivity"}
_SAID_BY = re.compile(r"[说讲问][的过]?$|听说|据说|^有人|原话|转述")
"""A clause that only says who has said it: 「小王说的，…」; one with a matter of its own is a reason."""


@dataclass(frozen=True, slots=True)
class Clause:
    """`wish` is the message of the clause alone, `after` what follows it."""

    whole: Message
    wish: Message
    after: str


def clauses_of(message: Message, name: str, reader: Learned) -> Iterator[Clause]:
    """The clauses that resemble the wish, the likest first; none where the message is of one piece, or of too many."""
    ends = [*(found.span() for found in _PARTS.finditer(message.text)), (len(message.text), len(message.text))]
    starts = [0, *(end for _, end in ends[:-1])]
    spans = [(start, end) for start, (end, _) in zip(starts, ends, strict=True) if end - start >= _SHORTEST]
    if not 1 < len(spans) <= _MOST:
        return
    which = reader.intents.index(name)
    parts = [_alone(message, start, end) for start, end in spans]
    like = [reader.margins(traits(part))[which] for part in parts]
    ranked = sorted(range(len(parts)), key=lambda n: (-like[n], n))
    for place, best in enumerate(ranked):
        if place and like[best] < RESEMBLES:
            return
        yield Clause(message, parts[best], message.text[spans[best][1] :])


def _alone(message: Message, start: int, end: int) -> Message:
    return Message(message.original, message.known, message.hearing, text=message.text[start:end].strip())


def doubted(whole: Message, name: str) -> bool:
    """By words that cast their doubt over the whole message, wherever they stand."""
    if pasted(whole) or mocks(whole) or looks_back(whole) or asks_whether(whole) or whole.text.endswith(("?", "？")):
        return True
    if any(len(part) <= _WHO_SAID and _SAID_BY.search(part) for part in _PARTS.split(whole.text)):
        return True
    return any(each.over_all and name not in each.spares and each.words.search(whole.text) for each in DOUBTS)


def _denied(clause: Clause) -> bool:
    """In the clause itself, or behind it; a no before the wish is its reason: 「没红的不用管，红的催一遍」."""
    whole = clause.whole
    after = Message(whole.original, whole.known, whole.hearing, text=_DO_NOT_URGE.sub("", clause.after))
    return negated(clause.wish) is not None or bool(clause.after and negated(after) is not None)


_DO_NOT_URGE = re.compile(r"(?:别|不用|甭|莫)(?:再|老|总)?催(?:了|我|啦|咯|咱|我们)*(?=$|[,，。!！])")
"""「签了签了，别催」 denies nothing of it."""


def not_denied(message: Message, name: str, clauses: Sequence[Clause]) -> bool:
    """Where the examples are certain of the wish: no denial or question of its own clause."""
    if not clauses:
        return _affirmed(message, name) and (name in MAY_COMPLAIN or negated(message) is None)
    return any(_affirmed(each.wish, name) and (name in MAY_COMPLAIN or not _denied(each)) for each in clauses)


def _affirmed(wish: Message, name: str) -> bool:
    if wish.has(_NOT_YET) or (wish.asks_at_an_end and name not in MAY_ASK) or (name not in TOLD and wish.has(_OVER)):
        return False
    return name in MAY_COMPLAIN or not (wish.has(_NO_ACT) or wish.has(_NO_FIRST))


_NOT_YET = re.compile(
    r"(?:没有?|未|尚未|还没|别|不要|先不|甭|勿)(?:再|急着|去)?(?:去掉|拿掉|减掉|撤[回销]|取消|驳回?|打回|退回|否决)"
    r"|过(?:几|好几|多少|[一两三四五])[次回]"
)
_OVER = re.compile(r"早[就已都]")
_NO_ACT = re.compile(
    rf"(?:[不没未别勿莫甭]|暂缓)(?:有|要|用|必|再|曾|能|想|许|准|让|打算|急着|去|给)*[^,，。;；]{{0,2}}?{ACT}"
    rf"|\b(?:not|never|no)\b|n't\b"
)
_NO_FIRST = re.compile(r"^(?:先|还是|暂时|请|你|千万|可)*(?:别|不要|不用|不必|没必要|甭|勿)(?!忘|的|人)")


def plainly_wished_in(clause: Clause, proposed: Intent) -> bool:
    """By the whole judgement of the clause."""
    wish, name = clause.wish, proposed.NAME
    if name not in _MAY_SAY_NO and _denied(clause):
        return False
    if (wish.asks_at_an_end and name not in ASKED_FOR) or spoken_of(wish, of_unit=False, wish=name) is not None:
        return False
    return safe(wish, proposed, strict=False) == proposed and doubt(wish, proposed, strict=False) is None
