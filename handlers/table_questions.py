"""What a table leaves open, and the answers a person can press: both are data and survive until he does."""

import datetime as dt
import zlib
from dataclasses import dataclass
from typing import Literal

from ledger.plans import Doubt

LEAVE_OUT = 0
ONGOING = 1
FIRST = 1
FIRST_LEADS = "first_leads"

Kind = Literal["unit", "group", "item", "day", "ongoing", "row", "leading", "first_leads", "only_leads", "leave"]


@dataclass(frozen=True, slots=True)
class Option:
    """One answer. `choice` is what a button carries; `value` is what it stands for: a unit's or item's id, a day as
    20260630, a group's name, a row.
    """

    kind: Kind
    choice: int
    value: int | str = 0
    key: int | None = None
    """Answers another question than the one it stands under: one that settles many."""


@dataclass(frozen=True, slots=True)
class Question:
    """`times`: so many rows leave the same open. The key stays the same however often the table is looked at."""

    key: int
    doubt: Doubt
    options: tuple[Option, ...]
    times: int = 1


def key_of(code: str, about: str = "") -> int:
    """31 bits, which a button carries."""
    return zlib.crc32(f"{code}|{about}".encode()) & 0x7FFF_FFFF


def group_choice(name: str) -> int:
    """Above all ids of units."""
    return 2**30 | zlib.crc32(name.encode()) & (2**30 - 1)


def day_choice(day: dt.date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day


def chosen_day(choice: int) -> dt.date | None:
    try:
        return dt.date(choice // 10_000, choice // 100 % 100, choice % 100)
    except ValueError:
        return None
