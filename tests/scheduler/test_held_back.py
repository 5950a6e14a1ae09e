"""What holds the clock back, each by itself: the office's pause, days off, a stopped item, a mute, an hour, a leave.

A rule is a band of days and old notices give way to new ones, so that a run of days looks right even where one of these
is ignored; here each is asked for alone.
"""

import datetime as dt
from dataclasses import replace

import pytest

from ledger.items import State
from ledger.members import Away, Member, Role
from ledger.notices import Notice, NoticeKind
from ledger.preferences import NudgePause, Preference
from scheduler.gathering import gather
from scheduler.planner import Planned, plan
from tests.scheduler.office import Office
from tests.town import CULTURE, POLICIES, chinese_working_calendar

CADRE, HEAD = "林晓禾", "罗建川"
FAR = dt.datetime(2027, 6, 1, tzinfo=dt.UTC)
MONDAY, THURSDAY = dt.date(2026, 11, 23), dt.date(2026, 11, 26)


async def owed(office: Office) -> list[Notice]:
    async with office.store.reading() as uow:
        return list(await uow.notices.ripe(FAR, 1000))


async def pauses(office: Office, first: dt.date, last: dt.date) -> None:
    async with office.store.writing() as uow:
        await uow.house_days.add_pause(NudgePause(first, last, "防汛"))


@pytest.fixture
def thursday(office: Office) -> Office:
    """Item 14 is due on Friday: the contact, the head and those who cooperate are to be reminded."""
    office.at(2026, 11, 26, 6, 0)
    return office


async def test_without_any_of_them_people_hear(thursday: Office) -> None:
    assert (await thursday.plans()).nudges == 4


@pytest.mark.parametrize("day", [MONDAY, THURSDAY])
async def test_nothing_is_planned_while_the_office_pauses(office: Office, day: dt.date) -> None:
    """On Monday there would be digests as well."""
    await pauses(office, day, day)
    office.at(day.year, day.month, day.day, 6, 0)
    assert await office.plans() == Planned()
    assert await owed(office) == []
    office.at(day.year, day.month, day.day + 1, 6, 0)
    assert (await office.plans()).nudges > 0, "a pause ends by itself"


async def test_what_was_planned_before_the_pause_waits_for_its_end(thursday: Office) -> None:
    """Said at eight, of what was planned at six."""
    await thursday.plans()
    await pauses(thursday, THURSDAY, THURSDAY)
    thursday.at(2026, 11, 26, 8, 41)
    assert await thursday.gathers() == 0
    morning = POLICIES.hours.at(dt.date(2026, 11, 27), POLICIES.hours.morning)
    assert {notice.not_before for notice in await owed(thursday)} == {morning}
    thursday.at(2026, 11, 27, 8, 41)
    assert await thursday.gathers() == 4


async def test_what_is_new_is_told_all_the_same(thursday: Office) -> None:
    await pauses(thursday, THURSDAY, THURSDAY)
    member = thursday.town.people[CADRE].id
    thursday.at(2026, 11, 26, 10, 0)
    item = await thursday.town.hand_out(9, CULTURE, state=State.ASSIGNED)
    await thursday.owes(
        Notice("new", NoticeKind.ASSIGNED, member, "lead", thursday.clock(), item.id, str(item.version))
    )
    assert len(await thursday.works()) == 1


@pytest.mark.parametrize("day", [dt.date(2026, 11, 22), dt.date(2026, 10, 1)])
async def test_nothing_is_planned_on_a_day_off(office: Office, day: dt.date) -> None:
    await office.town.set_item(14, deadline=replace((await office.town.item(14)).deadline, day=day))  # type: ignore[type-var]
    office.at(day.year, day.month, day.day, 6, 0)
    assert await office.plans() == Planned()


async def test_a_day_off_that_another_process_heard_of_holds_here(thursday: Office) -> None:
    """The planner asks what the office laid down; its own calendar was read when the program began."""
    async with thursday.store.writing() as uow:
        await uow.house_days.set_days([THURSDAY], False, "县庆", None)
    policies = replace(POLICIES, calendar=chinese_working_calendar())
    assert await plan(thursday.store, policies, thursday.clock()) == Planned()
    assert await owed(thursday) == []


