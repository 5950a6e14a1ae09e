"""aiosqlite as SQLAlchemy sees it, with one trip to the connection's thread a statement instead of four.

A trip costs as much as a small query, and an answer to a person has a handful of statements. SQLAlchemy's own adapter
asks for a cursor, the execution, the rows and the cursor's end one by one; here all four are asked for together. A
plain BEGIN, which takes no lock, goes along with the first statement, and the end of what only read is not waited for.
"""

import collections
import sqlite3
from collections.abc import Callable, Sequence
from typing import Any

import aiosqlite
from sqlalchemy.connectors.asyncio import AsyncAdapt_dbapi_cursor
from sqlalchemy.dialects.sqlite.aiosqlite import AsyncAdapt_aiosqlite_connection, AsyncAdapt_aiosqlite_dbapi
from sqlalchemy.util import immutabledict

BEGIN = "BEGIN"
"""Begins a transaction that only reads."""


class _Told:
    """What is left of a cursor once its rows are here."""

    __slots__ = ("description", "lastrowid", "rowcount", "rows")

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        self.rows: Sequence[Any] = cursor.fetchall() if cursor.description else ()
        self.description = cursor.description
        # Known only now: a statement with RETURNING has changed its rows when they have been read.
        self.rowcount = cursor.rowcount
        self.lastrowid = cursor.lastrowid
        cursor.close()


Work = Callable[[sqlite3.Connection], sqlite3.Cursor]


class OneTripCursor(AsyncAdapt_dbapi_cursor):
    __slots__ = ("_told",)
    _awaitable_cursor_close = False

    _adapt_connection: "OneTripConnection"

    def __init__(self, adapt_connection: "OneTripConnection") -> None:
        self._adapt_connection = adapt_connection
        self._connection = adapt_connection._connection
        self._soft_closed_memoized = immutabledict()
        self._rows = collections.deque()
        self._told: _Told | None = None

    @property
    def description(self) -> Any:
        return self._told.description if self._told is not None else None

    @property
    def rowcount(self) -> int:
        return self._told.rowcount if self._told is not None else -1

    @property
    def lastrowid(self) -> Any:
        return self._told.lastrowid if self._told is not None else None

    def close(self) -> None:
        self._rows.clear()

    async def _async_soft_close(self) -> None:
        """The cursor was closed when its rows were read."""

    async def _execute_async(self, operation: Any, parameters: Any) -> Any:
        if operation == BEGIN:
            self._adapt_connection.begins()
            return self
        return await self._ask(lambda of: of.execute(operation, parameters if parameters is not None else ()))

    async def _executemany_async(self, operation: Any, seq_of_parameters: Any) -> Any:
        return await self._ask(lambda of: of.executemany(operation, seq_of_parameters))

    async def _ask(self, work: Work) -> Any:
        self._told = await self._adapt_connection.ask(work)
        self._rows = collections.deque(self._told.rows)
        return self


class OneTripConnection(AsyncAdapt_aiosqlite_connection):
    __slots__ = ("_begin_waits", "_only_reads")
    _cursor_cls = OneTripCursor  # type: ignore[assignment]

    def __init__(self, dbapi: Any, connection: Any) -> None:
        super().__init__(dbapi, connection)
        self._begin_waits = False
        self._only_reads = False

    def begins(self) -> None:
        self._begin_waits = True

    async def ask(self, work: Work) -> _Told:
        connection: Any = self._connection
        begin, self._begin_waits = self._begin_waits, False
        self._only_reads = self._only_reads or begin

        def trip() -> _Told:
            if begin:
                connection._conn.execute(BEGIN)
            return _Told(work(connection._conn))

        async with self._execute_mutex:
            told: _Told = await connection._execute(trip)
        return told

    def commit(self) -> None:
        self._begin_waits = self._only_reads = False
        super().commit()

    def rollback(self) -> None:
        """The connection's thread does one thing after the other: what comes next finds the transaction ended."""
        connection: Any = self._connection
        waits, self._begin_waits = self._begin_waits, False
        only_read, self._only_reads = self._only_reads, False
        if only_read and connection._connection:
            connection._tx.put_nowait((None, connection._conn.rollback))
        elif not waits:
            super().rollback()


class OneTripDriver(AsyncAdapt_aiosqlite_dbapi):
    """For `create_async_engine(module=…)`."""

    def __init__(self) -> None:
        super().__init__(aiosqlite, sqlite3)

    def connect(self, *args: Any, **kwargs: Any) -> OneTripConnection:
        return OneTripConnection(self, super().connect(*args, **kwargs)._connection)
