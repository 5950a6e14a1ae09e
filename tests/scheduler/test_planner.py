"""What a day owes is planned once, whenever and however often it is asked."""

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest

from ledger.digest import DigestPolicy
from ledger.items import State
from ledger.notices import Notice, NoticeKind
from ledger.ports import Store
from ledger.preferences import Preference
from scheduler.planner import DIGESTS, Planned, plan
from tests.scheduler.office import Office
from tests.town import CULTURE, POLICIES, REFORM, TRANSPORT, chinese_working_calendar

FAR = dt.datetime(2027, 6, 1, tzinfo=dt.UTC)


async def ripe(office: Office) -> list[Notice]:
    async with office.store.reading() as uow:
        return list(await uow.notices.ripe(FAR, 1000))


async def test_the_second_run_owes_nothing_new(office: Office) -> None:
    office.at(2026, 11, 23, 7, 0)
    first = await office.plans()
    assert (first.nudges, first.digests, first.failed) == (1, 7, ())
    assert await office.plans() == type(first)()
    office.at(2026, 11, 23, 17, 0)
    assert await office.plans() == type(first)()


async def test_who_hears_of_item_14(office: Office) -> None:
    """Limit Friday the 27th: on Tuesday (3 working days) contact and head, on Thursday the cooperating units, too."""
    office.at(2026, 11, 24, 7, 0)
    await office.plans()
    people = {member.id: name for name, member in office.town.people.items()}
    heard = [people[n.member_id] for n in await ripe(office) if n.kind is NoticeKind.NUDGE]
    assert sorted(heard) == ["林晓禾", "罗建川"]
    office.at(2026, 11, 26, 7, 0)
    await office.plans()
    rules = {(people[n.member_id], n.rule) for n in await ripe(office) if n.rule == "before_1"}
    assert {name for name, _ in rules} == {"林晓禾", "罗建川", "石一鸣", "韩卫平"}


async def test_nudges_wait_for_the_morning(office: Office) -> None:
    office.at(2026, 11, 24, 0, 5)
    await office.plans()
    morning = POLICIES.hours.at(dt.date(2026, 11, 24), POLICIES.hours.morning)
    assert {n.not_before for n in await ripe(office)} == {morning}


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (dt.date(2026, 11, 22), "a Sunday"),
        (dt.date(2026, 10, 1), "National Day, a Thursday"),
        (dt.date(2026, 10, 6), "a Tuesday within the holiday"),
        (dt.date(2026, 2, 23), "a Monday, last day of Spring Festival"),
    ],
)
async def test_nothing_is_planned_on_a_day_off(office: Office, day: dt.date, why: str) -> None:
    await office.town.hand_out(7, CULTURE, day=day + dt.timedelta(1))
    office.at(day.year, day.month, day.day, 9, 0)
    planned = await office.plans()
    assert (planned.nudges, planned.digests) == (0, 0), why


async def test_a_day_off_laid_down_before_this_program_began_is_known(office: Office) -> None:
    """By another process, or before a restart: the calendar in hand has not heard of it."""
    thursday = dt.date(2026, 11, 26)
    async with office.store.writing() as uow:
        await uow.house_days.set_days([thursday], False, "县庆", None)
    calendar = chinese_working_calendar()
    policies = replace(POLICIES, calendar=calendar)
    office.at(2026, 11, 25, 7, 0)
    await plan(office.store, policies, office.clock())
    assert {n.rule for n in await ripe(office) if n.kind is NoticeKind.NUDGE} == {"before_1"}, "Friday is next"
    office.at(2026, 11, 26, 7, 0)
    assert await plan(office.store, policies, office.clock()) == Planned()


async def test_a_make_up_sunday_is_a_working_day(office: Office) -> None:
    """2026-09-20 is worked for National Day; the limit on Monday is one working day away."""
    await office.town.hand_out(7, CULTURE, day=dt.date(2026, 9, 21))
    office.at(2026, 9, 20, 9, 0)
    await office.plans()
    assert {(n.rule, n.fact) for n in await ripe(office)} == {("before_1", "2026-09-21")}


@pytest.mark.parametrize("state", [State.SUBMITTED, State.CLOSED, State.CANCELLED, State.SUSPENDED, State.DRAFT])
async def test_who_holds_nothing_is_not_nudged(office: Office, state: State) -> None:
    await office.town.set_item(14, state=state)
    office.at(2026, 11, 26, 7, 0)
    assert (await office.plans()).nudges == 0


