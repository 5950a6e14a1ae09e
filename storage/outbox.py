"""Messages on their way out: claimed under a lease, settled by their owner only (reliability: a doubt is sticky)."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.messages import SUPERGROUPS, Lane, MessageState, OutboxMessage, Settlement
from storage.claiming import CLAIM, CLAIM_DOUBTS, CLAIM_ONE, URGENCY
from storage.columns import Instant
from storage.sending_tables import message_ids
from storage.tables import UNSETTLED, notices, outbox
from storage.upsert import insert

_DUE, _SENDING, _UNCERTAIN = (s.value for s in (MessageState.DUE, MessageState.SENDING, MessageState.UNCERTAIN))
_now = sa.bindparam("now", type_=Instant)
_state = sa.bindparam("to_state", type_=sa.String)

_GET = sa.select(outbox).where(outbox.c.id == sa.bindparam("this_id"))

_space = sa.case((outbox.c.chat_id <= SUPERGROUPS, outbox.c.chat_id), else_=0)
_HIGHEST = sa.select(sa.func.max(message_ids.c.number)).where(message_ids.c.space == _space).scalar_subquery()
_held = (
    outbox.c.id == sa.bindparam("this_id"),
    outbox.c.owner == sa.bindparam("by_owner"),
    outbox.c.state == _SENDING,
)
_FREEZE = (
    sa.update(outbox).where(*_held).values(payload=sa.bindparam("to_payload"), id_floor=sa.func.coalesce(_HIGHEST, 0))
)
_SETTLE = (
    sa.update(outbox)
    .where(*_held)
    .values(
        state=sa.case((sa.and_(_state == _DUE, outbox.c.ambiguous_ever), _UNCERTAIN), else_=_state),
        ambiguous_ever=sa.or_(outbox.c.ambiguous_ever, _state == _UNCERTAIN),
        not_before=sa.func.coalesce(sa.bindparam("to_not_before", type_=Instant), outbox.c.not_before),
        message_id=sa.func.coalesce(sa.bindparam("to_message_id", type_=sa.BigInteger), outbox.c.message_id),
        reason=sa.bindparam("to_reason"),
        id_floor=sa.case(
            (sa.and_(_state == _DUE, sa.not_(outbox.c.ambiguous_ever)), None),
            else_=sa.func.coalesce(sa.bindparam("to_floor", type_=sa.BigInteger), outbox.c.id_floor),
        ),
        watch_at=sa.bindparam("to_watch_at", type_=Instant),
        watches_left=sa.bindparam("to_watches"),
        owner="",
        lease_until=None,
    )
)
_watched_now = sa.select(outbox.c.id).where(outbox.c.watch_at <= _now).order_by(outbox.c.watch_at)
_WATCHES = (
    sa.update(outbox)
    .where(outbox.c.id.in_(_watched_now.limit(sa.bindparam("most")).with_for_update(skip_locked=True)))
    .values(watch_at=sa.bindparam("to_lease", type_=Instant))
    .returning(outbox)
)
_WATCHED = (
    sa.update(outbox)
    .where(outbox.c.id == sa.bindparam("this_id"), outbox.c.state == MessageState.DELIVERED.value)
    .values(
        message_id=sa.func.coalesce(sa.bindparam("to_message_id", type_=sa.BigInteger), outbox.c.message_id),
        id_floor=sa.func.coalesce(sa.bindparam("to_floor", type_=sa.BigInteger), outbox.c.id_floor),
        watch_at=sa.bindparam("to_watch_at", type_=Instant),
        watches_left=sa.bindparam("to_watches"),
    )
)
_WATCHED_COUNT = sa.select(sa.func.count()).select_from(outbox).where(outbox.c.watch_at.is_not(None))
_OTHERS_AT = sa.select(outbox.c.id).where(
    outbox.c.message_id == sa.bindparam("this_message"),
    outbox.c.chat_id == sa.bindparam("in_chat"),
    outbox.c.state == MessageState.DELIVERED.value,
    outbox.c.id != sa.bindparam("this_id"),
)
_REOPEN = (
    sa.update(outbox)
    .where(outbox.c.id == sa.bindparam("this_id"), outbox.c.state == MessageState.DELIVERED.value)
    .values(state=_UNCERTAIN, ambiguous_ever=True, message_id=None, not_before=_now, watch_at=None, watches_left=None)
)
_UNSETTLED = (
    sa.select(outbox)
    .where(sa.text(UNSETTLED), outbox.c.id <= sa.bindparam("up_to"))
    .order_by(outbox.c.urgency, outbox.c.not_before, outbox.c.id)
    .limit(sa.bindparam("most"))
)
_CANCEL = (
    sa.update(outbox)
    .where(sa.text(UNSETTLED), outbox.c.id <= sa.bindparam("up_to"))
    .values(state=MessageState.CANCELLED.value, reason=sa.bindparam("to_reason"), owner="", lease_until=None)
)
_SHOWN_BUTTONS = (
    sa.select(outbox.c.member_id)
    .distinct()
    .where(
        outbox.c.state == MessageState.DELIVERED.value,
        outbox.c.not_before >= sa.bindparam("since", type_=Instant),
        outbox.c.member_id.is_not(None),
        outbox.c.payload.like('%"buttons":[[[%'),
    )
    .order_by(outbox.c.member_id)
)
_LAST_ID = sa.select(sa.func.coalesce(sa.func.max(outbox.c.id), 0))
_FORGET = (
    sa.update(outbox)
    .where(
        outbox.c.state.not_in((_DUE, _SENDING, _UNCERTAIN)),
        outbox.c.not_before < sa.bindparam("before", type_=Instant),
        outbox.c.payload != "",
    )
    .values(payload="")
)

_SUPERSEDE = (
    sa.update(outbox)
    .where(
        outbox.c.member_id == sa.bindparam("of_member"),
        outbox.c.id != sa.bindparam("by_message"),
        outbox.c.state == _DUE,
        outbox.c.attempts == 0,
        outbox.c.lane.in_((Lane.PROMPT.value, Lane.DAILY.value)),
    )
    .values(state=MessageState.SUPERSEDED.value, reason=sa.bindparam("to_reason"))
    .returning(outbox.c.id)
)
_HAND_OVER = (
    sa.update(notices)
    .where(notices.c.message_id.in_(sa.bindparam("given_way", expanding=True)))
    .values(message_id=sa.bindparam("by_message"))
)
_MOVE = (
    sa.update(outbox)
    .where(outbox.c.chat_id == sa.bindparam("old"), sa.text(UNSETTLED))
    .values(chat_id=sa.bindparam("to"))
)
_COUNTS = sa.select(outbox.c.state, sa.func.count().label("rows")).group_by(outbox.c.state)


class SqlOutbox:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def put_once(self, message: OutboxMessage) -> int | None:
        statement = insert(self._connection, outbox).on_conflict_do_nothing(index_elements=["key"])
        result = await self._connection.execute(statement.returning(outbox.c.id), _values(message))
        found: int | None = result.scalar_one_or_none()
        return found

    async def get(self, message_id: int) -> OutboxMessage | None:
        row = (await self._connection.execute(_GET, {"this_id": message_id})).one_or_none()
        return _message(row) if row is not None else None

    async def claim(
        self,
        *,
        now: dt.datetime,
        owner: str,
        lease: dt.timedelta,
        limit: int,
        only: int | None = None,
        replies_after: int | None = None,
    ) -> Sequence[OutboxMessage]:
        """Within a lane older messages stand first, so that a chat hears them in their order."""
        claiming = {"now": now, "to_owner": owner, "to_lease": now + lease}
        if only is None:
            return await self._claimed(CLAIM, {**claiming, **_held_back(replies_after), "most": limit})
        return await self._claimed(CLAIM_ONE, {**claiming, "this_id": only})

    async def claim_doubts(
        self, *, now: dt.datetime, owner: str, lease: dt.timedelta, limit: int, replies_after: int | None = None
    ) -> Sequence[OutboxMessage]:
        claiming = {"now": now, "to_owner": owner, "to_lease": now + lease, "most": limit}
        return await self._claimed(CLAIM_DOUBTS, {**claiming, **_held_back(replies_after)})

    async def _claimed(self, claiming: sa.UpdateBase, values: Mapping[str, object]) -> Sequence[OutboxMessage]:
        rows = await self._connection.execute(claiming, values)
        ordered = sorted(rows, key=lambda row: (row.urgency, row.id))
        return [_message(row, MessageState.UNCERTAIN if row.ambiguous_ever else None) for row in ordered]

    async def freeze(self, message_id: int, owner: str, payload: str) -> bool:
        held = {"this_id": message_id, "by_owner": owner}
        return (await self._connection.execute(_FREEZE, {**held, "to_payload": payload})).rowcount == 1

    async def settle(self, message_id: int, owner: str, settlement: Settlement) -> bool:
        result = await self._connection.execute(
            _SETTLE,
            {
                "this_id": message_id,
                "by_owner": owner,
                "to_state": settlement.state.value,
                "to_not_before": settlement.not_before,
                "to_reason": settlement.reason,
                **_traces(settlement),
            },
        )
        return result.rowcount == 1

    async def watches(self, *, now: dt.datetime, lease: dt.timedelta, limit: int) -> Sequence[OutboxMessage]:
        asked = {"now": now, "to_lease": now + lease, "most": limit}
        return [_message(row) for row in await self._connection.execute(_WATCHES, asked)]

    async def watched_count(self) -> int:
        return int((await self._connection.execute(_WATCHED_COUNT)).scalar_one())

    async def watched(self, message_id: int, settlement: Settlement) -> None:
        await self._connection.execute(_WATCHED, {"this_id": message_id, **_traces(settlement)})

    async def others_at(self, chat_id: int, message_id: int, than: int) -> Sequence[int]:
        asked = {"in_chat": chat_id, "this_message": message_id, "this_id": than}
        return (await self._connection.execute(_OTHERS_AT, asked)).scalars().all()

    async def reopen(self, row_id: int, now: dt.datetime) -> None:
        await self._connection.execute(_REOPEN, {"this_id": row_id, "now": now})

    async def unsettled(self, up_to: int, limit: int) -> Sequence[OutboxMessage]:
        rows = await self._connection.execute(_UNSETTLED, {"up_to": up_to, "most": limit})
        return [_message(row) for row in rows]

    async def cancel(self, up_to: int, reason: str) -> int:
        return (await self._connection.execute(_CANCEL, {"up_to": up_to, "to_reason": reason})).rowcount

    async def shown_buttons(self, since: dt.datetime) -> Sequence[int]:
        return (await self._connection.execute(_SHOWN_BUTTONS, {"since": since})).scalars().all()

    async def last_id(self) -> int:
        return int((await self._connection.execute(_LAST_ID)).scalar_one())

    async def forget_payloads(self, before: dt.datetime) -> int:
        return (await self._connection.execute(_FORGET, {"before": before})).rowcount

    async def supersede_waiting(self, member_id: int, by: int) -> int:
        parting = {"of_member": member_id, "by_message": by, "to_reason": f"by {by}"}
        given_way = (await self._connection.execute(_SUPERSEDE, parting)).scalars().all()
        if given_way:
            await self._connection.execute(_HAND_OVER, {"given_way": given_way, "by_message": by})
        return len(given_way)

    async def move(self, chat_id: int, to: int) -> int:
        return int((await self._connection.execute(_MOVE, {"old": chat_id, "to": to})).rowcount)

    async def counts(self) -> Mapping[str, int]:
        return {row.state: row.rows for row in await self._connection.execute(_COUNTS)}


def _held_back(replies_after: int | None) -> dict[str, int]:
    """In hold mode only replies above the last row of before."""
    if replies_after is None:
        return {"least_urgent": max(URGENCY.values()), "after_id": 0}
    return {"least_urgent": URGENCY[Lane.REPLY], "after_id": replies_after}


def _traces(settlement: Settlement) -> dict[str, object]:
    return {
        "to_message_id": settlement.message_id,
        "to_floor": settlement.id_floor,
        "to_watch_at": settlement.watch_at,
        "to_watches": settlement.watches_left,
    }


def _values(message: OutboxMessage) -> dict[str, object]:
    return {
        "key": message.key,
        "lane": message.lane.value,
        "urgency": URGENCY[message.lane],
        "chat_id": message.chat_id,
        "member_id": message.member_id,
        "not_before": message.not_before,
        "payload": message.payload,
        "state": message.state.value,
        "attempts": message.attempts,
        "ambiguous_ever": message.ambiguous_ever,
        "lease_until": message.lease_until,
        "owner": message.owner,
        "message_id": message.message_id,
        "reason": message.reason,
    }


def _message(row: sa.Row[Any], state: MessageState | None = None) -> OutboxMessage:
    return OutboxMessage(
        id=row.id,
        key=row.key,
        lane=Lane(row.lane),
        chat_id=row.chat_id,
        member_id=row.member_id,
        not_before=row.not_before,
        payload=row.payload,
        state=state or MessageState(row.state),
        attempts=row.attempts,
        ambiguous_ever=row.ambiguous_ever,
        lease_until=row.lease_until,
        owner=row.owner,
        message_id=row.message_id,
        reason=row.reason,
        id_floor=row.id_floor,
        watches_left=row.watches_left or 0,
    )
