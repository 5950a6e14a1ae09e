"""Who hears of a change: the people concerned, and never the one who made it."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from ledger.changes import Change
from ledger.items import Item
from ledger.members import Member, Role
from ledger.notices import Notice, NoticeKind, assigned_key, changed_key
from ledger.transitions.reporting import PART_REPORTED
from ledger.transitions.undoing import UNDONE

LEAD, CO = "lead", "co"


def notices_of(
    change: Change, version: int, members: Iterable[Member], *, by: Member | None, not_before: dt.datetime
) -> tuple[Notice, ...]:
    """What the change owes. `version` is the item's after it, which is also the notices' fact; `by` None: a program."""
    joined = tuple(member for member in members if member.active and member.user_id is not None)
    found: dict[int, Notice] = {}
    for kind, rule, member in _concerned(change, joined):
        if (by is None or member.id != by.id) and member.id not in found:
            found[member.id] = _notice(kind, rule, member, change.after.id, version, not_before)
    return tuple(found.values())


def taken_back(
    change: Change,
    undone: Change,
    version: int,
    members: Iterable[Member],
    *,
    did: int | None,
    by: Member,
    not_before: dt.datetime,
) -> tuple[Notice, ...]:
    """Whoever heard of `change` hears that it was undone, and so does the one who `did` it when somebody else did."""
    people = {member.id: member for member in members if member.active and member.user_id is not None}
    told = {member.id for _, _, member in _concerned(change, tuple(people.values()))} - {did, by.id}
    if did is not None and did != by.id and did in people:
        told.add(did)
    return tuple(
        _notice(NoticeKind.CHANGED, UNDONE, people[member_id], undone.after.id, version, not_before)
        for member_id in sorted(told)
    )


def _notice(kind: NoticeKind, rule: str, member: Member, item_id: int, version: int, not_before: dt.datetime) -> Notice:
    key_of = assigned_key if kind is NoticeKind.ASSIGNED else changed_key
    return Notice(
        key=key_of(item_id, version, member.id),
        kind=kind,
        member_id=member.id,
        rule=rule,
        not_before=not_before,
        item_id=item_id,
        fact=str(version),
    )


Concerned = tuple[NoticeKind, str, Member]


def _concerned(change: Change, joined: Sequence[Member]) -> Iterator[Concerned]:
    """New duties first: who gets one need not also be told what changed."""
    match change.event:
        case "assigned" | "deadline_set":
            yield from _newly_given(change, joined)
            yield from _affected(change, joined)
        case event if event == PART_REPORTED:
            for member in _contacts(change.after.lead, joined):
                yield NoticeKind.CHANGED, PART_REPORTED, member


def _newly_given(change: Change, joined: Sequence[Member]) -> Iterator[Concerned]:
    before, after = change.before, change.after
    if after.lead is None:
        return
    if after.lead != before.lead or before.assigned_at is None:
        for member in _lead_people(after, joined):
            yield NoticeKind.ASSIGNED, LEAD, member
    given_before = before.co if before.lead is not None else ()
    for unit in after.co:
        if unit not in given_before:
            for member in _contacts(unit, joined):
                yield NoticeKind.ASSIGNED, CO, member


def _affected(change: Change, joined: Sequence[Member]) -> Iterator[Concerned]:
    """The lead unit by any change; the others when lead or limit move, or when they are no longer in it.

    Before an item has a lead unit it was given to nobody, so nobody is told.
    """
    before, after = change.before, change.after
    if before.lead is None:
        return
    for member in _lead_people(before, joined):
        yield NoticeKind.CHANGED, change.event, member
    for unit in before.co:
        if unit not in after.co or before.lead != after.lead or before.deadline != after.deadline:
            for member in _contacts(unit, joined):
                yield NoticeKind.CHANGED, change.event, member


def _lead_people(item: Item, joined: Sequence[Member]) -> Iterator[Member]:
    yield from _contacts(item.lead, joined)
    yield from _of(item.lead, Role.HEAD, joined)


def _contacts(unit: int | None, joined: Sequence[Member]) -> Sequence[Member]:
    """The unit's contacts, or its heads where it has none."""
    return _of(unit, Role.LIAISON, joined) or _of(unit, Role.HEAD, joined)


def _of(unit: int | None, role: Role, joined: Sequence[Member]) -> Sequence[Member]:
    return [member for member in joined if unit is not None and member.department_id == unit and member.role is role]
