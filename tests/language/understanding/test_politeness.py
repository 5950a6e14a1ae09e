"""To ask for help with a thing is to wish it; to ask whether it can be done is not."""

import pytest

from tests.language.understanding.county import read
from tests.language.understanding.phrases import CHANGES


@pytest.mark.parametrize(
    ("role", "words", "intent"),
    [
        ("liaison", "能帮我把21签了吗", "sign"),
        ("admin", "能不能帮我催一下发改局？", "urge"),
        ("liaison", "你能帮我看看14项到哪了吗", "item"),
        ("admin", "可以帮我把14项的时限改到12月20日吗", "set_deadline"),
    ],
)
def test_help_that_is_asked_for_is_wished(role: str, words: str, intent: str) -> None:
    assert read(words, role)["intent"] == intent


@pytest.mark.parametrize("words", ["能把21签了吗", "你帮我们签过21吗", "能不能催一下发改局？", "可以改14项的时限吗"])
def test_whether_it_can_be_done_is_a_question(words: str) -> None:
    assert read(words, "admin")["intent"] not in CHANGES
