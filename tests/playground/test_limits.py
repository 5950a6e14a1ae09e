"""Telegram's flood limits hold over every window that slides, not only over those that begin with a full second."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.limits import Limits

MOMENTS = st.lists(st.tuples(st.integers(0, 400), st.sampled_from([1, 2, -5])), min_size=30, max_size=200)


@given(MOMENTS)
def test_no_window_ever_holds_too_many(asked: list[tuple[int, int]]) -> None:
    """Asked for in tenths of a second over forty seconds; whoever waits as told is let through."""
    limits = Limits()
    sent = [(tenth, chat) for tenth, chat in sorted(asked) if limits.too_soon(chat, tenth / 10) is None]
    for start, of in sent:
        second = [chat for tenth, chat in sent if start <= tenth < start + 10]
        assert second.count(of) == 1
        assert len([1 for tenth, chat in sent if chat == -5 and start <= tenth < start + 600]) <= 20


def test_a_second_that_begins_by_the_clock_frees_nothing() -> None:
    limits = Limits()
    assert limits.too_soon(7, 0.9) is None
    assert limits.too_soon(7, 1.1) == 1
    assert limits.too_soon(7, 1.9) is None


@pytest.mark.parametrize(
    ("chats", "apart", "most", "wait"),
    [
        (list(range(1, 41)), 0.02, 30, 1),
        ([7] * 5, 0.1, 1, 1),
        ([-5] * 25, 1.0, 20, 40),
    ],
    ids=["all", "one chat", "one group"],
)
def test_the_first_one_too_many_is_told_how_long(chats: list[int], apart: float, most: int, wait: int) -> None:
    limits = Limits()
    waits = [limits.too_soon(chat, 1000.5 + n * apart) for n, chat in enumerate(chats)]
    assert waits[: most + 1] == [None] * most + [wait]
    later = 1000.5 + most * apart + wait
    assert limits.too_soon(chats[most], later) is None
