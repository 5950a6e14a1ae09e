"""Invitations, each used at most once."""

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.invites import Invite
from storage.tables import invites

_GET = sa.select(invites).where(invites.c.code_hash == sa.bindparam("hash"))
_USE = (
    sa.update(invites)
    .where(invites.c.code_hash == sa.bindparam("hash"), invites.c.used_at.is_(None))
    .values(used_at=sa.bindparam("now"))
)


class SqlInvites:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, invite: Invite) -> None:
        await self._connection.execute(
            sa.insert(invites),
            {
                "code_hash": invite.code_hash,
                "member_id": invite.member_id,
                "expires_at": invite.expires_at,
                "used_at": invite.used_at,
            },
        )

    async def get(self, code_hash: str) -> Invite | None:
        row = (await self._connection.execute(_GET, {"hash": code_hash})).one_or_none()
        return Invite(row.code_hash, row.member_id, row.expires_at, row.used_at) if row is not None else None

    async def use(self, code_hash: str, now: dt.datetime) -> bool:
        return (await self._connection.execute(_USE, {"hash": code_hash, "now": now})).rowcount == 1
