"""The one way to write: permission on the item before, save with its version, remember, and tell those concerned."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from ledger import permissions
from ledger.changes import AuditEntry, Change
from ledger.deadlines import Cadence, Deadline, DeadlineKind, Frequency
from ledger.items import Item, Report, Sensitivity, State, Target
from ledger.members import Member
from ledger.notices import Notice
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


def item_as_before(current: Item, entry: AuditEntry) -> Item:
    """The item as it was before `entry`, which made `current` what it is: reads what `plain` wrote."""
    return replace(current, **{name: _read(name, value) for name, value in entry.before.items()})


def _read(name: str, value: Any) -> Any:
    reader = _READERS.get(name)
    return value if value is None or reader is None else reader(value)


def _deadline(value: Mapping[str, Any]) -> Deadline:
    day = dt.date.fromisoformat(value["day"]) if value["day"] else None
    return Deadline(value["text"], DeadlineKind(value["kind"]), day, value["soft"])


def _report(value: Mapping[str, Any]) -> Report:
    at = dt.datetime.fromisoformat(value["at"])
    return Report(value["text"], value["percent"], value["member_id"], at)


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "measures": tuple,
    "targets": lambda value: tuple(Target(*target) for target in value),
    "sensitivity": Sensitivity,
    "state": State,
    "co": tuple,
    "deadline": _deadline,
    "cadence": lambda value: Cadence(Frequency(value["frequency"]), value["day"]),
    "assigned_at": dt.datetime.fromisoformat,
    "signed_at": dt.datetime.fromisoformat,
    "submitted_at": dt.datetime.fromisoformat,
    "closed_at": dt.datetime.fromisoformat,
    "last_report": _report,
}
