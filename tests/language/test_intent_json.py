"""A card's intent comes back from the database as it went in."""

import datetime as dt
import json
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.intent_json import dump, load
from language.intents import Clarify, Intent, ItemNo, Items, SetDeadline, Subscribe
from ledger.deadlines import Deadline, DeadlineKind

st.register_type_strategy(
    Deadline,
    st.one_of(
        st.builds(Deadline, st.text(), st.just(DeadlineKind.DAY), st.dates(), st.booleans()),
        st.builds(Deadline, st.text(), st.sampled_from([DeadlineKind.ONGOING, DeadlineKind.UNCLEAR])),
    ),
)


@pytest.mark.parametrize("kind", [kind for kind in get_args(Intent) if kind is not Clarify])
def test_every_intent_survives(kind: type[Intent]) -> None:
    @given(st.from_type(kind))
    def survives(intent: Intent) -> None:
        text = dump(intent)
        assert load(text) == intent
        assert type(load(text)) is kind

    survives()


def test_options_survive_inside() -> None:
    limit = Deadline("月底前", DeadlineKind.DAY, dt.date(2026, 11, 30), soft=True)
    intent = Clarify("which_date", options=(SetDeadline((ItemNo(14, 2),), limit), Subscribe(dt.time(9, 30))))
    assert load(dump(intent)) == intent


def test_it_stays_readable_in_the_database() -> None:
    items: Items = (ItemNo(14),)
    text = dump(SetDeadline(items, Deadline("月底前", DeadlineKind.ONGOING)))
    assert "月底前" in text
    assert json.loads(text)["is"] == "SetDeadline"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        '"Undo"',
        '{"is":"Gone"}',
        '{"is":"Undo","seq":1,"more":2}',
        '{"is":"ItemNo","number":1,"part":0}',
        '{"is":"SetDeadline","items":[]}',
        '{"is":"SetDeadline","items":[],"deadline":{"is":"date","value":"never"}}',
        '{"is":"Colour","value":"mauve"}',
    ],
)
def test_what_is_no_intent_of_ours_is_none(text: str) -> None:
    assert load(text) is None
