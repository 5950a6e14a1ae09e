"""getUpdates: confirming, forgetting, waiting, and two who ask at once."""

import asyncio
import json
from datetime import timedelta

import pytest

from playground import updates
from playground.clock import Clock
from playground.refusals import RefusedCall
from playground.server import Playground
from playground.updates import OTHER_POLL, UpdateQueue
from tests.playground.bot_client import BotClient, PeopleClient
from tests.playground.conftest import GROUP, LIN, LUO


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def queue(clock: Clock) -> UpdateQueue:
    return UpdateQueue(clock)


def push(queue: UpdateQueue, count: int = 1) -> list[int]:
    numbers = [queue.push("message", {"text": "x"}, ("chat", 1)) for _ in range(count)]
    assert None not in numbers
    return [number for number in numbers if number is not None]


async def ids(queue: UpdateQueue, offset: int = 0, limit: int = 100) -> list[int]:
    """Not slowed down as one who asks the same in a hurry."""
    queue._last_offset = None
    return [update["update_id"] for update in json.loads(await queue.get(offset, limit, 0))]


async def test_an_offset_confirms_what_lies_before_it(queue: UpdateQueue) -> None:
    one, two, three = push(queue, 3)
    assert (one + 1, two + 1) == (two, three)
    assert await ids(queue) == [one, two, three]
    assert await ids(queue) == [one, two, three]
    assert await ids(queue, two) == [two, three]
    assert await ids(queue) == [two, three]
    assert await ids(queue, three + 1) == []
    assert len(queue) == 0


async def test_an_offset_too_far_ahead_confirms_nothing_unless_it_is_near(queue: UpdateQueue) -> None:
    *_, last = push(queue, 3)
    assert len(await ids(queue, last + 1 + 11)) == 3
    assert await ids(queue, last + 1 + 10) == []
    assert len(queue) == 0


async def test_numbers_begin_anew_anywhere_and_an_old_offset_confirms_nothing(clock: Clock) -> None:
    """As after a quiet week; two queues do not begin alike either."""
    queue = UpdateQueue(clock)
    (old,) = push(queue)
    assert await ids(queue, old + 1) == []
    queue.restart_numbering(old - 500_000)
    assert push(queue, 2) == [old - 500_000, old - 499_999]
    assert await ids(queue, old + 1) == [old - 500_000, old - 499_999], "the bot that asks for more still hears them"
    assert len({push(UpdateQueue(clock))[0] for _ in range(5)}) > 1


async def test_a_negative_offset_drops_all_but_the_last(queue: UpdateQueue) -> None:
    *_, two, three = push(queue, 3)
    assert await ids(queue, -2) == [two, three]
    assert await ids(queue, 0) == [two, three]
    assert await ids(queue, -9) == [two, three]


async def test_limit(queue: UpdateQueue) -> None:
    one, two, *_ = push(queue, 3)
    assert await ids(queue, 0, 2) == [one, two]


async def test_who_asks_the_same_in_a_hurry_is_given_one(queue: UpdateQueue) -> None:
    push(queue, 3)
    assert (await queue.get(0, 100, 0)).count(b"update_id") == 3
    assert (await queue.get(0, 100, 0)).count(b"update_id") == 1


async def test_a_large_answer_is_cut(queue: UpdateQueue) -> None:
    for _ in range(5):
        queue.push("message", {"text": "x" * (1 << 20)}, ("chat", 1))
    assert len(await ids(queue)) == 3


async def test_messages_last_a_day_and_presses_150_seconds(queue: UpdateQueue, clock: Clock) -> None:
    [message] = push(queue)
    queue.push("callback_query", {}, ("press", 1), updates.PRESS_SECONDS)
    clock.move_to(clock.now() + timedelta(seconds=149))
    assert len(await ids(queue)) == 2
    clock.move_to(clock.now() + timedelta(seconds=3))
    assert await ids(queue) == [message]
    clock.move_to(clock.now() + timedelta(hours=24))
    assert await ids(queue) == []


