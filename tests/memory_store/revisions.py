"""Revisions in memory."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from ledger.messages import MessageState
from ledger.sending_ports import Revision
from tests.memory_store.outbox import UNSETTLED
from tests.memory_store.tables import Tables

_DEAD = frozenset({MessageState.UNDELIVERABLE, MessageState.SUPERSEDED, MessageState.CANCELLED})


class MemoryRevisions:
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def ask(self, item_id: int, *, since: dt.datetime, at: dt.datetime) -> int:
        told = {row.message_id for row in self._tables.notices.values() if row.notice.item_id == item_id}
        rows = [self._tables.outbox[number] for number in sorted(number for number in told if number is not None)]
        found = [row.id for row in rows if row.state not in _DEAD and row.not_before >= since]
        for row_id in found:
            before = self._tables.revisions.get(row_id, Revision(row_id, at))
            self._tables.revisions[row_id] = replace(before, at=at)
        return len(found)

    async def take(self, *, now: dt.datetime, lease: dt.timedelta, limit: int) -> Sequence[Revision]:
        ripe = [each for each in self._tables.revisions.values() if _ripe(each, now) and self._settled(each.row_id)]
        ripe.sort(key=lambda each: (each.at, each.row_id))
        taken = [replace(each, lease_until=now + lease) for each in ripe[:limit]]
        self._tables.revisions.update((each.row_id, each) for each in taken)
        return sorted(taken, key=lambda each: each.row_id)

    async def begin(self, revision: Revision) -> bool:
        held = self._held(revision)
        if held is not None:
            self._tables.revisions[held.row_id] = replace(held, begun=True)
        return held is not None

    async def end(self, revision: Revision, payload: str | None) -> bool:
        held = self._held(revision)
        if held is None:
            return False
        if held.at == revision.at:
            del self._tables.revisions[held.row_id]
        else:
            self._tables.revisions[held.row_id] = replace(held, lease_until=None, begun=False)
        row = self._tables.outbox[held.row_id]
        if payload is not None and row.state is MessageState.DELIVERED:
            self._tables.outbox[row.id] = replace(row, payload=payload)
        return True

    async def postpone(self, revision: Revision, at: dt.datetime) -> None:
        held = self._held(revision)
        if held is not None:
            later = at if held.at == revision.at else held.at
            self._tables.revisions[held.row_id] = replace(held, at=later, lease_until=None)

    async def forget(self, before: dt.datetime) -> int:
        old = [each.row_id for each in self._tables.revisions.values() if each.at < before]
        for row_id in old:
            del self._tables.revisions[row_id]
        return len(old)

    def _held(self, revision: Revision) -> Revision | None:
        found = self._tables.revisions.get(revision.row_id)
        return found if found is not None and found.lease_until == revision.lease_until else None

    def _settled(self, row_id: int) -> bool:
        row = self._tables.outbox[row_id]
        shown = row.state is MessageState.DELIVERED and row.message_id is not None
        asker, _ = self._tables.askings.get(row.chat_id, (0, 0))
        asked_in = asker and (self._tables.outbox[asker].state in UNSETTLED or asker in self._tables.outbox_watches)
        return shown and not asked_in and row_id not in self._tables.outbox_watches


def _ripe(revision: Revision, now: dt.datetime) -> bool:
    return revision.at <= now and (revision.lease_until is None or revision.lease_until <= now)
