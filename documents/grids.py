"""A table as it stands on a sheet or page: rows of cells, with what merged cells repeat marked as repeated."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MOST_ROWS = 10_000
MOST_COLUMNS = 64
LONGEST_CELL = 4_000

_SPACES = " \t\r\xa0\u3000\ufeff\u200b"


@dataclass(frozen=True, slots=True)
class GridRow:
    """`number` is what a spreadsheet shows beside the row. A merged cell has its text in every place it covers;
    `above` and `left` are the columns that only repeat the cell above or to the left.
    """

    number: int
    cells: tuple[str, ...]
    above: frozenset[int] = frozenset()
    left: frozenset[int] = frozenset()

    def cell(self, column: int) -> str:
        return self.cells[column] if column < len(self.cells) else ""

    def texts(self) -> tuple[str, ...]:
        """Each text once, merged cells counting as one."""
        return tuple(text for n, text in enumerate(self.cells) if text and n not in self.left)

    def said(self) -> bool:
        """Whether anything stands in it that is not only repeated from above."""
        return any(text for n, text in enumerate(self.cells) if n not in self.above)


@dataclass(frozen=True, slots=True)
class Grid:
    """`name` is the sheet's, "" where there are no sheets; `around` is the text before the table on its page.
    `broken_at` is the row after which a text could not be cut into cells any more, 0 when it could.
    """

    name: str
    rows: tuple[GridRow, ...]
    around: tuple[str, ...] = ()
    broken_at: int = 0


Span = tuple[int, int, int, int]
"""First row, first column, last row, last column of a merged cell: rows as numbered, columns from 0."""


def grid_of(name: str, rows: Sequence[tuple[int, Sequence[str]]], spans: Sequence[Span] = ()) -> Grid:
    """`rows` are numbered in ascending order; what a merged cell covers is filled in."""
    texts = {number: [clean(cell) for cell in cells] for number, cells in rows}
    above: dict[int, set[int]] = {}
    left: dict[int, set[int]] = {}
    for first_row, first, last_row, last in spans:
        text = _at(texts, first_row, first)
        for row in _between(texts, first_row, last_row):
            cells = texts[row]
            for column in range(first, min(last, MOST_COLUMNS - 1) + 1):
                if column >= len(cells):
                    cells.extend([""] * (column + 1 - len(cells)))
                cells[column] = text
                if row > first_row:
                    above.setdefault(row, set()).add(column)
                if column > first:
                    left.setdefault(row, set()).add(column)
    return Grid(
        name,
        tuple(
            GridRow(number, tuple(cells), frozenset(above.get(number, ())), frozenset(left.get(number, ())))
            for number, cells in texts.items()
            if any(cells)
        ),
    )


def clean(cell: str) -> str:
    """Lines stay lines: units stand one below the other in a cell."""
    lines = (line.strip(_SPACES) for line in cell[:LONGEST_CELL].replace("\r\n", "\n").replace("\v", "\n").split("\n"))
    return "\n".join(line for line in lines if line)


def _at(texts: dict[int, list[str]], row: int, column: int) -> str:
    cells = texts.get(row, [])
    return cells[column] if column < len(cells) else ""


def _between(texts: dict[int, list[str]], first: int, last: int) -> Iterator[int]:
    """Over the shorter of the two: a merged cell may claim a million rows."""
    if last - first < len(texts):
        return (row for row in range(first, last + 1) if row in texts)
    return (row for row in texts if first <= row <= last)
