"""How an entry of the audit stands in its row."""

from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from ledger.changes import AuditEntry
from storage.tables import cleaned


def row_of(entry: AuditEntry) -> dict[str, object]:
    """Without the number, which the database gives."""
    return {
        "at": entry.at,
        "actor_id": entry.actor_id,
        "actor_name": entry.actor_name,
        "actor_role": entry.actor_role,
        "event": entry.event,
        "item_id": entry.item_id,
        "before": entry.before,
        "after": entry.after,
        "note": entry.note,
        "source": entry.source,
        "undoes": entry.undoes,
    }


def as_stored(entry: AuditEntry, seq: int) -> AuditEntry:
    """What `entry_of` will read: what no database holds is taken out of the words."""
    return replace(
        entry,
        seq=seq,
        actor_name=cleaned(entry.actor_name),
        note=cleaned(entry.note),
        source=cleaned(entry.source),
    )


def entry_of(row: sa.Row[Any]) -> AuditEntry:
    return AuditEntry(
        at=row.at,
        actor_id=row.actor_id,
        actor_name=row.actor_name,
        actor_role=row.actor_role,
        event=row.event,
        item_id=row.item_id,
        before=row.before,
        after=row.after,
        note=row.note,
        source=row.source,
        undoes=row.undoes,
        seq=row.seq,
    )
