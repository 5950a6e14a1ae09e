"""Units of the organisation and the names people call them by."""

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
