"""Waiting is split between those who held the item, in working time, and all of it is accounted for."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from ledger.applications import Application, Asked, Desk
from ledger.calendar import WorkingCalendar
from ledger.changes import AuditEntry
from ledger.items import State
from ledger.plain import plain
from ledger.waiting import Party, Waiting, waiting
from ledger.working_hours import WorkingHours
from tests.ledger.making import item

HOURS, CALENDAR = WorkingHours(ZoneInfo("Asia/Shanghai")), WorkingCalendar()
MONDAY = dt.datetime(2026, 11, 23, 0, 30, tzinfo=dt.UTC)
"""08:30 in Shanghai, when the day begins."""
DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)
A_DAY = HOURS.day_length


def step(at: dt.datetime, **after: Any) -> AuditEntry:
    return AuditEntry(at, 1, "", "", "x", 1, {"state": "draft", "applications": []}, after)


def lies(kind: Asked, desk: Desk) -> list[Any]:
    applications: list[Any] = plain((Application(kind, desk, 1, MONDAY, MONDAY),))
    return applications


def found(now: dt.datetime, *entries: AuditEntry) -> Waiting:
    return waiting(item(), entries, now=now, hours=HOURS, calendar=CALENDAR)


def test_review_is_not_counted_as_the_units() -> None:
    split = found(
        MONDAY + 5 * DAY,  # Saturday
        step(MONDAY, state="assigned"),
        step(MONDAY + DAY, state="submitted", applications=lies(Asked.CLOSING, Desk.OFFICE)),
        step(MONDAY + 3 * DAY, state="returned", applications=[]),
    )
    assert split.held == {Party.OWNER: 3 * A_DAY, Party.REVIEWER: 2 * A_DAY}
    assert (split.holder, split.since) == (Party.OWNER, MONDAY + 3 * DAY)


def test_what_lies_with_the_head_is_still_the_units_and_a_call_for_help_is_not() -> None:
    split = found(
        MONDAY + 4 * HOUR,
        step(MONDAY, state="doing"),
        step(MONDAY + HOUR, applications=lies(Asked.HELP, Desk.HEAD)),
        step(MONDAY + 2 * HOUR, applications=lies(Asked.HELP, Desk.LEADER)),
        step(MONDAY + 3 * HOUR, applications=lies(Asked.EXTENSION, Desk.OFFICE)),
    )
    assert split.held == {Party.OWNER: 2 * HOUR, Party.LEADER: HOUR, Party.APPROVER: HOUR}
    assert split.holder is Party.APPROVER


def test_a_weekend_and_a_suspension_are_nobodys() -> None:
    friday = MONDAY + 4 * DAY
    split = found(
        friday + 5 * DAY,
        step(friday, state="doing"),
        step(friday + 3 * DAY, state="suspended"),
    )
    assert split.held == {Party.OWNER: A_DAY}
    assert (split.holder, split.since) == (None, None)


def test_the_holder_has_it_since_it_came_to_him() -> None:
    split = found(MONDAY + DAY, step(MONDAY, state="assigned"), step(MONDAY + HOUR, state="doing"))
    assert split.since == MONDAY


def test_without_entries_nobody_has_held_it() -> None:
    assert found(MONDAY) == Waiting({}, None, None)


OPEN = st.sampled_from([State.TO_APPROVE, State.ASSIGNED, State.DOING, State.SUBMITTED, State.RETURNED])
DESKS = st.lists(st.builds(lies, st.sampled_from(Asked), st.sampled_from(Desk)), max_size=1)


@given(st.lists(st.tuples(st.integers(0, 10_000), OPEN, DESKS), min_size=1, max_size=8), st.integers(0, 10_000))
def test_no_time_is_lost_or_counted_twice(moves: Sequence[tuple[int, State, list[Any]]], later: int) -> None:
    minutes = sorted(minute for minute, _, _ in moves)
    entries = [
        step(MONDAY + dt.timedelta(minutes=minute), state=state.value, applications=desks[0] if desks else [])
        for minute, (_, state, desks) in zip(minutes, moves, strict=True)
    ]
    now = entries[-1].at + dt.timedelta(minutes=later)
    split = found(now, *entries)
    assert sum(split.held.values(), dt.timedelta()) == HOURS.elapsed(entries[0].at, now, CALENDAR)


@given(st.integers(0, 20_000), st.integers(0, 20_000))
def test_elapsed_time_is_what_ticking_through_it_counts(start: int, length: int) -> None:
    begin = MONDAY + dt.timedelta(minutes=start - start % 30)
    ticks = range(0, length - length % 30, 30)
    counted = sum(HOURS.allow(begin + dt.timedelta(minutes=minute), CALENDAR) for minute in ticks)
    end = begin + dt.timedelta(minutes=length - length % 30)
    assert HOURS.elapsed(begin, end, CALENDAR) == counted * dt.timedelta(minutes=30)
