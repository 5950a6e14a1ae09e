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


async def record(
    change: Change,
    *,
    by: Member | None,
    now: dt.datetime,
    uow: UnitOfWork,
    source: str,
    undoes: int | None = None,
) -> tuple[Item, AuditEntry]:
    """Saves `change` in the open transaction and returns the item as stored with the entry that remembers it.

    `by` is None for the command line, where whoever may start it may do everything.

    Raises Refused when the person may not, StaleVersion when the item has moved on.
    """
    refusal = permissions.refusal(by, change.action, change.before) if by else None
    if refusal is not None:
        raise Refused(refusal.code, **dict(refusal.params))
    saved = await uow.items.save(replace(change.after, version=change.before.version))
    names = change.changed_fields()
    entry = await uow.audit.append(
        AuditEntry(
            at=now,
            actor_id=by.id if by else None,
            actor_name=by.name if by else "",
            actor_role=by.role.value if by else "",
            event=change.event,
            item_id=saved.id,
            before={"version": change.before.version, **{n: plain(getattr(change.before, n)) for n in names}},
            after={"version": saved.version, **{n: plain(getattr(saved, n)) for n in names}},
            note=change.note,
            source=source,
            undoes=undoes,
        )
    )
    return saved, entry


async def announce(notices: Iterable[Notice], uow: UnitOfWork) -> int:
    """Queues what the change owes to people, in the same transaction."""
    return await uow.notices.put(notices)


def item_as_before(current: Item, entry: AuditEntry) -> Item:
    """The item as it was before `entry`, which made `current` what it is."""
    return replace(current, **read_fields(Item, entry.before))
