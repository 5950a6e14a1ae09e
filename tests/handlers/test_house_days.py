"""Days off, make-up days and pauses, laid down by chat; and a calendar of everybody's that hears of it at once."""

import datetime as dt
from dataclasses import replace

import pytest

from documents.calendar_days import CalendarDay, read_calendar_days
from ledger.calendar import Rollover, WorkingCalendar
from ledger.refusals import Refused
from tests.handlers.saying import audit
from tests.town import HOUSE, TODAY, Town, chinese_working_calendar, founded

FRIDAY = dt.date(2026, 11, 27)


async def county() -> tuple[Town, WorkingCalendar]:
    """With a calendar of its own: it is changed here."""
    calendar = chinese_working_calendar()
    return await founded(house=replace(HOUSE, policies=replace(HOUSE.policies, calendar=calendar))), calendar


async def test_a_day_off_counts_from_that_moment_on() -> None:
    town, calendar = await county()
    assert "还剩3个工作日" in (await town.cadre.says("14项")).text
    admin = town.admin
    said = await admin.says("11月25日放假")
    assert said.text == "好的，11月25日（周三）放假，已计入工作日计算。"
    assert not calendar.is_working(dt.date(2026, 11, 25))
    assert "还剩2个工作日" in (await town.cadre.says("14项")).text
    (entry,) = audit(town)
    assert (entry.event, entry.after) == ("calendar_set", {"2026-11-25": False})
    assert (await admin.presses("恢复原安排")).text == "好的，11月25日（周三）恢复原来的安排。"
    assert calendar.is_working(dt.date(2026, 11, 25))


async def test_lists_hear_of_it_too() -> None:
    """What was counted once for everybody is counted anew."""
    town, _ = await county()
    assert "还剩3个工作日" in (await town.supervisor.says("只看黄的")).text
    await town.admin.says("11月25日放假")
    assert "还剩2个工作日" in (await town.supervisor.says("只看黄的")).text


async def test_a_run_of_days_and_a_make_up_day() -> None:
    town, calendar = await county()
    assert (await town.admin.says("12月1日到3日放假")).text == "好的，12月1日—12月3日放假，已计入工作日计算。"
    assert (await town.admin.says("12月5日补班")).text == "好的，12月5日（周六）上班，已计入工作日计算。"
    assert calendar.between(TODAY, dt.date(2026, 12, 6)) == 6
    shown = await town.admin.says("节假日安排")
    assert shown.lines[1:3] == ["放假：12月1日—12月3日", "上班：12月5日（周六）"]


async def test_a_date_said_in_november_is_of_the_year_to_come() -> None:
    town, calendar = await county()
    assert calendar.provisional(2027)
    said = await town.admin.says("5月1日到5日放假")
    assert said.text.startswith("好的，2027年5月1日—2027年5月5日放假")
    assert not calendar.provisional(2027), "five days of a year laid down make it known"


async def test_a_year_nobody_has_laid_down_is_said_to_be_provisional() -> None:
    town, _ = await county()
    assert "暂定" not in (await town.admin.says("节假日安排")).text
    town.moves_to(dt.datetime(2027, 1, 5, 9, 0))  # noqa: DTZ001 - a wall time
    assert (await town.admin.says("节假日安排")).first.startswith(
        "2027年的节假日安排还没有发布或录入，工作日暂定按周一至周五计算。"
    )


@pytest.mark.parametrize("words", ["11月25日放假", "暂停全部提醒到11月30日"])
async def test_units_do_not_lay_down_anything_for_everybody(words: str) -> None:
    town, calendar = await county()
    await town.cadre.says(words)
    assert calendar.is_working(dt.date(2026, 11, 25))
    async with town.store.reading() as uow:
        assert await uow.house_days.pause_on(TODAY) is None


async def test_a_question_changes_nothing() -> None:
    town, calendar = await county()
    await town.admin.says("11月25日放假吗")
    assert calendar.is_working(dt.date(2026, 11, 25))


def test_days_from_a_file() -> None:
    text = "日期,安排,说明\n2027-05-01,放假,劳动节\n2027/5/9,上班\n"
    with pytest.raises(Refused, match="calendar_file"):
        read_calendar_days(text)
    assert read_calendar_days(text.replace("2027/5/9", "2027-05-09")) == [
        CalendarDay(dt.date(2027, 5, 1), works=False, note="劳动节"),
        CalendarDay(dt.date(2027, 5, 9), works=True),
    ]


@pytest.mark.parametrize(
    ("rollover", "last"),
    [(Rollover.NEXT, dt.date(2026, 11, 30)), (Rollover.PREV, FRIDAY), (Rollover.NONE, dt.date(2026, 11, 28))],
)
def test_when_a_limit_on_a_saturday_is_over(rollover: Rollover, last: dt.date) -> None:
    assert WorkingCalendar(rollover=rollover).last_day(dt.date(2026, 11, 28)) == last
