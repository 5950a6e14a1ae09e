"""What the clock needs from a store: windows of what is owed, people's choices, the office's days, weeks' figures."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from ledger.deadlines import Cadence
from ledger.escalation import Patience
from ledger.nudging import Recipient, Trigger
from ledger.preferences import NudgePause, Preference


@dataclass(frozen=True, slots=True)
class NudgeWindow:
    """What lies in [first, last] owes the rule's recipients a nudge: limits, milestones not reached, days of handing
    out that were not signed for (in UTC), or one report's day (then `first` is `last`).

    REPORT is about items of exactly this `cadence`, handed out before `handed_out_before` and not reported on since
    `reported_since` (aware UTC). `held` tells when those above the unit are not told.
    """

    rule: str
    first: dt.date
    last: dt.date
    to: tuple[Recipient, ...]
    trigger: Trigger = Trigger.LIMIT
    cadence: Cadence | None = None
    reported_since: dt.datetime | None = None
    handed_out_before: dt.datetime | None = None
    held: Patience | None = None


class Preferences(Protocol):
    async def all(self) -> Mapping[int, Preference]:
        """Of those who chose something, by member id."""

    async def get(self, member_id: int) -> Preference:
        """The usual one for who chose nothing."""

    async def put(self, preference: Preference) -> None: ...

    async def snooze(self, member_id: int, item_ids: Sequence[int], until: dt.date) -> None:
        """These items' nudges wait for the person until that day."""

    async def snoozed(self, today: dt.date) -> Mapping[tuple[int, int], dt.date]:
        """(member id, item id) to the day, where it is later than `today`."""


class HouseDays(Protocol):
    async def calendar(self) -> Mapping[dt.date, bool]:
        """What the office laid down: True works, False does not."""

    async def set_days(self, days: Sequence[dt.date], works: bool | None, note: str, member_id: int | None) -> None:
        """None takes back what was laid down."""

    async def pause_on(self, day: dt.date) -> NudgePause | None: ...

    async def add_pause(self, pause: NudgePause) -> None: ...

    async def end_pauses(self, today: dt.date) -> int:
        """Those that cover `today` or lie ahead are over; returns how many."""


Standing = tuple[str, str]
"""An item's state and colour."""


class Weeks(Protocol):
    async def put_once(self, plan_id: int, week: str, items: Mapping[int, Standing]) -> bool:
        """How each item stood when the week's digest was planned; False when that is known already."""

    async def get(self, plan_id: int, week: str) -> Mapping[int, Standing] | None: ...


class Ticks(Protocol):
    async def last(self) -> dt.datetime | None:
        """When the clock last ran, aware UTC, to the second."""

    async def put(self, at: dt.datetime) -> None: ...
