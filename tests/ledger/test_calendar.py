"""Working days across the holidays and make-up days of 2026."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.calendar import WorkingCalendar
from tests.town import CALENDAR, chinese_working_calendar

DAYS = st.dates(dt.date(2025, 1, 1), dt.date(2026, 12, 31))


@pytest.mark.parametrize(
    ("day", "working", "why"),
    [
        (dt.date(2026, 11, 24), True, "a Tuesday"),
        (dt.date(2026, 11, 28), False, "a Saturday"),
        (dt.date(2026, 10, 1), False, "National Day"),
        (dt.date(2026, 9, 20), True, "a Sunday made up for National Day"),
        (dt.date(2026, 10, 10), True, "a Saturday made up for National Day"),
        (dt.date(2026, 2, 23), False, "a Monday of Spring Festival"),
        (dt.date(2026, 2, 14), True, "a Saturday made up for Spring Festival"),
        (dt.date(2026, 2, 28), True, "another one"),
    ],
)
def test_hard_days(day: dt.date, working: bool, why: str) -> None:
    assert CALENDAR.is_working(day) is working, why


@given(start=DAYS, end=DAYS)
def test_between_counts_what_is_working(start: dt.date, end: dt.date) -> None:
    low, high = min(start, end), max(start, end)
    days = (low + dt.timedelta(n) for n in range(1, (high - low).days + 1))
    counted = sum(CALENDAR.is_working(day) for day in days)
    assert CALENDAR.between(start, end) == (counted if start <= end else -counted)


@given(start=DAYS, days=st.integers(1, 40))
def test_adding_and_counting_agree(start: dt.date, days: int) -> None:
    later = CALENDAR.add(start, days)
    assert CALENDAR.is_working(later)
    assert CALENDAR.between(start, later) == days
    earlier = CALENDAR.add(start, -days)
    assert CALENDAR.is_working(earlier)
    assert CALENDAR.between(earlier - dt.timedelta(1), start - dt.timedelta(1)) == days


@given(day=DAYS)
def test_the_nearest_working_days(day: dt.date) -> None:
    before, after = CALENDAR.on_or_before(day), CALENDAR.on_or_after(day)
    assert before <= day <= after
    assert CALENDAR.is_working(before)
    assert CALENDAR.is_working(after)
    assert (before == after == day) == CALENDAR.is_working(day)


def test_a_year_nobody_has_published_is_provisional() -> None:
    """It falls back to Monday–Friday, less what the office has entered itself."""
    county_day = dt.date(2031, 9, 3)
    calendar = WorkingCalendar(holidays=[county_day], known_years=[2026])
    assert calendar.provisional(2031)
    assert not calendar.provisional(2026)
    assert not calendar.is_working(county_day)
    assert calendar.is_working(dt.date(2031, 9, 4))
    assert not calendar.is_working(dt.date(2031, 9, 6))


@pytest.mark.parametrize(
    ("day", "works", "why"),
    [
        (dt.date(2026, 11, 25), False, "a county's own holiday on a Wednesday"),
        (dt.date(2026, 11, 28), True, "a Saturday the county works"),
        (dt.date(2026, 10, 10), False, "a make-up Saturday the county does not work"),
        (dt.date(2026, 10, 7), True, "a day of National Day the county works"),
    ],
)
def test_what_the_office_lays_down_wins_over_the_years_calendar(day: dt.date, works: bool, why: str) -> None:
    calendar = chinese_working_calendar()
    before = calendar.is_working(day)
    calendar.overrule({day: works})
    assert (before, calendar.is_working(day)) == (not works, works), why
    assert calendar.between(day - dt.timedelta(1), day) == works, "counted the same as asked"
    calendar.overrule({})
    assert calendar.is_working(day) == before
