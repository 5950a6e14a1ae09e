"""Reporting progress (反馈): what was done, how far it is."""

import datetime as dt
from dataclasses import replace

from ledger.changes import Change
from ledger.items import OWED, Item, Report, State
from ledger.permissions import Action
from ledger.refusals import Refused


def report(item: Item, *, by: int, now: dt.datetime, text: str, percent: int | None) -> Change:
    """A report by an unsigned unit signs for the item at the same time: who reports has taken it on.

    Raises Refused for finished items and figures outside 0–100.
    """
    if item.state not in OWED:
        raise Refused("not_in_hand", item=item.label)
    if percent is not None and not 0 <= percent <= 100:
        raise Refused("percent_out_of_range", percent=percent)
    after = replace(
        item,
        state=State.DOING,
        signed_at=item.signed_at or now,
        signed_by=item.signed_by or by,
        percent=item.percent if percent is None else percent,
        last_report=Report(text=text, percent=percent, member_id=by, at=now),
    )
    return Change(Action.REPORT, "reported", item, after, note=text)
