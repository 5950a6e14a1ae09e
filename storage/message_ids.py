"""Message ids Telegram is known to have given: what is missing between them may be a message in doubt."""

import datetime as dt
from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.messages import id_space
from storage.columns import Instant
from storage.sending_tables import message_ids
from storage.upsert import insert

_AFTER = (
    sa.select(message_ids.c.number)
    .where(message_ids.c.space == sa.bindparam("in_space"), message_ids.c.number > sa.bindparam("floor"))
    .order_by(message_ids.c.number)
)
_newer = message_ids.alias("newer")
_FORGET = sa.delete(message_ids).where(
    message_ids.c.at < sa.bindparam("before", type_=Instant),
    sa.exists().where(_newer.c.space == message_ids.c.space, _newer.c.number > message_ids.c.number),
)


class SqlMessageIds:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def put(self, seen: Iterable[tuple[int, int]], now: dt.datetime) -> int:
        # Always in the same order: two processes would wait for each other otherwise.
        numbered = sorted({(id_space(chat_id), number) for chat_id, number in seen if number > 0})
        if not numbered:
            return 0
        result = await self._connection.execute(
            insert(self._connection, message_ids).on_conflict_do_nothing().returning(message_ids.c.number),
            [{"space": space, "number": number, "at": now} for space, number in numbered],
        )
        return len(result.all())

    async def after(self, chat_id: int, floor: int) -> Sequence[int]:
        rows = await self._connection.execute(_AFTER, {"in_space": id_space(chat_id), "floor": floor})
        return rows.scalars().all()

    async def forget(self, before: dt.datetime) -> int:
        return (await self._connection.execute(_FORGET, {"before": before})).rowcount
