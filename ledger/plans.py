"""Work plans: the documents whose promises the ledger keeps."""

from dataclasses import dataclass
from enum import StrEnum

from ledger.items import Target


class PlanKind(StrEnum):
    """Several plans live side by side; "item 14" means the current MAIN plan unless said."""

    MAIN = "main"
    RECTIFICATION = "rectification"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Section:
    number: int
    title: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan in the ledger; `current` marks the one main plan that bare item numbers mean."""

    id: int
    title: str
    year: int
    kind: PlanKind
    current: bool
    sections: tuple[Section, ...] = ()

    def section(self, number: int) -> Section | None:
        return next((s for s in self.sections if s.number == number), None)


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """A numbered item as a document states it."""

    section: int
    number: int
    title: str
    body: str
    measures: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ()
    placeholders: int = 0
    """How many XX placeholders the text still holds."""
    part: int = 0


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """A plan as a document states it, with what the reader doubted, as (code, params) pairs."""

    title: str
    year: int | None
    sections: tuple[Section, ...]
    items: tuple[ItemDraft, ...]
    doubts: tuple["Doubt", ...] = ()
    ignored: tuple[str, ...] = ()
    """Stray lines and disclaimers that were left out, as they stand."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something a reader of documents was not sure of; worded by the catalogue key `doubt_<code>`."""

    code: str
    params: tuple[tuple[str, str | int], ...] = ()
