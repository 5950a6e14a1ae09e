"""Migrations: from nothing to the schema the program was written for, on both databases."""

import asyncio
import sys
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.ext.asyncio import create_async_engine

from storage import open_store
from storage.engine import database_address
from storage.migrate import HEAD, current_revision, head_revision, is_current, migrate
from storage.tables import metadata


async def on(url: str, look: Any) -> Any:
    engine = create_async_engine(database_address(url), poolclass=sa.NullPool)
    try:
        async with engine.begin() as connection:
            return await connection.run_sync(look)
    finally:
        await engine.dispose()


def test_the_constant_names_the_newest_revision() -> None:
    assert head_revision() == HEAD


async def test_from_nothing_to_head_and_again(empty_url: str) -> None:
    assert await current_revision(empty_url) is None
    assert await migrate(empty_url) == HEAD
    assert await migrate(empty_url) == HEAD
    assert await current_revision(empty_url) == HEAD


async def test_a_store_knows_whether_it_is_current(empty_url: str) -> None:
    store = open_store(empty_url)
    try:
        assert not await is_current(store)
        await migrate(empty_url)
        assert await is_current(store)
    finally:
        await store.close()


async def test_the_migrated_schema_is_the_one_in_tables(url: str) -> None:
    def differences(connection: sa.Connection) -> Any:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        return compare_metadata(context, metadata)

    assert await on(url, differences) == []


async def test_checks_and_index_conditions_are_the_same_too(url: str, empty_url: str) -> None:
    """Alembic compares neither, so a database made by `create_all` is laid beside."""
    if database_address(url).get_backend_name() != database_address(empty_url).get_backend_name():
        pytest.skip("compared within one kind of database")
    await on(empty_url, metadata.create_all)
    assert await on(url, _described) == await on(empty_url, _described)


def _described(connection: sa.Connection) -> dict[str, Any]:
    inspector = sa.inspect(connection)
    return {
        table: {
            "columns": {(c["name"], str(c["type"]), c["nullable"]) for c in inspector.get_columns(table)},
            "checks": {(c["name"], c["sqltext"]) for c in inspector.get_check_constraints(table)},
            "indexes": {_index(i) for i in inspector.get_indexes(table)},
            "unique": {(u["name"], str(u["column_names"])) for u in inspector.get_unique_constraints(table)},
            "keys": {(f["name"], str(f["referred_columns"])) for f in inspector.get_foreign_keys(table)},
        }
        for table in metadata.tables
    }


def _index(index: Any) -> tuple[object, ...]:
    conditions = sorted((name, str(value)) for name, value in index.get("dialect_options", {}).items())
    return (index["name"], tuple(index["column_names"]), index["unique"], str(conditions))


async def test_four_processes_migrate_at_once(empty_url: str) -> None:
    program = "import asyncio, sys; from storage.migrate import migrate; print(asyncio.run(migrate(sys.argv[1])))"
    processes = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-c", program, empty_url, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
        )
        for _ in range(4)
    ]
    for process in processes:
        out, err = await process.communicate()
        assert (process.returncode, out.decode().strip()) == (0, HEAD), err.decode()


async def test_four_tasks_migrate_at_once(empty_url: str) -> None:
    assert await asyncio.gather(*(migrate(empty_url) for _ in range(4))) == [HEAD] * 4


async def test_starting_does_not_load_alembic() -> None:
    program = "import sys, storage, storage.migrate; sys.exit('alembic' in sys.modules)"
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", program)
    assert await process.wait() == 0
