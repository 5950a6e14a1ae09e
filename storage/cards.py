"""Confirmation cards, each pressed at most once."""

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.cards import Card
from storage.tables import cards

_GET = sa.select(cards).where(cards.c.token == sa.bindparam("this_token"))
_USE = (
    sa.update(cards)
    .where(cards.c.token == sa.bindparam("this_token"), cards.c.used_at.is_(None))
    .values(used_at=sa.bindparam("now"))
)


class SqlCards:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, card: Card) -> None:
        await self._connection.execute(
            sa.insert(cards),
            {
                "token": card.token,
                "member_id": card.member_id,
                "intent": card.intent,
                "versions": card.versions,
                "created_at": card.created_at,
                "used_at": card.used_at,
            },
        )

    async def get(self, token: str) -> Card | None:
        row = (await self._connection.execute(_GET, {"this_token": token})).one_or_none()
        if row is None:
            return None
        versions = tuple((item_id, version) for item_id, version in row.versions)
        return Card(row.token, row.member_id, row.intent, versions, row.created_at, row.used_at)

    async def use(self, token: str, now: dt.datetime) -> bool:
        return (await self._connection.execute(_USE, {"this_token": token, "now": now})).rowcount == 1
