"""One trip a statement: errors, cancellations and returned rows leave the connection as it should be."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from storage import SqlStore, open_store
from storage.tables import meta
from tests.storage.town import founded


@pytest.fixture
async def store(migrated_sqlite: Path, tmp_path: Path) -> AsyncIterator[SqlStore]:
    shutil.copy(migrated_sqlite, tmp_path / "ledger.db")
    store = open_store(f"sqlite:///{tmp_path / 'ledger.db'}")
    yield store
    await store.close()


async def test_what_was_read_before_is_no_view_of_what_comes_after(store: SqlStore) -> None:
    """The end of a reading transaction is not waited for, and yet the next one sees what was written since."""
    for n in range(20):
        async with store.reading() as uow:
            assert len(await uow.plans.all()) == min(n, 1)
        if n == 0:
            await founded(store)


async def test_a_failed_statement_spoils_nothing(store: SqlStore) -> None:
    for engine in (store.reader, store.writer):
        for _ in range(10):
            async with engine.connect() as connection:
                with pytest.raises(sa.exc.OperationalError):
                    await connection.execute(sa.text("SELECT * FROM nowhere"))
                await connection.rollback()
                assert (await connection.execute(sa.text("SELECT 1"))).scalar_one() == 1


async def test_rows_that_are_changed_and_returned_are_counted(store: SqlStore) -> None:
    async with store.writer.begin() as connection:
        one = sa.update(meta).where(meta.c.name == "directory")
        result = await connection.execute(one.values(value=7).returning(meta.c.value))
        assert result.scalars().all() == [7]
        assert (await connection.execute(one.values(value=8))).rowcount == 1


async def test_cancelled_readers_leave_connections_for_the_others(store: SqlStore) -> None:
    await founded(store)

    async def read() -> int:
        async with store.reading() as uow:
            plan = await uow.plans.current()
            assert plan is not None
            return len(await uow.items.of_plan(plan.id))

    for _ in range(5):
        tasks = [asyncio.create_task(read()) for _ in range(24)]
        await asyncio.sleep(0)
        for task in tasks[::2]:
            task.cancel()
        done = await asyncio.gather(*tasks, return_exceptions=True)
        assert [found for found in done if isinstance(found, int)] == [3] * 12
    assert await asyncio.wait_for(read(), 5) == 3
