"""Taking back a change while nothing depends on it."""

import datetime as dt
from dataclasses import replace

from ledger.changes import AuditEntry, Change
from ledger.items import Item
from ledger.members import Member, Role
from ledger.permissions import Action
from ledger.refusals import Refused
from ledger.transitions.table import TABLE

UNDO_WINDOW = dt.timedelta(minutes=10)
UNDONE = "undone"
UNDOABLE = frozenset(TABLE) - {"archived"}
CREATED = frozenset({"registered", "part_registered"})
"""What these made is gone when they are taken back."""


def undo(
    current: Item, before: Item, entry: AuditEntry, *, by: Member, now: dt.datetime, stands_at: int | None = None
) -> Change:
    """The item as it was `before` what `entry` remembers; only who did it may take it back, or an admin.

    `stands_at` is the version whose content the item has again, after later entries of the same step have just been
    taken back.

    Raises Refused when it is another's, the window is over, or the item has moved on since.
    """
    if entry.event not in UNDOABLE:
        raise Refused("not_undoable", item=current.label)
    if entry.actor_id != by.id and by.role is not Role.ADMIN:
        raise Refused("undo_not_yours", item=current.label)
    if now - entry.at > UNDO_WINDOW:
        raise Refused("undo_too_late", item=current.label)
    if (current.version if stands_at is None else stands_at) != entry.after.get("version"):
        raise Refused("moved_on", item=current.label)
    return Change(Action.UNDO, UNDONE, current, replace(before, version=current.version))


def stored(change: Change) -> Item:
    """What the store will hold after the change."""
    return replace(change.after, version=change.before.version + 1)
