"""Units change: another name, one becomes part of another, a part becomes a unit of its own. By admins only."""

from collections.abc import Sequence
from dataclasses import replace

from handlers.request import Request
from handlers.steps import Step, done, lay, remember, tell
from language.intents import ItemNo
from language.people_intents import MergeUnits, RenameUnit, SplitUnit
from language.replies import Reply
from language.wording import units as wording
from ledger.changes import AuditEntry, Change
from ledger.departments import Department, DepartmentDraft
from ledger.items import Item
from ledger.members import Role
from ledger.permissions import Action
from ledger.recording import record
from ledger.refusals import Refused
from ledger.succession import heads
from ledger.units import absorbed, handed_on, name_for_unit, rename

MERGED, SPLIT, RENAMED = "unit_merged", "unit_split", "unit_renamed"


async def change(request: Request, intent: RenameUnit | MergeUnits | SplitUnit) -> Reply:
    return await lay(request, await step(request, intent))


async def step(request: Request, intent: RenameUnit | MergeUnits | SplitUnit) -> Step:
    """Raises Refused: not an admin, no such unit, a name that is taken."""
    if request.member.role is not Role.ADMIN:
        raise Refused("people_admin_only")
    match intent:
        case RenameUnit():
            return _renaming(request, intent)
        case MergeUnits():
            return await _merging(request, intent)
        case SplitUnit():
            return await _splitting(request, intent)


def _renaming(request: Request, intent: RenameUnit) -> Step:
    unit = _unit(request, intent.unit)
    if not intent.new_name:
        raise Refused("unit_new_name", unit=unit.name)
    after = rename(unit, intent.new_name, _every_unit(request))

    async def take() -> Reply:
        await request.uow.departments.save(after)
        entry = await remember(
            request, RENAMED, f"unit:{unit.id}", before=_names(unit), after=_names(after), note=after.name
        )
        await tell(request, entry, heads(unit.id, request.directory.members.values()))
        return done(request, wording.renamed(request.voice, unit, after), entry)

    return Step(intent, wording.rename_card(request.voice, unit, after), (unit, after), take)


async def _merging(request: Request, intent: MergeUnits) -> Step:
    into = _unit(request, intent.into)
    units = [_unit(request, each) for each in intent.units if each != intent.into]
    items = [item for unit in units for item in await _items_of(request, unit.id)]
    people = [m for m in request.directory.members.values() if m.active and m.department_id in {u.id for u in units}]

    async def take() -> Reply:
        target = into
        for unit in units:
            old, target = absorbed(unit, target)
            await request.uow.departments.save(target)
            await request.uow.departments.save(old)
            await _hand_on(request, unit.id, into.id, await _items_of(request, unit.id), MERGED)
        for member in people:
            await request.uow.members.save(replace(member, department_id=into.id))
        for group in await request.uow.groups.all():
            if group.department_id in {unit.id for unit in units}:
                await request.uow.groups.put(replace(group, department_id=into.id))
        entry = await remember(
            request,
            MERGED,
            f"unit:{into.id}",
            before={"units": [unit.id for unit in units], "members": [member.id for member in people]},
            after={"into": into.id, **_names(target)},
            note="、".join(unit.name for unit in units),
        )
        members = request.directory.members.values()
        await tell(request, entry, [*people, *heads(into.id, members)])
        return done(request, wording.merged(request.voice, units, into, len(items), len(people)))

    card = wording.merge_card(request.voice, units, into, items, people)
    return Step(intent, card, (into, tuple(units), tuple(items), tuple(people)), take)


async def _splitting(request: Request, intent: SplitUnit) -> Step:
    unit = _unit(request, intent.unit)
    if not intent.new_name:
        raise Refused("unit_split_name", unit=unit.name)
    name = name_for_unit(intent.new_name)
    if any(other.name == name for other in _every_unit(request)):
        raise Refused("unit_name_taken", unit=name)
    items = [await _item(request, label) for label in intent.taking]
    for item in items:
        if not item.involves(unit.id):
            raise Refused("unit_not_its_item", item=item.label, unit=unit.name)

    async def take() -> Reply:
        new = await request.uow.departments.add(DepartmentDraft(name, groups=unit.groups))
        await _hand_on(request, unit.id, new.id, items, SPLIT)
        entry = await remember(
            request,
            SPLIT,
            f"unit:{new.id}",
            before={"from": unit.id},
            after={"name": name, "items": [item.label for item in items]},
            note=name,
        )
        await tell(request, entry, heads(unit.id, request.directory.members.values()))
        return done(request, wording.split(request.voice, unit, name, items))

    return Step(intent, wording.split_card(request.voice, unit, name, items), (unit, name, tuple(items)), take)


async def undo(request: Request, entry: AuditEntry) -> Reply:
    """Only a new name is taken back. Raises Refused."""
    unit = request.directory.departments.get(int(entry.subject.removeprefix("unit:")))
    if entry.event != RENAMED or unit is None or request.member.role is not Role.ADMIN:
        raise Refused("people_not_undoable")
    if _names(unit) != entry.after:
        raise Refused("people_moved_on", name=unit.name)
    before = _named(unit, entry.before)
    await request.uow.departments.save(before)
    undone = await remember(
        request,
        RENAMED,
        entry.subject,
        before=entry.after,
        after=entry.before,
        note=before.name,
        undoes=entry.seq,
    )
    await tell(request, undone, heads(unit.id, request.directory.members.values()))
    return done(request, wording.renamed(request.voice, unit, before))


def _unit(request: Request, unit_id: int) -> Department:
    unit = request.directory.departments.get(unit_id)
    if unit is None:
        raise Refused("no_such_department")
    return unit


def _every_unit(request: Request) -> list[Department]:
    """Those merged, too: the database keeps their names."""
    return [*request.directory.departments.values(), *request.directory.merged.values()]


async def _items_of(request: Request, unit: int) -> list[Item]:
    """Of every plan, finished ones too: the unit's name is read anew, the memory keeps the old one."""
    found: list[Item] = []
    for plan in await request.uow.plans.all():
        found += await request.uow.items.of_department(plan.id, unit)
    return found


async def _item(request: Request, label: str) -> Item:
    number, _, part = label.partition(".")
    return await request.item(ItemNo(int(number), int(part or 0)), Action.SEE_ITEM)


async def _hand_on(request: Request, unit: int, to: int, items: Sequence[Item], event: str) -> None:
    for item in items:
        change = Change(Action.ASSIGN, event, item, handed_on(item, unit, to))
        await record(change, by=request.member, now=request.now, uow=request.uow, source=request.source)


def _names(unit: Department) -> dict[str, object]:
    return {
        "name": unit.name,
        "short_names": list(unit.short_names),
        "former_names": list(unit.former_names),
        "english_name": unit.english_name,
    }


def _named(unit: Department, names: dict[str, object]) -> Department:
    def listed(key: str) -> tuple[str, ...]:
        value = names.get(key)
        return tuple(str(each) for each in value) if isinstance(value, list) else ()

    return replace(
        unit,
        name=str(names["name"]),
        short_names=listed("short_names"),
        former_names=listed("former_names"),
        english_name=str(names.get("english_name") or ""),
    )
