"""The one way to write: permission on the item before, save with its version, remember, and tell those concerned."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from ledger import permissions
from ledger.changes import AuditEntry, Change
from ledger.deadlines import Cadence, Deadline
from ledger.items import Item, Report, Target
from ledger.members import Member
from ledger.notices import Notice
from ledger.ports import UnitOfWork
from ledger.refusals import Refused


async def record(
    change: Change,
    *,
    by: Member,
    now: dt.datetime,
    uow: UnitOfWork,
    source: str,
    undoes: int | None = None,
) -> tuple[Item, AuditEntry]:
    """Saves `change` in the open transaction and returns the item as stored with the entry that remembers it.

    Raises Refused when the person may not, StaleVersion when the item has moved on.
    """
    refusal = permissions.refusal(by, change.action, change.before)
    if refusal is not None:
        raise Refused(refusal.code, **dict(refusal.params))
    saved = await uow.items.save(replace(change.after, version=change.before.version))
    names = change.changed_fields()
    entry = await uow.audit.append(
        AuditEntry(
            at=now,
            actor_id=by.id,
            actor_name=by.name,
            actor_role=by.role.value,
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


def plain(value: Any) -> object:
    """A field of an item as JSON-ready data; `item_as_before` reads it back."""
    match value:
        case Deadline():
            return {
                "text": value.text,
                "kind": value.kind.value,
                "day": plain(value.day),
                "soft": value.soft,
            }
        case Cadence():
            return {"frequency": value.frequency.value, "day": value.day}
        case Report():
            return {
                "text": value.text,
                "percent": value.percent,
                "member_id": value.member_id,
                "at": value.at.isoformat(),
            }
        case Target():
            return [value.name, value.relation, value.value, value.unit, value.words]
        case dt.datetime() | dt.date():
            return value.isoformat()
        case tuple():
            return [plain(v) for v in value]
        case _:
            return value.value if hasattr(value, "value") else value
