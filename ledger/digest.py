"""The figures of a digest: counts, what is red and why, what is due next. Pure; wording is elsewhere."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from ledger.calendar import ONE_DAY, WorkingCalendar
from ledger.items import DONE, OPEN, OWED, Item, State
from ledger.lights import Colour, Light, LightPolicy, light_of
from ledger.members import OFFICE, Member, Role
from ledger.notices import iso_month, iso_quarter, iso_week


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

    @property
    def quiet(self) -> bool:
        """Nothing that anybody has to decide or know."""
        return not (self.red or self.yellow or self.due_next or self.waiting or self.closed or self.reported)

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
        return [item for item in given if member.name in item.leader] or given
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


def due_periods(today: dt.date, calendar: WorkingCalendar, policy: DigestPolicy) -> tuple[tuple[str, str], ...]:
    """(rule, period in which it is told): what a day's push is made of. A quarter's report stands for its month's."""
    found = [(policy.WEEKLY, iso_week(today))] if is_push_day(today, calendar, policy) else []
    if calendar.is_working(today) and calendar.between(today.replace(day=1) - ONE_DAY, today) <= 1 + policy.catch_up_days:
        if policy.quarterly and today.month % 3 == 1:
            found.append((policy.QUARTERLY, iso_quarter(today)))
        elif policy.monthly:
            found.append((policy.MONTHLY, iso_month(today)))
    return tuple(found)


def told_of(rule: str, today: dt.date) -> tuple[dt.date, dt.date]:
    """First and last day of what a push of this rule tells of: the time before the one that `today` lies in."""
    if rule == DigestPolicy.WEEKLY:
        return week_before(today)
    first = today.replace(day=1) if rule == DigestPolicy.MONTHLY else dt.date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    end = first - ONE_DAY
    months = 1 if rule == DigestPolicy.MONTHLY else 3
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
) -> DigestFigures:
    """`due_next` looks 7 days ahead of `today`; what happened is counted in the period, where the last report of an
    item stands for all of its reports.
    """
    lines = [DigestLine(item, light_of(item, today, calendar, policy)) for item in items]
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
    )
