"""Clocks that jump: reliability.md §3, group C."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from bot.wiring import policies_of
from config import BadSettings, read_settings
from ledger.calendar import WorkingCalendar
from ledger.items import State
from ledger.policies import Policies
from ledger.working_hours import WorkingHours
from scheduler.clock_guard import ClockGuard
from scheduler.housekeeping import look_over
from scheduler.planner import plan
from tests.scheduler.office import Office
from tests.town import CULTURE, POLICIES

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


class Telegram:
    """Says what time it is, or nothing."""

    def __init__(self, says: dt.datetime | None) -> None:
        self.says = says

    def __call__(self) -> dt.datetime | None:
        return self.says


@pytest.mark.parametrize("jump", [DAY, 365 * DAY])
async def test_c01_a_clock_that_jumped_ahead_is_not_believed(office: Office, jump: dt.timedelta) -> None:
    now, telegram = office.clock(), Telegram(None)
    guard = ClockGuard(office.store, telegram)
    assert await guard.believes(now), "the first tick ever"
    assert not await guard.believes(now + jump), "nobody agrees yet"
    telegram.says = now + HOUR
    assert not await guard.believes(now + jump), "Telegram says otherwise"
    assert await guard.believes(now + HOUR), "the clock was put right"


async def test_c01_after_a_real_outage_telegram_agrees(office: Office) -> None:
    now = office.clock()
    guard = ClockGuard(office.store, Telegram(now + 3 * DAY + dt.timedelta(minutes=1)))
    await guard.believes(now)
    assert await guard.believes(now + 3 * DAY)
    assert await ClockGuard(office.store, Telegram(None)).believes(now + 3 * DAY + HOUR), "it was remembered"


@pytest.mark.parametrize("back", [HOUR, DAY])
async def test_c02_a_clock_that_was_set_back_owes_nothing_twice(office: Office, back: dt.timedelta) -> None:
    office.at(2026, 11, 26, 8, 41)
    guard = ClockGuard(office.store, Telegram(None))
    assert await guard.believes(office.clock())
    first = await office.works()
    office.town.now -= back
    assert await guard.believes(office.clock()), "it does not stall"
    assert [s for s in await office.works() if s.text in {sent.text for sent in first}] == []
    office.town.now += back + dt.timedelta(minutes=5)
    assert await office.works() == []


async def test_c02_from_the_time_it_was_set_back_to_a_jump_ahead_is_one_again(office: Office) -> None:
    now = office.clock()
    guard = ClockGuard(office.store, Telegram(None))
    assert await guard.believes(now + DAY)
    assert await guard.believes(now)
    assert not await guard.believes(now + DAY)


def test_c03_a_wrong_zone_is_one_clear_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUBAN_TIMEZONE", "Asia/Chongking")
    with pytest.raises(BadSettings, match="DUBAN_TIMEZONE"):
        read_settings(None)


@pytest.mark.parametrize("day", [dt.date(2026, 3, 29), dt.date(2026, 10, 25)], ids=["gap", "overlap"])
async def test_c04_every_local_date_is_nudged_once_where_clocks_change(office: Office, day: dt.date) -> None:
    """Berlin, with both Sundays worked: the morning at 02:30 does not exist on one and comes twice on the other."""
    zone = ZoneInfo("Europe/Berlin")
    hours = WorkingHours(zone, opens=dt.time(2, 0), closes=dt.time(18, 0), morning=dt.time(2, 30))
    policies = Policies(WorkingCalendar(make_up_days=[day]), hours, POLICIES.lights)
    await office.town.set_item(14, state=State.CLOSED)
    await office.town.hand_out(7, CULTURE, day=day)
    planned = [(await plan(office.store, policies, hours.at(day, dt.time(hour)))).nudges for hour in range(24)]
    assert sum(planned) == 2, "contact and head, once each"
    # 02:30 does not exist on the one day: it moves on; on the other the first of the two counts.
    assert hours.local(hours.at(day, hours.morning)).time() == dt.time(3 if day.month == 3 else 2, 30)


@pytest.mark.parametrize(("hour", "minute", "rule"), [(0, 0, "before_0"), (23, 59, "before_0")])
async def test_c06_the_last_day_is_the_local_one(office: Office, hour: int, minute: int, rule: str) -> None:
    office.at(2026, 11, 27, hour, minute)
    await office.plans()
    async with office.store.reading() as uow:
        ripe = await uow.notices.ripe(office.clock() + 9 * DAY, 100)
    assert {n.rule for n in ripe if n.rule.startswith(("before", "overdue"))} == {rule}


async def test_c07_admins_hear_in_november_that_the_next_year_is_provisional(office: Office) -> None:
    office.at(2026, 11, 24, 3, 10)
    for _ in range(2):
        await look_over(office.store, POLICIES, office.clock())
    office.at(2026, 11, 24, 8, 41)
    await office.works()
    (sent,) = office.messenger.to(7004)
    assert sent.lines[0].startswith("2027年的节假日和补班安排还没有录入，目前按周一至周五暂定。")


async def test_c08_the_digest_of_a_week_that_begins_with_a_holiday(office: Office) -> None:
    policies = policies_of(read_settings(None))
    for day in (5, 8, 9):
        await plan(office.store, policies, policies.hours.at(dt.date(2026, 10, day), dt.time(9)))
    async with office.store.reading() as uow:
        ripe = await uow.notices.ripe(office.clock() + 99 * DAY, 100)
    weekly = [n for n in ripe if n.rule == "weekly"]
    assert len(weekly) == len({n.member_id for n in weekly})
    assert {n.fact for n in weekly} == {"2026-W41"}


async def test_c10_a_limit_that_moves_while_its_nudge_waits(office: Office) -> None:
    office.at(2026, 11, 26, 7, 0)
    await office.plans()
    await office.town.hand_out(14, CULTURE, day=dt.date(2026, 11, 30))
    office.at(2026, 11, 26, 8, 41)
    await office.delivers()
    assert office.messenger.to(7001) == [], "the old one is not true any more"
    office.at(2026, 11, 27, 8, 41)
    (sent,) = [s for s in await office.works() if s.chat_id == 7001]
    assert "11月30日" in sent.text
