"""The notices and messages of a simulated day in memory, so that a year of them takes seconds."""

import datetime as dt
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any, cast

from ledger.clock_ports import Standing, Weeks
from ledger.items import Item
from ledger.members import Member
from ledger.messages import OutboxMessage
from ledger.notices import Notice, presses
from ledger.ports import UnitOfWork


@dataclass
class Desk:
    """What is still to be said and sent; it goes on from day to day. Nothing here is ever in doubt."""

    waiting: dict[int, Notice] = field(default_factory=dict)
    attached: dict[int, list[Notice]] = field(default_factory=dict)
    due: dict[int, OutboxMessage] = field(default_factory=dict)
    keys: dict[str, int] = field(default_factory=dict)


class PlayedNotices:
    """The part of the port that gathering and composing ask for."""

    def __init__(self, desk: Desk, items: Sequence[Item] = ()) -> None:
        self._desk = desk
        self._items = {item.id: item for item in items}

    async def put(self, given: Iterable[Notice]) -> int:
        """Those the planner laid down."""
        before = len(self._desk.waiting)
        self._desk.waiting.update((notice.id, notice) for notice in given)
        return len(self._desk.waiting) - before

    async def ripe(self, now: dt.datetime, limit: int) -> Sequence[Notice]:
        """All of them at once: there is nobody to wait for."""
        found = [notice for notice in self._desk.waiting.values() if notice.not_before <= now]
        return sorted(found, key=lambda notice: (notice.member_id, notice.id))

    async def pressing(self, now: dt.datetime, limit: int) -> Sequence[Notice]:
        return [n for n in await self.ripe(now, limit) if presses(n, self._items.get(n.item_id or 0))]

    async def attach(self, notice_ids: Sequence[int], message_id: int) -> None:
        mine = [self._desk.waiting.pop(number) for number in notice_ids if number in self._desk.waiting]
        self._desk.attached.setdefault(message_id, []).extend(mine)

    async def join(self, notice_ids: Sequence[int], message_key: str) -> bool:
        message_id = self._desk.keys.get(message_key)
        if message_id is None or message_id not in self._desk.due:
            return False
        await self.attach(notice_ids, message_id)
        return True

    async def of_message(self, message_id: int) -> Sequence[Notice]:
        return self._desk.attached.get(message_id, [])

    async def drop(self, notice_ids: Sequence[int], reason: str) -> None:
        for number in notice_ids:
            self._desk.waiting.pop(number, None)
        gone = set(notice_ids)
        for message_id, said in self._desk.attached.items():
            if any(notice.id in gone for notice in said):
                self._desk.attached[message_id] = [notice for notice in said if notice.id not in gone]

    async def hand_over(self, member_id: int, to: int) -> int:
        mine = [notice for notice in self._desk.waiting.values() if notice.member_id == member_id]
        self._desk.waiting.update((notice.id, replace(notice, member_id=to)) for notice in mine)
        return len(mine)

    async def postpone(self, notice_ids: Sequence[int], not_before: dt.datetime) -> None:
        for number in notice_ids:
            if number in self._desk.waiting:
                self._desk.waiting[number] = replace(self._desk.waiting[number], not_before=not_before)


class PlayedOutbox:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def put_once(self, message: OutboxMessage) -> int | None:
        if message.key in self._desk.keys:
            return None
        number = self._desk.keys[message.key] = len(self._desk.keys) + 1
        self._desk.due[number] = replace(message, id=number)
        return number

    async def supersede_waiting(self, member_id: int, by: int) -> int:
        old = [number for number, each in self._desk.due.items() if each.member_id == member_id and number != by]
        for number in old:
            del self._desk.due[number]
            self._desk.attached.setdefault(by, []).extend(self._desk.attached.pop(number, []))
        return len(old)

    def take(self) -> list[tuple[OutboxMessage, list[Notice]]]:
        """Everything that is to leave now, with what it says; it leaves at once."""
        taken = [(message, self._desk.attached.get(number, [])) for number, message in self._desk.due.items()]
        self._desk.due.clear()
        return taken

    def forget(self) -> None:
        """What has left; its keys stay."""
        self._desk.attached.clear()


class PlayedWeeks:
    """Each week is read once."""

    def __init__(self, base: Weeks) -> None:
        self._base = base
        self._known: dict[tuple[int, str], Mapping[int, Standing] | None] = {}

    async def get(self, plan_id: int, week: str) -> Mapping[int, Standing] | None:
        if (plan_id, week) not in self._known:
            self._known[plan_id, week] = await self._base.get(plan_id, week)
        return self._known[plan_id, week]


class PlayedItems:
    def __init__(self, items: Sequence[Item]) -> None:
        self._items = items
        self._by_id = {item.id: item for item in items}

    async def get(self, item_id: int) -> Item | None:
        return self._by_id.get(item_id)

    async def of_plan(self, plan_id: int) -> Sequence[Item]:
        return self._items

    async def of_department(self, plan_id: int, department_id: int) -> Sequence[Item]:
        return [item for item in self._items if item.involves(department_id)]


class PlayedMembers:
    def __init__(self, members: Mapping[int, Member]) -> None:
        self._members = members

    async def get(self, member_id: int) -> Member | None:
        return self._members.get(member_id)

    async def all(self) -> Sequence[Member]:
        return list(self._members.values())

    async def away(self, day: dt.date) -> Sequence[Member]:
        return [member for member in self._members.values() if member.active and member.is_away(day)]


class Alone:
    """A store in one transaction that is open already."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[UnitOfWork]:
        yield self._uow

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[UnitOfWork]:
        yield self._uow


class Played(Alone):
    """A store whose units of work are the same one: `base` reads the copy, the desk is in memory."""

    def __init__(self, base: UnitOfWork, desk: Desk, items: Sequence[Item], members: Mapping[int, Member]) -> None:
        self.outbox = PlayedOutbox(desk)
        self.uow = cast(UnitOfWork, _Mixed(base, PlayedNotices(desk, items), self.outbox, items, members))
        super().__init__(self.uow)


class _Mixed:
    def __init__(
        self,
        base: UnitOfWork,
        notices: PlayedNotices,
        outbox: PlayedOutbox,
        items: Sequence[Item],
        members: Mapping[int, Member],
    ) -> None:
        self._base = base
        self.notices = notices
        self.outbox = outbox
        self.items = PlayedItems(items)
        self.members = PlayedMembers(members)
        self.weeks = PlayedWeeks(base.weeks)

    async def directory_version(self) -> int:
        return 1

    def __getattr__(self, name: str) -> Any:
        return getattr(self._base, name)
