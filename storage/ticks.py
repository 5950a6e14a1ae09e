"""When the clock last ran, so that one that has jumped is noticed."""

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import meta
from storage.upsert import insert

_NAME = "last_tick"
_LAST = sa.select(meta.c.value).where(meta.c.name == _NAME)


class SqlTicks:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def last(self) -> dt.datetime | None:
        seconds = (await self._connection.execute(_LAST)).scalar_one_or_none()
        return dt.datetime.fromtimestamp(seconds, dt.UTC) if seconds is not None else None

    async def put(self, at: dt.datetime) -> None:
        value = {"value": int(at.timestamp())}
        statement = insert(self._connection, meta).values(name=_NAME, **value)
        await self._connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_=value))
