"""Working days: Monday to Friday, less holidays, plus make-up days (调休)."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable

ONE_DAY = dt.timedelta(days=1)


class WorkingCalendar:
    """Pure calendar over given data. Years outside `known_years` fall back to Monday–Friday less the
    holidays given, and `provisional` says so (domain.md §2.3: shown as 暂定).
    """

    def __init__(
        self,
        holidays: Iterable[dt.date] = (),
        make_up_days: Iterable[dt.date] = (),
        known_years: Iterable[int] = (),
    ) -> None:
        self._holidays = frozenset(holidays)
        self._make_up_days = frozenset(make_up_days)
        self._known_years = frozenset(known_years)
        self._lost = sorted(d for d in self._holidays - self._make_up_days if d.weekday() < 5)
        self._gained = sorted(d for d in self._make_up_days if d.weekday() >= 5)

    def provisional(self, year: int) -> bool:
        """True when the year's holidays have not been published to this calendar."""
        return year not in self._known_years

    def is_working(self, day: dt.date) -> bool:
        if day in self._make_up_days:
            return True
        return day.weekday() < 5 and day not in self._holidays

    def on_or_after(self, day: dt.date) -> dt.date:
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def on_or_before(self, day: dt.date) -> dt.date:
        while not self.is_working(day):
            day -= ONE_DAY
        return day

    def add(self, day: dt.date, working_days: int) -> dt.date:
        """The n-th working day after `day` (n > 0), before it (n < 0), or `day` itself (n = 0)."""
        step = ONE_DAY if working_days > 0 else -ONE_DAY
        for _ in range(abs(working_days)):
            day += step
            while not self.is_working(day):
                day += step
        return day

    def between(self, start: dt.date, end: dt.date) -> int:
        """Working days in (start, end]; negative when end lies before start."""
        if end < start:
            return -self.between(end, start)
        return self._count(end) - self._count(start)

    def _count(self, day: dt.date) -> int:
        """Working days from 0001-01-01 (a Monday) up to and including `day`."""
        weeks, rest = divmod(day.toordinal(), 7)
        weekdays = weeks * 5 + min(rest, 5)
        return weekdays - bisect_right(self._lost, day) + bisect_right(self._gained, day)
