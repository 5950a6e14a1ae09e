"""A database of any size for measuring: made-up units, items of the sample plan again and again, people, a history."""

import datetime as dt
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import sqlalchemy as sa

from bench.understanding import lexicon_of
from bot.sample import SAMPLE
from documents.text_files import read_text
from documents.work_plans import read_plan
from ledger.changes import AuditEntry
from ledger.deadlines import Deadline, DeadlineKind
from ledger.departments import DepartmentDraft
from ledger.items import Item, Report, State
from ledger.members import Member, Role
from ledger.plans import PlanDraft, PlanKind
from storage import SqlStore, open_store
from storage.audit_rows import row_of
from storage.migrate import migrate
from storage.tables import audit

ADMIN, LIAISON = 7_001, 7_002
"""Telegram user ids; the liaison's unit leads item 14."""


@dataclass(frozen=True)
class Size:
    units: int
    items: int
    events: int

    def __str__(self) -> str:
        return f"{self.units:,} units × {self.items:,} items × {self.events:,} events"


async def founded(database: Path, size: Size, now: dt.datetime) -> SqlStore:
    url = f"sqlite+aiosqlite:///{database}"
    await migrate(url)
    store = open_store(url)
    lexicon = lexicon_of(units=size.units, aliases=3, items=1)
    async with store.writing() as uow:
        await uow.departments.put(
            DepartmentDraft(d.name, d.short_names, d.former_names, d.english_name, d.groups)
            for d in lexicon.departments[: size.units]
        )
        units = [unit.id for unit in await uow.departments.all()]
        plan = await uow.plans.add(_plan(size.items), year=now.year, kind=PlanKind.MAIN, current=True)
        for number, (name, role) in enumerate((("顾长河", Role.ADMIN), ("林晓禾", Role.LIAISON))):
            await uow.members.add(Member(0, name, role, units[number], user_id=ADMIN + number))
        for number, unit in enumerate(units):
            await uow.members.add(Member(0, f"联络员{number}", Role.LIAISON, unit, user_id=100_000 + number))
        items = [
            await uow.items.save(_in_hand(item, place, units, now))
            for place, item in enumerate(await uow.items.of_plan(plan.id))
        ]
    await _remember(store, items, size.events, now)
    await store.begin_audit_chain()
    return store


def _plan(items: int) -> PlanDraft:
    """The sample plan's items again under later numbers."""
    plan = read_plan(read_text(SAMPLE / "plan.txt").replace("{year}", "2026"))
    again = itertools.islice(itertools.cycle(plan.items), items)
    return replace(plan, items=tuple(replace(item, number=number) for number, item in enumerate(again, 1)))


def _in_hand(item: Item, place: int, units: Sequence[int], now: dt.datetime) -> Item:
    """Limits from a month ago to five months ahead, a third reported on; the liaison's unit has the 14th."""
    lead = units[1] if item.number == 14 else units[place % len(units)]
    limit = now.date() + dt.timedelta(days=place * 7 % 180 - 10)
    begun = now - dt.timedelta(days=60)
    given = replace(
        item,
        state=State.DOING if place % 9 else State.ASSIGNED,
        lead=lead,
        co=(units[(place + 1) % len(units)],) if lead != units[(place + 1) % len(units)] else (),
        leader="周县长",
        deadline=Deadline("限期", DeadlineKind.DAY, limit),
        assigned_at=begun,
    )
    if place % 3:
        return given
    return replace(given, percent=60, last_report=Report("已完成六成", 60, 2, now - dt.timedelta(days=3)))


async def _remember(store: SqlStore, items: Sequence[Item], events: int, now: dt.datetime) -> None:
    rows = list(_entries(items, events, now))
    async with store.writer.begin() as connection:
        for start in range(0, len(rows), 5_000):
            await connection.execute(sa.insert(audit), rows[start : start + 5_000])


def _entries(items: Sequence[Item], events: int, now: dt.datetime) -> Iterator[dict[str, object]]:
    begin = now - dt.timedelta(days=60)
    for number, item in zip(range(events), itertools.cycle(items), strict=False):
        at = begin + (now - begin) * number / max(events, 1)
        given = number < len(items)
        after: dict[str, object] = {"lead": item.lead, "state": "assigned"} if given else {"percent": number % 100}
        before: dict[str, object] = {"lead": None, "state": "draft"} if given else {"percent": None}
        event = "assigned" if given else "reported"
        entry = AuditEntry(at, 1, "顾长河", "admin", event, item.id, before, after)
        yield row_of(entry)
