"""The figures of a digest: counts, what is red and why, what is due next. Pure; wording is elsewhere."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from ledger.calendar import ONE_DAY, WorkingCalendar
from ledger.items import DONE, OPEN, OWED, Item, Milestone, State
from ledger.lights import Colour, Light, LightPolicy, Schedule, light_of, schedule_of
from ledger.members import OFFICE, Member, Role
from ledger.notices import iso_month, iso_quarter, iso_week
from ledger.pending import Pending


@dataclass(frozen=True, slots=True)
class DigestPolicy:
    """The working day of the week on which digests leave (its last one in a shorter week), and how many working days
    later one that was not planned in time is still planned. `monthly` and `quarterly` reports of the time that is over
    leave with the first working day of the next one, to the office and to leaders.
    """

    WEEKLY: ClassVar[str] = "weekly"
    MONTHLY: ClassVar[str] = "monthly"
    QUARTERLY: ClassVar[str] = "quarterly"

    working_day: int = 1
    catch_up_days: int = 2
    monthly: bool = True
    quarterly: bool = True


@dataclass(frozen=True, slots=True)
class DigestLine:
    item: Item
    light: Light


@dataclass(frozen=True, slots=True)
class Changes:
    """Against the last digest: how many more or fewer (negative) are closed, red and yellow; `new` are items then not
    there. `reddened` are the ones that have turned red since.
    """

    closed: int = 0
    red: int = 0
    yellow: int = 0
    new: int = 0
    reddened: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class DigestFigures:
    """One person's view of a period [start, end] as of `today` (all local dates)."""

    start: dt.date
    end: dt.date
    today: dt.date
    total: int
    by_state: Mapping[State, int]
    by_colour: Mapping[Colour, int]
    red: tuple[DigestLine, ...]
    yellow: tuple[DigestLine, ...]
    due_next: tuple[DigestLine, ...]
    waiting: tuple[DigestLine, ...]
    unassigned: tuple[Item, ...]
    closed: tuple[Item, ...]
    reported: int
    unsigned: tuple[DigestLine, ...] = ()
    """Handed out and not signed for."""
    undated: tuple[Item, ...] = ()
    """In somebody's hands without a limit that may be assumed."""
    assigned: int = 0
    signed: int = 0
    leading: int = 0
    """Items led by `department_id`, where figures() was told one."""
    pending: tuple[Pending, ...] = ()
    """What waits for the reader's own decision."""
    silent: tuple[DigestLine, ...] = ()
    """Whose regular report is missing."""
    nodes: tuple[tuple[Item, Milestone], ...] = ()
    """Milestones of the next days."""
    early: tuple[Item, ...] = ()
    """Closed in the period before their limit."""
    by_schedule: Mapping[Schedule, int] = field(default_factory=dict)
    by_section: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    """Section to (done, all), for the longer reports."""
    unclear_leaders: tuple[tuple[str, tuple[Item, ...]], ...] = ()
    """Words by which items name a leader and nobody is meant for certain (leaders.py); for the office."""
    changes: Changes | None = None
    """None: nothing to compare with."""

    @property
    def quiet(self) -> bool:
        """Nothing that anybody has to decide or know."""
        return not (
            self.red or self.yellow or self.due_next or self.waiting or self.closed or self.reported or self.unsigned
        )

    @property
    def unchanged(self) -> bool:
        """Nothing happened in the period, as far as the items still tell."""
        return not (self.closed or self.reported or self.assigned or self.signed)


def view_of(member: Member, items: Iterable[Item]) -> list[Item]:
    """The office sees all, a leader his own area (all, where nothing names him), a unit what it is involved in."""
    given = list(items)
    if member.role in OFFICE:
        return given
    if member.role is Role.LEADER:
        return [item for item in given if member.answers_for(item.leader)] or given
    return [item for item in given if item.involves(member.department_id)]


def week_of(day: dt.date) -> tuple[dt.date, dt.date]:
    """Monday and Sunday of the ISO week."""
    monday = day - (day.weekday() * ONE_DAY)
    return monday, monday + 6 * ONE_DAY


def week_before(day: dt.date) -> tuple[dt.date, dt.date]:
    """What the push of this day's week tells of."""
    return week_of(day - 7 * ONE_DAY)


def is_push_day(today: dt.date, calendar: WorkingCalendar, policy: DigestPolicy | None = None) -> bool:
    """The ISO week's day of the digest, and the few working days after it on which a missed push is caught up."""
    wanted = policy or DigestPolicy()
    monday, sunday = week_of(today)
    first = min(wanted.working_day, calendar.between(monday - ONE_DAY, sunday))
    return calendar.is_working(today) and (
        first <= calendar.between(monday - ONE_DAY, today) <= first + wanted.catch_up_days
    )


