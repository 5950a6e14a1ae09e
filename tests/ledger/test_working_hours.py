"""When people may be written to, and when next."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.calendar import WorkingCalendar
from ledger.working_hours import WorkingHours
from tests.town import CALENDAR, SHANGHAI

HOURS = WorkingHours(SHANGHAI)


def at(*local: int) -> dt.datetime:
    return dt.datetime(*local, tzinfo=SHANGHAI).astimezone(dt.UTC)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("moment", "next_one", "why"),
    [
        (at(2026, 11, 24, 10, 0), at(2026, 11, 24, 10, 0), "now"),
        (at(2026, 11, 24, 8, 30), at(2026, 11, 24, 8, 30), "hours have just begun"),
        (at(2026, 11, 24, 8, 29), at(2026, 11, 24, 8, 40), "this morning"),
        (at(2026, 11, 24, 17, 59), at(2026, 11, 24, 17, 59), "the last minute"),
        (at(2026, 11, 24, 18, 0), at(2026, 11, 25, 8, 40), "closed: tomorrow"),
        (at(2026, 11, 27, 19, 0), at(2026, 11, 30, 8, 40), "Friday evening: Monday"),
        (at(2026, 11, 28, 10, 0), at(2026, 11, 30, 8, 40), "Saturday: Monday"),
        (at(2026, 9, 19, 12, 0), at(2026, 9, 20, 8, 40), "Saturday before a make-up Sunday"),
        (at(2026, 9, 30, 20, 0), at(2026, 10, 8, 8, 40), "the eve of National Day: after it"),
        (at(2026, 11, 25, 0, 0), at(2026, 11, 25, 8, 40), "midnight belongs to the new day"),
    ],
)
def test_the_next_time_to_write(moment: dt.datetime, next_one: dt.datetime, why: str) -> None:
    assert HOURS.next_allowed(moment, CALENDAR) == next_one, why


@given(st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2026, 12, 20), timezones=st.just(dt.UTC)))  # noqa: DTZ001 - bounds
def test_next_is_the_first_allowed_moment(now: dt.datetime) -> None:
    then = HOURS.next_allowed(now, CALENDAR)
    assert then >= now
    assert HOURS.allow(then, CALENDAR)
    assert HOURS.allow(now, CALENDAR) == (then == now)


def test_an_hour_that_summer_time_skips() -> None:
    """In Berlin 02:30 of 29 March 2026 does not exist: the next valid moment is meant."""
    berlin = WorkingHours(ZoneInfo("Europe/Berlin"), opens=dt.time(2), closes=dt.time(18), morning=dt.time(2, 30))
    assert berlin.at(dt.date(2026, 3, 29), dt.time(2, 30)) == dt.datetime(2026, 3, 29, 1, 30, tzinfo=dt.UTC)
    every_day = WorkingCalendar(make_up_days=[dt.date(2026, 3, 28), dt.date(2026, 3, 29)])
    now = dt.datetime(2026, 3, 28, 20, 0, tzinfo=dt.UTC)
    assert berlin.next_allowed(now, every_day) == dt.datetime(2026, 3, 29, 1, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("moment", "next_one", "why"),
    [
        (at(2026, 11, 24, 10, 0), at(2026, 11, 24, 10, 0), "within working hours"),
        (at(2026, 11, 24, 21, 59), at(2026, 11, 24, 21, 59), "the evening of a working day"),
        (at(2026, 11, 24, 22, 0), at(2026, 11, 25, 7, 0), "the night begins"),
        (at(2026, 11, 25, 6, 59), at(2026, 11, 25, 7, 0), "and ends"),
        (at(2026, 11, 28, 10, 0), at(2026, 11, 28, 10, 0), "Saturday"),
        (at(2026, 10, 1, 23, 0), at(2026, 10, 2, 7, 0), "National Day"),
    ],
)
def test_the_next_time_for_what_is_urgent(moment: dt.datetime, next_one: dt.datetime, why: str) -> None:
    assert HOURS.next_urgent(moment, CALENDAR) == next_one, why


def test_an_office_may_do_without() -> None:
    hours = replace(HOURS, urgent_opens=dt.time(9), urgent_closes=dt.time(9))
    for moment in (at(2026, 11, 28, 9, 0), at(2026, 11, 27, 19, 0)):
        assert not hours.allow_urgent(moment)
        assert hours.next_urgent(moment, CALENDAR) == at(2026, 11, 30, 8, 40)
