"""Fills an empty ledger with the sample county: its units, its people, its plan in the middle of a year's work."""

import csv
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.sample_course import lay_course, read_course
from documents.departments import read_departments
from documents.text_files import read_text
from documents.work_plans import read_plan
from handlers.importing import Origin, import_departments, import_plan
from ledger.departments import Department, DepartmentDraft, called
from ledger.groups import Group
from ledger.members import Member, Role
from ledger.plans import Plan
from ledger.policies import Policies
from ledger.ports import Store, UnitOfWork

SAMPLE = Path(__file__).parent.parent / "playground" / "sample"
SOURCE = "sample"
FOUNDED_DAYS_AGO = 270
"""Earlier than anything that happens to an item of the sample."""


@dataclass(frozen=True, slots=True)
class Seeded:
    """`people` are by name, each joined with the user id of people.csv; `departments` are ids by full name.

    `left_out` are people of the sample whose unit is not among the given ones.
    """

    plan: Plan
    items: int
    departments: Mapping[str, int]
    people: Mapping[str, Member]
    left_out: tuple[str, ...] = ()


async def seed(
    store: Store,
    *,
    year: int,
    now: dt.datetime,
    policies: Policies,
    plan_file: Path | None = None,
    departments_file: Path | None = None,
) -> Seeded:
    """`now` is aware UTC; `year` is the sample plan's. With another plan all its items wait for their unit.

    Raises Refused for files that cannot be read.
    """
    today = policies.hours.local(now).date()
    origin = Origin(policies.hours.at(today - dt.timedelta(days=FOUNDED_DAYS_AGO), dt.time(9)), source=SOURCE)
    units = read_departments(read_text(SAMPLE / "departments.csv"))
    text = read_text(plan_file) if plan_file else read_text(SAMPLE / "plan.txt").replace("{year}", str(year))
    draft = read_plan(text)
    async with store.writing() as uow:
        given = read_departments(read_text(departments_file)) if departments_file else units
        await import_departments(given, origin=origin, uow=uow)
        departments = await uow.departments.all()
        homes = {unit.name: _counterpart(unit, departments) for unit in units}
        people, left_out = await _people(homes, uow)
        await _groups(uow)
        imported = await import_plan(draft, year=draft.year or year, origin=origin, uow=uow)
        plan = imported.plan
        assert plan is not None  # noqa: S101 - it was no dry run
        if plan_file is None:
            course = read_course(SAMPLE / "assignments.csv", today, policies)
            await lay_course(course, plan, homes, people.values(), now, policies, uow)
    return Seeded(plan, len(draft.items), {unit.name: unit.id for unit in departments}, people, left_out)


def _counterpart(unit: DepartmentDraft, departments: Sequence[Department]) -> Department | None:
    """The given unit that is this one by its full name, else by one of its other names."""
    for name in (unit.name, *unit.short_names, *unit.former_names):
        found = called(name, departments)
        if len(found) == 1:
            return found[0]
    return None


async def _people(homes: Mapping[str, Department | None], uow: UnitOfWork) -> tuple[dict[str, Member], tuple[str, ...]]:
    """Office and leaders belong to the county as a whole: they come along even when their unit does not."""
    people: dict[str, Member] = {}
    left_out = []
    for row in _rows(SAMPLE / "people.csv"):
        if not row["role"]:
            continue  # the stranger
        role, home = Role(row["role"]), homes.get(row["unit"])
        if home is None and role in (Role.HEAD, Role.LIAISON):
            left_out.append(row["name"])
            continue
        member = Member(0, row["name"], role, home.id if home else None, user_id=int(row["id"]))
        people[member.name] = await uow.members.add(member)
    return people, tuple(left_out)


async def _groups(uow: UnitOfWork) -> None:
    """The county's work groups, linked: in others nothing is told."""
    for row in _rows(SAMPLE / "groups.csv"):
        await uow.groups.put(Group(int(row["id"]), title=row["title"], project=row["title"]))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
