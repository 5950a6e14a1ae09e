"""What a rule of deadlines is given, and what it yields."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from language.understanding import days
from ledger.calendar import WorkingCalendar

WEEKDAYS = {**dict(zip("一二三四五六日天", (1, 2, 3, 4, 5, 6, 7, 7), strict=True)), **{str(n): n for n in range(1, 8)}}


@dataclass(frozen=True, slots=True)
class Moment:
    today: dt.date
    calendar: WorkingCalendar


Day = dt.date | str | None
"""A day; a problem; or None: these words are no date after all."""


def exact(year: int, month: int, day: int) -> Day:
    return days.exact(year, month, day) or "impossible_date"


def plus_quarter(end: dt.date) -> tuple[int, int]:
    later = days.month_after(end.replace(day=1), 3)
    return later.year, later.month


Rule = tuple[re.Pattern[str], Callable[[re.Match[str], Moment], Day]]
