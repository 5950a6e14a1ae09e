"""Tells sections, items and points of items apart by the levels of their marks."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from documents.line_marks import Style
from documents.paragraphs import TERMINATORS, Block


@dataclass(slots=True)
class Entry:
    """An item as it stands. `group` counts the headings above the items: numbers may start anew under each."""

    section: int
    group: int
    number: int
    paragraphs: list[str]


@dataclass(slots=True)
class Heading:
    number: int
    title: str


@dataclass(slots=True)
class Outline:
    """`sections` in order of appearance; an entry's `section` is a place in them, from 1 (0: before the first)."""

    sections: list[Heading] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    left_out: list[tuple[int, str]] = field(default_factory=list)
    """Headings and paragraphs between section and item, with the section's place."""


def read_outline(blocks: Sequence[Block]) -> Outline:
    outline = Outline()
    styles = sorted({block.mark.style for block in blocks})
    if not styles:
        return outline
    items = _item_style(blocks)
    if items is None:
        return outline
    top = styles[0]
    if top == items:
        _read_section(outline, blocks, items)
        return outline
    start = 0
    for n, block in enumerate(blocks):
        if block.mark.style is top:
            _read_section(outline, blocks[start:n], items)
            outline.sections.append(Heading(block.mark.number, " ".join(block.paragraphs[:1])))
            outline.left_out.extend((len(outline.sections), paragraph) for paragraph in block.paragraphs[1:])
            start = n + 1
    _read_section(outline, blocks[start:], items)
    return outline


def _item_style(blocks: Sequence[Block]) -> Style | None:
    """The level whose marks carry text of their own; the levels above it only head others."""
    styles = sorted({block.mark.style for block in blocks})
    if not styles:
        return None
    if len(styles) == 1:
        headings_only = styles[0] <= Style.CHINESE and not any(_has_text(block) for block in blocks)
        return None if headings_only else styles[0]
    for style, deeper in pairwise(styles):
        if _carry_text(blocks, style) and not _runs_through(blocks, style, deeper):
            return style
    return styles[-1]


def _carry_text(blocks: Sequence[Block], style: Style) -> bool:
    carrying = marks = 0
    for n, block in enumerate(blocks):
        if block.mark.style is not style:
            continue
        marks += 1
        if style <= Style.CHINESE:
            carrying += _has_text_in_line(block)
        else:
            childless = n + 1 == len(blocks) or blocks[n + 1].mark.style <= style
            carrying += childless or _has_text(block)
    return carrying * 2 > marks


def _has_text_in_line(block: Block) -> bool:
    """一、标题。正文 rather than a heading that stands alone."""
    first = block.paragraphs[0].rstrip(TERMINATORS) if block.paragraphs else ""
    return any(c in first for c in "。！？")


def _has_text(block: Block) -> bool:
    return len(block.paragraphs) > 1 or _has_text_in_line(block)


def _runs_through(blocks: Sequence[Block], style: Style, deeper: Style) -> bool:
    """Whether the deeper numbers go on from one parent to the next, as items of one plan do."""
    parents = 0
    number = 0
    fresh = False
    for block in blocks:
        if block.mark.style <= style:
            fresh = True
        elif block.mark.style is deeper:
            if fresh and parents and block.mark.number != number + 1:
                return False
            parents += fresh
            fresh = False
            number = block.mark.number
    return parents > 1


def _read_section(outline: Outline, blocks: Sequence[Block], items: Style) -> None:
    place = len(outline.sections)
    if not any(block.mark.style is items for block in blocks):
        own = _item_style(blocks)
        if own is None:
            outline.left_out.extend((place, words) for block in blocks for words in (block.line, *block.paragraphs[1:]))
            return
        items = own
    group = outline.entries[-1].group + 1 if outline.entries else 0
    entry: Entry | None = None
    for block in blocks:
        if block.mark.style is items:
            entry = Entry(place, group, block.mark.number, list(block.paragraphs))
            outline.entries.append(entry)
        elif block.mark.style > items and entry:
            first = block.line[: len(block.line) - len(block.mark.rest)] + (block.paragraphs or [""])[0]
            entry.paragraphs.extend([first, *block.paragraphs[1:]])
        else:
            outline.left_out.extend((place, words) for words in (block.line, *block.paragraphs[1:]))
            entry = None
            group += 1
