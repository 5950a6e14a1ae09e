"""When an item's regular report is due, and how many reports have been missed (反馈周期)."""

import datetime as dt
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass

from ledger.calendar import ONE_DAY, WorkingCalendar
from ledger.deadlines import Cadence, Frequency
from ledger.items import Item

_MONTHS = {Frequency.MONTHLY: 1, Frequency.QUARTERLY: 3, Frequency.HALF_YEARLY: 6}
FRIDAY = 5
THE_25TH = 25
"""Day of the month by which reports are asked for where the cadence names none (每月25日前)."""
FIRST_AFTER = 5
"""Calendar days: a report is not asked for sooner after an item was handed out."""
MOST_COUNTED = 12


@dataclass(frozen=True, slots=True)
class Cycle:
    """One period of reporting, [start, end]; its report is due by `day`. All local dates.

    A report counts for the period in which it was made, before the day or after it.
    """

    start: dt.date
    end: dt.date
    day: dt.date


def cycle_of(cadence: Cadence, day: dt.date) -> Cycle:
    """The period that `day` lies in. A day the month has not ("每月31日") is its last one."""
    if cadence.frequency is Frequency.WEEKLY:
        monday = day - day.weekday() * ONE_DAY
        return Cycle(monday, monday + 6 * ONE_DAY, monday + ((cadence.day or FRIDAY) - 1) * ONE_DAY)
    months = _MONTHS[cadence.frequency]
    first = (day.month - 1) // months * months + 1
    last = first + months - 1
    length = monthrange(day.year, last)[1]
    due = dt.date(day.year, last, min(cadence.day or THE_25TH, length))
    return Cycle(dt.date(day.year, first, 1), dt.date(day.year, last, length), due)


def cycles(cadence: Cadence, first: dt.date) -> Iterator[Cycle]:
    """From the one that `first` lies in, without end."""
    cycle = cycle_of(cadence, first)
    while True:
        yield cycle
        cycle = cycle_of(cadence, cycle.end + ONE_DAY)


def owed(item: Item, today: dt.date, calendar: WorkingCalendar, zone: dt.tzinfo) -> tuple[Cycle, ...]:
    """The cycles whose day is over without a report, oldest first; at most MOST_COUNTED."""
    if item.cadence is None or item.assigned_at is None:
        return ()
    handed_out = item.assigned_at.astimezone(zone).date()
    reported = item.last_report.at.astimezone(zone).date() if item.last_report else None
    missed: list[Cycle] = []
    for cycle in cycles(item.cadence, max(handed_out, reported or handed_out)):
        if calendar.last_day(cycle.day) >= today or len(missed) == MOST_COUNTED:
            return tuple(missed)
        given = reported is not None and reported >= cycle.start
        if not given and cycle.day >= handed_out + FIRST_AFTER * ONE_DAY:
            missed.append(cycle)
    raise AssertionError("cycles never end")


def next_due(item: Item, today: dt.date, zone: dt.tzinfo) -> dt.date | None:
    """The day of the next report that is still to be made, `today` or later."""
    if item.cadence is None:
        return None
    reported = item.last_report.at.astimezone(zone).date() if item.last_report else None
    for cycle in cycles(item.cadence, today):
        if cycle.day >= today and (reported is None or reported < cycle.start):
            return cycle.day
    raise AssertionError("cycles never end")
