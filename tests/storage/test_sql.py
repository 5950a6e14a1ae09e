"""What only databases can get wrong."""

import asyncio
import dataclasses
import datetime as dt
from pathlib import Path

import pytest
import sqlalchemy as sa

from ledger.departments import DepartmentDraft
from ledger.plans import ItemDraft
from storage import SqlStore, open_store
from storage.engine import database_address
from storage.migrate import migrate
from tests.storage.town import NOON, assigned, founded, message, notice


async def test_naive_instants_are_refused(sql_store: SqlStore) -> None:
    with pytest.raises(sa.exc.StatementError, match="time zone"):
        async with sql_store.writing() as uow:
            await uow.outbox.put_once(message("k", not_before=dt.datetime(2026, 1, 1)))  # noqa: DTZ001


async def test_words_no_database_holds_are_taken_out(sql_store: SqlStore) -> None:
    town = await founded(sql_store)
    async with sql_store.writing() as uow:
        added = await uow.items.add(town.plan.id, ItemDraft(1, 77, "a\0b", "水\ud83d利", ("\ud83d", "x\0")))
    async with sql_store.reading() as uow:
        item = await uow.items.get(added.id)
    assert item is not None
    assert (item.title, item.body) == ("ab", "水?利")


@pytest.mark.parametrize("table", ["outbox", "notices"])
async def test_a_key_is_never_null(sql_store: SqlStore, table: str) -> None:
    with pytest.raises(sa.exc.IntegrityError):  # noqa: PT012 - leaving the transaction may be what fails
        async with sql_store.writer.begin() as connection:
            if table == "outbox":
                await connection.execute(sa.text("INSERT INTO outbox (key) VALUES (NULL)"))
            else:
                await connection.execute(sa.text("INSERT INTO notices (key) VALUES (NULL)"))


async def test_items_are_read_in_one_query(sql_store: SqlStore) -> None:
    town = await founded(sql_store)
    await assigned(sql_store, town, 14, town.water, (town.roads,))
    asked: list[str] = []
    async with sql_store.reading() as uow:
        await uow.items.of_plan(town.plan.id)
    async with sql_store.reading() as uow:
        sa.event.listen(
            sql_store.reader.sync_engine,
            "before_cursor_execute",
            lambda conn, cursor, statement, *rest: asked.append(statement),
        )
        await uow.items.of_department(town.plan.id, town.water)
        await uow.items.of_plan(town.plan.id)
        await uow.items.by_number(town.plan.id, 14)
    selects = [s for s in asked if s.startswith("SELECT") and "meta" not in s]
    assert len(selects) == 2
    # Of what was read before only the versions are asked, of a whole plan not even they.
    assert ["body" in statement for statement in selects] == [False, True]


async def test_large_batches_pass(sql_store: SqlStore) -> None:
    """More rows than a statement may hold parameters."""
    town = await founded(sql_store)
    async with sql_store.writing() as uow:
        assert await uow.notices.put(notice(f"n{i}", town.head) for i in range(12_000)) == 12_000
        ids = [n.id for n in await uow.notices.ripe(NOON, 20_000)]
        assert len(ids) == 12_000
        message_id = await uow.outbox.put_once(message("m"))
        assert message_id is not None
        await uow.notices.attach(ids, message_id)
        assert len(await uow.notices.of_message(message_id)) == 12_000


def test_the_asynchronous_driver_is_the_default() -> None:
    assert database_address("sqlite:///x.db").drivername == "sqlite+aiosqlite"
    assert database_address("postgresql://u:p@h/d").drivername == "postgresql+asyncpg"
    assert database_address("postgresql+psycopg://h/d").drivername == "postgresql+psycopg"
    assert database_address("postgresql://u:p@h/d").password == "p"


def test_every_item_field_is_written() -> None:
    """A field added to Item must not be forgotten here."""
    from ledger.items import Item
    from storage.items import _values

    item = Item(1, 1, 1, 1, "", "")
    columns = {
        "lead": None,
        "co": None,
        "id": None,
        "deadline": "deadline_text",
        "cadence": "cadence_frequency",
        "last_report": "report_text",
    }
    written = _values(item)
    for field in dataclasses.fields(Item):
        column = columns.get(field.name, field.name)
        assert column is None or column in written


async def test_long_reads_do_not_hold_up_everybody(tmp_path: Path) -> None:
    """A query that takes long is begun again outside the event loop, in the same view of the data."""
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    await migrate(url)
    store = open_store(url)
    long = sa.text(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000000) "
        "SELECT max(i), (SELECT value FROM meta WHERE name = 'directory') FROM n"
    )
    beats = 0

    async def beat() -> None:
        nonlocal beats
        while True:
            await asyncio.sleep(0.005)
            beats += 1

    heart = asyncio.create_task(beat())
    try:
        async with store.reading() as uow:
            before = await uow.directory_version()
            async with store.writing() as other:
                await other.departments.put([DepartmentDraft("水利局")])
            [(reached, version)] = (await uow.directory._connection.execute(long)).all()
        assert (reached, version) == (3_000_000, before)
        assert beats > 5
        async with store.reading() as uow:
            assert await uow.directory_version() == before + 1
    finally:
        heart.cancel()
        await store.close()
