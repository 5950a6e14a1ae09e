"""A unit of work happens wholly or not at all, and a reading one sees one moment."""

import asyncio

import pytest

from ledger.conversations import Conversation
from ledger.departments import DepartmentDraft
from ledger.plans import PlanKind
from ledger.ports import Store
from storage import SqlStore
from tests.memory_store import MemoryStore
from tests.storage.conftest import Twins
from tests.storage.test_contract_memory_of_events import ENTRY
from tests.storage.town import NOON, PLAN, founded, message, notice


class Broken(Exception):
    pass


async def test_an_exception_leaves_nothing(store: Store) -> None:
    town = await founded(store)
    async with store.reading() as uow:
        version = await uow.directory_version()
    with pytest.raises(Broken):  # noqa: PT012 - the transaction is what fails
        async with store.writing() as uow:
            await uow.departments.put([DepartmentDraft("审计局")])
            await uow.plans.add(PLAN, year=2027, kind=PlanKind.MAIN, current=True)
            await uow.conversations.put(Conversation(1, ("14",), NOON))
            await uow.audit.append(ENTRY)
            await uow.notices.put([notice("n", town.head)])
            await uow.outbox.put_once(message("m"))
            await uow.inbox.put([(1, "a" * 64, "{}")], NOON)
            await uow.directory_version()
            raise Broken
    async with store.reading() as uow:
        assert len(await uow.departments.all()) == 2
        assert await uow.plans.all() == [town.plan]
        assert await uow.conversations.get(1) is None
        assert await uow.audit.recent() == []
        assert await uow.notices.ripe(NOON, 10) == []
        assert await uow.outbox.counts() == {}
        assert await uow.inbox.waiting_count() == 0
        assert await uow.directory_version() == version


async def test_a_cancelled_writer_leaves_nothing_and_blocks_nobody(twins: Twins) -> None:
    inside = asyncio.Event()

    async def write() -> None:
        async with twins.first.writing() as uow:
            await uow.conversations.put(Conversation(1, (), NOON))
            inside.set()
            await asyncio.sleep(60)

    task = asyncio.create_task(write())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with twins.second.writing() as uow:
        assert await uow.conversations.get(1) is None
    async with twins.first.writing() as uow:
        assert await uow.conversations.get(1) is None


async def test_a_reader_sees_one_moment_and_waits_for_nobody(twins: Twins) -> None:
    before, after = Conversation(1, ("1",), NOON), Conversation(1, ("2",), NOON)
    async with twins.first.writing() as uow:
        await uow.conversations.put(before)
    async with twins.second.reading() as reader:
        assert await reader.conversations.get(1) == before
        async with twins.first.writing() as writer:
            await writer.conversations.put(after)
            async with twins.first.reading() as other:
                assert await other.conversations.get(1) == before
        assert await reader.conversations.get(1) == before
    async with twins.second.reading() as reader:
        assert await reader.conversations.get(1) == after


async def test_what_is_read_in_a_writer_is_what_is_written_upon(twins: Twins) -> None:
    """The directory counter, raised by many at once, misses nobody."""

    async def raise_it(store: Store, number: int) -> None:
        async with store.writing() as uow:
            await uow.departments.put([DepartmentDraft(f"单位{number}")])

    stores = (twins.first, twins.second)
    await asyncio.gather(*(raise_it(stores[n % 2], n) for n in range(20)))
    async with twins.first.reading() as uow:
        assert await uow.directory_version() == 20
        assert len(await uow.departments.all()) == 20


async def test_a_reading_unit_refuses_to_write(store: Store) -> None:
    with pytest.raises(Exception, match=r"readonly|read-only|does not support item assignment"):
        async with store.reading() as uow:
            await uow.conversations.put(Conversation(1, (), NOON))
    async with store.writing() as uow:
        await uow.conversations.put(Conversation(1, (), NOON))


def test_both_stores_fit_the_port(sql_store: SqlStore) -> None:
    """mypy proves it; the assignments are what it reads."""
    stores: list[Store] = [sql_store, MemoryStore()]
    assert stores
