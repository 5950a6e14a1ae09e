"""Units of the organisation."""

from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.departments import Department, DepartmentDraft
from storage.directory import Directory
from storage.tables import departments

_ALL = sa.select(departments).order_by(departments.c.id)
_INSERT = sa.insert(departments)
_UPDATE = sa.update(departments).where(departments.c.name == sa.bindparam("this_name"))


class SqlDepartments:
    def __init__(self, connection: AsyncConnection, directory: Directory) -> None:
        self._connection = connection
        self._directory = directory

    async def all(self) -> Sequence[Department]:
        return [
            Department(
                row.id,
                row.name,
                tuple(row.short_names),
                tuple(row.former_names),
                row.english_name,
                tuple(row.groups),
            )
            for row in await self._connection.execute(_ALL)
        ]

    async def put(self, drafts: Iterable[DepartmentDraft]) -> tuple[int, int, int]:
        """A name given twice counts once, as it was given last."""
        named = {draft.name: draft for draft in drafts}
        known = {unit.name: _draft(unit) for unit in await self.all()}
        added = [draft for name, draft in named.items() if name not in known]
        changed = [draft for name, draft in named.items() if name in known and known[name] != draft]
        if added:
            await self._connection.execute(_INSERT, [{"name": d.name, **_values(d)} for d in added])
        if changed:
            await self._connection.execute(_UPDATE, [{"this_name": d.name, **_values(d)} for d in changed])
        if added or changed:
            self._directory.changed()
        return len(added), len(changed), len(named) - len(added) - len(changed)


def _draft(unit: Department) -> DepartmentDraft:
    return DepartmentDraft(unit.name, unit.short_names, unit.former_names, unit.english_name, unit.groups)


def _values(draft: DepartmentDraft) -> dict[str, object]:
    return {
        "short_names": draft.short_names,
        "former_names": draft.former_names,
        "english_name": draft.english_name,
        "groups": draft.groups,
    }
