"""How an entry of the audit stands in its row: every field under its own name."""

from dataclasses import fields, replace
from typing import Any

import sqlalchemy as sa

from ledger.changes import AuditEntry
from storage.columns import cleaned

_FIELDS = tuple(f.name for f in fields(AuditEntry))
_WRITTEN = tuple(name for name in _FIELDS if name != "seq")


def row_of(entry: AuditEntry) -> dict[str, object]:
    """Without the number, which the database gives."""
    return {name: getattr(entry, name) for name in _WRITTEN} | {"subject": entry.subject or None}


def as_stored(entry: AuditEntry, seq: int) -> AuditEntry:
    """What `entry_of` will read: what no database holds is taken out of the words."""
    words: dict[str, Any] = {
        name: cleaned(value) for name in _WRITTEN if isinstance(value := getattr(entry, name), str)
    }
    return replace(entry, seq=seq, **words)


def entry_of(row: sa.Row[Any]) -> AuditEntry:
    return AuditEntry(**{name: getattr(row, name) for name in _FIELDS} | {"subject": row.subject or ""})
