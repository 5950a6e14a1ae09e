"""Finds the item a row of a table means: by its number, by its place in a section, by what it is called."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from documents.breakdown import TableRow
from documents.numerals import number
from handlers.table_questions import LEAVE_OUT, Option, Question, key_of
from ledger.items import Item
from ledger.plans import Doubt, Section

_AGREES = 0.5
_NAMED = 0.75
"""So much of a row's words must stand in an item that carries another number, or none."""
_CANDIDATE = 0.25
_CANDIDATES = 3
_NOT_LETTERS = re.compile(r"[\W_]+")
_LEADING_NUMBER = re.compile(
    r"^\s*(?:[（(]?[0-9一二三四五六七八九十]{1,3}[）)]?[、.．]|第[0-9一二三四五六七八九十]{1,3}[项条])\s*"
)
_SECTION = re.compile(r"^第?([一二三四五六七八九十]{1,3})(?:部分|、|[.．])")


@dataclass(slots=True)
class Items:
    items: Sequence[Item]
    sections: Sequence[Section]
    answers: Mapping[int, int]
    restarts: bool = False
    """Numbers begin anew in every section of the table."""
    _by_number: Mapping[tuple[int, int], Item] = field(init=False)
    _by_title: Mapping[str, tuple[Item, ...]] = field(init=False)
    _text: Mapping[int, frozenset[str]] = field(init=False)
    _holding: Mapping[str, tuple[int, ...]] = field(init=False)
    _by_id: Mapping[int, Item] = field(init=False)

    def __post_init__(self) -> None:
        self._by_id = {item.id: item for item in self.items}
        self._by_number = {(item.number, item.part): item for item in self.items}
        self._by_title = _grouped((_bare(item.title), item) for item in self.items)
        self._text = {item.id: _pairs(item.title + item.body) for item in self.items}
        holding: dict[str, list[int]] = defaultdict(list)
        for item_id, pairs in self._text.items():
            for pair in pairs:
                holding[pair].append(item_id)
        self._holding = {pair: tuple(ids) for pair, ids in holding.items()}

    def find(self, row: TableRow) -> Item | Question | None:
        """None: the row is to be left out."""
        words = _LEADING_NUMBER.sub("", row.title or row.content)
        numbered = self._numbered(row)
        titled = self._titled(words, row.section)
        if numbered is not None and (not words or titled is numbered or self._agrees(words, numbered)):
            return numbered
        if titled is not None:
            return titled
        likely = self._likely(words)
        if likely and likely[0][1] >= _NAMED and numbered is None and (len(likely) == 1 or likely[1][1] < _NAMED):
            return likely[0][0]
        code = _code(row, numbered)
        about = f"{row.sheet}|{row.section}|{row.written}|{words}"
        key = key_of(code, about)
        choice = self.answers.get(key)
        if choice == LEAVE_OUT:
            return None
        if choice is not None and choice in self._by_id:
            return self._by_id[choice]
        candidates = list(dict.fromkeys(([numbered] if numbered else []) + [item for item, _ in likely]))
        if not candidates and self.restarts and row.number is not None:
            candidates = self._everywhere(row.number)
        options = [Option("item", item.id, item.id) for item in candidates[: _CANDIDATES + 1]]
        written = row.written or words[:30]
        doubt = Doubt(f"table_{code}", (("row", row.row), ("words", written), ("title", words[:30])))
        if code == "title_differs" and numbered is not None:
            doubt = Doubt(doubt.code, (*doubt.params, ("item", numbered.label), ("known", numbered.title[:30])))
        return Question(key, doubt, (*options, Option("leave", LEAVE_OUT)))

    def _numbered(self, row: TableRow) -> Item | None:
        if row.number is None:
            return None
        if not self.restarts:
            return self._by_number.get((row.number, row.part))
        section = self._section(row.section)
        inside = [item for item in self.items if item.section == section and not item.part]
        return inside[row.number - 1] if section is not None and 0 < row.number <= len(inside) else None

    def _everywhere(self, place: int) -> list[Item]:
        """The place-th item of each section."""
        found = []
        for section in self.sections:
            inside = [item for item in self.items if item.section == section.number and not item.part]
            found += inside[place - 1 : place] if place > 0 else []
        return found

    def _section(self, heading: str) -> int | None:
        """By its title; its number alone may be that of another sheet."""
        bare = _bare(_SECTION.sub("", heading))
        if not bare and not heading:
            return None
        for section in self.sections:
            title = _bare(section.title)
            if bare and title and (bare in title or title in bare or _share(_pairs(bare), _pairs(title)) >= _NAMED):
                return section.number
        match = _SECTION.match(heading)
        stated = number(match[1]) if match else None
        return stated if not bare and any(section.number == stated for section in self.sections) else None

    def _titled(self, words: str, section: str) -> Item | None:
        bare = _bare(words)
        if len(bare) < 2:
            return None
        found = self._by_title.get(bare, ())
        if len(found) > 1 and section:
            inside = self._section(section)
            found = tuple(item for item in found if item.section == inside) or found
        return found[0] if len(found) == 1 else None

    def _agrees(self, words: str, item: Item) -> bool:
        pairs = _pairs(words)
        title = _pairs(item.title)
        return not pairs or _share(pairs, self._text[item.id]) >= _AGREES or _share(title, pairs) >= _NAMED

    def _likely(self, words: str) -> list[tuple[Item, float]]:
        """Best first; each with the share of the words that stand in it, or of its title that stands in them."""
        pairs = _pairs(words)
        if not pairs:
            return []
        shared = Counter(item_id for pair in pairs for item_id in self._holding.get(pair, ()))
        scored = []
        for item_id, count in shared.most_common(20):
            item = self._by_id[item_id]
            score = max(count / len(pairs), _share(_pairs(item.title), pairs))
            if score >= _CANDIDATE:
                scored.append((item, score))
        return sorted(scored, key=lambda each: (-each[1], each[0].number))[:_CANDIDATES]


def restarting(rows: Iterable[TableRow]) -> bool:
    """Whether the same numbers come again under another heading."""
    under: dict[tuple[int, int], set[tuple[str, str]]] = defaultdict(set)
    for row in rows:
        if row.number is not None:
            under[row.number, row.part].add((row.sheet, row.section))
    return any(len(places) > 1 for places in under.values())


def _code(row: TableRow, numbered: Item | None) -> str:
    if numbered is not None:
        return "title_differs"
    if row.number is not None:
        return "no_item"
    return "no_title" if row.title or row.content else "no_number"


def _grouped(pairs: Iterable[tuple[str, Item]]) -> Mapping[str, tuple[Item, ...]]:
    found: dict[str, list[Item]] = defaultdict(list)
    for key, item in pairs:
        found[key].append(item)
    return {key: tuple(items) for key, items in found.items()}


def _bare(text: str) -> str:
    return _NOT_LETTERS.sub("", text).lower()


def _pairs(text: str) -> frozenset[str]:
    bare = _bare(text[:600])
    return frozenset(bare[n : n + 2] for n in range(len(bare) - 1))


def _share(part: frozenset[str], whole: frozenset[str]) -> float:
    return len(part & whole) / len(part) if part else 0.0
