"""What the grammar's questions left open, and lists that only the examples hear."""

import datetime as dt

import pytest

from language.intents import ItemNo, ListItems, ShowItem
from language.understanding.by_example.asked_about import role_asked
from language.understanding.by_example.readings import reading
from ledger.items import State
from ledger.lights import Colour
from tests.language.understanding.by_example.test_second_reader import said
from tests.language.understanding.county import LIMITS, read, talk


@pytest.mark.parametrize(
    ("words", "intent", "field"),
    [
        ("14谁搭把手来着", "who", "co"),
        ("24谁的？", "who", "lead"),
        ("治欠薪那条是谁领衔", "who", "lead"),
        ("20老旧小区找住建局谁唠啊", "who", "contact"),
        ("14上回报了啥", "history", "report"),
        ("谁把11的责任领导拿掉的", "history", "leader"),
        ("有没有人背着我们改了21的期线啊", "history", "deadline"),
    ],
)
def test_which_side_of_an_item_is_asked_for(words: str, intent: str, field: str) -> None:
    found = read(words, "leader", limits=LIMITS)
    assert (found["intent"], found.get("field")) == (intent, field)


def test_both_sides_are_asked_for() -> None:
    assert role_asked(said("21我们是牵头还是配合", "liaison")) == ""
    assert role_asked(said("21谁牵头", "liaison")) == "lead"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("11月9号以后就没报过的，揪出来", "2026-11-09"),
        ("十天没动静的任务，从11月14号算起", "2026-11-14"),
        ("anything with no report since October 1?", "2026-10-01"),
        ("这个月没报的有哪些", "2026-11-01"),
    ],
)
def test_since_which_day(words: str, day: str) -> None:
    found = read(words, "supervisor", limits=LIMITS)
    assert (found["intent"], found["silent_since"]) == ("list", day)


def test_after_the_holiday() -> None:
    found = reading(said("国庆放完假到现在没吱过声的是哪几项", "supervisor"), "list")
    assert found == ListItems(silent_since=dt.date(2026, 10, 8))


def test_a_paper_about_what_was_talked_about() -> None:
    assert read("写个催办稿", "supervisor", limits=LIMITS, conversation=talk("11"))["items"] == [11]
    assert "items" not in read("写个催办稿", "supervisor", limits=LIMITS, conversation=talk("11", "12"))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("我名下绿着的有吗", ListItems(lights=(Colour.GREEN,), mine=True)),
        ("reds only please", ListItems(lights=(Colour.RED,))),
        ("who hasn't accepted their tasks yet", ListItems(states=(State.ASSIGNED,))),
        ("办完销掉的都是哪几桩，开会表扬用", ListItems(states=(State.CLOSED,))),
        ("没得人领的任务还剩哪些嘛", ListItems(unassigned=True)),
        ("跟老百姓吃喝拉撒挨着的那几项，给个单子", None),
    ],
)
def test_a_list_in_other_words(words: str, found: ListItems | None) -> None:
    assert reading(said(words, "liaison"), "list") == found


@pytest.mark.parametrize(("words", "item"), [("把二十六翻给我看看", 26), ("twenty, status?", 20)])
def test_an_item_in_other_numerals(words: str, item: int) -> None:
    assert reading(said(words, "supervisor"), "item") == ShowItem((ItemNo(item),))
