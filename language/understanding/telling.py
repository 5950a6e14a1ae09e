"""What a unit says of its own item: signed for, how far it is, finished."""

import re
from dataclasses import replace

from language.intents import Clarify, Intent, ItemNo, ReportProgress, Sign
from language.understanding import reports
from language.understanding.item_numbers import BLANK, Named
from language.understanding.message import Message
from language.understanding.moving import move, reason, wished
from language.understanding.numerals import number
from language.understanding.pointing import URGE, in_context, items_meant, willing
from ledger.members import Role

_SIGN = re.compile(
    r"(?<!没)(?<!未)(?<!不)(?<!谁)(?:已签收(?=$|[,，。])|接收|收下|我们?(?:局|单位)?(?:收|接|领|签)了)(?:了"
    r"|吧)?(?=$|[,，。!！])"
    r"|\b(?:signed|received and signed) (?:for|off)\b|(?<!没)(?<!未)(?<!不)(?<!已)(?<!谁)签收(?!了[吗没]|情况"
    r"|率|单|时间"
    r"|[的这]?一?[件个]?事|的(?:有|是))|领办|认领"
    r"|(?<!没)(?<!未)(?<!谁)签(?:个?字|下(?=第|[0-9])|了(?=第|[0-9])|一下|掉)|(?:[0-9项条]|都|全"
    r"|已)签了(?:吧|啊)?$|我们?接了|\bsign (?:for"
    r"|off)?(?!ed)|\bsign$|^sign\b"
    r"|\backnowledge|\baccept(?: the)? (?:item|task)"
)
_UNSIGNED = re.compile(
    r"(?:没|无)(?:人|单位|谁)(?:去|来)?签|没签收|未签收|不签收|没有签收|还没签" r"|谁.{0,3}签收|unsigned|not signed"
)
_DONE = re.compile(
    r"(?:办结|销号)申请(?=$|[,，。])|(?:弄|办|干|做|搞|忙|整)(?:完|好|结|定|妥|成|利[索落]|停当|妥当)了?(?!\d"
    r"|百分|[一二三四五六七八九]成)"
    r"|(?:圆满|顺利|全面|如期|按期|全部)完成了?(?!\d|百分)"
    r"|(?:办理|完成|实施|建设|全部|已经?|均已)完毕|办毕|请(?:予以?|给予)?(?:办结|销号)|予以(?:办结|销号)|报结"
    r"|(?:已经?|全部|都|基本)?(?:完成|办结"
    r"|完工|结束)了(?!\d|百分|[一二三四五六七八九]成)|已(?:全部|经)?(?:办结|完成任务|完工|完成$)"
    r"|(?:任务|工作|事项|全部)完成(?=$|[,，。!！ ])|(?:可以|能)(?:结|办结|报结)了|收尾了|完工(?:并|且)?(?:验收"
    r"|通过)?(?=$|[,，。])"
    r"|\brequest(?:ing)? (?:closure|closing|to close)|\bready (?:to close|for closing)|(?:申请|请求|报|申报"
    r"|提请)(?:办结|销号)|可以销号|\b(?:is|are|it's|all|was|has been"
    r"|have been) (?:now |fully )?(?:done"
    r"|finished|complete[d]?)\b|\b(?:finished|completed) (?:item|with)|\bwe(?:'ve| have)? finished\b"
    r"|\bdone with\b|^(?:item )?#?[0-9]{1,3}:? (?:is )?(?:all )?(?:done|finished|complete[d]?)\b"
)
_NOT_DONE = re.compile(
    r"没(?:有)?(?:弄|办|干|做|搞|完)|未(?:办|完)|快(?:弄|办|干|做|搞)?(?:完|好)|差不多|基本(?:弄|办"
    r"|完)|almost|nearly|not (?:yet )?(?:done|finished)"
)
_REPORT = re.compile(
    r"^(?:我?(?:来|要|想)?)?(?:报|汇报|上报|填报|反馈)(?:一下)?(?:个)?(?:进展|进度|情况)|^(?:进展"
    r"|进度)[:：]|^report\b|\bprogress (?:on|for|report)"
)
_CLOSE = re.compile(
    r"request(?:ing)? (?:closure|closing|to close)|ready (?:to close|for closing)|验收|审核|审查|核查|督查室"
    r"|请(?:领导)?|麻烦"
    r"|(?:please |you (?:can|may) )?(?:now )?close (?:it|the item)?|\bplease\b"
)
_EVIDENCE = re.compile(
    r"文号|[字函发][0-9]{1,4}号|验收单|材料|佐证|附件|证明|报告|[〔\[][0-9]{4}[〕\]] ?[0-9]+号"
    r"|\bdoc(?:ument)?s?\b|\bevidence\b|\bno\.|\bsee\b",
    re.IGNORECASE,
)
_LEADS_TO = re.compile(
    r"^.*?(?:(?:佐证|证明)?(?:材料|资料|附件)?(?:佐证|证明)?(?:详?见|在|为|是|:"
    r"|：)) *(?=.*[〔\[0-9])|^(?:佐证|证明|材料|附件)+[:： ]*(?=[^文])|^evidence:? ",
    re.IGNORECASE,
)
_PIECES = re.compile(r"[,，;；。\n]|\. |(?<=[\u4e00-\u9fff0-9%〕）]) (?=[\u4e00-\u9fff])")
_PART_OF_IT = re.compile(
    r"阶段|节点|部分|一期|前期|初步|配合的|第[一二三]步|(?:完成|完工|建成|弄完"
    r"|做完)了?[一二两三四五六七八九0-9]+(?:个|所|座|处|站|家)|(?:个|所|座|处|站|家|户|公里|亩"
    r"|场)[^,，]{0,12}(?:改造|建设|施工)?[,，].{0,6}(?:总共|一共|共)|\bphase\b|\bmilestone|\bpart\b"
)
"""Something of the item is finished, and not the item."""


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
    rest = message.named.rest
    if wished(message, _DONE) is None or message.has(_NOT_DONE) or message.asking or reports.has_percent(rest):
        return None
    asks = not message.office and message.has(_ASKS_TO_CLOSE)
    if (message.has(_PART_OF_IT) and not asks) or _is_to_come(message):
        return None
    left = _CLOSE.sub("", _DONE.sub("", rest)).replace(BLANK, "").strip(" ,，.。!！:：已经都我们全部了请吧任务")
    evidence = _evidence(message.original)
    if len(left) > _FEW_WORDS and not evidence and not asks:
        return None
    result = reason(message, _EVIDENCE) if evidence else left
    return move(message, "submit_done", reason=result, evidence=evidence)


