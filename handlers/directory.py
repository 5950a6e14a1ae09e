"""What hardly changes (units, people, the plan's texts), kept at hand until the store says that it changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from language.lexicon import KnownItem, Lexicon
from ledger.departments import Department
from ledger.members import Member, Role
from ledger.plans import Plan
from ledger.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Directory:
    """One version of it; `by_user` holds active members who joined, by Telegram user id. `merged` are units that
    became part of others: they only have names any more.
    """

    version: int
    plan: Plan | None
    departments: Mapping[int, Department]
    members: Mapping[int, Member]
    by_user: Mapping[int, Member]
    lexicon: Lexicon
    merged: Mapping[int, Department] = field(default_factory=dict)
    leaves: bool = False
    """Whether any head has a leave: only then somebody may act for him."""

    @property
    def unit_names(self) -> Mapping[int, Department]:
        return {**self.merged, **self.departments} if self.merged else self.departments


class Directories:
    """Asked in every transaction: access taken away elsewhere is gone at the next message."""

    def __init__(self) -> None:
        self._newest: Directory | None = None

    async def of(self, uow: UnitOfWork) -> Directory:
        version = await uow.directory_version()
        if self._newest is None or self._newest.version != version:
            self._newest = await _read(uow, version)
        return self._newest


async def _read(uow: UnitOfWork, version: int) -> Directory:
    plan = await uow.plans.current()
    departments = await uow.departments.all()
    merged = await uow.departments.merged()
    members = await uow.members.all()
    items = await uow.items.of_plan(plan.id) if plan else ()
    return Directory(
        version=version,
        plan=plan,
        departments={unit.id: unit for unit in departments},
        members={member.id: member for member in members},
        by_user={member.user_id: member for member in members if member.active and member.user_id is not None},
        lexicon=Lexicon(
            departments=tuple(departments),
            items=tuple(KnownItem(i.number, i.part, i.section, i.title, i.body) for i in items),
            sections=tuple((section.number, section.title) for section in plan.sections) if plan else (),
            plan_year=plan.year if plan else None,
        ),
        merged={unit.id: unit for unit in merged},
        leaves=any(member.away is not None and member.role is Role.HEAD for member in members),
    )
