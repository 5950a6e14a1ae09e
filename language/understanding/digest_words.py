"""Digests as they are asked for: 周报, 上个月的情况汇总, 11月1号到15号的动态, what changed since last week."""

import datetime as dt
import re

from language.clock_intents import ShowDigest
from language.understanding import days
from language.understanding.message import Message
from language.understanding.periods import week_asked
from language.understanding.spans import from_to

_LONGER = re.compile(
    r"月报(?!了|过|告|一)|季报|年报|(?:督查)?(?:情况)?(?:通报|简报)数据|(?:monthly"
    r"|quarterly|yearly|annual) (?:report(?!ing)|digest|summary|review)"
)
_SUMMED_UP = re.compile(
    r"汇总(?!表)|总结|小结|动态|动静|简报|回顾|综述|战报|快报|有(?:些"
    r"|哪些|什么|啥)(?:动作|变化|进展|新情况)|\bin (?:brief|short|a nutshell)\b|\b(?:summary|review|recap|round-?up"
    r"|digest)\b"
)
_PERIOD = re.compile(
    r"[日号](?:起|开始)?(?:到|至)|(?:上|这|本|当|下)个?(?:月|季度?|年|周|星期"
    r"|礼拜)|[0-9一二三四五六七八九十]{1,2}月(?:份"
    r"|的)|第?[一二三四1-4]个?季度?|[上下]半年|全年|今年|去年|年度|昨天|昨日"
    r"|前天|今天|这几天|[近过最][近去]?(?:的)?[一两二三四五六七八九十几0-9]{1,2}[天日周]"
    r"|\b(?:last|this|past) (?:week|month|quarter|year|\d{1,2} days)\b|\byesterday\b|\bq[1-4]\b|20[0-9]{2}年?"
)
_WEEKLY = re.compile(
    r"(?<!每)周报(?!一|告|送|1|[了过没])|(?:督查|督办|本周|这周|上周|工作|一份|出个)(?:的)?通报"
    r"|督查简报|简报|跟?上个?[周月星礼][期拜]?比|(?:这|本"
    r"|上)周.{0,6}(?:变化|小结|总结|情况)|有(?:啥|什么|哪些|没有|些啥)?(?:新)?变化"
    r"|(?:周|月|天|最近|近来|近期)(?:以来|里|来|的|有)*(?:些|什么|啥)?(?:新)?(?:变化"
    r"|动静|动态|情况汇总|大事)|what (?:has )?happened (?:this|last|in the past) (?:week"
    r"|month)|what(?:'s| is) new"
    r"|\bdigest\b|\bweekly\b(?! report(?:ing)? (?:on|for|of) item)|report for (?:last"
    r"|this) week|what(?:'s| has"
    r"| is)? changed"
)
_COMPARED = re.compile(
    r"[跟和与比]?上个?(?:周|月|星期|礼拜)(?:相比|对比|比较|[比以])|比上个?(?:周"
    r"|月|星期|礼拜)|since last (?:week|month)"
)
"""「跟上周比」 asks for this week."""
_PICTURE = re.compile(
    r"(?:拿|要|来|出|给|做)(?:我)?(?:一?[张个])?(?:大图|长图|海报)|"
    r"(?:周报|月报|季报|年报|汇总|总体情况|简报)的?(?:做成|出成|生成|弄成|转成"
    r"|画成|变成|要)?(?:一?[张个份])?(?:图(?!书)|图片|长图|海报)|(?:画|出|生成"
    r"|发|来|做|弄)(?:成|一?[张个])?(?:本周的?|这周的?)?(?:图(?!书)|图片|周报图)"
    r"|digest picture|as an? (?:picture|image)"
)
_NOT_ASKED = re.compile(
    r"每|以后|订|提醒|定期|怎么|咋|如何|哪里设|打算|不(?:要|用)|别|导出|excel"
    r"|格式|\b(?:every|each)\b|通知(?!单)|起草|草拟|拟|撰|写|初稿|稿"
)
_OF_DAY = re.compile(r"(昨天|昨日|前天|今天|今日|yesterday|today)")
_BACK = {"昨天": 1, "昨日": 1, "yesterday": 1, "前天": 2}
_PAST_DAYS = re.compile(
    r"(?:最近|近|过去|这)(?:的)?([0-9]{1,2}|[一两二三四五六七八九十几]{1,2})(?:天"
    r"|日)|\b(?:last|past) (\d{1,2}) days"
)
_LONGEST = 120
_LAST = re.compile(r"上个?(?:月|季|年|周|星期|礼拜)|\blast\b|去年")
_MONTH = re.compile(r"(?<![0-9])([0-9]{1,2}|[一二三四五六七八九十]{1,2})月(?:份)?(?!报送)")
_QUARTER = re.compile(r"第?([一二三四1-4])个?季|\bq([1-4])\b")


