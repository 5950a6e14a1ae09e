"""Work groups: a chat, or one topic of it, that belongs to a unit or to a project."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ledger.items import OWED, Item, Sensitivity, State


@dataclass(frozen=True, slots=True)
class Group:
    """`chat_id` is the chat, `thread_id` the topic in it (0: the chat has none, or all of it is meant).

    It belongs to a unit, or to a project called by `project`. `notices`: what is handed out to the unit is told there,
    too. Not `active`: unlinked, or the bot was put out.
    """

    chat_id: int
    thread_id: int = 0
    title: str = ""
    department_id: int | None = None
    project: str = ""
    notices: bool = False
    active: bool = True
    id: int = 0


_KEY = re.compile(r"group\|([0-9]+)\|((?:[0-9]+\.[0-9]+,?)+)")


def handed_out_key(group_id: int, items: Iterable[Item]) -> str:
    """Of the message that tells a group of new items, as they stood: what it has to be asked about when it leaves."""
    return f"group|{group_id}|" + ",".join(f"{item.id}.{item.version}" for item in items)


def read_handed_out(key: str) -> tuple[int, tuple[int, ...]] | None:
    """The group's id and the items' ids; None for any other message."""
    found = _KEY.fullmatch(key)
    if found is None:
        return None
    return int(found[1]), tuple(int(each.partition(".")[0]) for each in found[2].split(","))


def hears_of(group: Group, item: Item | None) -> bool:
    """Whether the group may be told that its unit has been given the item: true of it now, and fit for a group."""
    if item is None or item.sensitivity is not Sensitivity.OPEN or item.state not in OWED | {State.SUBMITTED}:
        return False
    return group.active and group.notices and item.involves(group.department_id)
