"""Questions and settings are read in whatever words and order; what is no wish stays none."""

import pytest

from tests.language.understanding import questions_said_loosely, settings_said_loosely
from tests.language.understanding.phrases import Phrase, score

SAID = [*questions_said_loosely.PHRASES, *settings_said_loosely.PHRASES]


@pytest.mark.parametrize("phrase", SAID, ids=str)
def test_what_is_asked_or_set_in_other_words(phrase: Phrase) -> None:
    read = score(phrase)
    assert read.intent_right, read.found
    assert read.wrong_slots == []


def test_no_change_comes_of_it() -> None:
    assert [str(read.phrase) for read in map(score, SAID) if read.wrong_write] == []
