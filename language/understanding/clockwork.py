"""What is said of reminders and days off: why, later, quiet again, 减负, 放假, 补班, and digests of longer periods."""

import datetime as dt
import re

from language.clock_intents import Mute, PauseNudges, SetCalendar
from language.intents import Clarify, Intent
from language.understanding.deadlines import find_deadline
from language.understanding.digest_words import digest_asked
from language.understanding.message import Message
from language.understanding.reminders import own_reminders
from ledger.calendar import WorkingCalendar
from ledger.members import OFFICE

_ALL_PAUSED = re.compile(
    r"(?:暂停|停发?|停止|先停)(?:全部|所有|一切|全县|大家)的?[^,，]{0,4}(?:提醒"
    r"|催办|催报|推送)|(?:全县|所有|全部|大家|各单位|一切)的?[^,，]{0,4}(?:提醒"
    r"|催办|催报|推送)[^,，怎]{0,6}(?:停|暂停|别发|关)|(?:暂停|停发?|停止|先停)(?:全部"
    r"|所有|一切|全县|大家)?的?(?:提醒|催办|推送)|减负(?!这|那|的|工作|任务|项"
    r"|事)"
    r"|\bpause (?:all )?(?:the )?reminders\b"
)
_GOES_ON = re.compile(
    r"(?:提醒|催办|推送)[^,，]{0,4}(?:不用|不要|别|不必|不能|先不)[^,，]{0,3}(?:停"
    r"|关|恢复)|(?:不用|不要|别|不必)[^,，]{0,3}(?:停|关|恢复)[^,，]{0,6}(?:提醒"
    r"|催办|推送)|(?:如果|假如|要是|万一)[^。]{0,20}提醒"
)
_RESUMED = re.compile(
    r"(?:全县|所有|全部|大家|各单位)的?[^,，]{0,4}(?:提醒|催办|推送)[^,，]{0,4}(?:恢复"
    r"|重新|打开|开启|继续)|(?:恢复|重新开始|打开|开启|继续)(?:全部|所有|发)?(?:的)?(?:提醒"
    r"|推送|催办)|\bresume reminders\b|\bunmute\b"
    r"|取消免打扰"
)
_OFF = re.compile(
    r"(?:放假|调休|休息|不上班|休假)(?!通知|文件|安排表)|\b(?:is |are )?(?:a holiday|holidays|off|day off)$"
)
_ON = re.compile(r"补班|(?:要|正常|照常)?上班|\b(?:is |are )?(?:worked|a working day|working days?)$")
_USUAL = re.compile(r"(?:恢复|按)原来?(?:的)?(?:安排|样)|不放假了|取消(?:放假|补班)")
_YEAR = re.compile(
    r"(?:节假日|放假|假期|补班|调休)(?:安排|日历|表)?(?:是|有)?(?:什么|哪些|怎么|如何|呢|吗|[?？])*$|^holidays\??$"
)
_LONG_PAST = 31
_AND_TO = re.compile(r" ?(?:到|至|-|~|—|to|until) ?")


def clockwork(message: Message) -> Intent | None:
    for read in (_house, own_reminders, digest_asked):
        intent = read(message)
        if intent is not None:
            return intent
    return None


def _house(message: Message) -> Intent | None:
    """For everybody. Of who is no admin the handler says so; what is asked for oneself is told apart by 我."""
    if message.items or message.mentions:
        return None
    if message.has(_USUAL) and (span := _days(message)) is not None:
        return SetCalendar(*span, "usual")
    for works, pattern in (("on", _ON), ("off", _OFF)):
        if message.has(pattern) and not message.asking and "我" not in message.text:
            span = _days(message)
            if span is not None:
                return SetCalendar(*span, works)
    if message.has(_YEAR):
        return SetCalendar()
    for_all = message.hearing.role in OFFICE and "我" not in message.text
    if for_all and message.has(_GOES_ON):
        return Clarify("negated", words=message.said)
    if message.has(_RESUMED):
        return PauseNudges(resume=True) if for_all and "免打扰" not in message.text else Mute(off=True)
    if for_all and message.has(_ALL_PAUSED) and not message.asking:
        return PauseNudges(last=message.deadline.day if message.deadline else None, reason=message.said)
    return None


def _days(message: Message) -> tuple[dt.date, dt.date | None] | None:
    """「5月18日」, 「5月1日到5日」; as said, since a limit would be moved off a day off."""
    text, today = message.text, message.hearing.today
    every_day = WorkingCalendar(make_up_days=(), known_years=(today.year,))
    first = find_deadline(text, today, every_day)
    if first is None or first.day is None:
        return None
    joint = _AND_TO.match(text, first.span[1])
    if joint is None:
        return _ahead(first.day, today), None
    rest = text[joint.end() :]
    last = find_deadline(rest, today, every_day)
    if last is None or last.span[0] > 0:
        last = find_deadline(f"{first.day.month}月{rest}", today, every_day)
    if last is None or last.day is None or last.span[0] > 0 or last.day < first.day:
        return None
    return _ahead(first.day, today), _ahead(last.day, today)


def _ahead(day: dt.date, today: dt.date) -> dt.date:
    """Said in November, 「5月1日放假」 is about the May to come."""
    if (today - day).days <= _LONG_PAST:
        return day
    return day.replace(year=day.year + 1, day=min(day.day, 28) if day.month == 2 else day.day)
