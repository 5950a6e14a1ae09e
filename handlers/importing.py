"""Documents into the ledger: a work plan and the list of units, each in one transaction or only looked at."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from documents.departments import shared_short_names
from documents.plan_differences import ItemDifference, PlanDifferences, compare
from documents.work_plans import blocking
from ledger.changes import AuditEntry
from ledger.departments import DepartmentDraft
from ledger.items import Item
from ledger.members import Member
from ledger.plain import plain
from ledger.plans import Doubt, ItemDraft, Plan, PlanDraft, PlanKind
from ledger.ports import UnitOfWork
from ledger.refusals import Refused

TEXT_FIELDS = ("section", "title", "body", "measures", "targets")
"""What a document says of an item; owners, limits and reports are the ledger's own."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Who brings a document in, when (aware UTC) and through what. `by` None is the command line."""

    at: dt.datetime
    by: Member | None = None
    source: str = "cli"

    def entry(
        self,
        event: str,
        *,
        item_id: int | None = None,
        before: Mapping[str, object] | None = None,
        after: Mapping[str, object] | None = None,
        note: str = "",
    ) -> AuditEntry:
        return AuditEntry(
            at=self.at,
            actor_id=self.by.id if self.by else None,
            actor_name=self.by.name if self.by else "",
            actor_role=self.by.role.value if self.by else "",
            event=event,
            item_id=item_id,
            before=dict(before or {}),
            after=dict(after or {}),
            note=note,
            source=self.source,
        )


@dataclass(frozen=True, slots=True)
class ImportedPlan:
    """`differences` is None for a plan that was not in the ledger. `plan` is None only after a dry run of a new one."""

    draft: PlanDraft
    year: int
    plan: Plan | None
    differences: PlanDifferences | None

    @property
    def changes(self) -> bool:
        """Whether anything was, or would be, written: items that are only missing in the document stay."""
        found = self.differences
        return found is None or bool(found.plan or found.added or found.changed)


@dataclass(frozen=True, slots=True)
class ImportedDepartments:
    """Full names. `kept` are units of the ledger that the list does not name."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    kept: tuple[str, ...]
    doubts: tuple[Doubt, ...]


async def import_plan(
    draft: PlanDraft, *, year: int, origin: Origin, uow: UnitOfWork, dry_run: bool = False
) -> ImportedPlan:
    """A main plan of a new year is added; one whose year is in the ledger is brought to what the document says.

    The plan of the latest year is the one that bare item numbers mean. Raises Refused plan_blocked.
    """
    for doubt in blocking(draft):
        raise Refused("plan_" + doubt.code, **dict(doubt.params))
    mains = [plan for plan in await uow.plans.all() if plan.kind is PlanKind.MAIN]
    plan = next((each for each in mains if each.year == year), None)
    if plan is None:
        if dry_run:
            return ImportedPlan(draft, year, None, None)
        newest = all(each.year < year for each in mains)
        return ImportedPlan(draft, year, await _add_plan(draft, year, newest, origin, uow), None)
    items = await uow.items.of_plan(plan.id)
    draft = _keeping_sections(draft, plan, items)
    differences = compare(plan, items, replace(draft, year=year))
    if not dry_run:
        await _apply(differences, draft, plan, origin, uow)
    return ImportedPlan(draft, year, plan, differences)


async def _add_plan(draft: PlanDraft, year: int, current: bool, origin: Origin, uow: UnitOfWork) -> Plan:
    plan = await uow.plans.add(draft, year=year, kind=PlanKind.MAIN, current=current)
    for item in await uow.items.of_plan(plan.id):
        await uow.audit.append(_imported(item, plan, origin))
    return plan


def _imported(item: Item, plan: Plan, origin: Origin) -> AuditEntry:
    after = {"version": item.version, "number": item.number, "title": item.title}
    return origin.entry("imported", item_id=item.id, after=after, note=plan.title)


def _keeping_sections(draft: PlanDraft, plan: Plan, items: Sequence[Item]) -> PlanDraft:
    """With the sections of items that the document does not name any more: they stay in the ledger."""
    named = {item.number for item in draft.items}
    stated = {section.number for section in draft.sections}
    needed = {item.section for item in items if item.number not in named} - stated
    kept = tuple(section for section in plan.sections if section.number in needed)
    return replace(draft, sections=tuple(sorted((*draft.sections, *kept), key=lambda section: section.number)))


async def _apply(differences: PlanDifferences, draft: PlanDraft, plan: Plan, origin: Origin, uow: UnitOfWork) -> None:
    if differences.plan:
        if draft.title and draft.title != plan.title:
            await uow.plans.retitle(plan.id, draft.title)
        await uow.plans.replace_sections(plan.id, draft)
        before = {difference.field: difference.before for difference in differences.plan}
        after = {difference.field: difference.after for difference in differences.plan}
        await uow.audit.append(origin.entry("plan_changed", before=before, after=after, note=plan.title))
    for change in differences.changed:
        await _restate(change, origin, uow)
    for draft_item in differences.added:
        await uow.audit.append(_imported(await uow.items.add(plan.id, draft_item), plan, origin))


async def _restate(change: ItemDifference, origin: Origin, uow: UnitOfWork) -> None:
    before = change.item
    after = await uow.items.save(_as_stated(before, change.draft))
    names = [name for name in TEXT_FIELDS if getattr(before, name) != getattr(after, name)]
    await uow.audit.append(
        origin.entry(
            "text_changed",
            item_id=after.id,
            before={"version": before.version, **{name: plain(getattr(before, name)) for name in names}},
            after={"version": after.version, **{name: plain(getattr(after, name)) for name in names}},
        )
    )


def _as_stated(item: Item, draft: ItemDraft) -> Item:
    return replace(
        item,
        section=draft.section,
        title=draft.title,
        body=draft.body,
        measures=draft.measures,
        targets=draft.targets,
    )


async def import_departments(
    drafts: Sequence[DepartmentDraft], *, origin: Origin, uow: UnitOfWork, dry_run: bool = False
) -> ImportedDepartments:
    """By full name: new ones are added, known ones take the other names of the list, none is removed."""
    known = {
        unit.name: DepartmentDraft(unit.name, unit.short_names, unit.former_names, unit.english_name, unit.groups)
        for unit in await uow.departments.all()
    }
    named = {draft.name: draft for draft in drafts}
    result = ImportedDepartments(
        added=tuple(name for name in named if name not in known),
        changed=tuple(name for name, draft in named.items() if name in known and known[name] != draft),
        unchanged=tuple(name for name, draft in named.items() if known.get(name) == draft),
        kept=tuple(name for name in known if name not in named),
        doubts=shared_short_names(drafts),
    )
    if not dry_run and (result.added or result.changed):
        await uow.departments.put(drafts)
        after = {"added": list(result.added), "changed": list(result.changed)}
        await uow.audit.append(origin.entry("departments_imported", after=after))
    return result
