"""Units, members and invitations."""

import asyncio
import datetime as dt
from dataclasses import replace

import pytest
import sqlalchemy as sa

from ledger.departments import Department, DepartmentDraft
from ledger.invites import Invite
from ledger.members import Member, Role
from ledger.ports import Store
from tests.storage.conftest import Twins
from tests.storage.town import NOON, founded

FULL = DepartmentDraft("住房和城乡建设局", ("住建局", "建设局"), ("规划局",), "Housing Bureau", ("县直",))


async def test_departments_are_put_by_name(store: Store) -> None:
    async with store.writing() as uow:
        assert await uow.departments.put([FULL, DepartmentDraft("财政局")]) == (2, 0, 0)
    async with store.writing() as uow:
        drafts = [FULL, DepartmentDraft("财政局", ("财政",)), DepartmentDraft("审计局")]
        assert await uow.departments.put(iter(drafts)) == (1, 1, 1)
    async with store.writing() as uow:
        before = await uow.directory_version()
        assert await uow.departments.put([FULL]) == (0, 0, 1)
        assert await uow.directory_version() == before
        assert await uow.departments.put([]) == (0, 0, 0)
    async with store.reading() as uow:
        assert await uow.departments.all() == [
            Department(1, FULL.name, FULL.short_names, FULL.former_names, FULL.english_name, FULL.groups),
            Department(2, "财政局", ("财政",)),
            Department(3, "审计局"),
        ]


async def test_a_member_joins(store: Store) -> None:
    town = await founded(store)
    user = 7_123_456_789  # Telegram ids have outgrown 32 bits.
    joined = replace(town.invited, user_id=user, language="en", reachable=False)
    async with store.writing() as uow:
        before = await uow.directory_version()
        await uow.members.save(joined)
        assert await uow.directory_version() > before
    async with store.reading() as uow:
        assert await uow.members.by_user(user) == joined
        assert await uow.members.get(joined.id) == joined
        assert await uow.members.by_user(1) is None
        assert await uow.members.get(999) is None
        assert [m.name for m in await uow.members.all()] == ["王局长", "小李", "赵局长", "小周"]


async def test_one_user_is_one_active_member(store: Store) -> None:
    town = await founded(store)
    with pytest.raises((ValueError, sa.exc.IntegrityError)):
        async with store.writing() as uow:
            await uow.members.save(replace(town.invited, user_id=town.liaison.user_id))
    async with store.writing() as uow:
        await uow.members.save(replace(town.liaison, active=False))
        moved = await uow.members.add(Member(0, "小李", Role.SUPERVISOR, None, user_id=town.liaison.user_id))
    async with store.reading() as uow:
        assert await uow.members.by_user(12) == moved


async def test_an_unknown_member_is_not_saved(store: Store) -> None:
    async with store.writing() as uow:
        with pytest.raises(LookupError):
            await uow.members.save(Member(9, "无", Role.HEAD, None))


async def test_an_invitation_is_used_once(twins: Twins) -> None:
    town = await founded(twins.first)
    invite = Invite("ab" * 32, town.invited.id, NOON + dt.timedelta(days=1))
    async with twins.first.writing() as uow:
        await uow.invites.add(invite)

    async def use(store: Store) -> bool:
        async with store.writing() as uow:
            return await uow.invites.use(invite.code_hash, NOON)

    used = await asyncio.gather(*(use(store) for store in (twins.first, twins.second) for _ in range(5)))
    assert sum(used) == 1
    async with twins.first.reading() as uow:
        assert await uow.invites.get(invite.code_hash) == replace(invite, used_at=NOON)
        assert await uow.invites.get("none") is None
    async with twins.first.writing() as uow:
        assert not await uow.invites.use("none", NOON)
