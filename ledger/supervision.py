"""What supervision leaves on an item: a leader's instructions (批示) and supervision slips (督办单)."""

import datetime as dt
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
