"""Reads the visible sheets of an .xlsx into grids, however many rows and columns it claims to have."""

import datetime as dt
import io
import re
import warnings
import zipfile

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from documents.grids import MOST_COLUMNS, MOST_ROWS, Grid, Span, grid_of
from ledger.refusals import Refused

_MOST_SHEETS = 30
_MOST_SPANS = 20_000
_GAP = 200
"""A table that goes on beyond the last row we read is refused; what stands alone far below it is none of it."""
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')


def read_workbook(data: bytes) -> tuple[Grid, ...]:
    """`data` has passed packages.kind_of_package. Raises Refused file_damaged, table_too_long, table_formulas."""
    spans = _spans(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            grids = tuple(
                grid_of(sheet.title, _rows(sheet), spans.get(_path(sheet), ())) for sheet in sheets[:_MOST_SHEETS]
            )
            book.close()
    except Refused:
        raise
    except Exception:  # whatever a crafted part makes openpyxl stumble over
        raise Refused("file_damaged") from None
    if not any(grid.rows for grid in grids) and _has_formulas(data):
        raise Refused("table_formulas")
    return grids


def _path(sheet: object) -> str:
    return str(getattr(sheet, "_worksheet_path", "")).lstrip("/")


def _rows(sheet: object) -> list[tuple[int, list[str]]]:
    read: list[tuple[int, list[str]]] = []
    rows = sheet.iter_rows(max_row=MOST_ROWS + _GAP, max_col=MOST_COLUMNS, values_only=True)  # type: ignore[attr-defined]
    for number, values in enumerate(rows, start=1):
        cells = [_text(value) for value in values]
        while cells and not cells[-1]:
            cells.pop()
        if cells and number > MOST_ROWS:
            raise Refused("table_too_long", limit=MOST_ROWS)
        read.append((number, cells))
    while read and not read[-1][1]:
        read.pop()
    return read


def _text(value: object) -> str:
    """A cell as the office sees it: 3.0 is 3, a date is a day."""
    match value:
        case None:
            return ""
        case bool():
            return ""
        case float() if value == int(value) and abs(value) < 1e15:
            return str(int(value))
        case float():
            return f"{value:.10g}"
        case dt.datetime() if (value.hour, value.minute) == (0, 0):
            return f"{value.year}年{value.month}月{value.day}日"
        case dt.datetime():
            return f"{value.year}年{value.month}月{value.day}日{value:%H:%M}"
        case dt.date():
            return f"{value.year}年{value.month}月{value.day}日"
    text = str(value)
    return "" if text.startswith("#") and text.rstrip("!?").isupper() else text


def _spans(data: bytes) -> dict[str, list[Span]]:
    """openpyxl tells no merged cells when it reads row by row; they stand in the tail of each sheet."""
    found: dict[str, list[Span]] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                content = package.read(name)
                tail = content.rfind(b"sheetData")
                refs = _MERGED.findall(content, max(tail, 0))[:_MOST_SPANS]
                found[name] = [span for ref in refs if (span := _span(ref.decode()))]
    return found


def _span(ref: str) -> Span | None:
    first, top, last, bottom = range_boundaries(ref)
    if first is None or top is None or last is None or bottom is None or first > MOST_COLUMNS:
        return None
    return top, first - 1, bottom, last - 1


def _has_formulas(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")]
        return any(b"<f" in package.read(name) for name in sheets)
