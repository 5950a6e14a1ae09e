"""Taking back a change while nothing depends on it."""

import datetime as dt
from dataclasses import replace

from ledger.changes import Change
from ledger.items import Item
from ledger.permissions import Action
from ledger.refusals import Refused

UNDO_WINDOW = dt.timedelta(minutes=10)


def undo(current: Item, before: Item, *, version_after: int, done_at: dt.datetime, now: dt.datetime) -> Change:
    """The item as it was before the change whose result had `version_after`.

    Raises Refused when the window is over or the item has moved on since.
    """
    if now - done_at > UNDO_WINDOW:
        raise Refused("undo_too_late", item=current.label)
    if current.version != version_after:
        raise Refused("moved_on", item=current.label)
    return Change(Action.UNDO, "undone", current, replace(before, version=current.version))
