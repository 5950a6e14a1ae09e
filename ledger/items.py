"""An item of a work plan as the ledger holds it: text, owners, limit, and its workflow state."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from ledger.applications import Application, Asked
from ledger.deadlines import Cadence, Deadline
from ledger.supervision import Instruction, Slip


class State(StrEnum):
    """Workflow states (domain.md §1.2). Schedule and light are separate axes: see lights.py."""

    DRAFT = "draft"
    TO_APPROVE = "to_approve"
    ASSIGNED = "assigned"
    DOING = "doing"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    CLOSED = "closed"
    STRUCK = "struck"
    PHASE_DONE = "phase_done"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"
    SPLIT = "split"
    """Its parts (14.1, 14.2 …) carry the work, the limits and the units."""
    ARCHIVED = "archived"


OPEN = frozenset({State.DRAFT, State.TO_APPROVE, State.ASSIGNED, State.DOING, State.SUBMITTED, State.RETURNED})
OWED = frozenset({State.ASSIGNED, State.DOING, State.RETURNED})
"""States in which the lead unit holds the item: only these are nudged about."""
DONE = frozenset({State.CLOSED, State.STRUCK, State.PHASE_DONE, State.ARCHIVED})


class Sensitivity(StrEnum):
    """Who may read the text (domain.md §7): SENSITIVE shows number and title only."""

    OPEN = "open"
    SENSITIVE = "sensitive"


class Priority(StrEnum):
    """紧急程度: 一般, 急, 特急. Only URGENT (特急) may be told outside working hours (domain.md §4.2)."""

    ORDINARY = ""
    HIGH = "high"
    URGENT = "urgent"


@dataclass(frozen=True, slots=True)
class Target:
    """A number promised in the text, e.g. ("普及率", ">=", 80, "%", "……普及率达到80%以上").

    `relation` is one of "=", ">=", "<="; `words` is the clause it stands in. `base` is where it started from,
    `actual` the latest figure reported and `actual_at` its instant (aware UTC).
    """

    name: str
    relation: str
    value: float
    unit: str
    words: str = ""
    base: float | None = None
    actual: float | None = None
    actual_at: dt.datetime | None = None

    @property
    def gap(self) -> float | None:
        """How much is missing to the target, 0 when it is reached; None while nothing was reported."""
        if self.actual is None:
            return None
        distance = self.value - self.actual
        match self.relation:
            case ">=":
                return max(distance, 0.0)
            case "<=":
                return max(-distance, 0.0)
            case _:
                return abs(distance)

    @property
    def reached(self) -> bool | None:
        return None if self.gap is None else self.gap == 0


@dataclass(frozen=True, slots=True)
class Milestone:
    """A node on the way (季度节点、形象进度): `day` is its last day, a local date; `done_at` aware UTC."""

    text: str
    day: dt.date
    done_at: dt.datetime | None = None


class PartState(StrEnum):
    """How far a cooperating unit is with its part."""

    GIVEN = "given"
    SIGNED = "signed"
    DOING = "doing"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class CoPart:
    """A cooperating unit's own part, from its first word on. `at` (aware UTC) is when it last spoke."""

    department: int
    state: PartState
    member_id: int
    at: dt.datetime
    text: str = ""
    percent: int | None = None


class Grade(StrEnum):
    """办结评价: 优秀, 良好, 合格, 不合格."""

    EXCELLENT = "excellent"
    GOOD = "good"
    PASSED = "passed"
    FAILED = "failed"


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

    `extended`, `urged` and `returned` count.
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
    parts: tuple[CoPart, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    applications: tuple[Application, ...] = ()
    instructions: tuple[Instruction, ...] = ()
    slips: tuple[Slip, ...] = ()
    original_deadline: Deadline | None = None
    extended: int = 0
    urged: int = 0
    returned: int = 0
    grade: Grade | None = None
    result: str = ""
    """What the closing was accepted upon, in the unit's words."""
    evidence: str = ""
    resume_to: State | None = None
    """The state a suspended, cancelled or split item goes back to."""
    source: str = ""
    category: str = ""
    priority: Priority = Priority.ORDINARY
    remark: str = ""
    version: int = 1

    @property
    def label(self) -> str:
        """ "14", or "14.2" for a part."""
        return f"{self.number}.{self.part}" if self.part else str(self.number)

    @property
    def limit(self) -> dt.date | None:
        """The last day, inclusive, or None where there is none."""
        return self.deadline.day if self.deadline else None

    @property
    def pending(self) -> int:
        """How many decisions wait for somebody: applications, and a draft to be approved."""
        return len(self.applications) + (self.state is State.TO_APPROVE)

    def application(self, kind: Asked) -> Application | None:
        return next((each for each in self.applications if each.kind is kind), None)

    def part_of(self, department_id: int | None) -> CoPart | None:
        return next((part for part in self.parts if part.department == department_id), None)

    def involves(self, department_id: int | None) -> bool:
        return department_id is not None and (department_id == self.lead or department_id in self.co)
