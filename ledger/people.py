"""What may become of a person, and by whom: pure functions from a Member to what he is afterwards.

Source: domain.md §7.2 (管理员; 单位负责人 for the contacts of his own unit) and reliability.md Z11, Z19–Z21.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from ledger.members import Away, Member, Role
from ledger.refusals import Refused

LONGEST_LEAVE = dt.timedelta(days=366)
UNDOABLE = frozenset({"transferred", "leave_taken", "leave_ended", "deputy_set"})
"""An account that was forgotten is not found again: who left or was unbound is invited anew."""

_FORGOTTEN = ("user_id",)
"""Never in the audit: which account it was is nobody's business any more."""


@dataclass(frozen=True, slots=True)
class PersonChange:
    """`event` is a past-tense name (catalogue keys `people_<event>`, `event_<event>`)."""

    event: str
    before: Member
    after: Member

    def changed(self) -> tuple[dict[str, object], dict[str, object]]:
        """(before, after) of the fields that differ, JSON-ready, without the account."""
        names = [
            f.name
            for f in fields(Member)
            if f.name not in _FORGOTTEN and getattr(self.before, f.name) != getattr(self.after, f.name)
        ]
        return _plain(self.before, names), _plain(self.after, names)


def may_look_after(by: Member, person: Member) -> bool:
    """An admin looks after everybody, the head of a unit after its contacts."""
    if not by.active:
        return False
    if by.role is Role.ADMIN:
        return True
    own = by.department_id is not None and by.department_id == person.department_id
    return by.role is Role.HEAD and own and person.role is Role.LIAISON


def must_look_after(by: Member, person: Member, *, himself: bool = False) -> None:
    """Raises Refused. `himself`: everybody may do this for himself."""
    if may_look_after(by, person) or (himself and by.id == person.id):
        return
    raise Refused("people_not_yours")


def transfer(person: Member, *, by: Member, unit: int | None, role: Role, title: str) -> PersonChange:
    """To another unit, role or office; deputy and leave were arranged for the old place and end with it.

    Raises Refused: not his to do, his own place, nothing changes.
    """
    if by.role is not Role.ADMIN:
        raise Refused("people_admin_only")
    moved = unit != person.department_id or role is not person.role
    if by.id == person.id and moved:
        raise Refused("people_not_oneself")
    after = replace(person, department_id=unit, role=role, title=title)
    if after == person:
        raise Refused("people_nothing_changes", name=person.name)
    return PersonChange("transferred", person, replace(after, deputy_id=None, away=None) if moved else after)


def depart(person: Member, *, by: Member) -> PersonChange:
    """Leaves for good. Raises Refused: not his to do, himself."""
    must_look_after(by, person)
    if by.id == person.id:
        raise Refused("people_not_oneself")
    gone = replace(person, active=False, user_id=None, deputy_id=None, away=None, reachable=True)
    return PersonChange("departed", person, gone)


def unbind(person: Member, *, by: Member) -> PersonChange:
    """The account is forgotten, the place stays. Raises Refused: not his to do, not bound."""
    must_look_after(by, person, himself=True)
    if person.user_id is None:
        raise Refused("people_not_joined", name=person.name)
    return PersonChange("unbound", person, replace(person, user_id=None, reachable=True))


def take_leave(
    person: Member, *, by: Member, first: dt.date, last: dt.date, cover: Member | None, today: dt.date
) -> PersonChange:
    """Days inclusive and local. Raises Refused: not his to do, days that cannot be, a cover who cannot stand in."""
    must_look_after(by, person, himself=True)
    if last < first or last < today or last - first > LONGEST_LEAVE:
        raise Refused("people_leave_days")
    if cover is not None:
        _fit_to_stand_in(person, cover)
        if cover.away is not None and cover.away.first <= last and cover.away.last >= first:
            raise Refused("people_cover_away", name=cover.name)
    after = replace(person, away=Away(first, last, cover.id if cover else None))
    if after == person:
        raise Refused("people_nothing_changes", name=person.name)
    return PersonChange("leave_taken", person, after)


def end_leave(person: Member, *, by: Member) -> PersonChange:
    must_look_after(by, person, himself=True)
    if person.away is None:
        raise Refused("people_no_leave", name=person.name)
    return PersonChange("leave_ended", person, replace(person, away=None))


def set_deputy(person: Member, *, by: Member, deputy: Member | None) -> PersonChange:
    """Raises Refused: not his to do, one who cannot stand in, nothing changes."""
    must_look_after(by, person, himself=True)
    if deputy is not None:
        _fit_to_stand_in(person, deputy)
    if person.deputy_id == (deputy.id if deputy else None):
        raise Refused("people_nothing_changes", name=person.name)
    return PersonChange("deputy_set", person, replace(person, deputy_id=deputy.id if deputy else None))


def keep_an_admin(change: PersonChange, members: Iterable[Member]) -> None:
    """Raises Refused when nobody who has joined would be left to look after the ledger."""
    if not _admin(change.before) or _admin(change.after):
        return
    if not any(_admin(member) for member in members if member.id != change.before.id):
        raise Refused("people_last_admin", name=change.before.name)


def as_before(current: Member, before: dict[str, object], after: dict[str, object]) -> Member:
    """The person with what an entry remembers taken back. Raises Refused when he has moved on since."""
    names = [f.name for f in fields(Member) if f.name in after]
    if _plain(current, names) != {name: after[name] for name in names}:
        raise Refused("people_moved_on", name=current.name)
    return replace(current, **{name: _read(name, before[name]) for name in names})  # type: ignore[arg-type]


def _fit_to_stand_in(person: Member, other: Member) -> None:
    if other.id == person.id:
        raise Refused("people_cover_himself")
    if other.department_id != person.department_id:
        # A cover sees and does what the contact may: that stays inside the unit.
        raise Refused("people_cover_unit", name=other.name)
    if not other.joined:
        raise Refused("people_not_joined", name=other.name)


def _admin(member: Member) -> bool:
    return member.joined and member.role is Role.ADMIN


def _plain(member: Member, names: Iterable[str]) -> dict[str, object]:
    return {name: _as_json(getattr(member, name)) for name in names}


def _as_json(value: object) -> object:
    match value:
        case Away():
            return {"first": value.first.isoformat(), "last": value.last.isoformat(), "cover_id": value.cover_id}
        case Role():
            return value.value
    return value


def _read(name: str, value: object) -> object:
    if name == "role":
        return Role(str(value))
    if name == "away" and isinstance(value, dict):
        cover = value["cover_id"]
        return Away(dt.date.fromisoformat(value["first"]), dt.date.fromisoformat(value["last"]), cover)
    return value
