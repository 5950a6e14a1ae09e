"""Notices in memory, planned item by item."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ledger.clock_ports import NudgeWindow
from ledger.deadlines import Cadence
from ledger.escalation import Pause, pause_of
from ledger.items import OWED, Item, State
from ledger.leaders import meant
from ledger.members import Member, Role
from ledger.messages import MessageState
from ledger.notices import Notice, NoticeKind, handed_out_on, nudge_key, presses
from ledger.nudging import Recipient, Trigger
from tests.memory_store.tables import NoticeRow, Tables, must


class MemoryNotices:
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def put(self, given: Iterable[Notice]) -> int:
        new = 0
        for notice in given:
            must(notice.key != "", "a notice needs a key")
            if notice.key not in self._tables.notice_keys:
                stored = replace(notice, id=self._tables.next("notices"))
                self._tables.notices[stored.id] = NoticeRow(stored)
                self._tables.notice_keys[stored.key] = stored.id
                new += 1
        return new

    async def put_nudges(self, windows: Sequence[NudgeWindow], not_before: dt.datetime) -> int:
        return await self.put(
            Notice(
                key=nudge_key(item.id, day, window.rule, member.id),
                kind=NoticeKind.NUDGE,
                member_id=member.id,
                rule=window.rule,
                not_before=not_before,
                item_id=item.id,
                fact=day.isoformat(),
            )
            for window in windows
            for item in list(self._tables.items.values())
            if item.state in OWED
            for day in _days(item, window)
            for member in self._recipients(item, window)
        )

    async def cadences(self) -> Sequence[Cadence]:
        return list({item.cadence for item in self._tables.items.values() if item.cadence is not None})

    async def at_own_hours(self, usual: dt.datetime, own: Mapping[dt.time, dt.datetime]) -> None:
        for row in list(self._tables.notices.values()):
            preference = self._tables.preferences.get(row.notice.member_id)
            mine = own.get(preference.morning) if preference and preference.morning else None
            if mine is not None and row.state == "waiting" and row.notice.not_before == usual:
                self._put(replace(row, notice=replace(row.notice, not_before=mine)))

    async def join(self, notice_ids: Sequence[int], message_key: str) -> bool:
        number = self._tables.outbox_keys.get(message_key)
        message = self._tables.outbox.get(number) if number is not None else None
        if message is None or message.state is not MessageState.DUE or message.attempts or message.payload:
            return False
        await self.attach(notice_ids, message.id)
        return True

    async def told(self, member_id: int, limit: int) -> Sequence[Notice]:
        rows = [
            row
            for row in self._tables.notices.values()
            if row.state == "attached" and row.notice.member_id == member_id and row.notice.kind is NoticeKind.NUDGE
        ]
        rows.sort(key=lambda row: (-(row.message_id or 0), row.notice.id))
        return [row.notice for row in rows[:limit]]

    async def ripe(self, now: dt.datetime, limit: int) -> Sequence[Notice]:
        waiting = [
            row.notice
            for row in self._tables.notices.values()
            if row.state == "waiting" and row.notice.not_before <= now and self._reachable(row.notice.member_id)
        ]
        waiting.sort(key=lambda notice: (notice.member_id, notice.id))
        last = waiting[:limit][-1].member_id if waiting else 0
        return [notice for notice in waiting if notice.member_id <= last]

    async def pressing(self, now: dt.datetime, limit: int) -> Sequence[Notice]:
        items = self._tables.items
        every = await self.ripe(now, len(self._tables.notices))
        found = [notice for notice in every if presses(notice, items.get(notice.item_id or 0))]
        last = found[:limit][-1].member_id if found else 0
        return [notice for notice in found if notice.member_id <= last]

    async def attach(self, notice_ids: Sequence[int], message_id: int) -> None:
        for row in self._rows(notice_ids, "waiting"):
            self._put(replace(row, state="attached", message_id=message_id))

    async def of_message(self, message_id: int) -> Sequence[Notice]:
        said = [row.notice for row in self._tables.notices.values() if row.message_id == message_id]
        return sorted(said, key=lambda notice: (notice.member_id, notice.id))

    async def drop(self, notice_ids: Sequence[int], reason: str) -> None:
        for row in self._rows(notice_ids, "waiting", "attached"):
            self._put(replace(row, state="dropped", message_id=None, reason=reason))

    async def postpone(self, notice_ids: Sequence[int], not_before: dt.datetime) -> None:
        for row in self._rows(notice_ids, "waiting", "attached"):
            later = replace(row.notice, not_before=not_before)
            self._put(replace(row, notice=later, state="waiting", message_id=None))

    async def hand_over(self, member_id: int, to: int) -> int:
        moving = [row for row in self._tables.notices.values() if row.notice.member_id == member_id and self._free(row)]
        for row in moving:
            self._put(replace(row, notice=replace(row.notice, member_id=to), state="waiting", message_id=None))
        return len(moving)

    def _free(self, row: NoticeRow) -> bool:
        message = self._tables.outbox.get(row.message_id or 0)
        untried = message is not None and message.state is MessageState.DUE and message.attempts == 0
        return row.state == "waiting" or (row.state == "attached" and untried)

    def _recipients(self, item: Item, window: NudgeWindow) -> Iterator[Member]:
        to = window.to
        joined = [m for m in self._tables.members.values() if m.active and m.user_id is not None]
        heads = [m for m in joined if m.department_id == item.lead and m.role is Role.HEAD]
        if item.lead is not None and Recipient.LEAD_LIAISON in to:
            yield from [m for m in joined if m.department_id == item.lead and m.role is Role.LIAISON] or heads
        if item.lead is not None and Recipient.LEAD_HEAD in to:
            yield from heads
        if Recipient.CO_LIAISON in to:
            yield from (m for m in joined if m.department_id in item.co and m.role is Role.LIAISON)
        if Recipient.SUPERVISOR in to:
            yield from (m for m in joined if m.role is Role.SUPERVISOR)
        held = pause_of(item, window.held) if window.held else None
        if held in (Pause.HELP, Pause.EXPLAINED):
            return
        if Recipient.ADMIN in to:
            yield from (m for m in joined if m.role is Role.ADMIN)
        if Recipient.LEADER in to:
            wishing = {which for which, chosen in self._tables.preferences.items() if chosen.escalations}
            people = meant(item.leader, self._tables.members.values()).people
            yield from (m for m in people if m.joined and m.id in wishing)

    def _reachable(self, member_id: int) -> bool:
        member = self._tables.members.get(member_id)
        return member is not None and member.active and member.reachable and member.user_id is not None

    def _rows(self, notice_ids: Sequence[int], *states: str) -> list[NoticeRow]:
        found = [self._tables.notices[i] for i in notice_ids if i in self._tables.notices]
        return [row for row in found if row.state in states]

    def _put(self, row: NoticeRow) -> None:
        self._tables.notices[row.notice.id] = row


def _days(item: Item, window: NudgeWindow) -> Iterator[dt.date]:
    """The days of the item that the window is about."""

    def inside(day: dt.date | None) -> bool:
        return day is not None and window.first <= day <= window.last

    match window.trigger:
        case Trigger.SIGN:
            day = handed_out_on(item.assigned_at) if item.assigned_at and item.state is State.ASSIGNED else None
            yield from [day] if day and inside(day) else []
        case Trigger.REPORT:
            if item.cadence == window.cadence and item.assigned_at and _silent(item, window):
                yield window.first
        case Trigger.MILESTONE:
            yield from {m.day for m in item.milestones if m.done_at is None and inside(m.day)}
        case Trigger.LIMIT:
            yield from [item.limit] if item.limit and inside(item.limit) else []


def _silent(item: Item, window: NudgeWindow) -> bool:
    assert window.reported_since is not None
    assert window.handed_out_before is not None
    assert item.assigned_at is not None
    reported = item.last_report is not None and item.last_report.at >= window.reported_since
    return not reported and item.assigned_at < window.handed_out_before
