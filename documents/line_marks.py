"""The mark a line begins with: 第一部分, 一、, （一）, 1., 第1项, （1） or ①, as style, number and what follows."""

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum

from documents.numerals import CHINESE, DIGITS, number


class Style(IntEnum):
    """Kinds of marks, from the level a Chinese document gives the widest meaning to the narrowest."""

    PART = 0
    CHINESE = 1
    CHINESE_PAREN = 2
    DIGIT = 3
    DIGIT_PAREN = 4
    CIRCLED = 5


@dataclass(frozen=True, slots=True)
class Mark:
    """`unsure`: a digit follows, so "1.5" may be a decimal and "二、三产业" a list."""

    style: Style
    number: int
    rest: str
    unsure: bool = False


_PATTERNS = (
    (
        Style.PART,
        re.compile(rf"第\s?([{CHINESE}]{{1,5}}|[{DIGITS}]{{1,2}})\s?(?:部分|章|篇)[\s：:、]{{0,4}}([^。；]{{0,60}})$"),
    ),
    (
        Style.DIGIT,
        re.compile(
            rf"(?:第\s?(?=[{CHINESE}{DIGITS}]+\s?[项条])|任务\s?)"
            rf"([{CHINESE}]{{1,5}}|[{DIGITS}]{{1,4}})\s?[项条]?(?:[\s：:、.．]+(.*)|$)",
            re.DOTALL,
        ),
    ),
    (Style.CHINESE, re.compile(rf"([{CHINESE}]{{1,5}})\s?[、.．]\s*(.*)", re.DOTALL)),
    (Style.CHINESE_PAREN, re.compile(rf"[（(]\s?([{CHINESE}]{{1,5}})\s?[）)][、.．]?\s*(.*)", re.DOTALL)),
    (Style.DIGIT, re.compile(rf"([{DIGITS}]{{1,4}})\s?[.．、]\s*(.*)", re.DOTALL)),
    (Style.DIGIT_PAREN, re.compile(rf"[（(]?\s?([{DIGITS}]{{1,4}})\s?[）)][、.．]?\s*(.*)", re.DOTALL)),
)
_ONE_CHARACTER = (
    ("①⑳㉑㉟㊱㊿", Style.CIRCLED),
    ("⑴⒇", Style.DIGIT_PAREN),
    ("⒈⒛", Style.DIGIT),
    ("㈠㈩", Style.CHINESE_PAREN),
)
_STARTS = frozenset(DIGITS + CHINESE + "第任（(")
_YEAR = re.compile(rf"[{DIGITS}]{{4}}\s?[年-]")


def read_mark(line: str) -> Mark | None:
    """`line` comes without surrounding space."""
    first = line[:1]
    if first in _SINGLE:
        return Mark(_SINGLE[first], int(unicodedata.numeric(first)), line[1:].lstrip("、.． \t\u3000"))
    if first not in _STARTS:
        return None
    for style, pattern in _PATTERNS:
        if (match := pattern.match(line)) and (value := number(match[1])):
            rest = match[2] or ""
            return Mark(style, value, rest, _unsure(style, rest))
    return None


def _unsure(style: Style, rest: str) -> bool:
    if style is Style.DIGIT:
        return rest[:1] in DIGITS and rest != "" and not _YEAR.match(rest)
    return style is Style.CHINESE and rest[:1] in CHINESE and rest != ""


def _single() -> dict[str, Style]:
    styles: dict[str, Style] = {}
    for ranges, style in _ONE_CHARACTER:
        for first, last in zip(ranges[::2], ranges[1::2], strict=True):
            styles |= {chr(c): style for c in range(ord(first), ord(last) + 1)}
    return styles


_SINGLE = _single()
