"""Builds how an item is measured, dated, graded, divided and put away."""

import re
from dataclasses import replace

from language.intents import Intent, ItemNo, Items, Move, SetDeadline
from language.understanding.bare_items import loosely_about
from language.understanding.by_example.which_item import only, which
from language.understanding.deadlines import find_deadline
from language.understanding.dividing import goes_on, listed_parts
from language.understanding.message import Message
from language.understanding.moving import after_colon, day_said, lays_down, move
from language.understanding.nodes import nodes_in
from language.understanding.numerals import number
from language.understanding.planning import OPENS, node_name
from language.understanding.recurrences import wished_cadence

_QUOTED_WORDS = re.compile(r"[“\"「]([^”\"」]{1,12})[”\"」]")


def set_deadline(message: Message) -> Intent | None:
    """The one day said; of two days nobody knows which is to be the limit."""
    items, reading = which(message), message.deadline
    if not items or not lays_down(message) or reading is None or reading.deadline is None or reading.day is None:
        return None
    rest = message.text[reading.span[1] :]
    hearing = message.hearing
    if (instead := _REWRITTEN.search(message.text)) is not None:
        rewritten = find_deadline(message.text[instead.end() :], hearing.today, hearing.calendar)
        return SetDeadline(items, rewritten.deadline) if rewritten and rewritten.deadline and rewritten.day else None
    quoted = _QUOTED_WORDS.search(message.text)
    if (quoted and find_deadline(quoted[1], hearing.today, hearing.calendar) is not None) or (
        (other := find_deadline(rest, hearing.today, hearing.calendar)) is not None
        and other.day not in (None, reading.day)
    ):
        return None
    return SetDeadline(items, reading.deadline)


_REWRITTEN = re.compile(r"(?:别|不)写[^,，]{0,10}[,，]|写不清楚?[,，]|写得?(?:太)?(?:含糊|笼统|模糊)[,，]")
"""「16别写四季度末，写死12月28」: what stands behind it counts."""


def set_cadence(message: Message) -> Intent | None:
    """「一季度一报太稀，改成每月5号报」: what it is to become."""
    cadence, items = wished_cadence(message.text), only(message)
    return Move("set_cadence", items, cadence=cadence) if cadence is not None and items else None


_FIGURE = re.compile(
    r"(?:[0-9]{1,9}(?:\.[0-9]{1,3})?"
    r"|(?<![第一二三四五六七八九十百千])[一二三四五六七八九][一二三四五六七八九十百千万]{1,8}) ?"
    r"(?:%|[万亿千]?(?:平方米|公里|人次|亩|吨|户|家|座|处|场|个|条|所|套|台|名|件|人|元|次|批|篇|分|倍)|[万亿])"
    r"|百分之[零一二三四五六七八九十百]{1,5}"
)
_BECOMES = re.compile(r"(?:改|变|调|提|加|减|定|增|涨|降)[^0-9,，]{0,4}(?:到|为|成)|变(?=[0-9])|改(?=[0-9])|[到为成]")


_BARE_FIGURE = re.compile(
    r"(?:目标|指标|(?<=[一-龥])数)[^0-9]{0,8}?(?:[0-9]{1,9} ?)?"
    r"(?:改[为成到]?|[抬提加减降调整升]?[到成为]|太[低高少多][,，])"
    r" ?([0-9]{2,9}(?![0-9月日号年.%]))"
    r"|(?:goal|target)[^0-9]{0,40}?(?:to|read|be|is|target) "
    r"((?:[0-9]{1,3}(?:,[0-9]{3}){1,3}|[0-9]{2,9})(?![0-9])(?: [a-z]{2,10})?)"
)
"""「目标数，1350改1300」: a number without a measure, where the target itself is spoken of."""


def set_target(message: Message) -> Intent | None:
    items = only(message) or loosely_about(message)
    text = message.loosely_named.rest
    found = list(_FIGURE.finditer(text))
    if not items:
        return None
    if not found:
        bare = _BARE_FIGURE.search(text)
        value = (bare[1] or bare[2]) if bare is not None else ""
        return Move("set_target", items, value=value, reason=message.original.strip()[:200]) if value else None
    new = [each for each in found if _BECOMES.search(text[max(0, each.start() - 8) : each.start()])]
    value = (new or found)[-1][0].replace(" ", "")
    return Move("set_target", items, value=value, reason=message.original.strip()[:200])


