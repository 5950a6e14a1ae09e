"""Work plans and their sections."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.plans import Plan, PlanDraft, PlanKind, Section
from storage.directory import Directory
from storage.items import SqlItems
from storage.tables import plans, sections

_SELECT = (
    sa.select(plans, sections.c.number.label("section_number"), sections.c.title.label("section_title"))
    .select_from(plans.outerjoin(sections))
    .order_by(plans.c.id, sections.c.number)
)
_CURRENT = _SELECT.where(plans.c.current)
_UNMARK = sa.update(plans).where(plans.c.current).values(current=False)
_RETITLE = sa.update(plans).where(plans.c.id == sa.bindparam("this_plan")).values(title=sa.bindparam("new_title"))
_INSERT = sa.insert(plans).returning(plans.c.id)
_DROP_SECTIONS = sa.delete(sections).where(sections.c.plan_id == sa.bindparam("this_plan"))


class SqlPlans:
    def __init__(self, connection: AsyncConnection, directory: Directory, items: SqlItems) -> None:
        self._connection = connection
        self._directory = directory
        self._items = items

    async def current(self) -> Plan | None:
        found = _plans(await self._connection.execute(_CURRENT))
        return found[0] if found else None

    async def all(self) -> Sequence[Plan]:
        return _plans(await self._connection.execute(_SELECT))

    async def add(self, draft: PlanDraft, *, year: int, kind: PlanKind, current: bool) -> Plan:
        if current:
            await self._connection.execute(_UNMARK)
        values = {"title": draft.title, "year": year, "kind": kind.value, "current": current}
        plan_id = (await self._connection.execute(_INSERT, values)).scalar_one()
        await self._add_sections(plan_id, draft.sections)
        await self._items.add_all(plan_id, draft.items)
        self._directory.changed()
        ordered = tuple(sorted(draft.sections, key=lambda section: section.number))
        return Plan(plan_id, draft.title, year, kind, current, ordered)

    async def replace_sections(self, plan_id: int, draft: PlanDraft) -> None:
        await self._connection.execute(_DROP_SECTIONS, {"this_plan": plan_id})
        await self._add_sections(plan_id, draft.sections)
        self._directory.changed()

    async def retitle(self, plan_id: int, title: str) -> None:
        await self._connection.execute(_RETITLE, {"this_plan": plan_id, "new_title": title})
        self._directory.changed()

    async def _add_sections(self, plan_id: int, drafts: Sequence[Section]) -> None:
        if drafts:
            await self._connection.execute(
                sa.insert(sections), [{"plan_id": plan_id, "number": s.number, "title": s.title} for s in drafts]
            )


def _plans(result: sa.CursorResult[Any]) -> list[Plan]:
    rows = result.all()
    listed: dict[int, list[Section]] = {}
    for row in rows:
        of_plan = listed.setdefault(row.id, [])
        if row.section_number is not None:
            of_plan.append(Section(row.section_number, row.section_title))
    first = {row.id: row for row in reversed(rows)}
    return [
        Plan(plan_id, row.title, row.year, PlanKind(row.kind), row.current, tuple(of_plan))
        for plan_id, of_plan in listed.items()
        for row in (first[plan_id],)
    ]
