"""Numbers that Word puts before paragraphs by itself (一、 1.), which are not part of their text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

_PLACE = re.compile(r"%([1-9])")
_CHINESE = frozenset({"chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
                      "chineseLegalSimplified", "ideographDigital"})  # fmt: skip
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_DIGITS = "〇一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    text: str
    start: int


@dataclass(slots=True)
class Numbering:
    """Counts along while the paragraphs are asked in their order."""

    document: Document
    _levels: Mapping[tuple[str, int], _Level] = field(init=False)
    _lists: dict[str, str] = field(init=False, default_factory=dict)
    _counts: dict[tuple[str, int], int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._levels = self._read()

    def label(self, paragraph: Paragraph) -> str:
        """ "1. ", or "" where Word puts nothing before."""
        place = self._place(paragraph)
        if place is None:
            return ""
        number, depth = place
        abstract = self._lists.get(number, "")
        level = self._levels.get((abstract, depth))
        if level is None or level.format in ("bullet", "none"):
            return ""
        self._counts[number, depth] = self._counts.get((number, depth), level.start - 1) + 1
        for deeper in range(depth + 1, 9):
            self._counts.pop((number, deeper), None)
        return _PLACE.sub(lambda found: self._written(number, abstract, int(found[1]) - 1), level.text)

    def _written(self, number: str, abstract: str, depth: int) -> str:
        level = self._levels.get((abstract, depth))
        if level is None:
            return ""
        return _as(level.format, self._counts.get((number, depth), level.start))

    def _place(self, paragraph: Paragraph) -> tuple[str, int] | None:
        own = paragraph._p.pPr
        if own is not None and own.numPr is not None:
            return _of(own.numPr)
        style = paragraph.style
        for _ in range(8):
            if style is None:
                return None
            properties = style.element.find(qn("w:pPr"))
            marks = properties.find(qn("w:numPr")) if properties is not None else None
            if marks is not None:
                return _of(marks)
            style = style.base_style
        return None

    def _read(self) -> Mapping[tuple[str, int], _Level]:
        try:
            root = self.document.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            return {}
        for each in root.findall(qn("w:num")):
            abstract = each.find(qn("w:abstractNumId"))
            if abstract is not None:
                self._lists[each.get(qn("w:numId"), "")] = abstract.get(qn("w:val"), "")
        levels = {}
        for abstract in root.findall(qn("w:abstractNum")):
            for level in abstract.findall(qn("w:lvl")):
                key = (abstract.get(qn("w:abstractNumId"), ""), _number(level.get(qn("w:ilvl"))))
                start = _value(level, "w:start")
                levels[key] = _Level(_value(level, "w:numFmt"), _value(level, "w:lvlText"), _number(start, 1))
        return levels


def _of(marks: object) -> tuple[str, int] | None:
    number, depth = _value(marks, "w:numId"), _value(marks, "w:ilvl")
    return None if number in ("", "0") else (number, _number(depth))


def _value(element: object, name: str) -> str:
    found = element.find(qn(name))  # type: ignore[attr-defined]
    return (found.get(qn("w:val")) or "") if found is not None else ""


def _number(text: str | None, otherwise: int = 0) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else otherwise


def _as(format_: str, count: int) -> str:
    if format_ in _CHINESE and 0 < count < 100:
        tens, ones = divmod(count, 10)
        head = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
        return head + (_DIGITS[ones] if ones else "")
    if format_ in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and 0 < count <= len(_CIRCLED):
        return _CIRCLED[count - 1]
    return str(count)