_NODES = re.compile(
    r"节点|里程碑|路线图|阶段点|倒排|[钉打]下?[两三四五2-6]个[点桩]|步[走卡]|[分排][两三四五俩]步|坎|时间表|\bmilestones?\b|\bcheckpoints?\b"
)
_REACHED = re.compile(
    r"达到|达成|完成|通过|过[了啦咧]|踩[上线]|打下去|打[了个]?卡|算到了|^报节[点电][:：]|打勾|勾掉|勾上|勾了|拿下|兑现|实现|到位|已达|标上|点亮|过去了|批下来|获批|已完成"
    r"|\bget\b|✅|✔"
    r"|\b(?:reached|hit|done|met|passed|completed|tick(?:ed)?)\b"
)
_TO_COME = re.compile(
    r"争取|力争|预计|计划|打算|准备|下周|下个?月|明天|即将|还没|没有?[完过达]|未|快要|[吗么?？]|\bwill\b|\bnot\b"
)


def set_milestones(message: Message) -> Intent | None:
    """With at least one day."""
    items = only(message)
    if not items or not message.has(_NODES):
        return None
    told = after_colon(message) or message.original.strip()
    return Move("set_milestones", items, reason=told[:200]) if nodes_in(told, message.hearing.today) else None


_A_STEP = re.compile(
    r"节[点电]|接点|里程碑|那一步|这一步|阶段目标|标成已完成|那个点(?=踩|到|过)|桩子|那一格|\bmilestone|\bnode\b"
)
_QUOTED = re.compile(r"[“\"「]([^”\"」]{2,16})[”\"」]")


def reach_milestone(message: Message) -> Intent | None:
    items = only(message)
    if not items or not message.has(_A_STEP) or not message.has(_REACHED) or message.has(_TO_COME):
        return None
    day = day_said(message)
    quoted = _QUOTED.search(message.original)
    name = "" if day else quoted[1] if quoted else node_name(message)
    return Move("reach_milestone", items, deadline=day, value=name)


_CLOSED = re.compile(
    r"敏[感敢]|涉敏|涉密|保密|(?:不|别|莫|勿|甭)[宜要让给]?[^,，]{0,8}(?:外传|公开|外泄|看|外发)|内部掌握|\bsensitive\b"
    r"|\bconfidential\b"
)
_OPENED = re.compile(r"(?:设|改|调|换|变)(?:成|为|回)公开(?=$|[,，。了吧])")
_NOT_OPEN = re.compile(r"(?:不|别|勿|莫|暂缓)(?:宜|要|能|可|得|对外)?公开")


def set_sensitivity(message: Message) -> Intent | None:
    items = which(message)
    if not items:
        return None
    if message.has(OPENS):
        open_now = message.has(_OPENED) or not message.has(_NOT_OPEN)
        return Move("set_sensitivity", items, level="open") if open_now else None
    return Move("set_sensitivity", items, level="sensitive") if message.has(_CLOSED) else None


_LEVELS = (
    ("ordinary", re.compile(r"平件|平级|普通件?|一般件?(?!性)|常规|平常|\b(?:normal|ordinary|low) priority\b")),
    ("urgent", re.compile(r"特[急级]|十万火急|\b(?:top|urgent) priority\b|\burgent\b|\btop urgency\b")),
    ("ordinary", re.compile(r"不(?:那么|怎么|太|再)?[着]?急(?!件)|不那么赶|不用赶|\bnot urgent\b")),
    (
        "high",
        re.compile(r"加急|紧急(?!通知|会议|情况|预案|状态)|急件|(?<![应着不救紧])急(?![救诊用需救])|\bhigh priority\b"),
    ),
)


_CHANGED = re.compile(r"[改调升提降](?:为|成|到|作)")
"""「由平件改为急件」: what stands behind it counts."""


def set_priority(message: Message) -> Intent | None:
    """A word for the lower level says what it is no longer to be: 「甭再挂特急，平件就行」."""
    items = which(message)
    if not items or not lays_down(message):
        return None
    told = (_CHANGED.split(message.text)[-1], message.text)
    level = next((level for text in told for level, words in _LEVELS if words.search(text)), "")
    return Move("set_priority", items, level=level) if level else None


