"""A message with all that was found in it, each thing looked for once and only when it is asked for."""

import datetime as dt
import re
from dataclasses import replace
from functools import cached_property

from language.intents import ItemNo, Items
from language.lexicon import Hearing, Lexicon
from language.understanding.deadlines import Reading, ahead, find_deadline
from language.understanding.described import Described, described
from language.understanding.figures import Figures
from language.understanding.item_numbers import Named, covered, find_bare, find_items
from language.understanding.plain_words import plain, without_politeness
from language.understanding.recurrences import find_recurrence
from language.understanding.shifts import Shift, find_shift, shifted
from language.understanding.topics import Topics
from language.understanding.units import Mention, NearMiss, UnitNames, own_unit
from language.understanding.weighed_numbers import Heard, heard
from ledger.deadlines import Cadence, Deadline, DeadlineKind
from ledger.members import OFFICE

_ASKING = re.compile(
    r"[?？]|吗|呢$|([在算归属管急红黄])不\1|(?<!什)么$"
    r"|百分之几(?!十)|(?<![0-9百])几成(?![熟交])|谁|(?<!没)(?<!没有)(?:什么|啥)|哪[些个几项位里家]|怎么|咋"
    r"|如何|怎样|多少"
    r"|(?<![设立定给这那好加再宽缓多十提前隔])几[项个天]"
    r"|能不能|算不算|够不够|好不好使|的话(?:算|能|行|可)|可不可以|可否|是否|是不是|有没有|要不要|行不行|好不好"
    r"|来着|(?:到|走|推|办|干|弄|做|进行|搞)(?:了)?(?:哪|第几|几成|什么|啥)|哪一?步|多会儿?|几时"
    r"|(?<!没)有没$|[了过定完好到收]未(?:啊|呀|呢|哦)?$|"
    r"(?:说说|汇报下?|报告下?)[^,，]{0,6}情况$"
    r"|[了过完来到好成上]没有?[?？]?$|[-–—]没有$|(?:[给让由是归]"
    r"|(?<!退回)交(?!办))[^,，]{1,14}[,，]?还是(?![老那一没不])(?=[给交让由归]|[^,，]{1,8}(?:[?？呢好]|$))"
    r"|^(?:who|what|which|when|where|why|how|is|are|was|were|does|do|did|can|could|may|should|has|have"
    r"|will)\b|\bcan (?:we|i|you)\b|\bcould (?:we|i|you)\b"
)


_MOVED_TO = re.compile(
    r"(?:延|推|放|缓|挪|顺延|宽限?)[到至]"
    r"|(?:改|延|推|放|调|挪|顺延|变更?|移|定|宽限|提前)[^,，。;；░]{0,6}?[到至为成在]"
    r"|不是[^,，。;；]{2,12}[,，]?(?:而?是)"
    r"|\b(?:until|till|to)\b"
)
_MISSED = re.compile(
    r"[^,，。;；]{0,2}(?:交不[了鸟上齐]|[办完弄干做]不(?:完|成|了)|赶不[上及]|来不及|够呛|悬|不行|不够)"
    r"|[,， ]?[哦啊呃嗯]?不对[,， ]?"
)
"""「周五交不了卷，得12月15号」「十二号，不对，十一号」: that day cannot be kept, or was a slip."""
_SAME_MONTH = re.compile(r" ?([0-9]{1,2})[日号]")
"""「由12月18日顺延至25日」."""
_TO_DAY = re.compile(r"(?:到|至|\b(?:to|until|till|i\.e\.)) ?$")
_THAT_IS = re.compile(
    r"(?:也?就是|[,，(（]即|即为|[,， ]即|\bi\.? ?e\.?,?|\bthat is,?|\bwhich is|, so"
    r"|=) ?(?=[0-9一二三四五六七八九十周下本明后]|[a-z]{3})"
)
_NAMED_BEHIND = re.compile(r" ?[,，] ?(?:就|也|改|写)?(?:定|定在|定到|到|至|截至)?")
"""「缩短两天，定12月18日」."""
_NEAR = 4
"""So many signs may stand between the word for moving and the day."""


_EACH_OF_THEM = re.compile(r"(?:分别|各自|逐个|挨个|一并|一起|都)(?:给我|再|去|也|得|要)*[催敲捅戳点提签报发]")
"""「18项、卫健局19项快到日子了，分别敲打一下」."""
_DESCRIBED = re.compile(r"[\u4e00-\u9fff]的(?:任务|事项|单位|部门|项目|工作|局)?$")


