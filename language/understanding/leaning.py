"""What an unread sentence most likely asks for, by what it speaks of. Only questions: a wrong one changes nothing."""

import re
from collections.abc import Callable, Sequence

from language.clock_intents import ShowDigest
from language.intents import (
    Decisions,
    Export,
    Help,
    Intent,
    MyTasks,
    Overview,
    Reconcile,
    ShowItem,
    Stats,
    UnitTasks,
    Who,
)
from language.people_intents import MyData, ShowPeople
from language.understanding.asking_how import HOUSE_TOPICS, TOPICS
from language.understanding.listings import OTHER_MATTERS
from language.understanding.message import Message
from language.understanding.question_words import any_unit
from language.understanding.single_items import NOBODY_ASKED
from language.understanding.topics import SURE, clear
from language.understanding.units import own_unit

WISHES_TO_SEE = re.compile(
    r"看|瞧|瞅|列|查|调出|给我|发我|报我|告诉我|说说|讲讲|想知道|想了解|了解一?下"
    r"|问一?下|有没有|拉个|拉出|翻|捋|理一?[下理]|念|清楚[吗不]|情况|嘛$|呗$"
    r"|撒$"
    r"|^(?:can|could|please|show|list|see|tell|give|get|let me|check|find|any"
    r"|what|which|who|how|where|when|why|is|are|do|does|i (?:want|need))\b"
)
_TELLS = re.compile(
    r"不用|不要|没|别|算了|就是|了[。!]?$|[过完]了|因为|所以|但是?|打算|准备"
    r"|明天我|\b(?:no|not|never|don't|won't|why not|great)\b"
)
"""Told, denied or mocked: nothing is asked."""
_LONGEST = 40
_TABLE: Sequence[tuple[re.Pattern[str], Callable[[Message], Intent | None]]] = (
    (
        re.compile(
            r"怎么(?![样还又没])|咋(?![样还又没])|如何(?=[^了?？]{2})|教程|教(?:教|一?下"
            r"|我)|流程|步骤|手续|格式|说明书|规矩|门道|\bexplain\b|\bhow (?:do|to|can"
            r"|does)\b|\bguide\b|\binstructions?\b"
        ),
        lambda message: _help(message),
    ),
    (
        re.compile(r"周报|月报|季报|年报|小结|变化|动态|近况|\bdigest\b|\bweekly\b|\bmonthly\b" r"|\bchanges\b"),
        lambda message: ShowDigest(),
    ),
    (
        re.compile(
            r"(?:等|要|让|待|需|请)[^,，]{0,3}(?:我|您)[^,，]{0,5}(?:批|审|定|签字|拍板"
            r"|点头)|(?:my|me).{0,20}(?:approv|sign|decid|decision)|(?:approv|sign|decid"
            r"|decision).{0,20}\b(?:my|me)\b"
        ),
        lambda message: Decisions(),
    ),
    (
        re.compile(r"指标|目标|差距|缺口|\btargets?\b|\bgaps?\b|\bindicators?\b"),
        lambda message: Reconcile(message.items, any_unit(message)),
    ),
    (
        re.compile(r"台账|表格|excel|电子版|下载|\bspreadsheet\b|\bledger\b"),
        lambda message: Export("", any_unit(message)),
    ),
    (
        re.compile(
            r"(?:谁|哪些人|人员|同事|联系人|名单|\b(?:who|members|people|staff)\b).*(?:用"
            r"|注册|登记|绑|加入|系统|机器人|在册|\bbot\b|\busing\b|\bregistered\b)"
        ),
        lambda message: ShowPeople(any_unit(message)) if message.mentions or own_unit(message.text) else None,
    ),
    (
        re.compile(r"(?:我|本人)[^,，]{0,6}(?:信息|数据|资料)|\bmy (?:data|info)|data .{0,12}\bme\b"),
        lambda message: MyData(),
    ),
    (
        re.compile(
            r"最[好差快慢多少高低]|排名|[率比](?:多|高|低|是|$)|各(?:单位|局|部门|乡镇)"
            r"|\b(?:each|rank|by (?:unit|department|bureau))\b"
        ),
        lambda message: Stats(message.unit),
    ),
    (
        re.compile(r"谁|哪位|哪个(?:单位|局|领导|部门)|哪家|\bwho\b|\bwhich (?:unit|bureau|office)\b"),
        lambda message: _who(message),
    ),
    (re.compile(r""), lambda message: ShowItem(message.loosely_named.items) if message.loosely_named.items else None),
    (
        re.compile(
            r"[我俺咱](?!们|县).*(?:任务|活|事|忙|欠|办|干|做|交|管|盯|忘|剩|待)|\b(?:i"
            r"|my|mine|me)\b.*\b(?:tasks?|work|do|left|open|due|owe|handle|list|todo)\b"
            r"|\b(?:tasks?|work|left|open|due)\b.*\b(?:i|my|mine|me)\b"
        ),
        lambda message: UnitTasks() if own_unit(message.text) or "们" in message.text else MyTasks(),
    ),
    (
        re.compile(r""),
        lambda message: (
            UnitTasks(unit) if (unit := any_unit(message)) is not None and not message.has(OTHER_MATTERS) else None
        ),
    ),
    (re.compile(r"全县|整体|总体|总的|大局|盘子|\b(?:whole|overall|everything|county)\b"), lambda message: Overview()),
)


def leaning(message: Message) -> Intent | None:
    """None where nothing in it asks, or nothing in it is known."""
    if len(message.text) > (2 * _LONGEST if message.text.isascii() else _LONGEST) or message.hearing.forwarded:
        return None
    if not (message.asking or message.has(WISHES_TO_SEE)) or message.has(_TELLS):
        return None
    for pattern, read in _TABLE:
        if message.has(pattern) and (intent := read(message)) is not None:
            return intent
    return None


def _help(message: Message) -> Help | None:
    if message.items:
        return None
    topic = next((name for name, pattern in (*TOPICS, *HOUSE_TOPICS) if message.has(pattern)), None)
    return Help(topic) if topic is not None else None


def _who(message: Message) -> Who | None:
    if message.has(NOBODY_ASKED):
        return None
    if message.loosely_named.items:
        return Who(message.loosely_named.items)
    matches = message.known.topics.find(message.text)
    return Who((matches[0].item,)) if clear(matches) and matches[0].score >= SURE else None
