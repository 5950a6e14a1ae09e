"""What was last talked about, one row a chat."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.conversations import Conversation
from storage.tables import conversations as table
from storage.upsert import insert

_GET = sa.select(table).where(table.c.chat_id == sa.bindparam("chat"))
_new = table.alias("new")
_MOVE = (
    sa.update(table)
    .where(table.c.chat_id == sa.bindparam("old"), ~sa.exists().where(_new.c.chat_id == sa.bindparam("to")))
    .values(chat_id=sa.bindparam("to"))
)


class SqlConversations:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, chat_id: int) -> Conversation | None:
        row = (await self._connection.execute(_GET, {"chat": chat_id})).one_or_none()
        return Conversation(row.chat_id, tuple(row.items), row.at, row.asked, row.language) if row is not None else None

    async def put(self, *conversations: Conversation) -> None:
        if not conversations:
            return
        statement = insert(self._connection, table)
        given = statement.excluded
        await self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["chat_id"], set_={name: given[name] for name in ("items", "at", "asked", "language")}
            ),
            [
                {
                    "chat_id": each.chat_id,
                    "items": each.items,
                    "at": each.at,
                    "asked": each.asked,
                    "language": each.language,
                }
                for each in conversations
            ],
        )

    async def move(self, chat_id: int, to: int) -> None:
        await self._connection.execute(_MOVE, {"old": chat_id, "to": to})
