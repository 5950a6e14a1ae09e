"""The one way to write: permission on the item before, save with its version, remember, and tell those concerned."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from ledger import permissions
from ledger.changes import AuditEntry, Change
from ledger.items import Item
from ledger.members import Member
from ledger.notices import Notice
from ledger.plain import plain, read_fields
from ledger.ports import UnitOfWork
from ledger.refusals import Refused
from ledger.sending_ports import ON_SCREEN


async def record(
    change: Change,
    *,
    by: Member | None,
    now: dt.datetime,
    uow: UnitOfWork,
    source: str,
    undoes: int | None = None,
) -> tuple[Item, AuditEntry]:
    """Saves `change` in the open transaction and returns the item as stored with the entry that remembers it. What is
    on people's screens about the item is looked over afterwards.

    `by` is None for the command line, where whoever may start it may do everything.

    Raises Refused when the person may not, StaleVersion when the item has moved on.
    """
    _permit(change, by)
    saved = await uow.items.save(replace(change.after, version=change.before.version))
    await uow.revisions.ask(saved.id, since=now - ON_SCREEN, at=now)
    entry = await uow.audit.append(_entry(change, saved.version, by=by, now=now, source=source, undoes=undoes))
    return saved, entry


async def take_back(
    change: Change, *, by: Member, now: dt.datetime, uow: UnitOfWork, source: str, undoes: int
) -> AuditEntry:
    """Undoes what brought an item into being: the item goes, what is remembered of it stays.

    Raises Refused when the person may not, StaleVersion when the item has moved on.
    """
    _permit(change, by)
    await uow.items.remove(change.before)
    await uow.revisions.ask(change.before.id, since=now - ON_SCREEN, at=now)
    return await uow.audit.append(
        _entry(change, change.before.version + 1, by=by, now=now, source=source, undoes=undoes)
    )


async def announce(notices: Iterable[Notice], uow: UnitOfWork) -> int:
    """Queues what the change owes to people, in the same transaction."""
    return await uow.notices.put(notices)


def _permit(change: Change, by: Member | None) -> None:
    refusal = permissions.refusal(by, change.action, change.before) if by else None
    if refusal is not None:
        raise Refused(refusal.code, **dict(refusal.params))


def _entry(
    change: Change, version: int, *, by: Member | None, now: dt.datetime, source: str, undoes: int | None
) -> AuditEntry:
    """`version` is the item's after it."""
    before, after, names = change.before, change.after, change.changed_fields()
    return AuditEntry(
        at=now,
        actor_id=by.id if by else None,
        actor_name=by.name if by else "",
        actor_role=by.role.value if by else "",
        event=change.event,
        item_id=before.id,
        before={"version": before.version, **{name: plain(getattr(before, name)) for name in names}},
        after={"version": version, **{name: plain(getattr(after, name)) for name in names}},
        note=change.note,
        source=source,
        undoes=undoes,
    )


def item_as_before(current: Item, entry: AuditEntry) -> Item:
    """The item as it was before `entry`, which made `current` what it is."""
    return replace(current, **read_fields(Item, entry.before))
