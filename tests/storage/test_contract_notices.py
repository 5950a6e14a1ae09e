"""Notices: owed once, planned set-based, gathered by person."""

import asyncio
import datetime as dt
from dataclasses import replace

import pytest

from ledger.clock_ports import NudgeWindow
from ledger.departments import DepartmentDraft
from ledger.items import OWED, Item, Priority, State
from ledger.members import Member, Role
from ledger.messages import Lane
from ledger.notices import Notice, NoticeKind, nudge_key, presses
from ledger.nudging import Recipient
from ledger.plans import ItemDraft
from ledger.ports import Store
from tests.storage.conftest import Twins
from tests.storage.town import LIMIT, MINUTE, NOON, Town, assigned, founded, message, notice, put

LATER = NOON + dt.timedelta(days=30)
EVERYBODY = tuple(Recipient)


def window(*to: Recipient, rule: str = "before_3", first: dt.date = LIMIT, last: dt.date = LIMIT) -> NudgeWindow:
    return NudgeWindow(rule, first, last, to)


async def ripe(store: Store, now: dt.datetime = LATER, limit: int = 1000) -> list[Notice]:
    async with store.reading() as uow:
        return list(await uow.notices.ripe(now, limit))


async def planned(store: Store, *windows: NudgeWindow) -> int:
    async with store.writing() as uow:
        return await uow.notices.put_nudges(windows, NOON)


async def test_a_notice_is_put_once(store: Store) -> None:
    town = await founded(store)
    first = Notice("digest|2026-W48|1", NoticeKind.DIGEST, town.head.id, "weekly", NOON)
    async with store.writing() as uow:
        assert await uow.notices.put([first, notice("b", town.head), notice("b", town.head)]) == 2
    async with store.writing() as uow:
        assert await uow.notices.put(iter([first, notice("c", town.head)])) == 1
        assert await uow.notices.put([]) == 0
    found = await ripe(store)
    assert [n.key for n in found] == [first.key, "b", "c"]
    assert replace(found[0], id=0) == first
    assert found[1].item_id == 1


async def test_a_planned_nudge_is_what_the_ledger_calls_it(store: Store) -> None:
    town = await founded(store)
    item = await assigned(store, town, 14, town.water)
    assert await planned(store, window(Recipient.LEAD_LIAISON)) == 1
    assert [replace(n, id=0) for n in await ripe(store)] == [
        Notice(
            key=nudge_key(item.id, LIMIT, "before_3", town.liaison.id),
            kind=NoticeKind.NUDGE,
            member_id=town.liaison.id,
            rule="before_3",
            not_before=NOON,
            item_id=item.id,
            fact="2026-11-30",
        )
    ]


async def test_planning_again_owes_nothing_new(store: Store) -> None:
    town = await founded(store)
    await assigned(store, town, 14, town.water, (town.roads,))
    await assigned(store, town, 1, town.roads, (town.water,))
    windows = (window(*EVERYBODY), window(*EVERYBODY, rule="overdue_1"))
    first = await planned(store, *windows)
    assert first > 0
    assert await planned(store, *windows) == 0
    assert await planned(store, windows[0]) == 0
    found = await ripe(store)
    assert len(found) == first == len({n.key for n in found})


PRESSING = [
    (Priority.URGENT, NoticeKind.ASSIGNED, "lead", True),
    (Priority.URGENT, NoticeKind.CHANGED, "urged", True),
    (Priority.URGENT, NoticeKind.CHANGED, "instructed", True),
    (Priority.URGENT, NoticeKind.CHANGED, "cadence_set", False),
    (Priority.URGENT, NoticeKind.NUDGE, "before_0", True),
    (Priority.URGENT, NoticeKind.NUDGE, "overdue_10", True),
    (Priority.URGENT, NoticeKind.NUDGE, "before_1", False),
    (Priority.URGENT, NoticeKind.NUDGE, "report_late_1", False),
    (Priority.URGENT, NoticeKind.DECIDE, "closing", False),
    (Priority.HIGH, NoticeKind.ASSIGNED, "lead", False),
    (Priority.ORDINARY, NoticeKind.NUDGE, "overdue_1", False),
]


@pytest.mark.parametrize(("priority", "kind", "rule", "leaves"), PRESSING)
async def test_what_may_leave_outside_working_hours(
    store: Store, priority: Priority, kind: NoticeKind, rule: str, leaves: bool
) -> None:
    town = await founded(store)
    item = await _of_urgency(store, town, priority)
    owed = Notice("key", kind, town.head.id, rule, NOON, item.id, LIMIT.isoformat())
    async with store.writing() as uow:
        await uow.notices.put([owed, Notice("none", kind, town.head.id, rule, NOON)])
    async with store.reading() as uow:
        found = [each.key for each in await uow.notices.pressing(LATER, 1000)]
    assert presses(owed, item) is leaves
    assert found == (["key"] if leaves else [])


