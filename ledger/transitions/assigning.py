"""Giving an item its lead unit, cooperating units, leader and limit (交办)."""

import datetime as dt
from dataclasses import replace

from ledger.changes import Change
from ledger.deadlines import Deadline
from ledger.items import DONE, Item, State
from ledger.permissions import Action
from ledger.refusals import Refused


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
    _open(item)
    lead_after = item.lead if lead is None else lead
    co_after = item.co if co is None else co
    co_after = tuple(dict.fromkeys((*co_after, *add_co)))
    if lead is not None and co is None:
        # The new lead may have cooperated before; it does not do both.
        co_after = tuple(d for d in co_after if d != lead)
    if lead_after is not None and lead_after in co_after:
        raise Refused("lead_also_cooperates", item=item.label)
    after = replace(
        item,
        lead=lead_after,
        co=co_after,
        leader=item.leader if leader is None else leader,
        deadline=deadline or item.deadline,
    )
    if after == item:
        raise Refused("nothing_changes", item=item.label)
    if lead_after is not None and (lead_after != item.lead or item.state is State.DRAFT):
        after = replace(after, state=State.ASSIGNED, assigned_at=now, signed_at=None, signed_by=None)
    return Change(Action.ASSIGN, "assigned", item, after)


def set_deadline(item: Item, deadline: Deadline) -> Change:
    """Raises Refused when the item is finished or nothing would change."""
    _open(item)
    if item.deadline == deadline:
        raise Refused("nothing_changes", item=item.label)
    return Change(Action.SET_DEADLINE, "deadline_set", item, replace(item, deadline=deadline))


def _open(item: Item) -> None:
    if item.state in DONE or item.state is State.CANCELLED:
        raise Refused("item_finished", item=item.label)
