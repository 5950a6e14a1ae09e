"""Judges the clause that carries the wish, where the examples are certain of it: what stands around it is the reason.

「商务局3项到现在不签收，开一张蓝单」: the no is the reason, and denies nothing. Of the other clauses only such words
count as cast their doubt on the whole message (hearsay, supposition, irony), and a no that comes after the wish.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from language.intents import Intent
from language.understanding.by_example.reader import Learned
from language.understanding.by_example.traits import traits
from language.understanding.judging import ASKED_FOR, DENYING, DOUBTS, doubt
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
_MAY_SAY_NO = MAY_DENY | {"set_sensitivity"}
_SAID_BY = re.compile(r"[说讲问][的过]?$|听说|据说|^有人|原话|转述")
"""A clause that only says who has said it: 「小王说的，…」; one with a matter of its own is a reason."""


@dataclass(frozen=True, slots=True)
class Clause:
    """`wish` is the message of the clause alone; `others` are the other clauses, `after` what follows it."""

    whole: Message
    wish: Message
    others: tuple[str, ...]
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
        others = tuple(part.text for n, part in enumerate(parts) if n != best)
        yield Clause(message, parts[best], others, message.text[spans[best][1] :])


def _alone(message: Message, start: int, end: int) -> Message:
    return Message(message.original, message.known, message.hearing, text=message.text[start:end].strip())


def plainly_wished_in(clause: Clause, proposed: Intent) -> bool:
    """By the whole judgement of the clause, and what casts its doubt over the message."""
    whole, wish, name = clause.whole, clause.wish, proposed.NAME
    if pasted(whole) or mocks(whole) or looks_back(whole) or asks_whether(whole) or whole.text.endswith(("?", "？")):
        return False
    if any(each.over_all and name not in each.spares and each.words.search(whole.text) for each in DOUBTS):
        return False
    if any(len(other) <= _WHO_SAID and _SAID_BY.search(other) for other in clause.others):
        return False
    says_no = name in _MAY_SAY_NO
    after = Message(whole.original, whole.known, whole.hearing, text=clause.after)
    if not says_no and clause.after and negated(after) is not None:
        return False
    if (wish.asks_at_an_end and name not in ASKED_FOR) or spoken_of(wish, of_unit=False) is not None:
        return False
    if not says_no and negated(wish) is not None:
        return False
    return safe(wish, proposed, strict=False) == proposed and doubt(wish, proposed, strict=False) is None