_NEAR_AN_END = 7
_REPEATED = 80
PIECES = re.compile(r"[,，。;；\n]|(?<=[\u4e00-\u9fff0-9%〕）]) (?=[\u4e00-\u9fff])")
"""A blank between words parts them as a comma would: people dictate."""


class Known:
    """What is built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.units = UnitNames(lexicon.departments)
        self.topics = Topics(lexicon.items)
        self.figures = Figures(lexicon.items)
        self.numbers = frozenset(item.number for item in lexicon.items)
        self.sections = tuple((number, plain(title)) for number, title in lexicon.sections)


class Message:
    """`text` is the plain form; `command` the "/" command it began with, already taken off."""

    def __init__(
        self, original: str, known: Known, hearing: Hearing, *, text: str | None = None, command: str = ""
    ) -> None:
        self.original = original
        self.known = known
        self.hearing = hearing
        self.text = plain(original) if text is None else text
        self.command = command

    @property
    def said(self) -> str:
        """The person's own words, as far as a question back repeats them."""
        return self.original.strip()[:_REPEATED]

    @cached_property
    def bare(self) -> "Message":
        """Without the politeness around the wish; itself, when there is none."""
        bare = without_politeness(self.text)
        return self if bare == self.text else Message(self.original, self.known, self.hearing, text=bare)

    @cached_property
    def talked_about(self) -> Items:
        """The items last talked about here."""
        talk = self.hearing.conversation
        labels = [label.partition(".") for label in talk.items] if talk else []
        return tuple(ItemNo(int(number), int(part or 0)) for number, _, part in labels if number.isdigit())

    @cached_property
    def asking(self) -> bool:
        """A question, or a description of items (「还没人认领的任务」), whatever else it names."""
        if _ASKING.search(self.text) is not None:
            return True
        if self.text.startswith(("把", "将")):
            return False
        return _DESCRIBED.search(self.text) is not None and not self.named.items

    @cached_property
    def asks_at_an_end(self) -> bool:
        """With a word that asks where a question begins or ends; in the midst of a long sentence it may complain."""
        if self.text.endswith(("?", "？")):
            return True
        last = len(self.text) - _NEAR_AN_END
        return any(found.start() < _NEAR_AN_END or found.end() > last for found in _ASKING.finditer(self.text))

    @cached_property
    def named(self) -> Named:
        """The items that are named as such."""
        named = find_items(self.text, self.known.lexicon.items)
        if not named.items or named.ranged:
            return named
        counts = self.numbers.counts(named)
        return find_items(self.text, self.known.lexicon.items, besides=counts) if counts else named

    @cached_property
    def numbers(self) -> Heard:
        """What they are: items', shares, or neither."""
        return heard(self.text, self.known.numbers)

    @cached_property
    def loosely_named(self) -> Named:
        """A lone number counts too: for sentences that need an item. Dates and units are no numbers of items."""
        return self.numbers.items(self._loosely, talking=bool(self.talked_about))

    @property
    def _loosely(self) -> Named:
        named = self.named
        if named.items or named.missing is not None:
            return named
        spans = [(mention.start, mention.end) for mention in self.mentions]
        if self._days is not None:
            spans.append(self._days.span)
        if self.shift is not None:
            spans.append(self.shift.span)
        return find_bare(Named((), None, covered(named.rest, spans)), self.known.lexicon.items)

    @cached_property
    def uncounted(self) -> str:
        """The text with BLANKs for the items, the units and the day: what else is a number counts something else."""
        spans = [(mention.start, mention.end) for mention in self.mentions]
        return covered(self.named.rest, [*spans, self.deadline.span] if self.deadline is not None else spans)

    @property
    def items(self) -> tuple[ItemNo, ...]:
        return self.named.items

    @cached_property
    def described(self) -> Described | None:
        """The item that is meant by its topic, where none is named by its number."""
        if self.loosely_named.items or self.loosely_named.missing is not None:
            return None
        return described(self.text, self.mentions, self.known.topics, self.talked_about)

    @cached_property
    def meant(self) -> Items:
        """The items named, else the one described. Of items named in several clauses those of the first:
        「取消13项，与15项重复」.
        """
        named = self.loosely_named
        if len(named.items) > 1 and not named.ranged and not self.has(_EACH_OF_THEM):
            pieces = (find_items(piece, self.known.lexicon.items).items for piece in PIECES.split(self.text))
            return next((items for items in pieces if items), named.items)
        if named.items or self.described is None:
            return named.items
        return (self.described.item,)

    @cached_property
    def mentions(self) -> list[Mention]:
        return self.known.units.mentions(self.text)

    @cached_property
    def near_misses(self) -> list[NearMiss]:
        return self.known.units.near_misses(self.text, self.mentions)

    @cached_property
    def unit(self) -> int | None:
        """The one unit that is certainly meant, the speaker's own included."""
        strong = [mention for mention in self.mentions if not mention.weak]
        if len(strong) == 1 and strong[0].one is not None:
            return strong[0].one
        return self.hearing.department_id if not strong and own_unit(self.text) else None

    @cached_property
    def deadline(self) -> Reading | None:
        """A day; or one counted from the item's limit, UNCLEAR as long as that is not known."""
        if self.shift is None or self._said_exactly:
            return self._days
        words, base = self.shift.words, self._limit
        if base is None:
            return Reading(self.shift.span, words, Deadline(words, DeadlineKind.UNCLEAR))
        day = shifted(base, self.shift, self.hearing.calendar)
        if day < self.hearing.today:
            return Reading(self.shift.span, words, problem="deadline_past", day=day)
        return Reading(self.shift.span, words, Deadline(words, DeadlineKind.DAY, day), day=day)

    @cached_property
    def shift(self) -> Shift | None:
        return find_shift(self.named.rest)

    @cached_property
    def _days(self) -> Reading | None:
        return ahead(self._day_words, self.hearing.today) if self._day_words is not None else None

    @cached_property
    def _day_words(self) -> Reading | None:
        """Of 「从12月10日推迟到12月20日」 the second day."""
        rest, today, calendar = self.named.rest, self.hearing.today, self.hearing.calendar
        if self.shift is not None:
            rest = covered(rest, [self.shift.span])
        first = find_deadline(rest, today, calendar)
        if first is None:
            return None
        if (named := self._named_behind(rest)) is not None:
            return named
        for moved in _MOVED_TO.finditer(rest):
            if moved.end() > first.span[0] and (later := self._day_after(rest, moved.end(), first)) is not None:
                return later
        missed = _MISSED.match(rest, first.span[1])
        if missed is None:
            return first
        return self._day_after(rest, missed.end(), first, within=len(rest)) or first

    def _named_behind(self, rest: str) -> Reading | None:
        """「再给5天，就是12月1号」「the Monday after next, i.e. Dec 7」"""
        for found in _THAT_IS.finditer(rest):
            later = find_deadline(rest[found.end() :], self.hearing.today, self.hearing.calendar)
            if later is not None and later.span[0] == 0 and later.day is not None:
                return replace(later, span=(found.end(), found.end() + later.span[1]))
        return None

    def _day_after(self, rest: str, place: int, first: Reading, within: int = _NEAR) -> Reading | None:
        """The day that begins within so many signs of the place; 「顺延至25日」 is in the month of the first."""
        today, calendar = self.hearing.today, self.hearing.calendar
        then = _SAME_MONTH.match(rest, place)
        if then is not None and first.day is not None and first.day.day < int(then[1]):
            later = find_deadline(f"{first.day.month}月{then[0].strip()}", today, calendar)
            if later is not None:
                return replace(later, span=(then.start(1), then.end()))
        later = find_deadline(rest[place:], today, calendar)
        if later is None or later.span[0] > within:
            return None
        return replace(later, span=(later.span[0] + place, later.span[1] + place))

    @property
    def _said_exactly(self) -> bool:
        """「延期一周，到12月4日」: the day counts, and not the week."""
        days, shift = self._days, self.shift
        if days is not None and shift is not None and days.span[0] > shift.span[1]:
            rest = self.named.rest
            if _NAMED_BEHIND.fullmatch(rest, shift.span[1], days.span[0]) is not None:
                return True
            if _THAT_IS.search(rest[shift.span[1] : days.span[0] + 1]) is not None:
                return True
        return days is not None and _TO_DAY.search(self.named.rest[: days.span[0]]) is not None

    @property
    def _limit(self) -> dt.date | None:
        """The limit that all items meant have in common."""
        meant = self.loosely_named.items or (self.talked_about if len(self.talked_about) == 1 else ())
        limits = {self.hearing.limits.get(item) for item in meant}
        return limits.pop() if len(limits) == 1 else None

    @cached_property
    def cadence(self) -> Cadence | None:
        found = find_recurrence(self.text)
        return found[0] if found else None

    @property
    def office(self) -> bool:
        return self.hearing.role in OFFICE

    def has(self, pattern: re.Pattern[str]) -> bool:
        return pattern.search(self.text) is not None
