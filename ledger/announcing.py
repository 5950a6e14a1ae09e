"""Who hears of a change: the people concerned, and never the one who made it."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ledger.audiences import HEARS, Heard, admins
from ledger.changes import Change
from ledger.members import Member, Role
from ledger.notices import Notice, NoticeKind, assigned_key, changed_key, decide_key, presses
from ledger.transitions.undoing import UNDONE

_KEYS = {NoticeKind.ASSIGNED: assigned_key, NoticeKind.CHANGED: changed_key, NoticeKind.DECIDE: decide_key}


def notices_of(
    change: Change,
    version: int,
    members: Iterable[Member],
    *,
    by: Member | None,
    not_before: dt.datetime,
    pressing_from: dt.datetime | None = None,
) -> tuple[Notice, ...]:
    """What the change owes, one notice a person. `version` is the item's after it, which is also the notices' fact;
    `by` None: a program. `pressing_from` is for what may leave outside working hours; None: there is nothing such.
    """
    found: dict[int, Notice] = {}
    for kind, rule, member in _concerned(change, _joined(members), by):
        if (by is None or member.id != by.id) and member.id not in found:
            notice = _notice(kind, rule, member, change.after.id, version, not_before)
            if pressing_from is not None and presses(notice, change.after):
                notice = replace(notice, not_before=pressing_from)
            found[member.id] = notice
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
    people = {member.id: member for member in _joined(members)}
    author = people.get(did) if did is not None else None
    told = {member.id for _, _, member in _concerned(change, tuple(people.values()), author)} - {did, by.id}
    if did is not None and did != by.id and did in people:
        told.add(did)
    return tuple(
        _notice(NoticeKind.CHANGED, UNDONE, people[member_id], undone.after.id, version, not_before)
        for member_id in sorted(told)
    )


def _joined(members: Iterable[Member]) -> tuple[Member, ...]:
    return tuple(member for member in members if member.active and member.user_id is not None)


def _notice(kind: NoticeKind, rule: str, member: Member, item_id: int, version: int, not_before: dt.datetime) -> Notice:
    return Notice(
        key=_KEYS[kind](item_id, version, member.id),
        kind=kind,
        member_id=member.id,
        rule=rule,
        not_before=not_before,
        item_id=item_id,
        fact=str(version),
    )


def _concerned(change: Change, joined: Sequence[Member], by: Member | None) -> Iterator[Heard]:
    """New duties and decisions first: who gets one need not also be told what changed. What a county leader does
    the supervision office hears of, too.
    """
    hears = HEARS.get(change.event)
    if hears is None:
        return
    yield from hears(change, joined)
    if by is not None and by.role is Role.LEADER:
        for member in admins(joined):
            yield NoticeKind.CHANGED, change.event, member
