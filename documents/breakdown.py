"""Reads a breakdown table (任务分解表): which unit leads which item, who helps, by when. Words stay words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from documents.grids import Grid
from documents.office_files import Opened, open_file, opened_text
from documents.responsible import leading_and_helping, names
from documents.table_headers import Header, best_named, find_header
from documents.table_rows import Block, blocks_of
from ledger.refusals import Refused

QUARTERS = ("q1", "q2", "q3", "q4")
_COLUMNS = {"number": "序号", "lead": "牵头单位", "deadline": "完成时限"}


@dataclass(frozen=True, slots=True)
class TableRow:
    """What a table says of one item, however many rows it takes; `row` is the first, `sheet` "" where there is one.

    `number` None: `written` is no item number. `lead` names more than one unit where the table does not say which.
    `steps` are measures, each with the words of its own limit or ""; `deadlines` are those of the item, as written.
    `quarters` are targets of the four quarters. An empty cell, or one that says 待定, is "" and changes nothing.
    """

    row: int
    written: str = ""
    number: int | None = None
    part: int = 0
    lead: tuple[str, ...] = ()
    co: tuple[str, ...] = ()
    deadlines: tuple[str, ...] = ()
    leader: str = ""
    sheet: str = ""
    section: str = ""
    title: str = ""
    content: str = ""
    target: str = ""
    cadence: str = ""
    steps: tuple[tuple[str, str], ...] = ()
    quarters: tuple[str, ...] = ()
    priority: str = ""


@dataclass(frozen=True, slots=True)
class BreakdownTable:
    """`kept_out` are columns that are not brought in, `sheets_left` sheets without a header of this kind."""

    rows: tuple[TableRow, ...]
    kept_out: tuple[str, ...] = ()
    sheets_left: tuple[str, ...] = ()


def read_table(source: Path | bytes | str) -> BreakdownTable:
    """Slow for large files: not for the event loop. Raises Refused file_…, table_header, table_empty, table_quotes,
    table_too_long, table_formulas, table_in_old_word.
    """
    return table_in(opened_text(source) if isinstance(source, str) else open_file(source))


def table_in(opened: Opened) -> BreakdownTable:
    """Raises Refused table_header, table_empty, table_quotes, table_in_old_word."""
    if opened.kind == "doc":
        raise Refused("table_in_old_word")
    found = [(grid, header) for grid in opened.grids if (header := find_header(grid)) is not None]
    if opened.kind == "text":
        found = [max(found, key=lambda pair: len(pair[1].places))] if found else []
    if opened.kind == "docx":
        found = list(_continued(opened.grids))
    if not found:
        raise _no_header(opened)
    for grid, _ in found:
        if grid.broken_at:
            raise Refused("table_quotes", row=grid.broken_at + 1)
    several = len({grid.name for grid, _ in found}) > 1
    rows = tuple(
        row for grid, header in found for row in _rows(grid, header, sheet=grid.name if several else "")
    )  # fmt: skip
    if not rows:
        raise Refused("table_empty")
    with_header = {grid.name for grid, _ in found}
    return BreakdownTable(
        rows,
        tuple(dict.fromkeys(name for _, header in found for name in header.kept_out)),
        tuple(grid.name for grid in opened.grids if grid.rows and grid.name and grid.name not in with_header),
    )


def _continued(grids: Sequence[Grid]) -> Iterator[tuple[Grid, Header]]:
    """A Word table that was broken in two goes on under the header of its first half."""
    last: Header | None = None
    for grid in grids:
        header = find_header(grid)
        if header is None and last is not None and grid.rows and len(grid.rows[0].cells) == _width(last, grids):
            header = Header(0, last.places, (), last.words, last.first_leads)
        if header is not None:
            yield grid, header
            last = header


def _width(header: Header, grids: Sequence[Grid]) -> int:
    return next((len(grid.rows[0].cells) for grid in grids if find_header(grid) is not None), 0) if header else 0


def _no_header(opened: Opened) -> Refused:
    named = max((best_named(grid) for grid in opened.grids), key=len, default=frozenset[str]())
    needed = "number", *(("lead", "deadline") if not named & {"lead", "duty", "deadline", "leader"} else ())
    if named & {"title", "content"}:
        needed = tuple(key for key in needed if key != "number")
    missing = [_COLUMNS[key] for key in needed if key not in named] or ["牵头单位"]
    return Refused("table_header", missing="、".join(missing))


def _rows(grid: Grid, header: Header, *, sheet: str) -> Iterator[TableRow]:
    for block in blocks_of(grid, header):
        row = _row(block, header, sheet)
        # Rows without units and limit are headings of sections, sums and remarks.
        if row.lead or row.co or row.deadlines or row.leader or row.cadence or any(row.quarters):
            yield row


def _row(block: Block, header: Header, sheet: str) -> TableRow:
    lead, co = _units(block, header)
    steps, deadlines = _steps(block)
    return TableRow(
        row=block.row,
        written=block.written,
        number=block.number,
        part=block.part,
        lead=lead,
        co=co,
        deadlines=deadlines,
        leader=block.text("leader"),
        sheet=sheet,
        section=block.section or (sheet if sheet else ""),
        title=block.text("title"),
        content=block.text("content"),
        target=block.text("target"),
        cadence=block.text("cadence"),
        priority=block.text("priority"),
        steps=steps,
        quarters=tuple(block.text(key) for key in QUARTERS) if header.has(*QUARTERS) else (),
    )


def _units(block: Block, header: Header) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """责任单位 beside 牵头单位 are those who help; without it, the ones of whom one leads."""
    lead: list[str] = []
    co: list[str] = [name for cell in block.cells("co") for name in names(cell)]
    for cell in block.cells("lead"):
        leading, helping = leading_and_helping(cell, first_leads=header.first_leads)
        lead += leading
        co += helping
    for cell in block.cells("duty"):
        if header.has("lead") and lead:
            co += names(cell)
        else:
            # With a column of its own for those who help, all in this one would lead: the first is not meant by it.
            leading, helping = leading_and_helping(cell, first_leads=header.first_leads)
            lead += leading
            co += helping
    return tuple(dict.fromkeys(lead)), tuple(dict.fromkeys(co))


def _steps(block: Block) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Where every row of an item has a measure and a limit of its own, the limits are the measures'."""
    limits = block.cells("deadline")
    steps = tuple((words, limit if len(limits) > 1 else "") for words, limit in block.pairs("measures", "deadline"))
    return steps, limits
