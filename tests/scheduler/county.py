"""A county as large as a real one: 64 units and 300 people, one item a unit with limits all over 2026."""

import datetime as dt
import random
from dataclasses import replace

from ledger.deadlines import Cadence, Deadline, DeadlineKind, Frequency
from ledger.departments import DepartmentDraft
from ledger.items import Milestone, State
from ledger.members import Member, Role
from ledger.plans import ItemDraft, PlanDraft, PlanKind, Section
from ledger.ports import Store

UNITS, PEOPLE = 64, 300
HANDED_OUT = dt.datetime(2026, 1, 5, 2, 0, tzinfo=dt.UTC)
_CADENCES = (None, Cadence(Frequency.MONTHLY, 25), Cadence(Frequency.QUARTERLY), Cadence(Frequency.WEEKLY, 5))


async def founded(store: Store, units: int = UNITS, people: int = PEOPLE) -> None:
    """Every tenth person has been invited only."""
    chance = random.Random(7)  # noqa: S311 - a sample
    draft = PlanDraft(
        "2026年重点工作任务",
        2026,
        (Section(1, "全部"),),
        tuple(ItemDraft(1, n, f"事项{n}", "办好。") for n in range(1, units + 1)),
    )
    async with store.writing() as uow:
        await uow.departments.put([DepartmentDraft(f"县第{n}局") for n in range(1, units + 1)])
        ids = [unit.id for unit in await uow.departments.all()]
        for n in range(people):
            role, unit = _place(n, ids)
            await uow.members.add(Member(0, f"某{n}", role, unit, user_id=None if n % 10 == 9 else 10_000 + n))
        plan = await uow.plans.add(draft, year=2026, kind=PlanKind.MAIN, current=True)
        for place, item in enumerate(await uow.items.of_plan(plan.id)):
            limit = dt.date(2026, 1, 20) + dt.timedelta(days=chance.randint(0, 345))
            node = Milestone("形成方案", limit - dt.timedelta(days=60))
            await uow.items.save(
                replace(
                    item,
                    lead=ids[place],
                    co=tuple(chance.sample([unit for unit in ids if unit != ids[place]], min(3, len(ids) - 1))),
                    state=State.ASSIGNED,
                    assigned_at=HANDED_OUT,
                    deadline=Deadline("前", DeadlineKind.DAY, limit),
                    cadence=_CADENCES[place % 4],
                    milestones=(node,) if place % 3 == 0 else (),
                    leader="某296" if place % 5 == 0 else "",
                )
            )


def _place(number: int, units: list[int]) -> tuple[Role, int]:
    """Heads first, then contacts; the office and a leader last."""
    if number < len(units):
        return Role.HEAD, units[number]
    return {0: Role.LEADER, 1: Role.ADMIN, 2: Role.SUPERVISOR, 3: Role.SUPERVISOR}.get(
        number - PEOPLE + 4, Role.LIAISON
    ), units[number % len(units)]
