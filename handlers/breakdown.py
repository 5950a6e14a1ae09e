"""A breakdown table (任务分解表) onto the items: who leads, who helps, by when; all rows or none."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from documents.breakdown import TableRow
from handlers.importing import Origin
from handlers.limits import Limit, read_limit
from ledger.announcing import notices_of
from ledger.calendar import WorkingCalendar
from ledger.changes import Change
from ledger.departments import Department, called
from ledger.items import Item
from ledger.permissions import Action
from ledger.plans import Doubt
from ledger.policies import Policies
from ledger.ports import UnitOfWork
from ledger.recording import announce, record
from ledger.refusals import Refused
from ledger.transitions.assigning import assign

_IN_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
"""县发改局（牵头）, 县委办公室（县委督查室）: an aside, not another unit."""
_BETWEEN = re.compile(r"[、，,；;/\n]+|\s{2,}|(?<=[局办委部院镇乡])[及和](?=[县市各])")


@dataclass(frozen=True, slots=True)
class Breakdown:
    """`changes` are what was, or would be, changed; none of it was when there are doubts."""

    changes: tuple[Change, ...]
    unchanged: tuple[Item, ...]
    doubts: tuple[Doubt, ...]


async def import_table(
    rows: Sequence[TableRow],
    *,
    origin: Origin,
    policies: Policies,
    uow: UnitOfWork,
    dry_run: bool = False,
) -> Breakdown:
    """Onto the current plan's items; the units hear of it as of an assignment by chat. Raises Refused no_plan."""
    plan = await uow.plans.current()
    if plan is None:
        raise Refused("no_plan")
    items = {(item.number, item.part): item for item in await uow.items.of_plan(plan.id)}
    today = policies.hours.local(origin.at).date()
    departments = tuple(await uow.departments.all())
    reading = _Reading(items, departments, plan.year, today, policies.calendar, origin.at)
    for row in rows:
        reading.row(row)
    if not reading.doubts and not dry_run:
        await _apply(reading.changes, origin, policies, uow)
    return Breakdown(tuple(reading.changes), tuple(reading.unchanged), tuple(reading.doubts))


async def _apply(changes: Sequence[Change], origin: Origin, policies: Policies, uow: UnitOfWork) -> None:
    members = await uow.members.all()
    not_before = policies.hours.next_allowed(origin.at, policies.calendar)
    for change in changes:
        item, _ = await record(change, by=origin.by, now=origin.at, uow=uow, source=origin.source)
        await announce(notices_of(change, item.version, members, by=origin.by, not_before=not_before), uow)


@dataclass(slots=True)
class _Reading:
    """One table being read: what it would change and what is doubtful, all rows to the end."""

    items: Mapping[tuple[int, int], Item]
    departments: Sequence[Department]
    year: int
    today: dt.date
    calendar: WorkingCalendar
    now: dt.datetime
    changes: list[Change] = field(default_factory=list)
    unchanged: list[Item] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    first_row: dict[int, int] = field(default_factory=dict)

    def row(self, row: TableRow) -> None:
        item = self._item(row)
        before = len(self.doubts)
        lead, co = self._lead(row), self._co(row)
        limit = read_limit(row.deadline, self.today, self.calendar, self.year) if row.deadline else None
        if row.deadline and limit is None:
            self._doubt("no_deadline", row, words=row.deadline)
        if item is None or len(self.doubts) > before:
            return
        try:
            change = self._change(item, row, lead, co, limit)
        except Refused as no:
            self._doubt(no.refusal.code, row, item=item.label)
        else:
            if change.changed_fields():
                self.changes.append(change)
            else:
                self.unchanged.append(item)

    def _change(self, item: Item, row: TableRow, lead: int | None, co: tuple[int, ...], limit: Limit | None) -> Change:
        """Raises Refused item_finished, lead_also_cooperates."""
        try:
            change = assign(
                item,
                now=self.now,
                lead=lead,
                co=tuple(unit for unit in co if unit != lead) if co else None,
                leader=row.leader or None,
                deadline=limit.deadline if limit else None,
            )
        except Refused as no:
            if no.refusal.code != "nothing_changes":
                raise
            change = Change(Action.ASSIGN, "assigned", item, item)
        if limit is None or limit.cadence is None:
            return change
        return replace(change, after=replace(change.after, cadence=limit.cadence))

    def _item(self, row: TableRow) -> Item | None:
        if row.number is None:
            self._doubt("no_number", row, words=row.written)
            return None
        item = self.items.get((row.number, row.part))
        if item is None:
            self._doubt("no_item", row, words=row.written)
            return None
        if item.id in self.first_row:
            self._doubt("twice", row, item=item.label, first_row=self.first_row[item.id])
            return None
        self.first_row[item.id] = row.row
        return item

    def _lead(self, row: TableRow) -> int | None:
        """One unit answers for an item: of two nobody can say which."""
        names = _names(row.lead)
        if len(names) > 1:
            self._doubt("two_leads", row, words=row.lead)
            return None
        units = [unit for name in names for unit in self._units(name, row)]
        return units[0].id if len(units) == 1 else None

    def _co(self, row: TableRow) -> tuple[int, ...]:
        lead = _names(row.lead)
        found: list[int] = []
        for name in _names(row.co):
            members = [unit for unit in self.departments if name in unit.groups]
            if not members:
                members = self._units(name, row)
                if members and set(members) & set(called(lead[0], self.departments) if lead else ()):
                    self._doubt("lead_cooperates", row, words=name)
            found += [unit.id for unit in members]
        return tuple(dict.fromkeys(found))

    def _units(self, name: str, row: TableRow) -> list[Department]:
        found = called(name, self.departments)
        if not found:
            self._doubt("no_unit", row, words=name)
        if len(found) > 1:
            self._doubt("several_units", row, words=name, units="、".join(unit.name for unit in found))
        return list(found) if len(found) == 1 else []

    def _doubt(self, code: str, row: TableRow, **params: str | int) -> None:
        self.doubts.append(Doubt(f"table_{code}", (("row", row.row), *params.items())))


def _names(cell: str) -> list[str]:
    return [name for part in _BETWEEN.split(_IN_BRACKETS.sub("", cell)) if (name := part.strip(" \u3000。等"))]
