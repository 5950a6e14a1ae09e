"""Schedule status and warning light of an item, each with its reason.

Source of the default rule: domain.md §3; first hit wins, every number is a policy value.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from ledger import feedback
from ledger.calendar import WorkingCalendar
from ledger.deadlines import DeadlineKind
from ledger.items import DONE, Item, Milestone, PartState, State
from ledger.supervision import Slip, SlipLevel


class Colour(StrEnum):
    RED = "red"
    YELLOW = "yellow"
    BLUE = "blue"
    GREEN = "green"
    DONE = "done"
    PAUSED = "paused"
    NONE = "none"


class Schedule(StrEnum):
    """进度评价: 未启动, 欠进度, 达进度, 超进度, 已完成, or unknown when nobody reported a figure."""

    NOT_STARTED = "not_started"
    BEHIND = "behind"
    ON_TRACK = "on_track"
    AHEAD = "ahead"
    DONE = "done"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class LightPolicy:
    """Thresholds. Working days to the limit; percentage points behind the elapsed share; calendar days since a
    milestone was missed; feedback cycles missed (0: they do not count). `zone` turns instants of the item (assigned,
    submitted) into local dates.
    """

    yellow_days: int = 3
    blue_days: int = 7
    yellow_behind: int = 10
    red_behind: int = 30
    milestone_red_days: int = 30
    yellow_cycles: int = 1
    red_cycles: int = 2
    red_slip: bool = True
    blue_shown: bool = True
    zone: dt.tzinfo = dt.UTC


@dataclass(frozen=True, slots=True)
class Light:
    """`reason` is a code (catalogue key `light_<reason>`); `days` are working days, `points` are percentage
    points behind the elapsed share, `calendar_days` are days past the limit or the milestone, `cycles` are reports
    missed. `day` and `what` are of the milestone, report or slip it is about. `units` are cooperating ones whose part
    is all that is missing.
    """

    colour: Colour
    reason: str
    days: int = 0
    calendar_days: int = 0
    points: int = 0
    cycles: int = 0
    day: dt.date | None = None
    what: str = ""
    units: tuple[int, ...] = ()


def light_of(item: Item, today: dt.date, calendar: WorkingCalendar, policy: LightPolicy) -> Light:
    """The light of an item on a local date."""
    if item.state in DONE:
        return Light(Colour.DONE, "done")
    if item.state in (State.SUSPENDED, State.CANCELLED):
        return Light(Colour.PAUSED, item.state.value)
    if item.state is State.SPLIT:
        return Light(Colour.NONE, "split")
    if item.lead is None:
        return Light(Colour.NONE, "no_lead")
    if item.deadline is None or item.deadline.kind is DeadlineKind.UNCLEAR:
        return Light(Colour.NONE, "no_deadline")
    if item.state is State.SUBMITTED and item.submitted_at is not None:
        # Waiting for review is the reviewer's time, not the owner's: the light stands as it was.
        today = min(today, item.submitted_at.astimezone(policy.zone).date())
    rules = _Rules(item, today, calendar, policy)
    found = next((light for light in rules if light is not None), None) or rules.calm()
    return replace(found, units=waited_for(item)) if found.colour in (Colour.RED, Colour.YELLOW) else found


def waited_for(item: Item) -> tuple[int, ...]:
    """Cooperating units that have not finished their part, once the lead unit has reported all of its own."""
    if item.percent != 100:
        return ()
    done = {part.department for part in item.parts if part.state is PartState.DONE}
    return tuple(unit for unit in item.co if unit not in done)


class _Rules:
    """One method a rule, in the order in which they are asked; each gives a light or None."""

    def __init__(self, item: Item, today: dt.date, calendar: WorkingCalendar, policy: LightPolicy) -> None:
        self._item = item
        self._today = today
        self._calendar = calendar
        self._policy = policy
        self._behind = points_behind(item, today, policy.zone)
        self._left = 0
        if item.limit is not None:
            self._left = max(calendar.between(today, calendar.on_or_before(item.limit)), 0)

    def __iter__(self) -> Iterator[Light | None]:
        missed = feedback.owed(self._item, self._today, self._calendar, self._policy.zone)
        milestone = self._milestone()
        yield self._overdue()
        yield self._far_behind()
        yield self._of_milestone(milestone, Colour.RED)
        yield self._of_cycles(missed, Colour.RED)
        yield self._slip()
        yield self._due_soon()
        yield self._behind_schedule()
        yield self._of_milestone(milestone, Colour.YELLOW)
        yield self._of_cycles(missed, Colour.YELLOW)
        yield self._returned()

    def calm(self) -> Light:
        if self._item.limit is None:
            return Light(Colour.GREEN, "ongoing")
        if self._policy.blue_shown and self._left <= self._policy.blue_days:
            return Light(Colour.BLUE, "due_near", days=self._left)
        return Light(Colour.GREEN, "on_time", days=self._left)

    def _overdue(self) -> Light | None:
        limit, deadline = self._item.limit, self._item.deadline
        if limit is None or self._today <= (last_day := self._calendar.last_day(limit)):
            return None
        colour = Colour.YELLOW if deadline is not None and deadline.soft else Colour.RED
        late = self._calendar.between(last_day, self._today)
        return Light(colour, "overdue", days=late, calendar_days=(self._today - limit).days)

    def _far_behind(self) -> Light | None:
        if self._behind is None or self._behind <= self._policy.red_behind:
            return None
        return Light(Colour.RED, "far_behind", days=self._left, points=self._behind)

    def _milestone(self) -> Milestone | None:
        """The one missed longest."""
        missed = [
            m for m in self._item.milestones if m.done_at is None and self._calendar.last_day(m.day) < self._today
        ]
        return min(missed, key=lambda milestone: milestone.day, default=None)

    def _of_milestone(self, milestone: Milestone | None, colour: Colour) -> Light | None:
        if milestone is None:
            return None
        late = (self._today - milestone.day).days
        if (late >= self._policy.milestone_red_days) != (colour is Colour.RED):
            return None
        days = self._calendar.between(self._calendar.last_day(milestone.day), self._today)
        return Light(colour, "milestone", days=days, calendar_days=late, day=milestone.day, what=milestone.text)

    def _of_cycles(self, missed: tuple[feedback.Cycle, ...], colour: Colour) -> Light | None:
        least = self._policy.red_cycles if colour is Colour.RED else self._policy.yellow_cycles
        if not least or len(missed) < least:
            return None
        return Light(colour, "cycles", cycles=len(missed), day=missed[0].day)

    def _slip(self) -> Light | None:
        slip = open_slip(self._item)
        if not self._policy.red_slip or slip is None or slip.level is not SlipLevel.RED:
            return None
        return Light(Colour.RED, "red_slip", day=slip.day)

    def _due_soon(self) -> Light | None:
        submitted = self._item.state is State.SUBMITTED
        if self._item.limit is None or submitted or self._left > self._policy.yellow_days:
            return None
        return Light(Colour.YELLOW, "due_soon", days=self._left)

    def _behind_schedule(self) -> Light | None:
        if self._behind is None or self._behind <= self._policy.yellow_behind:
            return None
        return Light(Colour.YELLOW, "behind", days=self._left, points=self._behind)

    def _returned(self) -> Light | None:
        return Light(Colour.YELLOW, "returned", days=self._left) if self._item.state is State.RETURNED else None


def open_slip(item: Item) -> Slip | None:
    """The newest supervision slip, while the unit has not reported since it was issued."""
    slip = item.slips[-1] if item.slips else None
    answered = slip is not None and item.last_report is not None and item.last_report.at > slip.at
    return None if answered else slip


def points_behind(item: Item, today: dt.date, zone: dt.tzinfo) -> int | None:
    """Elapsed share of the time (序时进度) less the reported percent; None when either is unknown."""
    if item.percent is None or item.limit is None or item.assigned_at is None:
        return None
    start = item.assigned_at.astimezone(zone).date()
    span = (item.limit - start).days
    if span <= 0:
        return None
    elapsed = min(max((today - start).days / span, 0.0), 1.0)
    return round(elapsed * 100) - item.percent


def schedule_of(item: Item, today: dt.date, policy: LightPolicy) -> Schedule:
    """The second axis; says nothing about colours."""
    if item.state in DONE or item.percent == 100:
        return Schedule.DONE
    if item.state in (State.DRAFT, State.ASSIGNED):
        return Schedule.NOT_STARTED
    behind = points_behind(item, today, policy.zone)
    if behind is None:
        return Schedule.UNKNOWN
    if behind > policy.yellow_behind:
        return Schedule.BEHIND
    return Schedule.AHEAD if behind < -policy.yellow_behind else Schedule.ON_TRACK
