"""Reads what a table's cell says of time: the last day or 长期坚持, and how often to report."""

import datetime as dt
import re
from dataclasses import dataclass, replace

from language.understanding.deadlines import Reading, find_deadline
from language.understanding.plain_words import plain
from language.understanding.recurrences import find_recurrence
from ledger.calendar import WorkingCalendar
from ledger.deadlines import Cadence, Deadline, DeadlineKind


@dataclass(frozen=True, slots=True)
class Limit:
    """`deadline.text` is the whole cell."""

    deadline: Deadline
    cadence: Cadence | None = None


def read_limit(cell: str, today: dt.date, calendar: WorkingCalendar, year: int) -> Limit | None:
    """None for words that name no one day (尽快, 三季度前, two dates): somebody has to be asked.

    `year` is the plan's; a table may state days that are past, too. `today` is the local date.
    """
    text = plain(cell)
    today = min(max(today, dt.date(year, 1, 1)), dt.date(year, 12, 31))
    cadence = None
    if found := find_recurrence(text):
        cadence, (start, end) = found
        text = text[:start] + " " + text[end:]
    reading = _within_the_year(find_deadline(text, today, calendar), text, calendar, year)
    if reading is None:
        return Limit(Deadline(cell, DeadlineKind.ONGOING), cadence) if cadence else None
    deadline = _deadline(reading, text, calendar, year)
    if deadline is None or _another_day(reading, text, today, calendar):
        return None
    return Limit(replace(deadline, text=cell), cadence)


def _within_the_year(reading: Reading | None, text: str, calendar: WorkingCalendar, year: int) -> Reading | None:
    """国庆节前 in a plan of this year is this year's, also when it is past: the day of a year later is not meant."""
    if reading is None or reading.day is None or reading.day.year == year or _OTHER_YEAR.search(text):
        return reading
    ahead = find_deadline(text, dt.date(year, 1, 1), calendar)
    if ahead is None or ahead.day is None or ahead.day.year != year:
        return reading
    return ahead if abs((reading.day - ahead.day).days - 365) <= _HOLIDAYS_MOVE else reading


_OTHER_YEAR = re.compile(r"20[0-9]{2}|[次明后去]年")
_HOLIDAYS_MOVE = 40


def _deadline(reading: Reading, text: str, calendar: WorkingCalendar, year: int) -> Deadline | None:
    if reading.problem != "deadline_past" or reading.day is None:
        return reading.deadline
    ahead = find_deadline(text, dt.date(year, 1, 1), calendar)
    if ahead and ahead.day == reading.day and ahead.deadline:
        return ahead.deadline
    return Deadline(reading.words, DeadlineKind.DAY, reading.day)


def _another_day(reading: Reading, text: str, today: dt.date, calendar: WorkingCalendar) -> bool:
    start, end = reading.span
    other = find_deadline(text[:start] + " , " + text[end:], today, calendar)
    return other is not None and other.day not in (None, reading.day)


_QUARTER = re.compile(r"([一二三四1-4])季度")
_ENDS = ((3, 31), (6, 30), (9, 30), (12, 31))
_LIKELY = 3


def likely_days(cell: str, today: dt.date, calendar: WorkingCalendar, year: int) -> tuple[dt.date, ...]:
    """Days that words may mean which name no one day: those they name, a quarter's ends, else the year's."""
    text = plain(cell)
    today = min(max(today, dt.date(year, 1, 1)), dt.date(year, 12, 31))
    days: list[dt.date] = []
    while len(days) < _LIKELY and (reading := find_deadline(text, today, calendar)) is not None:
        start, end = reading.span
        if reading.day is not None:
            days.append(reading.day)
        text = text[:start] + " , " + text[end:]
    for found in _QUARTER.finditer(text if not days else ""):
        n = "一二三四".find(found[1]) if found[1] in "一二三四" else int(found[1]) - 1
        days += [dt.date(year, *_ENDS[each]) for each in (n - 1, n) if each >= 0]
    return tuple(dict.fromkeys(days or [dt.date(year, 6, 30), dt.date(year, 12, 31)]))[:_LIKELY]
