"""Which units a message names: full, short, former and English names, groups, near misses."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from language.understanding.plain_words import is_chinese, plain
from ledger.departments import Department

_SUFFIXES = (
    "局",
    "办",
    "委",
    "部",
    "会",
    "院",
    "中心",
    "公司",
    "分局",
    "办公室",
    "镇",
    "乡",
    "馆",
    "站",
    "校",
    "社",
    "联",
    "处",
    "机关",
    "分行",
)
"""What a unit's name ends with; a short name without it (交通, 文旅) is also a word of the plan."""

_TAILS = ("局", "办", "委", "部", "中心", "院", "公司", "会")
_GENERIC = frozenset(
    [
        "bureau",
        "and",
        "office",
        "of",
        "the",
        "county",
        "committee",
        "department",
        "branch",
        "center",
        "centre",
        "commission",
        "administration",
        "people's",
        "s",
        "working",
        "leading",
        "group",
        "general",
        "public",
        "service",
        "services",
        "town",
        "township",
        "company",
        "park",
        "industrial",
        "management",
    ]
)
_CUES_AFTER = (
    "牵头",
    "配合",
    "负责",
    "的任务",
    "任务",
    "都有",
    "有啥",
    "有哪",
    "部门",
    "那边",
    "这边",
    "呢",
    "承办",
    "主办",
    "协助",
    "协办",
    "没报",
    "没签",
    "欠",
)
_OWN = re.compile(
    r"(?:我们?|咱们?|俺们?|本|自己)(?:单位|局|委(?!托)|办(?![理公事完的])|镇"
    r"|乡|部(?!分|署)|中心|部门|科室|站)|局里|单位里|^全局(?:的|里|上下|目前"
    r"|现在)"
)
_OWN_ENGLISH = (
    "our unit",
    "our bureau",
    "our department",
    "our office",
    "my unit",
    "my bureau",
    "my department",
    "our",
)