def whole(period: str, day: dt.date) -> tuple[dt.date, dt.date]:
    """First and last day of the "week", "month", "quarter" or "year" that a day lies in; of "days" the day itself."""
    if period == "week":
        return week_of(day)
    if period == "days":
        return day, day
    months = {"month": 1, "quarter": 3, "year": 12}[period]
    first = dt.date(day.year, (day.month - 1) // months * months + 1, 1)
    after = (first + dt.timedelta(days=31 * months)).replace(day=1)
    return first, after - ONE_DAY


def period_of(start: dt.date, end: dt.date, today: dt.date) -> str:
    """What [start, end] is called; one that is not over yet ends with `today`."""
    for period in ("week", "month", "quarter", "year"):
        first, last = whole(period, start)
        if start == first and (end == last or (end == today and start <= today <= last)):
            return period
    return "days"


def share(done: int, total: int) -> str:
    """ "45.5%", to one decimal as notices have it."""
    return f"{100 * done / total:.1f}%" if total else "0.0%"


def due_periods(today: dt.date, calendar: WorkingCalendar, policy: DigestPolicy) -> tuple[tuple[str, str], ...]:
    """(rule, period in which it is told): what a day's push is made of. A quarter's report stands for its month's."""
    found = [(policy.WEEKLY, iso_week(today))] if is_push_day(today, calendar, policy) else []
    since = calendar.between(today.replace(day=1) - ONE_DAY, today)
    if calendar.is_working(today) and since <= 1 + policy.catch_up_days:
        if policy.quarterly and today.month % 3 == 1:
            found.append((policy.QUARTERLY, iso_quarter(today)))
        elif policy.monthly:
            found.append((policy.MONTHLY, iso_month(today)))
    return tuple(found)


def told_of(rule: str, today: dt.date) -> tuple[dt.date, dt.date]:
    """First and last day of what a push of this rule tells of: the time before the one that `today` lies in."""
    if rule == DigestPolicy.WEEKLY:
        return week_before(today)
    months = 1 if rule == DigestPolicy.MONTHLY else 3
    end = dt.date(today.year, (today.month - 1) // months * months + 1, 1) - ONE_DAY
    return dt.date(end.year, end.month - months + 1, 1), end


def figures(
    items: Iterable[Item],
    *,
    start: dt.date,
    end: dt.date,
    today: dt.date,
    calendar: WorkingCalendar,
    policy: LightPolicy,
    department_id: int | None = None,
    light: Callable[[Item], Light] | None = None,
    before: Mapping[int, tuple[str, str]] | None = None,
    pending: Iterable[Pending] = (),
) -> DigestFigures:
    """`due_next` looks 7 days ahead of `today`; what happened is counted in the period, where the last report of an
    item stands for all of its reports. `before` is how each item stood at the last digest: (state, colour) by id.
    `light` is given where the items' lights of today are known already.
    """
    lit = light or (lambda item: light_of(item, today, calendar, policy))
    lines = [DigestLine(item, lit(item)) for item in items]
    lines.sort(key=lambda line: (line.item.number, line.item.part))
    late_first = sorted(lines, key=lambda line: (-line.light.calendar_days, line.light.days))
    horizon = today + dt.timedelta(days=7)

    def within(at: dt.datetime | None) -> bool:
        return at is not None and start <= at.astimezone(policy.zone).date() <= end

    return DigestFigures(
        start=start,
        end=end,
        today=today,
        total=len(lines),
        by_state=Counter(line.item.state for line in lines),
        by_colour=Counter(line.light.colour for line in lines),
        red=tuple(line for line in late_first if line.light.colour is Colour.RED),
        yellow=tuple(line for line in late_first if line.light.colour is Colour.YELLOW),
        due_next=tuple(
            sorted(
                (
                    line
                    for line in lines
                    if line.item.state in OPEN and line.item.limit and today < line.item.limit <= horizon
                ),
                key=lambda line: line.item.limit or today,
            )
        ),
        waiting=tuple(line for line in lines if line.item.state is State.SUBMITTED),
        unassigned=tuple(line.item for line in lines if line.item.state in OPEN and line.item.lead is None),
        closed=tuple(line.item for line in lines if line.item.state in DONE and within(line.item.closed_at)),
        reported=sum(within(line.item.last_report.at) for line in lines if line.item.last_report),
        unsigned=tuple(line for line in lines if line.item.state is State.ASSIGNED),
        undated=tuple(
            line.item
            for line in lines
            if line.item.state in OWED and line.item.lead is not None and line.light.reason == "no_deadline"
        ),
        assigned=sum(within(line.item.assigned_at) for line in lines),
        signed=sum(within(line.item.signed_at) for line in lines),
        leading=sum(department_id is not None and line.item.lead == department_id for line in lines),
        pending=tuple(pending),
        silent=tuple(line for line in lines if line.light.reason == "cycles"),
        nodes=tuple(
            (line.item, node)
            for line in lines
            if line.item.state in OWED
            for node in line.item.milestones
            if node.done_at is None and today < node.day <= horizon
        ),
        early=tuple(line.item for line in lines if within(line.item.closed_at) and closed_early(line.item, policy)),
        by_schedule=Counter(schedule_of(line.item, today, policy) for line in lines if line.item.lead is not None),
        by_section=_sections(lines),
        changes=changes_since(before, lines) if before is not None else None,
    )


def closed_early(item: Item, policy: LightPolicy) -> bool:
    """By the day the unit reported it complete."""
    finished = item.submitted_at or item.closed_at
    if item.state not in DONE or item.limit is None or finished is None:
        return False
    return finished.astimezone(policy.zone).date() < item.limit


def _sections(lines: Sequence[DigestLine]) -> dict[int, tuple[int, int]]:
    found: dict[int, tuple[int, int]] = {}
    for line in lines:
        done, total = found.get(line.item.section, (0, 0))
        found[line.item.section] = done + (line.item.state in DONE), total + 1
    return dict(sorted(found.items()))


def changes_since(before: Mapping[int, tuple[str, str]], lines: Iterable[DigestLine]) -> Changes:
    """`before` is how each item stood then: (state, colour) by id."""
    lines = list(lines)
    known = [(line, *before[line.item.id]) for line in lines if line.item.id in before]

    def more(colour: Colour) -> int:
        return sum(line.light.colour is colour for line in lines) - sum(was == colour.value for _, _, was in known)

    red = Colour.RED
    return Changes(
        closed=sum(line.item.state in DONE for line in lines) - sum(State(state) in DONE for _, state, _ in known),
        red=more(red),
        yellow=more(Colour.YELLOW),
        new=len(lines) - len(known),
        reddened=tuple(line.item for line, _, was in known if line.light.colour is red and was != red.value),
    )
