"""Which items a message names: single numbers, lists, ranges, 前五项, 第四部分第三条; and what only looks like one."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from language.intents import ItemNo
from language.lexicon import KnownItem
from language.understanding.not_items import NOT_ITEMS
from language.understanding.numerals import ANY, CHINESE, ENGLISH, PINYIN, number, pinyin_number

BLANK = "\u2591"
"""Stands where something was read already, so that its digits are not read again."""

_COUNTED = re.compile(r"(?:共|共有|总共|一共|全部|所有|还有|只有|就|剩|还剩|余|其余|另外|多少|牵头|配合|有)$")
_ALL = re.compile(r" ?(?:任务|工作|事项|要点|总的|总体|大面|拢共|一块)")
"""「27项任务」 of 27 are all of them."""
_COUNTS = re.compile(
    r"\s?(?:任务|工作|事项)?(?:里(?!程)|当中|中|一共|都|全部(?!搞定|完成|弄|办|干|做|结束|落实|整完|到位))"
)

_MARK = "(?:项|条(?!路|街|线)|号(?:任务|事项)|号(?!楼|线|院|文|前|之前|以前|到|至|开|召)|款(?!项))"
_NTH = f"(?:{_MARK}|个(?!月|工作|星期|季|小时|百分|人|点|乡|镇|村|单位|部门|问题|指标))"
"""Behind 第; without it, 「三个」 counts."""
_TO = "(?: ?(?:到|至|-|~|—|–|to|through) ?)"
_AND = r"(?: ?(?:、|,|和|与|跟|及|以及|还有|and|&|\.(?! ?[0-9])) ?| )"
_N = ANY
_SECTION = re.compile(
    rf"第?({_N}) ?(?:部分|大块|板块|大项|章|节) ?(?:的|里面?|中)? ?(?:第 ?({_N}) ?(?:条|项|个|款)?"
    rf"|(?:最后|末尾?|倒数第)一?(?:条|项|个))"
)
_SECTION_EN = re.compile(r"(?:section|part) (\d{1,2}|[a-z]+),? (?:item|point|no\.?) ?(\d{1,3})")
_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_SECTION_ORDINAL = re.compile(
    rf"\b({'|'.join(_ORDINALS)}|[0-9]{{1,2}}(?=st|nd|rd|th))(?:st|nd|rd|th)? (?:item"
    rf"|point|task|one) (?:of|in|under) (?:the )?(?:section|part) ([0-9]{{1,2}}"
    rf"|[a-z]+)"
)
_RANGE = re.compile(rf"(?:第 ?)?({_N}) ?(?:项|条|号)?{_TO}(?:第 ?)?({_N}) ?{_MARK}")
_RANGE_EN = re.compile(
    r"(?:items?|tasks?|no\.?|nos\.?) ?#?(\d{1,3})(?: ?(?:-|–|to|through) ?)#?(\d{1,3})"
    r"(?!\d| ?%| (?:shows|people|persons|units|households|villages|km|projects|days|weeks|events|sites|tons"
    r"|places|percent))"
)
_ELEMENT = rf"{_N}(?:(?: ?(?:项|条))?{_TO}(?:第 ?)?{_N})?"
_LIST = re.compile(
    rf"(?:第 ?)?({_ELEMENT}(?:(?: ?(?:项|条|号))?{_AND}(?:第 ?)?{_ELEMENT}){{1,19}}) ?(?:这"
    rf"|那)?{BLANK}?(?:[两三四五六七八九十]{{1,2}})?{_MARK}"
)
_EN = r"\d{1,3}(?:(?: ?[-–] ?| to )\d{1,3}(?!\d| ?(?:[a-z]{3,}|st|nd|rd|th|%|:)))?"
_LIST_EN = re.compile(rf"(?:items?|tasks?|nos?\.?) ?#?({_EN}(?:(?:, ?and |, ?| and | ?& ?)#?{_EN}){{1,19}})")
_ANY_MARK = re.compile(r"[项条号款]")
_PAIR = re.compile(r"(?<=[一二三四五六七八九十])两(?=[项条])")
"""「五、六两项」: 六两 is no number."""
_STRETCH = re.compile(rf"({_N})(?:(?: ?(?:项|条))?{_TO}(?:第 ?)?({_N}))?")
_FIRST = re.compile(
    rf"((?<![之以号日月])前|(?<![牵带])头|最后|倒数|末|the first|first|the last|last) ?({_N}|[a-z]+)? ?"
    r"(?:项|条|(?<!最后一)"
    r"个(?!月|[村乡镇人户点站厂]|单位|问题)|(?<=最后一)个(?=$|[ ,，。;；的吧呢是]|任务|事项|工作)|items?\b"
    r"|one\b)"
)
_PART = re.compile(r"(?<![0-9.])([0-9]{1,3})[.．]([0-9]{1,2})(?: ?项)?(?![0-9.%月])")
_ONE = re.compile(
    rf"第 ?({_N}) ?{_NTH}|第 ?({_N})(?=[^{CHINESE}0-9年月日天周季个名批次轮期届部大板块章节场处座栋家户所件版线站级]"
    rf"|$)(?!幼儿园|小学|中学|高中|医院|卫生院|产业|方|者|党支部|人民|步|阶段"
    rf"|水厂|污水|工业|监狱|附属|实验)|(?<![0-9.])({_N}) ?{_MARK}"
    r"|# ?([0-9]{1,4})\b|\bno\.? ?([0-9]{1,4})\b|\b(?:items?|tasks?|number|point) ?(?:no\.? ?|#)?([0-9]{1,20})\b"
    rf"|\b(?:items?|tasks?|number|how is|how's|where is|what about) ({ENGLISH})\b(?! (?:days"
    rf"|weeks|months|units|of|items|tasks))|任务 ?([0-9]{{1,4}})(?![0-9.%])"
    rf"|\b(?:the )?([0-9]{{1,3}})(?:st|nd|rd|th) item\b"
    r"|\b([0-9]{1,3}) ?xiang\b"
    rf"|\bdi ?({PINYIN}) ?(?:xiang|tiao|ge)\b|\b({PINYIN}) ?xiang\b"
)
_BARE = re.compile(
    rf"(?<![0-9]:)(?<![0-9.{CHINESE}a-z/-])([0-9]{{1,3}})(?![0-9%/{CHINESE}a-z-]|[.:][0-9]|\s?(?:月|日|天|年|周"
    rf"|点|号|个|人"
    rf"|名|位|场|座"
    rf"|处|件|户|家|公里|亩|吨|台|套|所|条|批|只|盒|辆|支|倍|分(?![给派到配解成])|秒|米|度|万|亿|元|成|岁|间|栋"
    rf"|部|次|小时"
    rf"|次|am|pm|days?|weeks?|months?|working))"
)
_LEADING_CHINESE = re.compile(
    r"^(二?十[一二三四五六七八九]?)(?=推进|进展|进度|咋|怎么样|到哪|办得|弄得|搞得|抓得|现在|目前|啥"
    r"|什么情况|的?情况)"
)
"""「十四推进得怎么样」."""
_LEADING = re.compile(
    rf"^([0-9]{{1,2}})(?:(?=[,:] ?[\u4e00-\u9fff])|(?=: ?[0-9]{{1,3}} ?%)|(?<=[0-9]{{2}})(?=、[\u4e00-\u9fff])"
    rf"| ?(?=[\u4e00-\u9fff])(?![{CHINESE}]"
    rf"|[月日号天年周点时秒季度个人次家户亩公里万亿元块名位条件处座场套台多余比成倍步页楼级岁米吨到至和与跟、项]"
    rf"|分钟|分(?![给派到配解成])|工作日|星期|礼拜|小时))"
)
"""「22 的截止时间」「21送戏下乡已演112场」: a message that begins with a number that counts nothing."""
_LEADING_COUNT = re.compile(
    r"^([0-9]{1,2})(?=[一二两三四五六七八九十]{1,3}(?:个多?月|多?天|年|周|个?多?(?:星期|礼拜))[^,，0-9]{0,6}(?:没|未|不|报)"
    rf"|一[周月季{BLANK}][一{BLANK}]|一直|一锅|分拆|分(?:成|作)?[两三四五六2-6]个?(?:步|节点|段|阶段))"
)
"""「11一个月没动静」「4分三步走」: what follows the number is no part of it."""
_CHINESE_LEADING = re.compile(
    r"^(?:第?)([一二三四五六七八九十廿]{2,4}|[二三四五六七八九](?=的[^,，]{0,10}(?:申请|求援|求助|请求)))"
    r"(?=[:、] ?[\u4e00-\u9fff]| |的[^,，]{0,10}(?:申请|求援|求助|请求)"
    r"|(?:[这那]个|那边|分(?:成|作)?[两三四五六]个?(?:步|节点|段|阶段)|延(?!长)|报|签|催|退|销|挂|结|批"
    r"|申请|进度|完成|要延))"
)
_LEADING_LIST = re.compile(
    rf"^(?:把|将|请|对)?(?:第 ?)?({_N}(?:(?: ?(?:、|,|和|与|跟|及|&) ?)(?:第 ?)?{_N}){{1,19}})(?= "
    rf"|[,，、]? ?(?:这|那|以上)"
    r"|([两三四五六七八九十])(?:项|条|个|笔|件|家)|都|一起|一并|一块|一同|先|分别|截止|时限|期限|统一|合|并|归|签|催|报"
    r"|延)(?: ?[,，]? ?(?:这|那|以上)?[两三四五六七八九十][项条个])?"
)
"""A message that begins with several numbers: 「十七和十九 截止日…」「六、十一、二十二，这三项」「5、6合成一项」."""
_HUGE = re.compile(r"(?<![0-9])([0-9]{5,}) ?(?:项|条|号)|\b(?:items?|tasks?) ?#?([0-9]{5,})")


@dataclass(frozen=True, slots=True)
class Named:
    """`items` exist, in the order named; `missing` is the first number that does not; `rest` has BLANKs instead."""

    items: tuple[ItemNo, ...]
    missing: int | None
    rest: str
    ranged: bool = False
    """A range, a list or 前五项 was said, which asks for a list."""


def find_items(text: str, known: Sequence[KnownItem], besides: Sequence[tuple[int, int]] = ()) -> Named:
    """Reads the plain text from its surest forms to its loosest. What stands in `besides` counts something else."""
    numbers = sorted({item.number for item in known})
    masked = _PAIR.sub(BLANK, NOT_ITEMS.sub(lambda found: BLANK * len(found[0]), covered(text, besides)))
    reading = _Reading(masked, set(numbers), {(item.number, item.part) for item in known if item.part})
    if (huge := _HUGE.search(masked)) is not None:
        return Named((), int((huge[1] or huge[2])[:12]), covered(text, [huge.span()]))
    reading.take(_SECTION, lambda found: _in_section(found, known))
    reading.take(_SECTION_EN, lambda found: _in_section(found, known))
    reading.take(_SECTION_ORDINAL, lambda found: _nth_of_section(found, known))
    reading.take(_PART, lambda found: reading.part(found))
    reading.take(_LEADING_LIST, lambda found: _counted(found, numbers), several=True)
    if _ANY_MARK.search(masked):
        reading.take(_LIST, lambda found: _list(found[1]), several=True)
    reading.take(_LIST_EN, lambda found: _list(found[1]), several=True)
    reading.take(_RANGE, lambda found: _range(found[1], found[2]), several=True)
    reading.take(_RANGE_EN, lambda found: _english_range(found, numbers), several=True)
    reading.take(_FIRST, lambda found: _first(found, numbers), several=True)
    reading.take(_ONE, lambda found: _one(found, masked, len(numbers)))
    if reading.empty:
        reading.take(_LEADING, lambda found: _known_one(found[1], numbers))
        reading.take(_LEADING_CHINESE, lambda found: _known_one(str(number(found[1]) or 0), numbers))
        reading.take(_LEADING_COUNT, lambda found: _known_one(found[1], numbers))
        reading.take(_CHINESE_LEADING, lambda found: _all_known(found[1], numbers))
    return reading.named(text)


def find_bare(named: Named, known: Sequence[KnownItem]) -> Named:
    """A lone number in a sentence that needs an item ("把14分给文旅局"): only where no item was named otherwise."""
    if named.items or named.missing is not None:
        return named
    masked = NOT_ITEMS.sub(lambda found: BLANK * len(found[0]), named.rest)
    found = list(_BARE.finditer(masked))
    if not found:
        return named
    numbers = {item.number for item in known}
    values = [int(each[1]) for each in found]
    rest = covered(named.rest, [each.span(1) for each in found])
    known_ones = tuple(ItemNo(value) for value in dict.fromkeys(values) if value in numbers)
    missing = next((value for value in values if value not in numbers), None)
    return Named(known_ones, missing, rest, ranged=len(known_ones) > 1)


class _Reading:
    def __init__(self, masked: str, numbers: set[int], parts: set[tuple[int, int]]) -> None:
        self._masked = masked
        self._numbers = numbers
        self._parts = parts
        self._found: list[tuple[int, tuple[ItemNo, ...]]] = []
        self._spans: list[tuple[int, int]] = []
        self._missing: list[tuple[int, int]] = []
        self._ranged = False

    def take(
        self,
        pattern: re.Pattern[str],
        read: Callable[[re.Match[str]], tuple[ItemNo, ...] | None],
        *,
        several: bool = False,
    ) -> None:
        for found in pattern.finditer(self._masked):
            items = read(found)
            if items is None:
                continue
            self._spans.append(found.span())
            self._ranged |= several and len(items) != 1
            good = tuple(item for item in items if item.number in self._numbers)
            self._missing += [(found.start(), item.number) for item in items if item.number not in self._numbers][:1]
            self._found.append((found.start(), good))
        self._masked = covered(self._masked, self._spans)

    @property
    def empty(self) -> bool:
        return not self._found

    def part(self, found: re.Match[str]) -> tuple[ItemNo, ...] | None:
        """12.31 may be a date and 0.8 a share: only parts that are there count."""
        which = (int(found[1]), int(found[2]))
        return (ItemNo(*which),) if which in self._parts else None

    def named(self, text: str) -> Named:
        items = dict.fromkeys(item for _, found in sorted(self._found, key=lambda pair: pair[0]) for item in found)
        missing = min(self._missing)[1] if self._missing else None
        return Named(tuple(items), missing, covered(text, self._spans), self._ranged)


def covered(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """With BLANKs instead of what stands in the spans."""
    for start, end in spans:
        text = text[:start] + BLANK * (end - start) + text[end:]
    return text


def _numbers(values: Iterable[int | None]) -> tuple[ItemNo, ...] | None:
    read = list(values)
    if any(value is None for value in read):
        return None
    return tuple(ItemNo(value) for value in read if value is not None)


def _range(first: str, last: str) -> tuple[ItemNo, ...] | None:
    a, b = number(first), number(last)
    if a is None or b is None or not 0 < a < b or b - a > 200:
        return None
    return tuple(ItemNo(n) for n in range(a, b + 1))


def _english_range(found: re.Match[str], numbers: Sequence[int]) -> tuple[ItemNo, ...] | None:
    """「the target for item 21 to 120 performances」 is no range."""
    if found[0].startswith(("item ", "task ")) and int(found[2]) not in numbers:
        return None
    return _range(found[1], found[2])


def _list(words: str) -> tuple[ItemNo, ...] | None:
    read: list[ItemNo] = []
    for first, last in _STRETCH.findall(words):
        stretch = _range(first, last) if last else _numbers([number(first)])
        if stretch is None:
            return None
        read += stretch
    return tuple(read)


def _first(found: re.Match[str], numbers: Sequence[int]) -> tuple[ItemNo, ...] | None:
    count = number(found[2]) if found[2] else 1
    if count is None or not 0 < count <= 100:
        return None
    if found[1].endswith(("前", "头", "first")):
        return tuple(ItemNo(n) for n in numbers[:count]) if found[2] or "first" in found[1] else None
    if found[1] == "倒数":
        return tuple(ItemNo(n) for n in numbers[-count:][:1])
    return tuple(ItemNo(n) for n in numbers[-count:])


def _one(found: re.Match[str], text: str, total: int) -> tuple[ItemNo, ...] | None:
    place = next(n for n, group in enumerate(found.groups(), start=1) if group is not None)
    words = found[place].strip()
    value = pinyin_number(words) if place in (11, 12) else number(words)
    if value is None:
        return None if not words.isdigit() else (ItemNo(int(words[:9])),)
    before = text[max(0, found.start() - _NEAR) : found.start()]
    if place == 3 and _TOWARDS.search(before):
        return (ItemNo(value),)
    if place == 3 and (_COUNTED.search(before) or _COUNTS.match(text, found.end())):
        return None
    if place == 3 and value == total and _ALL.match(text, found.end()):
        return None
    return (ItemNo(value),)


_NEAR = 8
_TOWARDS = re.compile(r"(?:并到|并入|并进|合到|归到|合进|加到|从|挪到|[项条])第?$")
"""「24项并到25项里」."""


def _known_one(words: str, numbers: Sequence[int]) -> tuple[ItemNo, ...] | None:
    return (ItemNo(int(words)),) if int(words) in numbers else None


def _counted(found: re.Match[str], numbers: Sequence[int]) -> tuple[ItemNo, ...] | None:
    """「二十五、二十六项」 are no two and six items."""
    items = _all_known(found[1], numbers)
    said = number(found[2]) if found[2] else None
    return items if items and said in (None, len(items)) else None


def _all_known(words: str, numbers: Sequence[int]) -> tuple[ItemNo, ...] | None:
    found = _list(words)
    return found if found and all(item.number in numbers for item in found) else None


def _nth_of_section(found: re.Match[str], known: Sequence[KnownItem]) -> tuple[ItemNo, ...] | None:
    section, place = number(found[2]), _ORDINALS.get(found[1]) or number(found[1])
    inside = [item.number for item in known if item.section == section and not item.part]
    return (ItemNo(inside[place - 1]),) if place is not None and 0 < place <= len(inside) else None


def _in_section(found: re.Match[str], known: Sequence[KnownItem]) -> tuple[ItemNo, ...] | None:
    section, place = number(found[1]), number(found[2] or "1")
    if section is None or place is None:
        return None
    inside = [item.number for item in known if item.section == section and not item.part]
    if found[2] is None:
        return (ItemNo(inside[-1]),) if inside else None
    return (ItemNo(inside[place - 1]),) if 0 < place <= len(inside) else None
