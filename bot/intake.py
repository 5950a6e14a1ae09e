"""Makes updates durable before anybody is told that they arrived: many waiting callers, one commit."""

import asyncio
import datetime as dt
import hashlib
import json
import logging
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ledger.messages import InboxUpdate
from ledger.ports import Store

log = logging.getLogger(__name__)

CAPACITY = 2_000
GROUP = 200
# A few kilobytes each: what is beyond waits at Telegram, which keeps it for a day.
BACKLOG = 10_000

Update = tuple[int, str]


class IntakeFull(Exception):
    """More is waiting for its commit than may; come again later."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    updates: Sequence[Update]
    stored: asyncio.Future[None]


class Intake:
    """`on_updates` gets the rows that were new, in the order of their commits; it must not block. `backlog` tells how
    many of them are not worked off.
    """

    def __init__(
        self,
        store: Store,
        on_updates: Callable[[Sequence[InboxUpdate]], None],
        clock: Callable[[], dt.datetime],
        *,
        capacity: int = CAPACITY,
        group: int = GROUP,
        backlog: Callable[[], int] = lambda: 0,
    ) -> None:
        self._store = store
        self._on_updates = on_updates
        self._clock = clock
        self._capacity = capacity
        self._group = group
        self._backlog = backlog
        self._queue: deque[_Waiting] = deque()
        self._size = 0
        self._writer: asyncio.Task[None] | None = None

    async def accept(self, updates: Sequence[Update]) -> None:
        """Returns once the (update_id, body) pairs are committed; raises IntakeFull, or what the store raised."""
        if not updates:
            return
        if self._size + len(updates) > self._capacity or self._backlog() > BACKLOG:
            raise IntakeFull
        loop = asyncio.get_running_loop()
        waiting = _Waiting(updates, loop.create_future())
        self._queue.append(waiting)
        self._size += len(updates)
        if self._writer is None or self._writer.done():
            self._writer = loop.create_task(self._write())
        await waiting.stored

    async def _write(self) -> None:
        while self._queue:
            group = self._take()
            try:
                rows = await self._commit([update for waiting in group for update in waiting.updates])
            except BaseException as error:
                told = error if isinstance(error, Exception) else IntakeFull("closing")
                for waiting in group:
                    if not waiting.stored.done():
                        waiting.stored.set_exception(told)
                if not isinstance(error, Exception):
                    raise
                continue
            finally:
                self._size -= sum(len(waiting.updates) for waiting in group)
            self._hand_on(rows)
            for waiting in group:
                if not waiting.stored.done():
                    waiting.stored.set_result(None)

    def _take(self) -> list[_Waiting]:
        """The oldest, up to the group's size; a caller's updates stay together."""
        group = [self._queue.popleft()]
        size = len(group[0].updates)
        while self._queue and size + len(self._queue[0].updates) <= self._group:
            group.append(self._queue.popleft())
            size += len(group[-1].updates)
        return group

    async def _commit(self, updates: Sequence[Update]) -> Sequence[InboxUpdate]:
        keyed = {(update_id, hashlib.sha256(body.encode()).hexdigest()): body for update_id, body in updates}
        async with self._store.writing() as unit:
            return await unit.inbox.put([(*key, body) for key, body in keyed.items()], self._clock())

    def _hand_on(self, rows: Sequence[InboxUpdate]) -> None:
        if not rows:
            return
        try:
            self._on_updates(rows)
        except Exception:
            # They are stored: the next start takes them up.
            log.exception("stored updates could not be handed on")


def canonical_body(update: dict[str, Any]) -> str:
    """The same text for the same update however it came, so that a redelivery is recognised across poll and webhook."""
    body = json.dumps(update, ensure_ascii=False, separators=(",", ":"))
    try:
        body.encode()
    except UnicodeEncodeError:
        return json.dumps(update, separators=(",", ":"))
    return body


def update_id_of(update: object) -> int | None:
    """None for what is no update at all."""
    if not isinstance(update, dict):
        return None
    update_id = update.get("update_id")
    return update_id if type(update_id) is int and 0 <= update_id < 2**63 else None
