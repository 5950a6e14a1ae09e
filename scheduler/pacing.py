"""An even pace of sending, shared by all processes: Telegram refuses bursts, even at the average rate."""

import asyncio
import contextlib
import datetime as dt
import time
from collections import deque
from collections.abc import Awaitable, Callable

from ledger.pace import Pace, Turn
from ledger.ports import Store

Clock = Callable[[], dt.datetime]
Sleep = Callable[[float], Awaitable[None]]

CAREFUL_SECONDS = 60.0
TELL_SECONDS = 0.25
MOST_CHATS = 10_000
SPAN_SECONDS = 1.03
"""In it one more leaves than the pace has in a second: Telegram counts thirty in any, and what leaves evenly does not
arrive so.
"""
SHORTEST_WAIT = 0.001
AHEAD = 2


class Pacing:
    """Turns are taken in the store, by the database's clock; `clock` takes its place in tests.

    Of bulk only two wait for their turns at a time, so that something urgent stands behind those and not behind all
    that are in hand; one alone would lose turns whenever the database takes its time. Answers to people take no turn:
    they are counted, and bulk makes room for them.
    """

    def __init__(
        self, store: Store, *, clock: Clock | None = None, sleep: Sleep = asyncio.sleep, pace: Pace | None = None
    ) -> None:
        self._store = store
        self._clock = clock
        self._sleep = sleep
        self._pace = pace or Pace()
        self._bulk = asyncio.Semaphore(AHEAD)
        self._answers = 0
        self._telling: asyncio.Task[None] | None = None
        self._last: dict[int, float] = {}
        """When something of this process last left for a chat."""
        self._paused: dict[int | None, float] = {}
        self._careful_until = 0.0
        self._next_careful = 0.0
        self._leaving: deque[float] = deque(maxlen=round(1 / self._pace.anybody) + 1)
        """When the last of this process left, or will."""

    async def turn(self, chat_id: int, *, urgent: bool = False, patience: float = 5.0) -> float:
        """0.0 when this chat may be written to now; otherwise after how many seconds it is worth asking again."""
        left = patience
        while True:
            wait = self._last.get(chat_id, 0.0) + self._pace.gap(chat_id) - self._seconds()
            own = Turn(wait, taken=False) if wait > 0 else await self._own(chat_id, left, urgent)
            if own.taken:
                return 0.0
            if own.wait > left:
                return own.wait
            # A chat that must wait does so outside the line of all.
            await self._sleep(max(own.wait, SHORTEST_WAIT))
            left -= own.wait

    async def answering(self, chat_id: int) -> None:
        """Before an answer leaves: at once, unless too many have just left or Telegram has lately asked for a slower
        pace.
        """
        await self._within_span()
        now = self._seconds()
        if now < self._careful_until:
            slot = max(now, self._next_careful, self._last.get(chat_id, 0.0) + self._pace.gap(chat_id))
            self._next_careful = max(now, self._next_careful) + self._pace.anybody
            await self._sleep(slot - now)
        self._left(chat_id)
        self._answers += 1
        if self._telling is None or self._telling.done():
            self._telling = asyncio.create_task(self._tell_others())

    def careful(self) -> None:
        """An answer was told to wait: for a while they are spaced, too."""
        self._careful_until = self._seconds() + CAREFUL_SECONDS

    async def pause(self, seconds: float, chat_id: int | None = None) -> None:
        """Nothing leaves for the chat (None: for any). A second chat told to wait at the same time means everybody."""
        now = self._seconds()
        others = [end for chat, end in self._paused.items() if chat not in (chat_id, None) and end > now]
        scopes: set[int | None] = {chat_id, None} if others else {chat_id}
        # This process knows at once; the others as soon as the store has it.
        for scope in scopes:
            self._paused[scope] = max(self._paused.get(scope, 0.0), now + seconds)
        async with self._store.writing() as uow:
            for scope in sorted(scopes, key=lambda scope: scope is not None):
                await uow.paces.pause(scope, seconds, now=self._told())
        if len(self._paused) > MOST_CHATS:
            self._paused = {scope: end for scope, end in self._paused.items() if end > now}

    def paused(self) -> bool:
        """While nothing at all may be sent."""
        return self._paused.get(None, 0.0) > self._seconds()

    async def _own(self, chat_id: int, patience: float, urgent: bool) -> Turn:
        """A turn that was taken has come when this returns."""
        async with contextlib.nullcontext() if urgent else self._bulk:
            own = await self._take(chat_id, patience)
            if own.taken:
                await self._sleep(own.wait)
                await self._within_span()
                self._left(chat_id)
        return own

    async def _within_span(self) -> None:
        """Waits while too many of this process have just left, or are about to."""
        now = self._seconds()
        slot = max(now, self._leaving[0] + SPAN_SECONDS) if len(self._leaving) == self._leaving.maxlen else now
        self._leaving.append(slot)
        if slot > now:
            await self._sleep(slot - now)

    async def _take(self, chat_id: int, patience: float) -> Turn:
        answers, self._answers = self._answers, 0
        async with self._store.writing() as uow:
            own = await uow.paces.take(chat_id, self._pace, extra=answers, patience=patience, now=self._told())
        if not own.taken:
            self._answers += answers
        return own

    async def _tell_others(self) -> None:
        """Other processes' bulk makes room as well, where this one has none under way."""
        await asyncio.sleep(TELL_SECONDS)
        answers, self._answers = self._answers, 0
        if answers:
            async with self._store.writing() as uow:
                await uow.paces.make_room(self._pace, answers, now=self._told())

    def _left(self, chat_id: int) -> None:
        self._last[chat_id] = self._seconds()
        if len(self._last) > MOST_CHATS:
            old = self._seconds() - self._pace.group
            self._last = {chat: at for chat, at in self._last.items() if at > old}

    def _told(self) -> float | None:
        return self._clock().timestamp() if self._clock is not None else None

    def _seconds(self) -> float:
        return self._clock().timestamp() if self._clock is not None else time.monotonic()
