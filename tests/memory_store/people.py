"""Units, people and their invitations in memory."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ledger.departments import Department, DepartmentDraft
from ledger.invites import Invite
from ledger.members import Member
from tests.memory_store.tables import Tables, must


class MemoryDepartments:
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def all(self) -> Sequence[Department]:
        return [unit for unit in self._tables.departments.values() if unit.merged_into is None]

    async def merged(self) -> Sequence[Department]:
        return [unit for unit in self._tables.departments.values() if unit.merged_into is not None]

    async def add(self, draft: DepartmentDraft) -> Department:
        must(all(unit.name != draft.name for unit in self._tables.departments.values()), "the name is there")
        unit = _unit(self._tables.next("departments"), draft)
        self._tables.departments[unit.id] = unit
        self._tables.directory_changed()
        return unit

    async def save(self, unit: Department) -> None:
        if unit.id not in self._tables.departments:
            raise LookupError(f"no unit {unit.id}")
        others = [each for each in self._tables.departments.values() if each.id != unit.id]
        must(all(other.name != unit.name for other in others), "the name is there")
        self._tables.departments[unit.id] = unit
        self._tables.directory_changed()

    async def put(self, drafts: Iterable[DepartmentDraft]) -> tuple[int, int, int]:
        named = {draft.name: draft for draft in drafts}
        known = {unit.name: unit for unit in self._tables.departments.values()}
        added = changed = 0
        for name, draft in named.items():
            before = known.get(name)
            unit = _unit(before.id if before else self._tables.next("departments"), draft)
            unit = replace(unit, merged_into=before.merged_into if before else None)
            added += before is None
            changed += before is not None and before != unit
            self._tables.departments[unit.id] = unit
        if added or changed:
            self._tables.directory_changed()
        return added, changed, len(named) - added - changed


def _unit(unit_id: int, draft: DepartmentDraft) -> Department:
    return Department(unit_id, draft.name, draft.short_names, draft.former_names, draft.english_name, draft.groups)


class MemoryMembers:
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def all(self) -> Sequence[Member]:
        return list(self._tables.members.values())

    async def get(self, member_id: int) -> Member | None:
        return self._tables.members.get(member_id)

    async def by_user(self, user_id: int) -> Member | None:
        return next((m for m in self._tables.members.values() if m.user_id == user_id and m.active), None)

    async def away(self, day: dt.date) -> Sequence[Member]:
        return [member for member in self._tables.members.values() if member.active and member.is_away(day)]

    async def add(self, member: Member) -> Member:
        stored = replace(member, id=self._tables.next("members"))
        self._put(stored)
        return stored

    async def save(self, member: Member) -> None:
        if member.id not in self._tables.members:
            raise LookupError(f"no member {member.id}")
        self._put(member)

    def _put(self, member: Member) -> None:
        must(member.acting_for is None, f"member {member.id} only acts")
        must(
            member.department_id is None or member.department_id in self._tables.departments,
            f"no unit {member.department_id}",
        )
        if member.active and member.user_id is not None:
            same = [m for m in self._tables.members.values() if m.active and m.user_id == member.user_id]
            must(all(m.id == member.id for m in same), f"user {member.user_id} is somebody else")
        self._tables.members[member.id] = member
        self._tables.directory_changed()


class MemoryInvites:
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def add(self, invite: Invite) -> None:
        must(invite.member_id in self._tables.members, f"no member {invite.member_id}")
        must(invite.code_hash not in self._tables.invites, "the code is there")
        self._tables.invites[invite.code_hash] = invite

    async def get(self, code_hash: str) -> Invite | None:
        return self._tables.invites.get(code_hash)

    async def use(self, code_hash: str, now: dt.datetime) -> bool:
        invite = self._tables.invites.get(code_hash)
        if invite is None or invite.used_at is not None:
            return False
        self._tables.invites[code_hash] = replace(invite, used_at=now)
        return True
