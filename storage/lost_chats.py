"""Chats that cannot be written to, until they can again."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.sending_ports import LostChat
from storage.sending_tables import lost_chats
from storage.upsert import insert

_UNTOLD = sa.select(lost_chats).where(sa.not_(lost_chats.c.told)).order_by(lost_chats.c.at, lost_chats.c.chat_id)
_FOUND = sa.delete(lost_chats).where(lost_chats.c.chat_id == sa.bindparam("chat"))
_TOLD = sa.update(lost_chats).where(lost_chats.c.chat_id.in_(sa.bindparam("chats", expanding=True))).values(told=True)


class SqlLostChats:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def put(self, lost: LostChat) -> bool:
        statement = insert(self._connection, lost_chats).on_conflict_do_nothing().returning(lost_chats.c.chat_id)
        row = {
            "chat_id": lost.chat_id,
            "reason": lost.reason,
            "at": lost.at,
            "told": lost.told,
            "member_id": lost.member_id,
        }
        return (await self._connection.execute(statement, row)).first() is not None

    async def found(self, chat_id: int) -> None:
        await self._connection.execute(_FOUND, {"chat": chat_id})

    async def untold(self) -> Sequence[LostChat]:
        rows = await self._connection.execute(_UNTOLD)
        return [LostChat(row.chat_id, row.reason, row.at, row.told, row.member_id) for row in rows]

    async def mark_told(self, chat_ids: Sequence[int]) -> None:
        await self._connection.execute(_TOLD, {"chats": list(chat_ids)})
