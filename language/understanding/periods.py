"""From when to when a list is wanted: 本周, 下月, 月底前到期的, 端午前要完的, by end of June."""

import datetime as dt
import re

from language.understanding import days
from language.understanding.deadlines import Reading, find_deadline
from language.understanding.message import Message
from language.understanding.numerals import number

_WEEK = re.compile(r"(上上|上|这|本|下下|下)个?(?:周|星期|礼拜)(?![一二三四五六日天1-7])|\b(last|this|next) week\b")
_MONTH = re.compile(r"(上|这|本|下)个?月(?!底|末|[0-9])|\b(last|this|next) month\b")
_QUARTER = re.compile(r"(上|这|本|下)个?季度?|\b(last|this|next) quarter\b")
_DAY = re.compile(r"今天|今日|今儿个?|\btoday\b")
_FROM_TODAY = re.compile(r"(?:今天|今日|现在|即日)起?(?:开始)?(?:到|至|-|~)")
_UNTIL = re.compile(
    r"之?前|以前|到(?!期|点)|截止到?(?=[0-9一二三四五六七八九十明后今下本这月周])" r"|底|末|内|by\b|before|until|end of"
)
_NEXT_DAYS = re.compile(
    r"(?:最近|近|未来|接下来|后)(?:的)?([0-9一二三四五六七八九十两]{1,3})(?:个工作日|天|日)"
    r"|\bnext (\d{1,2}) days\b"
)
_WHOLE_MONTH = re.compile(
    r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})月(?:份)?|(?:in )?(?:january|february|march|april"
    r"|may|june|july|august|september|october|november|december)"
)
_WHOLE_QUARTER = re.compile(r"第?[一二三四1-4]个?季度?|(?:the )?(?:first|second|third|fourth) quarter|q[1-4]")
_OF_MONTH = re.compile(
    r"(?<![月0-9一二三四五六七八九十])([0-9]{1,2}|[一二三四五六七八九十]{1,3})[号日](当天"
    r"|那天|这天|到期|截止|之?前|以前|(?=要交|该交|要报|该报))"
)
"""「27号当天到期的」."""
_TENTH = re.compile(r"([上中下])旬(?![之以]?前)")
_AND_TO = re.compile(r" ?(?:到(?!期)|至(?!少|今)|-|~|—|to|and|through) ?")
_STEP = {"上上": -2, "上": -1, "last": -1, "这": 0, "本": 0, "this": 0, "下": 1, "next": 1, "下下": 2}

_WEEKDAY = re.compile(r"(?:周|星期|礼拜)([一二三四五六日天])")
_WEEKDAYS = "一二三四五六日天"

Period = tuple[dt.date | None, dt.date | None]


def find_period(message: Message) -> Period | None:
    """Both days inclusive. A single limit ("月底前") starts nowhere: what is overdue belongs to it, too."""
    today, text = message.hearing.today, message.text
    if found := _WEEK.search(text):
        monday = days.monday_of(today) + dt.timedelta(weeks=_STEP[found[1] or found[2]])
        return monday, monday + dt.timedelta(days=6)
    if found := _MONTH.search(text):
        first = days.month_after(today.replace(day=1), _STEP[found[1] or found[2]])
        return first, days.month_end(first.year, first.month)
    if found := _QUARTER.search(text):
        start = dt.date(today.year, 3 * days.quarter_of(today) - 2, 1)
        first = days.month_after(start, 3 * _STEP[found[1] or found[2]])
        return first, days.quarter_end(first.year, days.quarter_of(first))
    if (found := _FROM_TODAY.search(text)) is not None:
        last = find_deadline(text[found.end() :], today, message.hearing.calendar)
        if last is not None and last.span[0] == 0 and last.day is not None:
            return today, last.day
    if _DAY.search(text) and _OF_MONTH.search(text) is None:
        return today, today
    if found := _NEXT_DAYS.search(text):
        count = number(found[1] or found[2]) or 0
        return today, today + dt.timedelta(days=count)
    if (bare := _OF_MONTH.search(text)) is not None and (day := days.upcoming(number(bare[1]) or 0, today)) is not None:
        return (None if _UNTIL.search(bare[2]) else day), day
    reading = message.deadline
    if reading is None or reading.day is None:
        return None
    if _WHOLE_QUARTER.fullmatch(reading.words):
        return days.month_after(reading.day.replace(day=1), -2), reading.day
    if _WHOLE_MONTH.fullmatch(reading.words):
        return reading.day.replace(day=1), reading.day
    if tenth := _TENTH.search(reading.words):
        return reading.day.replace(day={"上": 1, "中": 11, "下": 21}[tenth[1]]), reading.day
    if (second := _second_day(message, reading)) is not None:
        return reading.day, second
    whole_day = not _UNTIL.search(text[reading.span[0] : reading.span[1] + 2]) and not _UNTIL.search(
        text[max(0, reading.span[0] - 7) : reading.span[0]]
    )
    return (reading.day, reading.day) if whole_day else (None, reading.day)


def _second_day(message: Message, first: Reading) -> dt.date | None:
    """「12月15号到20号之间」."""
    rest, today, calendar = message.named.rest, message.hearing.today, message.hearing.calendar
    joint = _AND_TO.match(rest, first.span[1])
    if joint is None or first.day is None:
        return None
    then = rest[joint.end() :]
    if weekday := _WEEKDAY.match(then):
        # 「下周一到周三」: of the same week.
        same_week = days.monday_of(first.day) + dt.timedelta(days=min(_WEEKDAYS.index(weekday[1]), 6))
        if same_week >= first.day:
            return same_week
    last = find_deadline(then, today, calendar)
    if last is None or last.span[0] > 0:
        last = find_deadline(f"{first.day.month}月{then}", today, calendar)
    return last.day if last is not None and last.span[0] == 0 and last.day and last.day >= first.day else None


def week_asked(message: Message) -> dt.date | None:
    """A day in the week whose digest is wanted; None for the week so far."""
    found = _WEEK.search(message.text)
    if found is None:
        return message.deadline.day if message.deadline and message.deadline.day else None
    step = _STEP[found[1] or found[2]]
    return None if step == 0 else message.hearing.today + dt.timedelta(weeks=step)
