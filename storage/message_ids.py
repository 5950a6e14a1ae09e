"""Message ids Telegram is known to have given: what is missing between them may be a message in doubt."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.messages import id_space
from storage.columns import Instant
from storage.sending_tables import askings, message_ids
from storage.tables import UNSETTLED, outbox
from storage.upsert import insert

_AFTER = (
    sa.select(message_ids.c.number)
    .distinct()
    .where(
        message_ids.c.space.in_((sa.bindparam("in_space"), sa.bindparam("in_chat"))),
        message_ids.c.number > sa.bindparam("floor"),
    )
    .order_by(message_ids.c.number)
)
_newer = message_ids.alias("newer")
_FORGET = sa.delete(message_ids).where(
    message_ids.c.at < sa.bindparam("before", type_=Instant),
    sa.exists().where(_newer.c.space == message_ids.c.space, _newer.c.number > message_ids.c.number),
)
_LOCK = sa.select(sa.func.pg_advisory_xact_lock(sa.bindparam("key", type_=sa.BigInteger)))
_ASKING = sa.select(askings.c.row_id, askings.c.up_to).where(askings.c.chat_id == sa.bindparam("in_chat"))
_OPEN = sa.select(outbox.c.id).where(
    outbox.c.id == sa.bindparam("this_row"), sa.or_(sa.text(UNSETTLED), outbox.c.watch_at.is_not(None))
)
_ANSWERED = sa.delete(askings).where(askings.c.row_id == sa.bindparam("this_row"))


class SqlMessageIds:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def put(self, seen: Iterable[tuple[int, int]], now: dt.datetime) -> int:
        return await self._put({(id_space(chat_id), number) for chat_id, number in seen if number > 0}, now)

    async def put_absent(self, chat_id: int, numbers: Iterable[int], now: dt.datetime) -> None:
        # A chat that shares its space has none of its own: what is absent stands under the chat's id.
        await self._put({(chat_id, number) for number in numbers}, now)

    async def _put(self, pairs: Collection[tuple[int, int]], now: dt.datetime) -> int:
        # Always in the same order: two processes would wait for each other otherwise.
        numbered = sorted(pairs)
        if not numbered:
            return 0
        result = await self._connection.execute(
            insert(self._connection, message_ids).on_conflict_do_nothing().returning(message_ids.c.number),
            [{"space": space, "number": number, "at": now} for space, number in numbered],
        )
        return len(result.all())

    async def after(self, chat_id: int, floor: int) -> Sequence[int]:
        asked = {"in_space": id_space(chat_id), "in_chat": chat_id, "floor": floor}
        return (await self._connection.execute(_AFTER, asked)).scalars().all()

    async def ask(self, row_id: int, chat_id: int, floor: int, ahead: int) -> Sequence[int] | None:
        if await self._asked_by_another(row_id, chat_id) is not None:
            return None
        known = await self.after(chat_id, floor)
        statement = insert(self._connection, askings)
        given = statement.excluded
        await self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["chat_id"], set_={"row_id": given.row_id, "up_to": given.up_to}
            ),
            {"chat_id": chat_id, "row_id": row_id, "up_to": max(known, default=floor) + ahead},
        )
        return known

    async def answered(self, row_id: int) -> None:
        await self._connection.execute(_ANSWERED, {"this_row": row_id})

    async def take(self, row_id: int, chat_id: int, number: int, now: dt.datetime) -> bool:
        up_to = await self._asked_by_another(row_id, chat_id)
        if up_to is not None and number <= up_to:
            return False
        return await self.put([(chat_id, number)], now) > 0

    async def _asked_by_another(self, row_id: int, chat_id: int) -> int | None:
        """Up to which number. Until the transaction ends nobody else begins to ask, or takes a number, in this chat; on
        SQLite there is one writer anyway.
        """
        if self._connection.dialect.name == "postgresql":
            await self._connection.execute(_LOCK, {"key": chat_id})
        asking = (await self._connection.execute(_ASKING, {"in_chat": chat_id})).one_or_none()
        if asking is None or asking.row_id == row_id:
            return None
        # A row that is over asks no more, whoever has forgotten to say so.
        over = (await self._connection.execute(_OPEN, {"this_row": asking.row_id})).first() is None
        return None if over else int(asking.up_to)

    async def forget(self, before: dt.datetime) -> int:
        return (await self._connection.execute(_FORGET, {"before": before})).rowcount
