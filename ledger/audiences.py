"""Who is concerned by each event (domain.md §1.3 "Triggers", §4.2): one table, and why the rest is told to nobody."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from ledger.applications import Application, Desk
from ledger.changes import Change
from ledger.items import Item, State
from ledger.members import OFFICE, Member, Role
from ledger.notices import NoticeKind
from ledger.pending import TO_APPROVE, Pending

LEAD, CO = "lead", "co"

Heard = tuple[NoticeKind, str, Member]
Hears = Callable[[Change, Sequence[Member]], Iterator[Heard]]


def _given(change: Change, joined: Sequence[Member]) -> Iterator[Heard]:
    """New duties, then those whose duties changed."""
    yield from _newly_given(change, joined)
    yield from _affected(change, joined)


def _newly_given(change: Change, joined: Sequence[Member]) -> Iterator[Heard]:
    before, after = change.before, change.after
    if after.lead is None or after.state in (State.DRAFT, State.TO_APPROVE):
        return
    if after.lead != before.lead or before.assigned_at is None:
        for member in lead_people(after, joined):
            yield NoticeKind.ASSIGNED, LEAD, member
    given_before = before.co if before.assigned_at is not None else ()
    for unit in after.co:
        if unit not in given_before:
            for member in contacts(unit, joined):
                yield NoticeKind.ASSIGNED, CO, member


def _affected(change: Change, joined: Sequence[Member]) -> Iterator[Heard]:
    """The lead unit by any change; the others when lead or limit move, or when they are no longer in it."""
    before, after = change.before, change.after
    if not _handed_out(before):
        return
    yield from _told(change, lead_people(before, joined))
    for unit in before.co:
        if unit not in after.co or before.lead != after.lead or before.deadline != after.deadline:
            yield from _told(change, contacts(unit, joined))


def _lead_unit(change: Change, joined: Sequence[Member]) -> Iterator[Heard]:
    if _handed_out(change.before):
        yield from _told(change, lead_people(change.before, joined))


def _all_units(change: Change, joined: Sequence[Member]) -> Iterator[Heard]:
    yield from _lead_unit(change, joined)
    if _handed_out(change.before):
        for unit in change.before.co:
            yield from _told(change, contacts(unit, joined))


def _lead_contacts(change: Change, joined: Sequence[Member]) -> Iterator[Heard]:
    yield from _told(change, contacts(change.after.lead, joined))


def _instructed(change: Change, joined: Sequence[Member]) -> Iterator[Heard]:
    yield from _affected(change, joined)
    yield from _told(change, admins(joined))


def _proposed(change: Change, joined: Sequence[Member]) -> Iterator[Heard]:
    for member in admins(joined):
        yield NoticeKind.DECIDE, TO_APPROVE, member


def _office(change: Change, joined: Sequence[Member]) -> Iterator[Heard]:
    """Who of them proposed it is known to the audit only."""
    yield from _told(change, [member for member in joined if member.role in OFFICE])


def _laid(change: Change, joined: Sequence[Member]) -> Iterator[Heard]:
    """An application has come to a desk; who applied hears that it went on."""
    for lies in change.after.applications:
        if lies not in change.before.applications:
            yield from _at_desk(change.after, lies, joined)
            yield from _told(change, _applicants(lies, joined))


def _settled(change: Change, joined: Sequence[Member]) -> Iterator[Heard]:
    """A decision: those who applied, and all whose duties it touches."""
    for lies in _gone(change):
        yield from _told(change, _applicants(lies, joined))
    yield from _affected(change, joined)


def _not_passed_on(change: Change, joined: Sequence[Member]) -> Iterator[Heard]:
    for lies in _gone(change):
        yield from _told(change, _applicants(lies, joined))


def _withdrawn(change: Change, joined: Sequence[Member]) -> Iterator[Heard]:
    """Who had it on the desk may be at work on it."""
    for lies in _gone(change):
        yield from _told(change, _applicants(lies, joined))
        yield from _told(change, [member for _, _, member in _at_desk(change.before, lies, joined)])


def _finished(change: Change, joined: Sequence[Member]) -> Iterator[Heard]:
    yield from _not_passed_on(change, joined)
    yield from _all_units(change, joined)


HEARS: Mapping[str, Hears] = {
    "proposed": _proposed,
    "draft_approved": _given,
    "draft_sent_back": _office,
    "assigned": _given,
    "deadline_set": _given,
    "cadence_set": _lead_unit,
    "target_set": _lead_unit,
    "milestones_set": _lead_unit,
    "priority_set": _lead_unit,
    "sensitivity_set": _all_units,
    "split": _all_units,
    "part_registered": _given,
    "merged": _all_units,
    "rejoined": _all_units,
    "part_reported": _lead_contacts,
    "extension_asked": _laid,
    "closing_asked": _laid,
    "bounce_asked": _laid,
    "help_asked": _laid,
    "backed": _laid,
    "unbacked": _not_passed_on,
    "withdrawn": _withdrawn,
    "extension_granted": _settled,
    "extension_refused": _settled,
    "closed": _finished,
    "closing_refused": _settled,
    "bounce_accepted": lambda change, joined: _join(_given, _not_passed_on, change, joined),
    "bounce_refused": _settled,
    "help_answered": _settled,
    "help_handed_on": _laid,
    "urged": _lead_unit,
    "instructed": _instructed,
    "slip_issued": _lead_unit,
    "suspended": _all_units,
    "resumed": _all_units,
    "cancelled": _all_units,
    "struck": _all_units,
    "phase_done": _all_units,
    "reopened": _all_units,
}
SILENT: Mapping[str, str] = {
    "registered": "a draft is nobody's duty yet, and its author knows of it",
    "signed": "that a unit took on what it was given asks nothing of anybody; lists and the digest show it",
    "part_signed": "as signing: lists and the digest show it",
    "reported": "reports are read in lists and the digest; a message for each would be 指尖上的形式主义",
    "milestone_reached": "as reports",
    "archived": "nothing is owed any more, and a year is archived all at once",
}


def _join(first: Hears, second: Hears, change: Change, joined: Sequence[Member]) -> Iterator[Heard]:
    yield from first(change, joined)
    yield from second(change, joined)


def _told(change: Change, people: Sequence[Member]) -> Iterator[Heard]:
    for member in people:
        yield NoticeKind.CHANGED, change.event, member


def _handed_out(item: Item) -> bool:
    """Before, an item was given to nobody, so nobody is told."""
    return item.lead is not None and item.assigned_at is not None


def _gone(change: Change) -> Iterator[Application]:
    kinds = {lies.kind for lies in change.after.applications}
    return (lies for lies in change.before.applications if lies.kind not in kinds)


def _applicants(lies: Application, joined: Sequence[Member]) -> Sequence[Member]:
    return [member for member in joined if lies.by(member.id)]


def _at_desk(item: Item, lies: Application, joined: Sequence[Member]) -> Iterator[Heard]:
    """A leader who has not joined is spoken for by the office."""
    match lies.desk:
        case Desk.HEAD:
            asked = _of(item.lead, Role.HEAD, joined)
        case Desk.LEADER:
            asked = [member for member in joined if member.answers_for(lies.person or item.leader)] or admins(joined)
        case Desk.OFFICE:
            asked = admins(joined)
    for member in asked:
        yield NoticeKind.DECIDE, Pending(item, lies).rule, member


def admins(joined: Sequence[Member]) -> Sequence[Member]:
    return [member for member in joined if member.role is Role.ADMIN]


def lead_people(item: Item, joined: Sequence[Member]) -> Sequence[Member]:
    return [*contacts(item.lead, joined), *_of(item.lead, Role.HEAD, joined)]


def contacts(unit: int | None, joined: Sequence[Member]) -> Sequence[Member]:
    """The unit's contacts, or its heads where it has none."""
    return _of(unit, Role.LIAISON, joined) or _of(unit, Role.HEAD, joined)


def _of(unit: int | None, role: Role, joined: Sequence[Member]) -> Sequence[Member]:
    return [member for member in joined if unit is not None and member.department_id == unit and member.role is role]
