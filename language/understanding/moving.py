"""Wishes of an item's further life: extension, help, urging, instructions, decisions."""

import re
from dataclasses import replace

from language.intents import Intent, Move
from language.understanding import reports
from language.understanding.deadlines import later_by_a_while
from language.understanding.item_numbers import BLANK
from language.understanding.message import Message
from language.understanding.pointing import ASSIGN, URGE, in_context, willing
from language.understanding.safety import HOW
from ledger.members import Role

_EXTENSION = re.compile(
    r"延期|延长|宽限|往后(?:拖|推|延|放|挪)|推迟|晚几天|缓几天|缓一缓|[要得会怕需]晚.{0,4}(?:天|周|月|礼拜|星期)|(?:再|多)给.{0,8}(?:天|日|周|礼拜|星期|月|时间)|拖(?:几"
    r"|到|一)|延到|延后|赶不上|来不及|extension|extend|more (?:time|days?|weeks?)|extra (?:time"
    r"|days?|weeks?)|postpone|push .{0,14}back"
)
_DECIDED_YET = re.compile(
    r"延期[^,，]{0,6}(?:了没|了吗|没有|批了|几次|过)|延期.{0,4}谁|谁.{0,4}延期|延期(?:的)?(?:流程|规定|条件|手续)"
)
_HELP = re.compile(
    r"(?:请|要|找|需要?|想|麻烦|申请|提请).{0,12}(?:协调|出面|帮忙协调|支持解决|解决一下)|提请协调|协调不(?:动|了|下来|通)|求助|求援"
    r"|(?:请|要|麻烦|恳请|劳烦|烦请).{0,10}(?:县长|书记|主任|领导|常委).{0,4}(?:牵头|出面|过问|支持|协调|帮|开|推动|解决)"
    r"|需协调|协调一下|(?:请|要)[\u4e00-\u9fff]{0,6}(?:县长|书记|主任|领导|局长)|推不动了|stuck\b"
    r"|\bask the (?:deputy|county|leader)|(?:need|want) (?:some )?(?:help|coordination|support)|coordinat"
)
_PERSON = re.compile(
    r"([\u4e00-\u9fff]{0,1}(?:副?县长|书记|副书记|主任|副主任|部长|常委))|(deputy county head"
    r"|county head|party secretary|the leader)"
)
_BOUNCE = re.compile(
    r"[派分发搞]错(?:了)?(?:单位|部门|人|地方)|(?:不|不应该?|不该|不宜|不能|不用)(?:应?该)?(?:是|由|归)?(?:我们|我局|本单位|我单位|俺们|咱们).{0,4}(?:牵头|负责|办|管|干)"
    r"|不是(?:我们|俺们|咱们|本单位|我局|我们局|我们单位)(?:局|单位)?的?(?:活|事|任务|职责|工作|负责"
    r"|牵头)?|不归我们|不该我们|不属于(?:我们|本单位|我局)|职责不符|退回交办|not ours|not our (?:job"
    r"|task|item)|should be (?:with|done by)|belongs to"
)
_SHOULD_BE = re.compile(r"应该?(?:当|是)?(?:由|归|是|给|让|交)?[^,，]{2,12}(?:牵头|负责|管|办|干|做)")
_INSTRUCT = re.compile(r"批示|(?:我的)?(?:意见|指示|要求)(?:就?是|:)|\binstruct(?:ions?)?\b")
_URGENT = re.compile(r"务必|必须|一定要|确保|抓紧|抢在|不得|不能再")
"""What a leader says about an item so is an instruction."""
_SLIP = re.compile(r"(?:[蓝黄红]色?|色)?督办[单函]|[蓝黄红]色?[单函]|(?:blue|yellow|red) slip|supervision slip")
_SPLIT = re.compile(r"拆分|拆(?:成|为|开|一下|两|三|几)|分(?:成|为).{1,4}(?:个|块|部分|项|条)|split\b")
_SPLIT_DUTIES = re.compile(r"归")
_APPROVE = re.compile(
    r"^(?:同意|批准|准了|批了|可以延|准予|通过(?!了吗)|审核通过|approve|agree)|(?<!不)(?<!没)(?:同意|批准"
    r"|准予).{0,8}(?:延期|延到|延至|延长|办结|销号|申请|变更|展期)|(?:审核|审查|复核|审批|核验)(?:已)?通过(?!率|了[吗没])|(?<![不没])同意[。!]?$|\bapprove\b"
)
_REJECT = re.compile(
    r"(?:延期|申请|办结|销号|材料|审核).{0,4}不(?:批|行|准|同意|予|通过)|不予(?:批准|延期|办结|通过|同意|销号)"
    r"|^(?:不同意|不批|不准|驳回|退回去?|打回|不通过|reject|refuse|send .{0,8}back)|(?:不同意|驳回|退回"
    r"|打回).{0,8}(?:延期|办结|申请|材料|重办|重报|去)|按原时限|(?<!会)(?<!能)不(?:予|能|得|准"
    r"|许)?(?:延期|展期)|(?<![能否])不(?:予)?通过|不同意(?![吗么?])|材料(?:太虚|不[实全足齐])|退回(?:去)?(?:补充"
    r"|修改|完善|重办|重报|重做)|\breject\b|\bsend it back\b"
)
_SUSPEND = re.compile(
    r"挂起|中止|暂缓|先?停一停|先停(?:下|办|了|$)|缓办|搁置|暂时停|先缓一?缓|暂停(?!提醒|推送"
    r"|通知)|先放一放|suspend|put .{0,12}on hold"
)
_CANCEL = re.compile(
    r"(?:撤销|取消|撤掉|删掉|作废|终止)(?:这|那|第|这一|那一)?.{0,6}(?:项|任务|事项)|撤项|[项条](?:任务|事项)?(?:给我)?(?:撤销|取消|撤掉|作废|终止)(?!刚|上|那|操作|修改|分|签|[了吗没])|不再(?:列入|纳入|督办)|withdraw\b"
    r"|cancel (?:item|task|no)"
)
_TARGET = re.compile(r"目标值?(?:定|设|改|调)(?:为|成|到)?|指标(?:定|设|改|调)(?:为|成|到)|set .{0,12}target")


