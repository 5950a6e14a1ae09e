"""What supervision does: urge (催办), instruct (批示), issue a slip (督办单)."""

import datetime as dt
import re
from dataclasses import replace

from language.intents import Intent
from language.understanding.message import Message
from language.understanding.moving import (
    HELP,
    after_colon,
    asks_for,
    denied,
    lays_down,
    limit,
    move,
    person,
    reason,
    wished,
)
from language.understanding.numerals import number
from language.understanding.pointing import URGE
from ledger.deadlines import Deadline, DeadlineKind
from ledger.members import Role

_INSTRUCT = re.compile(
    r"批示|(?:我|项上?|在[^,，]{0,8}上)(?:再)?(?:批|说|写|讲|强调|提|补充|交代)(?:一|几|两)?(?:句|下|点|条"
    r"|个意见|段)?(?:话|意见|要求)?[:：,， ]"
    r"|项上?批[:：]|上批[:：]|批注|(?:我的)?(?:意见|指示|要求)(?:就?是|:)|\binstruct(?:ions?)?\b"
)
_LOOKS_UP = re.compile(
    r"批示(?:落实|呢|内容|情况|有|是|怎|都|过|$|[?？])|(?:看看?|查查?|找|翻|有(?:谁|没有|哪)).{0,8}批示"
)
_URGENT = re.compile(r"务必|必须|一定要|确保|抓紧|抢在|不得|不能再")
"""What a leader says about an item so is an instruction."""
_ASKED_URGE = re.compile(r"催了?(?:几|多少)|谁.{0,4}催|别催|不要催我")
_SLIP = re.compile(r"(?:[蓝黄红][色牌]?|色)?督办[单函]|[蓝黄红][色牌]?[单函]|(?:blue|yellow|red) slip|supervision slip")
_LEVELS = (
    ("blue", re.compile(r"蓝[色牌]?(?:督办)?[单函]|\bblue\b")),
    ("yellow", re.compile(r"黄[色牌]?(?:督办)?[单函]|\byellow\b")),
    ("red", re.compile(r"红[色牌]?(?:督办)?[单函]|\bred\b")),
)
_ISSUED_YET = re.compile(r"发过|收(?:到)?了?.{0,4}[单函]|几[次张份回]|发了(?:没|几|吗)|[单函](?:的|呢|有|到期|情况)")
_BARE_WHILE = re.compile(
    r"[,， ](?P<count>[0-9]{1,2}|[一二两三四五六七八九十]{1,2}) ?(?P<unit>个?工作日|天|日)(?:内|回复|办结|$)"
)


def slip(message: Message) -> Intent | None:
    if message.asking or wished(message, _SLIP) is None or message.has(_ISSUED_YET):
        return None
    return move(
        message,
        "issue_slip",
        reason=reason(message, _SLIP),
        deadline=limit(message) or _bare_while(message),
        department=message.unit,
        level=slip_level(message.text),
    )


def slip_level(text: str) -> str:
    return next((level for level, words in _LEVELS if words.search(text)), "")


def urge(message: Message) -> Intent | None:
    if asks_for(message) and message.has(HELP):
        return None
    if not message.has(URGE) or denied(message, URGE) or message.has(_ASKED_URGE):
        return None
    return move(message, "urge", department=message.unit)


def instruct(message: Message) -> Intent | None:
    if not lays_down(message) or message.asking or message.has(_LOOKS_UP) or "拟办" in message.text:
        return None
    leading = message.hearing.role is Role.LEADER and message.has(_URGENT)
    if not leading and wished(message, _INSTRUCT) is None:
        return None
    said = move(message, "instruct", reason=_instruction(message), deadline=limit(message), cadence=message.cadence)
    named = message.loosely_named.items
    if not said.items or (leading and not named and len(message.text) > _SHORT):
        return None
    return replace(said, person="" if message.hearing.role is Role.LEADER else person(message))


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
