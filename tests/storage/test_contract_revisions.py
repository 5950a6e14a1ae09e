"""Which messages on people's screens are to be looked over, and who does it."""

import asyncio
import datetime as dt
from dataclasses import replace

from ledger.messages import MessageState, Settlement
from ledger.ports import Store
from ledger.sending_ports import Revision
from tests.storage.conftest import Twins
from tests.storage.town import MINUTE, NOON, Town, founded, message, notice, put

LEASE = dt.timedelta(minutes=2)
ITEM = 1
WORDS = '{"text":"请签收"}'


async def said(store: Store, town: Town, key: str = "k", item: int = ITEM, **how: object) -> int:
    """A message about the item that is being sent; `how` it is settled."""
    (row_id,) = await put(store, replace(message(key), payload=WORDS))
    async with store.writing() as uow:
        await uow.notices.put([replace(notice(f"n{key}", town.head), item_id=item)])
        (owed,) = [each for each in await uow.notices.ripe(NOON, 99) if each.key == f"n{key}"]
        await uow.notices.attach([owed.id], row_id)
        await uow.outbox.claim(now=NOON, owner="a", lease=LEASE, limit=1, only=row_id)
        if how:
            await uow.outbox.settle(row_id, "a", Settlement(**how))  # type: ignore[arg-type]
    return row_id


async def ask(store: Store, at: dt.datetime = NOON, since: dt.datetime = NOON, item: int = ITEM) -> int:
    async with store.writing() as uow:
        return await uow.revisions.ask(item, since=since, at=at)


async def take(store: Store, now: dt.datetime = NOON, limit: int = 9) -> list[Revision]:
    async with store.writing() as uow:
        return list(await uow.revisions.take(now=now, lease=LEASE, limit=limit))


async def payload(store: Store, row_id: int) -> str:
    async with store.reading() as uow:
        row = await uow.outbox.get(row_id)
    assert row is not None
    return row.payload


async def test_messages_about_the_item_are_looked_over(store: Store) -> None:
    town = await founded(store)
    first = await said(store, town, "a", state=MessageState.DELIVERED, message_id=7)
    await said(store, town, "b", item=2, state=MessageState.DELIVERED, message_id=8)
    second = await said(store, town, "c", state=MessageState.DELIVERED, message_id=9)
    assert await ask(store, NOON + MINUTE) == 2
    assert await take(store) == []
    found = await take(store, NOON + MINUTE)
    assert found == [Revision(row, NOON + MINUTE, NOON + MINUTE + LEASE) for row in (first, second)]


async def test_a_few_at_a_time(store: Store) -> None:
    town = await founded(store)
    rows = [await said(store, town, key, state=MessageState.DELIVERED, message_id=ord(key)) for key in "abc"]
    await ask(store)
    assert [each.row_id for each in await take(store, limit=2)] == rows[:2]
    assert [each.row_id for each in await take(store, limit=2)] == rows[2:]


async def test_what_was_due_long_ago_is_left(store: Store) -> None:
    town = await founded(store)
    await said(store, town, state=MessageState.DELIVERED, message_id=7)
    assert await ask(store, since=NOON + MINUTE) == 0


async def test_what_is_in_hand_or_in_doubt_waits_until_it_is_settled(store: Store) -> None:
    town = await founded(store)
    row_id = await said(store, town)
    doubt = await said(store, town, "d", state=MessageState.UNCERTAIN, not_before=NOON + MINUTE)
    assert await ask(store) == 2
    assert await take(store) == []
    async with store.writing() as uow:
        await uow.outbox.settle(row_id, "a", Settlement(MessageState.DELIVERED, 7))
    assert [each.row_id for each in await take(store)] == [row_id]
    async with store.writing() as uow:
        await uow.outbox.claim(now=NOON + MINUTE, owner="a", lease=LEASE, limit=1)
        await uow.outbox.settle(doubt, "a", Settlement(MessageState.DELIVERED, 8, watch_at=NOON, watches_left=1))
    assert await take(store) == []
    async with store.writing() as uow:
        await uow.outbox.watched(doubt, Settlement(MessageState.DELIVERED, 8))
    assert [each.row_id for each in await take(store)] == [doubt]


async def test_nothing_changes_in_a_chat_while_a_row_looks_for_its_message_there(store: Store) -> None:
    town = await founded(store)
    row_id = await said(store, town, state=MessageState.DELIVERED, message_id=7)
    other = await said(store, town, "d", state=MessageState.UNCERTAIN, not_before=NOON + MINUTE)
    await ask(store)
    async with store.writing() as uow:
        assert await uow.message_ids.ask(other, 11, 7, 3) is not None
    assert await take(store) == []
    async with store.writing() as uow:
        await uow.outbox.claim(now=NOON + MINUTE, owner="a", lease=LEASE, limit=1)
        await uow.outbox.settle(other, "a", Settlement(MessageState.CANCELLED))
    assert [each.row_id for each in await take(store)] == [row_id]


