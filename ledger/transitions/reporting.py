"""Reporting progress (反馈): what was done, how far it is."""

import datetime as dt
from dataclasses import replace

from ledger.changes import Change
from ledger.items import OWED, Item, Report, State
from ledger.permissions import Action
from ledger.refusals import Refused

PART_REPORTED = "part_reported"


def report(item: Item, *, by: int, now: dt.datetime, text: str, percent: int | None, unit: int | None = None) -> Change:
    """A report by an unsigned unit signs for the item at the same time: who reports has taken it on.

    `unit` is the reporter's. One that cooperates reports its own part, which stands in the item's memory (the entry's
    note) and moves nothing of the lead unit's: neither percent nor last report nor signature.

    Raises Refused for items that are not in hand and figures outside 0–100.
    """
    if item.state not in OWED or item.lead is None:
        raise Refused("not_in_hand", item=item.label)
    if percent is not None and not 0 <= percent <= 100:
        raise Refused("percent_out_of_range", percent=percent, item=item.label)
    if unit is not None and unit != item.lead:
        return Change(Action.REPORT, PART_REPORTED, item, item, note=text)
    after = replace(
        item,
        state=State.DOING,
        signed_at=item.signed_at or now,
        signed_by=by if item.signed_at is None else item.signed_by,
        percent=item.percent if percent is None else percent,
        last_report=Report(text=text, percent=percent, member_id=by, at=now),
    )
    return Change(Action.REPORT, "reported", item, after, note=text)
