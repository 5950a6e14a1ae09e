"""Milestones as people list them: 「二季度：完成申报；9月底：通过评审」."""

import datetime as dt
import re
from collections.abc import Sequence

from language.understanding.deadlines import find_deadline
from language.understanding.plain_words import plain
from ledger.calendar import WorkingCalendar
from ledger.items import Milestone

_NODE = re.compile(r"[;；\n]")
_LONGEST = 120
_ANY_DAY = WorkingCalendar()


def nodes_in(words: str, today: dt.date) -> tuple[Milestone, ...]:
    """A day, then what is to be reached by then; pieces without a day or without words are left out."""
    found, finer = _each(_NODE.split(words), today), _each(_FINER.split(words), today)
    return finer if len(found) < _A_FEW <= len(finer) else found


_FINER = re.compile(r"[;；\n,，、。]|分别卡?在")
_A_FEW = 2
"""So many nodes are a list, whatever parts them."""


def _each(pieces: Sequence[str], today: dt.date) -> tuple[Milestone, ...]:
    found = []
    for piece in pieces:
        reading = find_deadline(plain(piece), today, _ANY_DAY)
        if reading is None or reading.day is None:
            continue
        text = re.sub(r"^[\s:：,，、。-]+|[\s。]+$", "", plain(piece)[reading.span[1] :]) or piece.strip()
        found.append(Milestone(text[:_LONGEST], reading.day))
    return tuple(found)
