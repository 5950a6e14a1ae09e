"""Whose work it is when a contact is no longer there: who takes over, and what lies open."""

from collections.abc import Iterable, Sequence

from ledger.items import OPEN, Item
from ledger.members import Member, Role

UNIT_ROLES = (Role.LIAISON, Role.HEAD)


def successor(leaving: Member, members: Iterable[Member], named: Member | None = None) -> Member | None:
    """The one named, else another contact of the unit he leaves, else its head.

    None: nobody there has joined, or he is of the office or a leader, whose work falls to nobody by itself.
    """
    if named is not None or leaving.role not in UNIT_ROLES:
        return named
    colleagues = [
        member
        for member in members
        if member.joined and member.id != leaving.id and member.department_id == leaving.department_id
    ]
    for role in UNIT_ROLES:
        for member in colleagues:
            if leaving.department_id is not None and member.role is role:
                return member
    return None


def heads(unit: int | None, members: Iterable[Member]) -> Sequence[Member]:
    """The unit's heads who have joined."""
    return [m for m in members if unit is not None and m.joined and m.department_id == unit and m.role is Role.HEAD]


def admins(members: Iterable[Member]) -> Sequence[Member]:
    return [member for member in members if member.joined and member.role is Role.ADMIN]


def open_work(leaving: Member, items: Iterable[Item]) -> tuple[Item, ...]:
    """Open items of the unit whose contact or head he was, by number; the leaders' and the office's own are none."""
    if leaving.role not in UNIT_ROLES:
        return ()
    held = [item for item in items if item.state in OPEN and item.involves(leaving.department_id)]
    return tuple(sorted(held, key=lambda item: (item.number, item.part)))
