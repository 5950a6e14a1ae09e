"""Works off stored updates: in strict order within a chat, chats side by side, a fixed number at a time."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Sequence

from bot.telegram_in import Incoming
from ledger.messages import InboxUpdate

log = logging.getLogger(__name__)

SLOTS = 64
HELD_SECONDS = 15.0
# Telegram may take 75 s to answer a send.
BEGUN_SECONDS = 80.0

Read = Callable[[InboxUpdate], Incoming | None]
Handle = Callable[[InboxUpdate, Incoming | None], Awaitable[None]]
_Task = tuple[InboxUpdate, Incoming | None]


class Worker:
    """`read` and `handle` do not raise. What `read` makes nothing of belongs to no chat and waits for nobody."""

    def __init__(self, read: Read, handle: Handle, *, slots: int = SLOTS) -> None:
        self._read = read
        self._handle = handle
        self._slots = slots
        self._chats: dict[int | None, deque[_Task]] = {}
        self._ready: asyncio.Queue[int | None] = asyncio.Queue()
        self._tasks: list[asyncio.Task[None]] = []
        self._stopping = False
        self.held = 0
        """Updates taken and not done with."""

    def take(self, rows: Sequence[InboxUpdate]) -> None:
        """Never blocks. What is not worked off stays in the inbox for the next start."""
        for row in rows:
            incoming = self._read(row)
            chat = incoming.chat_id if incoming is not None else None
            waiting = self._chats.get(chat)
            if waiting is None:
                self._chats[chat] = deque([(row, incoming)])
                self._ready.put_nowait(chat)
            else:
                waiting.append((row, incoming))
            self.held += 1

    def start(self) -> None:
        self._tasks = [asyncio.create_task(self._work(), name=f"worker {n}") for n in range(self._slots)]

    async def stop(self, held_seconds: float = HELD_SECONDS, begun_seconds: float = BEGUN_SECONDS) -> None:
        """Works off what is held; after `held_seconds` only what is begun, after `begun_seconds` more nothing."""
        try:
            async with asyncio.timeout(held_seconds):
                await self._ready.join()
        except TimeoutError:
            log.warning("%d updates are left in the inbox for the next start", self.held)
        self._stopping = True
        for _ in self._tasks:
            self._ready.put_nowait(None)
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=begun_seconds)
            for task in late:
                task.cancel()
        self._tasks = []

    async def _work(self) -> None:
        while True:
            chat = await self._ready.get()
            if self._stopping:
                return
            waiting = self._chats[chat]
            try:
                await self._handle(*waiting[0])
            except Exception:
                log.exception("an update was left in the inbox")
            waiting.popleft()
            self.held -= 1
            # To the end of the line: a chat that floods does not keep others waiting.
            if waiting:
                self._ready.put_nowait(chat)
            else:
                del self._chats[chat]
            self._ready.task_done()
