"""Updates as Telegram sent them, kept before they are acknowledged."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.messages import InboxUpdate
from storage.columns import Instant
from storage.tables import inbox
from storage.upsert import insert

_COLUMNS = (inbox.c.id, inbox.c.update_id, inbox.c.body, inbox.c.received_at, inbox.c.attempts)
_WAITING = inbox.c.state == sa.literal_column("'waiting'")
_TAKE = sa.update(inbox).where(_WAITING).values(attempts=inbox.c.attempts + 1).returning(*_COLUMNS)
_FINISH = sa.update(inbox).where(_WAITING, inbox.c.id.in_(sa.bindparam("ids", expanding=True))).values(state="done")
_FAIL = (
    sa.update(inbox)
    .where(_WAITING, inbox.c.id == sa.bindparam("this_id"))
    .values(
        attempts=inbox.c.attempts + 1,
        error=sa.bindparam("this_error"),
        state=sa.bindparam("this_state"),
    )
)
_COUNT = sa.select(sa.func.count()).select_from(inbox).where(_WAITING)
_EMPTY = (
    sa.update(inbox)
    .where(inbox.c.state != "waiting", inbox.c.received_at < sa.bindparam("bodies_before", type_=Instant))
    .where(inbox.c.body != "")
    .values(body="")
)
_FORGET = sa.delete(inbox).where(
    inbox.c.state != "waiting", inbox.c.received_at < sa.bindparam("rows_before", type_=Instant)
)


class SqlInbox:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def put(self, updates: Sequence[tuple[int, str, str]], now: dt.datetime) -> Sequence[InboxUpdate]:
        if not updates:
            return []
        rows = await self._connection.execute(
            insert(self._connection, inbox).on_conflict_do_nothing().returning(*_COLUMNS),
            [
                {
                    "update_id": update_id,
                    "body_hash": body_hash,
                    "body": body,
                    "received_at": now,
                    "state": "waiting",
                    "attempts": 0,
                    "error": "",
                }
                for update_id, body_hash, body in updates
            ],
        )
        return _in_order(rows)

    async def waiting(self) -> Sequence[InboxUpdate]:
        return _in_order(await self._connection.execute(_TAKE))

    async def finish(self, inbox_ids: Sequence[int]) -> int:
        return (await self._connection.execute(_FINISH, {"ids": list(inbox_ids)})).rowcount

    async def fail(self, inbox_id: int, error: str, quarantine: bool) -> None:
        await self._connection.execute(
            _FAIL,
            {"this_id": inbox_id, "this_error": error, "this_state": "quarantined" if quarantine else "waiting"},
        )

    async def waiting_count(self) -> int:
        return int((await self._connection.execute(_COUNT)).scalar_one())

    async def forget(self, bodies_before: dt.datetime, rows_before: dt.datetime) -> int:
        gone = (await self._connection.execute(_FORGET, {"rows_before": rows_before})).rowcount
        return gone + (await self._connection.execute(_EMPTY, {"bodies_before": bodies_before})).rowcount


def _in_order(rows: sa.CursorResult[Any]) -> Sequence[InboxUpdate]:
    """Oldest first; neither database promises an order for RETURNING."""
    return sorted(
        (InboxUpdate(row.id, row.update_id, row.body, row.received_at, row.attempts) for row in rows),
        key=lambda update: update.id,
    )
