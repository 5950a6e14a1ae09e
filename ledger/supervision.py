"""What supervision leaves on an item: a leader's instructions (批示) and supervision slips (督办单)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Instruction:
    """`at` is aware UTC; `person` is the leader whose words they are when somebody else entered them."""

    text: str
    member_id: int
    at: dt.datetime
    person: str = ""


class SlipLevel(StrEnum):
    """The ladder of documents (domain.md §0.5): another thing than a light."""

    BLUE = "blue"
    YELLOW = "yellow"
    RED = "red"


@dataclass(frozen=True, slots=True)
class Slip:
    """`number` counts within the item; `day` is the slip's own last day, a local date; `at` is aware UTC."""

    level: SlipLevel
    number: int
    day: dt.date
    member_id: int
    at: dt.datetime
    reason: str = ""


_STEPS = ((10, SlipLevel.RED), (5, SlipLevel.YELLOW), (3, SlipLevel.BLUE))
"""From so many working days over the limit the office is offered a draft of this slip (domain.md §4.2, steps 6–8)."""


def offered_slip(late: int, slips: Sequence[Slip], today: dt.date) -> SlipLevel | None:
    """`late` in working days. Two slips whose own day is over make it red at once; what has been issued in this grade
    is not offered again.
    """
    expired = sum(slip.day < today for slip in slips)
    level = SlipLevel.RED if expired >= 2 else next((level for days, level in _STEPS if late >= days), None)
    return None if any(slip.level is level for slip in slips) else level
