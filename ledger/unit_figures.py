"""A unit's plain figures: how much it carries and how it stands. Counts only, no points and no ranks (domain.md §6)."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ledger.calendar import WorkingCalendar
from ledger.items import DONE, Item, State
from ledger.lights import Colour, LightPolicy, light_of


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """`red`, `yellow`, `unsigned`, `due_this_month` are of unfinished items it leads. Of those it leads with a limit,
    `owed` are finished or past the limit, and `in_time` finished by it: 按期办结率 is in_time of owed.
    """

    department_id: int
    leading: int = 0
    cooperating: int = 0
    done: int = 0
    red: int = 0
    yellow: int = 0
    unsigned: int = 0
    due_this_month: int = 0
    owed: int = 0
    in_time: int = 0


def figures_by_unit(
    items: Iterable[Item], *, today: dt.date, calendar: WorkingCalendar, policy: LightPolicy
) -> Mapping[int, UnitFigures]:
    """Of every unit that leads or cooperates in one of them."""
    carried: dict[int, list[Item]] = {}
    for item in items:
        for unit in {unit for unit in (item.lead, *item.co) if unit is not None}:
            carried.setdefault(unit, []).append(item)
    return {
        unit: unit_figures(unit, own, today=today, calendar=calendar, policy=policy) for unit, own in carried.items()
    }


def unit_figures(
    department_id: int, items: Iterable[Item], *, today: dt.date, calendar: WorkingCalendar, policy: LightPolicy
) -> UnitFigures:
    """Withdrawn items count nowhere; suspended ones are carried but owe nothing."""
    counted = [item for item in items if item.state is not State.CANCELLED]
    led = [item for item in counted if item.lead == department_id]
    colours = [light_of(item, today, calendar, policy).colour for item in led]
    owed = [item for item in led if _owed(item, today, calendar)]
    return UnitFigures(
        department_id=department_id,
        leading=len(led),
        cooperating=sum(department_id in item.co for item in counted),
        done=sum(item.state in DONE for item in led),
        red=colours.count(Colour.RED),
        yellow=colours.count(Colour.YELLOW),
        unsigned=sum(item.state is State.ASSIGNED for item in led),
        due_this_month=sum(_due_this_month(item, today) for item in led),
        owed=len(owed),
        in_time=sum(_in_time(item, calendar, policy) for item in owed),
    )


def _owed(item: Item, today: dt.date, calendar: WorkingCalendar) -> bool:
    if item.limit is None or item.state is State.SUSPENDED:
        return False
    return item.state in DONE or today > calendar.last_day(item.limit)


def _in_time(item: Item, calendar: WorkingCalendar, policy: LightPolicy) -> bool:
    """By the day the unit reported it complete: how long the review took is not its doing."""
    finished = item.submitted_at or item.closed_at
    if item.state not in DONE or item.limit is None or finished is None:
        return False
    return finished.astimezone(policy.zone).date() <= calendar.last_day(item.limit)


def _due_this_month(item: Item, today: dt.date) -> bool:
    limit = item.limit
    return limit is not None and item.state not in DONE and (limit.year, limit.month) == (today.year, today.month)
