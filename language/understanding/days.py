"""Arithmetic of days: ends of months, quarters and weeks, and the holidays by their names."""

import datetime as dt
from calendar import monthrange

from ledger.calendar import ONE_DAY, WorkingCalendar

LUNAR = {
    "春节": (1, 15, 2, 25),
    "过年": (1, 15, 2, 25),
    "清明": (4, 2, 4, 8),
    "端午": (5, 25, 6, 28),
    "中秋": (9, 5, 10, 9),
}
"""First and last day (month, day) on which a holiday's block can begin."""

SOLAR = {
    "元旦": (1, 1),
    "五一": (5, 1),
    "劳动节": (5, 1),
    "国庆": (10, 1),
    "十一": (10, 1),
    "七一": (7, 1),
    "建党节": (7, 1),
}

ENGLISH_HOLIDAYS = {
    "new year": "元旦",
    "spring festival": "春节",
    "chinese new year": "春节",
    "labour day": "五一",
    "labor day": "五一",
    "may day": "五一",
    "dragon boat": "端午",
    "mid-autumn": "中秋",
    "national day": "国庆",
}


def month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, monthrange(year, month)[1])


def quarter_end(year: int, quarter: int) -> dt.date:
    return month_end(year, quarter * 3)


def quarter_of(day: dt.date) -> int:
    return (day.month + 2) // 3


def month_after(day: dt.date, months: int) -> dt.date:
    """The same day of a later month, or its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def monday_of(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def last_working_day_of_week(day: dt.date, calendar: WorkingCalendar) -> dt.date:
    """Sundays may be working days (调休)."""
    last = calendar.on_or_before(monday_of(day) + dt.timedelta(days=6))
    return last if last >= monday_of(day) else monday_of(day) + dt.timedelta(days=4)


def exact(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def upcoming(day: int, today: dt.date) -> dt.date | None:
    """The next day of that number: of this month, or of the next when it is past."""
    first = today.replace(day=1) if day >= today.day else month_after(today.replace(day=1), 1)
    return exact(first.year, first.month, day)


def before_holiday(name: str, today: dt.date, calendar: WorkingCalendar) -> dt.date | None:
    """The last working day before the next block of that name; None where the year's days off are not known."""
    for year in (today.year, today.year + 1):
        first = _first_day_off(name, year, calendar)
        if first is None:
            return None
        last = calendar.on_or_before(first - ONE_DAY)
        if last >= today:
            return last
    return None


def _first_day_off(name: str, year: int, calendar: WorkingCalendar) -> dt.date | None:
    if name in SOLAR:
        return dt.date(year, *SOLAR[name])
    if calendar.provisional(year):
        return None
    month, day, last_month, last_day = LUNAR[name]
    each, end = dt.date(year, month, day), dt.date(year, last_month, last_day)
    longest: tuple[int, dt.date] | None = None
    while each <= end:
        if not calendar.is_working(each) and calendar.is_working(each - ONE_DAY):
            length = (calendar.on_or_after(each) - each).days
            weekday_off = any((each + dt.timedelta(n)).weekday() < 5 for n in range(length))
            if weekday_off and (longest is None or length > longest[0]):
                longest = (length, each)
        each += ONE_DAY
    return longest[1] if longest else None
