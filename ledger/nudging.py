"""The ladders: which reminder is owed on a day, to whom and by which rule, as data on one page (domain.md §4.2)."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from ledger.calendar import ONE_DAY, Rollover, WorkingCalendar


class Trigger(StrEnum):
    """What a reminder is about: it is measured from the day of handing out, or to the day by which it is due."""

    SIGN = "sign"
    REPORT = "report"
    MILESTONE = "milestone"
    LIMIT = "limit"


class Recipient(StrEnum):
    LEAD_LIAISON = "lead_liaison"
    LEAD_HEAD = "lead_head"
    CO_LIAISON = "co_liaison"
    SUPERVISOR = "supervisor"
    LEADER = "leader"
    """The item's responsible leader: a line in the digest, and a reminder only for one who wishes it."""
    ADMIN = "admin"


ESCALATED = frozenset({Recipient.LEADER, Recipient.ADMIN})
"""Who is not told while a decision or an answer waits elsewhere: see escalation.py."""
OF_THE_OFFICE = frozenset({Recipient.SUPERVISOR, Recipient.LEADER, Recipient.ADMIN})
"""Who hears of items of all units."""


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
    trigger: Trigger = Trigger.LIMIT


@dataclass(frozen=True, slots=True)
class NudgePolicy:
    """Every step in working days: `before` a day (descending, ends with 0) and after it (ascending).

    trigger    steps                          who hears, besides the lead unit's contact
    sign       sign_after   1 2               the unit's head from sign_head on
    report     report_before 2 0 / late 1 3   the unit's head from report_head on
    milestone  milestone_before 3 0 / late 1 5  the unit's head from milestone_head on
    limit      before       7 3 1 0           the head from head_from, cooperating contacts from co_from on
    overdue    overdue      1 3 5 10          the head; supervisors, leader and admins from their step on
    """

    before: tuple[int, ...] = (7, 3, 1, 0)
    overdue: tuple[int, ...] = (1, 3, 5, 10)
    head_from: int = 3
    """The unit head hears of it too from this many working days before the limit."""
    co_from: int = 1
    """Cooperating units' contacts hear of it from here to the limit."""
    supervisor_from: int = 1
    leader_from: int = 3
    admin_from: int = 5
    sign_after: tuple[int, ...] = (1, 2)
    sign_head: int = 2
    report_before: tuple[int, ...] = (2, 0)
    report_late: tuple[int, ...] = (1, 3)
    report_head: int = 3
    milestone_before: tuple[int, ...] = (3, 0)
    milestone_late: tuple[int, ...] = (1, 5)
    milestone_head: int = 5
    reply_days: int = 3
    """A request for coordination that has waited longer for its answer holds the escalation back."""
    explained_days: int = 5
    """So does a report that is no older than this."""

    def rules(self) -> tuple[NudgeRule, ...]:
        return (
            *_bands(Trigger.SIGN, (), self.sign_after, lambda day: self._unit(-day >= self.sign_head)),
            *_bands(
                Trigger.REPORT, self.report_before, self.report_late, lambda day: self._unit(-day >= self.report_head)
            ),
            *_bands(
                Trigger.MILESTONE,
                self.milestone_before,
                self.milestone_late,
                lambda day: self._unit(-day >= self.milestone_head),
            ),
            *_bands(Trigger.LIMIT, self.before, self.overdue, self._of_limit),
        )

    @staticmethod
    def _unit(head: bool) -> tuple[Recipient, ...]:
        return (Recipient.LEAD_LIAISON, Recipient.LEAD_HEAD) if head else (Recipient.LEAD_LIAISON,)

    def _of_limit(self, day: int) -> tuple[Recipient, ...]:
        to = list(self._unit(day <= self.head_from))
        if 0 <= day <= self.co_from:
            to.append(Recipient.CO_LIAISON)
        escalation = (
            (Recipient.SUPERVISOR, self.supervisor_from),
            (Recipient.LEADER, self.leader_from),
            (Recipient.ADMIN, self.admin_from),
        )
        to += [recipient for recipient, step in escalation if step and -day >= step]
        return tuple(to)


_NAMES = {Trigger.LIMIT: ("before", "overdue"), Trigger.SIGN: ("", "sign")}


def _bands(
    trigger: Trigger, before: tuple[int, ...], late: tuple[int, ...], to: Callable[[int], tuple[Recipient, ...]]
) -> Iterator[NudgeRule]:
    """`to` is told the working days left, negative when they are over."""
    early, after = _NAMES.get(trigger, (f"{trigger.value}_before", f"{trigger.value}_late"))
    for left, nearer in pairwise((*before, -1)):
        yield NudgeRule(f"{early}_{left}", left, nearer + 1, to(left), trigger)
    for days, later in pairwise((*late, _WITHOUT_END)):
        yield NudgeRule(f"{after}_{days}", -days, -(later - 1), to(-days), trigger)


def trigger_of(rule: str) -> Trigger:
    """By the rule's name: "before_3" and "overdue_1" are of the limit."""
    name = rule.partition("_")[0]
    return Trigger(name) if name in ("sign", "report", "milestone") else Trigger.LIMIT


def days_of(rule: str) -> int:
    """Working days left when the rule begins to fire, negative when they are over. Raises ValueError."""
    if rule == AGAIN:
        return 0
    side, _, days = rule.rpartition("_")
    if not side or not days.isdigit():
        raise ValueError(f"no nudging rule: {rule!r}")
    return int(days) if side.endswith("before") else -int(days)


def limits_of(rule: NudgeRule, today: dt.date, calendar: WorkingCalendar) -> tuple[dt.date, dt.date]:
    """First and last day for which `rule` fires on `today`, a working day.

    Ahead of it, a limit on a day off counts as the working day before it; afterwards it is over with the day that the
    calendar's policy gives it (domain.md §2.3), so that both readings of 前 are safe.
    """
    if rule.at_most >= 0:
        first = calendar.add(today, rule.at_least)
        return first, calendar.add(today, rule.at_most + 1) - ONE_DAY
    horizon = max(rule.at_least, -_FORGET_AFTER)
    if rule.trigger is Trigger.SIGN or calendar.rollover is not Rollover.NEXT:
        return calendar.add(today, horizon), _before_next(calendar.add(today, rule.at_most), calendar)
    return calendar.add(today, horizon - 1) + ONE_DAY, calendar.add(today, rule.at_most)


def _before_next(working_day: dt.date, calendar: WorkingCalendar) -> dt.date:
    """The last day before the next working one: what fell on the days off counts as the day before them."""
    return calendar.add(working_day, 1) - ONE_DAY


AGAIN = "again"
"""No step of a ladder: its reader asked to be reminded again."""
_WITHOUT_END = 10_000
_FORGET_AFTER = 260
"""Working days (about a year) after which an overdue limit is no longer looked for."""


def rule_for(
    limit: dt.date, today: dt.date, calendar: WorkingCalendar, policy: NudgePolicy, trigger: Trigger = Trigger.LIMIT
) -> NudgeRule | None:
    """The one rule of a ladder that fires for a day on a working day, or None."""
    for rule in policy.rules():
        first, last = limits_of(rule, today, calendar)
        if rule.trigger is trigger and first <= limit <= last:
            return rule
    return None
