"""An inbox that is a list: enough of a store for what only puts updates in."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import cast

from ledger.messages import InboxUpdate
from ledger.ports import Store, UnitOfWork

NOON = dt.datetime(2026, 11, 23, 4, 0, tzinfo=dt.UTC)


def noon() -> dt.datetime:
    return NOON


class InboxStandIn:
    """`rows` is what survives a crash; `commits` how many at a time; `down` makes commits fail."""

    def __init__(self, slow: float = 0.0) -> None:
        self.rows: dict[tuple[int, str], InboxUpdate] = {}
        self.commits: list[int] = []
        self.down = False
        self.slow = slow
        self._pending: list[tuple[tuple[int, str], InboxUpdate]] = []

    def as_after_a_crash(self) -> "InboxStandIn":
        """What is committed now; what is under way is lost."""
        left = InboxStandIn()
        left.rows = dict(self.rows)
        return left

    @property
    def store(self) -> Store:
        return cast(Store, self)

    @property
    def inbox(self) -> "InboxStandIn":
        return self

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[UnitOfWork]:
        self._pending = []
        yield cast(UnitOfWork, self)
        await asyncio.sleep(self.slow)
        if self.down:
            raise OSError("disk full")
        self.rows.update(self._pending)
        self.commits.append(len(self._pending))

    async def put(self, updates: Sequence[tuple[int, str, str]], now: dt.datetime) -> Sequence[InboxUpdate]:
        fresh = list[InboxUpdate]()
        for update_id, digest, body in updates:
            if (update_id, digest) not in self.rows:
                row = InboxUpdate(len(self.rows) + len(fresh) + 1, update_id, body, now)
                fresh.append(row)
                self._pending.append(((update_id, digest), row))
        return fresh

    @property
    def update_ids(self) -> list[int]:
        return [row.update_id for row in self.rows.values()]
