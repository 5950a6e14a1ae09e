"""Registering an item (立项) and having the office's proposal for it approved (拟办、交办审核)."""

import datetime as dt
from typing import Any

from ledger.changes import Change
from ledger.deadlines import Deadline
from ledger.items import Item, State
from ledger.refusals import Refused
from ledger.transitions.table import moved


def register(item: Item, *, source: str = "") -> Change:
    """`item` has just been added as a draft. Nothing but its source is said here; the rest is assigned."""
    return moved("registered", item, source=source)


def propose(
    item: Item,
    *,
    lead: int | None = None,
    co: tuple[int, ...] | None = None,
    leader: str | None = None,
    deadline: Deadline | None = None,
) -> Change:
    """Raises Refused unless a lead unit and a limit are there in the end."""
    changes: dict[str, Any] = {
        "lead": item.lead if lead is None else lead,
        "co": item.co if co is None else co,
        "leader": item.leader if leader is None else leader,
        "deadline": deadline or item.deadline,
    }
    if changes["lead"] is None or changes["deadline"] is None:
        raise Refused("proposal_incomplete", item=item.label)
    if changes["lead"] in changes["co"]:
        raise Refused("lead_also_cooperates", item=item.label)
    return moved("proposed", item, state=State.TO_APPROVE, **changes)


def approve(item: Item, *, now: dt.datetime) -> Change:
    return moved("draft_approved", item, state=State.ASSIGNED, assigned_at=now, signed_at=None, signed_by=None)


def send_back(item: Item, *, reason: str) -> Change:
    return moved("draft_sent_back", item, reason, state=State.DRAFT)
