"""What a table's cell says of time, as counties write it (domain.md §2.3)."""

import datetime as dt

import pytest

from handlers.limits import Limit, read_limit
from ledger.deadlines import Cadence, DeadlineKind, Frequency
from tests.town import CALENDAR

FEBRUARY = dt.date(2026, 2, 10)
NOVEMBER = dt.date(2026, 11, 24)


def read(cell: str, today: dt.date = FEBRUARY, year: int = 2026) -> Limit | None:
    return read_limit(cell, today, CALENDAR, year)


def day(cell: str, today: dt.date = FEBRUARY, year: int = 2026) -> dt.date | None:
    limit = read(cell, today, year)
    assert limit is not None
    assert limit.deadline.text == cell
    return limit.deadline.day


@pytest.mark.parametrize("today", [FEBRUARY, NOVEMBER])
@pytest.mark.parametrize(
    ("cell", "month", "last"),
    [
        ("2026年12月底前", 12, 31),
        ("12月底前", 12, 31),
        ("年底前", 12, 31),
        ("全年", 12, 31),
        ("2026年", 12, 31),
        ("6月底前", 6, 30),
        ("上半年", 6, 30),
        ("二季度末", 6, 30),
        ("2026年6月30日前", 6, 30),
        ("2026-06-30", 6, 30),
        ("2026/6/30", 6, 30),
        ("9月中旬", 9, 20),
        ("2026年6月底前完成，并长期坚持", 6, 30),
        ("６月３０日前", 6, 30),
    ],
)
def test_days_whether_ahead_or_past(cell: str, month: int, last: int, today: dt.date) -> None:
    assert day(cell, today) == dt.date(2026, month, last)


def test_an_aim_is_soft_also_when_it_is_past() -> None:
    for today in (FEBRUARY, NOVEMBER):
        limit = read("力争4月底", today)
        assert limit is not None
        assert (limit.deadline.day, limit.deadline.soft) == (dt.date(2026, 4, 30), True)


def test_the_year_is_the_plans() -> None:
    assert day("6月底前", dt.date(2025, 12, 20)) == dt.date(2026, 6, 30)
    assert day("年底前", dt.date(2027, 1, 8)) == dt.date(2026, 12, 31)
    assert day("2027年2月3日前") == dt.date(2027, 2, 3)


@pytest.mark.parametrize(
    ("cell", "cadence"),
    [
        ("长期坚持", None),
        ("持续推进", None),
        ("长期坚持，每季度报一次", Cadence(Frequency.QUARTERLY)),
        ("每月25日前报送", Cadence(Frequency.MONTHLY, 25)),
        ("每周五", Cadence(Frequency.WEEKLY, 5)),
    ],
)
def test_what_goes_on(cell: str, cadence: Cadence | None) -> None:
    limit = read(cell)
    assert limit is not None
    assert (limit.deadline.kind, limit.deadline.text, limit.cadence) == (DeadlineKind.ONGOING, cell, cadence)


def test_a_day_and_a_cadence() -> None:
    limit = read("12月底前，每月25日前报送")
    assert limit is not None
    assert (limit.deadline.day, limit.cadence) == (dt.date(2026, 12, 31), Cadence(Frequency.MONTHLY, 25))


@pytest.mark.parametrize(
    "cell", ["尽快", "三季度前", "汛期前", "按上级要求时限", "待研究", "2月30日前", "6月30日、12月31日", "详见附件"]
)
def test_words_that_name_no_one_day_are_asked_about(cell: str) -> None:
    assert read(cell) is None
