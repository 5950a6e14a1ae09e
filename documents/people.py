"""Reads the people to be invited from CSV, and says of all bad rows at once what is wrong with them."""

from collections.abc import Sequence
from dataclasses import dataclass

from documents.csv_rows import read_rows
from ledger.members import Role
from ledger.refusals import Refused

_COLUMNS = {
    "unit": ("单位", "部门", "单位名称", "department"),
    "name": ("姓名", "名字", "人员"),
    "role": ("角色", "身份", "职责"),
    "title": ("职务", "职位", "岗位"),
}
_ROLES = {
    **{role.value: role for role in Role},
    "管理员": Role.ADMIN,
    "系统管理员": Role.ADMIN,
    "督查": Role.SUPERVISOR,
    "督查员": Role.SUPERVISOR,
    "督查人员": Role.SUPERVISOR,
    "督办": Role.SUPERVISOR,
    "督办人": Role.SUPERVISOR,
    "领导": Role.LEADER,
    "县领导": Role.LEADER,
    "分管领导": Role.LEADER,
    "负责人": Role.HEAD,
    "单位负责人": Role.HEAD,
    "主要负责人": Role.HEAD,
    "联络员": Role.LIAISON,
    "联系人": Role.LIAISON,
}
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class PersonRow:
    """`row` is the row in the file, the header being 1. `title` is the office the person holds, "" when not said."""

    unit: str
    name: str
    role: Role
    row: int
    title: str = ""


def read_people(text: str) -> tuple[PersonRow, ...]:
    """Raises Refused people_header, people_empty, people_quotes, people_bad_rows."""
    people: dict[tuple[str, str, Role], PersonRow] = {}
    bad: dict[str, list[int]] = {"no_unit": [], "no_name": [], "bad_role": [], "twice": []}
    for number, cells in read_rows(text, _COLUMNS, needed=("unit", "name", "role"), table="people"):
        role = _ROLES.get(cells["role"].lower())
        if not cells["unit"]:
            bad["no_unit"].append(number)
        if not cells["name"]:
            bad["no_name"].append(number)
        if role is None:
            bad["bad_role"].append(number)
        elif cells["unit"] and cells["name"]:
            person = PersonRow(cells["unit"], cells["name"], role, number, cells["title"])
            if people.setdefault((person.unit, person.name, role), person) is not person:
                bad["twice"].append(number)
    _refuse(bad)
    return tuple(people.values())


def _refuse(bad: dict[str, list[int]]) -> None:
    rows = sorted({number for numbers in bad.values() for number in numbers})
    if rows:
        of_kind = {kind: _listed(numbers) for kind, numbers in bad.items()}
        raise Refused("people_bad_rows", count=len(rows), rows=_listed(rows), **of_kind)


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(str(number) for number in numbers[:_SHOWN]) + (" …" if len(numbers) > _SHOWN else "")
