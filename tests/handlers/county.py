"""A small county for the tests of bringing documents in: its text, its units, and a ledger on two kinds of store."""

from collections.abc import Sequence
from dataclasses import dataclass

from documents.breakdown import read_table
from documents.work_plans import read_plan
from handlers.breakdown import Breakdown, import_table
from handlers.importing import ImportedPlan, Origin, import_plan
from ledger.changes import AuditEntry
from ledger.items import Item
from ledger.plans import Plan, PlanDraft
from ledger.ports import Store
from tests.town import MORNING, POLICIES

ORIGIN = Origin(MORNING)
TEXT = """云岭县2026年工作要点
一、经济
1.招商引资。新签约项目30个以上。
2.消费市场。举办活动12场。
二、民生
3.就业。城镇新增就业3200人。
4.教育。新建幼儿园。
"""
UNITS = """name,short_names,former_names,groups
县商务局,商务局,招商办,
县人社局,人社局,劳动局,
县教育局,教体局,,
县体育局,教体局,,
城关镇,,,各乡镇
青石镇,,,各乡镇
"""


@dataclass
class Ledger:
    store: Store

    async def takes(self, text: str, *, year: int = 2026, dry_run: bool = False) -> ImportedPlan:
        return await self.takes_draft(read_plan(text), year=year, dry_run=dry_run)

    async def takes_draft(self, draft: PlanDraft, *, year: int = 2026, dry_run: bool = False) -> ImportedPlan:
        transaction = self.store.reading() if dry_run else self.store.writing()
        async with transaction as uow:
            return await import_plan(draft, year=year, origin=ORIGIN, uow=uow, dry_run=dry_run)

    async def takes_table(self, *rows: str, dry_run: bool = False) -> Breakdown:
        text = "序号,牵头单位,配合单位,完成时限,责任领导\n" + "".join(row + "\n" for row in rows)
        transaction = self.store.reading() if dry_run else self.store.writing()
        async with transaction as uow:
            return await import_table(read_table(text).rows, origin=ORIGIN, policies=POLICIES, uow=uow, dry_run=dry_run)

    async def plan(self) -> Plan:
        async with self.store.reading() as uow:
            plan = await uow.plans.current()
        assert plan is not None
        return plan

    async def items(self) -> dict[int, Item]:
        async with self.store.reading() as uow:
            plan = await uow.plans.current()
            return {item.number: item for item in await uow.items.of_plan(plan.id)} if plan else {}

    async def audit(self) -> Sequence[AuditEntry]:
        async with self.store.reading() as uow:
            return await uow.audit.recent(1000)

    async def unit(self, name: str) -> int:
        async with self.store.reading() as uow:
            return next(unit.id for unit in await uow.departments.all() if unit.name == name)