async def test_what_never_arrives_is_not_looked_over(store: Store) -> None:
    town = await founded(store)
    await said(store, town, "a", state=MessageState.CANCELLED)
    await said(store, town, "b", state=MessageState.UNDELIVERABLE)
    assert await ask(store) == 0
    await said(store, town, "c", state=MessageState.DELIVERED)
    assert await ask(store) == 1
    assert await take(store) == []


async def test_it_is_held_until_it_ends(store: Store) -> None:
    town = await founded(store)
    row_id = await said(store, town, state=MessageState.DELIVERED, message_id=7)
    await ask(store)
    (held,) = await take(store)
    assert await take(store) == []
    async with store.writing() as uow:
        assert await uow.revisions.begin(held)
        assert await uow.revisions.end(held, '{"text":"已签收"}')
        assert not await uow.revisions.end(held, "x")
        assert not await uow.revisions.begin(held)
    assert await payload(store, row_id) == '{"text":"已签收"}'
    assert await take(store, NOON + LEASE) == []


async def test_without_new_words_the_row_keeps_its_own(store: Store) -> None:
    town = await founded(store)
    row_id = await said(store, town, state=MessageState.DELIVERED, message_id=7)
    await ask(store)
    (held,) = await take(store)
    async with store.writing() as uow:
        assert await uow.revisions.end(held, None)
    assert await payload(store, row_id) == WORDS
    assert await take(store, NOON + LEASE) == []


async def test_whoever_dies_leaves_it_to_another_who_knows(store: Store) -> None:
    town = await founded(store)
    row_id = await said(store, town, state=MessageState.DELIVERED, message_id=7)
    await ask(store)
    (dead,) = await take(store)
    async with store.writing() as uow:
        await uow.revisions.begin(dead)
    (held,) = await take(store, NOON + LEASE)
    assert held == Revision(row_id, NOON, NOON + 2 * LEASE, begun=True)
    async with store.writing() as uow:
        assert not await uow.revisions.end(dead, "late")
        await uow.revisions.postpone(dead, NOON)
    assert await payload(store, row_id) == WORDS
    assert await take(store, NOON + LEASE) == []


async def test_what_moves_on_again_meanwhile_is_looked_over_again_afterwards(store: Store) -> None:
    town = await founded(store)
    row_id = await said(store, town, state=MessageState.DELIVERED, message_id=7)
    await ask(store)
    (held,) = await take(store)
    await ask(store, NOON + MINUTE)
    assert await take(store, NOON + MINUTE) == []
    async with store.writing() as uow:
        await uow.revisions.begin(held)
        assert await uow.revisions.end(held, "first")
    assert await payload(store, row_id) == "first"
    assert await take(store, NOON + MINUTE) == [Revision(row_id, NOON + MINUTE, NOON + MINUTE + LEASE)]


async def test_a_postponed_one_comes_later_or_when_it_is_asked_for(store: Store) -> None:
    town = await founded(store)
    await said(store, town, state=MessageState.DELIVERED, message_id=7)
    await ask(store)
    (held,) = await take(store)
    async with store.writing() as uow:
        await uow.revisions.postpone(held, NOON + 9 * MINUTE)
    assert await take(store, NOON + 8 * MINUTE) == []
    (held,) = await take(store, NOON + 9 * MINUTE)
    await ask(store, NOON + 10 * MINUTE)
    async with store.writing() as uow:
        await uow.revisions.postpone(held, NOON + 99 * MINUTE)
    assert len(await take(store, NOON + 10 * MINUTE)) == 1


async def test_a_row_in_doubt_again_keeps_its_words(store: Store) -> None:
    town = await founded(store)
    row_id = await said(store, town, state=MessageState.DELIVERED, message_id=7)
    await ask(store)
    (held,) = await take(store)
    async with store.writing() as uow:
        await uow.outbox.reopen(row_id, NOON)
        await uow.revisions.end(held, "other")
    assert await payload(store, row_id) == WORDS


async def test_old_ones_are_forgotten(store: Store) -> None:
    town = await founded(store)
    await said(store, town, state=MessageState.DELIVERED, message_id=7)
    await ask(store)
    async with store.writing() as uow:
        assert await uow.revisions.forget(NOON) == 0
        assert await uow.revisions.forget(NOON + MINUTE) == 1
    assert await take(store) == []


async def test_two_processes_take_each_once(twins: Twins) -> None:
    town = await founded(twins.first)
    for key in "abcdef":
        await said(twins.first, town, key, state=MessageState.DELIVERED, message_id=ord(key))
    await ask(twins.first)
    both = await asyncio.gather(take(twins.first, limit=6), take(twins.second, limit=6))
    assert len({each.row_id for some in both for each in some}) == sum(map(len, both))