@pytest.mark.parametrize(
    ("day", "digests", "why"),
    [
        (dt.date(2026, 11, 23), 7, "a Monday"),
        (dt.date(2026, 10, 8), 3, "Thursday, first working day after National Day"),
        (dt.date(2026, 5, 6), 3, "Wednesday, first working day after May Day"),
        (dt.date(2026, 2, 24), 3, "Tuesday, first working day after Spring Festival"),
        (dt.date(2026, 11, 25), 7, "Wednesday: Monday and Tuesday the program was down"),
        (dt.date(2026, 11, 26), 0, "Thursday: too late to call it a weekly message"),
        (dt.date(2026, 9, 20), 0, "a make-up Sunday belongs to the week that has had its digest"),
    ],
)
async def test_the_digest_comes_with_the_weeks_first_working_day(
    office: Office, day: dt.date, digests: int, why: str
) -> None:
    """The office and the leader always hear, four people of units only while something is due there."""
    office.at(day.year, day.month, day.day, 9, 0)
    await office.plans()
    weekly = [n for n in await ripe(office) if n.rule == DigestPolicy.WEEKLY]
    assert len(weekly) == digests, why


async def test_one_digest_a_week_and_person_all_year(office: Office) -> None:
    day, planned = dt.date(2026, 1, 1), 0
    while day.year == 2026:
        office.at(day.year, day.month, day.day, 9, 0)
        planned += (await office.plans()).digests
        day += dt.timedelta(1)
    digests = [n for n in await ripe(office) if n.kind is NoticeKind.DIGEST]
    assert planned == len(digests) == len({(n.member_id, n.fact) for n in digests})
    weeks = {n.fact for n in digests if n.rule == DigestPolicy.WEEKLY}
    longer = {n.fact for n in digests if n.rule != DigestPolicy.WEEKLY}
    assert {fact for fact in longer if "Q" in fact} == {"2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"}
    assert len(longer) == 12, "a quarter's report stands for its month's"
    # Weeks 2 to 53: week 1 had its digest in December, and that of Spring Festival (16–22 February) has no working day.
    assert len(weeks) == 51
    assert "2026-W08" not in weeks


async def test_the_longer_reports_are_for_the_office_and_leaders(office: Office) -> None:
    office.at(2026, 12, 1, 7, 0)
    await office.plans()
    names = {member.id: name for name, member in office.town.people.items()}
    monthly = [n for n in await ripe(office) if n.rule == DigestPolicy.MONTHLY]
    assert {(names[n.member_id], n.fact) for n in monthly} == {
        (name, "2026-M12") for name in ("沈知行", "顾长河", "江若谷")
    }


async def test_before_the_first_import_there_is_no_digest(store: Store) -> None:
    planned = await plan(store, POLICIES, POLICIES.hours.at(dt.date(2026, 11, 23), dt.time(9)))
    assert (planned.nudges, planned.digests) == (0, 0)


async def test_one_bad_rule_never_stops_the_rest(office: Office) -> None:
    await office.town.hand_out(7, CULTURE, (REFORM,), dt.date(2026, 11, 19))
    await office.town.hand_out(4, TRANSPORT, day=dt.date(2026, 11, 30))
    office.at(2026, 11, 24, 7, 0)
    broken = await plan(_Broken(office.store, "before_3"), POLICIES, office.clock())
    assert broken.failed == ("before_3",)
    assert {n.rule for n in await ripe(office) if n.kind is NoticeKind.NUDGE} == {"overdue_3", "before_7"}
    mended = await office.plans()
    assert (mended.nudges, mended.failed) == (2, ())


async def test_bad_digests_never_stop_the_nudges_and_keep_nobodys_hour_from_him(office: Office) -> None:
    cadre = office.town.people["林晓禾"]
    async with office.store.writing() as uow:
        await uow.preferences.put(Preference(cadre.id, morning=dt.time(10, 30)))
    office.at(2026, 11, 24, 7, 0)
    broken = await plan(_Broken(office.store, DIGESTS), POLICIES, office.clock())
    assert (broken.nudges, broken.digests, broken.failed) == (2, 0, (DIGESTS,))
    hours = {n.member_id: POLICIES.hours.local(n.not_before).time() for n in await ripe(office)}
    assert hours == {cadre.id: dt.time(10, 30), office.town.people["罗建川"].id: POLICIES.hours.morning}
    mended = await office.plans()
    assert (mended.nudges, mended.digests > 0, mended.failed) == (0, True, ())


class _Broken:
    """A store that cannot plan one rule, or the digests."""

    def __init__(self, store: Store, rule: str) -> None:
        self._store = store
        self._rule = rule

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Any]:
        async with self._store.writing() as uow:
            put_nudges = uow.notices.put_nudges

            async def or_break(windows: Any, not_before: dt.datetime) -> int:
                if windows[0].rule == self._rule:
                    raise RuntimeError("a bad rule")
                return await put_nudges(windows, not_before)

            async def no_weeks(*_: Any) -> bool:
                raise RuntimeError("no digests today")

            uow.notices.put_nudges = or_break  # type: ignore[method-assign]
            if self._rule == DIGESTS:
                uow.weeks.put_once = no_weeks  # type: ignore[method-assign,assignment]
            yield uow

    def reading(self) -> Any:
        return self._store.reading()
