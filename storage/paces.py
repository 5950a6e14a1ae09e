"""The pace all processes share, told by the database's clock."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.pace import Pace, Turn, turn
from storage.sending_tables import paces
from storage.upsert import insert

_EVERYBODY = 0
_CLOCKS: dict[str, sa.ColumnElement[Any]] = {
    "sqlite": sa.literal_column("(julianday('now') - 2440587.5) * 86400.0"),
    "postgresql": sa.literal_column("extract(epoch from clock_timestamp())::float8"),
}


def _read(now: sa.ColumnElement[Any]) -> sa.Select[Any]:
    """Everybody's row first: it is always there, and whoever holds it has the others to himself."""
    asked = paces.c.chat_id.in_(sa.bindparam("asked", expanding=True))
    everybody_first = sa.case((paces.c.chat_id == _EVERYBODY, 0), else_=1)
    return sa.select(paces, now.label("now")).where(asked).order_by(everybody_first).with_for_update()


_READS = {dialect: _read(clock) for dialect, clock in _CLOCKS.items()}


class SqlPaces:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def take(
        self, chat_id: int, pace: Pace, *, extra: int = 0, patience: float = 0.0, now: float | None = None
    ) -> Turn:
        found, now = await self._found(chat_id, now)
        of_all, of_chat = found.get(_EVERYBODY, 0.0), found.get(chat_id, 0.0)
        own = turn(pace, now=now, of_all=of_all, of_chat=of_chat, extra=extra, patience=patience)
        if own.taken:
            slot = now + own.wait
            await self._put({_EVERYBODY: slot + pace.anybody, chat_id: slot + pace.gap(chat_id)})
        return own

    async def make_room(self, pace: Pace, answers: int, *, now: float | None = None) -> None:
        found, now = await self._found(_EVERYBODY, now)
        await self._put({_EVERYBODY: max(found.get(_EVERYBODY, 0.0), now) + pace.room(answers)})

    async def pause(self, chat_id: int | None, seconds: float, *, now: float | None = None) -> None:
        scope = _EVERYBODY if chat_id is None else chat_id
        found, now = await self._found(scope, now)
        await self._put({scope: max(found.get(scope, 0.0), now + seconds)})

    async def _found(self, chat_id: int, now: float | None) -> tuple[dict[int, float], float]:
        statement = _READS[self._connection.dialect.name]
        rows = (await self._connection.execute(statement, {"asked": sorted({_EVERYBODY, chat_id})})).all()
        return {row.chat_id: row.next for row in rows}, rows[0].now if now is None else now

    async def _put(self, nexts: dict[int, float]) -> None:
        statement = insert(self._connection, paces)
        await self._connection.execute(
            statement.on_conflict_do_update(index_elements=["chat_id"], set_={"next": statement.excluded.next}),
            [{"chat_id": chat_id, "next": moment} for chat_id, moment in sorted(nexts.items(), reverse=True)],
        )