def decision(message: Message) -> Intent | None:
    if message.asking or (not message.office and message.hearing.role is not Role.LEADER):
        return None
    if message.has(_REJECT):
        return move(message, "reject", reason=_reason(message), loosely=True)
    return move(message, "approve", loosely=True) if message.has(_APPROVE) else None


def bounce(message: Message) -> Intent | None:
    if message.office:
        return None
    other = next((m.one for m in message.mentions if m.one not in (None, message.hearing.department_id)), None)
    if not message.has(_BOUNCE) and not (other is not None and message.has(_SHOULD_BE)):
        return None
    return replace(move(message, "bounce", reason=message.original.strip()), department=other)


def slip(message: Message) -> Intent | None:
    return move(message, "issue_slip") if message.has(_SLIP) and not message.asking else None


def urge(message: Message) -> Intent | None:
    if not message.has(URGE) or re.search(r"催了?(?:几|多少)|谁.{0,4}催|别催|不要催我", message.text):
        return None
    return move(message, "urge", loosely=True)


def instruct(message: Message) -> Intent | None:
    leading = message.hearing.role is Role.LEADER and message.has(_URGENT)
    if not (leading or message.has(_INSTRUCT)) or message.asking or not (message.items or message.loosely_named.items):
        return None
    reason = _after(message, _INSTRUCT) or message.original.strip()
    return move(message, "instruct", reason=reason, loosely=True)


def split(message: Message) -> Intent | None:
    if message.asking or not (message.items or message.loosely_named.items):
        return None
    several = len(_SPLIT_DUTIES.findall(message.text)) > 1
    return move(message, "split_item", loosely=True) if several or message.has(_SPLIT) else None


def extension(message: Message) -> Intent | None:
    if (
        message.has(HOW)
        or not message.has(_EXTENSION)
        or message.has(_DECIDED_YET)
        or (message.office and message.hearing.role is Role.ADMIN and message.deadline)
    ):
        return None
    reading = message.deadline
    limit = reading.deadline if reading is not None and not later_by_a_while(reading) else None
    return replace(move(message, "ask_extension", reason=_reason(message), loosely=True), deadline=limit)


_NO_HELP = re.compile("不(?:需要?|用)协调|无需?协调|暂无")


def help_wanted(message: Message) -> Intent | None:
    if message.has(HOW) or not message.has(_HELP) or (message.asking and not willing(message)) or message.has(_NO_HELP):
        return None
    found = _PERSON.search(message.text)
    person = (found[1] or found[2]) if found else ""
    if message.items and reports.has_percent(message.named.rest):
        return None
    return replace(move(message, "ask_help", reason=message.original.strip()), person=person or "")


def suspended(message: Message) -> Intent | None:
    if message.asking:
        return None
    if message.has(_SUSPEND) and (message.items or message.loosely_named.items):
        return move(message, "suspend", reason=_reason(message), loosely=True)
    if message.has(_CANCEL) and message.items:
        return move(message, "cancel", reason=_reason(message))
    return None


def target(message: Message) -> Intent | None:
    if not message.has(_TARGET) or message.asking or not message.items:
        return None
    found = re.search(
        r"[0-9.]+ ?(?:%|[\u4e00-\u9fff]{1,3})?", message.named.rest[message.named.rest.rfind(BLANK) + 1 :]
    )
    return replace(move(message, "set_target"), value=found[0].strip() if found else "")


def cadence(message: Message) -> Intent | None:
    if message.cadence is None or message.asking or not message.items or message.has(ASSIGN):
        return None
    if reports.has_percent(message.named.rest) or not message.office:
        return None
    return replace(move(message, "set_cadence"), cadence=message.cadence)


def move(message: Message, name: str, *, reason: str = "", loosely: bool = False) -> Move:
    named = message.loosely_named if loosely else message.named
    limit = message.deadline.deadline if message.deadline else None
    return Move(
        name,
        items=named.items or in_context(message),
        department=message.unit,
        deadline=limit if name in ("instruct", "approve") else None,
        cadence=message.cadence if name == "instruct" else None,
        reason=reason[:200],
    )


def _reason(message: Message) -> str:
    found = re.search(r"(?:因为|由于|理由是?|原因是?|等|because|due to|reason:?) ?[:：]?(.{2,80})", message.text)
    if found:
        return found[0].strip()
    tail = re.split(r"[,，]", message.original, maxsplit=1)
    return tail[1].strip() if len(tail) == 2 else ""


def _after(message: Message, pattern: re.Pattern[str]) -> str:
    found = pattern.search(message.original.lower())
    return message.original[found.end() :].strip(" :：,，") if found else ""
