"""Writes sheets as an .xlsx: header, widths, colours, page set-up, and never a formula. Loaded when a file is made."""

import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from documents.cleaned import cleaned
from documents.sheet_rows import HEADER_ROW, Body, Styled, filled
from documents.sheets import Column, Footer, Kind, Sheet, Tone, Toned, Value

LONGEST_CELL = 32_767
"""Characters that a cell of Excel holds."""
LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
# Read as a formula by one program or another, also after the sheet was saved as CSV (OWASP's list, and full width).
_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
_A3, _A4 = 8, 9
_MARKED_END = 1_000_000


def workbook(sheets: Sequence[Sheet], footer: Footer) -> bytes:
    """The .xlsx; takes seconds for ten thousand rows, so call it off the loop."""
    book = Workbook(write_only=True)
    names: set[str] = set()
    bodies = {
        f"xl/worksheets/sheet{number}.xml": _begin(book, sheet, footer, _name(sheet.name, names), _MARKED_END + number)
        for number, sheet in enumerate(sheets, 1)
    }
    skeleton = io.BytesIO()
    book.save(skeleton)
    return filled(skeleton, bodies)


def safe(text: str) -> str:
    """Text that no program takes for a formula: what begins like one is given an apostrophe."""
    text = cleaned(text) if not text.startswith(("\t", "\r", "\n", "\0")) else f"'{cleaned(text).lstrip()}"
    return (f"'{text}" if text.startswith(_FORMULAS) else text)[:LONGEST_CELL]


def _name(wanted: str, taken: set[str]) -> str:
    """Excel wants sheets named in at most 31 characters, without some signs, and no two alike."""
    bare = _NOT_IN_NAMES.sub(" ", cleaned(wanted)).strip(" '")[:LONGEST_NAME] or "-"
    name, n = bare, 1
    while name.casefold() in taken:
        n += 1
        name = f"{bare[: LONGEST_NAME - len(str(n)) - 1]}_{n}"
    taken.add(name.casefold())
    return name


_THIN = Side(style="thin", color="BFBFBF")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEADER_FILL = PatternFill("solid", fgColor="DCE6F1")
_FILLS = {
    Tone.RED: PatternFill("solid", fgColor="F8B4B4"),
    Tone.YELLOW: PatternFill("solid", fgColor="FFE699"),
    Tone.BLUE: PatternFill("solid", fgColor="BDD7EE"),
    Tone.GREEN: PatternFill("solid", fgColor="C6E0B4"),
    Tone.GREY: PatternFill("solid", fgColor="E7E6E6"),
}
_FORMATS = {Kind.SHARE: "0.0%", Kind.DATE: "yyyy-mm-dd"}
_BODY_FONT, _HEADER_FONT, _TITLE_FONT = "宋体", "黑体", "黑体"


def _begin(book: Workbook, sheet: Sheet, footer: Footer, name: str, end: int) -> Body:
    """Everything but the rows, which are still to be written."""
    # Its stubs know a write-only sheet by half.
    page: Any = book.create_sheet(name)
    _set_up(page, sheet, footer)
    page.append([_cell(page, safe(sheet.title), Font(name=_TITLE_FONT, size=16, bold=True))])
    page.append([_cell(page, safe(sheet.note), Font(name=_BODY_FONT, size=10))])
    page.append([_header(page, column) for column in sheet.columns])
    page.auto_filter.ref = f"A{HEADER_ROW}:{get_column_letter(len(sheet.columns))}{end}"
    plain = [_styled(page, column, None).style_id for column in sheet.columns]
    toned = [{tone: _styled(page, column, tone).style_id for tone in Tone} for column in sheet.columns]
    return Body((_cells(row, plain, toned) for row in sheet.rows), len(sheet.columns), end)


def _cells(row: Sequence[Value], plain: Sequence[int], toned: Sequence[Mapping[Tone, int]]) -> list[Styled]:
    cells: list[Styled] = []
    for value, style, styles in zip(row, plain, toned, strict=True):
        if isinstance(value, Toned):
            cells.append((safe(value.text), styles[value.tone]))
        else:
            cells.append((safe(value) if isinstance(value, str) else value, style))
    return cells


def _set_up(page: Any, sheet: Sheet, footer: Footer) -> None:
    """Before the first row: a sheet that is written in one go opens with its widths and panes."""
    page.freeze_panes = f"{get_column_letter(sheet.frozen + 1)}{HEADER_ROW + 1}"
    for number, column in enumerate(sheet.columns, 1):
        page.column_dimensions[get_column_letter(number)].width = column.width
    page.row_dimensions[1].height = 28
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = _A3 if sheet.large else _A4
    page.page_setup.fitToWidth = 1
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    page.print_options.horizontalCentered = True
    margins = page.page_margins
    margins.left = margins.right = 0.4
    margins.top = margins.bottom = 0.6
    page.oddFooter.center.text = f"{footer.before}&P{footer.between}&N{footer.after}"


def _cell(page: Any, text: str, font: Font) -> Cell:
    cell: Cell = WriteOnlyCell(page)
    cell.font = font
    cell.value = text
    # Past openpyxl's own guess, which makes formulas and errors of some texts.
    cell.data_type = "s"
    return cell


def _header(page: Any, column: Column) -> Cell:
    cell = _cell(page, safe(column.header), Font(name=_HEADER_FONT, size=10, bold=True))
    cell.fill, cell.border = _HEADER_FILL, _BORDER
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    return cell


def _styled(page: Any, column: Column, tone: Tone | None) -> Cell:
    cell: Cell = WriteOnlyCell(page)
    cell.font, cell.border = Font(name=_BODY_FONT, size=10), _BORDER
    across = "left" if column.kind is Kind.TEXT else "center"
    cell.alignment = Alignment(horizontal=across, vertical="center", wrap_text=True)
    if column.kind in _FORMATS:
        cell.number_format = _FORMATS[column.kind]
    if tone is not None:
        cell.fill = _FILLS[tone]
    return cell