_DIVIDES = re.compile(r"拆|劈|分|掰|切|单列|\bsplit\b|\bbreak\b|\bdivide\b|\bin two\b")


def split_item(message: Message) -> Intent | None:
    items = only(message)
    if not items or not message.has(_DIVIDES):
        return None
    return Move("split_item", items, parts=tuple(listed_parts(message)))


_JOINS = re.compile(r"合|并|捆|归拢|拧成|拧到|吞|捏|归到|归进|整一?[块起]|揉|\bmerge\b|\bcombine\b|\bjoin\b|\bfold\b")


def merge_items(message: Message) -> Intent | None:
    """Two or more; that into which the others go comes first."""
    if not message.has(_JOINS):
        return None
    named = message.loosely_named
    if named.missing is not None:
        return None
    items: Items = named.items
    if len(items) < 2:
        items = _ordinals(message) or items
    talked = message.talked_about
    if not items and len(talked) == _TWO and message.has(_THESE_TWO):
        items = talked
    if len(items) == 1 and len(talked) == 1 and talked != items and message.has(_WITH_IT):
        items = (*talked, *items)
    if len(items) < _TWO:
        return None
    ordered = tuple(sorted(items, key=lambda item: (item.number, item.part)))
    return replace(move(message, "merge_items"), items=ordered, value=goes_on(message.text, items))


_TWO = 2
_THESE_TWO = re.compile(r"(?:这|那|上面|刚才)(?:两[项条个件]|俩)")
_WITH_IT = re.compile(r"^(?:把它|把这[项条]|这[项条]|它)?[跟和同与](?:第 ?)?[0-9]{1,2}")
"""「跟21合了」: with the one just talked about."""


def _ordinals(message: Message) -> Items:
    """「第2第3都归商务局，捏一块儿」「五项六项合二为一」「21和22合成一项」 are found by the numbers alone."""
    known = {item.number for item in message.known.lexicon.items}
    found: dict[int, None] = {}
    for each in _NUMBERS.finditer(message.text):
        value = int(each[1] or 0) or number(each[2] or "") or 0
        found |= dict.fromkeys(value for value in (value,) if value in known)
    if (pair := _PAIRED.search(message.text)) is not None:
        found |= dict.fromkeys(value for value in map(number, pair.groups()) if value in known)
    return tuple(ItemNo(value) for value in found)


_NUMBERS = re.compile(
    r"(?<![0-9.])([0-9]{1,2})(?=项|条|[和跟与、搭同]|第|都|并|合|吞|进|里|[,，]|$| )"
    r"|(?<![一二三四五六七八九十当成为作])((?:二?十)?[一二三四五六七八九]|二?十)(?=[项条](?![一-龥]{0,1}重)"
    r"|第|跟|并进|都)"
)
_AWAY = re.compile(
    r"归[了]?档|封存|存档|档案|挡案|入库|归了档|归一下档|归[当裆]|压箱底|封箱|进档|历史库|进历史|收进柜|合上"
    r"|\barchive\b|\bfile away\b"
)
_LAST_YEAR = re.compile(r"去年|上一?年(?!度?第)|\blast year\b")
_SHORT_YEAR = re.compile(r"(?<![0-9])(2[0-9])年")
_PAIRED = re.compile(r"(?<![一二三四五六七八九十])([一二三四五六七八九])([一二三四五六七八九])两[项条]")
"""「七八两项合成一项」."""
_YEAR = re.compile(r"(20[0-9]{2}|二[〇零○][一二三四五六七八九〇零]{2})")
_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")


def archive(message: Message) -> Intent | None:
    """All that has ended of a plan; of the year said."""
    if not message.has(_AWAY):
        return None
    items = message.items
    said = _YEAR.search(message.text)
    year = said[1].translate(_DIGITS) if said else ""
    if not year and (short := _SHORT_YEAR.search(message.text)) is not None:
        year = f"20{short[1]}"
    if not year and message.has(_LAST_YEAR):
        year = str(message.hearing.today.year - 1)
    return Move("archive", items, value="" if items else year)
