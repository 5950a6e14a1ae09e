"""Which nudge a limit owes on a day: the ladder as data, on one page (domain.md §4.2)."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from ledger.calendar import ONE_DAY, WorkingCalendar


class Recipient(StrEnum):
    LEAD_LIAISON = "lead_liaison"
    LEAD_HEAD = "lead_head"
    CO_LIAISON = "co_liaison"


@dataclass(frozen=True, slots=True)
class NudgeRule:
    """Fires while the working days left lie in [at_least, at_most]; negative numbers are days overdue.

    A rule is a band, not a point: a day missed is caught up on the next one, and an item assigned late gets the
    nearest rule only, never a burst of old ones (reliability.md C09).
    """

    name: str
    at_most: int
    at_least: int
    to: tuple[Recipient, ...]


@dataclass(frozen=True, slots=True)
class NudgePolicy:
    """Working days before the limit (descending, ends with 0) and after it (ascending) on which to nudge."""

    before: tuple[int, ...] = (7, 3, 1, 0)
    overdue: tuple[int, ...] = (1, 3, 5, 10)
    head_from: int = 3
    """The unit head hears of it too from this many working days before the limit."""
    co_from: int = 1
    """Cooperating units' contacts hear of it from here to the limit."""

    def rules(self) -> tuple[NudgeRule, ...]:
        found = []
        for left, nearer in pairwise((*self.before, -1)):
            found.append(NudgeRule(f"before_{left}", left, nearer + 1, self._before_recipients(left)))
        for late, later in pairwise((*self.overdue, 10_000)):
            to = (Recipient.LEAD_LIAISON, Recipient.LEAD_HEAD)
            found.append(NudgeRule(f"overdue_{late}", -late, -(later - 1), to))
        return tuple(found)

    def _before_recipients(self, left: int) -> tuple[Recipient, ...]:
        to = [Recipient.LEAD_LIAISON]
        if left <= self.head_from:
            to.append(Recipient.LEAD_HEAD)
        if left <= self.co_from:
            to.append(Recipient.CO_LIAISON)
        return tuple(to)


def limits_of(rule: NudgeRule, today: dt.date, calendar: WorkingCalendar) -> tuple[dt.date, dt.date]:
    """First and last limit date for which `rule` fires on `today`, a working day.

    Before the limit, a limit on a day off counts as the working day before it; after it, as the working day
    after it (domain.md §2.3), so that both readings of 前 are safe.
    """
    if rule.at_most >= 0:
        first = calendar.add(today, rule.at_least)
        return first, calendar.add(today, rule.at_most + 1) - ONE_DAY
    latest = calendar.add(today, rule.at_most)
    horizon = max(rule.at_least, -_FORGET_AFTER)
    return calendar.add(today, horizon - 1) + ONE_DAY, latest


_FORGET_AFTER = 260
"""Working days (about a year) after which an overdue limit is no longer looked for."""


def rule_for(limit: dt.date, today: dt.date, calendar: WorkingCalendar, policy: NudgePolicy) -> NudgeRule | None:
    """The one rule that fires for a limit on a working day, or None."""
    for rule in policy.rules():
        first, last = limits_of(rule, today, calendar)
        if first <= limit <= last:
            return rule
    return None