_KIND = re.compile(r" (?:bureau|department|office|commission|committee|branch)$")
_VERBS = frozenset(f"{c}办" for c in "督交承主协催领经代待开举怎包")
"""End like a unit's name and are none."""
_ENGLISH_WORD = re.compile(
    r"(?<![a-z])(?P<name>[a-z'][a-z'-]+)(?P<kind>(?: and [a-z]+)? (?:bureau|office|department"
    r"|commission|committee|branch|company|court))?"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """`departments` has more than one for a group, or for a name several units share (`group` tells which).
    `weak`: also a word of the plan, and a unit only beside a word that asks for one.
    """

    start: int
    end: int
    departments: tuple[int, ...]
    words: str
    group: bool = False
    weak: bool = False
    former: bool = False

    @property
    def one(self) -> int | None:
        return self.departments[0] if len(self.departments) == 1 and not self.group else None


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Words that look like a unit's name and are none, with the likeliest, best first."""

    start: int
    end: int
    words: str
    likely: tuple[int, ...]


_LONGEST_WITH_MISSES = 200
"""In longer texts nobody looks for misspelt units: every 会 and 办 would have to be compared with all names."""


class UnitNames:
    """Built once for a lexicon."""

    def __init__(self, departments: Sequence[Department]) -> None:
        self._names: dict[str, tuple[set[int], bool]] = {}
        self._groups: dict[str, tuple[int, ...]] = {}
        self._short: list[tuple[str, int]] = []
        english: dict[str, set[int]] = defaultdict(set)
        for unit in departments:
            for name in (unit.name, *unit.short_names):
                self._add(name, unit.id, former=False)
            for name in unit.former_names:
                self._add(name, unit.id, former=True)
            self._short += [(plain(name), unit.id) for name in (unit.short, *unit.short_names) if len(name) >= 3]
            if unit.english_name:
                self._add(unit.english_name, unit.id, former=False)
                stem = _KIND.sub("", plain(unit.english_name))
                if " " in stem:
                    self._add(stem, unit.id, former=False)
                for word in plain(unit.english_name).replace("'", " ").split():
                    if word not in _GENERIC and len(word) > 2:
                        english[word.strip(",")].add(unit.id)
        self._english: Mapping[str, int] = {w: next(iter(ids)) for w, ids in english.items() if len(ids) == 1}
        self._add_groups(departments)
        self._add_bare(departments)
        self._by_first: dict[str, list[str]] = defaultdict(list)
        for name in sorted({*self._names, *self._groups}, key=len, reverse=True):
            self._by_first[name[0]].append(name)

    def _add(self, name: str, unit: int, *, former: bool) -> None:
        key = plain(name)
        for form in {key, key.removeprefix("县"), f"县{key.removeprefix('县')}" if is_chinese(key[:1]) else key}:
            if len(form) < 2:
                continue
            units, was_former = self._names.get(form, (set(), True))
            if former and not was_former:
                continue  # what a unit is called today wins over what another was called
            if not former and was_former:
                units = set()
            self._names[form] = (units | {unit}, former)

    def _add_groups(self, departments: Sequence[Department]) -> None:
        members: dict[str, list[int]] = defaultdict(list)
        for unit in departments:
            for group in unit.groups:
                members[plain(group)].append(unit.id)
        for group, units in members.items():
            for form in {group, group.removeprefix("各")}:
                if len(form) >= 2 and form not in self._names:
                    self._groups[form] = tuple(units)

    def _add_bare(self, departments: Sequence[Department]) -> None:
        """「交通配合」 means 交通局, though no list says so; a word that two units would share means neither."""
        bare: dict[str, set[int]] = defaultdict(set)
        for unit in departments:
            for name in unit.short_names:
                if name.endswith("局") and len(name) >= 3:
                    bare[plain(name)[:-1]].add(unit.id)
        for word, units in bare.items():
            if len(units) == 1 and word not in self._names and word not in self._groups:
                self._names[word] = (units, False)

    def mentions(self, text: str) -> list[Mention]:
        """Every name in the text, the longest first at each place, in order."""
        found = []
        place = 0
        while place < len(text):
            name = next((n for n in self._by_first.get(text[place], ()) if text.startswith(n, place)), None)
            if name is None or not _whole(text, place, name):
                place += 1
                continue
            found.append(self._mention(text, place, name))
            place += len(name)
        if self._english and not text.isascii() and not any("a" <= c <= "z" for c in text):
            return found
        words = [word for word in self._english_words(text) if not any(_meet(word, other) for other in found)]
        return sorted((*found, *words), key=lambda mention: mention.start)

    def _mention(self, text: str, place: int, name: str) -> Mention:
        end = place + len(name)
        if name in self._groups:
            return Mention(place, end, self._groups[name], name, group=True)
        units, former = self._names[name]
        weak = is_chinese(name[-1]) and not name.endswith(_SUFFIXES) and not text.startswith(_CUES_AFTER, end)
        return Mention(place, end, tuple(sorted(units)), name, weak=weak, former=former)

    def _english_words(self, text: str) -> list[Mention]:
        """ "culture" alone means the culture bureau where a unit is asked for, "the culture bureau" anywhere."""
        found = []
        for word in _ENGLISH_WORD.finditer(text):
            unit = self._english.get(word["name"].removesuffix("'s"))
            if unit is not None:
                end = word.end("name") + len(word["kind"] or "")
                found.append(Mention(word.start(), end, (unit,), word["name"], weak=word["kind"] is None))
        return found

    def near_misses(self, text: str, taken: Iterable[Mention]) -> list[NearMiss]:
        """Only what ends like a unit's name and stands outside the names that were recognised."""
        from rapidfuzz.fuzz import ratio

        if len(text) > _LONGEST_WITH_MISSES:
            return []
        covered = {place for mention in taken for place in range(mention.start, mention.end)}
        found = []
        for place, c in enumerate(text):
            if c not in _TAILS or place in covered or text[max(0, place - 1) : place + 1] in _VERBS:
                continue
            start = place
            while start > 0 and place - start < 3 and is_chinese(text[start - 1]) and start - 1 not in covered:
                start -= 1
            for begin in range(start, place - 1):
                words = text[begin : place + 1]
                scores: dict[int, float] = {}
                for name, unit in self._short:
                    if len(name) == len(words) and name[-1] == c:
                        scores[unit] = max(scores.get(unit, 0), ratio(words, name))
                likely = sorted((u for u, score in scores.items() if score >= 60), key=lambda u: (-scores[u], u))
                if likely:
                    found.append(NearMiss(begin, place + 1, words, tuple(likely[:4])))
                    break
        return found


def _whole(text: str, place: int, name: str) -> bool:
    """Latin names stand between other letters only as whole words; 交通局 is no part of 交通局面."""
    end = place + len(name)
    if not is_chinese(name[0]):
        return not (text[place - 1 : place].isalnum() and place > 0) and not text[end : end + 1].isalnum()
    return not (name.endswith("局") and text[end : end + 1] in ("面", "势", "部", "限"))


def _meet(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


def own_unit(text: str) -> bool:
    return _OWN.search(text) is not None or any(f" {word} " in f" {text} " for word in _OWN_ENGLISH)
