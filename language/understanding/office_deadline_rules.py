"""Idioms of offices for a day: 当日事当日毕, 立行立改, 双过半, “十四五”末; and days that count from an event."""

import datetime as dt
import re

from language.understanding import days
from language.understanding.deadline_rules import asked, within
from language.understanding.moments import WEEKDAYS, Day, Moment, Rule
from language.understanding.numerals import number

_AT_ONCE = 7
"""Days that 立行立改 gives (domain.md §2.3, row 35); the card shows the day it makes."""
_NUM = "[0-9]{1,3}|[零一二两三四五六七八九十]{1,3}"
_UNIT = r"(?:个?工作日|个?星期|个?礼拜|周|个?半?月|年|天|日)"


def same_day(found: re.Match[str], moment: Moment) -> Day:
    return moment.today


def at_once(found: re.Match[str], moment: Moment) -> Day:
    return moment.today + dt.timedelta(days=_AT_ONCE)


def half_of_the_year(found: re.Match[str], moment: Moment) -> Day:
    return dt.date(moment.today.year, 6, 30)


def five_years(found: re.Match[str], moment: Moment) -> Day:
    """The thirteenth ended with 2020."""
    return dt.date(2020 + 5 * ((number(found["plan"]) or 13) - 13), 12, 31)


def weekday_of_month(found: re.Match[str], moment: Moment) -> Day:
    """「12月最后一个星期五」「下月第二个周三」"""
    today = moment.today
    month = number(found["month"]) if found["month"] else days.month_after(today.replace(day=1), 1).month
    if month is None or not 1 <= month <= 12:
        return None
    first = dt.date(today.year + (month < today.month), month, 1)
    weekday = WEEKDAYS[found["day"]] - 1
    weeks = number(found["which"]) if found["which"] else None
    if weeks is None:
        last = days.month_end(first.year, month)
        return last - dt.timedelta(days=(last.weekday() - weekday) % 7)
    day = first + dt.timedelta(days=(weekday - first.weekday()) % 7, weeks=weeks - 1)
    return day if day.month == month else None


def feast(found: re.Match[str], moment: Moment) -> Day:
    """Days that are no days off: the winter solstice, and those of the West."""
    words, today = found[0], moment.today
    if "冬至" in words:
        day = dt.date(today.year, 12, 22 if today.year % 4 in (2, 3) else 21)
    else:
        day = dt.date(today.year, 12, 24 if "平安夜" in words or "eve" in words else 25)
    return day if day >= today else day.replace(year=today.year + 1)


OFFICE_RULES: tuple[Rule, ...] = (
    (
        re.compile(
            r"(?:(?P<month>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九]) ?月份?|下个?月)的?(?:最后一?个?"
            r"|第(?P<which>[一二三四1-4])个?)"
            r"(?:周|星期|礼拜)(?P<day>[一二三四五六日天])"
        ),
        weekday_of_month,
    ),
    (re.compile(r"冬至(?:那天|当天|节)?|圣诞(?:节|那天)*|平安夜|\bchristmas(?: eve| day)?\b"), feast),
    (re.compile(r"随到随办|(?:当[日天]事)?当[日天](?:事)?毕|事不隔夜|日清日结|日事日毕"), same_day),
    (re.compile(r"立行立改|即知即改|立查立改|马上就改"), at_once),
    (re.compile(r"双过半|时间过半"), half_of_the_year),
    (re.compile(r"(?P<plan>十[一二三四五六七八九])五[”\"'」]?(?:规划)?(?:期末|末|收官|期满)前?"), five_years),
    (re.compile(rf"用(?P<count>半|{_NUM}) ?(?P<unit>{_UNIT})(?P<half>(?<=半月))?(?:左右)?的?时间"), within),
    (
        re.compile(
            r"(?:会后|会议[^,，。]{0,8}起|(?:收到|接到|接)[^,，。0-9]{0,10}[起后]|(?:办结|批准|批复|签收|下达"
            r"|印发|交办|验收|公示|审批)(?:之日|次日)?[后起])"
            rf"[^,，。0-9]{{0,3}}(?:半|{_NUM}) ?{_UNIT}(?:之内|以内|内)?"
        ),
        asked,
    ),
    (re.compile(r"以[^,，。]{1,8}(?:通知|文件|要求|规定)为准|待上级明确"), asked),
)
"""What counts from an event has no day until the event has one."""
