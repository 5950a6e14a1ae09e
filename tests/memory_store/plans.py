"""Plans and items in memory."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from ledger.items import Item
from ledger.plans import ItemDraft, Plan, PlanDraft, PlanKind, Section
from ledger.ports import StaleVersion
from tests.memory_store.tables import Tables, must


class MemoryItems:
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def get(self, item_id: int) -> Item | None:
        return self._tables.items.get(item_id)

    async def by_number(self, plan_id: int, number: int, part: int = 0) -> Item | None:
        found = self._where(lambda item: (item.plan_id, item.number, item.part) == (plan_id, number, part))
        return found[0] if found else None

    async def of_plan(self, plan_id: int) -> Sequence[Item]:
        return self._where(lambda item: item.plan_id == plan_id)

    async def of_department(self, plan_id: int, department_id: int) -> Sequence[Item]:
        return self._where(lambda item: item.plan_id == plan_id and item.involves(department_id))

    async def waiting(self, plan_id: int) -> Sequence[Item]:
        return self._where(lambda item: item.plan_id == plan_id and item.pending > 0)

    async def add(self, plan_id: int, draft: ItemDraft) -> Item:
        must(plan_id in self._tables.plans, f"no plan {plan_id}")
        there = await self.by_number(plan_id, draft.number, draft.part)
        must(there is None, f"item {draft.number}.{draft.part} is there")
        item = Item(
            id=self._tables.next("items"),
            plan_id=plan_id,
            section=draft.section,
            number=draft.number,
            part=draft.part,
            title=draft.title,
            body=draft.body,
            measures=draft.measures,
            targets=draft.targets,
        )
        self._tables.items[item.id] = item
        self._tables.directory_changed()
        return item

    async def save(self, after: Item) -> Item:
        before = self._tables.items.get(after.id)
        if before is None or before.version != after.version:
            raise StaleVersion(after.id)
        units = [unit for unit in (after.lead, *after.co) if unit is not None]
        must(all(unit in self._tables.departments for unit in units), "an unknown unit")
        must(len(set(units)) == len(units), "a unit stands twice")
        saved = replace(after, version=after.version + 1)
        self._tables.items[saved.id] = saved
        if (before.title, before.body, before.section) != (after.title, after.body, after.section):
            self._tables.directory_changed()
        return saved

    async def remove(self, item: Item) -> None:
        stands = self._tables.items.get(item.id)
        if stands is None or stands.version != item.version:
            raise StaleVersion(item.id)
        del self._tables.items[item.id]
        self._tables.directory_changed()

    def _where(self, fits: Callable[[Item], bool]) -> list[Item]:
        return sorted(filter(fits, self._tables.items.values()), key=lambda item: (item.number, item.part))


class MemoryPlans:
    def __init__(self, tables: Tables, items: MemoryItems) -> None:
        self._tables = tables
        self._items = items

    async def current(self) -> Plan | None:
        return next((plan for plan in self._tables.plans.values() if plan.current), None)

    async def all(self) -> Sequence[Plan]:
        return list(self._tables.plans.values())

    async def add(self, draft: PlanDraft, *, year: int, kind: PlanKind, current: bool) -> Plan:
        marked = await self.current()
        if current and marked:
            self._tables.plans[marked.id] = replace(marked, current=False)
        plan = Plan(self._tables.next("plans"), draft.title, year, kind, current, _sections(draft))
        self._tables.plans[plan.id] = plan
        for item in draft.items:
            await self._items.add(plan.id, item)
        self._tables.directory_changed()
        return plan

    async def replace_sections(self, plan_id: int, draft: PlanDraft) -> None:
        self._tables.plans[plan_id] = replace(self._tables.plans[plan_id], sections=_sections(draft))
        self._tables.directory_changed()

    async def retitle(self, plan_id: int, title: str) -> None:
        self._tables.plans[plan_id] = replace(self._tables.plans[plan_id], title=title)
        self._tables.directory_changed()


def _sections(draft: PlanDraft) -> tuple[Section, ...]:
    return tuple(sorted(draft.sections, key=lambda section: section.number))