_ASKS_TO_CLOSE = re.compile(
    r"(?:办结|销号)申请(?=$|[,，。])|(?:申请|请求|提请|报请|报|申报|请(?:予以?|给予)?|予以)(?:验收)?(?:办结"
    r"|销号|结项|销账)|报结"
    r"|请[^,，]{0,6}(?:审核|核验|验收|核查)|可以(?:办结|销号|结)了"
    r"|\b(?:please|pls) (?:review|close|check)|\bready to close|\brequest(?:ing)? (?:closure|closing|to close)"
)


def _is_to_come(message: Message) -> bool:
    """「下周办结」."""
    day = message.deadline.day if message.deadline else None
    return (day is not None and day > message.hearing.today) or message.has(_TO_COME)


_TO_COME = re.compile(
    r"下下?个?(?:周|月|星期|礼拜)|明[天年]|即将|预计|争取|力争|马上(?:就)?|很快|将要?|\b(?:will|soon|about to|next)\b"
)
_FEW_WORDS = 6
_LONGEST = 400


def _evidence(words: str) -> str:
    """Where the proof is to be found, as typed: a document's number, a file."""
    pieces = [piece.strip() for piece in _PIECES.split(words[:_LONGEST]) if piece.strip()]
    found = [piece for n, piece in enumerate(pieces) if _EVIDENCE.search(piece) and (n or len(pieces) == 1)]
    if not found or len(pieces) == 1:
        return ""
    return _LEADS_TO.sub("", found[0]).strip()


