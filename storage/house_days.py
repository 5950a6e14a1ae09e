"""What the office lays down for everybody: days off and worked, and times in which nobody is reminded."""

import datetime as dt
from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.calendar import ONE_DAY
from ledger.preferences import NudgePause
from storage.clock_tables import calendar_days, pauses
from storage.upsert import insert

_day = sa.bindparam("on_day", type_=sa.Date)
_CALENDAR = sa.select(calendar_days.c.day, calendar_days.c.works)
_PAUSE = sa.select(pauses).where(pauses.c.first <= _day, pauses.c.last >= _day).order_by(pauses.c.id.desc()).limit(1)
_END = sa.update(pauses).where(pauses.c.last >= _day).values(last=sa.bindparam("ended", type_=sa.Date))


class SqlHouseDays:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def calendar(self) -> Mapping[dt.date, bool]:
        return {row.day: row.works for row in await self._connection.execute(_CALENDAR)}

    async def set_days(self, days: Sequence[dt.date], works: bool | None, note: str, member_id: int | None) -> None:
        if not days:
            return
        if works is None:
            await self._connection.execute(sa.delete(calendar_days).where(calendar_days.c.day.in_(days)))
            return
        values = {"works": works, "note": note, "member_id": member_id}
        statement = insert(self._connection, calendar_days).values(
            [{"day": day, **values} for day in dict.fromkeys(days)]
        )
        await self._connection.execute(statement.on_conflict_do_update(index_elements=["day"], set_=values))

    async def pause_on(self, day: dt.date) -> NudgePause | None:
        row = (await self._connection.execute(_PAUSE, {"on_day": day})).one_or_none()
        return NudgePause(row.first, row.last, row.reason, row.member_id, row.id) if row is not None else None

    async def add_pause(self, pause: NudgePause) -> None:
        await self._connection.execute(
            sa.insert(pauses).values(first=pause.first, last=pause.last, reason=pause.reason, member_id=pause.member_id)
        )

    async def end_pauses(self, today: dt.date) -> int:
        return int((await self._connection.execute(_END, {"on_day": today, "ended": today - ONE_DAY})).rowcount)
