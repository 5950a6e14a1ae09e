"""What a unit applies for and somebody decides: extension, closing, return as not its own, coordination."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from ledger.deadlines import Deadline


class Asked(StrEnum):
    """What is applied for (domain.md §1.2: EXT_PENDING, SUBMITTED, CHANGE_PENDING, NEED_HELP)."""

    EXTENSION = "extension"
    CLOSING = "closing"
    BOUNCE = "bounce"
    HELP = "help"


class Desk(StrEnum):
    """Where an application lies: with the unit's head, the supervision office, or the responsible leader."""

    HEAD = "head"
    OFFICE = "office"
    LEADER = "leader"


@dataclass(frozen=True, slots=True)
class Application:
    """At most one of a kind lies with an item. `member_id` applied at `at` (aware UTC); `backed_by` is the head who
    confirmed it; `since` is when it came to its present desk.

    `deadline` is the new limit asked for; `progress` what has been reached so far; `department` the unit that should
    have the item instead; `person` the leader asked; `evidence` where the proof is to be found.
    """

    kind: Asked
    desk: Desk
    member_id: int
    at: dt.datetime
    since: dt.datetime
    reason: str = ""
    deadline: Deadline | None = None
    progress: str = ""
    department: int | None = None
    person: str = ""
    evidence: str = ""
    backed_by: int | None = None

    def by(self, member_id: int) -> bool:
        """Whether the person applied or backed it: he does not decide it too."""
        return member_id in (self.member_id, self.backed_by)
