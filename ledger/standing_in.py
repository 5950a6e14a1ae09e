"""Who hears and may act for a person who is away: the cover named for the leave, else the deputy, else the unit."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ledger.members import Member, Role

_LIFTS = frozenset({Role.HEAD, Role.LIAISON})
"""Standing in lifts nobody into the supervision office or among the leaders: their powers stay with the person."""


def stand_in(absent: Member, members: Iterable[Member], day: dt.date) -> Member | None:
    """Who hears instead of him on the local day; None: he is not away, or nobody is there, so he hears himself."""
    if not absent.is_away(day):
        return None
    there = [m for m in members if m.joined and m.reachable and m.id != absent.id and not m.is_away(day)]
    named = (absent.away.cover_id if absent.away else None, absent.deputy_id)
    for wanted in named:
        for member in there:
            # Whoever has been moved to another unit since stands in no more.
            if wanted is not None and member.id == wanted and member.department_id == absent.department_id:
                return member
    return _of_unit(absent, there) if absent.role in _LIFTS else None


def _of_unit(absent: Member, there: Sequence[Member]) -> Member | None:
    colleagues = [m for m in there if m.department_id is not None and m.department_id == absent.department_id]
    for role in (Role.LIAISON, Role.HEAD):
        for member in colleagues:
            if member.role is role:
                return member
    return None


def acting(member: Member, members: Iterable[Member], day: dt.date) -> Member:
    """The person as he may act on the local day: while the head of his unit is away, his named stand-in acts as head.

    What comes back has `acting_for` set when it is more than his own, and is never stored.
    """
    if member.role is not Role.LIAISON or member.department_id is None:
        return member
    everyone = tuple(members)
    for absent in everyone:
        if absent.role is not Role.HEAD or absent.department_id != member.department_id or not absent.active:
            continue
        named = {absent.deputy_id, absent.away.cover_id if absent.away else None}
        if absent.is_away(day) and member.id in named and stand_in(absent, everyone, day) == member:
            return replace(member, role=Role.HEAD, acting_for=absent.id)
    return member
