"""Half sentences that lean on what was just talked about: 「还剩几天」「那谁牵头」「完成60%」."""

import re
from dataclasses import replace

from language.intents import (
    Assign,
    ExplainLight,
    History,
    Intent,
    Items,
    ListItems,
    Move,
    ReportProgress,
    SetDeadline,
    ShowItem,
    UnitTasks,
    Who,
)
from language.understanding import reports
from language.understanding.message import Message
from language.understanding.numerals import number

_LEFT = re.compile(
    r"还?(?:剩|有)(?:多少|几)(?:天|个?工作日)|(?:什么|啥)时候(?:截止|到期|完)|几号(?:截止|到期|前)"
    r"|截止(?:时间|日期)?(?:是)?(?:哪天|几号|什么时候|呢)?$|时限(?:呢|是|到)?|什么时候截止|\bwhen(?:'s"
    r"| is) (?:it|that|the deadline)\b|how (?:long|many days)|\bdays left\b|\bdeadline\?"
)
_STATUS = re.compile(
    r"^(?:那|它|这个|那个|这项|那项|,|，| )*(?:现在|目前)?(?:进度|进展|情况|状态|现在"
    r"|走?到哪一?步了?|到哪了?|(?:到)?(?:什么|啥)程度了?|啥样了?|咋样了?|怎么样了?"
    r"|办到哪了?)(?:呢|了|如何|怎么样|咋样|[?？])*$|^(?:and )?(?:the )?(?:status|progress)\??$"
    r"|how(?:'s| is) (?:it|that)(?: going| doing)?\??$"
)
_DETAIL = re.compile(
    r"^(?:那|它|这个|那个)?(?:详细|详情|具体|全文|原文|内容|展开)(?:点|一点|说说|讲讲|呢|看看)*[?？]?$"
    r"|^(?:show me |give me |read )?(?:the )?(?:whole|full|entire|complete) (?:text"
    r"|item|wording)\??$|^(?:more|details?|full text|tell me more)\??$"
)
_CO = re.compile(
    r"(?:我们|我局|本单位|俺们)?配合的(?:呢|有哪些)?[?？]?$|^and (?:the ones we|those we) (?:support"
    r"|help)"
)
_LEAD = re.compile(r"(?:我们|我局|本单位|俺们)?牵头的(?:呢|有哪些)?[?？]?$|^and (?:the ones we|those we) lead")
_BARE_PERCENT = re.compile(
    r"^(?:大概|差不多|约|完成|已|到|在)*([0-9]{1,3})(?:\.[0-9]+)? ?(?:%|个点|percent)?(?:了|吧"
    r"|左右)*[。.!]?$"
)


def follow_up(message: Message, intent: Intent | None) -> Intent | None:
    """`intent` is what the words mean by themselves, if anything."""
    talk = message.hearing.conversation
    if talk is None:
        return intent
    about = message.talked_about
    if answer := _answer(message, talk.asked, about):
        return answer
    one = about if len(about) == 1 else ()
    match intent:
        case Who(items=()) if about:
            return Who(about[:10], intent.field)
        case ExplainLight(items=()) if one:
            return ExplainLight(one, intent.lights)
        case History(items=()) if one:
            return History(one, intent.field)
        case ReportProgress(items=()) if one:
            return replace(intent, items=one)
        case SetDeadline() | Assign() | Move():
            return intent
    return _half_sentence(message, about) or intent


def _half_sentence(message: Message, about: Items) -> Intent | None:
    if message.items or message.unit is not None or len(message.text) > 24:
        return None
    if message.has(_CO):
        return UnitTasks(None, "co")
    if message.has(_LEAD):
        return UnitTasks(None, "lead")
    if not about:
        return None
    if message.has(_DETAIL) and len(about) == 1:
        return ShowItem(about, detail=True)
    if message.has(_LEFT) or message.has(_STATUS):
        return ShowItem(about) if len(about) == 1 else ListItems(items=about)
    return None


def _answer(message: Message, asked: str, about: Items) -> Intent | None:
    """What was asked for, said without anything around it."""
    if asked not in ("percent", "report") or len(about) != 1 or message.items or message.asking:
        return None
    if found := _BARE_PERCENT.match(message.text):
        return ReportProgress(about, message.original.strip(), number(found[1]))
    told = reports.read_report(message.text, message.original)
    if asked == "percent" and not told.concrete:
        return ReportProgress(about, told.text, vague=False) if reports.is_concrete(message.text) else None
    return ReportProgress(about, told.text, told.percent, told.value, told.next_step, told.problem, told.vague)
