"""Every field of a filter narrows; what may not be told is not told by being in a list either."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.filtering import filtered
from language.intents import ItemNo, ListItems
from language.wording.rows import Line
from ledger.deadlines import Deadline, DeadlineKind
from ledger.items import Item, State
from ledger.lights import Colour, Light

OWN = 1


def line(
    number: int, *, day: int | None = 1, colour: Colour = Colour.GREEN, shown: bool = True, **item: object
) -> Line:
    """An item of unit 1 in section 1, due on a day of December."""
    deadline = Deadline("x", DeadlineKind.DAY, dt.date(2026, 12, day)) if day else None
    basis = Item(
        number, 1, 1, number, f"标题{number}", "推进Tourism发展", state=State.DOING, lead=OWN, deadline=deadline
    )
    return Line(replace(basis, **item), Light(colour, "on_time"), shown, shown)  # type: ignore[arg-type]


LINES = [
    line(1),
    line(2, colour=Colour.RED, section=2),
    line(3, lead=2, co=(OWN,), day=20),
    line(4, lead=2, day=10, colour=Colour.YELLOW),
    line(5, lead=None, day=None, state=State.DRAFT, colour=Colour.NONE),
    line(6, state=State.CLOSED, colour=Colour.DONE, lead=3),
    line(7, shown=False, lead=2, colour=Colour.RED, section=2),
    line(8, part=2, lead=2),
]


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (ListItems(), [1, 2, 3, 4, 5, 6, 7, 8]),
        (ListItems(items=(ItemNo(2), ItemNo(7), ItemNo(99))), [2, 7]),
        (ListItems(items=(ItemNo(8),)), []),
        (ListItems(items=(ItemNo(8, 2),)), [8]),
        (ListItems(lights=(Colour.RED, Colour.YELLOW)), [2, 4]),
        (ListItems(states=(State.CLOSED, State.DRAFT)), [5, 6]),
        (ListItems(section=2), [2, 7]),
        (ListItems(section=2, lights=(Colour.RED,)), [2]),
        (ListItems(department=2), [4, 8, 3]),
        (ListItems(mine=True), [2, 1, 3]),
        (ListItems(unassigned=True), [5]),
        # The earliest limit first; closed items owe nothing.
        (ListItems(due_to=dt.date(2026, 12, 10)), [1, 2, 8, 4]),
        (ListItems(due_from=dt.date(2026, 12, 10)), [4, 3]),
        (ListItems(due_from=dt.date(2026, 12, 10), due_to=dt.date(2026, 12, 10)), [4]),
        (ListItems(due_to=dt.date(2026, 12, 10), states=(State.CLOSED,)), [6]),
        (ListItems(words="tourism"), [1, 2, 3, 4, 5, 6, 8]),
        (ListItems(words="标题7"), [7]),
        (ListItems(words="标题 推进"), [1, 2, 3, 4, 5, 6, 8]),
        (ListItems(words="没有"), []),
    ],
)
def test_what_a_filter_lets_through(wanted: ListItems, numbers: list[int]) -> None:
    assert [each.item.number for each in filtered(LINES, wanted, OWN)] == numbers


def test_who_has_no_unit_has_nothing_of_his_own() -> None:
    assert filtered(LINES, ListItems(mine=True), None) == []


WANTED = st.builds(
    ListItems,
    lights=st.lists(st.sampled_from(Colour), max_size=2).map(tuple),
    states=st.lists(st.sampled_from(State), max_size=2).map(tuple),
    section=st.none() | st.integers(1, 2),
    department=st.none() | st.integers(1, 3),
    mine=st.booleans(),
    due_to=st.none() | st.dates(dt.date(2026, 11, 30), dt.date(2026, 12, 31)),
    unassigned=st.booleans(),
    leaderless=st.booleans(),
    ongoing=st.booleans(),
    words=st.sampled_from(["", "标题", "tourism", "x"]),
)


def test_who_has_no_leader_is_listed_while_it_is_open() -> None:
    led = replace(LINES[0], item=replace(LINES[0].item, leader="江若谷"))
    free, closed = (replace(each, item=replace(each.item, leader="")) for each in (LINES[1], LINES[5]))
    assert filtered([led, free, closed], ListItems(leaderless=True), OWN) == [free]


def test_what_has_no_last_day_is_listed_by_that() -> None:
    ongoing = replace(LINES[0], item=replace(LINES[0].item, deadline=Deadline("长期坚持", DeadlineKind.ONGOING)))
    assert filtered([ongoing, LINES[1]], ListItems(ongoing=True), OWN) == [ongoing]


@given(WANTED, WANTED)
def test_another_condition_never_adds_an_item(wanted: ListItems, other: ListItems) -> None:
    narrower = replace(
        wanted,
        **{
            name: value
            for name in ("section", "unassigned", "leaderless", "ongoing")
            if (value := getattr(other, name))
        },
    )
    few = {each.item.id for each in filtered(LINES, narrower, OWN)}
    if wanted.section in (None, narrower.section):
        assert few <= {each.item.id for each in filtered(LINES, wanted, OWN)}


@given(WANTED)
def test_a_hidden_item_is_listed_the_same_whatever_its_standing(wanted: ListItems) -> None:
    hidden = LINES[6]
    other = replace(
        hidden,
        item=replace(hidden.item, lead=None, state=State.CLOSED, body="x", deadline=None),
        light=Light(Colour.DONE, "done"),
    )
    assert bool(filtered([hidden], wanted, OWN)) == bool(filtered([other], wanted, OWN))