def report(message: Message) -> Intent | None:
    """A colon behind the item, or something that happened; a bare item number is a question."""
    forced = message.command == "report" or message.has(_REPORT)
    if message.asking and not (message.command == "report" or (forced and message.loosely_named.items)):
        return None
    named = message.loosely_named if forced or _BEGINS_BARE.match(message.text) else message.named
    told = reports.read_report(named.rest, message.original)
    terse = None if message.office else _terse(message)
    if not (forced or terse or _tells(message, told, named)):
        return None
    if terse is not None:
        return terse
    if reports.short_of(named.rest):
        return Clarify("what_percent", items=named.items)
    if len(named.items) > 1 and told.percent is not None:
        return _one_by_one(message, told)
    if named.missing is not None and not named.items:
        return Clarify("no_such_item", number=named.missing)
    return ReportProgress(named.items, told.text, told.percent, told.value, told.next_step, told.problem, told.vague)


def _terse(message: Message) -> ReportProgress | None:
    """「14 60」 from a unit: the item, and how far it is."""
    found = _ITEM_AND_SHARE.fullmatch(message.text)
    if found is None:
        return None
    which, share = number(found[1] or found[3]), number(found[2] or found[4])
    if (
        which is None
        or share is None
        or share > 100
        or all(which != item.number for item in message.known.lexicon.items)
    ):
        return None
    return ReportProgress((ItemNo(which),), message.original.strip(), share)


_ITEM_AND_SHARE = re.compile(
    r"([0-9]{1,2})[项 ,，:]+([0-9]{1,3})%?|第?([一二三四五六七八九十廿]{1,4})项([一二三四五六七八九十]{1,3})了"
)


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
    """「差不多快完了」: how far it is can be asked at once."""
    if message.asking or not message.has(_NEARLY) or len(message.text) > 20 or reports.has_percent(message.named.rest):
        return None
    return Clarify("what_percent", items=message.items or in_context(message))


_NEARLY = re.compile(
    r"快(?:弄|办|干|做|搞)?(?:完|好)了|差不多(?:了|完|快)|almost (?:done|there|finished)"
    r"|nearly (?:done|there|finished)"
)


_POLITE = re.compile(r"\bplease\b|\bthanks?(?: you)?\b|谢谢|麻烦(?:您|你)?|请(?!示)|一下")


_SENTENCE = 12
_HAPPENED = re.compile(r"(?<!为)了(?=[,，。;；]).*[\u4e00-\u9fff]{2}")
_LATELY = re.compile(r"(?:昨天|今天|上周|本周|这周|本月|这个月|刚刚?|近日|日前|又|已经?|目前)[^,，。]{3,}")
"""A unit that says what happened lately tells how far its item is."""
_WISHES = re.compile(r"同意|批|请|想|希望|延期|办结|销号|协调|撤|退|不归|派|挂起|恢复|给|由|让|归")
"""What may be another wish is not taken for a report."""
_BEGINS_BARE = re.compile(r"[0-9]{1,2} +(?![0-9])")


def _tells(message: Message, told: reports.Told, named: Named) -> bool:
    if (len(named.items) > 1 and told.percent is None) or (
        message.hearing.role in (Role.ADMIN, Role.SUPERVISOR, Role.LEADER) and not told.percent
    ):
        return False
    rest = _POLITE.sub("", named.rest)
    if not named.items:
        return (told.percent is not None and len(rest) <= 200) or (reports.is_vague(rest) and len(rest) <= 20)
    if not message.office and len(rest) >= _SENTENCE - 4 and _LATELY.search(rest) and not _WISHES.search(rest):
        return True
    if (message.has(_PART_OF_IT) and message.has(_DONE)) or (
        len(rest) >= _SENTENCE and _HAPPENED.search(rest) and not _WISHES.search(rest)
    ):
        return True
    colon = re.search(rf"{BLANK} ?[:：,，]", rest) is not None
    said = len(rest.replace(BLANK, "").strip(" ,，:：。.")) >= 4
    return told.concrete or (said and (reports.is_concrete(rest) or reports.is_vague(rest) or colon))


def _on_items(message: Message, intent: Sign, *, needed: bool) -> Intent:
    which = items_meant(message, loosely=True)
    if isinstance(which, Clarify):
        return which if which.reason == "no_such_item" or needed else intent
    return replace(intent, items=which)
