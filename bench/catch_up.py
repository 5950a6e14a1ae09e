"""`python -m bench.catch_up`: a day without the program, a thousand people with seven items each; one message each."""

import argparse
import asyncio
import datetime as dt
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import sqlalchemy as sa

from bot.wiring import policies_of
from config import read_settings
from ledger.calendar import ONE_DAY
from ledger.deadlines import Deadline, DeadlineKind
from ledger.departments import DepartmentDraft
from ledger.items import State
from ledger.members import Member, Role
from ledger.plans import ItemDraft, PlanDraft, PlanKind, Section
from scheduler.gathering import gather
from scheduler.planner import plan
from storage import SqlStore, open_store
from storage.migrate import migrate
from storage.tables import outbox

BEFORE, AFTER = dt.date(2026, 11, 24), dt.date(2026, 11, 25)
EACH, PACE = 7, 28


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.catch_up", description=__doc__)
    parser.add_argument("--people", type=int, default=1000)
    people = parser.parse_args().people
    with tempfile.TemporaryDirectory(prefix="duban-catch-up-") as folder:
        asyncio.run(measured(Path(folder) / "ledger.db", people))


async def measured(path: Path, people: int) -> None:
    url = f"sqlite+aiosqlite:///{path}"
    await migrate(url)
    store = open_store(url)
    policies = policies_of(read_settings(None))
    try:
        closed = await lay_out(store, people)
        # The day before was planned, and nothing of it gathered.
        await plan(store, policies, policies.hours.at(BEFORE, dt.time(6)))
        async with store.writing() as uow:
            for number in closed:
                item = await uow.items.get(number)
                assert item is not None
                await uow.items.save(replace(item, state=State.CLOSED))
        now = policies.hours.at(AFTER, dt.time(9))
        began = time.perf_counter()
        planned = await plan(store, policies, now)
        gathered = time.perf_counter()
        made = await gather(store, policies, now)
        done = time.perf_counter()
        async with store.reader.connect() as connection:
            rows = (await connection.execute(sa.select(outbox.c.member_id))).scalars().all()
    finally:
        await store.close()
    most = max(Counter(rows).values())
    print(f"{people} people, {EACH} items each, one of them closed meanwhile; a day missed")
    print(f"plan   {gathered - began:6.2f} s   {planned.nudges} nudges")
    print(f"gather {done - gathered:6.2f} s   {made} messages, at most {most} a person")
    print(f"drained at {PACE}/s in {made / PACE:.0f} s")


async def lay_out(store: SqlStore, people: int) -> list[int]:
    """Each person is the contact of a unit of his own; returns the ids of the items that will be closed meanwhile."""
    draft = PlanDraft(
        "要点", 2026, (Section(1, "全部"),), tuple(ItemDraft(1, n, f"事项{n}", "") for n in range(1, people * EACH + 1))
    )
    limits = (BEFORE + ONE_DAY, AFTER + ONE_DAY, BEFORE - ONE_DAY)
    async with store.writing() as uow:
        await uow.departments.put([DepartmentDraft(f"单位{n}") for n in range(people)])
        units = [unit.id for unit in await uow.departments.all()]
        for n, unit in enumerate(units):
            await uow.members.add(Member(0, f"某{n}", Role.LIAISON, unit, user_id=10_000 + n))
        found = await uow.plans.add(draft, year=2026, kind=PlanKind.OTHER, current=False)
        closed = []
        for place, item in enumerate(await uow.items.of_plan(found.id)):
            limit = limits[place % len(limits)]
            await uow.items.save(
                replace(
                    item,
                    lead=units[place // EACH],
                    state=State.DOING,
                    assigned_at=dt.datetime(2026, 2, 20, 2, tzinfo=dt.UTC),
                    deadline=Deadline("前", DeadlineKind.DAY, limit),
                )
            )
            if place % EACH == 0:
                closed.append(item.id)
    return closed


if __name__ == "__main__":
    main()
