"""Giving an item its lead unit, cooperating units, leader and limit (交办)."""

import datetime as dt
from typing import Any

from ledger.changes import Change
from ledger.deadlines import Deadline
from ledger.items import Item, State
from ledger.refusals import Refused
from ledger.transitions.table import moved


def assign(
    item: Item,
    *,
    now: dt.datetime,
    lead: int | None = None,
    co: tuple[int, ...] | None = None,
    add_co: tuple[int, ...] = (),
    leader: str | None = None,
    deadline: Deadline | None = None,
) -> Change:
    """What is not given stays as it was. A new lead unit has to sign anew; the reports stay with the item.

    Raises Refused: finished items, nothing to change, a unit that would both lead and cooperate.
    """
    lead_after = item.lead if lead is None else lead
    co_after = item.co if co is None else co
    co_after = tuple(dict.fromkeys((*co_after, *add_co)))
    if lead is not None and co is None:
        # The new lead may have cooperated before; it does not do both.
        co_after = tuple(d for d in co_after if d != lead)
    if lead_after is not None and lead_after in co_after:
        raise Refused("lead_also_cooperates", item=item.label)
    given = moved(
        "assigned",
        item,
        lead=lead_after,
        co=co_after,
        parts=tuple(part for part in item.parts if part.department in co_after),
        leader=item.leader if leader is None else leader,
        deadline=deadline or item.deadline,
        **_given_anew(item, lead_after, now),
    )
    if given.after == item:
        raise Refused("nothing_changes", item=item.label)
    return given


def _given_anew(item: Item, lead: int | None, now: dt.datetime) -> dict[str, Any]:
    """What another unit applied for falls away with it."""
    if lead is None or (lead == item.lead and item.state not in (State.DRAFT, State.TO_APPROVE)):
        return {}
    return {
        "state": State.ASSIGNED,
        "assigned_at": now,
        "signed_at": None,
        "signed_by": None,
        "submitted_at": None,
        "applications": (),
    }


def remove_co(item: Item, units: tuple[int, ...]) -> Change:
    """Raises Refused when none of them cooperates."""
    if not set(units) & set(item.co):
        raise Refused("nothing_changes", item=item.label)
    co = tuple(unit for unit in item.co if unit not in units)
    return moved("assigned", item, co=co, parts=tuple(part for part in item.parts if part.department in co))


def set_deadline(item: Item, deadline: Deadline) -> Change:
    """Raises Refused when the item is finished or nothing would change."""
    if item.deadline == deadline:
        raise Refused("nothing_changes", item=item.label)
    return moved("deadline_set", item, deadline=deadline)
