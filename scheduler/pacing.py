"""An even pace of sending: Telegram's limits are met by spacing, because bursts at the average rate are refused."""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

Clock = Callable[[], dt.datetime]
Sleep = Callable[[float], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds between messages: to anybody (28 a second), to one person (a little over the one second that is asked),
    to one group (18 a minute).
    """

    anybody: float = 1 / 28
    person: float = 1.05
    group: float = 60 / 18


class Pacing:
    """In this process only: two processes share a bot's limits without knowing of each other.

    Groups have negative chat ids.
    """

    def __init__(self, clock: Clock, *, sleep: Sleep = asyncio.sleep, pace: Pace | None = None) -> None:
        self._clock = clock
        self._sleep = sleep
        self._pace = pace or Pace()
        self._next: dt.datetime | None = None
        self._next_in: dict[int, dt.datetime] = {}
        self._paused: dt.datetime | None = None
        self._paused_in: dict[int, dt.datetime] = {}
        self._turns: dict[int, asyncio.Lock] = {}
        self._bulk = asyncio.Lock()
        self._seen: dt.datetime | None = None

    async def turn(self, chat_id: int, *, urgent: bool = False) -> None:
        """Returns when this chat may be written to. Of bulk only one waits for its turn at a time, so that something
        urgent stands behind one message and not behind all that are in hand.
        """
        lock = self._turns.setdefault(chat_id, asyncio.Lock())
        async with lock:
            await self._until(self._next_in.get(chat_id))
            if urgent:
                await self._turn_of_all()
            else:
                async with self._bulk:
                    await self._turn_of_all()
            gap = self._pace.group if chat_id < 0 else self._pace.person
            self._next_in[chat_id] = self._now() + dt.timedelta(seconds=gap)
        self._forget()

    def pause(self, until: dt.datetime, chat_id: int | None = None) -> None:
        """Nothing leaves for the chat (None: for any) before `until`. A second chat told to wait at the same time
        means that it is not about chats.
        """
        now = self._now()
        if chat_id is not None:
            others = [end for chat, end in self._paused_in.items() if chat != chat_id and end > now]
            self._paused_in[chat_id] = until
            if not others:
                return
        self._paused = max(until, self._paused or until)

    def free_at(self, chat_id: int) -> dt.datetime:
        """When the chat may be written to; not later than now when it may be at once."""
        now = self._now()
        ends = (self._paused, self._paused_in.get(chat_id), self._next_in.get(chat_id))
        return max(now, *(end for end in ends if end is not None)) if any(ends) else now

    def paused_until(self) -> dt.datetime | None:
        """While nothing at all may be sent."""
        return self._paused if self._paused is not None and self._paused > self._now() else None

    async def _turn_of_all(self) -> None:
        now = self._now()
        slot = max(now, self._next or now)
        self._next = slot + dt.timedelta(seconds=self._pace.anybody)
        await self._until(slot)

    async def _until(self, moment: dt.datetime | None) -> None:
        if moment is not None and (wait := (moment - self._now()).total_seconds()) > 0:
            await self._sleep(wait)

    def _now(self) -> dt.datetime:
        """A clock that was set back would leave all chats waiting for what it said before: they start anew."""
        now = self._clock()
        if self._seen is not None and now < self._seen - dt.timedelta(seconds=1):
            self._next = self._paused = None
            self._next_in.clear()
            self._paused_in.clear()
        self._seen = now
        return now

    def _forget(self) -> None:
        """Chats that are free by now need no memory."""
        if len(self._next_in) > 10_000:
            now = self._now()
            self._next_in = {chat: end for chat, end in self._next_in.items() if end > now}
            self._paused_in = {chat: end for chat, end in self._paused_in.items() if end > now}
            self._turns = {chat: lock for chat, lock in self._turns.items() if lock.locked()}
