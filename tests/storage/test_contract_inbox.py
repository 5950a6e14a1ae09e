"""The inbox: stored before it is acknowledged, handled once."""

import asyncio
from dataclasses import replace

from ledger.messages import InboxUpdate
from ledger.ports import Store
from tests.storage.conftest import Twins
from tests.storage.town import MINUTE, NOON

FIRST = (900_000_000_001, "a" * 64, '{"update_id":900000000001,"text":"第14项"}')
SECOND = (900_000_000_002, "b" * 64, "{}")


async def put(store: Store, *updates: tuple[int, str, str]) -> list[InboxUpdate]:
    async with store.writing() as uow:
        return list(await uow.inbox.put(updates, NOON))


async def test_an_update_is_stored_once(store: Store) -> None:
    stored = await put(store, FIRST, SECOND, FIRST)
    assert [replace(u, id=0) for u in stored] == [
        InboxUpdate(0, FIRST[0], FIRST[2], NOON),
        InboxUpdate(0, SECOND[0], SECOND[2], NOON),
    ]
    assert await put(store, FIRST) == []
    assert await put(store) == []
    other_bot = (FIRST[0], "c" * 64, "{}")
    assert len(await put(store, FIRST, other_bot)) == 1


async def test_the_same_update_by_two_ways_at_once(twins: Twins) -> None:
    updates = [(i, f"{i:064}", "{}") for i in range(50)]
    stored = await asyncio.gather(*(put(store, *updates) for store in (twins.first, twins.second) for _ in range(4)))
    assert sorted(u.update_id for batch in stored for u in batch) == list(range(50))


async def test_finished_updates_wait_no_longer(store: Store) -> None:
    first, second = await put(store, FIRST, SECOND)
    async with store.writing() as uow:
        assert await uow.inbox.waiting_count() == 2
        assert await uow.inbox.finish([first.id]) == 1
        assert await uow.inbox.finish([first.id, 999]) == 0
        assert await uow.inbox.finish([]) == 0
    async with store.writing() as uow:
        assert await uow.inbox.waiting() == [replace(second, attempts=1)]
    async with store.writing() as uow:
        assert await uow.inbox.waiting() == [replace(second, attempts=2)]
        assert await uow.inbox.waiting_count() == 1
    assert await put(store, FIRST) == []


async def test_failing_counts_and_quarantine_ends_it(store: Store) -> None:
    first, second = await put(store, FIRST, SECOND)
    async with store.writing() as uow:
        await uow.inbox.fail(first.id, "KeyError", quarantine=False)
        await uow.inbox.fail(second.id, "KeyError", quarantine=True)
        assert await uow.inbox.waiting() == [replace(first, attempts=2)]
        assert await uow.inbox.finish([second.id]) == 0
        await uow.inbox.fail(second.id, "again", quarantine=False)
        assert await uow.inbox.waiting_count() == 1


async def test_finishing_is_compare_and_set(twins: Twins) -> None:
    (update,) = await put(twins.first, FIRST)

    async def finish(store: Store) -> int:
        async with store.writing() as uow:
            return await uow.inbox.finish([update.id])

    assert sum(await asyncio.gather(*(finish(s) for s in (twins.first, twins.second) for _ in range(4)))) == 1
    assert update.received_at < NOON + MINUTE
