"""Sorts the rows below a header: which begin an item, which carry one on, and which are headings, sums and remarks."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from documents.grids import Grid, GridRow
from documents.numerals import number
from documents.table_headers import Header, bare

_NOTHING = frozenset({"/", "-", "—", "——", "无", "待定", "未定", "未明确", "尚未明确", "待明确", "n/a", "none", "\\"})
_NUMBER = re.compile(
    r"第?\s*\(?([0-9]{1,4}|[〇零一二三四五六七八九十百]{1,6})\)?\s*(?:[.．\-]\s*([0-9]{1,2}))?\s*[项条号、.．]?"
)
_REMARK = re.compile(r"(?:注|备注|说明|填表|制表|填报|审核|联系人|单位负责人|填表人|报送)[\s\S]{0,6}[:：]")
_SUM = re.compile(r"(?:合|小|总|共)\s*计")
_SECTION = re.compile(r"(?:第?[一二三四五六七八九十]{1,3}(?:部分|、|[.．])|[（(][一二三四五六七八九十]{1,3}[）)])")
_SAYING = ("lead", "co", "duty", "deadline", "leader", "cadence", "q1", "q2", "q3", "q4")
_PLACES_OF_HEADINGS = ("number", "section", "title", "content")


@dataclass(slots=True)
class Block:
    """The rows of one item. `row` is the first, `section` the heading it stands under."""

    row: int
    section: str
    written: str
    number: int | None
    part: int
    titled: str
    """What its first row calls it."""
    rows: list[dict[str, str]] = field(default_factory=list)
    """By key; what a merged cell repeats from above is left out."""

    def cells(self, key: str) -> tuple[str, ...]:
        """Each text once, in order."""
        return tuple(dict.fromkeys(text for row in self.rows if (text := row.get(key, ""))))

    def text(self, key: str) -> str:
        return "\n".join(self.cells(key))

    def pairs(self, key: str, beside: str) -> Iterator[tuple[str, str]]:
        """Texts under `key`, each with what stands beside it, or with what a merged cell there says."""
        last = ""
        for row in self.rows:
            last = row.get(beside, "") or last
            if text := row.get(key, ""):
                yield text, last


def blocks_of(grid: Grid, header: Header) -> Iterator[Block]:
    """In the order of the sheet, those that say nothing of units and limits included."""
    section = ""
    block: Block | None = None
    for row in grid.rows:
        if row.number <= header.last_row or not row.said() or _is_header(row, header):
            continue
        if (heading := _heading(row, header, block)) is not None:
            if heading:
                section = heading
                if block is not None:
                    yield block
                block = None
            continue
        said = _by_key(row, header, skip_above=True)
        if block is not None and _carries_on(row, said, header, block):
            block.rows.append(said)
            continue
        if block is not None:
            yield block
        whole = _by_key(row, header, skip_above=False)
        block = _begun(row, {**said, **_own(whole, row, header)}, whole.get("section", "") or section)
    if block is not None:
        yield block


def _is_header(row: GridRow, header: Header) -> bool:
    """Word repeats it on every page."""
    words = {bare(text) for text in row.cells if text}
    return len(words) > 1 and words <= header.words


def _heading(row: GridRow, header: Header, block: Block | None) -> str | None:
    """The heading of a section; "" for sums and remarks; None for a row of the table."""
    texts = row.texts()
    joined = texts[0] if texts else ""
    if _REMARK.match(joined):
        return ""
    saying = [
        text
        for key in _SAYING
        for column in header.places.get(key, ())
        if column not in row.left and (text := row.cell(column))
    ]
    named = any(row.cell(column) for key in ("lead", "co", "duty") for column in header.places.get(key, ()))
    headings = [row.cell(column) for key in _PLACES_OF_HEADINGS for column in header.places.get(key, ())]
    if not named and any(_SUM.fullmatch(bare(text)) for text in headings):
        return ""
    if len(set(texts)) == 1:
        if _NUMBER.fullmatch(_half(joined)) and not _SECTION.match(joined):
            return ""
        if row.left or (not saying and (_stands_first(row, header) or _SECTION.match(joined))):
            return joined
        return None
    if saying or row.above & {column for key in _PLACES_OF_HEADINGS for column in header.places.get(key, ())}:
        return None
    written = next((row.cell(column) for column in header.places.get("number", ())), "")
    if re.fullmatch(r"[（(]?[一二三四五六七八九十]{1,3}[）)]?[、.．]?", written.strip()):
        return "、".join(text.strip("、.． ") for text in texts)
    return None


def _stands_first(row: GridRow, header: Header) -> bool:
    """A measure that carries an item on stands alone in its row, too, but not where headings stand."""
    first = next(n for n, text in enumerate(row.cells) if text)
    if first in header.places.get("measures", ()) or first in header.places.get("target", ()):
        return False
    return first == 0 or first in {c for key in ("number", "section") for c in header.places.get(key, ())}


def _by_key(row: GridRow, header: Header, *, skip_above: bool) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, columns in header.places.items():
        texts = [
            _said(row.cell(column))
            for column in columns
            if not (skip_above and column in row.above) and not (column in row.left and column - 1 in columns)
        ]
        if text := "\n".join(dict.fromkeys(text for text in texts if text)):
            found[key] = text
    return found


def _own(whole: dict[str, str], row: GridRow, header: Header) -> dict[str, str]:
    """An item that begins under a merged cell has what that cell says: one unit beside three items leads all three."""
    merged = {key for key, columns in header.places.items() if any(column in row.above for column in columns)}
    return {key: whole[key] for key in merged if key in whole and key not in ("section",)}


def _carries_on(row: GridRow, said: dict[str, str], header: Header, block: Block) -> bool:
    numbers, titles = (
        header.places.get("number", ()),
        header.places.get("title", ()) or header.places.get("content", ()),
    )
    written, title = said.get("number", ""), said.get("title", "") or said.get("content", "")
    titled = block.titled
    if numbers:
        if any(column in row.above for column in numbers):
            return True
        if written:
            same = written == block.written and (title == titled if title else "measures" in said)
            return same and bool(title or "measures" in said) and bool(titled or "measures" in said)
        return not title or title == titled or any(column in row.above for column in titles)
    return not title or title == titled or any(column in row.above for column in titles)


def _begun(row: GridRow, said: dict[str, str], section: str) -> Block:
    written = said.get("number", "")
    match = _NUMBER.fullmatch(_half(written))
    return Block(
        row=row.number,
        section=section,
        written=written,
        number=number(match[1]) if match else None,
        part=int(match[2] or 0) if match else 0,
        titled=said.get("title", "") or said.get("content", ""),
        rows=[said],
    )


def _half(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _said(cell: str) -> str:
    return "" if cell.lower() in _NOTHING else cell
