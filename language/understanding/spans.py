"""First and last day of a stretch of days: 12月1日到5日, 周四周五, 明后两天, 26、27两天, Dec 7 to Dec 11, 三天."""

import datetime as dt
import re

from language.understanding import days
from language.understanding.deadlines import Reading, ahead, find_deadline
from language.understanding.message import Message
from language.understanding.numerals import number
from language.understanding.periods import find_period
from ledger.calendar import WorkingCalendar

Span = tuple[dt.date, dt.date]
_NUM = r"(?:[0-9]{1,2}|[一二三四五六七八九十廿]{1,3})"
_TENS = r"[二三]?十[一二三四五六七八九]?"
_NEAR = (
    (re.compile(r"今明后三?天|今天?、?明天?、?后天"), 0, 2),
    (re.compile(r"今明(?:两|二|2)?[天日]|今天?[和、跟]?明天|\btoday and tomorrow\b"), 0, 1),
    (re.compile(r"明后(?:两|二|2)?[天日]|明[天个]?[和、跟]?后[天个]"), 1, 2),
)
_WEEKDAYS = re.compile(
    r"(?P<week>下下?个?|这个?|本)?(?:周|星期|礼拜)(?P<first>[一二三四五六日天])"
    r"(?: ?(?:、|,|和|跟|与|及|到|至|-|~|—) ?(?:本|这|下)?(?:周|星期|礼拜)?|(?:周"
    r"|星期|礼拜))(?P<last>[一二三四五六日天])(?![月日号0-9])"
)
_TWO_DAYS = re.compile(
    rf"(?:(?P<month>{_NUM})月)?(?:(?P<a>{_NUM})[日号]?(?: ?(?:、|,|和|跟|与|及"
    rf"|到|至|-|~|—) ?|(?<=[日号]) ?)(?P<b>{_NUM})(?:[日号]|(?:这)?两天)"
    rf"|(?P<a2>{_TENS})(?P<b2>{_TENS})[日号])"
)
_JOINT = re.compile(r" ?(?:到|至|[-~—–]|\b(?:to|until|till|through|thru)\b) ?")
_JUST_A_NUMBER = re.compile(r"(?<![0-9.:/])([0-9]{1,2})(?:st|nd|rd|th)?$")
"""「1 to 4 December」."""
_BARE_DAY = re.compile(rf"({_NUM})[日号]")
_FOR_DAYS = re.compile(
    r"(?<![0-9第])([0-9]{1,3}|[一二两三四五六七八九十半]{1,3})(?:个)?(?:整)?天|\bfor ([0-9]{1,2}) days\b"
)
_LONGEST_GAP = 24
_ORDER = "一二三四五六日天"


def span_of_days(message: Message) -> Span | None:
    """Inclusive; without a first day it begins today."""
    text, today = message.text, message.hearing.today
    for read in (_near, _weekdays, _two_days):
        if (span := read(text, today)) is not None:
            return span
    if (span := from_to(text, today)) is not None:
        return span
    period = find_period(message)
    first, last = period or (None, None)
    if last is None and (day := _first_day(text, today)) is not None:
        first = last = day
    count = _FOR_DAYS.search(text)
    length = (number(count[1] or count[2]) or 1) if count else 0
    if length and (last is None or first == last):
        start = first or today
        return start, start + dt.timedelta(days=length - 1)
    return (first or today, last) if last is not None else None


def stretch(message: Message) -> Span | None:
    """Two days that are named as first and last: 明后两天, 下周一到下周五, 12/1-12/3."""
    text, today = message.text, message.hearing.today
    for read in (_near, _weekdays, _two_days):
        if (span := read(text, today)) is not None:
            return span
    slashed = _SLASHED.search(text)
    if slashed is None:
        return None
    first, last = (days.exact(today.year, int(slashed[a]), int(slashed[b])) for a, b in ((1, 2), (3, 4)))
    return (first, last) if first and last and today <= first <= last else None


_SLASHED = re.compile(r"(?<![0-9/])([0-9]{1,2})/([0-9]{1,2}) ?(?:-|到|至|~) ?([0-9]{1,2})/([0-9]{1,2})(?![0-9/])")


def last_day(message: Message) -> dt.date | None:
    """The day up to which something is to last, or on which it is to come again: the last one that is said."""
    text, today = message.named.rest.replace("当天", ""), message.hearing.today
    if (found := _PASSING.search(text)) is not None:
        count = {"几": 3}.get(found[1]) or number(found[1]) or 1
        return today + dt.timedelta(days=count * (1 if found[2] == "天" else 7))
    said = [day for clause in reversed(re.split(r"[,，。;；]", text)) if (day := _day_of(clause, today)) is not None]
    if said:
        return next((day for day in said if day != today), said[0])
    if _AFTER_THE_WEEKEND.search(text):
        return days.monday_of(today) + dt.timedelta(weeks=1)
    if _NEXT_MORNING.search(text):
        return today + dt.timedelta(days=1)
    return message.deadline.day if message.deadline else None


