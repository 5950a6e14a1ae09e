"""The order of every list of tasks."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from ledger.deadlines import Deadline, DeadlineKind
from ledger.items import DONE, OWED, Item, State
from ledger.lights import Colour, Light
from ledger.urgency import pressing, unassigned, urgency, wants_attention


def item(number: int = 1, state: State = State.DOING, day: dt.date | None = dt.date(2026, 12, 1)) -> Item:
    deadline = Deadline("x", DeadlineKind.DAY, day) if day else None
    return Item(number, 1, 1, number, "t", "b", state=state, lead=1, deadline=deadline)


def test_from_the_longest_overdue_to_the_finished() -> None:
    ranked = [
        (item(9), Light(Colour.RED, "overdue", calendar_days=9)),
        (item(8, State.ASSIGNED), Light(Colour.RED, "overdue", calendar_days=2)),
        (item(7), Light(Colour.RED, "far_behind")),
        (item(6, State.ASSIGNED), Light(Colour.GREEN, "on_time")),
        (item(5), Light(Colour.YELLOW, "due_soon")),
        (item(3, day=dt.date(2026, 12, 1)), Light(Colour.GREEN, "on_time")),
        (item(2, day=dt.date(2026, 12, 2)), Light(Colour.GREEN, "on_time")),
        (item(1, day=None), Light(Colour.GREEN, "ongoing")),
        (item(10, State.SUBMITTED), Light(Colour.RED, "overdue", calendar_days=90)),
        (item(11, State.SUSPENDED), Light(Colour.PAUSED, "suspended")),
        (item(12, State.CLOSED), Light(Colour.DONE, "done")),
    ]
    mixed = ranked[::-1]
    assert sorted(mixed, key=lambda each: urgency(*each)) == ranked


@given(st.sampled_from(State), st.sampled_from(Colour))
def test_only_what_the_unit_holds_presses_it(state: State, colour: Colour) -> None:
    light = Light(colour, "any")
    assert pressing(item(state=state), light) is (
        state in OWED and (state is not State.DOING or colour in (Colour.RED, Colour.YELLOW))
    )
    if state in DONE:
        assert not wants_attention(item(state=state), light)
        assert not unassigned(item(state=state))
