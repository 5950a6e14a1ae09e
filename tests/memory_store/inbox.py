"""The inbox in memory."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from ledger.messages import InboxUpdate
from tests.memory_store.tables import InboxRow, Tables


class MemoryInbox:
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def put(self, updates: Sequence[tuple[int, str, str]], now: dt.datetime) -> Sequence[InboxUpdate]:
        stored = []
        for update_id, body_hash, body in updates:
            if (update_id, body_hash) not in self._tables.inbox_keys:
                row = InboxRow(self._tables.next("inbox"), update_id, body_hash, body, now)
                self._tables.inbox[row.id] = row
                self._tables.inbox_keys[update_id, body_hash] = row.id
                stored.append(_update(row))
        return stored

    async def waiting(self) -> Sequence[InboxUpdate]:
        rows = [replace(row, attempts=row.attempts + 1) for row in self._waiting()]
        self._tables.inbox.update({row.id: row for row in rows})
        return [_update(row) for row in rows]

    async def finish(self, inbox_ids: Sequence[int]) -> int:
        rows = [replace(row, state="done") for row in self._waiting() if row.id in set(inbox_ids)]
        self._tables.inbox.update({row.id: row for row in rows})
        return len(rows)

    async def fail(self, inbox_id: int, error: str, quarantine: bool) -> None:
        for row in self._waiting():
            if row.id == inbox_id:
                self._tables.inbox[row.id] = replace(
                    row,
                    attempts=row.attempts + 1,
                    error=error,
                    state="quarantined" if quarantine else "waiting",
                )

    async def waiting_count(self) -> int:
        return len(self._waiting())

    async def forget(self, bodies_before: dt.datetime, rows_before: dt.datetime) -> int:
        done = [row for row in self._tables.inbox.values() if row.state != "waiting"]
        gone = [row for row in done if row.received_at < rows_before]
        emptied = [row for row in done if rows_before <= row.received_at < bodies_before and row.body]
        for row in gone:
            del self._tables.inbox[row.id]
            del self._tables.inbox_keys[row.update_id, row.body_hash]
        self._tables.inbox.update({row.id: replace(row, body="") for row in emptied})
        return len(gone) + len(emptied)

    def _waiting(self) -> list[InboxRow]:
        return [row for row in self._tables.inbox.values() if row.state == "waiting"]


def _update(row: InboxRow) -> InboxUpdate:
    return InboxUpdate(row.id, row.update_id, row.body, row.received_at, row.attempts)
