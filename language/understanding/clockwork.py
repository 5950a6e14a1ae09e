"""What is said of reminders and days off: why, later, quiet again, 减负, 放假, 补班, and digests of longer periods."""

import datetime as dt
import re

from language.clock_intents import ShowDigest, Snooze, Subscribe, WhyReminded
from language.intents import Intent
from language.understanding.house_days import of_the_house
from language.understanding.message import Message

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
_ESCALATIONS = re.compile(
    r"(?:逾期|红灯|超期)的?.{0,6}(?:也|都|就)?(?:提醒|告诉|通知|推送)(?:给)?我|remind me of (?:what is )?overdue"
)
_NOT = re.compile(r"不要|不用|别|取消|不再|without|no longer|stop")
_REPORT = re.compile(
    r"月报|季报|年报|(?:督查)?(?:情况)?(?:通报|简报)数据|(?:monthly|quarterly|yearly|annual) (?:report|digest)"
)
_PICTURE = re.compile(
    r"(?:周报|月报|季报|年报|汇总|总体情况)的?(?:图|图片)|(?:画|出|生成|发)(?:一?[张个])?(?:图|周报图)"
    r"|digest picture|as a picture"
)


def clockwork(message: Message) -> Intent | None:
    for read in (_why, of_the_house, _own, _later, _report):
        intent = read(message)
        if intent is not None:
            return intent
    return None


def _why(message: Message) -> Intent | None:
    return WhyReminded(message.items) if message.has(_WHY) else None


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
