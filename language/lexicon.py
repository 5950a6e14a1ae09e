"""What the grammar must know of the ledger to read a message: units' names, items' titles, who is speaking."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from language.intents import ItemNo
from ledger.calendar import WorkingCalendar
from ledger.conversations import Conversation
from ledger.departments import Department
from ledger.members import Role


@dataclass(frozen=True, slots=True)
class KnownItem:
    number: int
    part: int
    section: int
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Built once per version of the directory and shared by all messages."""

    departments: tuple[Department, ...] = ()
    items: tuple[KnownItem, ...] = ()
    sections: tuple[tuple[int, str], ...] = ()
    plan_year: int | None = None


@dataclass(frozen=True, slots=True)
class Hearing:
    """The circumstances of one message. `today` is the local date, `now` the local wall time."""

    today: dt.date
    calendar: WorkingCalendar
    role: Role | None = None
    department_id: int | None = None
    conversation: Conversation | None = None
    """What was last talked about, only when still fresh."""
    forwarded: bool = False
    limits: Mapping[ItemNo, dt.date] = field(default_factory=dict)
    """The limits of items that were moved by a while (「往后拖半个月」); without them such words name no day."""
