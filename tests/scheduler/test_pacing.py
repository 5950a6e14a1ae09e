"""Telegram's limits hold over every window, whatever is waiting."""

import asyncio
import datetime as dt
import heapq
import itertools

from hypothesis import given
from hypothesis import strategies as st

from scheduler.pacing import Pacing
from tests.memory_store import MemoryStore

START = dt.datetime(2026, 11, 24, 1, 0, tzinfo=dt.UTC)


class Time:
    """Virtual time: moves to the next waker when nobody else has anything to do."""

    def __init__(self) -> None:
        self.now = START
        self._waiting: list[tuple[dt.datetime, int, asyncio.Event]] = []
        self._count = 0

    def clock(self) -> dt.datetime:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self._count += 1
        event = asyncio.Event()
        heapq.heappush(self._waiting, (self.now + dt.timedelta(seconds=seconds), self._count, event))
        await event.wait()

    async def run(self, *work: asyncio.Task[None]) -> None:
        while not all(task.done() for task in work):
            for _ in range(20):
                await asyncio.sleep(0)
            if self._waiting:
                self.now, _, event = heapq.heappop(self._waiting)
                event.set()
        for task in work:
            task.result()


async def paced(chats: list[int], urgent: frozenset[int] = frozenset()) -> list[tuple[float, int]]:
    """(second, chat) of every message, in the order they left."""
    time = Time()
    pacing = Pacing(MemoryStore(), clock=time.clock, sleep=time.sleep)
    left: list[tuple[float, int]] = []

    async def send(chat: int) -> None:
        while (wait := await pacing.turn(chat, urgent=chat in urgent)) > 0:
            await time.sleep(wait)
        left.append(((time.now - START).total_seconds(), chat))

    await time.run(*[asyncio.ensure_future(send(chat)) for chat in chats])
    return left


def most_within(moments: list[float], seconds: float) -> int:
    return max(sum(start <= m < start + seconds for m in moments) for start in moments)


@given(chats=st.lists(st.integers(-3, 40).filter(bool), min_size=1, max_size=120))
def test_every_limit_holds(chats: list[int]) -> None:
    left = asyncio.run(paced(chats))
    assert sorted(chat for _, chat in left) == sorted(chats)
    assert most_within([moment for moment, _ in left], 1) <= 29
    for chat in set(chats):
        moments = [moment for moment, c in left if c == chat]
        gaps = [b - a for a, b in itertools.pairwise(moments)]
        assert all(gap >= (3.3 if chat < 0 else 1.0) for gap in gaps)
        assert chat > 0 or most_within(moments, 60) <= 19


async def test_bulk_goes_at_nine_tenths_of_the_limit() -> None:
    left = await paced(list(range(1, 281)))
    assert 9.9 <= left[-1][0] <= 10.1


async def test_a_slow_chat_holds_up_no_other() -> None:
    left = await paced([-1] * 5 + list(range(1, 29)))
    assert max(moment for moment, chat in left if chat > 0) <= 1.2


async def test_a_reply_stands_behind_a_few_messages_only() -> None:
    left = await paced([*range(1, 200), 777], urgent=frozenset({777}))
    assert next(moment for moment, chat in left if chat == 777) <= 0.15


async def test_a_pause_holds_for_whoever_shares_the_store() -> None:
    time, store = Time(), MemoryStore()
    pacing, other = (Pacing(store, clock=time.clock, sleep=lambda _: asyncio.sleep(0)) for _ in range(2))
    await pacing.pause(300, 7)
    assert await other.turn(7) == 300
    assert await other.turn(8) == 0.0
    assert not pacing.paused()
    # A second chat at the same time: everybody.
    await pacing.pause(60, 9)
    assert pacing.paused()
    assert round(await other.turn(10)) == 60
    time.now += dt.timedelta(minutes=2)
    assert not pacing.paused()
    assert await other.turn(10) == 0.0


async def test_two_processes_keep_one_pace() -> None:
    time, store = Time(), MemoryStore()
    left: list[float] = []

    async def sends(pacing: Pacing, chat: int) -> None:
        while (wait := await pacing.turn(chat)) > 0:
            await time.sleep(wait)
        left.append((time.now - START).total_seconds())

    two = [Pacing(store, clock=time.clock, sleep=time.sleep) for _ in range(2)]
    await time.run(*[asyncio.ensure_future(sends(two[chat % 2], chat)) for chat in range(1, 141)])
    assert most_within(left, 1) <= 29
    assert 4.9 <= max(left) <= 5.1


async def test_bulk_makes_room_for_answers() -> None:
    time = Time()
    pacing = Pacing(MemoryStore(), clock=time.clock, sleep=time.sleep)
    for chat in range(1, 15):
        await pacing.answering(chat)
    first = asyncio.ensure_future(pacing.turn(100))
    await time.run(first)  # type: ignore[arg-type]
    assert 0.45 <= (time.now - START).total_seconds() <= 0.55


async def test_answers_are_spaced_once_telegram_has_complained() -> None:
    time = Time()
    pacing = Pacing(MemoryStore(), clock=time.clock, sleep=time.sleep)
    await pacing.answering(1)
    assert time.now == START
    pacing.careful()
    await time.run(*[asyncio.ensure_future(pacing.answering(chat)) for chat in range(2, 58)])
    assert 1.9 <= (time.now - START).total_seconds() <= 2.1


async def test_answers_in_a_heap_and_bulk_together_keep_to_thirty_in_any_second() -> None:
    """Ninety people press /start at once while a morning's messages leave: 25 of them were told to wait."""
    time = Time()
    pacing = Pacing(MemoryStore(), clock=time.clock, sleep=time.sleep)
    left: list[float] = []

    async def told(chat: int, *, answer: bool, after: float) -> None:
        await time.sleep(after)
        if answer:
            await pacing.answering(chat)
        else:
            while await pacing.turn(chat) > 0:
                pass
        left.append((time.now - START).total_seconds())

    bulk = [told(chat, answer=False, after=0.001) for chat in range(100, 200)]
    answers = [told(chat, answer=True, after=1 + chat / 1000) for chat in range(1, 91)]
    await time.run(*[asyncio.ensure_future(each) for each in (*bulk, *answers)])
    assert len(left) == 190
    left.sort()
    assert all(later - first > 1.0 for first, later in zip(left, left[29:], strict=False))
