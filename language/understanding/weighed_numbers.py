"""Weighs the items that the grammar found by their marks against what the examples say of every number.

The grammar knows marks, lists, ranges and sections; the examples know counts: 「第六个驿站验收了，17项97%」.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from language.intents import ItemNo, Items
from language.understanding.by_example.number_reader import Seen, chance, seen
from language.understanding.item_numbers import Named, covered
from language.understanding.not_items import NOT_ITEMS

RATHER = 0.5
SURELY = 0.9
"""From here on a number is an item's against the grammar's word;"""
LIKELY = 0.7
"""from here on where the grammar found none."""
HARDLY = 0.1
"""Up to here a number is none though a mark stands at it;"""
SOONER_ANOTHER = 0.4
"""up to here, where another surely is one;"""
UNLIKELY = 0.35
"""so far the others may be from being one."""
SHARE = 0.8
"""From here on a number says how far an item is,"""
UNSURE = 0.5
"""if no other may say it as well;"""
NO_SHARE = 0.15
"""below this it does not, though it stands where such a number stands."""
_WHOLE = 100
_TO = re.compile(r" ?[项条]? ?(?:到|至|-|~|—|through|to) ?第? ?")
_SLIP = re.compile(
    r"(?:(?<![数据字色灯])不对|口误|说串了?|[啊哦]不|(?<![不没])错了?|\bsorry|\bno,? wait|\bi mean(?:t)?"
    r"|\bscratch that)[啊哈嘛,，。.!…~ ]{0,3}"
    r"(?:不对)?[,， ]*(?:应该?)?(?:是|改|报|签|归|办|催)?(?:the |item |no\.? ?)?第?"
)
_DENIED = re.compile(r"(?:\bnot (?:for |the |item |no\.? ?)?|而?不是(?:要交办结的)?第?|而非第?)$")
_NO_LONGER = 12
_INTO = re.compile(r" ?[项条]? ?(?:into|with|to|合?并?[进到入]) ?第? ?")
_LIST = re.compile(r" ?[项条]? ?(?:[、,，/&和与跟及]|以及|还有|\band\b) ?第? ?")


@dataclass(frozen=True, slots=True)
class Heard:
    """The numbers of a text with their chances to be an item's; `known` are those of the plan's items."""

    text: str
    known: frozenset[int]
    numbers: tuple[tuple[Seen, float], ...]

    def counts(self, named: Named) -> list[tuple[int, int]]:
        """Where the grammar took a count for an item: 「示范村第五个昨天授牌」."""
        if named.ranged:
            return []
        behind = self._corrected()
        sure = [each for each, likely in self.numbers if likely >= SURELY and each.start >= behind]
        enough = SOONER_ANOTHER if sure else HARDLY
        taken = {item.number for item in named.items if not item.part} - {each.value for each in sure}
        said = [
            each
            for each, likely in self.numbers
            if each.value in taken & self.known and (likely <= enough or (sure and self._not_it(each, behind)))
        ]
        return [(each.start, each.end) for each in said if not any(self._into(other, each) for other in sure)]

    def _corrected(self) -> int:
        """Where the slip ends after which another item is named: 「报21……不对，是22」; 0 without one."""
        ends = [found.end() for found in _SLIP.finditer(self.text)]
        known = self._known_ones()
        starts = {each.start for each, likely in known if likely >= RATHER}
        return next((end for end in reversed(ends) if end in starts and any(each.start < end for each, _ in known)), 0)

    def _not_it(self, each: Seen, behind: int) -> bool:
        """「21, not 22」, or said before a slip."""
        return each.end <= behind or _DENIED.search(self.text, max(0, each.start - _NO_LONGER), each.start) is not None

    def _into(self, one: Seen, other: Seen) -> bool:
        """「merge 10 into 9」"""
        return _INTO.fullmatch(self.text[one.end : other.start]) is not None

    def rather_items(self) -> list[tuple[int, int]]:
        """Where they stand that are rather an item's than not, marked or not."""
        return [(each.start, each.end) for each, likely in self._known_ones() if likely >= RATHER]

    def surely(self, items: Items) -> bool:
        """Whether each of them is said, and is an item beyond doubt."""
        sure = {each.value for each, likely in self._known_ones() if likely >= SURELY}
        return bool(items) and all(item.number in sure for item in items)

    def may_name_an_item(self) -> bool:
        """Of one at least it cannot be ruled out."""
        return any(likely >= UNLIKELY for _, likely in self._known_ones())

    def _known_ones(self) -> list[tuple[Seen, float]]:
        return [(each, likely) for each, likely in self.numbers if each.value in self.known]

    def items(self, named: Named, *, talking: bool = False) -> Named:
        """The grammar's, or others where the examples are sure. `talking`: an item was talked about before."""
        said_at_all = {each.value for each, _ in self.numbers}
        if any(item.part or item.number not in said_at_all for item in named.items):
            return named  # a range, a section, a part, or a number in other letters
        if named.missing is not None and not named.items:
            alone = talking and self._is_all(named.missing)
            return Named((), None, self.text) if alone or self._says_how_far(named.missing) else named
        if (first_to_last := self._from_to(named)) is not None:
            return first_to_last
        behind = self._corrected()
        named = self._without_slips(named, behind)
        enough = SURELY if named.items or talking else LIKELY
        other = [found.span() for found in NOT_ITEMS.finditer(self.text)]
        said = [
            (each, likely)
            for each, likely in self._known_ones()
            if not any(start < each.end and each.start < end for start, end in other) and not self._not_it(each, behind)
        ]
        chosen = [each for each, likely in said if likely >= enough]
        if not chosen or any(UNLIKELY < likely < enough for _, likely in said):
            return named
        taken = {item.number for item in named.items} - {each.value for each in chosen}
        if any(each.value in taken and likely > HARDLY for each, likely in said):
            return named
        chosen = self._listed(chosen)
        values = _values(self.text, chosen)
        items = tuple(ItemNo(value) for value in dict.fromkeys(values) if value in self.known)
        if set(items) == set(named.items):
            return named
        rest = covered(self.text, [(each.start, each.end) for each in chosen])
        return Named(items, named.missing, rest, ranged=len(items) > len(chosen) or _is_list(self.text, chosen))

    def _without_slips(self, named: Named, behind: int) -> Named:
        """「签21，不是22」「报22……不对，是21」: of several the ones that are meant."""
        said = [each for each, _ in self._known_ones() if not self._not_it(each, behind)]
        left = tuple(item for item in named.items if any(each.value == item.number for each in said))
        if not left or len(left) == len(named.items):
            return named
        return Named(left, named.missing, covered(self.text, [(each.start, each.end) for each in said]))

    def _from_to(self, named: Named) -> Named | None:
        """「11到13都给我看看」, where one of both is rather an item's and the other may be; no other is one."""
        if len(named.items) > 2:
            return None
        for (one, first), (other, last) in pairwise(self.numbers):
            if not _TO.fullmatch(self.text[one.end : other.start]) or chance(other, "share") >= UNSURE:
                continue
            if one.value not in self.known or other.value not in self.known or one.value >= other.value:
                continue
            if max(first, last) >= UNLIKELY and min(first, last) > HARDLY:
                items = tuple(ItemNo(value) for value in range(one.value, other.value + 1) if value in self.known)
                return Named(items, named.missing, covered(self.text, [(one.start, other.end)]), ranged=True)
        return None

    def share(self, items: frozenset[int], said: int | None) -> int | None:
        """How far a report on the items says it is, in percent: `said`, as the grammar found it, or one of which the
        examples are sure. The last counts: 「41吧，不对，是43」.
        """
        found = [(each.value, chance(each, "share")) for each, _ in self.numbers if each.value is not None]
        shares = [(value, likely) for value, likely in found if value <= _WHOLE and value not in items]
        sure = [value for value, likely in shares if likely >= SHARE]
        if sure and not any(UNSURE < likely < SHARE and value not in sure for value, likely in shares):
            return sure[-1]
        rather = {value for value, likely in shares if likely >= UNSURE}
        own = [likely for value, likely in found if value == said]
        if len(rather) == 1 and own and all(likely < UNLIKELY for likely in own):
            return rather.pop()
        if said in items or (own and all(likely < NO_SHARE for likely in own)):
            return None
        return said

    def _is_all(self, value: int) -> bool:
        """「六十五」, said of the item that was talked about."""
        return any(
            each.value == value and not self.text[each.end :].strip("%。.!~ ")
            for each, _ in self.numbers[:1]
            if not each.start
        )

    def _says_how_far(self, value: int) -> bool:
        """A number that no item has is missed, unless it says how far one is: 「七十五了」."""
        return any(each.value == value and chance(each, "share") >= SHARE for each, _ in self.numbers)

    def _listed(self, chosen: list[Seen]) -> list[Seen]:
        """With those that stand in one list with a chosen one: 「三、四、十八」."""
        numbers = [each for each, _ in self.numbers]
        places = {n for n, each in enumerate(numbers) if each in chosen}
        for n in range(len(numbers) - 2, -1, -1):
            between = self.text[numbers[n].end : numbers[n + 1].start]
            if n + 1 in places and numbers[n].value in self.known and between in ("、", "和", "跟", "与"):
                places.add(n)
        return [numbers[n] for n in sorted(places)]


def heard(text: str, known: frozenset[int]) -> Heard:
    return Heard(text, known, tuple((each, chance(each, "item")) for each in seen(text, known)))


def _values(text: str, chosen: list[Seen]) -> list[int]:
    """「11到13」 are three."""
    said = [each.value for each in chosen if each.value is not None]
    if len(said) == 2 and said[0] < said[1] and _TO.fullmatch(text[chosen[0].end : chosen[1].start]):
        return list(range(said[0], said[1] + 1))
    return said


def _is_list(text: str, chosen: list[Seen]) -> bool:
    pairs = list(pairwise(chosen))
    return bool(pairs) and all(_LIST.fullmatch(text[one.end : other.start]) for one, other in pairs)
