"""Brings a database to the schema of this program, forward only and safely when several processes start at once."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage.engine import SqlStore, database_address, prepare_sqlite

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0008"
"""The newest revision, told here so that starting on an up-to-date database need not load alembic."""

_LOCK = 7_305_118_402
# Alembic keeps its context in the module, so two upgrades in one process would meet there.
_one_at_a_time = asyncio.Lock()


async def migrate(url: str, *, to: str = "head") -> str:
    """Returns the revision reached. Waits while another process migrates."""
    from alembic import command

    engine = _engine(url)
    try:
        async with _one_at_a_time, engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                await connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
            await connection.run_sync(lambda sync: command.upgrade(_config(sync), to))
            return await _revision(connection) or ""
    finally:
        await engine.dispose()


async def current_revision(url: str) -> str | None:
    """None for an empty database."""
    engine = _engine(url)
    try:
        async with engine.begin() as connection:
            return await _revision(connection)
    finally:
        await engine.dispose()


def head_revision() -> str:
    from alembic.script import ScriptDirectory

    return ScriptDirectory.from_config(_config()).get_current_head() or ""


async def is_current(store: SqlStore) -> bool:
    async with store.reader.connect() as connection:
        return await _revision(connection) == HEAD


async def _revision(connection: AsyncConnection) -> str | None:
    if not await connection.run_sync(lambda sync: sa.inspect(sync).has_table("alembic_version")):
        return None
    found: str | None = (await connection.execute(sa.text("SELECT version_num FROM alembic_version"))).scalar()
    return found


def _config(connection: sa.Connection | None = None) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _engine(url: str) -> AsyncEngine:
    engine = create_async_engine(database_address(url), poolclass=sa.NullPool)
    if engine.dialect.name == "sqlite":

        @event.listens_for(engine.sync_engine, "connect")
        def prepare(connection: Any, record: object) -> None:
            # With foreign keys on, rebuilding a parent table would delete its children.
            prepare_sqlite(connection, foreign_keys=False)

        @event.listens_for(engine.sync_engine, "begin")
        def begin(connection: sa.Connection) -> None:
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
