"""Single numbers the program remembers by name."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import meta
from storage.upsert import insert

_GET = sa.select(meta.c.value).where(meta.c.name == sa.bindparam("called"))
_REMOVE = sa.delete(meta).where(meta.c.name == sa.bindparam("called"))


class SqlMarks:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, name: str) -> int | None:
        found: int | None = (await self._connection.execute(_GET, {"called": name})).scalar_one_or_none()
        return found

    async def put(self, name: str, value: int) -> None:
        statement = insert(self._connection, meta)
        await self._connection.execute(
            statement.on_conflict_do_update(index_elements=["name"], set_={"value": statement.excluded.value}),
            {"name": name, "value": value},
        )

    async def remove(self, name: str) -> None:
        await self._connection.execute(_REMOVE, {"called": name})
