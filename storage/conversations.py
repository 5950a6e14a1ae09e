"""What was last talked about, one row a chat."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.conversations import Conversation
from storage.tables import conversations
from storage.upsert import insert

_GET = sa.select(conversations).where(conversations.c.chat_id == sa.bindparam("chat"))


class SqlConversations:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, chat_id: int) -> Conversation | None:
        row = (await self._connection.execute(_GET, {"chat": chat_id})).one_or_none()
        return Conversation(row.chat_id, tuple(row.items), row.at, row.asked, row.language) if row is not None else None

    async def put(self, conversation: Conversation) -> None:
        statement = insert(self._connection, conversations)
        given = statement.excluded
        await self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["chat_id"],
                set_={
                    "items": given["items"],
                    "at": given["at"],
                    "asked": given["asked"],
                    "language": given["language"],
                },
            ),
            {
                "chat_id": conversation.chat_id,
                "items": conversation.items,
                "at": conversation.at,
                "asked": conversation.asked,
                "language": conversation.language,
            },
        )
