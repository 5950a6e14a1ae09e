"""Schedule status and warning light of an item, each with its reason.

Source of the default rule: domain.md §3; first hit wins, every number is a policy value.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from ledger.calendar import WorkingCalendar
from ledger.deadlines import DeadlineKind
from ledger.items import DONE, Item, State


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
    """Thresholds. Working days to the limit; percentage points behind the elapsed share.
    `zone` turns instants of the item (assigned, submitted) into local dates.
    """

    yellow_days: int = 3
    blue_days: int = 7
    yellow_behind: int = 10
    red_behind: int = 30
    blue_shown: bool = True
    zone: dt.tzinfo = dt.UTC


@dataclass(frozen=True, slots=True)
class Light:
    """`reason` is a code (catalogue key `light_<reason>`); `days` are working days, `points` are percentage
    points behind the elapsed share, `calendar_days` are days past the limit.
    """

    colour: Colour
    reason: str
    days: int = 0
    calendar_days: int = 0
    points: int = 0


def light_of(item: Item, today: dt.date, calendar: WorkingCalendar, policy: LightPolicy) -> Light:
    """The light of an item on a local date."""
    if item.state in DONE:
        return Light(Colour.DONE, "done")
    if item.state in (State.SUSPENDED, State.CANCELLED):
        return Light(Colour.PAUSED, item.state.value)
    if item.lead is None:
        return Light(Colour.NONE, "no_lead")
    if item.deadline is None or item.deadline.kind is DeadlineKind.UNCLEAR:
        return Light(Colour.NONE, "no_deadline")
    if item.state is State.SUBMITTED and item.submitted_at is not None:
        # Waiting for review is the reviewer's time, not the owner's: the light stands as it was.
        today = min(today, item.submitted_at.astimezone(policy.zone).date())
    if item.limit is None:
        return Light(Colour.GREEN, "ongoing")
    return _by_limit(item, item.limit, today, calendar, policy)


def _by_limit(item: Item, limit: dt.date, today: dt.date, calendar: WorkingCalendar, policy: LightPolicy) -> Light:
    soft = item.deadline is not None and item.deadline.soft
    last_day = calendar.on_or_after(limit)
    if today > last_day:
        late = calendar.between(last_day, today)
        colour = Colour.YELLOW if soft else Colour.RED
        return Light(colour, "overdue", days=late, calendar_days=(today - limit).days)
    left = max(calendar.between(today, calendar.on_or_before(limit)), 0)
    behind = points_behind(item, today, policy.zone)
    if behind is not None and behind > policy.red_behind:
        return Light(Colour.RED, "far_behind", days=left, points=behind)
    if left <= policy.yellow_days and item.state is not State.SUBMITTED:
        return Light(Colour.YELLOW, "due_soon", days=left)
    if behind is not None and behind > policy.yellow_behind:
        return Light(Colour.YELLOW, "behind", days=left, points=behind)
    if item.state is State.RETURNED:
        return Light(Colour.YELLOW, "returned", days=left)
    if policy.blue_shown and left <= policy.blue_days:
        return Light(Colour.BLUE, "due_near", days=left)
    return Light(Colour.GREEN, "on_time", days=left)


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
