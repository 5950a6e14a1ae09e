"""What counts in a week, and whose it is."""

import datetime as dt
from dataclasses import replace

import pytest

from ledger.deadlines import Deadline, DeadlineKind
from ledger.digest import DigestFigures, DigestPolicy, figures, is_push_day, view_of, week_before, week_of
from ledger.items import Item, Report, State
from ledger.lights import Colour, LightPolicy
from ledger.members import Member, Role
from tests.town import CALENDAR, SHANGHAI, TODAY

POLICY = LightPolicy(zone=SHANGHAI)
MONDAY, SUNDAY = dt.date(2026, 11, 23), dt.date(2026, 11, 29)


def instant(day: dt.date, hour: int = 10, minute: int = 0) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour, minute), SHANGHAI).astimezone(dt.UTC)


def item(number: int, limit: dt.date | None = None, lead: int | None = 1, **fields: object) -> Item:
    deadline = Deadline("前", DeadlineKind.DAY, limit) if limit else None
    base = Item(number, 1, 1, number, f"任务{number}", "", state=State.DOING, lead=lead, deadline=deadline)
    return replace(base, **fields)  # type: ignore[arg-type]


def of(*items: Item, today: dt.date = TODAY, start: dt.date = MONDAY, end: dt.date = SUNDAY) -> DigestFigures:
    return figures(items, start=start, end=end, today=today, calendar=CALENDAR, policy=POLICY, department_id=1)


def numbers(lines: object) -> list[int]:
    return [getattr(line, "item", line).number for line in lines]  # type: ignore[attr-defined]


def test_the_latest_come_first_and_what_is_due_in_its_order() -> None:
    found = of(
        item(1, dt.date(2026, 11, 20)),
        item(2, dt.date(2026, 11, 10)),
        item(3, dt.date(2026, 12, 1)),
        item(4, dt.date(2026, 11, 26)),
        item(5, dt.date(2026, 12, 2)),
    )
    assert numbers(found.red) == [2, 1]
    assert numbers(found.yellow) == [4]
    assert numbers(found.due_next) == [4, 3], "within seven days"
    assert found.by_colour[Colour.RED] == 2
    assert found.total == found.leading == 5


def test_every_block_takes_its_own() -> None:
    found = of(
        item(1, lead=None, state=State.DRAFT),
        item(2, dt.date(2026, 12, 31), state=State.ASSIGNED),
        item(3, dt.date(2026, 12, 31), state=State.SUBMITTED, submitted_at=instant(TODAY)),
        item(4, state=State.CLOSED, closed_at=instant(MONDAY)),
        item(5),
        item(6, state=State.SUSPENDED),
    )
    assert numbers(found.unassigned) == [1]
    assert numbers(found.unsigned) == [2]
    assert numbers(found.waiting) == [3]
    assert numbers(found.closed) == [4]
    assert numbers(found.undated) == [5]
    assert not found.quiet
    assert not found.unchanged


@pytest.mark.parametrize(
    ("at", "counted", "why"),
    [
        (instant(MONDAY, 0, 0), 1, "the first minute of the week in Shanghai is Sunday in UTC"),
        (instant(SUNDAY, 23, 59), 1, "the last one"),
        (instant(MONDAY - dt.timedelta(1), 23, 59), 0, "the week before"),
        (instant(SUNDAY + dt.timedelta(1), 0, 0), 0, "the week after"),
    ],
)
def test_a_week_is_local(at: dt.datetime, counted: int, why: str) -> None:
    report = Report("已完成", 50, 1, at)
    found = of(item(1, last_report=report), item(2, assigned_at=at), item(3, signed_at=at), item(4))
    assert (found.reported, found.assigned, found.signed) == (counted,) * 3, why
    assert found.unchanged == (counted == 0)


def test_each_sees_his_own() -> None:
    items = [item(1, lead=1), item(2, lead=2, co=(1,)), item(3, lead=2, leader="江若谷、贺秋"), item(4, lead=None)]

    def seen(role: Role, name: str = "某某", unit: int | None = 1) -> list[int]:
        return numbers(view_of(Member(1, name, role, unit), items))

    assert seen(Role.LIAISON) == seen(Role.HEAD) == [1, 2]
    assert seen(Role.SUPERVISOR) == seen(Role.ADMIN) == [1, 2, 3, 4]
    assert seen(Role.LEADER, "江若谷") == [3]
    assert seen(Role.LEADER, "新来的") == [1, 2, 3, 4], "named nowhere yet: he is not left without anything"
    assert seen(Role.LIAISON, unit=None) == []


def test_weeks() -> None:
    assert week_of(SUNDAY) == week_of(MONDAY) == (MONDAY, SUNDAY)
    assert week_before(TODAY) == (dt.date(2026, 11, 16), dt.date(2026, 11, 22))
    assert week_before(dt.date(2027, 1, 4)) == (dt.date(2026, 12, 28), dt.date(2027, 1, 3))


@pytest.mark.parametrize(
    ("day", "push", "why"),
    [
        (dt.date(2026, 11, 23), True, "Monday"),
        (dt.date(2026, 11, 25), True, "Wednesday, to catch up"),
        (dt.date(2026, 11, 26), False, "Thursday"),
        (dt.date(2026, 11, 22), False, "Sunday"),
        (dt.date(2026, 10, 5), False, "a Monday within National Day"),
        (dt.date(2026, 10, 8), True, "the first working day after it"),
        (dt.date(2026, 10, 10), True, "a make-up Saturday is the third of that short week"),
        (dt.date(2026, 9, 20), False, "a make-up Sunday is the sixth of its week"),
    ],
)
def test_when_it_is_pushed(day: dt.date, push: bool, why: str) -> None:
    assert is_push_day(day, CALENDAR) == push, why


def test_an_offices_own_day_is_the_last_one_of_a_shorter_week() -> None:
    """Friday's digest: the week of National Day 2026 has three working days, 8 to 10 October."""
    friday = DigestPolicy(working_day=5, catch_up_days=0)
    days = [dt.date(2026, 10, 5) + dt.timedelta(n) for n in range(14)]
    assert [day for day in days if is_push_day(day, CALENDAR, friday)] == [dt.date(2026, 10, 10), dt.date(2026, 10, 16)]


def test_closed_early_counts_by_the_day_on_which_the_unit_reported_it_complete() -> None:
    """The review may last beyond the limit: that is not the unit's time."""
    limit = dt.date(2026, 11, 20)
    reported = (
        item(1, limit, submitted_at=instant(dt.date(2026, 11, 19))),
        item(2, limit, submitted_at=instant(limit)),
        item(3, dt.date(2026, 12, 31)),
    )
    found = of(*(replace(each, state=State.CLOSED, closed_at=instant(TODAY)) for each in reported))
    assert numbers(found.early) == [1, 3]
