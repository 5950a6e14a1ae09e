"""What people chose for being written to."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.preferences import Preference
from storage.clock_tables import preferences, snoozes
from storage.upsert import insert

_ALL = sa.select(preferences)
_ONE = sa.select(preferences).where(preferences.c.member_id == sa.bindparam("member"))
_SNOOZED = sa.select(snoozes).where(snoozes.c.until > sa.bindparam("today", type_=sa.Date))


class SqlPreferences:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def all(self) -> Mapping[int, Preference]:
        return {row.member_id: _preference(row) for row in await self._connection.execute(_ALL)}

    async def get(self, member_id: int) -> Preference:
        row = (await self._connection.execute(_ONE, {"member": member_id})).one_or_none()
        return _preference(row) if row is not None else Preference(member_id)

    async def put(self, preference: Preference) -> None:
        values = {
            "morning": preference.morning,
            "muted_until": preference.muted_until,
            "escalations": preference.escalations,
        }
        statement = insert(self._connection, preferences).values(member_id=preference.member_id, **values)
        await self._connection.execute(statement.on_conflict_do_update(index_elements=["member_id"], set_=values))

    async def snooze(self, member_id: int, item_ids: Sequence[int], until: dt.date) -> None:
        if not item_ids:
            return
        rows = [{"member_id": member_id, "item_id": item_id, "until": until} for item_id in dict.fromkeys(item_ids)]
        statement = insert(self._connection, snoozes).values(rows)
        await self._connection.execute(
            statement.on_conflict_do_update(index_elements=["member_id", "item_id"], set_={"until": until})
        )

    async def snoozed(self, today: dt.date) -> Mapping[tuple[int, int], dt.date]:
        found = await self._connection.execute(_SNOOZED, {"today": today})
        return {(row.member_id, row.item_id): row.until for row in found}


def _preference(row: sa.Row[Any]) -> Preference:
    return Preference(row.member_id, row.morning, row.muted_until, row.escalations)
