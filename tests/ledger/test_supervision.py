"""Which slip the office is offered: by working days over the limit, and by the slips that were of no use."""

import datetime as dt

import pytest

from ledger.supervision import Slip, SlipLevel, offered_slip

TODAY = dt.date(2026, 11, 24)
NOW = dt.datetime(2026, 11, 2, 1, 0, tzinfo=dt.UTC)


def slip(level: str, day: dt.date) -> Slip:
    return Slip(SlipLevel(level), 1, day, 3, NOW)


OVER, OPEN = dt.date(2026, 11, 23), TODAY


@pytest.mark.parametrize(
    ("late", "slips", "offered"),
    [
        (2, (), None),
        (3, (), "blue"),
        (4, (), "blue"),
        (5, (), "yellow"),
        (10, (), "red"),
        (3, (slip("blue", OPEN),), None),
        (4, (slip("blue", OVER),), None),
        (5, (slip("blue", OVER),), "yellow"),
        (5, (slip("blue", OVER), slip("yellow", OPEN)), None),
        (1, (slip("blue", OVER), slip("yellow", OVER)), "red"),
        (12, (slip("red", OPEN),), None),
    ],
)
def test_the_slip_that_is_due(late: int, slips: tuple[Slip, ...], offered: str | None) -> None:
    assert offered_slip(late, slips, TODAY) == offered
