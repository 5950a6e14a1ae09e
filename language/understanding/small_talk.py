"""Greetings and thanks, and what concerns the chat itself: language, daily message, joining."""

import datetime as dt
import re

from language.intents import Bind, Intent, Mute, SetLanguage, Smalltalk, Subscribe
from language.sending_intents import ResumeSending
from language.understanding.message import Message
from language.understanding.numerals import number
from language.understanding.recurrences import find_recurrence

_END = r"[!！。.~,， 哈啊呀哦噢啦了的]*$"
_SMALL = (
    (
        "received",
        re.compile(
            rf"^(?:嗯+|哦+|噢+|好+)?[, ]*(?:收到|知道|明白|了解|清楚|(?:好的?|收到|行|嗯)[, ]*(?:马上|立即|这就|尽快"
            rf"|立马|现在就)(?:去)?(?:办|落实|报|弄|处理)?|好|好的|好滴|好嘞|好咧|好哒|妥|嗯+|恩|行|可以|没问题|ok"
            rf"|okay|okey|got it|noted|roger|👌|👍|1){_END}"
        ),
    ),
    (
        "thanks",
        re.compile(
            r"^(?:(?:好的?|收到|嗯+|行|ok(?:ay)?)[, ]*)?"
            r"(?:谢谢?您?你?(?:的?支持|理解|配合)?|多谢(?:多谢|支持)?|感谢(?:支持|理解|配合)?|辛苦(?:了|您了"
            r"|你了)?|(?:thanks?"
            r"|thx)(?: you)?(?: very much| a lot| so much)?"
            rf"|cheers|🙏){_END}"
        ),
    ),
    (
        "hello",
        re.compile(
            rf"^(?:各位|大家|尊敬的|领导|老师|同志|同事|主任|们)*(?:你好|您好|好(?=$|[!！。])|hi|hello|hey"
            rf"|早|早上好|上午好|下午好|晚上好|在吗|在不在|good (?:morning|afternoon"
            rf"|evening)|嗨){_END}[?？]?"
        ),
    ),
    (
        "bye",
        re.compile(
            rf"^(?:再见|拜拜|拜|走了|(?:再见|拜拜)[ ,，]*(?:我?)下班了?|下班了?|bye|goodbye"
            rf"|see you){_END}"
        ),
    ),
    (
        "who_are_you",
        re.compile(
            r"^(?:你(?:到底)?是谁[啊呀呢]?|你是(?:什么|啥)|你叫(?:什么|啥)|who are you"
            r"|what are you)[?？!。. ]*$"
        ),
    ),
)
_KINDS = (
    ("thanks", re.compile(r"谢|辛苦|thank|thx")),
    ("received", re.compile(r"收到|知道|明白|好的?|嗯|行|ok|noted|got it")),
)
_NOTHING_BUT = re.compile(
    r"(?:收到|知道了?|明白|清楚|好的?|好嘞|嗯|行|可以|没问题|谢谢?|感谢|多谢|辛苦|ok(?:ay)?"
    r"|thanks?|thx|you|got it|noted"
    r"|领导|老师|各位|大家|您|你|[ ,，.。!！~、哈啊呀哦噢啦了的呢吧👌👍🙏])+"
)
"""「好的知道了谢谢」."""
_LANGUAGE = (
    (
        "en",
        re.compile(
            r"^(?:还是|能不能|可不可以|可以|能|语言|把语言|以后|咱们?|我们?|请|就|改)*(?:说|讲|用|换成?"
            r"|切(?:换)?(?:到|成|为)?|改成|回复)?(?:英文"
            r"|英语)(?:吗|吧|版|回复我?|回答|交流|模式|说话?)?$"
            r"|^(?:please )?(?:use|reply in) english|^(?:in )?english(?: please)?$|(?:switch|change)(?: to"
            r"| the language to| language to)? english"
            r"|speak english"
        ),
    ),
    (
        "zh",
        re.compile(
            r"^(?:还是|能不能|可不可以|可以|能|语言|把语言|以后|咱们?|我们?|请|就|改)*(?:说|讲|用|换成?"
            r"|切(?:换)?(?:到|成|为)?|改成|回复)?(?:中文|汉语"
            r"|普通话)(?:吗|吧|版|回复我?|回答|交流|模式|说话?)?$"
            r"|^(?:please )?(?:use|speak|reply in) chinese|^(?:in )?chinese(?: please)?$|(?:switch"
            r"|change)(?: to| the language to| language to)? chinese"
            r"|speak chinese"
        ),
    ),
    ("", re.compile(r"^(?:换|切换|改|设置)(?:一下|个)?语言$|^语言(?:设置)?$|^(?:change |switch |set )?language$")),
)
_SUBSCRIBE = re.compile(
    r"(?:推一?[次下份条]|发一?[次份条下]|推给我|给我推|发我|发一?[次份]给我|给我发|提醒|推送|发给?我|发送"
    r"|通知我|发周报|周报发)|\bremind me\b|\bsend me\b"
    r"|\bnotify me\b"
)
_SEND_ME = re.compile(r"给我(?:推|发|提醒)|(?:推送?|发|提醒)(?:给)?我|\bsend me\b|\bremind me\b")
_EVERY = re.compile(r"每|以后|定期|\b(?:every|each|daily)\b")
_TIME = re.compile(
    r"(早上|上午|早晨|中午|下午|晚上|傍晚|凌晨)?(?:的)?([0-9]{1,2}|[一二三四五六七八九十两]{1,3})(?:点"
    r"|:)(半|一刻|[0-9]{1,2})?(?:分|钟)?|\b([0-9]{1,2})(?::([0-9]{2}))? ?(am|pm)\b"
    r"|\bat ([0-9]{1,2})(?::([0-9]{2}))?\b"
)
_MUTE = re.compile(
    r"免打扰|^(?:请)?静音|(?:别|不要|不用)[\u4e00-\u9fff]{0,3}给我发|(?:别|不要|不用|勿)(?:再|老|总|老是|总是"
    r"|一直)*(?:给我)?(?:提醒|打扰|推送"
    r"|发(?:消息|信息|通知)|烦|吵)(?:我|了|$|[,，。!吧])|别(?:再)?(?:提醒|催|打扰|烦|吵|发)我"
    r"|不要(?:再)?(?:提醒|催|打扰|发)我|(?:关闭|停止|取消"
    r"|关掉)(?:我的)?(?:提醒|推送|通知)|暂停提醒|少发点|太多了.{0,4}别发|\bmute\b|stop (?:reminding"
    r"|nudging|sending|notif)|don't (?:remind|nudge|disturb) me|do not disturb"
)
_BIND = re.compile(
    r"^我是.{0,14}(?:联络员|局长|主任|科长|负责人|小[\u4e00-\u9fff]|老[\u4e00-\u9fff])|^(?:我要"
    r"|怎么)?(?:绑定|加入|登记|注册|认证)(?:账号|单位|一下)?$|邀请码|\bi(?:'m| am) the (?:liaison"
    r"|contact|head)|\bjoin\b.{0,10}(?:code|bot)|invit(?:e|ation) code"
)
_CHANGE = re.compile(
    r"\bsend me\b|\breminders?\b|给我(?:推送|发|提醒)|(?:推送|提醒)我|改成|改到|换成|设成|设为"
    r"|每天|每日|每晚|每早|每周|每个?工作日|以后|every ?day|daily|each"
)