async def test_what_presses_is_given_by_whole_members_whatever_else_waits(store: Store) -> None:
    town = await founded(store)
    item = await _of_urgency(store, town, Priority.URGENT)
    people = sorted((town.head, town.liaison), key=lambda member: member.id)
    async with store.writing() as uow:
        await uow.notices.put([notice(f"ordinary {n}", people[0]) for n in range(3)])
        await uow.notices.put(
            Notice(f"{n}|{m.id}", NoticeKind.ASSIGNED, m.id, "lead", NOON, item.id) for m in people for n in range(2)
        )
    async with store.reading() as uow:
        assert [n.key for n in await uow.notices.pressing(LATER, 1)] == [f"{n}|{people[0].id}" for n in range(2)]
        assert len(await uow.notices.pressing(LATER, 9)) == 4
        assert await uow.notices.pressing(NOON - MINUTE, 9) == []


async def test_two_planners_at_once_owe_everything_once(twins: Twins) -> None:
    """Each puts the same rules, a transaction a rule, as on two machines that wake at the same hour."""
    town = await founded(twins.first)
    async with twins.first.writing() as uow:
        for number in range(20, 60):
            await uow.items.add(town.plan.id, ItemDraft(1, number, f"事项{number}", "办好。"))
    for number in range(20, 60):
        await assigned(twins.first, town, number, *((town.water, (town.roads,)) if number % 2 else (town.roads, ())))
    rules = [window(*EVERYBODY, rule=f"before_{n}") for n in (7, 3, 1, 0)]

    async def plans(store: Store) -> int:
        return sum([await planned(store, rule) for rule in rules])

    new = await asyncio.gather(*(plans(store) for store in (twins.first, twins.second) for _ in range(3)))
    found = await ripe(twins.second)
    assert sum(new) == len(found) == len({n.key for n in found})
    assert len(found) == len(rules) * (20 * 2 + 20 * 1), "head and contact of the one unit, the head of the other"


@pytest.mark.parametrize(
    ("to", "people"),
    [
        ((Recipient.LEAD_LIAISON,), {"小李"}),
        ((Recipient.LEAD_HEAD,), {"王局长"}),
        ((Recipient.LEAD_LIAISON, Recipient.LEAD_HEAD), {"小李", "王局长"}),
        ((Recipient.CO_LIAISON,), {"小孙"}),
        (EVERYBODY, {"小李", "王局长", "小孙", "督查员"}),
        ((), set()),
    ],
)
async def test_who_hears_of_a_limit(store: Store, to: tuple[Recipient, ...], people: set[str]) -> None:
    town = await founded(store)
    async with store.writing() as uow:
        await uow.departments.put([DepartmentDraft("农业局")])
        farms = (await uow.departments.all())[-1].id
        await uow.members.add(Member(0, "小孙", Role.LIAISON, farms, user_id=31))
        await uow.members.add(Member(0, "孙局长", Role.HEAD, farms, user_id=32))
        await uow.members.add(Member(0, "督查员", Role.SUPERVISOR, town.water, user_id=33))
        await uow.members.add(Member(0, "调走的", Role.LIAISON, town.water, user_id=34, active=False))
    await assigned(store, town, 14, town.water, (town.roads, farms))
    assert await planned(store, window(*to)) == len(people)
    assert await _names(store) == people


async def test_the_head_stands_in_for_a_liaison_who_has_not_joined(store: Store) -> None:
    town = await founded(store)
    await assigned(store, town, 2, town.roads)
    assert await planned(store, window(Recipient.LEAD_LIAISON)) == 1
    assert await planned(store, window(Recipient.LEAD_LIAISON, Recipient.LEAD_HEAD)) == 0
    assert await _names(store) == {"赵局长"}


@pytest.mark.parametrize("state", State)
async def test_only_what_a_unit_holds_is_nudged_about(store: Store, state: State) -> None:
    town = await founded(store)
    item = await assigned(store, town, 14, town.water)
    async with store.writing() as uow:
        await uow.items.save(replace(item, state=state))
    assert await planned(store, window(Recipient.LEAD_LIAISON)) == (state in OWED)


