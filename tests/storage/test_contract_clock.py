"""What the clock keeps: choices, the office's days, weeks' figures; and the windows of the ladders, on every store."""

import datetime as dt
from dataclasses import replace

import pytest

from ledger.applications import Application, Asked, Desk
from ledger.clock_ports import NudgeWindow
from ledger.deadlines import Cadence, Deadline, DeadlineKind, Frequency
from ledger.escalation import Patience
from ledger.items import Milestone, Report, State
from ledger.members import Member, Role
from ledger.notices import Notice, NoticeKind
from ledger.nudging import Recipient, Trigger
from ledger.plans import ItemDraft
from ledger.ports import Store
from ledger.preferences import NudgePause, Preference
from tests.ledger.leaders import CASES, PEOPLE
from tests.storage.town import LIMIT, MINUTE, NOON, assigned, founded, message

LATER = NOON + dt.timedelta(days=30)
CONTACT = (Recipient.LEAD_LIAISON,)
MONTHLY = Cadence(Frequency.MONTHLY, 25)


async def planned(store: Store, window: NudgeWindow) -> list[tuple[str, str]]:
    """(fact, rule) of what is new by this window, and nothing new at the second time."""
    async with store.writing() as uow:
        new = await uow.notices.put_nudges([window], NOON)
    async with store.writing() as uow:
        assert await uow.notices.put_nudges([window], NOON) == 0
    async with store.reading() as uow:
        found = [(n.fact, n.rule) for n in await uow.notices.ripe(LATER, 1000) if n.rule == window.rule]
    assert len(found) == new
    return found


async def test_choices(store: Store) -> None:
    town = await founded(store)
    mine = Preference(town.head.id, dt.time(9, 30), dt.date(2026, 12, 1), escalations=True)
    async with store.writing() as uow:
        assert await uow.preferences.get(town.head.id) == Preference(town.head.id)
        await uow.preferences.put(mine)
        await uow.preferences.put(replace(mine, muted_until=None))
    async with store.reading() as uow:
        assert await uow.preferences.all() == {town.head.id: replace(mine, muted_until=None)}


async def test_snoozes(store: Store) -> None:
    town = await founded(store)
    until = dt.date(2026, 11, 25)
    async with store.writing() as uow:
        await uow.preferences.snooze(town.head.id, [1, 2], until)
        await uow.preferences.snooze(town.head.id, [2], until + dt.timedelta(2))
        await uow.preferences.snooze(town.head.id, [], until)
    async with store.reading() as uow:
        both = {(town.head.id, 1): until, (town.head.id, 2): until + dt.timedelta(2)}
        assert await uow.preferences.snoozed(dt.date(2026, 11, 24)) == both
        assert await uow.preferences.snoozed(until) == {(town.head.id, 2): until + dt.timedelta(2)}


async def test_days_of_the_house(store: Store) -> None:
    off, on = dt.date(2026, 5, 18), dt.date(2026, 5, 9)
    async with store.writing() as uow:
        await uow.house_days.set_days([off, on], False, "县庆", None)
        await uow.house_days.set_days([on], True, "补班", None)
    async with store.reading() as uow:
        assert await uow.house_days.calendar() == {off: False, on: True}
    async with store.writing() as uow:
        await uow.house_days.set_days([off], None, "", None)
        assert await uow.house_days.calendar() == {on: True}


async def test_pauses(store: Store) -> None:
    first, last = dt.date(2026, 11, 24), dt.date(2026, 11, 30)
    async with store.writing() as uow:
        await uow.house_days.add_pause(NudgePause(first, last, "防汛"))
    async with store.reading() as uow:
        found = await uow.house_days.pause_on(last)
        assert found is not None
        assert (found.first, found.last, found.reason) == (first, last, "防汛")
        assert await uow.house_days.pause_on(last + dt.timedelta(1)) is None
    async with store.writing() as uow:
        assert await uow.house_days.end_pauses(first + dt.timedelta(1)) == 1
        assert await uow.house_days.pause_on(first) is not None, "what was is not rewritten"
        assert await uow.house_days.pause_on(first + dt.timedelta(1)) is None


