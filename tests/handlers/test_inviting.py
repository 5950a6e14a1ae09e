"""Invitations: single-use codes for people of the units."""

import datetime as dt
from dataclasses import replace

import pytest

from documents.people import read_people
from handlers.inviting import invite, invite_all
from ledger.invites import hash_code
from ledger.members import Role
from ledger.refusals import Refused
from tests.handlers.county import ORIGIN, Ledger
from tests.town import MORNING


async def test_an_invitation(county: Ledger) -> None:
    async with county.store.writing() as uow:
        invited = await invite("商务局", "邵明轩", Role.LIAISON, days=3, origin=ORIGIN, uow=uow)
    assert invited.expires_at == MORNING + dt.timedelta(days=3)
    async with county.store.reading() as uow:
        stored = await uow.invites.get(hash_code(invited.code))
        (member,) = await uow.members.all()
    assert stored is not None
    assert (stored.member_id, stored.expires_at, stored.used_at) == (member.id, invited.expires_at, None)
    assert (member.name, member.role, member.user_id) == ("邵明轩", Role.LIAISON, None)
    newest = (await county.audit())[0]
    assert newest.event == "invited"
    assert invited.code not in str(newest)


async def test_inviting_again_is_the_same_person_with_a_new_code(county: Ledger) -> None:
    async with county.store.writing() as uow:
        first = await invite("商务局", "邵明轩", Role.LIAISON, days=3, origin=ORIGIN, uow=uow)
        second = await invite("县商务局", "邵明轩", Role.HEAD, days=3, origin=ORIGIN, uow=uow)
        (member,) = await uow.members.all()
    assert first.member.id == second.member.id == member.id
    assert first.code != second.code
    assert member.role is Role.HEAD


async def test_who_has_joined_is_not_invited_again(county: Ledger) -> None:
    async with county.store.writing() as uow:
        invited = await invite("商务局", "邵明轩", Role.LIAISON, days=3, origin=ORIGIN, uow=uow)
        await uow.members.save(replace(invited.member, user_id=77))
    async with county.store.writing() as uow:
        with pytest.raises(Refused) as no:
            await invite("商务局", "邵明轩", Role.ADMIN, days=3, origin=ORIGIN, uow=uow)
    assert no.value.refusal.code == "already_joined"
    async with county.store.reading() as uow:
        (member,) = await uow.members.all()
    assert member.role is Role.LIAISON


async def test_a_list_is_invited_whole_or_not_at_all(county: Ledger) -> None:
    people = read_people("unit,name,role\n商务局,邵明轩,liaison\n外星局,甲,head\n")
    with pytest.raises(Refused) as no:
        async with county.store.writing() as uow:
            await invite_all(people, days=7, origin=ORIGIN, uow=uow)
    assert no.value.refusal.code == "no_unit_called"
    async with county.store.reading() as uow:
        assert await uow.members.all() == []


@pytest.mark.parametrize(
    ("unit", "days", "code"), [("教体局", 7, "several_units_called"), ("商务局", 0, "invite_days")]
)
async def test_an_invitation_nobody_could_use(county: Ledger, unit: str, days: int, code: str) -> None:
    async with county.store.writing() as uow:
        with pytest.raises(Refused) as no:
            await invite(unit, "甲", Role.HEAD, days=days, origin=ORIGIN, uow=uow)
    assert no.value.refusal.code == code
