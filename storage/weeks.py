"""How the items stood week by week, so that a digest can say what has changed."""

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.clock_ports import Standing
from storage.clock_tables import plan_weeks
from storage.upsert import insert

_GET = sa.select(plan_weeks.c["items"]).where(
    plan_weeks.c.plan_id == sa.bindparam("plan"), plan_weeks.c.week == sa.bindparam("of_week")
)


class SqlWeeks:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def put_once(self, plan_id: int, week: str, items: Mapping[int, Standing]) -> bool:
        kept = {str(item_id): list(standing) for item_id, standing in items.items()}
        statement = insert(self._connection, plan_weeks).values(plan_id=plan_id, week=week, items=kept)
        result = await self._connection.execute(
            statement.on_conflict_do_nothing(index_elements=["plan_id", "week"]).returning(plan_weeks.c.plan_id)
        )
        return result.one_or_none() is not None

    async def get(self, plan_id: int, week: str) -> Mapping[int, Standing] | None:
        kept = (await self._connection.execute(_GET, {"plan": plan_id, "of_week": week})).scalar_one_or_none()
        return None if kept is None else {int(item_id): (state, colour) for item_id, (state, colour) in kept.items()}
