"""What was written beside the rules stays read as meant: items by topic, short orders, news, no wishes."""

import pytest

from language.understanding.described import described
from language.understanding.understand import known_of
from tests.language.understanding import (
    families_of_no_wish,
    families_of_speech,
    families_of_the_office,
    families_of_units,
)
from tests.language.understanding.county import heard, lexicon, read, talk
from tests.language.understanding.phrases import CHANGES, Phrase, score

WISHES = [*families_of_units.PHRASES, *families_of_the_office.PHRASES]


@pytest.mark.parametrize("phrase", WISHES, ids=str)
def test_what_is_wished(phrase: Phrase) -> None:
    found = score(phrase)
    assert found.intent_right, found.found
    assert found.wrong_slots == []


@pytest.mark.parametrize("phrase", families_of_no_wish.PHRASES, ids=str)
def test_what_is_no_wish(phrase: Phrase) -> None:
    found = score(phrase)
    assert found.intent_right, found.found
    assert not found.wrong_write


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("非遗那项延期到年底", 22),
        ("老旧小区的节点排一下", 20),
        ("把招商引资那条给商务局", 2),
        ("河湖管护由水务局牵头", 11),
        ("the vocational item is late", None),
        ("污水那项", None),
        ("教育局催一下", None),
    ],
)
def test_an_item_is_known_by_its_topic(words: str, number: int | None) -> None:
    """Names of units are no topics, and of two items that may be meant none is taken."""
    known = known_of(lexicon())
    found = described(words, known.units.mentions(words), known.topics, ())
    assert (found.item.number if found else None) == number


def test_what_is_talked_about_is_left_only_for_a_certain_topic() -> None:
    assert read("申请延到年底", conversation=talk("14"))["items"] == [14]
    assert read("古城墙修缮那项申请延到年底", conversation=talk("14"))["items"] == [22]


@pytest.mark.parametrize(
    "words",
    [
        "请假到周五，另外22项退给教育局",
        "催发改局19项 顺便把20批了 再导个台账",
        "sign 14, report 60% on 21 and mute me",
        "14报85%，22申请延到年底",
    ],
)
def test_of_several_acts_none_is_picked(words: str) -> None:
    for role in ("liaison", "admin"):
        assert heard(words, role).NAME not in CHANGES


@pytest.mark.parametrize("phrase", families_of_speech.PHRASES, ids=str)
def test_dialect_slips_of_the_pen_and_mixed_speech(phrase: Phrase) -> None:
    found = score(phrase)
    assert found.intent_right, found.found
    assert found.wrong_slots == []
    assert not found.wrong_write
