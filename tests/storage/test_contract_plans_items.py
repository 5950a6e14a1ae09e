"""Plans and items come back as they were put in, and nobody overwrites what he has not read."""

import asyncio
import datetime as dt
from dataclasses import replace

import pytest
import sqlalchemy as sa

from ledger.deadlines import Cadence, Deadline, DeadlineKind, Frequency
from ledger.items import Item, Report, Sensitivity, State, Target
from ledger.plans import ItemDraft, PlanDraft, PlanKind, Section
from ledger.ports import StaleVersion, Store, UnitOfWork
from tests.storage.conftest import Twins
from tests.storage.town import NOON, PLAN, assigned, founded

REFUSED = (ValueError, sa.exc.IntegrityError)


async def test_plan_with_sections_and_items(store: Store) -> None:
    async with store.reading() as uow:
        assert await uow.plans.current() is None
    town = await founded(store)
    async with store.reading() as uow:
        assert await uow.plans.current() == town.plan
        assert await uow.plans.all() == [town.plan]
        items = await uow.items.of_plan(town.plan.id)
    assert town.plan.sections == PLAN.sections
    assert [(i.label, i.title, i.state, i.version) for i in items] == [
        ("1", "饮水安全", State.DRAFT, 1),
        ("2", "道路", State.DRAFT, 1),
        ("14", "厕所革命", State.DRAFT, 1),
    ]
    assert items[0].measures == ("水质达标",)
    assert items[0].targets == (Target("普及率", ">=", 80.5, "%", "达到"),)


async def test_a_new_current_plan_takes_the_mark(store: Store) -> None:
    await founded(store)
    async with store.writing() as uow:
        other = await uow.plans.add(
            PlanDraft("整改", 2026, (), ()), year=2026, kind=PlanKind.RECTIFICATION, current=False
        )
        newer = await uow.plans.add(PlanDraft("2027", 2027, (), ()), year=2027, kind=PlanKind.MAIN, current=True)
    async with store.reading() as uow:
        assert await uow.plans.current() == newer
        assert [(p.id, p.current) for p in await uow.plans.all()] == [(1, False), (other.id, False), (newer.id, True)]


async def test_sections_are_replaced(store: Store) -> None:
    town = await founded(store)
    async with store.writing() as uow:
        await uow.plans.replace_sections(town.plan.id, replace(PLAN, sections=(Section(3, "丙"), Section(1, "甲"))))
    async with store.reading() as uow:
        plan = await uow.plans.current()
    assert plan is not None
    assert plan.sections == (Section(1, "甲"), Section(3, "丙"))


async def test_a_plan_takes_a_new_title_and_the_directory_knows(store: Store) -> None:
    town = await founded(store)
    async with store.reading() as uow:
        before = await uow.directory_version()
    async with store.writing() as uow:
        await uow.plans.retitle(town.plan.id, "2026年工作要点")
    async with store.reading() as uow:
        plan = await uow.plans.current()
        assert await uow.directory_version() > before
    assert plan == replace(town.plan, title="2026年工作要点")


async def test_every_field_of_an_item_round_trips(store: Store) -> None:
    town = await founded(store)
    async with store.writing() as uow:
        drafted = await uow.items.add(town.plan.id, ItemDraft(1, 5, "旧题", "旧文", ("甲",)))
        filled = replace(
            drafted,
            section=2,
            part=3,
            title="新题",
            body="新文\n第二行 😀",
            measures=("一", "二"),
            targets=(Target("数量", "=", 3.0, "个"), Target("率", "<=", 0.5, "%", "词")),
            sensitivity=Sensitivity.SENSITIVE,
            state=State.RETURNED,
            lead=town.roads,
            co=(town.water,),
            leader="张副县长",
            deadline=Deadline("力争年底前", DeadlineKind.DAY, dt.date(2026, 12, 31), soft=True),
            cadence=Cadence(Frequency.MONTHLY, 25),
            assigned_at=NOON,
            signed_at=NOON + dt.timedelta(microseconds=1),
            signed_by=town.head.id,
            submitted_at=NOON + dt.timedelta(hours=1),
            closed_at=NOON + dt.timedelta(hours=2),
            percent=60,
            last_report=Report("完成六成", 60, town.liaison.id, NOON),
        )
        saved = await uow.items.save(filled)
    assert saved == replace(filled, version=2)
    async with store.reading() as uow:
        assert await uow.items.get(saved.id) == saved
        assert await uow.items.by_number(town.plan.id, 5, 3) == saved
        assert await uow.items.by_number(town.plan.id, 5) is None
        assert await uow.items.get(999) is None
    bare = replace(drafted, version=2)
    async with store.writing() as uow:
        assert await uow.items.save(bare) == replace(bare, version=3)
    async with store.reading() as uow:
        assert await uow.items.get(bare.id) == replace(bare, version=3)


