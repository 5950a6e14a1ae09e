"""The audit in memory: entries are added and read."""

from collections.abc import Sequence
from dataclasses import replace

from ledger.changes import AuditEntry
from ledger.sealing import Head, head_of, seals
from tests.memory_store.tables import Tables, must


class MemoryAudit:
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def append(self, entry: AuditEntry) -> AuditEntry:
        if entry.undoes is not None:
            must(entry.undoes in self._tables.audit, f"no entry {entry.undoes}")
            must(not await self.undone(entry.undoes), f"entry {entry.undoes} is undone already")
        stored = replace(entry, seq=self._tables.next("audit"))
        self._tables.audit[stored.seq] = stored
        return stored

    async def head(self) -> Head | None:
        made = seals(b"key", self._newest_first()[::-1], after=None)
        return head_of(b"key", made[-1]) if made else None

    async def get(self, seq: int) -> AuditEntry | None:
        return self._tables.audit.get(seq)

    async def of_item(self, item_id: int, limit: int = 50) -> Sequence[AuditEntry]:
        return [entry for entry in self._newest_first() if entry.item_id == item_id][:limit]

    async def recent(self, limit: int = 50) -> Sequence[AuditEntry]:
        return self._newest_first()[:limit]

    async def of_subject(self, subject: str, limit: int = 50) -> Sequence[AuditEntry]:
        return [entry for entry in self._newest_first() if entry.subject == subject][:limit]

    async def last_by(self, actor_id: int) -> AuditEntry | None:
        for entry in self._newest_first():
            about = entry.item_id is not None or entry.subject
            if entry.actor_id == actor_id and about and not await self.undone(entry.seq):
                return entry
        return None

    async def undone(self, seq: int) -> bool:
        return any(entry.undoes == seq for entry in self._tables.audit.values())

    async def together(self, seq: int) -> Sequence[AuditEntry]:
        entry = self._tables.audit.get(seq)
        if entry is None or entry.actor_id is None:
            return []
        of_items = [other for other in self._tables.audit.values() if other.item_id is not None]
        return [other for other in of_items if _step(other) == _step(entry)]

    def _newest_first(self) -> list[AuditEntry]:
        return sorted(self._tables.audit.values(), key=lambda entry: -entry.seq)


def _step(entry: AuditEntry) -> tuple[object, ...]:
    return entry.source, entry.at, entry.actor_id
