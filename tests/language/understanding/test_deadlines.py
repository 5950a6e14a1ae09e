"""Dates in words (domain.md §2.3), read on Monday 2020-05-18 with the days off of 2020."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.understanding.deadlines import find_deadline
from language.understanding.plain_words import plain
from language.understanding.recurrences import find_recurrence
from ledger.calendar import WorkingCalendar
from ledger.deadlines import Cadence, DeadlineKind, Frequency
from tests.town import chinese_working_calendar

TODAY = dt.date(2020, 5, 18)
CALENDAR = chinese_working_calendar((2020,))


def found(words: str, today: dt.date = TODAY) -> str:
    """The day as MM-DD (with the year when it is another), "ongoing", the problem, or "" for no date."""
    reading = find_deadline(plain(words), today, CALENDAR)
    if reading is None:
        return ""
    if reading.problem:
        return reading.problem
    assert reading.deadline is not None
    day = reading.deadline.day
    if day is None:
        return reading.deadline.kind.value
    return day.isoformat() if day.year != today.year else f"{day:%m-%d}"


def recurrence(words: str) -> Cadence | None:
    read = find_recurrence(plain(words))
    return read[0] if read else None


@pytest.mark.parametrize(
    ("words", "day"),
    [
        *(
            (w, "12-31")
            for w in ("全年", "年度内", "年底前", "12月底前", "2020年12月底前", "年内", "2020年底前", "下半年")
        ),
        *((w, "06-30") for w in ("6月底前", "上半年", "6月30日前", "二季度末", "六月份", "6月", "6月末", "第二季度")),
        *((w, "09-30") for w in ("三季度末", "三季度", "9月底", "九月下旬", "国庆节前", "十一前", "第3季度末")),
        ("9月中旬", "09-20"),
        ("9月上旬", "09-10"),
        ("9月初", "09-10"),
        ("月底", "05-31"),
        ("本月底前", "05-31"),
        ("于2021年2月3日前", "2021-02-03"),
        ("明年3月底", "2021-03-31"),
        ("端午前", "06-24"),
        ("中秋节前", "09-30"),
        ("今天下班前", "05-18"),
        ("明天", "05-19"),
        ("后天", "05-20"),
        ("大后天", "05-21"),
        ("周五前", "05-22"),
        ("本周内", "05-22"),
        ("下周五", "05-29"),
        ("下下周一", "06-01"),
        ("星期三", "05-20"),
        ("10个工作日内", "06-01"),
        ("十天内", "05-28"),
        ("三日内", "05-21"),
        ("两周内", "06-01"),
        ("半个月内", "06-02"),
        ("一个月内", "06-18"),
        ("半年内", "11-18"),
        ("6月15日", "06-15"),
        ("6月15号之前", "06-15"),
        ("六月十五日前", "06-15"),
        ("2020-06-15", "06-15"),
        ("2020/6/15", "06-15"),
        ("6/15", "06-15"),
        ("6.15前", "06-15"),
        ("下月10号", "06-10"),
        ("27号前", "05-27"),
        ("15号之前", "06-15"),
        ("延到25号", "05-25"),
        ("6月最后一个星期五", "06-26"),
        ("6月第一个星期天", "06-07"),
        ("下个月第二个周三", "06-10"),
        ("冬至之前", "12-21"),
        ("圣诞节那天", "12-25"),
        ("until Christmas Day", "12-25"),
        ("限二十号", "05-20"),
        ("名下月底前到期的", "05-31"),
        ("１２月３１日前", "12-31"),
        ("end of June", "06-30"),
        ("by Sept 30", "09-30"),
        ("July 20", "07-20"),
        ("20 July", "07-20"),
        ("the 20th of July", "07-20"),
        ("Dec 31, 2020", "12-31"),
        ("by June", "06-30"),
        ("mid-September", "09-15"),
        ("next Friday", "05-29"),
        ("by Friday", "05-22"),
        ("Tuesday next week", "05-26"),
        ("on Monday of next week", "05-25"),
        ("in 10 working days", "06-01"),
        ("within two weeks", "06-01"),
        ("by the end of the month", "05-31"),
        ("end of the year", "12-31"),
        ("Q3", "09-30"),
        ("in the third quarter", "09-30"),
        ("before National Day", "09-30"),
        ("tomorrow", "05-19"),
    ],
)
def test_a_day(words: str, day: str) -> None:
    assert found(words) == day


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("三季度前", "which_date"),  # before the quarter or before its end
        ("6月前", "which_date"),
        ("尽快", "which_date"),
        ("适时开展", "which_date"),
        ("汛期前", "which_date"),
        ("as soon as possible", "which_date"),
        ("2月30日", "impossible_date"),
        ("13月5日", "impossible_date"),
        ("6月31日前", "impossible_date"),
        ("4月底前", "deadline_past"),
        ("上个月底", "deadline_past"),
        ("3月15日前", "deadline_past"),
        ("2019年底前", "deadline_past"),
        ("长期坚持", "ongoing"),
        ("常态化开展", "ongoing"),
        ("持续推进", "ongoing"),
        ("long-term", "ongoing"),
    ],
)
def test_what_is_no_day_is_never_made_one(words: str, answer: str) -> None:
    assert found(words) == answer


@pytest.mark.parametrize(
    "words",
    [
        "十四五规划",
        "四个不摘",
        "50项指标",
        "完成80%",
        "第14项",
        "3个项目",
        "百分之三十",
        "一把手",
        "may be",
        "march on",
        "1.5万吨",
    ],
)
def test_other_numbers_are_no_dates(words: str) -> None:
    assert found(words) == ""


def test_the_words_are_kept_and_an_aim_is_remembered() -> None:
    reading = find_deadline("13项给发改局牵头,力争12月底前完成", TODAY, CALENDAR)
    assert reading is not None
    assert reading.deadline is not None
    assert (reading.deadline.text, reading.deadline.soft, reading.deadline.day) == (
        "12月底前",
        True,
        dt.date(2020, 12, 31),
    )


def test_a_year_whose_holidays_are_unknown_is_asked_about() -> None:
    assert found("端午前", dt.date(2020, 12, 1)) == "which_date"
    assert found("元旦前", dt.date(2020, 12, 1)) == "12-31"


@given(st.text(max_size=60), st.dates(dt.date(2019, 1, 1), dt.date(2030, 12, 31)))
def test_no_day_that_is_read_is_past(words: str, today: dt.date) -> None:
    reading = find_deadline(plain(words), today, WorkingCalendar())
    if reading is not None and reading.deadline is not None and reading.deadline.kind is DeadlineKind.DAY:
        assert reading.deadline.day is not None
        assert reading.deadline.day >= today


@given(st.dates(dt.date(2020, 1, 1), dt.date(2027, 12, 31)), st.integers(0, 300))
def test_a_full_date_is_read_as_itself(today: dt.date, ahead: int) -> None:
    day = today + dt.timedelta(days=ahead)
    forms = [
        f"{day.year}年{day.month}月{day.day}日前",
        day.isoformat(),
        f"{day.year}/{day.month}/{day.day}",
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day} {day:%b} {day.year}",
    ]
    for words in forms:
        reading = find_deadline(plain(words), today, WorkingCalendar())
        assert reading is not None, words
        assert reading.day == day, words


@pytest.mark.parametrize(
    ("words", "cadence"),
    [
        ("每周五报我", Cadence(Frequency.WEEKLY, 5)),
        ("每周报一次", Cadence(Frequency.WEEKLY)),
        ("每月25日前报送", Cadence(Frequency.MONTHLY, 25)),
        ("每月一报", Cadence(Frequency.MONTHLY, 1)),
        ("逐月", Cadence(Frequency.MONTHLY)),
        ("每季度报一次", Cadence(Frequency.QUARTERLY)),
        ("每半年报送一次", Cadence(Frequency.HALF_YEARLY)),
        ("every Friday", Cadence(Frequency.WEEKLY, 5)),
        ("monthly by the 25th", Cadence(Frequency.MONTHLY, 25)),
        ("quarterly", Cadence(Frequency.QUARTERLY)),
    ],
)
def test_a_recurrence(words: str, cadence: Cadence) -> None:
    read = find_recurrence(plain(words))
    assert read is not None
    assert read[0] == cadence
