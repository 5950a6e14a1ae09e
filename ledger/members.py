"""People of the organisation: who they are, what they may be asked, where they are reached."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person is to the supervision office (domain: 系统管理员, 督查人员, 单位负责人, 联络员)."""

    ADMIN = "admin"
    SUPERVISOR = "supervisor"
    LEADER = "leader"
    HEAD = "head"
    LIAISON = "liaison"


OFFICE = frozenset({Role.ADMIN, Role.SUPERVISOR})
"""Roles of the supervision office itself, which see the whole ledger."""


@dataclass(frozen=True, slots=True)
class Away:
    """Days on which the person is not there, both inclusive, local; `cover_id` is who stands in, when it was said."""

    first: dt.date
    last: dt.date
    cover_id: int | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A person in a unit. `user_id` is the Telegram user id once joined (None: invited only)."""

    id: int
    name: str
    role: Role
    department_id: int | None
    user_id: int | None = None
    language: str = ""
    active: bool = True
    reachable: bool = True
    """False after Telegram said that the person blocked the bot or left."""
    title: str = ""
    """What the person is in office, as plans write it: 副县长, 局长. An item's responsible leader is known by it."""
    deputy_id: int | None = None
    """Who stands in whenever the person is away and nobody else was named (AB角)."""
    away: Away | None = None
    """The leave that runs or comes next; over when its last day is over, without anybody doing anything."""
    acting_for: int | None = None
    """Set only on the person as he may act today (standing_in.acting), and never stored."""

    def is_away(self, day: dt.date) -> bool:
        return self.away is not None and self.away.first <= day <= self.away.last

    @property
    def joined(self) -> bool:
        return self.active and self.user_id is not None

    def answers_for(self, leader: str) -> bool:
        """Whether this is the county leader whom an item names: by name, by office, or by surname and office."""
        called = "".join(leader.split()).removeprefix("县委").removeprefix("县政府")
        title = self.title.removeprefix("县委").removeprefix("县政府")
        if self.role is not Role.LEADER or not called:
            return False
        return self.name in called or (
            bool(title) and called in (title, self.name[:1] + title, self.name[:1] + title.removeprefix("副"))
        )