async def test_a_stopped_item_is_not_planned(thursday: Office) -> None:
    await thursday.town.set_item(14, state=State.SUSPENDED)
    assert (await thursday.plans()).nudges == 0


async def test_and_what_was_planned_of_it_before_is_not_said(thursday: Office) -> None:
    await thursday.plans()
    await thursday.town.set_item(14, state=State.SUSPENDED)
    thursday.at(2026, 11, 26, 8, 41)
    await thursday.delivers()
    assert thursday.messenger.sent == []
    assert {row.reason for row in await thursday.rows()} == {"item_suspended"}


async def test_a_mute_drops_what_is_early(office: Office) -> None:
    await office.town.hand_out(7, CULTURE, day=dt.date(2026, 12, 3))
    await office.town.set_item(14, state=State.CLOSED)
    async with office.store.writing() as uow:
        await uow.preferences.put(Preference(office.town.people[CADRE].id, muted_until=dt.date(2026, 11, 24)))
    office.at(2026, 11, 24, 8, 41)
    assert (await office.plans()).nudges == 1, "it is owed"
    await office.gathers()
    assert 7001 not in {row.chat_id for row in await office.rows()}
    assert await owed(office) == [], "and not said later either"


async def test_ones_own_hour_is_planned(thursday: Office) -> None:
    """Nudges here; what the digests are due at is asked on a Monday below."""
    await _chose(thursday, dt.time(10, 30))
    await thursday.plans()
    assert await _hours_of(thursday) == {CADRE: {dt.time(10, 30)}, HEAD: {dt.time(8, 40)}}


async def test_ones_own_hour_holds_though_the_digests_fail(thursday: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each rule is a transaction: what is committed may be gathered before the next is."""

    async def fails(*_: object) -> int:
        raise RuntimeError("digests")

    monkeypatch.setattr("scheduler.planner.plan_digests", fails)
    await _chose(thursday, dt.time(10, 30))
    assert (await thursday.plans()).failed == ("digests",)
    assert await _hours_of(thursday) == {CADRE: {dt.time(10, 30)}, HEAD: {dt.time(8, 40)}}


async def test_ones_own_hour_holds_for_the_digest(office: Office) -> None:
    await office.town.set_item(14, state=State.SUBMITTED)
    await _chose(office, dt.time(10, 30))
    office.at(2026, 11, 23, 6, 0)
    assert (await office.plans()).nudges == 0
    assert await _hours_of(office) == {CADRE: {dt.time(10, 30)}, HEAD: {dt.time(8, 40)}}


async def _chose(office: Office, hour: dt.time) -> None:
    async with office.store.writing() as uow:
        await uow.preferences.put(Preference(office.town.people[CADRE].id, morning=hour))


async def _hours_of(office: Office) -> dict[str, set[dt.time]]:
    found: dict[str, set[dt.time]] = {}
    for name in (CADRE, HEAD):
        mine = [notice for notice in await owed(office) if notice.member_id == office.town.people[name].id]
        found[name] = {POLICIES.hours.local(notice.not_before).time() for notice in mine}
    return found


async def test_whoever_covers_a_leave_is_owed_what_waits(thursday: Office) -> None:
    async with thursday.store.writing() as uow:
        cover = await uow.members.add(Member(0, "马春山", Role.SUPERVISOR, thursday.town.units[CULTURE], 7101))
    await thursday.plans()
    await thursday.change_member(CADRE, away=Away(THURSDAY, THURSDAY, cover.id))
    thursday.at(2026, 11, 26, 8, 41)
    await gather(thursday.store, POLICIES, thursday.clock())
    chats = {row.chat_id for row in await thursday.rows()}
    assert 7101 in chats
    assert 7001 not in chats


async def test_a_reminder_put_off_waits(thursday: Office) -> None:
    await thursday.plans()
    item, member = await thursday.town.item(14), thursday.town.people[CADRE].id
    async with thursday.store.writing() as uow:
        await uow.preferences.snooze(member, [item.id], dt.date(2026, 11, 27))
    thursday.at(2026, 11, 26, 8, 41)
    await thursday.gathers()
    assert 7001 not in {row.chat_id for row in await thursday.rows()}
