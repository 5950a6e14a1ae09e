"""English words for a day, each with how it is read."""

import datetime as dt
import re

from language.understanding import days
from language.understanding.moments import Day, Moment, exact, plus_quarter
from language.understanding.numerals import number

MONTHS = {
    name: n
    for n, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + ")"
ENGLISH_WEEKDAYS = {
    name: n
    for n, name in enumerate(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), start=1)
}
WEEKDAY_EN = "(?:" + "|".join(ENGLISH_WEEKDAYS) + ")"


def english_day(found: re.Match[str], moment: Moment) -> Day:
    month = MONTHS[found["month"]]
    day = int(found["day"])
    if not 1 <= day <= 31:
        return None
    return exact(int(found["year"]) if found["year"] else moment.today.year, month, day)


def english_month(found: re.Match[str], moment: Moment) -> Day:
    year = int(found["year"]) if found["year"] else moment.today.year
    if (found["part"] or "").startswith(("mid", "middle")):
        return dt.date(year, MONTHS[found["month"]], 15)
    return days.month_end(year, MONTHS[found["month"]])


def english_weekday(found: re.Match[str], moment: Moment) -> Day:
    monday = days.monday_of(moment.today) + dt.timedelta(weeks=1 if found["next"] == "next" or found["week"] else 0)
    day = monday + dt.timedelta(days=ENGLISH_WEEKDAYS[found["day"]] - 1)
    return day + dt.timedelta(weeks=1) if day < moment.today else day


def english_within(found: re.Match[str], moment: Moment) -> Day:
    count = 1 if found["count"] in ("a", "an") else number(found["count"])
    if count is None or not 0 < count <= 1000:
        return None
    unit = found["unit"]
    if "working" in unit or "business" in unit or "work" in unit:
        return moment.calendar.add(moment.today, count)
    if unit.startswith("week"):
        return moment.today + dt.timedelta(weeks=count)
    if unit.startswith("month"):
        return days.month_after(moment.today, count)
    return moment.today + dt.timedelta(days=count)


def english_end(found: re.Match[str], moment: Moment) -> Day:
    today, what = moment.today, found["what"]
    later = found["next"] == "next"
    if what == "week":
        return days.last_working_day_of_week(today + dt.timedelta(weeks=int(later)), moment.calendar)
    if what == "month":
        first = days.month_after(today.replace(day=1), int(later))
        return days.month_end(first.year, first.month)
    if what == "quarter":
        end = days.quarter_end(today.year, days.quarter_of(today))
        return days.month_end(*plus_quarter(end)) if later else end
    return dt.date(today.year + int(later), 12, 31)


def english_quarter(found: re.Match[str], moment: Moment) -> Day:
    quarter = {"first": 1, "second": 2, "third": 3, "fourth": 4}.get(found["word"] or "") or int(found["digit"] or 0)
    return days.quarter_end(int(found["year"]) if found["year"] else moment.today.year, quarter)


def english_holiday(found: re.Match[str], moment: Moment) -> Day:
    return days.before_holiday(days.ENGLISH_HOLIDAYS[found[1]], moment.today, moment.calendar) or "which_date"
