"""Cuts a text into marked blocks of paragraphs: joins hard-wrapped lines, sets stray lines aside."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from documents.line_marks import Mark, Style, read_mark
from documents.stray_lines import is_attachment, is_contents, is_date, is_disclaimer, is_stray, may_sign

TERMINATORS = "。！？；!?;"

_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u200b-\u200f\u2060\ufeff\ud800-\udfff]")
_HASHES = re.compile(r"^#{1,6}\s+")
"""A heading in Markdown, as notes programs export it."""
_SPACES = " \t\xa0\u2002\u2003\u3000"
_CLOSERS = '”’」』》）)"'
_COMMAS = "，、,（(“《"
_LABEL = re.compile(r"[（(]?[\u4e00-\u9fff]{2,8}[：:]")
_NARROWEST, _WIDEST = 40, 160
"""Columns: a page narrower or wider than this is no hard-wrapped page (a Chinese character takes two)."""
_HANGING = 4
_LONG = 20
_TITLE_ALONE = 60


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    indent: int = 0
    width: int = 0


@dataclass(slots=True)
class Block:
    """What stands under one mark, up to the next mark."""

    mark: Mark
    line: str
    paragraphs: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Text:
    """`front`: the lines before the first mark. `ignored`: stray lines, as they stand."""

    front: tuple[str, ...]
    blocks: tuple[Block, ...]
    ignored: tuple[str, ...]


def read_paragraphs(text: str) -> Text:
    ignored: list[str] = []
    lines = _without_tail(list(_meant_lines(text, ignored)), ignored)
    page = _page_width(lines)
    front: list[str] = []
    blocks: list[Block] = []
    pieces: list[list[str]] = []  # of the newest block: paragraphs as the lines they are made of
    last = dict.fromkeys(Style, 0)
    before: Line | None = None
    for line in lines:
        mark = read_mark(line.text)
        if mark and before and blocks and _is_mid_sentence(mark, before, blocks[-1].mark, len(pieces), last, page):
            mark = None
        if mark:
            _close(blocks, pieces)
            blocks.append(Block(mark, line.text))
            pieces = [[mark.rest]] if mark.rest else []
            last[mark.style] = mark.number
        elif not blocks:
            front.append(line.text)
        elif before and pieces and _continues(before, line, page, first=len(pieces) == 1, so_far=pieces[-1]):
            pieces[-1].append(_glue(pieces[-1][-1], line.text) + line.text)
        else:
            pieces.append([line.text])
        before = line
    _close(blocks, pieces)
    return Text(tuple(front), tuple(blocks), tuple(ignored))


def _meant_lines(text: str, ignored: list[str]) -> Iterator[Line]:
    for raw in _UNSEEN.sub("", text).splitlines():
        stripped = _HASHES.sub("", raw.strip(_SPACES))
        if not stripped:
            continue
        if is_stray(stripped) or (len(stripped) < 80 and is_contents(stripped)):
            ignored.append(stripped)
            continue
        indent = _columns(raw[: len(raw) - len(raw.lstrip(_SPACES))])
        yield Line(stripped, indent, indent + _columns(stripped[:_WIDEST]))


def _columns(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def _without_tail(lines: list[Line], ignored: list[str]) -> list[Line]:
    """Leaves out disclaimers before the first mark and at the end, signature and date, and attachments."""
    first = next((n for n, line in enumerate(lines) if read_mark(line.text)), len(lines))
    kept = []
    for line in lines[:first]:
        if is_disclaimer(line.text):
            ignored.append(line.text)
        else:
            kept.append(line)
    rest = lines[first:]
    end = _attachment_start(rest)
    tail = [line.text for line in rest[end:]]
    while end > 1:
        text = rest[end - 1].text
        if is_disclaimer(text) and not read_mark(text):
            end -= 1
            tail.insert(0, text)
        elif is_date(text):
            signers = 1 if end > 2 and _signs(rest[end - 2].text, rest[end - 3].text) else 0
            end -= 1 + signers
            tail[:0] = [line.text for line in rest[end : end + 1 + signers]]
        else:
            break
    ignored.extend(tail)
    return kept + rest[:end]


def _signs(text: str, above: str) -> bool:
    return may_sign(text) and not read_mark(text) and above.rstrip(_CLOSERS)[-1:] in TERMINATORS


def _attachment_start(lines: Sequence[Line]) -> int:
    for n in range(len(lines) - 1, 0, -1):
        mark = read_mark(lines[n].text)
        if mark and mark.style <= Style.CHINESE:
            break
        if is_attachment(lines[n].text):
            return n
    return len(lines)


def _page_width(lines: Sequence[Line]) -> int | None:
    """The column at which the lines were wrapped by hand or by a converter; None when they were not."""
    widest = max((line.width for line in lines), default=0)
    if not _NARROWEST <= widest <= _WIDEST:
        return None
    broken = sum(1 for line in lines if line.width >= widest - _HANGING and not _ends_sentence(line.text))
    return widest if broken >= 2 else None


def _ends_sentence(text: str) -> bool:
    return (text.rstrip(_CLOSERS) or text)[-1] in TERMINATORS


def _is_mid_sentence(
    mark: Mark, before: Line, above: Mark, paragraphs: int, last: dict[Style, int], page: int | None
) -> bool:
    """Whether what looks like a mark is only a sentence that goes on: 十九届 / 二、三中全会; 投资 / 1.5亿元."""
    follows = mark.number == last[mark.style] + 1 or (mark.number == 1 and above.style < mark.style)
    broken_off = not _ends_sentence(before.text)
    full = page is not None and before.width >= page - _HANGING
    if mark.unsure:
        return not follows or (broken_off and (full or before.text[-1] in _COMMAS))
    if follows or mark.number == 1:
        return False
    in_body = paragraphs > 1 or any(c in before.text for c in TERMINATORS)
    return broken_off and (before.text[-1] in _COMMAS or (full and in_body))


def _continues(before: Line, line: Line, page: int | None, *, first: bool, so_far: Sequence[str]) -> bool:
    if _LABEL.match(line.text) or line.indent > before.indent:
        return False
    if before.text[-1] in _COMMAS:
        return True
    if page is not None:
        return before.width >= page - _HANGING
    if _ends_sentence(before.text) or len(before.text) < _LONG:
        return False
    may_be_title = first and len(so_far) == 1 and len(before.text) <= _TITLE_ALONE
    return not (may_be_title and not any(c in before.text for c in TERMINATORS))


def _glue(before: str, after: str) -> str:
    """A space between two words of Latin letters, nothing between Chinese."""
    ends = before[-1:] + after[:1]
    return " " if ends.isascii() and ends.isalnum() else ""


def _close(blocks: list[Block], pieces: list[list[str]]) -> None:
    if blocks:
        blocks[-1].paragraphs = ["".join(lines) for lines in pieces]
