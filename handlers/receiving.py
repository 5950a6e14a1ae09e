"""A file sent in chat: fetched within limits, read off the loop, one at a time, into what may be staged."""

import asyncio
import hashlib
import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from documents.breakdown import BreakdownTable, table_in
from documents.office_files import LIMIT_MB, Opened, open_file
from documents.table_headers import find_header
from documents.work_plans import read_plan
from ledger.imports import ImportKind
from ledger.plain import plain, read
from ledger.refusals import Refused

_UNFIT = re.compile(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]+|.*[/\\]")
_LONGEST_NAME = 60
_ENDING = 10


@dataclass(frozen=True, slots=True)
class SentFile:
    """`id` is what it is fetched by, `name` whatever the sender's program said, `size` in bytes or 0."""

    id: str
    name: str
    size: int = 0
    picture: bool = False


@dataclass(frozen=True, slots=True)
class ReadFile:
    """`content` is what was read, as text to be staged: a table's rows, or a plan's words."""

    name: str
    sha256: str
    kind: ImportKind
    content: str


Fetch = Callable[[str, int], Awaitable[bytes]]
"""The file's bytes, at most so many. Raises Refused file_too_large, file_gone, file_cut."""


class Receiving:
    """One file is read at a time: unpacked tables take memory, and nobody sends two at once."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._one = asyncio.Semaphore(1)

    async def receive(self, file: SentFile) -> ReadFile:
        """Raises Refused file_…, table_…, plan_…"""
        most = LIMIT_MB * 2**20
        if file.size > most:
            raise Refused("file_too_large", limit_mb=LIMIT_MB, size_mb=-(-file.size // 2**20))
        async with self._one:
            data = await self._fetch(file.id, most)
            return await asyncio.to_thread(read_file, data, shown_name(file.name))


def read_file(data: bytes, name: str) -> ReadFile:
    """Slow for large files: not for the event loop. Raises Refused."""
    opened = open_file(data)
    sha256 = hashlib.sha256(data).hexdigest()
    if _is_table(opened, name):
        return ReadFile(name, sha256, ImportKind.TABLE, dump_table(table_in(opened)))
    read_plan(opened.text)
    return ReadFile(name, sha256, ImportKind.PLAN, opened.text)


def _is_table(opened: Opened, name: str) -> bool:
    """A plan may have tables in it, too; one with a header of ours is what the file is about."""
    if opened.kind == "xlsx" or name.lower().endswith((".csv", ".tsv")):
        return True
    return any(find_header(grid) is not None for grid in opened.grids)


def shown_name(name: str) -> str:
    """Only ever shown: on one line, without the path or signs that turn the writing direction."""
    shown = _UNFIT.sub("", name).encode("utf-8", "replace").decode().strip(" .")
    if len(shown) > _LONGEST_NAME:
        end = shown[-_ENDING:]
        shown = f"{shown[: _LONGEST_NAME - _ENDING - 1]}…{end}"
    return shown or "?"


def dump_table(table: BreakdownTable) -> str:
    return json.dumps(plain(table), ensure_ascii=False, separators=(",", ":"))


def load_table(content: str) -> BreakdownTable:
    """Slow for thousands of rows: not for the event loop."""
    table: Any = read(BreakdownTable, json.loads(content))
    assert isinstance(table, BreakdownTable)  # noqa: S101 - it was written by dump_table
    return table
