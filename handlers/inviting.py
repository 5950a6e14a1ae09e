"""Invitations for people of the units: whoever gets the single-use code joins as that person."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from documents.people import PersonRow
from handlers.importing import Origin
from ledger.departments import Department, called
from ledger.invites import Invite, hash_code, new_code
from ledger.members import Member, Role
from ledger.ports import UnitOfWork
from ledger.refusals import Refused

USUAL_DAYS = 7
MOST_DAYS = 365


@dataclass(frozen=True, slots=True)
class Invited:
    """`unit` is the unit's full name. `code` is "" for somebody who has joined: nobody else may take that place."""

    member: Member
    unit: str
    code: str
    expires_at: dt.datetime


async def invite(
    unit: str, name: str, role: Role, *, days: int, origin: Origin, uow: UnitOfWork, title: str = ""
) -> Invited:
    """Raises Refused no_unit_called, several_units_called, already_joined, invite_days."""
    (invited,) = await invite_all([PersonRow(unit, name, role, 0, title)], days=days, origin=origin, uow=uow)
    if not invited.code:
        raise Refused("already_joined", name=name, unit=invited.unit)
    return invited


async def invite_all(people: Sequence[PersonRow], *, days: int, origin: Origin, uow: UnitOfWork) -> tuple[Invited, ...]:
    """One code a row, in the order of the rows, or none at all.

    A person is known by unit and name: asking again gives a new code and the role asked for now.
    Raises Refused no_unit_called, several_units_called, invite_days.
    """
    if not 1 <= days <= MOST_DAYS:
        raise Refused("invite_days", days=days, most=MOST_DAYS)
    departments = await uow.departments.all()
    units = [_unit(person, departments) for person in people]
    known = {(m.department_id, m.name): m for m in await uow.members.all() if m.active}
    invited = []
    for person, unit in zip(people, units, strict=True):
        member = await _member(person, unit, known.get((unit.id, person.name)), uow)
        known[unit.id, person.name] = member
        invited.append(await _code(member, unit, days, origin, uow))
    return tuple(invited)


async def invite_again(member: Member, *, days: int, origin: Origin, uow: UnitOfWork) -> Invited:
    """A new code for somebody who is known. Raises Refused already_joined, no_unit_called."""
    unit = next((unit for unit in await uow.departments.all() if unit.id == member.department_id), None)
    if member.user_id is not None:
        raise Refused("already_joined", name=member.name, unit=unit.name if unit else "")
    return await _code(member, unit, days, origin, uow)


def _unit(person: PersonRow, departments: Sequence[Department]) -> Department:
    found = called(person.unit, departments)
    if not found:
        raise Refused("no_unit_called", name=person.unit, row=person.row)
    if len(found) > 1:
        raise Refused("several_units_called", name=person.unit, units="、".join(unit.name for unit in found))
    return found[0]


async def _member(person: PersonRow, unit: Department, known: Member | None, uow: UnitOfWork) -> Member:
    if known is None:
        return await uow.members.add(Member(0, person.name, person.role, unit.id, title=person.title))
    asked = replace(known, title=person.title or known.title)
    if known.user_id is None:
        asked = replace(asked, role=person.role)
    if asked != known:
        await uow.members.save(asked)
    return asked


async def _code(member: Member, unit: Department | None, days: int, origin: Origin, uow: UnitOfWork) -> Invited:
    name = unit.name if unit else ""
    expires_at = origin.at + dt.timedelta(days=days)
    if member.user_id is not None:
        return Invited(member, name, "", expires_at)
    code = new_code()
    await uow.invites.add(Invite(hash_code(code), member.id, expires_at))
    after = {"name": member.name, "unit": name, "role": member.role.value, "expires_at": expires_at.isoformat()}
    note = f"{member.name}（{name}）" if name else member.name
    entry = origin.entry("invited", after=after, note=note)
    await uow.audit.append(replace(entry, subject=f"member:{member.id}"))
    return Invited(member, name, code, expires_at)
