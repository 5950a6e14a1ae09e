"""Chinese words for a day, each with how it is read."""

import datetime as dt
import re

from language.understanding import days
from language.understanding.moments import WEEKDAYS, Day, Moment, exact, plus_quarter
from language.understanding.numerals import number


def _year(found: re.Match[str], moment: Moment) -> int:
    said = found["year"]
    if not said:
        return moment.today.year
    return (
        int(said)
        if said.isdigit()
        else moment.today.year + {"今": 0, "明": 1, "次": 1, "来": 1, "后": 2, "去": -1}[said]
    )


def month_day(found: re.Match[str], moment: Moment) -> Day:
    month, day = number(found["month"]), number(found["day"])
    if month is None or day is None:
        return None
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return "impossible_date"
    return exact(_year(found, moment), month, day)


def day_of_month(found: re.Match[str], moment: Moment) -> Day:
    """「延到27号」「27号前」: the next of that number."""
    day = number(found["day"] or found["until"])
    return days.upcoming(day, moment.today) if day is not None and 1 <= day <= 31 else None


def iso(found: re.Match[str], moment: Moment) -> Day:
    return exact(int(found[1]), int(found[2]), int(found[3]))


def slashed(found: re.Match[str], moment: Moment) -> Day:
    month, day = int(found[1]), int(found[2])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return exact(moment.today.year, month, day)


def month_part(found: re.Match[str], moment: Moment) -> Day:
    month = number(found["month"])
    if month is None or not 1 <= month <= 12:
        return None
    year, part = _year(found, moment), found["part"] or ""
    match part:
        case "上旬" | "初":
            return dt.date(year, month, 10)
        case "中旬" | "中":
            return dt.date(year, month, 20 if part == "中旬" else 15)
        case "前" | "之前" | "以前":
            return "which_date"
    return days.month_end(year, month)


def this_month(found: re.Match[str], moment: Moment) -> Day:
    today = moment.today
    first = today.replace(day=1)
    if found["which"] and "上" in found["which"]:
        first = days.month_after(first, -1)
    if found["which"] and "下" in found["which"]:
        first = days.month_after(first, 2 if "下下" in found["which"] else 1)
    if found["day"]:
        day = number(found["day"])
        return None if day is None else exact(first.year, first.month, day)
    match found["part"]:
        case "中" | "中旬":
            return first.replace(day=15 if found["part"] == "中" else 20)
        case "上旬" | "初":
            return first.replace(day=10)
    return days.month_end(first.year, first.month)


def year_end(found: re.Match[str], moment: Moment) -> Day:
    return dt.date(moment.today.year + (1 if "明年" in found[0] else -1 if "去年" in found[0] else 0), 12, 31)


def stated_year(found: re.Match[str], moment: Moment) -> Day:
    return dt.date(int(found[1]), 12, 31)


def half(found: re.Match[str], moment: Moment) -> Day:
    year = _year(found, moment)
    return dt.date(year, 12, 31) if "下" in found[0] else dt.date(year, 6, 30)


def quarter(found: re.Match[str], moment: Moment) -> Day:
    if found["before"]:
        return "which_date"
    said = found["quarter"]
    if said in ("本", "这", "下"):
        end = days.quarter_end(moment.today.year, days.quarter_of(moment.today))
        return days.month_end(*plus_quarter(end)) if said == "下" else end
    quarter = number(said)
    return days.quarter_end(_year(found, moment), quarter) if quarter and quarter <= 4 else None


def within(found: re.Match[str], moment: Moment) -> Day:
    said, unit = found["count"], found["unit"]
    if said in ("半",):
        return _half_of(unit, moment)
    if _ABOUT.fullmatch(said):
        return "which_date"
    count = number(said)
    if count is None or not 0 < count <= 1000:
        return None
    if "工作日" in unit:
        return moment.calendar.add(moment.today, count)
    if unit.startswith(("周", "星期", "礼拜")):
        return moment.today + dt.timedelta(weeks=count)
    if "月" in unit:
        later = days.month_after(moment.today, count)
        return later + dt.timedelta(days=15) if found["half"] else later
    if "年" in unit:
        return days.month_after(moment.today, 12 * count)
    return moment.today + dt.timedelta(days=count)


_ABOUT = re.compile(r"[一二两三四五六七八九]{2,3}")
"""「两三天」 is no number."""


def _half_of(unit: str, moment: Moment) -> Day:
    if "月" in unit:
        return moment.today + dt.timedelta(days=15)
    return days.month_after(moment.today, 6) if "年" in unit else None


_NEAR = {
    "今天": 0,
    "今日": 0,
    "当天": 0,
    "当日": 0,
    "明天": 1,
    "明日": 1,
    "后天": 2,
    "大后天": 3,
    "昨天": -1,
    "昨日": -1,
    "前天": -2,
    "yesterday": -1,
    "today": 0,
    "tomorrow": 1,
}


def near(found: re.Match[str], moment: Moment) -> Day:
    return moment.today + dt.timedelta(days=_NEAR[found[1]])


def weekday(found: re.Match[str], moment: Moment) -> Day:
    weeks = {"下下": 2, "下": 1, "上": -1}.get((found["week"] or "").removesuffix("个"), 0)
    monday = days.monday_of(moment.today) + dt.timedelta(weeks=weeks)
    if not found["day"]:
        return days.last_working_day_of_week(monday, moment.calendar) if found["whole"] else None
    day = monday + dt.timedelta(days=WEEKDAYS[found["day"]] - 1)
    if not found["week"] and day < moment.today:
        day += dt.timedelta(weeks=1)
    return day


def holiday(found: re.Match[str], moment: Moment) -> Day:
    return days.before_holiday(found[1], moment.today, moment.calendar) or "which_date"


def asked(found: re.Match[str], moment: Moment) -> Day:
    return "which_date"
