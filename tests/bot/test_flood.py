"""One person's flood costs him one warning, and the others nothing (reliability T19)."""

import datetime as dt

import pytest

from bot.flood import Flood
from tests.bot.office import Office, at_once, message
from tests.town import MORNING

LOUD, OTHER = 7001, 7009


def test_fifty_a_second_for_ten_seconds_is_warned_once() -> None:
    flood = Flood()
    told = [flood.weigh(LOUD, MORNING + dt.timedelta(seconds=n / 50)) for n in range(500)]
    assert told.count("warn") == 1
    assert 40 <= told.count("answer") < 60
    assert flood.weigh(OTHER, MORNING) == "answer"
    assert flood.weigh(LOUD, MORNING + dt.timedelta(seconds=14)) == "answer"


def test_a_person_in_a_hurry_is_not_warned() -> None:
    flood = Flood()
    assert {flood.weigh(LOUD, MORNING + dt.timedelta(seconds=n / 5)) for n in range(600)} == {"answer"}


def test_a_clock_that_goes_back_silences_nobody_for_ever() -> None:
    flood = Flood()
    for _ in range(60):
        flood.weigh(LOUD, MORNING)
    flood.weigh(LOUD, MORNING - dt.timedelta(days=1))
    assert flood.weigh(LOUD, MORNING + dt.timedelta(seconds=10)) == "answer"


async def test_the_others_are_answered_and_nothing_stays_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    at_once(monkeypatch)
    office = Office()
    updates = [message(LOUD, f"第{n}条") for n in range(200)]
    updates.insert(150, message(OTHER, "14项"))
    await office.works_off(*updates)
    heard = office.out.heard_in(LOUD)
    assert sum("太快" in text for text in heard) == 1
    assert len(heard) == 41
    assert office.out.heard_in(OTHER) == ["words: 14项"]
    assert await office.waiting() == 0
