"""Numbers of documents: a row of `meta` for each series' last one, and one for each number given."""

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import meta
from storage.upsert import insert

_READ = sa.select(meta.c.value).where(meta.c.name == sa.bindparam("this_name"))
_NEXT = (
    sa.update(meta)
    .where(meta.c.name == sa.bindparam("this_name"))
    .values(value=meta.c.value + 1)
    .returning(meta.c.value)
)


class SqlNumbers:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def give(self, series: str, subject: str) -> int:
        last, mine = _last(series), _start(series) + subject
        # Whoever asks at the same time waits here, so that no number is lost and none given twice.
        begun = insert(self._connection, meta).values(name=last, value=0)
        await self._connection.execute(
            begun.on_conflict_do_update(index_elements=[meta.c.name], set_={"value": meta.c.value})
        )
        known = (await self._connection.execute(_READ, {"this_name": mine})).scalar_one_or_none()
        if known is not None:
            return int(known)
        number = int((await self._connection.execute(_NEXT, {"this_name": last})).scalar_one())
        await self._connection.execute(sa.insert(meta), {"name": mine, "value": number})
        return number

    async def given(self, series: str) -> Mapping[str, int]:
        start = _start(series)
        rows = await self._connection.execute(
            sa.select(meta.c.name, meta.c.value).where(meta.c.name.startswith(start, autoescape=True))
        )
        return {name.removeprefix(start): int(value) for name, value in rows}


def _last(series: str) -> str:
    return f"numbers:{series}"


def _start(series: str) -> str:
    return f"number:{series}:"
