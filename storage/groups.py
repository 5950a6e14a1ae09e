"""Which chats, and topics of chats, belong to which unit or project."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.groups import Group
from storage.tables import groups
from storage.upsert import insert

_ALL = sa.select(groups).where(groups.c.active).order_by(groups.c.id)
_OF_CHAT = _ALL.where(groups.c.chat_id == sa.bindparam("chat"))
_DISABLE = sa.update(groups).where(groups.c.chat_id == sa.bindparam("chat"), groups.c.active).values(active=False)
_there = groups.alias("there")
_MOVE = (
    sa.update(groups)
    .where(
        groups.c.chat_id == sa.bindparam("chat"),
        ~sa.exists().where(_there.c.chat_id == sa.bindparam("to"), _there.c.thread_id == groups.c.thread_id),
    )
    .values(chat_id=sa.bindparam("to"))
)


class SqlGroups:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def all(self) -> Sequence[Group]:
        return [_group(row) for row in await self._connection.execute(_ALL)]

    async def of_chat(self, chat_id: int) -> Sequence[Group]:
        return [_group(row) for row in await self._connection.execute(_OF_CHAT, {"chat": chat_id})]

    async def put(self, group: Group) -> Group:
        values = {
            "title": group.title,
            "department_id": group.department_id,
            "project": group.project,
            "notices": group.notices,
            "active": group.active,
        }
        statement = insert(self._connection, groups).on_conflict_do_update(
            index_elements=["chat_id", "thread_id"], set_=values
        )
        row = await self._connection.execute(
            statement.returning(groups.c.id), {"chat_id": group.chat_id, "thread_id": group.thread_id, **values}
        )
        return replace(group, id=row.scalar_one())

    async def disable(self, chat_id: int) -> int:
        return int((await self._connection.execute(_DISABLE, {"chat": chat_id})).rowcount)

    async def move(self, chat_id: int, to: int) -> int:
        return int((await self._connection.execute(_MOVE, {"chat": chat_id, "to": to})).rowcount)


def _group(row: sa.Row[Any]) -> Group:
    return Group(
        chat_id=row.chat_id,
        thread_id=row.thread_id,
        title=row.title,
        department_id=row.department_id,
        project=row.project,
        notices=row.notices,
        active=row.active,
        id=row.id,
    )
