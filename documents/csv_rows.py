"""Rows of a CSV text by the names of their columns, whatever their order, language and separator."""

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from ledger.refusals import Refused

SEPARATORS = (",", "\t", ";", "，", "；")
_HEADER_WITHIN = 5
_IN_BRACKETS = re.compile(r"\(.*?\)")
_SPACES = " \t\r\n\xa0\u3000\ufeff"

Row = tuple[int, dict[str, str]]
"""The row's number as a spreadsheet shows it (the header is 1) and its cells; a missing cell is ""."""


def read_rows(text: str, columns: Mapping[str, Sequence[str]], needed: Sequence[str], table: str) -> list[Row]:
    """`columns`: each key with the other headers that mean it.

    Raises Refused {table}_header naming the columns that are missing, {table}_empty, {table}_quotes.
    """
    lines = text.lstrip("\ufeff").replace("\x00", "").splitlines(keepends=True)
    headers = (_header(lines, separator, columns, needed) for separator in SEPARATORS)
    found = max(headers, key=lambda header: len(header[1]))
    rows, places = found
    missing = [key for key in needed if key not in places]
    if missing:
        raise Refused(f"{table}_header", missing=", ".join(missing))
    read = []
    number = 1
    try:
        for number, row in rows:
            if any(_clean(cell) for cell in row):
                read.append((number, _cells(row, places, columns)))
    except csv.Error:  # a quotation mark that is never closed
        raise Refused(f"{table}_quotes", row=number + 1) from None
    if not read:
        raise Refused(f"{table}_empty")
    return read


def _header(
    lines: Sequence[str], separator: str, columns: Mapping[str, Sequence[str]], needed: Sequence[str]
) -> tuple[Iterator[tuple[int, list[str]]], dict[str, int]]:
    """The rows after the header and its columns' places. A table's title may stand above its header."""
    first: dict[str, int] = {}
    rows = enumerate(csv.reader(lines, delimiter=separator, strict=True), start=1)
    try:
        for _, row in islice(((n, row) for n, row in rows if any(map(_clean, row))), _HEADER_WITHIN):
            places = _places(row, columns)
            if all(key in places for key in needed):
                return rows, places
            first = first or places
    except csv.Error:  # not this separator
        pass
    return iter(()), first


def _places(header: Sequence[str], columns: Mapping[str, Sequence[str]]) -> dict[str, int]:
    places: dict[str, int] = {}
    for place, cell in enumerate(header):
        word = _word(cell)
        for key, names in columns.items():
            if word in (_word(key), *map(_word, names)) and key not in places:
                places[key] = place
    return places


def _word(cell: str) -> str:
    """「序 号」 and 「完成时限（原文）」 are still 序号 and 完成时限."""
    return _IN_BRACKETS.sub("", "".join(unicodedata.normalize("NFKC", cell).split())).lower()


def _cells(row: Sequence[str], places: Mapping[str, int], columns: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {key: _clean(row[places[key]]) if key in places and places[key] < len(row) else "" for key in columns}


def _clean(cell: str) -> str:
    return cell.strip(_SPACES)
