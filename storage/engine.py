"""Opens the database and gives out units of work."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from ledger.chain_proof import Fault
from storage.audit_key import AuditKey
from storage.columns import to_json
from storage.known_items import KnownItems
from storage.sqlite_driver import OneTripDriver
from storage.unit_of_work import SqlUnitOfWork

READERS = 3
"""Connections that read one SQLite file: each has a thread and pages of its own, and more of them only wait in turn."""


def open_store(
    url: str,
    *,
    pool_size: int = 5,
    pgbouncer: bool = False,
    audit_key: str | None = None,
    throwaway: bool = False,
) -> "SqlStore":
    """`pgbouncer` forgoes prepared statements, which a transaction pooler cannot keep. `throwaway`: an SQLite file that
    need not outlive a power cut.

    Without `audit_key` an SQLite database gets a file with one beside it; a PostgreSQL one can then not be written to.
    """
    address = database_address(url)
    key = AuditKey.beside(address, audit_key)
    if address.get_backend_name() == "sqlite":
        # One writer a process: writers queue here in order instead of polling the file's lock.
        writer = _sqlite(address, 1, writing=True, durable=not throwaway)
        return SqlStore(writer, _sqlite(address, min(pool_size, READERS), writing=False), key)
    writing = create_async_engine(
        address,
        pool_size=pool_size,
        max_overflow=0,
        pool_pre_ping=True,
        json_serializer=to_json,
        **(_pooled(address) if pgbouncer else {}),
    )
    return SqlStore(
        writing,
        writing.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True),
        key,
    )


class SqlStore:
    """Implements `ledger.ports.Store`."""

    def __init__(self, writer: AsyncEngine, reader: AsyncEngine, audit_key: AuditKey) -> None:
        self.writer = writer
        self.reader = reader
        self.audit_key = audit_key
        self._known = KnownItems()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[SqlUnitOfWork]:
        """One consistent view; the database refuses to write in it."""
        async with self.reader.connect() as connection:
            yield SqlUnitOfWork(connection, self.audit_key, self._known)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[SqlUnitOfWork]:
        async with self.writer.begin() as connection:
            uow = SqlUnitOfWork(connection, self.audit_key)
            yield uow
            await uow.settle()

    async def begin_audit_chain(self) -> int:
        """Seals entries from before there was a chain; returns how many. Raises AuditKeyMissing, AuditKeyWrong."""
        async with self.writing() as uow:
            return await uow.audit.chain.begin()

    async def prove_audit(self, anchor: str = "") -> tuple[Fault | None, int]:
        """What is wrong with the audit's chain, and how many entries were looked at. Raises AuditKeyMissing.

        `anchor`: what Head.anchor said at some time before.
        """
        async with self.reading() as uow:
            return await uow.audit.chain.prove(anchor)

    async def close(self) -> None:
        await self.reader.dispose()
        await self.writer.dispose()


def database_address(url: str) -> sa.URL:
    """Names the asynchronous driver where the url leaves it open."""
    address = sa.make_url(url)
    driver = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}.get(address.drivername)
    return address.set(drivername=driver) if driver else address


def _sqlite(address: sa.URL, pool_size: int, *, writing: bool, durable: bool = True) -> AsyncEngine:
    engine = create_async_engine(
        address,
        module=OneTripDriver(),
        pool_size=pool_size,
        max_overflow=0,
        # Every connection given back has ended its transaction; a further ROLLBACK would be a wasted trip.
        pool_reset_on_return=None,
        json_serializer=to_json,
    )

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, record: object) -> None:
        prepare_sqlite(connection, foreign_keys=True, query_only=not writing, durable=durable)

    begin = "BEGIN IMMEDIATE" if writing else "BEGIN"

    @event.listens_for(engine.sync_engine, "begin")
    def start(connection: sa.Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def prepare_sqlite(connection: Any, *, foreign_keys: bool, query_only: bool = False, durable: bool = True) -> None:
    """Without `isolation_level = None` the driver opens transactions by itself, and only before the first write."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "busy_timeout = 10000",
        "journal_mode = WAL",
        # An update once acknowledged outlives a power cut.
        f"synchronous = {'FULL' if durable else 'OFF'}",
        f"foreign_keys = {'ON' if foreign_keys else 'OFF'}",
        f"query_only = {'ON' if query_only else 'OFF'}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _pooled(address: sa.URL) -> dict[str, Any]:
    if address.get_driver_name() == "asyncpg":
        return {"connect_args": {"statement_cache_size": 0, "prepared_statement_cache_size": 0}}
    return {"connect_args": {"prepare_threshold": None}}
