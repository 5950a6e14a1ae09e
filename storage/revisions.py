"""Messages on people's screens that are to be looked over, one row a message, held like messages on their way out."""

import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.messages import MessageState
from ledger.sending_ports import Revision
from storage.asking import ASKED_IN_ITS_CHAT
from storage.columns import Instant
from storage.sending_tables import revisions
from storage.tables import notices, outbox
from storage.upsert import insert

_DELIVERED = MessageState.DELIVERED.value
_UNSETTLED = ("due", "sending", "uncertain")
_SHOWN_OR_TO_BE = (*_UNSETTLED, _DELIVERED)

_now = sa.bindparam("now", type_=Instant)
_at = sa.bindparam("to_at", type_=Instant)
_TOLD = (
    sa.select(outbox.c.id, _at, sa.false())
    .where(
        outbox.c.id.in_(
            sa.select(notices.c.message_id).where(
                notices.c.item_id == sa.bindparam("of_item"), notices.c.message_id.is_not(None)
            )
        ),
        # A process that is just wording the message may not have seen the change: what is not delivered yet counts.
        outbox.c.state.in_(_SHOWN_OR_TO_BE),
        outbox.c.not_before >= sa.bindparam("since", type_=Instant),
    )
    .order_by(outbox.c.id)
)
_ripe = (
    sa.select(revisions.c.row_id)
    .join(outbox, outbox.c.id == revisions.c.row_id)
    .where(
        revisions.c.at <= _now,
        sa.or_(revisions.c.lease_until.is_(None), revisions.c.lease_until <= _now),
        outbox.c.state == _DELIVERED,
        outbox.c.message_id.is_not(None),
        outbox.c.watch_at.is_(None),
        sa.not_(ASKED_IN_ITS_CHAT),
    )
    .order_by(revisions.c.at, revisions.c.row_id)
    .limit(sa.bindparam("most"))
    .with_for_update(skip_locked=True, of=revisions)
    .cte("ripe")
)
_TAKE = (
    sa.update(revisions)
    .where(revisions.c.row_id.in_(sa.select(_ripe.c.row_id)))
    .values(lease_until=sa.bindparam("to_lease", type_=Instant))
    .returning(revisions)
)
_held = (
    revisions.c.row_id == sa.bindparam("this_row"),
    revisions.c.lease_until == sa.bindparam("held_until", type_=Instant),
)
_asked_at = sa.bindparam("asked_at", type_=Instant)
_BEGIN = sa.update(revisions).where(*_held).values(begun=True)
_END = sa.delete(revisions).where(*_held, revisions.c.at == _asked_at)
_LET_GO = sa.update(revisions).where(*_held).values(lease_until=None, begun=False)
_POSTPONE = (
    sa.update(revisions)
    .where(*_held)
    .values(lease_until=None, at=sa.case((revisions.c.at == _asked_at, _at), else_=revisions.c.at))
)
_SHOWN = (
    sa.update(outbox)
    .where(outbox.c.id == sa.bindparam("this_row"), outbox.c.state == _DELIVERED)
    .values(payload=sa.bindparam("to_payload"))
)
_FORGET = sa.delete(revisions).where(revisions.c.at < sa.bindparam("before", type_=Instant))


class SqlRevisions:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def ask(self, item_id: int, *, since: dt.datetime, at: dt.datetime) -> int:
        statement = insert(self._connection, revisions).from_select(["row_id", "at", "begun"], _TOLD)
        result = await self._connection.execute(
            statement.on_conflict_do_update(index_elements=["row_id"], set_={"at": statement.excluded.at}),
            {"of_item": item_id, "since": since, "to_at": at},
        )
        return int(result.rowcount)

    async def take(self, *, now: dt.datetime, lease: dt.timedelta, limit: int) -> Sequence[Revision]:
        taken = await self._connection.execute(_TAKE, {"now": now, "to_lease": now + lease, "most": limit})
        found = [Revision(row.row_id, row.at, row.lease_until, row.begun) for row in taken]
        return sorted(found, key=lambda each: each.row_id)

    async def begin(self, revision: Revision) -> bool:
        return (await self._connection.execute(_BEGIN, _hold(revision))).rowcount == 1

    async def end(self, revision: Revision, payload: str | None) -> bool:
        done = (await self._connection.execute(_END, _asked(revision))).rowcount == 1
        if not done and (await self._connection.execute(_LET_GO, _hold(revision))).rowcount != 1:
            return False
        if payload is not None:
            await self._connection.execute(_SHOWN, {"this_row": revision.row_id, "to_payload": payload})
        return True

    async def postpone(self, revision: Revision, at: dt.datetime) -> None:
        await self._connection.execute(_POSTPONE, {**_asked(revision), "to_at": at})

    async def forget(self, before: dt.datetime) -> int:
        return (await self._connection.execute(_FORGET, {"before": before})).rowcount


def _hold(revision: Revision) -> dict[str, object]:
    return {"this_row": revision.row_id, "held_until": revision.lease_until}


def _asked(revision: Revision) -> dict[str, object]:
    return {**_hold(revision), "asked_at": revision.at}
