"""What a person chose for being written to, and what the office laid down for all: hours, mutes, snoozes, pauses."""

import datetime as dt
from dataclasses import dataclass

from ledger.notices import Notice, NoticeKind
from ledger.nudging import Trigger, days_of, trigger_of

MUTED_UP_TO = 3
"""Working days before a limit from which on nobody can mute it (domain.md §4.2: up to T−3)."""


@dataclass(frozen=True, slots=True)
class Preference:
    """`morning` is the person's own local hour of the merged message; `muted_until` the last day without early
    reminders; `escalations` asks to be reminded of what is overdue in one's own area, besides the digest's line.
    """

    member_id: int
    morning: dt.time | None = None
    muted_until: dt.date | None = None
    escalations: bool = False

    def mutes(self, notice: Notice, today: dt.date) -> bool:
        """Early reminders and the digest; never what is late, close to its limit, or newly handed out."""
        if self.muted_until is None or today > self.muted_until:
            return False
        if notice.kind is NoticeKind.DIGEST:
            return True
        return notice.kind is NoticeKind.NUDGE and is_early(notice.rule)


def is_early(rule: str) -> bool:
    left = days_of(rule)
    return left > MUTED_UP_TO or (trigger_of(rule) is not Trigger.LIMIT and left >= 0)


@dataclass(frozen=True, slots=True)
class NudgePause:
    """The office asks nobody for anything in [first, last] (减负): no reminders, no digests; what is new is told."""

    first: dt.date
    last: dt.date
    reason: str = ""
    member_id: int | None = None
    id: int = 0

    def covers(self, day: dt.date) -> bool:
        return self.first <= day <= self.last
