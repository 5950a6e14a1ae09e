"""What supervision does: urge (催办), instruct (批示), issue a slip (督办单)."""

import datetime as dt
import re
from dataclasses import replace

from language.intents import Clarify, Intent, Move
from language.understanding.message import Message
from language.understanding.moving import (
    HELP,
    after_colon,
    asks_for,
    denied,
    lays_down,
    limit,
    meant,
    move,
    person,
    reason,
    wished,
)
from language.understanding.numerals import number
from language.understanding.pointing import URGE
from language.understanding.question_words import SILENT, UNSIGNED, any_unit, lights_in
from language.understanding.silence import silent_since
from ledger.deadlines import Deadline, DeadlineKind
from ledger.items import State
from ledger.members import Role

_INSTRUCT = re.compile(
    r"写[到在]第?[0-9]{1,2}项上|给我(?:一?个)?(?:说法|交代|回话|答复)|"
    r"批示|^(?:我)?批(?:一?下)?(?:[:：,， ]|(?=第?[0-9一二三四五六七八九十]))|批示(?:下去|下来|如下|落实到)"
    r"|[项条个块](?:我|上|下面?)*批(?:一?下|注|个|几个字"
    r"|了)?[:：,， ]"
    r"|(?:在|对|就|给)[^,，]{2,16}(?:上|下面|里)?(?:写|批|留|加)(?:一|个|条|下|几)?(?:句|下|条|个)?(?:话|批示"
    r"|意见|批注)"
    r"|我(?:的)?(?:意见|要求|指示|批示|看法)[:：,，是 ]|照录|(?:说|强调|讲|补充)[一两几](?:句|遍|点)[:：,，]"
    r"|\b(?:remark|note (?:for|on|to)\b|comment (?:for|on)\b|my (?:note|comment|instruction)s?|note from me)\b"
    r"|(?:我|项上?|在[^,，]{0,8}上)(?:再)?(?:批|说|写|讲|强调|提|补充|交代)(?:一|几|两)?(?:句|下|点|条"
    r"|个意见|段)?(?:话|意见|要求)?[:：,， ]"
    r"|项上?批[:：]|上批[:：]|批注|(?:我的)?(?:意见|指示|要求)(?:就?是|:)|\binstruct(?:ions?)?\b"
)
_LOOKS_UP = re.compile(
    r"批示(?:落实(?!到)|呢|内容|情况|有|是|怎|都|过|$|[?？])|(?:看看?|查查?|找|翻|有(?:谁|没有|哪)).{0,8}批示"
)
_RECORDS = re.compile(
    r"(?:县长|书记|主任|常委|部长)[^,，]{0,3}(?:批了|批示|批注|指示|强调)了?[:：]|"
    r"(?:录入|录一?下|登记|记录|照录|转录|补录|记一?下|录上|登一?下)[^,，。]{0,12}(?:批示|意见|指示|要求)"
    r"|(?:写了|批了|说了|讲了)[^。]{2,40}(?:记上|记下|录上|录入|登上|存一下)|(?:批示|批了"
    r"|意见)[^。]{0,12}(?:照录|录入|记下|如下|原文)"
)
"""Somebody else's instruction is put on record."""
_URGENT = re.compile(
    r"请[^,，]{2,10}[^,，]{0,8}(?:前|内|底)[^,，]{0,3}(?:把|将|完成|落实|补|报|拿出)|务必|必须|一定要|确保|抓紧"
    r"|抢在|不得|不能再"
)
"""What a leader says about an item so is an instruction."""
_ASKED_URGE = re.compile(
    r"催了?(?:几|多少)|谁.{0,4}催|别催|不要催我|(?:天天|老是?|总是?|一直|整天|又|还)(?:来|在)?(?:催|提醒)(?:我"
    r"|命|个|什么|啥|$|[,， ])"
    r"|催(?:我|命|死)|催是催|催过?了[,，]?(?:没用|不管用|也)|白催|催不动|催了也|再催也|催(?:办)?(?:一次)?(?:完"
    r"|之?后|了以后|多久|隔)|(?:多久|几天|能"
    r"|可以)(?:才能?|可以)?(?:再|又)催"
)
_SLIP = re.compile(
    r"(?:[蓝黄红][色牌]?的?|色)?督办(?:通知)?[单函书]|[蓝黄红皇][色牌]?[单函]|[蓝黄红]丹(?=$|[,，。])"
    r"|(?:blue|yellow|red) slip|supervision slip"
)
_LEVELS = (
    ("red", re.compile(r"(?:升级?|提级|改)(?:为|成|到|发|下)?[^,，]{0,2}红")),
    ("yellow", re.compile(r"(?:升级?|提级|改)(?:为|成|到|发|下)?[^,，]{0,2}黄")),
    ("blue", re.compile(r"蓝[色牌]?的?(?:督办)?(?:通知)?[单函书]|\bblue\b")),
    ("yellow", re.compile(r"[黄皇][色牌]?的?(?:督办)?(?:通知)?[单丹函书]|\byellow\b")),
    ("red", re.compile(r"红[色牌]?的?(?:督办)?(?:通知)?[单函书]|\bred\b")),
    ("blue", re.compile(r"蓝[色的牌](?!灯)|(?:^|[,， ])蓝(?=$|[,， ])")),
    ("yellow", re.compile(r"黄[色的牌](?!灯)|(?:^|[,， ])黄(?=$|[,， ])")),
    ("red", re.compile(r"红[色的牌](?!灯)|(?:^|[,， ])红(?=$|[,， ])")),
)
_ISSUED_YET = re.compile(
    r"模板|样式|格式|拟着|发过|收(?:到)?了?.{0,4}[单函]|几[次张份回]|发了(?:没|几|吗)|[单函](?:的|呢|有|到期|情况)"
)
_BARE_WHILE = re.compile(
    r"[,， ](?P<count>[0-9]{1,2}|[一二两三四五六七八九十]{1,2}) ?(?P<unit>个?工作日|天|日)(?:内|回复|办结|$)"
)


