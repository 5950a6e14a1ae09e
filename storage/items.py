"""Items and the units that answer for them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.applications import Application
from ledger.deadlines import Cadence, Deadline, DeadlineKind, Frequency
from ledger.escalation import help_since
from ledger.items import CoPart, Grade, Item, Milestone, Priority, Report, Sensitivity, State, Target
from ledger.plain import plain, read
from ledger.plans import ItemDraft
from ledger.ports import StaleVersion
from ledger.supervision import Instruction, Slip
from storage.clock_tables import item_milestones
from storage.directory import Directory
from storage.known_items import KnownItems
from storage.tables import item_units, items

# The units come with their item as "0:12,1:7" (position:unit): a join would repeat the long texts for each of them.
_UNITS = (
    sa.select(
        sa.func.aggregate_strings(
            sa.cast(item_units.c.position, sa.Text) + ":" + sa.cast(item_units.c.department_id, sa.Text), ","
        )
    )
    .where(item_units.c.item_id == items.c.id)
    .scalar_subquery()
    .label("units")
)
_SELECT = sa.select(items, _UNITS)
_ORDER = (items.c.number, items.c.part)

_BY_ID = _SELECT.where(items.c.id == sa.bindparam("id"))
_BY_NUMBER = _SELECT.where(
    items.c.plan_id == sa.bindparam("plan_id"),
    items.c.number == sa.bindparam("number"),
    items.c.part == sa.bindparam("part"),
)
_OF_PLAN = _SELECT.where(items.c.plan_id == sa.bindparam("plan_id")).order_by(*_ORDER)
_OF_DEPARTMENT = _SELECT.where(
    items.c.plan_id == sa.bindparam("plan_id"),
    items.c.id.in_(sa.select(item_units.c.item_id).where(item_units.c.department_id == sa.bindparam("unit"))),
).order_by(*_ORDER)
_WAITING = _OF_PLAN.where(items.c.pending > 0)
_STAMPS_OF_PLAN = _OF_PLAN.with_only_columns(items.c.id, items.c.version)
_STAMPS_OF_DEPARTMENT = _OF_DEPARTMENT.with_only_columns(items.c.id, items.c.version)
_SOME = _SELECT.where(items.c.id.in_(sa.bindparam("ids", expanding=True)))
_FEW = 200
"""Up to so many changed items are read by themselves, not with all the others."""
_INSERT = sa.insert(items).returning(items.c.id)
_SAVE = sa.update(items).where(items.c.id == sa.bindparam("this_id"), items.c.version == sa.bindparam("this_version"))
_REMOVE = sa.delete(items).where(items.c.id == sa.bindparam("this_id"), items.c.version == sa.bindparam("this_version"))
_DROP_UNITS = sa.delete(item_units).where(item_units.c.item_id == sa.bindparam("this_id"))
_ADD_UNITS = sa.insert(item_units)
_DROP_MILESTONES = sa.delete(item_milestones).where(item_milestones.c.item_id == sa.bindparam("this_id"))


_LISTS = ("parts", "milestones", "applications", "instructions", "slips")


class SqlItems:
    """`known` only in a transaction that reads: what a writing one sees may yet be rolled back."""

    def __init__(self, connection: AsyncConnection, directory: Directory, known: KnownItems | None = None) -> None:
        self._connection = connection
        self._directory = directory
        self._known = known
        # A version never changes what it says, so what was read once in this transaction need not be read to compare.
        self._seen: dict[int, Item] = {}

    async def get(self, item_id: int) -> Item | None:
        return self._one(await self._connection.execute(_BY_ID, {"id": item_id}))

    async def by_number(self, plan_id: int, number: int, part: int = 0) -> Item | None:
        return self._one(
            await self._connection.execute(_BY_NUMBER, {"plan_id": plan_id, "number": number, "part": part})
        )

    async def of_plan(self, plan_id: int) -> Sequence[Item]:
        """The very same sequence as before while nothing has changed."""
        of = {"plan_id": plan_id}
        if self._known is None:
            return await self._many(_OF_PLAN, _STAMPS_OF_PLAN, of)
        version = await self._directory.items_version()
        whole = self._known.plan(plan_id, version)
        if whole is None:
            whole = self._known.keep_plan(plan_id, version, await self._many(_OF_PLAN, _STAMPS_OF_PLAN, of))
        return whole

    async def of_department(self, plan_id: int, department_id: int) -> Sequence[Item]:
        of = {"plan_id": plan_id, "unit": department_id}
        return await self._many(_OF_DEPARTMENT, _STAMPS_OF_DEPARTMENT, of)

    async def waiting(self, plan_id: int) -> Sequence[Item]:
        return self._all(await self._connection.execute(_WAITING, {"plan_id": plan_id}))

    async def add(self, plan_id: int, draft: ItemDraft) -> Item:
        item = _item_of_draft(plan_id, draft)
        item_id = (await self._connection.execute(_INSERT, _values(item))).scalar_one()
        self._directory.changed()
        self._directory.items_changed()
        return self._remember(replace(item, id=item_id))

    async def add_all(self, plan_id: int, drafts: Iterable[ItemDraft]) -> None:
        rows = [_values(_item_of_draft(plan_id, draft)) for draft in drafts]
        if rows:
            await self._connection.execute(sa.insert(items), rows)
            self._directory.changed()
            self._directory.items_changed()

    async def save(self, after: Item) -> Item:
        before = self._seen.get(after.id)
        if before is None or before.version != after.version:
            before = await self.get(after.id)
        if before is None or before.version != after.version:
            raise StaleVersion(after.id)
        saved = replace(after, version=after.version + 1)
        result = await self._connection.execute(
            _SAVE, {**_values(saved), "this_id": after.id, "this_version": after.version}
        )
        if result.rowcount != 1:
            raise StaleVersion(after.id)
        self._directory.items_changed()
        if (before.lead, before.co) != (after.lead, after.co):
            await self._put_units(saved)
        if before.milestones != after.milestones:
            await self._put_milestones(saved)
        if (before.title, before.body, before.section) != (after.title, after.body, after.section):
            self._directory.changed()
        return self._remember(saved)

    async def remove(self, item: Item) -> None:
        gone = {"this_id": item.id, "this_version": item.version}
        # Units first, as they refer to it; where the item has moved on, the step that asked for this is rolled back.
        await self._connection.execute(_DROP_UNITS, {"this_id": item.id})
        if (await self._connection.execute(_REMOVE, gone)).rowcount != 1:
            raise StaleVersion(item.id)
        self._seen.pop(item.id, None)
        self._directory.items_gone()

    async def _put_units(self, item: Item) -> None:
        await self._connection.execute(_DROP_UNITS, {"this_id": item.id})
        units = [(item.lead, "lead", 0)] if item.lead is not None else []
        units += [(unit, "co", place) for place, unit in enumerate(item.co, start=1)]
        if units:
            await self._connection.execute(
                _ADD_UNITS,
                [
                    {"item_id": item.id, "department_id": unit, "duty": duty, "position": place}
                    for unit, duty, place in units
                ],
            )

    async def _put_milestones(self, item: Item) -> None:
        """Only those that are still to be reached: the clock looks for them."""
        await self._connection.execute(_DROP_MILESTONES, {"this_id": item.id})
        days = sorted({milestone.day for milestone in item.milestones if milestone.done_at is None})
        if days:
            rows = [{"item_id": item.id, "day": day} for day in days]
            await self._connection.execute(sa.insert(item_milestones), rows)

    async def _many(self, whole: sa.Select[Any], stamps: sa.Select[Any], of: Mapping[str, int]) -> Sequence[Item]:
        if self._known is None:
            return self._all(await self._connection.execute(whole, of))
        _, gone = await self._directory.items_version()
        stamped = [(row.id, row.version) for row in await self._connection.execute(stamps, of)]
        found = self._known.among(stamped, gone)
        missing = [item_id for item_id, _ in stamped if item_id not in found]
        if missing:
            few = len(missing) <= _FEW
            statement, values = (_SOME, {"ids": missing}) if few else (whole, of)
            fresh = self._all(await self._connection.execute(statement, values))
            self._known.keep(fresh, gone)
            found |= {item.id: item for item in fresh}
        return [found[item_id] for item_id, _ in stamped]

    def _one(self, result: sa.CursorResult[Any]) -> Item | None:
        row = result.one_or_none()
        return self._read(row) if row is not None else None

    def _all(self, result: sa.CursorResult[Any]) -> Sequence[Item]:
        return [self._read(row) for row in result]

    def _read(self, row: sa.Row[Any]) -> Item:
        return self._remember(_item(row))

    def _remember(self, item: Item) -> Item:
        self._seen[item.id] = item
        return item


def _item_of_draft(plan_id: int, draft: ItemDraft) -> Item:
    return Item(
        id=0,
        plan_id=plan_id,
        section=draft.section,
        number=draft.number,
        part=draft.part,
        title=draft.title,
        body=draft.body,
        measures=draft.measures,
        targets=draft.targets,
    )


def _values(item: Item) -> dict[str, object]:
    deadline, cadence, report = item.deadline, item.cadence, item.last_report
    return {
        "plan_id": item.plan_id,
        "section": item.section,
        "number": item.number,
        "part": item.part,
        "title": item.title,
        "body": item.body,
        "measures": item.measures,
        "targets": plain(item.targets),
        "sensitivity": item.sensitivity.value,
        "state": item.state.value,
        "leader": item.leader,
        "deadline_text": deadline.text if deadline else None,
        "deadline_kind": deadline.kind.value if deadline else None,
        "deadline_day": deadline.day if deadline else None,
        "deadline_soft": deadline.soft if deadline else None,
        "cadence_frequency": cadence.frequency.value if cadence else None,
        "cadence_day": cadence.day if cadence else None,
        "assigned_at": item.assigned_at,
        "help_since": help_since(item),
        "signed_at": item.signed_at,
        "signed_by": item.signed_by,
        "submitted_at": item.submitted_at,
        "closed_at": item.closed_at,
        "percent": item.percent,
        "report_text": report.text if report else None,
        "report_percent": report.percent if report else None,
        "report_member_id": report.member_id if report else None,
        "report_at": report.at if report else None,
        **{name: plain(getattr(item, name)) for name in _LISTS},
        "pending": item.pending,
        "original_deadline": plain(item.original_deadline),
        "extended": item.extended,
        "urged": item.urged,
        "returned": item.returned,
        "grade": item.grade.value if item.grade else None,
        "result": item.result,
        "evidence": item.evidence,
        "resume_to": item.resume_to.value if item.resume_to else None,
        "source": item.source,
        "category": item.category,
        "priority": item.priority.value,
        "remark": item.remark,
        "version": item.version,
    }


def _item(row: sa.Row[Any]) -> Item:
    lead, co = _units(row.units)
    return Item(
        id=row.id,
        plan_id=row.plan_id,
        section=row.section,
        number=row.number,
        part=row.part,
        title=row.title,
        body=row.body,
        measures=tuple(row.measures),
        targets=_listed(Target, row.targets),
        sensitivity=Sensitivity(row.sensitivity),
        state=State(row.state),
        lead=lead,
        co=co,
        leader=row.leader,
        deadline=_deadline(row),
        cadence=Cadence(Frequency(row.cadence_frequency), row.cadence_day) if row.cadence_frequency else None,
        assigned_at=row.assigned_at,
        signed_at=row.signed_at,
        signed_by=row.signed_by,
        submitted_at=row.submitted_at,
        closed_at=row.closed_at,
        percent=row.percent,
        last_report=_report(row),
        parts=_listed(CoPart, row.parts),
        milestones=_listed(Milestone, row.milestones),
        applications=_listed(Application, row.applications),
        instructions=_listed(Instruction, row.instructions),
        slips=_listed(Slip, row.slips),
        original_deadline=read(Deadline, row.original_deadline),
        extended=row.extended,
        urged=row.urged,
        returned=row.returned,
        grade=Grade(row.grade) if row.grade else None,
        result=row.result,
        evidence=row.evidence,
        resume_to=State(row.resume_to) if row.resume_to else None,
        source=row.source,
        category=row.category,
        priority=Priority(row.priority),
        remark=row.remark,
        version=row.version,
    )


def _listed(kind: type[Any], rows: list[Any]) -> tuple[Any, ...]:
    return tuple(read(kind, row) for row in rows)


def _units(listed: str | None) -> tuple[int | None, tuple[int, ...]]:
    if not listed:
        return None, ()
    placed = sorted(tuple(map(int, unit.split(":"))) for unit in listed.split(","))
    lead = placed[0][1] if placed[0][0] == 0 else None
    return lead, tuple(unit for place, unit in placed if place > 0)


def _deadline(row: sa.Row[Any]) -> Deadline | None:
    if row.deadline_kind is None:
        return None
    return Deadline(row.deadline_text, DeadlineKind(row.deadline_kind), row.deadline_day, row.deadline_soft)


def _report(row: sa.Row[Any]) -> Report | None:
    if row.report_at is None:
        return None
    return Report(row.report_text, row.report_percent, row.report_member_id, row.report_at)
