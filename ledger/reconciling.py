"""Targets against what was reached (对账盘点), the half-year check (双过半), and nodes by quarter: pure figures."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from ledger.items import OPEN, Item, Milestone, State, Target

HALF = 50


class Standing(StrEnum):
    """达标, 未达标, or nobody gave a figure yet (欠报)."""

    REACHED = "reached"
    SHORT = "short"
    OWED = "owed"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One target of an item; `place` counts from 1 within the item."""

    item: Item
    target: Target
    place: int

    @property
    def standing(self) -> Standing:
        if self.target.reached is None:
            return Standing.OWED
        return Standing.REACHED if self.target.reached else Standing.SHORT

    @property
    def share(self) -> float | None:
        """How much of the way from the base (nothing, where none is known) is done, 0–1; None when that says nothing:
        no figure, or a ceiling without a base.
        """
        target = self.target
        if target.actual is None or (target.base is None and target.relation == "<="):
            return None
        base = target.base or 0.0
        if target.value == base:
            return None
        return min(max((target.actual - base) / (target.value - base), 0.0), 1.0)


def indicators(items: Iterable[Item]) -> tuple[Indicator, ...]:
    """Of all items that still count: withdrawn and split ones do not."""
    return tuple(
        Indicator(item, target, place)
        for item in items
        if item.state not in (State.CANCELLED, State.SPLIT)
        for place, target in enumerate(item.targets, 1)
    )


class Half(StrEnum):
    """任务过半: past the half, not yet, or nobody said how far."""

    PAST = "past"
    BEHIND = "behind"
    UNKNOWN = "unknown"


def half_way(item: Item) -> Half:
    """By the figures of its targets, each of which must be half way; without figures by the reported percent."""
    if item.state not in OPEN and item.state is not State.SUSPENDED:
        return Half.PAST
    shares = [each.share for each in indicators([item]) if each.share is not None]
    if shares:
        return Half.PAST if min(shares) * 100 >= HALF else Half.BEHIND
    if item.percent is None:
        return Half.UNKNOWN
    return Half.PAST if item.percent >= HALF else Half.BEHIND


def half_year_season(today: dt.date) -> bool:
    """From the week before 30 June until the end of July: when the half-year check says something."""
    return dt.date(today.year, 6, 24) <= today <= dt.date(today.year, 7, 31)


def by_quarter(item: Item, year: int) -> tuple[tuple[Milestone, ...], ...]:
    """Its nodes in four groups; those before the year stand in the first, those after it in the last."""
    quarters: tuple[list[Milestone], ...] = ([], [], [], [])
    for node in sorted(item.milestones, key=lambda each: each.day):
        place = (node.day.month - 1) // 3 if node.day.year == year else 0 if node.day.year < year else 3
        quarters[place].append(node)
    return tuple(tuple(nodes) for nodes in quarters)
