"""Reads the list of departments from CSV; a name two of them share is a doubt, not an error."""

import re
from collections import defaultdict
from collections.abc import Iterable

from documents.csv_rows import read_rows
from ledger.departments import DepartmentDraft
from ledger.plans import Doubt
from ledger.refusals import Refused

_COLUMNS = {
    "name": ("名称", "单位", "单位名称", "全称", "部门", "部门名称"),
    "short_names": ("简称", "short_name", "short names"),
    "former_names": ("曾用名", "原名", "旧称", "former_name", "former names"),
    "english_name": ("英文名", "英文名称", "english name", "english"),
    "groups": ("分组", "组", "群组", "类别", "group"),
}
_SEPARATOR = re.compile(r"[|｜]")


def read_departments(text: str) -> tuple[DepartmentDraft, ...]:
    """Raises Refused departments_header, …_empty, …_quotes, …_empty_name, …_duplicate."""
    first_row: dict[str, int] = {}
    drafts = []
    for number, cells in read_rows(text, _COLUMNS, needed=("name",), table="departments"):
        name = cells["name"]
        if not name:
            raise Refused("departments_empty_name", row=number)
        if name in first_row:
            raise Refused("departments_duplicate", name=name, row=number, first_row=first_row[name])
        first_row[name] = number
        drafts.append(
            DepartmentDraft(
                name=name,
                short_names=_names(cells["short_names"]),
                former_names=_names(cells["former_names"]),
                english_name=cells["english_name"],
                groups=_names(cells["groups"]),
            )
        )
    return tuple(drafts)


def _names(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for part in _SEPARATOR.split(cell) if (name := part.strip(" \t\u3000"))))


def shared_short_names(drafts: Iterable[DepartmentDraft]) -> tuple[Doubt, ...]:
    """Short names that mean more than one department, be it as short or as full name."""
    owners: dict[str, list[str]] = defaultdict(list)
    for draft in drafts:
        for name in dict.fromkeys((draft.name, *draft.short_names)):
            owners[name].append(draft.name)
    return tuple(
        Doubt("shared_short_name", (("name", name), ("departments", "、".join(owning))))
        for name, owning in owners.items()
        if len(owning) > 1
    )
