"""The figures of a digest: counts, what is red and why, what is due next. Pure; wording is elsewhere."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ledger.calendar import WorkingCalendar
from ledger.items import DONE, OPEN, Item, State
from ledger.lights import Colour, Light, LightPolicy, light_of


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

    @property
    def quiet(self) -> bool:
        """Nothing that anybody has to decide or know."""
        return not (self.red or self.yellow or self.due_next or self.waiting or self.closed or self.reported)


def figures(
    items: Iterable[Item],
    *,
    start: dt.date,
    end: dt.date,
    today: dt.date,
    calendar: WorkingCalendar,
    policy: LightPolicy,
) -> DigestFigures:
    """`due_next` looks 7 days ahead of `today`; `closed` and `reported` count what happened in the period."""
    lines = [DigestLine(item, light_of(item, today, calendar, policy)) for item in items]
    lines.sort(key=lambda line: (line.item.number, line.item.part))
    late_first = sorted(lines, key=lambda line: (-line.light.calendar_days, line.light.days))
    horizon = today + dt.timedelta(days=7)

    def local(at: dt.datetime | None) -> dt.date | None:
        return at.astimezone(policy.zone).date() if at else None

    def within(at: dt.datetime | None) -> bool:
        day = local(at)
        return day is not None and start <= day <= end

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
    )
