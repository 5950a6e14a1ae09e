"""Marks updates as done, with what their talk was about: many chats, one commit."""

import asyncio
import datetime as dt
import logging
from collections import deque
from dataclasses import dataclass

from ledger.conversations import Conversation
from ledger.ports import Store

log = logging.getLogger(__name__)

GROUP = 200
FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0


@dataclass(frozen=True, slots=True)
class _Done:
    inbox_id: int
    remember: Conversation | None
    seen: tuple[tuple[int, int], ...]
    at: dt.datetime
    committed: asyncio.Future[None]


class Finishing:
    def __init__(self, store: Store, *, group: int = GROUP, first_pause: float = FIRST_PAUSE) -> None:
        self._store = store
        self._group = group
        self._first_pause = first_pause
        self._queue: deque[_Done] = deque()
        self._writer: asyncio.Task[None] | None = None

    async def finish(
        self,
        inbox_id: int,
        at: dt.datetime,
        remember: Conversation | None = None,
        seen: tuple[tuple[int, int], ...] = (),
    ) -> None:
        """Returns once it is committed. While the store is down it waits: its person has been answered, and trying
        the update again would answer him twice. `seen` are (chat id, message id) that came up by the way.
        """
        loop = asyncio.get_running_loop()
        done = _Done(inbox_id, remember, seen, at, loop.create_future())
        self._queue.append(done)
        if self._writer is None or self._writer.done():
            self._writer = loop.create_task(self._write())
        await done.committed

    async def _write(self) -> None:
        pause = self._first_pause
        while self._queue:
            group = [self._queue.popleft() for _ in range(min(len(self._queue), self._group))]
            try:
                await self._commit(group)
            except Exception as error:
                log.warning("answered updates not marked as done, tried again in %.1f s: %r", pause, error)
                self._queue.extendleft(reversed(group))
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
                continue
            pause = self._first_pause
            for done in group:
                if not done.committed.done():
                    done.committed.set_result(None)

    async def _commit(self, group: list[_Done]) -> None:
        talks = {done.remember.chat_id: done.remember for done in group if done.remember is not None}
        async with self._store.writing() as uow:
            await uow.inbox.finish([done.inbox_id for done in group])
            # Always in the same order: two processes would wait for each other otherwise.
            await uow.conversations.put(*(talks[chat] for chat in sorted(talks)))
            await uow.message_ids.put([pair for done in group for pair in done.seen], group[-1].at)