@pytest.mark.parametrize(
    "deadline",
    [Deadline("长期坚持", DeadlineKind.ONGOING), Deadline("", DeadlineKind.UNCLEAR, soft=True)],
)
@pytest.mark.parametrize("report", [Report("", None, 1, NOON), Report("有", 0, 1, NOON)])
async def test_empty_is_not_none(store: Store, deadline: Deadline, report: Report) -> None:
    town = await founded(store)
    async with store.writing() as uow:
        item = await uow.items.add(town.plan.id, ItemDraft(1, 5, "", ""))
        saved = await uow.items.save(replace(item, deadline=deadline, last_report=report, percent=0, lead=None))
    async with store.reading() as uow:
        assert await uow.items.get(item.id) == saved


async def test_another_time_zone_is_the_same_instant(store: Store) -> None:
    town = await founded(store)
    shanghai = dt.timezone(dt.timedelta(hours=8))
    async with store.writing() as uow:
        item = await uow.items.by_number(town.plan.id, 1)
        assert item is not None
        await uow.items.save(replace(item, signed_at=NOON.astimezone(shanghai)))
    async with store.reading() as uow:
        stored = await uow.items.get(item.id)
    assert stored is not None
    assert stored.signed_at == NOON


async def test_items_of_a_department(store: Store) -> None:
    town = await founded(store)
    await assigned(store, town, 14, town.water, (town.roads,))
    await assigned(store, town, 2, town.roads)
    async with store.reading() as uow:
        of_roads = await uow.items.of_department(town.plan.id, town.roads)
        of_water = await uow.items.of_department(town.plan.id, town.water)
        nowhere = await uow.items.of_department(town.plan.id + 1, town.water)
    assert [(i.number, i.lead, i.co) for i in of_roads] == [(2, town.roads, ()), (14, town.water, (town.roads,))]
    assert [i.number for i in of_water] == [14]
    assert nowhere == []


async def test_cooperating_units_keep_their_order(store: Store) -> None:
    town = await founded(store)
    for co in ((town.roads, town.water), (town.water, town.roads), (town.roads,), ()):
        async with store.writing() as uow:
            item = await uow.items.by_number(town.plan.id, 1)
            assert item is not None
            await uow.items.save(replace(item, co=co))
        async with store.reading() as uow:
            stored = await uow.items.get(item.id)
        assert stored is not None
        assert stored.co == co


async def test_a_stale_item_is_refused(store: Store) -> None:
    town = await founded(store)
    async with store.reading() as uow:
        old = await uow.items.by_number(town.plan.id, 1)
    assert old is not None
    async with store.writing() as uow:
        newer = await uow.items.save(replace(old, percent=10))
    for stale in (old, replace(old, version=7), replace(old, id=999)):
        async with store.writing() as uow:
            with pytest.raises(StaleVersion):
                await uow.items.save(stale)
    async with store.reading() as uow:
        assert await uow.items.get(old.id) == newer


async def test_saving_twice_in_one_transaction(store: Store) -> None:
    town = await founded(store)
    async with store.writing() as uow:
        item = await uow.items.by_number(town.plan.id, 1)
        assert item is not None
        once = await uow.items.save(replace(item, lead=town.water))
        twice = await uow.items.save(replace(once, lead=town.roads, co=(town.water,)))
        with pytest.raises(StaleVersion):
            await uow.items.save(once)
    async with store.reading() as uow:
        assert await uow.items.get(item.id) == twice


