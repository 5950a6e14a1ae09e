"""With whom an item has waited, and how long: working time split between unit, approver, reviewer and leader.

A unit is not blamed for what lies on another's desk: while an application waits for a decision, the time is the
decider's (domain.md §8, 10).
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest
from typing import Any

from ledger.applications import Desk
from ledger.calendar import WorkingCalendar
from ledger.changes import AuditEntry
from ledger.items import OWED, Item, State
from ledger.plain import plain
from ledger.working_hours import WorkingHours


class Party(StrEnum):
    OWNER = "owner"
    """The lead unit, also while its own head has not yet passed an application on."""
    APPROVER = "approver"
    """Who decides upon drafts, extensions and returns."""
    REVIEWER = "reviewer"
    """Who reviews a closing."""
    LEADER = "leader"
    """Who was asked for coordination."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """`held` is working time; parties that never held the item are not in it. `holder` has it since `since` (aware
    UTC); both None while nobody does: not given yet, finished, suspended.
    """

    held: Mapping[Party, dt.timedelta]
    holder: Party | None
    since: dt.datetime | None


@dataclass(frozen=True, slots=True)
class _Stretch:
    holder: Party | None
    start: dt.datetime


def waiting(
    item: Item, entries: Sequence[AuditEntry], *, now: dt.datetime, hours: WorkingHours, calendar: WorkingCalendar
) -> Waiting:
    """`entries` are all of the item's, oldest first, up to `now` (aware UTC)."""
    stretches = list(_stretches(item, entries))
    held: dict[Party, dt.timedelta] = {}
    for stretch, following in zip_longest(stretches, stretches[1:]):
        end = following.start if following else now
        if stretch.holder is not None:
            spent = hours.elapsed(stretch.start, end, calendar)
            held[stretch.holder] = held.get(stretch.holder, dt.timedelta()) + spent
    last = stretches[-1] if stretches else None
    holder = last.holder if last else None
    return Waiting(held, holder, last.start if last and holder else None)


def _stretches(item: Item, entries: Sequence[AuditEntry]) -> Iterable[_Stretch]:
    """Times with one holder each, from the first entry on."""
    facts = {name: _at_first(name, item, entries) for name in ("state", "applications")}
    current: _Stretch | None = None
    for entry in entries:
        facts |= {name: entry.after[name] for name in facts if name in entry.after}
        now_with = _holder(State(facts["state"]), facts["applications"])
        if current is None or now_with is not current.holder:
            if current is not None:
                yield current
            current = _Stretch(now_with, entry.at)
    if current is not None:
        yield current


def _at_first(name: str, item: Item, entries: Sequence[AuditEntry]) -> Any:
    """What never changed was always as it is."""
    return next((entry.before[name] for entry in entries if name in entry.before), plain(getattr(item, name)))


def _holder(state: State, applications: Sequence[Mapping[str, Any]]) -> Party | None:
    if state is State.TO_APPROVE:
        return Party.APPROVER
    if state is State.SUBMITTED:
        return Party.REVIEWER
    if state not in OWED:
        return None
    desks = {application.get("desk") for application in applications}
    if Desk.LEADER.value in desks:
        return Party.LEADER
    return Party.APPROVER if Desk.OFFICE.value in desks else Party.OWNER
