"""Units of the organisation."""

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.departments import Department, DepartmentDraft
from storage.directory import Directory
from storage.tables import departments

_ALL = sa.select(departments).where(departments.c.merged_into.is_(None)).order_by(departments.c.id)
_MERGED = sa.select(departments).where(departments.c.merged_into.is_not(None)).order_by(departments.c.id)
_ADD = sa.insert(departments).returning(departments.c.id)
_SAVE = sa.update(departments).where(departments.c.id == sa.bindparam("this_id"))
_INSERT = sa.insert(departments)
_UPDATE = sa.update(departments).where(departments.c.name == sa.bindparam("this_name"))


class SqlDepartments:
    def __init__(self, connection: AsyncConnection, directory: Directory) -> None:
        self._connection = connection
        self._directory = directory

    async def all(self) -> Sequence[Department]:
        return [_department(row) for row in await self._connection.execute(_ALL)]

    async def merged(self) -> Sequence[Department]:
        return [_department(row) for row in await self._connection.execute(_MERGED)]

    async def add(self, draft: DepartmentDraft) -> Department:
        values = {"name": draft.name, **_values(draft)}
        unit_id = (await self._connection.execute(_ADD, values)).scalar_one()
        self._directory.changed()
        return Department(unit_id, draft.name, draft.short_names, draft.former_names, draft.english_name, draft.groups)

    async def save(self, unit: Department) -> None:
        values = {"name": unit.name, "merged_into": unit.merged_into, **_values(_draft(unit))}
        if (await self._connection.execute(_SAVE, {**values, "this_id": unit.id})).rowcount != 1:
            raise LookupError(f"no unit {unit.id}")
        self._directory.changed()

    async def put(self, drafts: Iterable[DepartmentDraft]) -> tuple[int, int, int]:
        """A name given twice counts once, as it was given last."""
        named = {draft.name: draft for draft in drafts}
        known = {unit.name: _draft(unit) for unit in (*await self.all(), *await self.merged())}
        added = [draft for name, draft in named.items() if name not in known]
        changed = [draft for name, draft in named.items() if name in known and known[name] != draft]
        if added:
            await self._connection.execute(_INSERT, [{"name": d.name, **_values(d)} for d in added])
        if changed:
            await self._connection.execute(_UPDATE, [{"this_name": d.name, **_values(d)} for d in changed])
        if added or changed:
            self._directory.changed()
        return len(added), len(changed), len(named) - len(added) - len(changed)


def _department(row: sa.Row[Any]) -> Department:
    return Department(
        row.id,
        row.name,
        tuple(row.short_names),
        tuple(row.former_names),
        row.english_name,
        tuple(row.groups),
        row.merged_into,
    )


def _draft(unit: Department) -> DepartmentDraft:
    return DepartmentDraft(unit.name, unit.short_names, unit.former_names, unit.english_name, unit.groups)


def _values(draft: DepartmentDraft) -> dict[str, object]:
    return {
        "short_names": draft.short_names,
        "former_names": draft.former_names,
        "english_name": draft.english_name,
        "groups": draft.groups,
    }
