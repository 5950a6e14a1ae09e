"""Whatever a button carries comes back as it was; whatever else somebody presses is nothing at all."""

import datetime as dt
from typing import get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from language import intents as i
from language.buttons import _CODES, LONGEST, carries, decode, encode
from language.sending_intents import ResumeSending
from ledger.deadlines import Deadline, DeadlineKind
from ledger.items import State
from ledger.lights import Colour

NUMBERS = st.integers(0, 2**31 - 1)
SMALL = st.integers(1, 99)
WORDS = st.text(max_size=6)
ITEM = st.builds(i.ItemNo, SMALL, st.integers(0, 9))
ITEMS = st.lists(ITEM, max_size=4).map(tuple)
DAYS = st.none() | st.dates()

PRESSABLE = st.one_of(
    st.builds(i.MyTasks, NUMBERS),
    st.builds(i.UnitTasks, st.none() | NUMBERS, st.sampled_from(["", "lead", "co"]), SMALL),
    st.builds(i.ShowItem, ITEMS, st.booleans()),
    st.builds(
        i.ListItems,
        ITEMS,
        st.lists(st.sampled_from(Colour), max_size=2).map(tuple),
        st.lists(st.sampled_from(State), max_size=1).map(tuple),
        st.none() | SMALL,
        st.none() | SMALL,
        st.booleans(),
        DAYS,
        DAYS,
        st.booleans(),
        WORDS,
        SMALL,
    ),
    st.just(i.Overview()),
    st.builds(i.Stats, st.none() | NUMBERS),
    st.builds(i.Who, ITEMS, WORDS),
    st.builds(i.ExplainLight, ITEMS, st.lists(st.sampled_from(Colour), max_size=3).map(tuple)),
    st.builds(i.History, ITEMS, WORDS),
    st.builds(i.ShowDigest, DAYS),
    st.just(i.Export()),
    st.builds(i.Help, WORDS),
    st.builds(i.Smalltalk, WORDS),
    st.builds(i.Sign, ITEMS),
    st.builds(i.ReportProgress, ITEMS, WORDS, st.none() | st.integers(-5, 200), WORDS, WORDS, WORDS, st.booleans()),
    st.builds(i.Undo, st.none() | st.integers()),
    st.builds(i.SetLanguage, WORDS),
    st.builds(ResumeSending, WORDS, SMALL),
    st.builds(i.Confirm, WORDS),
    st.builds(i.Dismiss, WORDS),
    st.builds(i.Bind, WORDS),
    st.builds(i.ReviewImport, WORDS),
    st.builds(i.SettleImport, WORDS, NUMBERS, NUMBERS),
    st.builds(i.ApplyImport, WORDS),
    st.builds(i.DropImport, WORDS),
    st.builds(i.Mute, DAYS),
    st.builds(i.Move, st.sampled_from(sorted(i.MOVES)), ITEMS, st.none() | SMALL, reason=WORDS, person=WORDS),
    st.builds(
        i.Assign,
        ITEMS,
        st.none() | SMALL,
        st.none() | st.lists(SMALL, max_size=3).map(tuple),
        st.lists(SMALL, max_size=3).map(tuple),
        st.none() | WORDS,
        dry_run=st.booleans(),
    ),
)


@given(PRESSABLE)
@example(i.Assign((i.ItemNo(3),), co=()))
@example(i.Assign((i.ItemNo(3),), leader="-"))
@example(i.ListItems(words="a;b"))
@example(i.Smalltalk("\ud800"))
@example(i.ShowDigest(dt.date(999, 1, 2)))
@example(i.Undo(2**31))
def test_what_a_button_carries_comes_back_as_it_was(intent: i.Intent) -> None:
    if carries(intent):
        body = encode(intent)
        assert len(body.encode()) <= LONGEST
        assert decode(body) == intent
    else:
        with pytest.raises(ValueError, match=r"."):
            encode(intent)


def test_common_buttons_are_carried() -> None:
    four = tuple(i.ItemNo(n) for n in (4, 14, 24, 27))
    red = i.ListItems(lights=(Colour.RED, Colour.YELLOW), section=4, due_to=dt.date(2026, 11, 30), page=3)
    for intent in (i.MyTasks(2), i.ShowItem(four, detail=True), red, i.Sign(four), i.Confirm("A" * 22)):
        assert carries(intent)


@given(st.text(max_size=64))
def test_hostile_bodies_are_nothing_or_an_intent_and_never_raise(body: str) -> None:
    intent = decode(body)
    assert intent is None or isinstance(intent, get_args(i.Intent))


@given(st.sampled_from(sorted(_CODES)), st.lists(st.text("0123456789-+.;_ \n²٣x", max_size=12), max_size=12))
def test_bodies_with_our_codes_and_odd_values_never_raise(code: str, parts: list[str]) -> None:
    intent = decode(";".join([code, *parts]))
    assert intent is None or isinstance(intent, get_args(i.Intent))


@pytest.mark.parametrize(
    "body",
    [
        "",
        ";",
        "nothing-of-ours",
        "T",
        "t;",
        "t;-1",
        "t;+1",
        "t; 1",
        "t;1_0",
        "t;٣",
        "t;²",
        "t;01",
        "t;2147483648",
        "t;" + "9" * 400,
        "t;1;2",
        "i",
        "i;14.",
        "i;14.0",
        "i;.2",
        "i;14++15",
        "i;14;2",
        "l;;crimson",
        "l;;;closed+open",
        "d;2026111",
        "d;20261131",
        "d;00000101",
        "d;2026-1-1",
        "d;２０２６１１２４",
        "y",
        "a;3;;1",
        "a;3;-;-;;-;12月底",
    ],
)
def test_no_button_of_ours_says_this(body: str) -> None:
    assert decode(body) is None


@pytest.mark.parametrize(
    "intent",
    [
        i.Clarify("unknown"),
        i.Subscribe(),
        i.SetDeadline((i.ItemNo(1),), Deadline("长期坚持", DeadlineKind.ONGOING)),
        i.Assign((i.ItemNo(1),), deadline=Deadline("长期坚持", DeadlineKind.ONGOING)),
        i.ListItems(words="云顶景区创建四A级旅游景区的进展情况如何"),
        i.ShowItem(tuple(i.ItemNo(n) for n in range(1, 28))),
        i.ShowItem((i.ItemNo(-3),)),
    ],
)
def test_what_no_button_can_carry_is_refused_when_it_is_made(intent: i.Intent) -> None:
    with pytest.raises(ValueError, match=r"."):
        encode(intent)


def test_codes_in_peoples_chats_keep_their_meaning() -> None:
    """Bodies sent by earlier versions; a change here breaks buttons that people still have."""
    assert decode("t") == i.MyTasks()
    assert decode("i;14;1") == i.ShowItem((i.ItemNo(14),), detail=True)
    assert decode("l;;red+yellow") == i.ListItems(lights=(Colour.RED, Colour.YELLOW))
    assert decode("u;3;lead;2") == i.UnitTasks(3, "lead", 2)
    assert decode("s;14+14.2") == i.Sign((i.ItemNo(14), i.ItemNo(14, 2)))
    assert decode("d;20261124") == i.ShowDigest(dt.date(2026, 11, 24))
    assert decode("a;3;;;;-;-;1") is None
    assert decode("a;3;-;-;;-;-;1") == i.Assign((i.ItemNo(3),), dry_run=True)
