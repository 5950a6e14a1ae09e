"""What sending keeps beside the outbox: numbers, one pace for all, marks, lost chats; and the holds and watches."""

import asyncio
import datetime as dt
from dataclasses import replace

import pytest

from ledger.messages import Lane, MessageState, Settlement
from ledger.pace import Pace
from ledger.ports import Store
from ledger.sending_ports import LostChat
from tests.storage.conftest import Twins
from tests.storage.town import MINUTE, NOON, message, put

LEASE = dt.timedelta(minutes=2)
SUPERGROUP = -1_000_000_004_711


async def test_numbers_are_known_by_their_space(store: Store) -> None:
    async with store.writing() as uow:
        assert await uow.message_ids.put([(5, 10), (-6, 12), (SUPERGROUP, 3), (5, 0)], NOON) == 3
        assert await uow.message_ids.put([(5, 10), (7, 12), (7, 13)], NOON) == 1
    async with store.reading() as uow:
        assert list(await uow.message_ids.after(999, 10)) == [12, 13]
        assert list(await uow.message_ids.after(SUPERGROUP, 0)) == [3]


async def test_old_numbers_go_and_the_newest_of_each_space_stays(store: Store) -> None:
    async with store.writing() as uow:
        await uow.message_ids.put([(5, 1), (5, 2), (SUPERGROUP, 9)], NOON)
        await uow.message_ids.put([(5, 3)], NOON + 9 * MINUTE)
        assert await uow.message_ids.forget(NOON + MINUTE) == 2
        assert list(await uow.message_ids.after(5, 0)) == [3]
        assert list(await uow.message_ids.after(SUPERGROUP, 0)) == [9]


async def test_the_floor_is_the_highest_number_known_when_it_is_about_to_leave(store: Store) -> None:
    (row_id,) = await put(store, message("k", chat=5))
    async with store.writing() as uow:
        await uow.message_ids.put([(7, 40), (SUPERGROUP, 900)], NOON)
        (claimed,) = await uow.outbox.claim(now=NOON, owner="a", lease=LEASE, limit=1)
        assert claimed.id_floor is None
        await uow.message_ids.put([(7, 41)], NOON)
        assert await uow.outbox.freeze(row_id, "a", "{}")
        found = await uow.outbox.get(row_id)
        assert found is not None
        assert found.id_floor == 41
        assert await uow.outbox.settle(row_id, "a", Settlement(MessageState.DUE))
        found = await uow.outbox.get(row_id)
        assert found is not None
        assert found.id_floor is None


async def test_two_processes_get_turns_of_one_pace(twins: Twins) -> None:
    pace = Pace(anybody=1.0, person=0.0)

    async def take(store: Store, chat: int) -> float:
        async with store.writing() as uow:
            turn = await uow.paces.take(chat, pace, patience=99, now=1000.0)
        assert turn.taken
        return turn.wait

    waits = await asyncio.gather(*(take((twins.first, twins.second)[n % 2], n + 1) for n in range(10)))
    assert sorted(waits) == [float(n) for n in range(10)]


async def test_by_the_databases_own_clock(store: Store) -> None:
    pace = Pace(anybody=100.0, person=1000.0)
    async with store.writing() as uow:
        first, second, same = [await uow.paces.take(chat, pace, patience=500) for chat in (1, 2, 1)]
    assert (first.taken, first.wait) == (True, 0.0)
    assert second.taken
    assert 50 < second.wait <= 100
    assert not same.taken
    assert 900 < same.wait <= 1000


async def test_a_pause_of_all_and_of_one_chat(store: Store) -> None:
    pace = Pace()
    async with store.writing() as uow:
        await uow.paces.pause(7, 300, now=1000.0)
        assert (await uow.paces.take(7, pace, patience=5, now=1000.0)).wait == 300
        assert (await uow.paces.take(8, pace, patience=5, now=1000.0)).taken
        await uow.paces.pause(None, 30, now=1000.0)
        waits = await uow.paces.take(9, pace, patience=5, now=1000.0)
        assert (waits.taken, waits.wait) == (False, 30)


async def test_marks_come_and_go(store: Store) -> None:
    async with store.writing() as uow:
        assert await uow.marks.get("held") is None
        await uow.marks.put("held", 4)
        await uow.marks.put("held", 5)
        assert await uow.marks.get("held") == 5
        await uow.marks.remove("held")
        assert await uow.marks.get("held") is None


async def test_a_chat_is_lost_once_until_it_is_found(store: Store) -> None:
    lost = LostChat(5, "blocked", NOON, member_id=3)
    async with store.writing() as uow:
        assert await uow.lost_chats.put(lost)
        assert not await uow.lost_chats.put(replace(lost, reason="kicked"))
        assert list(await uow.lost_chats.untold()) == [lost]
        await uow.lost_chats.mark_told([5])
        assert list(await uow.lost_chats.untold()) == []
        assert not await uow.lost_chats.put(lost)
        await uow.lost_chats.found(5)
        assert await uow.lost_chats.put(lost)


async def test_on_hold_only_newer_replies_leave(store: Store) -> None:
    old, bulk = await put(store, message("old", Lane.REPLY), message("bulk"))
    (new,) = await put(store, message("new", Lane.REPLY))
    async with store.writing() as uow:
        claimed = await uow.outbox.claim(now=NOON, owner="a", lease=LEASE, limit=9, replies_after=bulk)
        assert [m.id for m in claimed] == [new]
        assert [m.id for m in await uow.outbox.unsettled(bulk, 9)] == [old, bulk]
        assert await uow.outbox.cancel(bulk, "dropped") == 2
        assert await uow.outbox.last_id() == new


