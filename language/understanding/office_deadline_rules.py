"""Idioms of offices for a day: 当日事当日毕, 立行立改, 双过半, “十四五”末; and days that count from an event."""

import datetime as dt
import re

from language.understanding.deadline_rules import asked, within
from language.understanding.moments import Day, Moment, Rule
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


OFFICE_RULES: tuple[Rule, ...] = (
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
