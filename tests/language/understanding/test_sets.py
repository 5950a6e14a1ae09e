"""The measured sets stay read as wished; how they were read at first sight: docs/understanding.md."""

import pytest

from tests.language.understanding import (
    set_eight,
    set_eleven,
    set_five,
    set_four,
    set_nine,
    set_one,
    set_seven,
    set_six,
    set_ten,
    set_three,
    set_two,
)
from tests.language.understanding.phrases import Phrase, score

SETS = [
    phrase
    for each in (
        set_one,
        set_two,
        set_three,
        set_four,
        set_five,
        set_six,
        set_seven,
        set_eight,
        set_nine,
        set_ten,
        set_eleven,
    )
    for phrase in each.PHRASES
]


@pytest.mark.parametrize("phrase", SETS, ids=str)
def test_what_a_careful_colleague_reads(phrase: Phrase) -> None:
    read = score(phrase)
    assert read.intent_right, read.found
    assert read.wrong_slots == []


def test_no_change_that_was_not_wished() -> None:
    assert [str(read.phrase) for read in map(score, SETS) if read.wrong_write] == []
