"""Reads a .docx: its paragraphs as text, numbered as Word numbers them, and its tables as grids."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row
from docx.table import Table
from docx.text.paragraph import Paragraph

from documents.grids import MOST_COLUMNS, MOST_ROWS, Grid, GridRow, clean
from documents.word_numbering import Numbering
from ledger.refusals import Refused

_MOST_AROUND = 20


@dataclass(frozen=True, slots=True)
class WordText:
    """`text` has a paragraph a line, tables left out."""

    text: str
    grids: tuple[Grid, ...]


def read_word(data: bytes) -> WordText:
    """`data` has passed packages.kind_of_package. Raises Refused file_damaged, table_too_long."""
    try:
        document = Document(io.BytesIO(data))
        return _read(document)
    except Refused:
        raise
    except Exception:  # whatever a crafted part makes python-docx stumble over
        raise Refused("file_damaged") from None


def _read(document: WordDocument) -> WordText:
    numbering = Numbering(document)
    lines: list[str] = []
    grids: list[Grid] = []
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            lines.append(numbering.label(block) + block.text)
        else:
            around = tuple(line for line in lines[-_MOST_AROUND:] if line.strip())
            grids.append(Grid("", tuple(_rows(block, numbering)), around))
    return WordText("\n".join(lines), tuple(grids))


def _rows(table: Table, numbering: Numbering) -> Iterator[GridRow]:
    """Straight from the rows' own cells: asking python-docx for each place is quadratic in long tables."""
    over: list[str] = []
    for number, row in enumerate(table._tbl.tr_lst, start=1):
        if number > MOST_ROWS:
            raise Refused("table_too_long", limit=MOST_ROWS)
        cells, above, left = _row(row, table, over, numbering)
        over = cells
        if any(cells):
            yield GridRow(number, tuple(cells), frozenset(above), frozenset(left))


def _row(row: CT_Row, table: Table, over: list[str], numbering: Numbering) -> tuple[list[str], set[int], set[int]]:
    cells: list[str] = [""] * row.grid_before
    above: set[int] = set()
    left: set[int] = set()
    for cell in row.tc_lst:
        start, span = len(cells), max(cell.grid_span, 1)
        if start + span > MOST_COLUMNS:
            break
        if cell.vMerge == "continue" and start < len(over):
            text = over[start]
            above.update(range(start, start + span))
        else:
            text = clean("\n".join(_paragraphs(cell, table, numbering)))
        cells += [text] * span
        left.update(range(start + 1, start + span))
    return cells, above, left


def _paragraphs(cell: object, table: Table, numbering: Numbering) -> Iterator[str]:
    for element in cell.iter(qn("w:p")):  # type: ignore[attr-defined]
        paragraph = Paragraph(element, table)
        yield numbering.label(paragraph) + paragraph.text
