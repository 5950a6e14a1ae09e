"""How an item is to be measured: reporting cycle, targets, milestones, urgency, who may read it."""

import datetime as dt
from dataclasses import replace

from ledger.changes import Change
from ledger.deadlines import Cadence
from ledger.items import Item, Milestone, Priority, Sensitivity, Target
from ledger.refusals import Refused
from ledger.transitions.table import moved

_QUARTER_ENDS = ((3, 31), (6, 30), (9, 30), (12, 31))


def set_cadence(item: Item, cadence: Cadence) -> Change:
    if item.cadence == cadence:
        raise Refused("nothing_changes", item=item.label)
    return moved("cadence_set", item, cadence=cadence)


def set_target(item: Item, target: Target) -> Change:
    """In the place of the one with this name, or beside the others; the figures reported so far stay."""
    known = next((each for each in item.targets if each.name == target.name), None)
    if known is not None:
        target = replace(target, words=known.words, actual=known.actual, actual_at=known.actual_at)
        targets = tuple(target if each is known else each for each in item.targets)
    else:
        targets = (*item.targets, target)
    if targets == item.targets:
        raise Refused("nothing_changes", item=item.label)
    return moved("target_set", item, targets=targets)


def set_milestones(item: Item, milestones: tuple[Milestone, ...]) -> Change:
    """In the order of their days; nodes that stay as they were keep that they are done."""
    done = {(node.text, node.day): node.done_at for node in item.milestones}
    kept = tuple(
        sorted(
            (replace(node, done_at=done.get((node.text, node.day), node.done_at)) for node in milestones),
            key=lambda node: node.day,
        )
    )
    if kept == item.milestones:
        raise Refused("nothing_changes", item=item.label)
    return moved("milestones_set", item, milestones=kept)


def quarter_ends(year: int, *, after: dt.date, until: dt.date) -> tuple[dt.date, ...]:
    """The ends of the year's quarters in (after, until]: what 全年 is cut into (domain.md §8, 15)."""
    days = (dt.date(year, month, day) for month, day in _QUARTER_ENDS)
    return tuple(day for day in days if after < day <= until)


def reach_milestone(item: Item, place: int, *, now: dt.datetime) -> Change:
    """`place` counts from 0 in their order. Raises Refused when there is none, or it is done."""
    if not 0 <= place < len(item.milestones):
        raise Refused("no_such_milestone", item=item.label)
    node = item.milestones[place]
    if node.done_at is not None:
        raise Refused("milestone_done_already", item=item.label)
    nodes = tuple(replace(each, done_at=now) if each is node else each for each in item.milestones)
    return moved("milestone_reached", item, node.text, milestones=nodes)


def set_sensitivity(item: Item, sensitivity: Sensitivity) -> Change:
    if item.sensitivity is sensitivity:
        raise Refused("nothing_changes", item=item.label)
    return moved("sensitivity_set", item, sensitivity=sensitivity)


def set_priority(item: Item, priority: Priority) -> Change:
    if item.priority is priority:
        raise Refused("nothing_changes", item=item.label)
    return moved("priority_set", item, priority=priority)
