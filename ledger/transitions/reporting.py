"""Reporting progress (反馈): what was done, how far it is; each unit for its own duty, the lead unit for all."""

import datetime as dt
import re
from dataclasses import replace

from ledger.changes import Change
from ledger.items import OWED, CoPart, Item, PartState, Report, State, Target
from ledger.refusals import Refused
from ledger.transitions.table import moved

PART_REPORTED = "part_reported"
_FIGURE = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*(.*)", re.DOTALL)


def report(
    item: Item,
    *,
    by: int,
    now: dt.datetime,
    text: str,
    percent: int | None,
    unit: int | None = None,
    value: str = "",
    done: bool = False,
) -> Change:
    """A report by an unsigned unit signs for the item at the same time: who reports has taken it on.

    `unit` is the reporter's. One that cooperates reports its own part, `done` says that the part is finished; that
    moves nothing of the lead unit's: neither percent nor last report nor signature. `value` is a figure with its
    unit ("73.5%") and goes to the target it fits.

    Raises Refused for items that are not in hand and figures outside 0–100.
    """
    if percent is not None and not 0 <= percent <= 100:
        raise Refused("percent_out_of_range", percent=percent, item=item.label)
    if item.lead is None:
        raise Refused("not_in_hand", item=item.label)
    if unit is not None and unit in item.co:
        return _part(item, unit, by=by, now=now, text=text, percent=percent, done=done)
    if item.state not in OWED:
        raise Refused("not_in_hand", item=item.label)
    return moved(
        "reported",
        item,
        text,
        state=State.DOING,
        signed_at=item.signed_at or now,
        signed_by=by if item.signed_at is None else item.signed_by,
        percent=item.percent if percent is None else percent,
        last_report=Report(text=text, percent=percent, member_id=by, at=now),
        targets=measured(item.targets, value, now) or item.targets,
    )


def _part(item: Item, unit: int, *, by: int, now: dt.datetime, text: str, percent: int | None, done: bool) -> Change:
    before = item.part_of(unit)
    finished = done or percent == 100
    part = CoPart(
        department=unit,
        state=PartState.DONE if finished else PartState.DOING,
        member_id=by,
        at=now,
        text=text,
        percent=percent if percent is not None else before.percent if before else None,
    )
    return moved(PART_REPORTED, item, text, parts=with_part(item, part))


def with_part(item: Item, part: CoPart) -> tuple[CoPart, ...]:
    """In the order in which the units are named."""
    kept = {each.department: each for each in item.parts if each.department in item.co} | {part.department: part}
    return tuple(kept[unit] for unit in item.co if unit in kept)


def measured(targets: tuple[Target, ...], value: str, now: dt.datetime) -> tuple[Target, ...] | None:
    """The targets with `value` as the actual figure of the one it fits; None when it fits none, or several."""
    found = _FIGURE.fullmatch(value.strip())
    if found is None:
        return None
    figure, unit = float(found[1]), found[2].strip()
    fitting = [target for target in targets if target.unit.strip() == unit]
    if len(fitting) != 1:
        return None
    return tuple(
        replace(target, actual=figure, actual_at=now) if target is fitting[0] else target for target in targets
    )
