"""An official letter (公文) in its parts: heading, number, addressee, numbered body, form, signature, annex table."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """`widths` in millimetres, one a column. Without a header it is a form: its first column names the second."""

    rows: Sequence[Sequence[str]]
    widths: Sequence[float]
    header: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Annex:
    """Begins a page of its own, laid across where `across`."""

    mark: str
    title: str
    note: str
    table: Table
    across: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """`mark` stands above all (代拟稿). A paragraph that begins with `strong` words has them in 黑体: (strong, rest).
    `colour` ("red", "yellow", "blue" or "") is the heading's, whose words name it. `closing` stands below the body
    without indent, such as where the annex is announced.
    """

    mark: str
    heading: str
    number: str = ""
    addressee: str = ""
    body: Sequence[tuple[str, str]] = ()
    form: Table | None = None
    closing: Sequence[str] = ()
    signature: Sequence[str] = ()
    colour: str = ""
    annex: Annex | None = None
