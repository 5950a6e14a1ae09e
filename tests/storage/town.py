"""A small town for the contract tests: two units, their people and a plan of three items."""

import datetime as dt
from dataclasses import dataclass, replace

from ledger.deadlines import Deadline, DeadlineKind
from ledger.departments import DepartmentDraft
from ledger.items import Item, State, Target
from ledger.members import Member, Role
from ledger.messages import Lane, OutboxMessage
from ledger.notices import Notice, NoticeKind
from ledger.plans import ItemDraft, Plan, PlanDraft, PlanKind, Section
from ledger.ports import Store

NOON = dt.datetime(2026, 11, 23, 4, 0, tzinfo=dt.UTC)
LIMIT = dt.date(2026, 11, 30)
MINUTE = dt.timedelta(minutes=1)

PLAN = PlanDraft(
    title="2026年重点工作任务",
    year=2026,
    sections=(Section(1, "民生"), Section(2, "城建")),
    items=(
        ItemDraft(
            1, 1, "饮水安全", "让农村群众喝上放心水。", ("水质达标",), (Target("普及率", ">=", 80.5, "%", "达到"),)
        ),
        ItemDraft(2, 2, "道路", "修路。"),
        ItemDraft(2, 14, "厕所革命", "改厕。"),
    ),
)


@dataclass(frozen=True)
class Town:
    plan: Plan
    water: int
    """Leads: has a head and a liaison who joined."""
    roads: int
    """Has a head who joined and a liaison who was only invited."""
    head: Member
    liaison: Member
    road_head: Member
    invited: Member
    """Liaison of the roads office who never pressed the link."""


async def founded(store: Store) -> Town:
    async with store.writing() as uow:
        await uow.departments.put([DepartmentDraft("水利局", ("水利",)), DepartmentDraft("交通局")])
        water, roads = (unit.id for unit in await uow.departments.all())
        head = await uow.members.add(Member(0, "王局长", Role.HEAD, water, user_id=11))
        liaison = await uow.members.add(Member(0, "小李", Role.LIAISON, water, user_id=12))
        road_head = await uow.members.add(Member(0, "赵局长", Role.HEAD, roads, user_id=21))
        invited = await uow.members.add(Member(0, "小周", Role.LIAISON, roads))
        plan = await uow.plans.add(PLAN, year=2026, kind=PlanKind.MAIN, current=True)
    return Town(plan, water, roads, head, liaison, road_head, invited)


async def assigned(
    store: Store, town: Town, number: int, lead: int, co: tuple[int, ...] = (), limit: dt.date = LIMIT
) -> Item:
    async with store.writing() as uow:
        item = await uow.items.by_number(town.plan.id, number)
        assert item is not None
        deadline = Deadline("月底前", DeadlineKind.DAY, limit)
        return await uow.items.save(replace(item, lead=lead, co=co, deadline=deadline, state=State.ASSIGNED))


def notice(key: str, member: Member, not_before: dt.datetime = NOON) -> Notice:
    return Notice(key, NoticeKind.ASSIGNED, member.id, "assigned", not_before, item_id=1, fact="1")


def message(key: str, lane: Lane = Lane.PROMPT, chat: int = 11, not_before: dt.datetime = NOON) -> OutboxMessage:
    return OutboxMessage(key, lane, chat, not_before)


async def put(store: Store, *messages: OutboxMessage) -> list[int]:
    async with store.writing() as uow:
        ids = [await uow.outbox.put_once(m) for m in messages]
    return [i for i in ids if i is not None]