async def test_a_week_is_kept_as_it_was_first(store: Store) -> None:
    town = await founded(store)
    async with store.writing() as uow:
        assert await uow.weeks.put_once(town.plan.id, "2026-W48", {1: ("doing", "green"), 2: ("closed", "done")})
        assert not await uow.weeks.put_once(town.plan.id, "2026-W48", {1: ("doing", "red")})
    async with store.reading() as uow:
        assert await uow.weeks.get(town.plan.id, "2026-W48") == {1: ("doing", "green"), 2: ("closed", "done")}
        assert await uow.weeks.get(town.plan.id, "2026-W49") is None


async def test_the_last_tick(store: Store) -> None:
    async with store.writing() as uow:
        assert await uow.ticks.last() is None
        await uow.ticks.put(NOON)
        await uow.ticks.put(NOON + MINUTE)
        assert await uow.ticks.last() == NOON + MINUTE


async def test_signing_for(store: Store) -> None:
    """The day in the key is that of handing out, as UTC has it."""
    town = await founded(store)
    item = await assigned(store, town, 14, town.water)
    at = dt.datetime(2026, 11, 20, 23, 30, tzinfo=dt.UTC)
    async with store.writing() as uow:
        await uow.items.save(replace(item, state=State.ASSIGNED, assigned_at=at))
    days = dt.date(2026, 11, 18), dt.date(2026, 11, 20)
    assert await planned(store, NudgeWindow("sign_1", *days, CONTACT, Trigger.SIGN)) == [("2026-11-20", "sign_1")]
    early = NudgeWindow("sign_2", days[0], dt.date(2026, 11, 19), CONTACT, Trigger.SIGN)
    assert await planned(store, early) == []


@pytest.mark.parametrize(
    ("reported", "handed_out", "owed"),
    [(None, 1, True), (-1, 1, True), (1, 1, False), (None, 24, False)],
    ids=["never", "before the month", "in the month", "handed out too late"],
)
async def test_a_report(store: Store, reported: int | None, handed_out: int, owed: bool) -> None:
    town = await founded(store)
    item = await assigned(store, town, 14, town.water)
    first = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
    report = Report("推进", None, town.head.id, first + dt.timedelta(days=reported)) if reported is not None else None
    async with store.writing() as uow:
        given = first + dt.timedelta(days=handed_out - 2)
        await uow.items.save(replace(item, cadence=MONTHLY, last_report=report, assigned_at=given))
        assert await uow.notices.cadences() == [MONTHLY]
    day = dt.date(2026, 11, 25)
    window = NudgeWindow(
        "report_late_1",
        day,
        day,
        CONTACT,
        Trigger.REPORT,
        cadence=MONTHLY,
        reported_since=first,
        handed_out_before=dt.datetime(2026, 11, 21, tzinfo=dt.UTC),
    )
    assert await planned(store, window) == ([("2026-11-25", "report_late_1")] if owed else [])
    other = replace(window, rule="report_late_3", cadence=Cadence(Frequency.MONTHLY))
    assert await planned(store, other) == [], "another cadence"


async def test_milestones_that_are_still_open(store: Store) -> None:
    town = await founded(store)
    item = await assigned(store, town, 14, town.water)
    nodes = tuple(Milestone(f"节点{n}", dt.date(2026, 11, 20 + n)) for n in range(3))
    async with store.writing() as uow:
        saved = await uow.items.save(replace(item, milestones=(nodes[0], nodes[1], replace(nodes[2], done_at=NOON))))
    window = NudgeWindow("milestone_late_1", nodes[1].day, nodes[2].day, CONTACT, Trigger.MILESTONE)
    assert await planned(store, window) == [("2026-11-21", "milestone_late_1")]
    async with store.writing() as uow:
        await uow.items.save(replace(saved, milestones=()))
    assert await planned(store, replace(window, rule="milestone_late_5")) == []