_ONCE = re.compile(r"今天|明天|后天|今晚|明早|\btomorrow\b|\btoday\b")


_CHANGED_TO = re.compile(r"(?:改|换|调整?|挪|推迟|提前)[^0-9一二三四五六七八九十]{0,4}[成到为]")


_RESUME = re.compile(r"(?:恢复|继续|重新开始)(?:发送|推送|发消息)|resume sending")


def small_talk(message: Message) -> Intent | None:
    if len(message.text) > 24:
        return None
    kind = next((kind for kind, pattern in _SMALL if message.has(pattern)), None)
    if kind is None and _NOTHING_BUT.fullmatch(message.text):
        kind = next((kind for kind, pattern in _KINDS if message.has(pattern)), None)
    return Smalltalk(kind) if kind else None


def about_the_chat(message: Message) -> Intent | None:
    for language, pattern in _LANGUAGE:
        if message.has(pattern):
            return SetLanguage(language)
    if _RESUME.fullmatch(message.text):
        return ResumeSending()
    if message.has(_MUTE) and not message.items:
        return Mute(message.deadline.day if message.deadline else None)
    time = _time(message)
    if (
        message.has(_SUBSCRIBE)
        and time is not None
        and message.has(_CHANGE)
        and not message.items
        and not message.has(_ONCE)
    ):
        found = find_recurrence(message.text)
        return Subscribe(time, found[0] if found else None)
    if (
        message.has(_SEND_ME)
        and message.has(_EVERY)
        and not message.items
        and (found := find_recurrence(message.text)) is not None
    ):
        return Subscribe(None, found[0])
    return Bind() if message.has(_BIND) and not message.items else None


def _time(message: Message) -> dt.time | None:
    changed = _CHANGED_TO.search(message.text)
    found = _TIME.search(message.text, changed.end() if changed else 0)
    if found is None:
        return None
    if found[2] is not None:
        hour, minute = number(found[2]), _minute(found[3])
        late = found[1] in ("下午", "晚上", "傍晚")
    else:
        hour, minute = int(found[4] or found[7]), int(found[5] or found[8] or 0)
        late = found[6] == "pm"
    if hour is None or hour > 24 or minute > 59:
        return None
    if late and hour < 12:
        hour += 12
    return dt.time(hour % 24, minute)


def _minute(said: str | None) -> int:
    if said is None:
        return 0
    return {"半": 30, "一刻": 15}.get(said) or int(said) if said in ("半", "一刻") or said.isdigit() else 0
