"""What a unit says of its own item: signed for, how far it is, finished."""

import re
from dataclasses import replace

from language.intents import Clarify, Intent, ReportProgress, Sign
from language.understanding import reports
from language.understanding.item_numbers import BLANK, Named
from language.understanding.message import Message
from language.understanding.moving import move
from language.understanding.pointing import URGE, in_context, items_meant, willing
from ledger.members import Role

_SIGN = re.compile(
    r"(?<!没)(?<!未)(?<!不)(?<!已)(?<!谁)签收(?!了[吗没]|情况|率|单|时间|[的这]?一?[件个]?事|的(?:有|是))|领办|认领"
    r"|(?<!没)(?<!未)(?<!谁)签(?:个?字|下(?=第|[0-9])|了(?=第|[0-9])|一下|掉)|(?:[0-9项条]|都|全"
    r"|已)签了(?:吧|啊)?$|我们?接了|\bsign (?:for"
    r"|off)?(?!ed)|\bsign$|^sign\b"
    r"|\backnowledge|\baccept(?: the)? (?:item|task)"
)
_UNSIGNED = re.compile(r"没签收|未签收|不签收|没有签收|还没签|谁.{0,3}签收|unsigned|not signed")
_DONE = re.compile(
    r"(?:弄|办|干|做|搞|忙|整)(?:完|好|结|定|妥|成)了?(?!\d|百分|[一二三四五六七八九]成)|(?:圆满|顺利|全面|如期|按期|全部)完成了?(?!\d|百分)"
    r"|(?:办理|完成|实施|建设|全部|已经?|均已)完毕|办毕|请(?:予以?|给予)?(?:办结|销号)|予以(?:办结|销号)|报结|(?:已经?|全部|都|基本)?(?:完成|办结"
    r"|完工|结束)了(?!\d|百分|[一二三四五六七八九]成)|已(?:全部|经)?(?:办结|完成任务|完工|完成$)"
    r"|(?:申请|请求|报|申报|提请)(?:办结|销号)|可以销号|\b(?:is|are|it's|all|was|has been"
    r"|have been) (?:now |fully )?(?:done"
    r"|finished|complete[d]?)\b|\b(?:finished|completed) (?:item|with)|\bwe(?:'ve| have)? finished\b"
    r"|\bdone with\b"
)
_NOT_DONE = re.compile(
    r"没(?:有)?(?:弄|办|干|做|搞|完)|未(?:办|完)|快(?:弄|办|干|做|搞)?(?:完|好)|差不多|基本(?:弄|办"
    r"|完)|almost|nearly|not (?:yet )?(?:done|finished)"
)
_REPORT = re.compile(
    r"^(?:我?(?:来|要|想)?)?(?:报|汇报|上报|填报|反馈)(?:一下)?(?:个)?(?:进展|进度|情况)|^(?:进展"
    r"|进度)[:：]|^report\b|\bprogress (?:on|for|report)"
)
_CLOSE = re.compile(r"(?:please |you (?:can|may) )?(?:now )?close (?:it|the item)?|\bplease\b")
_EVIDENCE = re.compile(r"文号|材料|佐证|附件|报告|doc|evidence|no\.")


def sign(message: Message) -> Intent | None:
    if (
        not message.has(_SIGN)
        or message.has(_UNSIGNED)
        or message.has(URGE)
        or (message.mentions and message.hearing.role in (Role.ADMIN, Role.SUPERVISOR, Role.LEADER))
        or (message.asking and not willing(message))
    ):
        return None
    return _on_items(message, Sign(), needed=False)


def done(message: Message) -> Intent | None:
    if not message.has(_DONE) or message.has(_NOT_DONE) or message.asking or reports.has_percent(message.named.rest):
        return None
    left = (
        _CLOSE.sub("", _DONE.sub("", message.named.rest))
        .replace(BLANK, "")
        .strip(" ,，.。!！:：已经都我们全部了请吧任务")
    )
    if len(left) > 6 and not _EVIDENCE.search(left):
        return None
    return move(message, "submit_done", reason=left, loosely=True)


def report(message: Message) -> Intent | None:
    """A colon behind the item, or something that happened; a bare item number is a question."""
    forced = message.command == "report" or message.has(_REPORT)
    if message.asking and not (message.command == "report" or (forced and message.loosely_named.items)):
        return None
    named = message.loosely_named if forced or _BEGINS_BARE.match(message.text) else message.named
    told = reports.read_report(named.rest, message.original)
    if not (forced or _tells(message, told, named)):
        return None
    if reports.short_of(named.rest):
        return Clarify("what_percent", items=named.items)
    if len(named.items) > 1 and told.percent is not None:
        return _one_by_one(message, told)
    if named.missing is not None and not named.items:
        return Clarify("no_such_item", number=named.missing)
    return ReportProgress(named.items, told.text, told.percent, told.value, told.next_step, told.problem, told.vague)


def _one_by_one(message: Message, told: reports.Told) -> Clarify:
    """Each item has its own report: 「14项60%，21项80%」."""
    parts = [Message(part, message.known, message.hearing) for part in re.split(r"[,，;；。\n]", message.original)]
    if reports.shares(message.named.rest) > 1:
        options = [report(part) for part in parts if len(part.items) == 1]
    else:
        options = [ReportProgress((item,), told.text, told.percent) for item in message.items]
    return Clarify(
        "several_wishes",
        items=message.items,
        words=message.said,
        options=tuple(option for option in options[:4] if option is not None),
    )


def nearly(message: Message) -> Intent | None:
    """「差不多快完了」 without an item: how far it is can be asked at once."""
    if message.items or message.asking or not message.has(_NEARLY) or len(message.text) > 20:
        return None
    return None if reports.has_percent(message.text) else Clarify("what_percent", items=in_context(message))


_NEARLY = re.compile(
    r"快(?:弄|办|干|做|搞)?(?:完|好)了|差不多(?:了|完|快)|almost (?:done|there|finished)"
    r"|nearly (?:done|there|finished)"
)


_POLITE = re.compile(r"\bplease\b|\bthanks?(?: you)?\b|谢谢|麻烦(?:您|你)?|请(?!示)|一下")


_BEGINS_BARE = re.compile(r"[0-9]{1,2} +(?![0-9])")


def _tells(message: Message, told: reports.Told, named: Named) -> bool:
    if (len(named.items) > 1 and told.percent is None) or (
        message.hearing.role in (Role.ADMIN, Role.SUPERVISOR, Role.LEADER) and not told.percent
    ):
        return False
    rest = _POLITE.sub("", named.rest)
    if not named.items:
        return (told.percent is not None and len(rest) <= 200) or (reports.is_vague(rest) and len(rest) <= 20)
    colon = re.search(rf"{BLANK} ?[:：,，]", rest) is not None
    said = len(rest.replace(BLANK, "").strip(" ,，:：。.")) >= 4
    return told.concrete or (said and (reports.is_concrete(rest) or reports.is_vague(rest) or colon))


def _on_items(message: Message, intent: Sign, *, needed: bool) -> Intent:
    which = items_meant(message, loosely=True)
    if isinstance(which, Clarify):
        return which if which.reason == "no_such_item" or needed else intent
    return replace(intent, items=which)
