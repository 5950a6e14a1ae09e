"""Notices in memory, planned item by item."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ledger.items import OWED, Item
from ledger.members import Member, Role
from ledger.messages import MessageState
from ledger.notices import Notice, NoticeKind, nudge_key
from ledger.nudging import Recipient
from ledger.ports import NudgeWindow
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
                key=nudge_key(item.id, limit, window.rule, member.id),
                kind=NoticeKind.NUDGE,
                member_id=member.id,
                rule=window.rule,
                not_before=not_before,
                item_id=item.id,
                fact=limit.isoformat(),
            )
            for window in windows
            for item in list(self._tables.items.values())
            if item.state in OWED and (limit := item.limit) and window.first <= limit <= window.last
            for member in self._recipients(item, window.to)
        )

    async def ripe(self, now: dt.datetime, limit: int) -> Sequence[Notice]:
        waiting = [
            row.notice
            for row in self._tables.notices.values()
            if row.state == "waiting" and row.notice.not_before <= now and self._reachable(row.notice.member_id)
        ]
        waiting.sort(key=lambda notice: (notice.member_id, notice.id))
        last = waiting[:limit][-1].member_id if waiting else 0
        return [notice for notice in waiting if notice.member_id <= last]

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

    def _recipients(self, item: Item, to: tuple[Recipient, ...]) -> Iterator[Member]:
        joined = [m for m in self._tables.members.values() if m.active and m.user_id is not None]
        heads = [m for m in joined if m.department_id == item.lead and m.role is Role.HEAD]
        if item.lead is not None and Recipient.LEAD_LIAISON in to:
            yield from [m for m in joined if m.department_id == item.lead and m.role is Role.LIAISON] or heads
        if item.lead is not None and Recipient.LEAD_HEAD in to:
            yield from heads
        if Recipient.CO_LIAISON in to:
            yield from (m for m in joined if m.department_id in item.co and m.role is Role.LIAISON)

    def _reachable(self, member_id: int) -> bool:
        member = self._tables.members.get(member_id)
        return member is not None and member.active and member.reachable and member.user_id is not None

    def _rows(self, notice_ids: Sequence[int], *states: str) -> list[NoticeRow]:
        found = [self._tables.notices[i] for i in notice_ids if i in self._tables.notices]
        return [row for row in found if row.state in states]

    def _put(self, row: NoticeRow) -> None:
        self._tables.notices[row.notice.id] = row
