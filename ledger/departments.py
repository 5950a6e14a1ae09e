"""Units of the organisation and the names people call them by."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Department:
    """A unit as the office lists it; `name` is its full official name and unique."""

    id: int
    name: str
    short_names: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    english_name: str = ""
    groups: tuple[str, ...] = ()
    merged_into: int | None = None
    """The unit that this one became part of: from then on it only lives in what is remembered."""

    @property
    def short(self) -> str:
        """The name used in lists: the first short name, else the full name."""
        return self.short_names[0] if self.short_names else self.name


@dataclass(frozen=True, slots=True)
class DepartmentDraft:
    """A department as a file describes it, before it has an id."""

    name: str
    short_names: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    english_name: str = ""
    groups: tuple[str, ...] = ()


def called(name: str, departments: Iterable[Department]) -> tuple[Department, ...]:
    """Those that go by this very name: as full name, else as a short one, else as a former one.

    The 县 that people put before a name or leave out makes no difference. More than one: the name is not enough.
    """
    known = tuple(departments)
    bare = _bare(name)
    for names_of in (_full, _short, _former):
        if found := tuple(unit for unit in known if bare in {_bare(each) for each in names_of(unit)}):
            return found
    return ()


def _full(unit: Department) -> tuple[str, ...]:
    return (unit.name,)


def _short(unit: Department) -> tuple[str, ...]:
    return unit.short_names


def _former(unit: Department) -> tuple[str, ...]:
    return unit.former_names


def _bare(name: str) -> str:
    return "".join(name.split()).removeprefix("县")
