"""When a regular report is due and when it is missing, across the hard days."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.deadlines import Cadence, Frequency
from ledger.feedback import Cycle, cycle_of, next_due, owed
from ledger.items import Item, Report
from tests.ledger.making import SHANGHAI, item
from tests.town import CALENDAR

MONTHLY = Cadence(Frequency.MONTHLY, 25)


def at(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(10), SHANGHAI).astimezone(dt.UTC)


def reporting(cadence: Cadence, handed_out: dt.date, reported: dt.date | None = None) -> Item:
    report = Report("推进", None, 5, at(reported)) if reported else None
    return item(cadence=cadence, assigned_at=at(handed_out), last_report=report)


@pytest.mark.parametrize(
    ("cadence", "day", "due", "why"),
    [
        (Cadence(Frequency.WEEKLY), dt.date(2026, 11, 23), dt.date(2026, 11, 27), "Friday where no day is named"),
        (Cadence(Frequency.WEEKLY, 1), dt.date(2026, 11, 29), dt.date(2026, 11, 23), "Sunday belongs to its Monday"),
        (MONTHLY, dt.date(2026, 11, 30), dt.date(2026, 11, 25), "the month's own 25th, past or not"),
        (Cadence(Frequency.MONTHLY, 31), dt.date(2026, 2, 3), dt.date(2026, 2, 28), "C05: no 31st in February"),
        (Cadence(Frequency.MONTHLY, 31), dt.date(2028, 2, 3), dt.date(2028, 2, 29), "C05: a leap year"),
        (Cadence(Frequency.QUARTERLY), dt.date(2026, 10, 1), dt.date(2026, 12, 25), "in the quarter's last month"),
        (Cadence(Frequency.HALF_YEARLY, 30), dt.date(2026, 1, 1), dt.date(2026, 6, 30), "half a year"),
    ],
)
def test_the_day_of_a_report(cadence: Cadence, day: dt.date, due: dt.date, why: str) -> None:
    assert cycle_of(cadence, day).day == due, why


@given(
    cadence=st.builds(Cadence, st.sampled_from(Frequency), st.one_of(st.none(), st.integers(1, 7))),
    day=st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31)),
)
def test_every_day_lies_in_one_cycle(cadence: Cadence, day: dt.date) -> None:
    found = cycle_of(cadence, day)
    assert found.start <= day <= found.end
    assert found.start <= found.day <= found.end
    assert cycle_of(cadence, found.start) == cycle_of(cadence, found.end) == found
    assert cycle_of(cadence, found.end + dt.timedelta(1)).start == found.end + dt.timedelta(1)


@pytest.mark.parametrize(
    ("reported", "today", "missed", "why"),
    [
        (None, dt.date(2026, 9, 25), 0, "the day itself is still inside"),
        (None, dt.date(2026, 9, 28), 0, "a holiday, Mid-Autumn: over with Monday"),
        (None, dt.date(2026, 9, 29), 1, "and missing on Tuesday"),
        (None, dt.date(2026, 11, 26), 3, "September, October and November"),
        (dt.date(2026, 9, 1), dt.date(2026, 9, 28), 0, "early in the month counts for the month"),
        (dt.date(2026, 9, 30), dt.date(2026, 10, 20), 0, "late, but made"),
        (dt.date(2026, 9, 30), dt.date(2026, 10, 27), 1, "and the next one is missing"),
        (dt.date(2026, 9, 30), dt.date(2026, 10, 26), 0, "25 October is a Sunday: over with Monday"),
    ],
)
def test_what_is_missing(reported: dt.date | None, today: dt.date, missed: int, why: str) -> None:
    of = reporting(MONTHLY, dt.date(2026, 9, 1), reported)
    assert len(owed(of, today, CALENDAR, SHANGHAI)) == missed, why


def test_nothing_is_asked_for_right_after_handing_out() -> None:
    of = reporting(MONTHLY, dt.date(2026, 9, 22))
    assert owed(of, dt.date(2026, 9, 30), CALENDAR, SHANGHAI) == ()
    assert owed(reporting(MONTHLY, dt.date(2026, 9, 20)), dt.date(2026, 9, 30), CALENDAR, SHANGHAI) == (
        Cycle(dt.date(2026, 9, 1), dt.date(2026, 9, 30), dt.date(2026, 9, 25)),
    )


def test_the_next_one() -> None:
    assert next_due(reporting(MONTHLY, dt.date(2026, 9, 1)), dt.date(2026, 9, 10), SHANGHAI) == dt.date(2026, 9, 25)
    done = reporting(MONTHLY, dt.date(2026, 9, 1), dt.date(2026, 9, 3))
    assert next_due(done, dt.date(2026, 9, 10), SHANGHAI) == dt.date(2026, 10, 25)
