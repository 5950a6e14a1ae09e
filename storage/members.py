"""People, and the Telegram accounts they joined with."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.members import Away, Member, Role
from storage.directory import Directory
from storage.tables import members

_ALL = sa.select(members).order_by(members.c.id)
_BY_ID = sa.select(members).where(members.c.id == sa.bindparam("id"))
_BY_USER = sa.select(members).where(members.c.user_id == sa.bindparam("user"), members.c.active)
_AWAY = sa.select(members).where(
    members.c.active,
    members.c.away_first <= sa.bindparam("day", type_=sa.Date),
    members.c.away_last >= sa.bindparam("day", type_=sa.Date),
)
_INSERT = sa.insert(members).returning(members.c.id)
_SAVE = sa.update(members).where(members.c.id == sa.bindparam("this_id"))


class SqlMembers:
    def __init__(self, connection: AsyncConnection, directory: Directory) -> None:
        self._connection = connection
        self._directory = directory

    async def all(self) -> Sequence[Member]:
        return [member_of(row) for row in await self._connection.execute(_ALL)]

    async def get(self, member_id: int) -> Member | None:
        row = (await self._connection.execute(_BY_ID, {"id": member_id})).one_or_none()
        return member_of(row) if row is not None else None

    async def by_user(self, user_id: int) -> Member | None:
        row = (await self._connection.execute(_BY_USER, {"user": user_id})).one_or_none()
        return member_of(row) if row is not None else None

    async def away(self, day: dt.date) -> Sequence[Member]:
        return [member_of(row) for row in await self._connection.execute(_AWAY, {"day": day})]

    async def add(self, member: Member) -> Member:
        member_id = (await self._connection.execute(_INSERT, _values(member))).scalar_one()
        self._directory.changed()
        return replace(member, id=member_id)

    async def save(self, member: Member) -> None:
        result = await self._connection.execute(_SAVE, {**_values(member), "this_id": member.id})
        if result.rowcount != 1:
            raise LookupError(f"no member {member.id}")
        self._directory.changed()


def _values(member: Member) -> dict[str, object]:
    if member.acting_for is not None:
        raise ValueError(f"member {member.id} acts for {member.acting_for}: what he may today is not what he is")
    away = member.away
    return {
        "name": member.name,
        "role": member.role.value,
        "department_id": member.department_id,
        "user_id": member.user_id,
        "language": member.language,
        "active": member.active,
        "reachable": member.reachable,
        "title": member.title,
        "deputy_id": member.deputy_id,
        "away_first": away.first if away else None,
        "away_last": away.last if away else None,
        "cover_id": away.cover_id if away else None,
    }


def member_of(row: sa.Row[Any]) -> Member:
    return Member(
        id=row.id,
        name=row.name,
        role=Role(row.role),
        department_id=row.department_id,
        user_id=row.user_id,
        language=row.language,
        active=row.active,
        reachable=row.reachable,
        title=row.title,
        deputy_id=row.deputy_id,
        away=Away(row.away_first, row.away_last, row.cover_id) if row.away_first is not None else None,
    )