def digest_asked(message: Message) -> ShowDigest | None:
    """Of a month, a quarter, the year or some days; any digest as a picture."""
    if len(message.text) > _LONGEST or message.items or message.has(_EXPORTS):
        return None
    picture = message.has(_PICTURE) and not message.has(_NO_PICTURE)
    summed_up = (
        message.has(_SUMMED_UP) and message.has(_PERIOD) and not message.has(_NOT_ASKED) and not message.mentions
    )
    if not message.has(_LONGER) and not picture and not summed_up:
        return None
    return None if message.has(_HABIT) else digest_said(message)


def digest_said(message: Message) -> ShowDigest:
    """Of which days or period, and whether as a picture."""
    picture = message.has(_PICTURE) and not message.has(_NO_PICTURE)
    span = _days(message) if not message.has(_LONGER) else None
    dark = picture and any(word in message.text for word in ("深色", "黑", "dark", "暗", "夜间"))
    if span is not None:
        return ShowDigest(span[0], "days", span[1], picture=picture, dark=dark)
    period = _period(message.text)
    if period == "week":
        return ShowDigest(None if message.has(_COMPARED) else week_asked(message), picture=picture, dark=dark)
    return ShowDigest(_asked(message.text, period, message.hearing.today), period, picture=picture, dark=dark)


_HABIT = re.compile(r"每[周月天日个]|订阅|定期")
_EXPORTS = re.compile(r"导[出成]|excel|指标")
_NO_PICTURE = re.compile(r"图书|截图|地图")


def changes(message: Message) -> ShowDigest | None:
    """The week's digest, or what has changed since the last."""
    if len(message.text) > _LONGEST or not message.has(_WEEKLY) or message.items or message.has(_HABIT):
        return None
    if (span := _days(message)) is not None:
        return ShowDigest(span[0], "days", span[1])
    return ShowDigest(None if message.has(_COMPARED) else week_asked(message))


def _days(message: Message) -> tuple[dt.date, dt.date] | None:
    text, today = message.text, message.hearing.today
    if (found := _OF_DAY.search(text)) is not None and not message.has(_COMPARED):
        day = today - dt.timedelta(days=_BACK.get(found[1], 0))
        return day, day
    if message.has(_SPAN) and (span := from_to(text, today)) is not None:
        return span
    if (past := _PAST_DAYS.search(text)) is not None:
        count = (
            _NUMERALS.get(past[1] or past[2]) or int(past[1] or past[2])
            if (past[1] or past[2]).isdigit()
            else _NUMERALS.get(past[1], 0)
        )
        return (today - dt.timedelta(days=count - 1), today) if count else None
    return from_to(text, today)


_SPAN = re.compile(r"[0-9][日号][^,，]{0,3}(?:到|至|-)")
_NUMERALS = {c: n for n, c in enumerate("一二三四五六七八九十", start=1)} | {"两": 2, "几": 3}


def _period(text: str) -> str:
    if "季" in text or "quarter" in text or re.search(r"\bq[1-4]\b", text):
        return "quarter"
    if (
        "月报" in text
        or "月度" in text
        or "month" in text
        or _MONTH.search(text)
        or re.search(r"[上这本当整]个?月", text)
    ):
        return "month"
    if re.search(r"年报|年终|全年|今年|去年|年度|半年|year|annual|20[0-9]{2}", text) and not re.search(
        r"周|week", text
    ):
        return "year"
    return "week"


def _asked(text: str, period: str, today: dt.date) -> dt.date | None:
    if period == "month" and (named := _MONTH.search(text)) and (month := _numeral(named[1])) and 1 <= month <= 12:
        return dt.date(today.year if month <= today.month else today.year - 1, month, 1)
    if period == "quarter" and (quarter := _QUARTER.search(text)):
        which = "一二三四".find(quarter[1] or "") + 1 or int(quarter[1] or quarter[2])
        first = dt.date(today.year, 3 * which - 2, 1)
        return first if first <= today else dt.date(today.year - 1, 3 * which - 2, 1)
    if not _LAST.search(text):
        return None
    first = today.replace(day=1)
    if period == "quarter":
        return days.month_after(dt.date(today.year, 3 * days.quarter_of(today) - 2, 1), -3)
    return days.month_after(first, -1) if period == "month" else today.replace(day=1, month=1, year=today.year - 1)


def _numeral(said: str) -> int:
    if said.isdigit():
        return int(said)
    return {"十一": 11, "十二": 12}.get(said, _NUMERALS.get(said, 0))