@pytest.mark.parametrize(("days", "owed"), [(-1, 0), (0, 1), (1, 1), (2, 1), (3, 0)])
async def test_a_window_includes_both_ends(store: Store, days: int, owed: int) -> None:
    town = await founded(store)
    await assigned(store, town, 14, town.water, limit=LIMIT + dt.timedelta(days=days))
    wide = window(Recipient.LEAD_LIAISON, last=LIMIT + dt.timedelta(days=2))
    assert await planned(store, wide) == owed


async def test_ripe_gives_whole_members_in_order(store: Store) -> None:
    town = await founded(store)
    people = (town.liaison, town.head, town.road_head)
    async with store.writing() as uow:
        await uow.notices.put([notice(f"{n}|{m.id}", m) for n in range(3) for m in people])
        await uow.notices.put([notice("later", town.head, LATER + MINUTE), notice("never", town.invited)])
    assert [(n.member_id, n.key) for n in await ripe(store)] == [
        (m.id, f"{n}|{m.id}") for m in sorted(people, key=lambda m: m.id) for n in range(3)
    ]
    assert [n.member_id for n in await ripe(store, limit=1)] == [town.head.id] * 3
    assert [n.member_id for n in await ripe(store, limit=4)] == [town.head.id] * 3 + [town.liaison.id] * 3
    assert await ripe(store, now=NOON - MINUTE) == []


@pytest.mark.parametrize("change", [{"active": False}, {"reachable": False}, {"user_id": None}])
async def test_who_cannot_be_reached_waits(store: Store, change: dict[str, object]) -> None:
    town = await founded(store)
    async with store.writing() as uow:
        await uow.notices.put([notice("a", town.head)])
        await uow.members.save(replace(town.head, **change))  # type: ignore[arg-type]
    assert await ripe(store) == []
    async with store.writing() as uow:
        await uow.members.save(town.head)
    assert len(await ripe(store)) == 1


async def test_attached_notices_are_the_messages_to_say(store: Store) -> None:
    _, ids = await _three_waiting(store)
    (said_in,) = await put(store, message("daily", Lane.DAILY))
    async with store.writing() as uow:
        await uow.notices.attach(ids[:2], said_in)
        await uow.notices.attach([], said_in)
        assert [n.id for n in await uow.notices.of_message(said_in)] == ids[:2]
        assert await uow.notices.of_message(said_in + 1) == []
    assert [n.id for n in await ripe(store)] == ids[2:]
    (other,) = await put(store, message("other", Lane.DAILY))
    async with store.writing() as uow:
        await uow.notices.attach(ids, other)
        assert [n.id for n in await uow.notices.of_message(said_in)] == ids[:2]
        assert [n.id for n in await uow.notices.of_message(other)] == ids[2:]


async def test_dropped_notices_are_not_said_and_not_owed_again(store: Store) -> None:
    town, ids = await _three_waiting(store)
    (said_in,) = await put(store, message("daily", Lane.DAILY))
    async with store.writing() as uow:
        await uow.notices.attach(ids[:2], said_in)
        await uow.notices.drop(ids[1:], "the item is closed")
        await uow.notices.drop([], "nothing")
    async with store.writing() as uow:
        assert [n.id for n in await uow.notices.of_message(said_in)] == ids[:1]
        assert await uow.notices.put([notice("n1", town.head)]) == 0
    assert await ripe(store) == []


async def test_postponed_notices_wait_again(store: Store) -> None:
    _, ids = await _three_waiting(store)
    (said_in,) = await put(store, message("daily", Lane.DAILY))
    async with store.writing() as uow:
        await uow.notices.attach(ids[:1], said_in)
        await uow.notices.postpone(ids[:2], NOON + MINUTE)
        assert await uow.notices.of_message(said_in) == []
    assert [n.id for n in await ripe(store, NOON)] == ids[2:]
    later = await ripe(store, NOON + MINUTE)
    assert [n.id for n in later] == ids
    assert later[0].not_before == NOON + MINUTE


async def _of_urgency(store: Store, town: Town, priority: Priority) -> Item:
    item = await assigned(store, town, 14, town.water)
    async with store.writing() as uow:
        return await uow.items.save(replace(item, priority=priority))


async def _three_waiting(store: Store) -> tuple[Town, list[int]]:
    town = await founded(store)
    async with store.writing() as uow:
        await uow.notices.put([notice(f"n{i}", town.head) for i in range(3)])
    return town, [n.id for n in await ripe(store)]


async def _names(store: Store) -> set[str]:
    async with store.reading() as uow:
        names = {m.id: m.name for m in await uow.members.all()}
    return {names[n.member_id] for n in await ripe(store)}
