"""How far the sample county has come: each row of assignments.csv as a history of assigning, signing and reporting."""

import csv
import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from handlers.limits import Limit, read_limit
from ledger.changes import Change
from ledger.deadlines import Cadence, Deadline, DeadlineKind
from ledger.departments import Department
from ledger.items import Grade, Item, State
from ledger.members import Member, Role
from ledger.plans import Plan
from ledger.policies import Policies
from ledger.ports import UnitOfWork
from ledger.recording import record
from ledger.transitions import applying, deciding
from ledger.transitions.assigning import assign
from ledger.transitions.reporting import report
from ledger.transitions.signing import sign

_STATES = {
    "待分解": State.DRAFT,
    "待签收": State.ASSIGNED,
    "办理中": State.DOING,
    "待审核": State.SUBMITTED,
    "已办结": State.CLOSED,
}
_RELATIVE = re.compile(r"\{([+-][0-9]+)\}")
_LATEST_NOT_BEFORE = 8
"""Working days: a limit in words such as 12月20日前 that has gone by, or is about to, gives way to a later day."""
_SHORTEST, _LONGEST = 16, 240
"""Calendar days that an item of the sample has been in somebody's hands."""


@dataclass(frozen=True, slots=True)
class Course:
    """One row. Units are full names of the sample; days are local dates."""

    number: int
    state: State
    lead: str
    co: tuple[str, ...]
    leader: str
    deadline: Deadline | None
    cadence: Cadence | None
    percent: int | None
    reported: dt.date | None
    text: str
    assigned: dt.date


@dataclass(frozen=True, slots=True)
class Step:
    at: dt.datetime
    number: int
    by: Member
    change: Callable[[Item], Change]


def read_course(path: Path, today: dt.date, policies: Policies) -> tuple[Course, ...]:
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(_course(row, today, policies) for row in csv.DictReader(file))


async def lay_course(
    courses: Sequence[Course],
    plan: Plan,
    homes: Mapping[str, Department | None],
    people: Iterable[Member],
    now: dt.datetime,
    policies: Policies,
    uow: UnitOfWork,
) -> None:
    """In the order of time, as it would have come about: every step a change with its entry in the audit."""
    members = tuple(people)
    items = {item.number: item for item in await uow.items.of_plan(plan.id)}
    steps = [step for course in courses for step in _steps(course, homes, members, policies)]
    for step in sorted(steps, key=lambda step: step.at):
        change = step.change(items[step.number])
        at = min(step.at, now)
        items[step.number], _ = await record(change, by=step.by, now=at, uow=uow, source="sample")


def _course(row: Mapping[str, str], today: dt.date, policies: Policies) -> Course:
    number, state = int(row["序号"]), _STATES[row["状态"]]
    percent = int(row["进度"].rstrip("%")) if row["进度"] else None
    reported = today + dt.timedelta(days=_relative(row["最近反馈"])) if row["最近反馈"] else None
    if reported:
        reported = policies.calendar.on_or_before(reported)
    limit = _limit(row["完成时限"], number, today, policies) if row["完成时限"] else None
    deadline = limit.deadline if limit else None
    return Course(
        number=number,
        state=state,
        lead=row["牵头单位"],
        co=tuple(name for name in row["配合单位"].split("、") if name),
        leader=row["责任领导"],
        deadline=deadline,
        cadence=limit.cadence if limit else None,
        percent=percent,
        reported=reported,
        text=row["反馈内容"],
        assigned=_assigned(number, state, deadline, percent, reported, today, policies),
    )


def _relative(words: str) -> int:
    match = _RELATIVE.fullmatch(words)
    if match is None:
        raise ValueError(f"neither {{+5}} nor {{-3}}: {words}")
    return int(match[1])


def _limit(words: str, number: int, today: dt.date, policies: Policies) -> Limit:
    if _RELATIVE.fullmatch(words):
        return _day(policies.calendar.add(today, _relative(words)), today)
    read = read_limit(words, today, policies.calendar, today.year)
    if read is None:
        raise ValueError(f"no limit: {words}")
    day = read.deadline.day
    if day is not None and day < policies.calendar.add(today, _LATEST_NOT_BEFORE):
        return _day(policies.calendar.add(today, _LATEST_NOT_BEFORE + number), today)
    return read


def _day(day: dt.date, today: dt.date) -> Limit:
    year = "" if day.year == today.year else f"{day.year}年"
    return Limit(Deadline(f"{year}{day.month}月{day.day}日前", DeadlineKind.DAY, day))


def _assigned(
    number: int,
    state: State,
    deadline: Deadline | None,
    percent: int | None,
    reported: dt.date | None,
    today: dt.date,
    policies: Policies,
) -> dt.date:
    """So long ago that the work is about as far as the time, some items a little ahead and some behind."""
    if state is State.ASSIGNED:
        return policies.calendar.add(today, -1 - number % 3)
    days = 90
    if deadline and deadline.day and deadline.day > today and percent is not None:
        elapsed = min(max(percent + number * 7 % 30 - 10, 20), 95) / 100
        days = round((deadline.day - today).days * elapsed / (1 - elapsed))
    shortest = _SHORTEST + ((today - reported).days if reported else 0)
    return policies.calendar.on_or_before(today - dt.timedelta(days=min(max(days, shortest), _LONGEST)))


def _steps(
    course: Course, homes: Mapping[str, Department | None], people: Sequence[Member], policies: Policies
) -> Iterator[Step]:
    lead = homes.get(course.lead)
    if lead is None:
        return
    co = tuple(dict.fromkeys(unit.id for unit in map(homes.get, course.co) if unit and unit.id != lead.id))
    admin = next(member for member in people if member.role is Role.ADMIN)
    at = policies.hours.at(course.assigned, dt.time(9, 20))
    yield Step(at, course.number, admin, lambda item: _assign(item, course, lead.id, co, at))
    contact = next((m for m in people if m.role is Role.LIAISON and m.department_id == lead.id), None)
    if course.state is State.ASSIGNED or contact is None:
        return
    signed_at = policies.hours.at(policies.calendar.add(course.assigned, 1), dt.time(10, 40))
    yield Step(signed_at, course.number, contact, lambda item: sign(item, by=contact.id, now=signed_at))
    if course.reported is None:
        return
    reported_at = policies.hours.at(course.reported, dt.time(15, 30))
    yield Step(
        reported_at,
        course.number,
        contact,
        lambda item: report(item, by=contact.id, now=reported_at, text=course.text, percent=course.percent),
    )
    if course.state in (State.SUBMITTED, State.CLOSED):
        submitted_at = reported_at + dt.timedelta(minutes=30)
        yield Step(submitted_at, course.number, contact, lambda item: _submit(item, contact, course.text, submitted_at))
    if course.state is State.CLOSED:
        closed_at = policies.hours.at(policies.calendar.add(course.reported, 2), dt.time(11))
        yield Step(
            closed_at, course.number, admin, lambda item: deciding.close(item, now=closed_at, grade=Grade.PASSED)
        )


def _assign(item: Item, course: Course, lead: int, co: tuple[int, ...], at: dt.datetime) -> Change:
    change = assign(item, now=at, lead=lead, co=co, leader=course.leader or None, deadline=course.deadline)
    return replace(change, after=replace(change.after, cadence=course.cadence))


def _submit(item: Item, by: Member, result: str, at: dt.datetime) -> Change:
    return applying.ask_closing(item, by=by, now=at, result=result, evidence="", head=False)
