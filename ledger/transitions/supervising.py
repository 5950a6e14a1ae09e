"""What supervision does to an item in hand: urge (催办), instruct (批示), issue a slip (督办单)."""

import datetime as dt

from ledger.changes import Change
from ledger.deadlines import Cadence, Deadline
from ledger.items import Item
from ledger.refusals import Refused
from ledger.supervision import Instruction, Slip, SlipLevel
from ledger.transitions.table import moved

_LADDER = (SlipLevel.BLUE, SlipLevel.YELLOW, SlipLevel.RED)


def urge(item: Item, *, note: str = "") -> Change:
    if item.lead is None:
        raise Refused("not_in_hand", item=item.label)
    return moved("urged", item, note, urged=item.urged + 1)


def instruct(
    item: Item,
    *,
    by: int,
    now: dt.datetime,
    text: str,
    person: str = "",
    deadline: Deadline | None = None,
    cadence: Cadence | None = None,
) -> Change:
    """May set a new limit and reporting cycle with it. `person` is whose words they are when entered by the office."""
    if not text.strip():
        raise Refused("instruction_empty", item=item.label)
    return moved(
        "instructed",
        item,
        text,
        instructions=(*item.instructions, Instruction(text.strip(), by, now, person)),
        deadline=deadline or item.deadline,
        original_deadline=(item.original_deadline or item.deadline) if deadline else item.original_deadline,
        cadence=cadence or item.cadence,
    )


def issue_slip(
    item: Item, *, by: int, now: dt.datetime, today: dt.date, level: SlipLevel, day: dt.date, reason: str = ""
) -> Change:
    """A step is taken only when the slip before it has run out (domain.md §0.5). `today`, `day` are local dates.

    Raises Refused: a level that is not the next one, a slip still running, a day in the past.
    """
    last = item.slips[-1] if item.slips else None
    if last is not None and today <= last.day:
        raise Refused("slip_still_running", item=item.label, day=last.day.isoformat())
    if level is not next_level(item):
        raise Refused("slip_not_next", item=item.label)
    if day < today:
        raise Refused("slip_day_past", item=item.label)
    slip = Slip(level, len(item.slips) + 1, day, by, now, reason)
    return moved("slip_issued", item, reason, slips=(*item.slips, slip))


def next_level(item: Item) -> SlipLevel:
    """One step above the last slip; above red there is nothing."""
    if not item.slips:
        return SlipLevel.BLUE
    return _LADDER[min(_LADDER.index(item.slips[-1].level) + 1, len(_LADDER) - 1)]
