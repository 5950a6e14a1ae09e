"""A unit's figures: what counts as owed, and what as finished in time."""

import datetime as dt

import pytest

from ledger.deadlines import Deadline, DeadlineKind
from ledger.items import Item, State
from ledger.lights import LightPolicy
from ledger.unit_figures import unit_figures
from tests.town import CALENDAR, SHANGHAI, TODAY

POLICY = LightPolicy(zone=SHANGHAI)


def item(
    state: State, day: dt.date | None, *, closed: str = "", submitted: str = "", lead: int = 1, co: tuple[int, ...] = ()
) -> Item:
    return Item(
        1,
        1,
        1,
        1,
        "t",
        "b",
        state=state,
        lead=lead,
        co=co,
        deadline=Deadline("x", DeadlineKind.DAY, day) if day else None,
        closed_at=dt.datetime.fromisoformat(closed) if closed else None,
        submitted_at=dt.datetime.fromisoformat(submitted) if submitted else None,
    )


@pytest.mark.parametrize(
    ("given", "owed", "in_time"),
    [
        (item(State.CLOSED, dt.date(2026, 11, 20), closed="2026-11-20T09:00+08:00"), 1, 1),
        # 23:30 on the last day in Shanghai is still the last day.
        (item(State.CLOSED, dt.date(2026, 11, 20), closed="2026-11-20T15:30+00:00"), 1, 1),
        (item(State.CLOSED, dt.date(2026, 11, 20), closed="2026-11-20T16:30+00:00"), 1, 0),
        # A limit on a Saturday is kept on the Monday.
        (item(State.CLOSED, dt.date(2026, 11, 21), closed="2026-11-23T09:00+08:00"), 1, 1),
        # Reported complete in time; the review took a month.
        (
            item(
                State.CLOSED,
                dt.date(2026, 10, 20),
                closed="2026-11-20T09:00+08:00",
                submitted="2026-10-20T09:00+08:00",
            ),
            1,
            1,
        ),
        (item(State.DOING, dt.date(2026, 11, 20)), 1, 0),
        (item(State.DOING, dt.date(2026, 11, 24)), 0, 0),
        (item(State.SUSPENDED, dt.date(2026, 11, 20)), 0, 0),
        (item(State.CANCELLED, dt.date(2026, 11, 20)), 0, 0),
        (item(State.CLOSED, None, closed="2026-11-20T09:00+08:00"), 0, 0),
        (item(State.DOING, dt.date(2026, 11, 20), lead=2, co=(1,)), 0, 0),
    ],
)
def test_in_time(given: Item, owed: int, in_time: int) -> None:
    found = unit_figures(1, [given], today=TODAY, calendar=CALENDAR, policy=POLICY)
    assert (found.owed, found.in_time) == (owed, in_time)


def test_counts() -> None:
    items = [
        item(State.DOING, dt.date(2026, 11, 20)),
        item(State.ASSIGNED, dt.date(2026, 11, 26)),
        item(State.CLOSED, dt.date(2026, 11, 26)),
        item(State.CANCELLED, dt.date(2026, 11, 26)),
        item(State.DOING, dt.date(2026, 11, 20), lead=2, co=(1,)),
        item(State.DOING, dt.date(2026, 11, 20), lead=3),
    ]
    found = unit_figures(1, items, today=TODAY, calendar=CALENDAR, policy=POLICY)
    assert (found.leading, found.cooperating, found.done) == (3, 1, 1)
    assert (found.red, found.yellow, found.unsigned, found.due_this_month) == (1, 1, 1, 2)
