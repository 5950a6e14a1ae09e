"""Stored updates are worked off in their order, chats side by side."""

import asyncio
import random

import pytest

from bot.telegram_in import Incoming
from bot.worker import Worker
from ledger.messages import InboxUpdate
from tests.town import MORNING


def row(number: int, chat: int) -> InboxUpdate:
    return InboxUpdate(number, number, str(chat), MORNING)


def in_chat(update: InboxUpdate) -> Incoming:
    return Incoming(update.update_id, "text", int(update.body), "private", int(update.body))


async def test_a_chat_is_in_order_and_chats_are_side_by_side() -> None:
    chance = random.Random(7)  # noqa: S311
    done: list[tuple[int, int]] = []
    busy, most = 0, 0

    async def handle(update: InboxUpdate, incoming: Incoming | None) -> None:
        nonlocal busy, most
        busy += 1
        most = max(most, busy)
        await asyncio.sleep(chance.uniform(0, 0.003))
        busy -= 1
        done.append((int(update.body), update.id))

    worker = Worker(in_chat, handle, slots=5)
    worker.start()
    rows = [row(n, chance.randrange(12)) for n in range(300)]
    for at in range(0, 300, 30):
        worker.take(rows[at : at + 30])
        await asyncio.sleep(0.001)
    await worker.stop()
    assert len(done) == 300
    assert worker.held == 0
    assert most == 5
    for chat in range(12):
        numbers = [number for of, number in done if of == chat]
        assert numbers == sorted(numbers)


async def test_a_flood_in_one_chat_keeps_no_other_waiting() -> None:
    done: list[int] = []

    async def handle(update: InboxUpdate, incoming: Incoming | None) -> None:
        done.append(int(update.body))

    worker = Worker(in_chat, handle, slots=1)
    worker.take([*(row(n, 1) for n in range(200)), row(200, 2)])
    worker.start()
    await worker.stop()
    assert done.index(2) <= 2


async def test_what_is_not_begun_in_time_stays_for_the_next_start(caplog: pytest.LogCaptureFixture) -> None:
    done: list[int] = []

    async def handle(update: InboxUpdate, incoming: Incoming | None) -> None:
        await asyncio.sleep(0.05)
        done.append(update.id)

    worker = Worker(in_chat, handle, slots=1)
    worker.take([row(n, n) for n in range(50)])
    worker.start()
    await worker.stop(held_seconds=0.01)
    assert done == [0]
    assert "left in the inbox" in caplog.text
