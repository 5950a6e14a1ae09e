"""Splitting an item into 14.1, 14.2 … and joining the parts again (拆分、合并)."""

import datetime as dt

from ledger.changes import Change
from ledger.items import OPEN, Item, State
from ledger.plans import ItemDraft
from ledger.refusals import Refused
from ledger.transitions.table import moved

FEWEST_PARTS, MOST_PARTS = 2, 20


def split(item: Item, titles: tuple[str, ...], taken: tuple[int, ...] = ()) -> tuple[Change, tuple[ItemDraft, ...]]:
    """The item's change, and the drafts of its parts. `taken` are part numbers used before, which are not used anew.

    Raises Refused: a part of a part, too few or too many, finished.
    """
    if item.part:
        raise Refused("part_is_not_split", item=item.label)
    if not FEWEST_PARTS <= len(titles) <= MOST_PARTS:
        raise Refused("parts_count", item=item.label, fewest=FEWEST_PARTS, most=MOST_PARTS)
    first = max(taken, default=0) + 1
    drafts = tuple(
        ItemDraft(section=item.section, number=item.number, title=title, body="", part=place)
        for place, title in enumerate(titles, start=first)
    )
    return moved("split", item, state=State.SPLIT, resume_to=item.state, applications=()), drafts


def give_part(part: Item, whole: Item, *, lead: int | None, now: dt.datetime) -> Change:
    """A fresh part takes over limit, leader, cycle and urgency of the whole; with a lead unit it is assigned."""
    unit = lead if lead is not None else whole.lead
    return moved(
        "part_registered",
        part,
        state=State.ASSIGNED if unit is not None else State.DRAFT,
        lead=unit,
        co=tuple(each for each in part.co if each != unit),
        leader=whole.leader,
        deadline=whole.deadline,
        cadence=whole.cadence,
        sensitivity=whole.sensitivity,
        priority=whole.priority,
        assigned_at=now if unit is not None else None,
    )


def merge(part: Item, into: Item) -> Change:
    """The part ends; its open work is the other item's from here on. Raises Refused."""
    if part.id == into.id:
        raise Refused("merge_with_itself", item=part.label)
    if into.state not in OPEN | {State.SPLIT}:
        raise Refused("item_finished", item=into.label)
    return moved("merged", part, into.label, state=State.CANCELLED, resume_to=part.state, applications=())


def rejoin(whole: Item) -> Change:
    """After the last open part was merged: the item itself carries the work again."""
    return moved("rejoined", whole, state=whole.resume_to or State.DRAFT, resume_to=None)