async def test_a_waiting_poll_hears_at_once(queue: UpdateQueue) -> None:
    waiting = asyncio.create_task(queue.get(0, 100, 20))
    await asyncio.sleep(0.01)
    [number] = push(queue)
    assert str(number).encode() in await asyncio.wait_for(waiting, 1)


async def test_conflict_only_while_somebody_waits(queue: UpdateQueue) -> None:
    push(queue)
    await asyncio.gather(queue.get(0, 100, 20), queue.get(0, 100, 20))
    queue.clear()
    first = asyncio.create_task(queue.get(1, 100, 20))
    await asyncio.sleep(0.01)
    second = asyncio.create_task(queue.get(2, 100, 20))
    with pytest.raises(RefusedCall, match=OTHER_POLL) as refused:
        await first
    assert refused.value.code == 409
    push(queue)
    assert await second


async def test_a_second_conflict_is_told_late(queue: UpdateQueue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(updates, "CONFLICT_PAUSE", 0.2)
    queue.use_webhook(True)
    loop = asyncio.get_running_loop()
    times = []
    for _ in range(2):
        began = loop.time()
        with pytest.raises(RefusedCall, match="use deleteWebhook"):
            await queue.get(0, 100, 0)
        times.append(loop.time() - began)
    assert times[0] < 0.1 < times[1]


async def test_kinds_that_were_not_asked_for_are_lost(bot: BotClient, persons: PeopleClient) -> None:
    await bot.updates(allowed_updates=["callback_query"])
    await persons.says(LIN, "a")
    await bot.updates(offset=1)
    assert (await bot("getWebhookInfo")).result == {
        "url": "",
        "has_custom_certificate": False,
        "pending_update_count": 0,
        "allowed_updates": ["callback_query"],
    }
    await bot.updates(offset=2, allowed_updates=[])
    await persons.says(LIN, "b")
    assert [update["message"]["text"] for update in await bot.updates(offset=3)] == ["b"]


async def test_what_the_bot_hears_in_a_group(bot: BotClient, persons: PeopleClient) -> None:
    said = await bot.sends(GROUP, "谁来？")
    for text in (
        "大家好",
        "/help",
        "/help@other_bot",
        "/item@duban_bot 14",
        "@Duban_Bot第14项",
        "给 a@duban_bot_x 写信",
    ):
        await persons.says(LUO, text, chat=GROUP)
    await persons.says(LUO, "我来", chat=GROUP, reply_to=said["message_id"])
    heard = [update["message"] for update in await bot.updates()]
    assert [message["text"] for message in heard] == ["/help", "/item@duban_bot 14", "@Duban_Bot第14项", "我来"]
    assert heard[1]["entities"] == [{"type": "bot_command", "offset": 0, "length": 15}]
    assert heard[2]["entities"] == [{"type": "mention", "offset": 0, "length": 10}]
    assert heard[3]["reply_to_message"]["message_id"] == said["message_id"]


async def test_long_words_go_out_in_pieces(bot: BotClient, persons: PeopleClient) -> None:
    ids = await persons.says(LIN, "项" * 5000)
    texts = [update["message"]["text"] for update in await bot.updates()]
    assert (len(ids), [len(text) for text in texts]) == (2, [4096, 904])


async def test_a_person_changes_what_was_said(bot: BotClient, persons: PeopleClient) -> None:
    [said] = await persons.says(LIN, "第14项 60%")
    place = {"chat_id": LIN, "message_id": said}
    assert (await persons.post("edit", **place, person_id=LIN, text="第14项 70%"))[0] == 200
    assert (await persons.post("edit", **place, person_id=LUO, text="x"))[1]["code"] == "no_chat"
    edited = (await bot.updates())[1]["edited_message"]
    assert (edited["message_id"], edited["text"], "edit_date" in edited) == (said, "第14项 70%", True)


async def test_stopping_ends_a_waiting_poll(bot: BotClient, playground: Playground) -> None:
    waiting = asyncio.create_task(bot("getUpdates", timeout=30))
    await asyncio.sleep(0.05)
    await asyncio.wait_for(playground.stop(), 5)
    assert (await waiting).refusal == "Internal Server Error: restart"