async def test_watches_come_again_until_they_are_told(store: Store) -> None:
    (row_id,) = await put(store, message("k"))
    async with store.writing() as uow:
        await uow.outbox.claim(now=NOON, owner="a", lease=LEASE, limit=1)
        settled = Settlement(MessageState.DELIVERED, 9, id_floor=8, watch_at=NOON, watches_left=2)
        await uow.outbox.settle(row_id, "a", settled)
        (watched,) = await uow.outbox.watches(now=NOON, lease=LEASE, limit=5)
        assert (watched.message_id, watched.id_floor, watched.watches_left) == (9, 8, 2)
        assert await uow.outbox.watches(now=NOON, lease=LEASE, limit=5) == []
        assert len(await uow.outbox.watches(now=NOON + LEASE, lease=LEASE, limit=5)) == 1
        assert await uow.outbox.watched_count() == 1
        await uow.outbox.watched(row_id, Settlement(MessageState.DELIVERED, 7))
        assert await uow.outbox.watched_count() == 0
        found = await uow.outbox.get(row_id)
        assert found is not None
        assert found.message_id == 7
        assert list(await uow.outbox.others_at(found.chat_id, 7, 999)) == [row_id]
        await uow.outbox.reopen(row_id, NOON)
        found = await uow.outbox.get(row_id)
        assert found is not None
        assert (found.state, found.message_id, found.ambiguous_ever) == (MessageState.UNCERTAIN, None, True)


async def test_words_are_forgotten_and_keys_are_not(store: Store) -> None:
    done, waiting = await put(store, replace(message("done"), payload="{}"), replace(message("waits"), payload="{}"))
    async with store.writing() as uow:
        await uow.outbox.claim(now=NOON, owner="a", lease=LEASE, limit=1, only=done)
        await uow.outbox.settle(done, "a", Settlement(MessageState.DELIVERED, 1))
        assert await uow.outbox.forget_payloads(NOON) == 0
        assert await uow.outbox.forget_payloads(NOON + MINUTE) == 1
        found, kept = await uow.outbox.get(done), await uow.outbox.get(waiting)
        assert found is not None
        assert kept is not None
        assert (found.payload, found.key, kept.payload) == ("", "done", "{}")
        assert await uow.outbox.put_once(message("done")) is None


@pytest.mark.parametrize("put_aside", [False, True])
async def test_updates_lose_their_words_first_and_then_their_row(store: Store, put_aside: bool) -> None:
    async with store.writing() as uow:
        (row,) = await uow.inbox.put([(1, "h" * 64, "{}")], NOON)
        assert await uow.inbox.forget(NOON + MINUTE, NOON) == 0
        await (uow.inbox.fail(row.id, "no", True) if put_aside else uow.inbox.finish([row.id]))
        assert await uow.inbox.forget(NOON + MINUTE, NOON) == 1
        assert await uow.inbox.put([(1, "h" * 64, "{}")], NOON) == []
        assert await uow.inbox.forget(NOON + MINUTE, NOON + MINUTE) == 1
        assert len(await uow.inbox.put([(1, "h" * 64, "{}")], NOON)) == 1


async def test_one_row_at_a_time_asks_in_a_chat(twins: Twins) -> None:
    first, second = await put(twins.first, message("a", chat=5), message("b", chat=5))
    async with twins.first.writing() as uow:
        await uow.message_ids.put([(5, 10)], NOON)
        assert await uow.message_ids.ask(first, 5, 8, 3) == [10]
    async with twins.second.writing() as uow:
        assert await uow.message_ids.ask(second, 5, 8, 3) is None
        assert await uow.message_ids.ask(second, 6, 8, 3) == [10]
        # What was sent meanwhile may have been taken for the other's, if it is among the numbers asked for.
        assert not await uow.message_ids.take(second, 5, 13, NOON)
        assert await uow.message_ids.take(second, 5, 14, NOON)
        assert not await uow.message_ids.take(second, 5, 14, NOON)
    async with twins.first.writing() as uow:
        await uow.message_ids.answered(first)
    async with twins.second.writing() as uow:
        assert await uow.message_ids.take(second, 5, 13, NOON)
        assert await uow.message_ids.ask(second, 5, 13, 3) == [14]


async def test_what_is_absent_in_a_chat_may_be_known_or_asked_for_in_another(store: Store) -> None:
    async with store.writing() as uow:
        await uow.message_ids.put([(5, 10)], NOON)
        await uow.message_ids.put_absent(5, [8, 9, 9], NOON)
        await uow.message_ids.put_absent(5, [9], NOON)
        assert await uow.message_ids.after(5, 7) == [8, 9, 10]
        assert await uow.message_ids.after(6, 7) == [10]
        assert await uow.message_ids.take(1, 6, 9, NOON)
        assert await uow.message_ids.after(5, 7) == [8, 9, 10]


async def test_a_row_that_is_over_asks_no_more(store: Store) -> None:
    first, second = await put(store, message("a", chat=5), message("b", chat=5))
    async with store.writing() as uow:
        await uow.message_ids.ask(first, 5, 0, 3)
        await uow.outbox.cancel(first, "dropped")
        assert await uow.message_ids.ask(second, 5, 0, 3) == []
