"""People of the organisation: who they are, what they may be asked, where they are reached."""

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
