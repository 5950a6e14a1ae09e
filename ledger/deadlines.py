"""A deadline: the words it was given in, and the date they were read as."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class DeadlineKind(StrEnum):
    """How the words are to be read (domain.md §2.3: D and P, N, ?)."""

    DAY = "day"
    """A last day, inclusive."""
    ONGOING = "ongoing"
    """长期坚持: no last day, periodic reports only."""
    UNCLEAR = "unclear"
    """The words name no date that may be assumed; somebody must be asked."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """`day` is a local date, present exactly when `kind` is DAY; `soft` marks 力争 (aim)."""

    text: str
    kind: DeadlineKind
    day: dt.date | None = None
    soft: bool = False

    def __post_init__(self) -> None:
        if (self.kind is DeadlineKind.DAY) != (self.day is not None):
            raise ValueError("a deadline has a day exactly when its kind is DAY")


class Frequency(StrEnum):
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often progress is to be reported; `day` is 1–7 in a week (Monday 1) or 1–31 in a month."""

    frequency: Frequency
    day: int | None = None