def slip(message: Message) -> Intent | None:
    if message.asking or wished(message, _SLIP) is None or message.has(_ISSUED_YET):
        return None
    if message.has(_TO_THEM) and message.unit is None and not meant(message):
        return Clarify("which_item", words=message.said)
    return move(
        message,
        "issue_slip",
        reason=reason(message, _SLIP),
        deadline=limit(message) or _bare_while(message),
        department=message.unit if message.unit is not None or message.described else any_unit(message),
        level=slip_level(message.text),
    )


_TO_THEM = re.compile(r"[他它她]们?(?!局|单位)")


def slip_level(text: str) -> str:
    return next((level for level, words in _LEVELS if words.search(text)), "")


def urge(message: Message) -> Intent | None:
    if asks_for(message) and message.has(HELP):
        return None
    if message.asking and message.has(_ASKED_URGE):
        return None
    if (
        not (message.has(URGE) or _reminded(message))
        or (message.has(URGE) and denied(message, URGE))
        or message.has(_ASKED_URGE)
    ):
        return None
    if asks_for(message) and message.has(_OWN_STEP):
        return None
    if message.has(_SOME) and not message.meant and not message.mentions:
        return Clarify("which_item", words=message.said)
    unit = message.unit if message.unit is not None else any_unit(message)
    if not message.office and message.hearing.role is Role.HEAD and unit not in (None, message.hearing.department_id):
        return None
    urging = narrowed(message, move(message, "urge", department=unit))
    said_whom = urging.items or urging.department is not None or urging.narrows
    return urging if said_whom or message.has(_EVERYBODY) or len(message.text) <= _JUST_URGES else None


def narrowed(message: Message, urging: Move) -> Move:
    """Which are urged where no item is named: those with such a light, not signed, not reported on."""
    if urging.items:
        return urging
    return replace(
        urging,
        lights=lights_in(message),
        states=(State.ASSIGNED,) if message.has(UNSIGNED) else (),
        silent_since=silent_since(message) if message.has(SILENT) else None,
    )


def _reminded(message: Message) -> bool:
    """「再提醒下人社」: a unit stands right behind the word."""
    return any(_REMIND.search(message.text[max(0, each.start - 8) : each.start]) for each in message.mentions)


_EVERYBODY = re.compile(r"都|全|所有|各|挨个|统统|[一几]遍|[一几]轮|单位|部门|他们|\ball\b|\beverybody\b|\beveryone\b")
_JUST_URGES = 6
"""So short is a message that urges and says nothing else; 「停发一天催办」 urges nobody."""
_REMIND = re.compile(r"(?<![再日要会])提醒(?:一?[下声哈遍句])?(?:一?下)?$|再提醒(?:一?[下声哈遍句])$")
_OWN_STEP = re.compile(r"下一?步|接下来|%|百分之|供应商|厂家|施工方|施工队|设计院|物流")
"""What a unit does itself to get on."""
_SOME = re.compile(r"那几[个家项]|那些(?:个)?(?=$|[,，。])|那谁|那个谁")


def instruct(message: Message) -> Intent | None:
    records = message.has(_RECORDS)
    if not lays_down(message) or message.asking or "拟办" in message.text or (message.has(_LOOKS_UP) and not records):
        return None
    leading = message.hearing.role is Role.LEADER and message.has(_URGENT)
    if not leading and not records and wished(message, _INSTRUCT) is None:
        return None
    said = move(message, "instruct", reason=_instruction(message), deadline=limit(message), cadence=message.cadence)
    named = message.meant
    if not said.items or (leading and not named and len(message.text) > _SHORT):
        return None
    by = "" if message.hearing.role is Role.LEADER else person(message)
    return replace(said, person=by, department=addressed(message))


def addressed(message: Message) -> int | None:
    """「请文旅局倒排工期，与交通局对接」: the one unit that is told something."""
    told = {each.one for each in message.mentions if _TELLS.search(message.text[max(0, each.start - 12) : each.start])}
    return told.pop() if len(told) == 1 else None


_TELLS = re.compile(r"(?:请|让|叫|告诉|转告|要求|责成|指示|批示|给|\b(?:tell|ask|to)(?: the)?) ?$")


_SHORT = 24
"""A half sentence may mean what was just talked about; a longer one says what it means."""


def _instruction(message: Message) -> str:
    """The leader's own words, without the item they are written upon."""
    if message.has(_INSTRUCT) and (text := after_colon(message)):
        return text
    return message.original.strip()


def _bare_while(message: Message) -> Deadline | None:
    """「发蓝单，三天」 runs from today."""
    found = _BARE_WHILE.search(message.text)
    count = number(found["count"]) if found else None
    if found is None or count is None:
        return None
    hearing = message.hearing
    if "工作日" in found["unit"]:
        day = hearing.calendar.add(hearing.today, count)
    else:
        day = hearing.today + dt.timedelta(days=count)
    return Deadline(found[0].strip(" ,，"), DeadlineKind.DAY, day)
