"""What is said of reminders and days off: why, later, quiet again, 减负, 放假, 补班, and digests of longer periods."""

import datetime as dt
import re

from language.clock_intents import Mute, PauseNudges, SetCalendar, ShowDigest, Snooze, Subscribe, WhyReminded
from language.intents import Intent
from language.understanding.deadlines import find_deadline
from language.understanding.message import Message
from ledger.calendar import WorkingCalendar
from ledger.members import OFFICE

_WHY = re.compile(
    r"(?:为什么|为啥|为何|凭什么|怎么(?:又|老|总)?)(?:要|又|老是?|总是?|一直|还)*(?:给我)?发?(?:个|条)?(?:提醒|催)"
    r"|\bwhy (?:did|do|was|am|are) (?:you|i|we)\b.{0,12}\b(?:remind|nudg)"
)
_LATER = re.compile(
    r"(?:再|到时候?|晚点|迟点|过[0-9一二三两]天)再?(?:来)?(?:(?:提醒|叫)(?:我|一下|一次|吧)*|催我(?:一下|一次|吧)*)"
    r"(?=[ ,，]?(?:第?[0-9十百.]+[项条件])*$)"
    r"|^(?:晚点|迟点|稍后|回头)再?(?:提醒|说)|\bremind me (?:again |later|tomorrow|on |next )|\bsnooze\b"
)
_EVERY = re.compile(r"每|以后|都|every|each|daily")
_ALL_PAUSED = re.compile(
    r"(?:暂停|停发?|停止|先停)(?:全部|所有|一切|全县|大家)?的?(?:提醒|催办|推送)|减负(?![那这]一?[项条]|工作|任务|的事)"
    r"|\bpause (?:all )?(?:the )?reminders\b"
)
_RESUMED = re.compile(
    r"(?:恢复|重新开始|打开|开启|继续)(?:全部|所有|发)?(?:的)?(?:提醒|推送|催办)|\bresume reminders\b|\bunmute\b"
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
_ESCALATIONS = re.compile(
    r"(?:逾期|红灯|超期)的?.{0,6}(?:也|都|就)?(?:提醒|告诉|通知|推送)(?:给)?我|remind me of (?:what is )?overdue"
)
_NOT = re.compile(r"不要|不用|别|取消|不再|without|no longer|stop")
_REPORT = re.compile(
    r"月报|季报|年报|(?:督查)?(?:情况)?(?:通报|简报)数据|(?:monthly|quarterly|yearly|annual) (?:report\b|digest)"
)
_PICTURE = re.compile(
    r"(?:周报|月报|季报|年报|汇总|总体情况)的?(?:图|图片)|(?:画|出|生成|发)(?:一?[张个])?(?:图|周报图)"
    r"|digest picture|as a picture"
)


def clockwork(message: Message) -> Intent | None:
    for read in (_why, _house, _own, _later, _report):
        intent = read(message)
        if intent is not None:
            return intent
    return None


def _why(message: Message) -> Intent | None:
    return WhyReminded(message.items) if message.has(_WHY) else None


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


def _own(message: Message) -> Intent | None:
    if message.items:
        return None
    if message.has(_ESCALATIONS) and not message.asking:
        return Subscribe(what="escalations", wanted=not message.has(_NOT))
    return None


def _later(message: Message) -> Intent | None:
    if not message.has(_LATER) or message.has(_EVERY) or message.has(_NOT):
        return None
    return Snooze(message.items, message.deadline.day if message.deadline else None)


def _report(message: Message) -> Intent | None:
    """Of a month, a quarter or the year; and any digest as a picture."""
    if message.items:
        return None
    picture = message.has(_PICTURE)
    if not message.has(_REPORT) and not picture:
        return None
    text = message.text
    period = (
        "month" if "月报" in text or "month" in text else "quarter" if "季" in text or "quarter" in text else "week"
    )
    if "年报" in text or "year" in text or "annual" in text:
        period = "year"
    dark = picture and ("深色" in text or "黑" in text or "dark" in text)
    return ShowDigest(_asked(text, period, message.hearing.today), period, picture=picture, dark=dark)


_LAST = re.compile(r"上个?(?:月|季|年|周)|\blast\b|去年")
_MONTH = re.compile(r"([0-9]{1,2})月(?:份)?的?月报")


def _asked(text: str, period: str, today: dt.date) -> dt.date | None:
    if (named := _MONTH.search(text)) and 1 <= int(named[1]) <= 12:
        month = int(named[1])
        return dt.date(today.year if month <= today.month else today.year - 1, month, 1)
    if not _LAST.search(text):
        return None
    back = {"week": 7, "month": today.day, "quarter": today.day + (today.month - 1) % 3 * 31, "year": 366}[period]
    return today - dt.timedelta(days=back)
