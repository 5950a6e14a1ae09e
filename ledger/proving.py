"""Whether the audit accounts for an item as it stands: every version follows from the one before, up to this one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

from ledger.changes import AuditEntry
from ledger.items import Item
from ledger.plain import plain, read_fields


@dataclass(frozen=True, slots=True)
class Gap:
    """`seq` is the last entry that still fits (0: none); `field` is what differs after it."""

    seq: int
    field: str


def first_gap(items: Iterable[Item], entries: Iterable[AuditEntry]) -> tuple[Item, Gap] | None:
    """`entries` are all there are, newest first."""
    of = by_item(entries)
    for item in items:
        if found := gap(item, of.get(item.id, ())):
            return item, found
    return None


def by_item(entries: Iterable[AuditEntry]) -> Mapping[int, Sequence[AuditEntry]]:
    """Oldest first, from entries that come newest first."""
    of: dict[int, list[AuditEntry]] = {}
    for entry in entries:
        if entry.item_id is not None:
            of.setdefault(entry.item_id, []).append(entry)
    return {item_id: found[::-1] for item_id, found in of.items()}


def gap(item: Item, entries: Sequence[AuditEntry]) -> Gap | None:
    """`entries` are all of the item's, oldest first. None: the item is what they made of it."""
    told: dict[str, object] = {"version": 1}
    last = 0
    for entry in entries:
        for field, before in entry.before.items():
            if _as_now(field, told.setdefault(field, before)) != _as_now(field, before):
                return Gap(last, field)
        told |= entry.after
        last = entry.seq
    for field in (f.name for f in fields(Item)):
        if field in told and _as_now(field, told[field]) != plain(getattr(item, field)):
            return Gap(last, field)
    return None


def _as_now(field: str, told: object) -> object:
    """As it would be written today: earlier schemas wrote some fields otherwise."""
    return plain(read_fields(Item, {field: told}).get(field, told))
