"""What is owed to whom, from the day it is planned until it is a message's to say."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.clock_ports import NudgeWindow
from ledger.deadlines import Cadence, Frequency
from ledger.items import Priority
from ledger.notices import PRESSING_EVENTS, PRESSING_RULES, Notice, NoticeKind
from storage.clock_tables import preferences
from storage.columns import Instant
from storage.nudges import put_window
from storage.tables import items, members, notices, outbox
from storage.upsert import insert

_LIVE = notices.c.state.in_(("waiting", "attached"))
_ids: sa.BindParameter[Any] = sa.bindparam("ids", expanding=True)

_ripe = (
    sa.select(notices.c.id, notices.c.member_id)
    .join(members, members.c.id == notices.c.member_id)
    .where(
        notices.c.state == sa.literal_column("'waiting'"),
        notices.c.not_before <= sa.bindparam("now", type_=Instant),
        members.c.active,
        members.c.reachable,
        members.c.user_id.is_not(None),
    )
)
# As `ledger.notices.presses` says it.
_pressing = _ripe.join(items, items.c.id == notices.c.item_id).where(
    items.c.priority == Priority.URGENT.value,
    sa.or_(
        notices.c.kind == NoticeKind.ASSIGNED.value,
        sa.and_(notices.c.kind == NoticeKind.CHANGED.value, notices.c.rule.in_(PRESSING_EVENTS)),
        sa.and_(
            notices.c.kind == NoticeKind.NUDGE.value,
            sa.or_(*(notices.c.rule.startswith(rule, autoescape=True) for rule in PRESSING_RULES)),
        ),
    ),
)


def _whole_members(ripe: sa.Select[Any]) -> sa.Select[Any]:
    first = ripe.order_by(notices.c.member_id, notices.c.id).limit(sa.bindparam("most")).subquery()
    last_member = sa.select(sa.func.max(first.c.member_id)).scalar_subquery()
    return (
        ripe.with_only_columns(notices)
        .where(notices.c.member_id <= last_member)
        .order_by(notices.c.member_id, notices.c.id)
    )


_RIPE, _PRESSING = _whole_members(_ripe), _whole_members(_pressing)
_OF_MESSAGE = (
    sa.select(notices)
    .where(notices.c.message_id == sa.bindparam("message"))
    .order_by(notices.c.member_id, notices.c.id)
)
_ATTACH = (
    sa.update(notices)
    .where(notices.c.id.in_(_ids), notices.c.state == "waiting")
    .values(state="attached", message_id=sa.bindparam("to_message"))
)
_DROP = (
    sa.update(notices)
    .where(notices.c.id.in_(_ids), _LIVE)
    .values(state="dropped", message_id=None, reason=sa.bindparam("to_reason"))
)
_POSTPONE = (
    sa.update(notices)
    .where(notices.c.id.in_(_ids), _LIVE)
    .values(state="waiting", message_id=None, not_before=sa.bindparam("to_not_before"))
)
_OPEN_MESSAGE = sa.select(outbox.c.id).where(
    outbox.c.key == sa.bindparam("message_key"),
    outbox.c.state == "due",
    outbox.c.attempts == 0,
    outbox.c.payload == "",
)
_CADENCES = (
    sa.select(items.c.cadence_frequency, items.c.cadence_day)
    .where(items.c.cadence_frequency.is_not(None))
    .group_by(items.c.cadence_frequency, items.c.cadence_day)
)
_TOLD = (
    sa.select(notices)
    .where(notices.c.member_id == sa.bindparam("member"), notices.c.kind == "nudge", notices.c.state == "attached")
    .order_by(notices.c.message_id.desc(), notices.c.id)
    .limit(sa.bindparam("most"))
)
_AT_OWN_HOUR = (
    sa.update(notices)
    .where(
        notices.c.state == sa.literal_column("'waiting'"),
        notices.c.not_before == sa.bindparam("usual", type_=Instant),
        notices.c.member_id.in_(
            sa.select(preferences.c.member_id).where(preferences.c.morning == sa.bindparam("hour", type_=sa.Time))
        ),
    )
    .values(not_before=sa.bindparam("own", type_=Instant))
)
_not_tried = sa.select(outbox.c.id).where(
    outbox.c.member_id == sa.bindparam("of_member"), outbox.c.state == "due", outbox.c.attempts == 0
)
_HAND_OVER = (
    sa.update(notices)
    .where(
        notices.c.member_id == sa.bindparam("of_member"),
        sa.or_(notices.c.state == "waiting", notices.c.message_id.in_(_not_tried)),
    )
    .values(member_id=sa.bindparam("to_member"), state="waiting", message_id=None)
)


class SqlNotices:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def put(self, given: Iterable[Notice]) -> int:
        rows = [_values(notice) for notice in given]
        if not rows:
            return 0
        statement = insert(self._connection, notices).on_conflict_do_nothing(index_elements=["key"])
        return len((await self._connection.execute(statement.returning(notices.c.id), rows)).all())

    async def put_nudges(self, windows: Sequence[NudgeWindow], not_before: dt.datetime) -> int:
        return sum([await put_window(self._connection, window, not_before) for window in windows])

    async def cadences(self) -> Sequence[Cadence]:
        found = await self._connection.execute(_CADENCES)
        return [Cadence(Frequency(row.cadence_frequency), row.cadence_day) for row in found]

    async def at_own_hours(self, usual: dt.datetime, own: Mapping[dt.time, dt.datetime]) -> None:
        for hour, instant in own.items():
            await self._connection.execute(_AT_OWN_HOUR, {"usual": usual, "hour": hour, "own": instant})

    async def ripe(self, now: dt.datetime, limit: int) -> Sequence[Notice]:
        return _notices(await self._connection.execute(_RIPE, {"now": now, "most": limit}))

    async def pressing(self, now: dt.datetime, limit: int) -> Sequence[Notice]:
        return _notices(await self._connection.execute(_PRESSING, {"now": now, "most": limit}))

    async def attach(self, notice_ids: Sequence[int], message_id: int) -> None:
        await self._connection.execute(_ATTACH, {"ids": list(notice_ids), "to_message": message_id})

    async def join(self, notice_ids: Sequence[int], message_key: str) -> bool:
        message_id = (await self._connection.execute(_OPEN_MESSAGE, {"message_key": message_key})).scalar_one_or_none()
        if message_id is None:
            return False
        await self.attach(notice_ids, message_id)
        return True

    async def told(self, member_id: int, limit: int) -> Sequence[Notice]:
        return _notices(await self._connection.execute(_TOLD, {"member": member_id, "most": limit}))

    async def of_message(self, message_id: int) -> Sequence[Notice]:
        return _notices(await self._connection.execute(_OF_MESSAGE, {"message": message_id}))

    async def drop(self, notice_ids: Sequence[int], reason: str) -> None:
        await self._connection.execute(_DROP, {"ids": list(notice_ids), "to_reason": reason})

    async def postpone(self, notice_ids: Sequence[int], not_before: dt.datetime) -> None:
        """Back to waiting: what was attached to a message that could not be said is gathered anew."""
        await self._connection.execute(_POSTPONE, {"ids": list(notice_ids), "to_not_before": not_before})

    async def hand_over(self, member_id: int, to: int) -> int:
        result = await self._connection.execute(_HAND_OVER, {"of_member": member_id, "to_member": to})
        return int(result.rowcount)


def _values(notice: Notice) -> dict[str, object]:
    return {
        "key": notice.key,
        "kind": notice.kind.value,
        "member_id": notice.member_id,
        "rule": notice.rule,
        "not_before": notice.not_before,
        "item_id": notice.item_id,
        "fact": notice.fact,
        "state": "waiting",
        "reason": "",
    }


def _notices(result: sa.CursorResult[Any]) -> Sequence[Notice]:
    return [
        Notice(
            key=row.key,
            kind=NoticeKind(row.kind),
            member_id=row.member_id,
            rule=row.rule,
            not_before=row.not_before,
            item_id=row.item_id,
            fact=row.fact,
            id=row.id,
        )
        for row in result
    ]