_PASSING = re.compile(
    r"(?:过|隔|缓|晚)个?([0-9]{1,2}|[一二两三四五六七八九十几])(天|个?星期|个?礼拜|周(?![一二三四五六日天末]))"
)
_AFTER_THE_WEEKEND = re.compile(r"过[完了]?(?:这个?)?周末")
_NEXT_MORNING = re.compile(r"明(?:儿|天)?[早晨]|听朝|明个|\btomorrow\b")


def _day_of(clause: str, today: dt.date) -> dt.date | None:
    reading = _day(clause, today)
    if reading is not None and reading.day is not None:
        return reading.day
    found = _BARE_DAY.search(clause)
    return _of_month(found[1], today) if found is not None else None


def _near(text: str, today: dt.date) -> Span | None:
    for pattern, first, last in _NEAR:
        if pattern.search(text):
            return today + dt.timedelta(days=first), today + dt.timedelta(days=last)
    if _THIS_WEEKEND.search(text):
        saturday = days.monday_of(today) + dt.timedelta(days=5)
        return saturday, saturday + dt.timedelta(days=1)
    return None


_THIS_WEEKEND = re.compile(r"(?:这个?|本)周末(?:两天)?(?!前|之前|以前)")


def _weekdays(text: str, today: dt.date) -> Span | None:
    found = _WEEKDAYS.search(text)
    if found is None:
        return None
    week = found["week"] or ""
    monday = days.monday_of(today) + dt.timedelta(weeks=week.count("下"))
    first, last = (monday + dt.timedelta(days=min(_ORDER.index(found[name]), 6)) for name in ("first", "last"))
    if not week and first < today:
        first, last = first + dt.timedelta(weeks=1), last + dt.timedelta(weeks=1)
    return (first, last) if first <= last else (first, last + dt.timedelta(weeks=1))


def _two_days(text: str, today: dt.date) -> Span | None:
    """Days of one month: 「26、27两天」「二十六二十七号」「12月7号到11号」."""
    found = _TWO_DAYS.search(_MIDDLE.sub(r"\1、", text))
    if found is None or (found["a"] and not found["month"] and not _plausible(found)):
        return None
    month = number(found["month"]) if found["month"] else None
    first = _of_month(found["a"] or found["a2"], today, month)
    last = _of_month(found["b"] or found["b2"], first or today, first.month if first else None)
    return (first, last) if first and last and first <= last else None


_MIDDLE = re.compile(rf"({_NUM})[日号]?、(?:{_NUM}[日号]?、)+")
"""「28、29、30号」: what stands between first and last."""


def _plausible(found: re.Match[str]) -> bool:
    a, b = number(found["a"]), number(found["b"])
    return a is not None and b is not None and a < b <= 31


def _of_month(said: str, today: dt.date, month: int | None = None) -> dt.date | None:
    value = number(said)
    if value is None or not 0 < value <= 31:
        return None
    if month is None:
        return days.upcoming(value, today)
    day = days.exact(today.year, month, value) if 0 < month <= 12 else None
    return (
        day.replace(year=day.year + 1) if day and (today - day).days > _LONG_PAST and (month, value) != (2, 29) else day
    )


_LONG_PAST = 183


def from_to(text: str, today: dt.date) -> Span | None:
    """Both days inclusive; without a first day from today."""
    for joint in _JOINT.finditer(text):
        first = _last_before(text[: joint.start()], today)
        last = _right_after(text[joint.end() :], first, today)
        if first is None and last is not None and (day := _JUST_A_NUMBER.search(text[: joint.start()])) is not None:
            first = _of_month(day[1], today, last.month)
        if last is not None and (first is None or first <= last):
            return first or today, last
    return None


def _right_after(rest: str, first: dt.date | None, today: dt.date) -> dt.date | None:
    reading = _day(rest, today)
    if reading is not None and reading.span[0] <= 1:
        return reading.day
    bare = _BARE_DAY.match(rest)
    return _of_month(bare[1], today, first.month if first else None) if bare else None


def _last_before(text: str, today: dt.date) -> dt.date | None:
    found, place = None, max(0, len(text) - _LONGEST_GAP)
    while (reading := _day(text[place:], today)) is not None:
        found = reading.day or found
        place += max(reading.span[1], 1)
    if found is None and (bare := _BARE_DAY.search(text)) is not None:
        return _of_month(bare[1], today)
    return found


def _first_day(text: str, today: dt.date) -> dt.date | None:
    if (reading := _day(text, today)) is not None:
        return reading.day
    bare = _BARE_DAY.search(text)
    return _of_month(bare[1], today) if bare else None


def _day(text: str, today: dt.date) -> Reading | None:
    """As said, since a limit would be moved off a day off."""
    every_day = WorkingCalendar(make_up_days=(), known_years=(today.year,))
    reading = find_deadline(text, today, every_day)
    return ahead(reading, today) if reading is not None else None
