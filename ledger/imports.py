"""A document somebody sent, read and not yet brought in: what is settled of it, what became of it, who keeps it."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

IMPORT_LIFE = dt.timedelta(hours=24)


class ImportKind(StrEnum):
    TABLE = "table"
    PLAN = "plan"


class ImportState(StrEnum):
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class StagedImport:
    """`token` is random and bound to one member. `content` is what was read, as text; "" once it is settled.

    `answers` settle questions by key. `versions` are the item ids and versions the person saw last. `seq` is the last
    audit entry of what was done.
    """

    token: str
    member_id: int
    kind: ImportKind
    file_name: str
    sha256: str
    content: str
    created_at: dt.datetime
    answers: tuple[tuple[int, int], ...] = ()
    versions: tuple[tuple[int, int], ...] = ()
    state: ImportState = ImportState.OPEN
    settled_at: dt.datetime | None = None
    seq: int | None = None

    def expired(self, now: dt.datetime) -> bool:
        return now - self.created_at > IMPORT_LIFE


class Imports(Protocol):
    async def add(self, staged: StagedImport) -> None: ...

    async def get(self, token: str) -> StagedImport | None: ...

    async def done(self, sha256: str) -> StagedImport | None:
        """The newest that was brought in from a file with this content."""

    async def answer(
        self, token: str, answers: tuple[tuple[int, int], ...], versions: tuple[tuple[int, int], ...]
    ) -> bool:
        """Of an open one; False when it is settled."""

    async def settle(self, token: str, state: ImportState, now: dt.datetime, seq: int | None = None) -> bool:
        """Done or dropped, and its content gone; False when it was settled already (compare and set)."""

    async def forget(self, before: dt.datetime) -> int:
        """Removes open ones that were laid before; returns how many."""
