"""A document somebody sent, read and not yet brought in: what is settled of it, and what became of it."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

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
