"""Working days: Monday to Friday, less holidays, plus make-up days (调休)."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from enum import StrEnum

ONE_DAY = dt.timedelta(days=1)
KNOWN_BY = 5
"""So many days laid down for a year by hand make it a known one: the notice of a year names more than twenty."""


class Rollover(StrEnum):
    """What becomes of a limit on a day off: it ends with the next working day, the one before, or where it stands."""

    NEXT = "next"
    PREV = "prev"
    NONE = "none"


class WorkingCalendar:
    """Calendar over given data. Years outside `known_years` fall back to Monday–Friday less the holidays given, and
    `provisional` says so (domain.md §2.3: shown as 暂定).

    What the office lays down while the program runs overrules what it was built from: see `overrule`. Everybody holds
    the same calendar, so all of them hear of it.
    """

    def __init__(
        self,
        holidays: Iterable[dt.date] = (),
        make_up_days: Iterable[dt.date] = (),
        known_years: Iterable[int] = (),
        rollover: Rollover = Rollover.NEXT,
    ) -> None:
        self._given = frozenset(holidays), frozenset(make_up_days), frozenset(known_years)
        self.rollover = rollover
        self.overruled: Mapping[dt.date, bool] = {}
        self.revision = 0
        """Grows whenever the office lays something down: what was counted before does not hold any more."""
        self._count_anew()

    def overrule(self, days: Mapping[dt.date, bool]) -> None:
        """True works, False does not. Takes the place of all that was laid down before."""
        if days != self.overruled:
            self.overruled = dict(days)
            self.revision += 1
            self._count_anew()

    def _count_anew(self) -> None:
        holidays, make_up_days, known_years = self._given
        off = {day for day, works in self.overruled.items() if not works}
        on = {day for day, works in self.overruled.items() if works}
        self._holidays = (holidays - on) | off
        self._make_up_days = (make_up_days - off) | on
        years = [day.year for day in self.overruled]
        self._known_years = known_years | {year for year in years if years.count(year) >= KNOWN_BY}
        self._lost = sorted(d for d in self._holidays - self._make_up_days if d.weekday() < 5)
        self._gained = sorted(d for d in self._make_up_days if d.weekday() >= 5)

    def provisional(self, year: int) -> bool:
        """True when the year's holidays have not been published to this calendar."""
        return year not in self._known_years

    def last_day(self, limit: dt.date) -> dt.date:
        """The day with whose end a limit is over."""
        match self.rollover:
            case Rollover.NEXT:
                return self.on_or_after(limit)
            case Rollover.PREV:
                return self.on_or_before(limit)
        return limit

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
