"""A button works in its chat as it was made, and nothing else does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.seal import CALLBACK_BYTES, LONGEST_BODY, Seal

seal = Seal.from_token("123456:abcdefghijklmnopqrstuvwxyz")


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=18), st.integers())
def test_opens_what_it_sealed(body: str, chat_id: int) -> None:
    data = seal.seal(body, chat_id)
    assert len(data.encode()) <= CALLBACK_BYTES
    assert seal.open(data, chat_id) == body
    assert seal.open(data, chat_id + 1) is None
    assert Seal(b"another key").open(data, chat_id) is None


@given(st.integers(0, 21), st.characters())
def test_any_changed_character_spoils_it(at: int, put: str) -> None:
    data = seal.seal("sign:14:2026", 7)
    forged = data[:at] + put + data[at + 1 :]
    assert forged == data or seal.open(forged, 7) is None


@given(st.text(), st.integers())
def test_made_up_data_opens_nothing(data: str, chat_id: int) -> None:
    assert seal.open(data, chat_id) is None


def test_the_longest_body() -> None:
    assert len(seal.seal("x" * LONGEST_BODY, 1).encode()) == CALLBACK_BYTES
    with pytest.raises(ValueError, match="55 bytes"):
        seal.seal("x" * (LONGEST_BODY + 1), 1)
    with pytest.raises(ValueError, match="57"):
        seal.seal("项" * 19, 1)
    with pytest.raises(ValueError, match="0"):
        seal.seal("", 1)
