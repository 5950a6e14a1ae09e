"""Tables as an office would print them: columns with widths and kinds, toned cells, a title, a page; no file yet."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a column holds: how it is aligned and how its numbers are shown."""

    TEXT = "text"
    SHORT = "short"
    NUMBER = "number"
    SHARE = "share"
    """0.125 is shown as 12.5%."""
    DATE = "date"


class Tone(StrEnum):
    """A cell's colour; its words say the same."""

    RED = "red"
    YELLOW = "yellow"
    BLUE = "blue"
    GREEN = "green"
    GREY = "grey"


@dataclass(frozen=True, slots=True)
class Toned:
    text: str
    tone: Tone


Value = str | int | float | dt.date | Toned | None


@dataclass(frozen=True, slots=True)
class Column:
    """`width` in characters of the header's font (a Chinese one counts two)."""

    header: str
    width: float
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class Sheet:
    """`title` and `note` stand above the header; `frozen` columns stay in sight on the left."""

    name: str
    title: str
    note: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]
    frozen: int = 0
    large: bool = False
    """Printed on A3 instead of A4; both are laid across."""


@dataclass(frozen=True, slots=True)
class Footer:
    """What stands below every printed page, around the page's number: ("第", "页，共", "页")."""

    before: str
    between: str
    after: str