@pytest.mark.parametrize("waits", ["nothing", "help", "fresh help", "explained"])
async def test_those_above_are_not_told_while_an_answer_is_waited_for(store: Store, waits: str) -> None:
    town = await founded(store)
    item = await assigned(store, town, 14, town.water)
    old, fresh = NOON - dt.timedelta(days=9), NOON - MINUTE
    changes: dict[str, dict[str, object]] = {
        "nothing": {},
        "help": {"applications": (Application(Asked.HELP, Desk.LEADER, town.head.id, old, old),)},
        "fresh help": {"applications": (Application(Asked.HELP, Desk.LEADER, town.head.id, fresh, fresh),)},
        "explained": {"last_report": Report("推进", None, town.head.id, fresh)},
    }
    async with store.writing() as uow:
        admin = await uow.members.add(Member(0, "主任", Role.ADMIN, None, user_id=41))
        leader = await uow.members.add(Member(0, "江若谷", Role.LEADER, None, user_id=42))
        other = await uow.members.add(Member(0, "别的县长", Role.LEADER, None, user_id=43))
        silent = await uow.members.add(Member(0, "若谷", Role.LEADER, None, user_id=44))
        for member in (leader, other):
            await uow.preferences.put(Preference(member.id, escalations=True))
        await uow.preferences.put(Preference(silent.id))
        await uow.items.save(replace(item, leader="江若谷、贺秋", **changes[waits]))  # type: ignore[arg-type]
    held = Patience(asked_before=NOON - dt.timedelta(days=3), explained_since=NOON - dt.timedelta(days=5))
    window = NudgeWindow("overdue_5", LIMIT, LIMIT, (Recipient.ADMIN, Recipient.LEADER), held=held)
    async with store.writing() as uow:
        await uow.notices.put_nudges([window], NOON)
        told = {n.member_id for n in await uow.notices.ripe(LATER, 100)}
    assert told == ({admin.id, leader.id} if waits in ("nothing", "fresh help") else set())


async def test_a_leader_is_reminded_by_whatever_name_items_call_him(store: Store) -> None:
    town = await founded(store)
    expected = set()
    async with store.writing() as uow:
        ids = {}
        for person in PEOPLE:
            ids[person.name] = (await uow.members.add(replace(person, id=0))).id
            await uow.preferences.put(Preference(ids[person.name], escalations=True))
        for number, (words, people, _) in enumerate(CASES, start=100):
            item = await uow.items.add(town.plan.id, ItemDraft(1, number, "事项", "办好。"))
            limit = Deadline("月底前", DeadlineKind.DAY, LIMIT)
            owed = replace(item, lead=town.water, deadline=limit, state=State.ASSIGNED, leader=words)
            await uow.items.save(owed)
            expected |= {(words, name) for name in people.split()}
    async with store.writing() as uow:
        await uow.notices.put_nudges([NudgeWindow("overdue_3", LIMIT, LIMIT, (Recipient.LEADER,))], NOON)
        named = {number: name for name, number in ids.items()}
        found = set()
        for notice in await uow.notices.ripe(LATER, 1000):
            item_ = await uow.items.get(notice.item_id or 0)
            assert item_ is not None
            found.add((item_.leader, named[notice.member_id]))
    assert found == expected


async def test_notices_move_to_ones_own_hour(store: Store) -> None:
    town = await founded(store)
    own = {dt.time(9, 30): NOON + 90 * MINUTE}
    async with store.writing() as uow:
        await uow.preferences.put(Preference(town.head.id, morning=dt.time(9, 30)))
        people = (town.head, town.liaison)
        await uow.notices.put(Notice(f"a|{m.id}", NoticeKind.NUDGE, m.id, "before_3", NOON) for m in people)
        await uow.notices.put([Notice("b", NoticeKind.NUDGE, town.head.id, "before_3", NOON - MINUTE)])
        await uow.notices.at_own_hours(NOON, own)
        assert {n.key for n in await uow.notices.ripe(NOON, 100)} == {f"a|{town.liaison.id}", "b"}


async def test_joining_a_message_that_has_not_left(store: Store) -> None:
    town = await founded(store)
    async with store.writing() as uow:
        await uow.notices.put([Notice("a", NoticeKind.NUDGE, town.head.id, "before_3", NOON)])
        (mine,) = await uow.notices.ripe(NOON, 10)
        assert not await uow.notices.join([mine.id], "daily|x")
        number = await uow.outbox.put_once(replace(message("daily|x"), member_id=town.head.id, payload=""))
        assert number is not None
        assert await uow.notices.join([mine.id], "daily|x")
        assert [n.id for n in await uow.notices.told(town.head.id, 5)] == [mine.id]
        assert [n.id for n in await uow.notices.of_message(number)] == [mine.id]