async def test_a_number_stands_once_in_a_plan(store: Store) -> None:
    town = await founded(store)
    with pytest.raises(REFUSED):
        async with store.writing() as uow:
            await uow.items.add(town.plan.id, ItemDraft(1, 14, "又一个", ""))


async def test_no_increment_is_lost(twins: Twins) -> None:
    """640 read-modify-writes of one item by sixteen hands in two processes' place."""
    town = await founded(twins.first)

    async def count(store: Store, times: int) -> None:
        for _ in range(times):
            while not await _incremented(store, town.plan.id):
                pass

    await asyncio.gather(*(count(store, 40) for store in (twins.first, twins.second) for _ in range(8)))
    async with twins.first.reading() as uow:
        item = await uow.items.by_number(town.plan.id, 1)
    assert item is not None
    assert (item.percent, item.version) == (640, 641)


async def _incremented(store: Store, plan_id: int) -> bool:
    try:
        async with store.writing() as uow:
            item = await uow.items.by_number(plan_id, 1)
            assert item is not None
            await uow.items.save(replace(item, percent=(item.percent or 0) + 1))
    except StaleVersion:
        return False
    return True


async def test_the_directory_version_follows_names_and_texts_only(store: Store) -> None:
    town = await founded(store)
    item = await assigned(store, town, 1, town.water)

    async def moves(item: Item) -> bool:
        async with store.writing() as uow:
            before = await uow.directory_version()
            await uow.items.save(item)
            after = await uow.directory_version()
        async with store.reading() as uow:
            assert await uow.directory_version() == after
        return after > before

    assert not await moves(replace(item, percent=5))
    assert await moves(replace(item, version=3, title="新"))
    assert await moves(replace(item, version=4, title="新", body="新"))
    assert await moves(replace(item, version=5, title="新", body="新", section=2))


async def test_plans_and_new_items_move_the_directory_version(store: Store) -> None:
    async def version() -> int:
        async with store.reading() as uow:
            return await uow.directory_version()

    seen = [await version()]

    async def moved(uow: UnitOfWork | None = None) -> bool:
        seen.append(await version())
        return seen[-1] > seen[-2]

    async with store.writing() as uow:
        plan = await uow.plans.add(PLAN, year=2026, kind=PlanKind.MAIN, current=True)
    assert await moved()
    async with store.writing() as uow:
        await uow.plans.replace_sections(plan.id, PLAN)
    assert await moved()
    async with store.writing() as uow:
        await uow.items.add(plan.id, ItemDraft(1, 99, "新", ""))
    assert await moved()
    assert not await moved()


async def test_what_is_read_is_always_the_newest_committed(twins: Twins) -> None:
    """Read again and again by one process while another changes it, and while a change is rolled back."""
    town = await founded(twins.first)
    plan = town.plan

    async def percents(store: Store) -> list[int | None]:
        async with store.reading() as uow:
            return [item.percent for item in await uow.items.of_plan(plan.id)]

    first = await percents(twins.first)
    for percent in (10, 20, 30):
        async with twins.second.writing() as uow:
            item = (await uow.items.of_plan(plan.id))[0]
            await uow.items.save(replace(item, percent=percent))
        assert await percents(twins.first) == [percent, *first[1:]] == await percents(twins.second)

    class GivenUp(Exception):
        pass

    async def given_up() -> None:
        async with twins.first.writing() as uow:
            item = (await uow.items.of_plan(plan.id))[0]
            await uow.items.save(replace(item, percent=99))
            assert (await uow.items.of_plan(plan.id))[0].percent == 99
            raise GivenUp

    with pytest.raises(GivenUp):
        await given_up()
    async with twins.second.writing() as uow:
        item = (await uow.items.of_plan(plan.id))[0]
        await uow.items.save(replace(item, percent=40))
    assert (await percents(twins.first))[0] == 40
