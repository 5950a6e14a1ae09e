"""Opens a file somebody brought by what is in it, whatever it is called: text, and tables as grids."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from documents.csv_rows import SEPARATORS
from documents.grids import MOST_COLUMNS, MOST_ROWS, Grid, grid_of
from documents.old_word import kind_of_old_file, read_old_word
from documents.packages import kind_of_package
from documents.text_files import load, read_text
from ledger.refusals import Refused

LIMIT_MB = 20
_ZIP, _OLE = (b"PK\x03\x04", b"PK\x05\x06"), b"\xd0\xcf\x11\xe0"
_MARKUP = ("<html", "<!doctype", "<table", "<?xml", "<workbook", "mime-version:")


@dataclass(frozen=True, slots=True)
class Opened:
    """`kind` is "xlsx", "docx", "doc" or "text". Of a text, `grids` are its readings with every separator, of which
    one may make sense; `text` of a workbook is "".
    """

    kind: str
    text: str
    grids: tuple[Grid, ...]


def open_file(source: Path | bytes) -> Opened:
    """Slow for large files: not for the event loop. Raises Refused file_…, table_too_long, table_formulas."""
    data = source if isinstance(source, bytes) else load(source, LIMIT_MB)
    if len(data) > LIMIT_MB * 2**20:
        raise Refused("file_too_large", limit_mb=LIMIT_MB, size_mb=-(-len(data) // 2**20))
    if data.startswith(_ZIP):
        if kind_of_package(data) == "xlsx":
            # These libraries weigh more than the bot: they are loaded when a file of theirs comes.
            from documents.workbooks import read_workbook

            return Opened("xlsx", "", read_workbook(data))
        from documents.word_files import read_word

        word = read_word(data)
        return Opened("docx", word.text, word.grids)
    if data.startswith(_OLE):
        return Opened(kind_of_old_file(data), read_old_word(data), ())
    return opened_text(read_text(data))


def opened_text(text: str) -> Opened:
    """Raises Refused file_markup, table_too_long."""
    if text.lstrip("\ufeff \t\r\n")[:20].lower().startswith(_MARKUP):
        raise Refused("file_markup")
    return Opened("text", text, tuple(_by_separators(text)))


def _by_separators(text: str) -> Iterator[Grid]:
    lines = text.lstrip("\ufeff").replace("\x00", "").splitlines(keepends=True)
    for separator in SEPARATORS:
        if separator not in text:
            continue
        rows: list[tuple[int, list[str]]] = []
        quotes = 0
        reader = csv.reader(lines, delimiter=separator, strict=True)
        try:
            for number, row in enumerate(reader, start=1):
                if number > MOST_ROWS:
                    raise Refused("table_too_long", limit=MOST_ROWS)
                rows.append((number, row[:MOST_COLUMNS]))
        except csv.Error:  # a quotation mark that is never closed, or not this separator
            quotes = len(rows) + 1
        if rows or quotes:
            yield Grid("", grid_of("", rows).rows, broken_at=quotes)
