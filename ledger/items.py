"""An item of a work plan as the ledger holds it: text, owners, limit, and its workflow state."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from ledger.deadlines import Cadence, Deadline


class State(StrEnum):
    """Workflow states (domain.md §1.2). Schedule and light are separate axes: see lights.py."""

    DRAFT = "draft"
    ASSIGNED = "assigned"
    DOING = "doing"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    CLOSED = "closed"
    STRUCK = "struck"
    PHASE_DONE = "phase_done"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"
    ARCHIVED = "archived"


OPEN = frozenset({State.DRAFT, State.ASSIGNED, State.DOING, State.SUBMITTED, State.RETURNED})
OWED = frozenset({State.ASSIGNED, State.DOING, State.RETURNED})
"""States in which the lead unit holds the item: only these are nudged about."""
DONE = frozenset({State.CLOSED, State.STRUCK, State.PHASE_DONE, State.ARCHIVED})


class Sensitivity(StrEnum):
    """Who may read the text (domain.md §7): SENSITIVE shows number and title only."""

    OPEN = "open"
    SENSITIVE = "sensitive"


@dataclass(frozen=True, slots=True)
class Target:
    """A number promised in the text, e.g. ("普及率", ">=", 80, "%", "……普及率达到80%以上").

    `relation` is one of "=", ">=", "<="; `words` is the clause it stands in.
    """

    name: str
    relation: str
    value: float
    unit: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """One report of progress. `percent` is 0–100 or None when it was not said."""

    text: str
    percent: int | None
    member_id: int
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Item:
    """An item. Unknown stays None or empty: it is worded 尚未明确 and never guessed.

    `number` is unique in its plan together with `part` (0: the whole item; 1, 2 …: 14.1, 14.2).
    Instants are aware UTC. `version` grows by one with every change.
    """

    id: int
    plan_id: int
    section: int
    number: int
    title: str
    body: str
    part: int = 0
    measures: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ()
    sensitivity: Sensitivity = Sensitivity.OPEN
    state: State = State.DRAFT
    lead: int | None = None
    co: tuple[int, ...] = ()
    leader: str = ""
    deadline: Deadline | None = None
    cadence: Cadence | None = None
    assigned_at: dt.datetime | None = None
    signed_at: dt.datetime | None = None
    signed_by: int | None = None
    submitted_at: dt.datetime | None = None
    closed_at: dt.datetime | None = None
    percent: int | None = None
    last_report: Report | None = None
    version: int = 1

    @property
    def label(self) -> str:
        """ "14", or "14.2" for a part."""
        return f"{self.number}.{self.part}" if self.part else str(self.number)

    @property
    def limit(self) -> dt.date | None:
        """The last day, inclusive, or None where there is none."""
        return self.deadline.day if self.deadline else None

    def involves(self, department_id: int | None) -> bool:
        return department_id is not None and (department_id == self.lead or department_id in self.co)
