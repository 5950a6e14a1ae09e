"""What is wanted of people, units and groups, as data: people are named as they were said, handlers find them."""

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from ledger.members import Role


@dataclass(frozen=True, slots=True)
class Invite:
    """`role` None: contact. `unit` None: the speaker's own."""

    NAME: ClassVar[str] = "invite"
    person: str = ""
    unit: int | None = None
    role: Role | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Transfer:
    """To another unit or role (None: as it was). `from_unit` tells people of the same name apart; `successor` takes
    over what lies open.
    """

    NAME: ClassVar[str] = "transfer"
    person: str
    unit: int | None = None
    role: Role | None = None
    title: str = ""
    from_unit: int | None = None
    successor: str = ""


@dataclass(frozen=True, slots=True)
class Depart:
    """Leaves for good: retired, gone elsewhere."""

    NAME: ClassVar[str] = "depart"
    person: str
    from_unit: int | None = None
    successor: str = ""


@dataclass(frozen=True, slots=True)
class Rebind:
    """Another account: the old one is out at once, a new code lets him in."""

    NAME: ClassVar[str] = "rebind"
    person: str
    from_unit: int | None = None


@dataclass(frozen=True, slots=True)
class Unbind:
    """`person` "": the speaker's own account."""

    NAME: ClassVar[str] = "unbind"
    person: str = ""
    from_unit: int | None = None


@dataclass(frozen=True, slots=True)
class Leave:
    """Days inclusive; `person` "": the speaker."""

    NAME: ClassVar[str] = "leave"
    first: dt.date
    last: dt.date
    person: str = ""
    cover: str = ""


@dataclass(frozen=True, slots=True)
class BackFromLeave:
    NAME: ClassVar[str] = "back_from_leave"
    person: str = ""


@dataclass(frozen=True, slots=True)
class Deputy:
    """`deputy` "": nobody any more. `person` "": the speaker."""

    NAME: ClassVar[str] = "deputy"
    deputy: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class RenameUnit:
    NAME: ClassVar[str] = "rename_unit"
    unit: int
    new_name: str


@dataclass(frozen=True, slots=True)
class MergeUnits:
    """`units` become part of `into`, which is called `new_name` from then on when that is said."""

    NAME: ClassVar[str] = "merge_units"
    units: tuple[int, ...]
    into: int
    new_name: str = ""


@dataclass(frozen=True, slots=True)
class SplitUnit:
    """A part of `unit` becomes a unit of its own and takes `taking` (labels, "14") along."""

    NAME: ClassVar[str] = "split_unit"
    unit: int
    new_name: str
    taking: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShowPeople:
    """`unit` None: the speaker's own."""

    NAME: ClassVar[str] = "people"
    unit: int | None = None


@dataclass(frozen=True, slots=True)
class MyData:
    NAME: ClassVar[str] = "my_data"


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """The chat in which it is said. `unit` None with `project` "": asks which."""

    NAME: ClassVar[str] = "link_group"
    unit: int | None = None
    project: str = ""


@dataclass(frozen=True, slots=True)
class UnlinkGroup:
    NAME: ClassVar[str] = "unlink_group"


@dataclass(frozen=True, slots=True)
class ListGroups:
    NAME: ClassVar[str] = "groups"


@dataclass(frozen=True, slots=True)
class GroupNotices:
    """Whether what is handed out to the unit is told in its group, too; None asks what is told there."""

    NAME: ClassVar[str] = "group_notices"
    on: bool | None = True


PeopleIntent = (
    Invite
    | Transfer
    | Depart
    | Rebind
    | Unbind
    | Leave
    | BackFromLeave
    | Deputy
    | RenameUnit
    | MergeUnits
    | SplitUnit
    | ShowPeople
    | MyData
    | LinkGroup
    | UnlinkGroup
    | ListGroups
    | GroupNotices
)
