"""What the lead unit applies for: extension (延期), closing (办结), return as not its own (退回交办), help (协调)."""

import datetime as dt
from dataclasses import replace

from ledger.applications import Application, Asked, Desk
from ledger.changes import Change
from ledger.deadlines import Deadline
from ledger.items import Item, PartState, State
from ledger.members import Member, Role
from ledger.refusals import Refused
from ledger.transitions.table import moved


def ask_extension(
    item: Item,
    *,
    by: Member,
    now: dt.datetime,
    today: dt.date,
    deadline: Deadline,
    reason: str,
    progress: str,
    head: bool,
) -> Change:
    """`head`: the unit has a head who can confirm. `today` is the local date.

    Raises Refused: after the limit, no limit, a day that is no later, something missing (domain.md §0.9).
    """
    if item.limit is None:
        raise Refused("extension_without_limit", item=item.label)
    if today > item.limit:
        raise Refused("extension_too_late", item=item.label, limit=item.limit.isoformat())
    if deadline.day is None or deadline.day <= item.limit:
        raise Refused("extension_not_later", item=item.label, limit=item.limit.isoformat())
    if not reason.strip() or not progress.strip():
        raise Refused("extension_incomplete", item=item.label)
    wanted = _application(Asked.EXTENSION, by, now, head, reason=reason, progress=progress, deadline=deadline)
    return moved("extension_asked", item, reason, applications=_with(item, wanted))


def ask_closing(item: Item, *, by: Member, now: dt.datetime, result: str, evidence: str, head: bool) -> Change:
    """With the head's word it lies with the office at once, and the light stands still. Raises Refused."""
    if not result.strip():
        raise Refused("closing_incomplete", item=item.label)
    wanted = _application(Asked.CLOSING, by, now, head, reason=result, evidence=evidence)
    applications = _with(item, wanted)
    if wanted.desk is Desk.HEAD:
        return moved("closing_asked", item, result, applications=applications)
    return moved(
        "closing_asked",
        item,
        result,
        applications=applications,
        state=State.SUBMITTED,
        submitted_at=now,
        **_signed(item, by, now),
    )


def ask_bounce(item: Item, *, by: Member, now: dt.datetime, reason: str, department: int | None, head: bool) -> Change:
    """`department` is the unit that should have it instead, where it was named."""
    if not reason.strip():
        raise Refused("bounce_incomplete", item=item.label)
    if department is not None and department == item.lead:
        raise Refused("bounce_to_itself", item=item.label)
    wanted = _application(Asked.BOUNCE, by, now, head, reason=reason, department=department)
    return moved("bounce_asked", item, reason, applications=_with(item, wanted))


def ask_help(item: Item, *, by: Member, now: dt.datetime, need: str, person: str, leader: bool, head: bool) -> Change:
    """`person` is the leader wanted; `leader`: the item's leader can be reached, else the office answers."""
    if not need.strip():
        raise Refused("help_incomplete", item=item.label)
    wanted = _application(
        Asked.HELP, by, now, head, reason=need, person=person, then=Desk.LEADER if leader else Desk.OFFICE
    )
    return moved("help_asked", item, need, applications=_with(item, wanted))


def back(item: Item, kind: Asked, *, by: Member, now: dt.datetime, leader: bool) -> Change:
    """The head confirms: it goes on to the desk that decides. Raises Refused when nothing lies with him."""
    lies = _at_head(item, kind)
    desk = Desk.LEADER if kind is Asked.HELP and leader else Desk.OFFICE
    applications = _with(without(item, kind), replace(lies, desk=desk, since=now, backed_by=by.id))
    if kind is not Asked.CLOSING:
        return moved("backed", item, kind.value, applications=applications)
    return moved(
        "backed",
        item,
        kind.value,
        applications=applications,
        state=State.SUBMITTED,
        submitted_at=now,
        **_signed(item, by, now),
    )


def send_back(item: Item, kind: Asked, *, reason: str) -> Change:
    """The head does not pass on what his contact applied for."""
    _at_head(item, kind)
    return moved("unbacked", item, reason, applications=without(item, kind).applications)


def withdraw(item: Item, kind: Asked) -> Change:
    """Raises Refused when there is no such application."""
    if item.application(kind) is None:
        raise Refused("nothing_applied_for", item=item.label)
    applications = without(item, kind).applications
    if kind is Asked.CLOSING and item.state is State.SUBMITTED:
        return moved("withdrawn", item, kind.value, applications=applications, state=State.DOING, submitted_at=None)
    return moved("withdrawn", item, kind.value, applications=applications)


def without(item: Item, kind: Asked) -> Item:
    return replace(item, applications=tuple(each for each in item.applications if each.kind is not kind))


def open_ends(item: Item) -> tuple[str, ...]:
    """What a reviewer of a closing would ask about, as codes: the catalogue key is `open_end_<code>`."""
    ends = {
        "percent": item.percent is not None and item.percent < 100,
        "targets": any(target.reached is not True for target in item.targets),
        "milestones": any(node.done_at is None for node in item.milestones),
        "parts": any((part := item.part_of(unit)) is None or part.state is not PartState.DONE for unit in item.co),
    }
    return tuple(code for code, open_ in ends.items() if open_)


def _application(
    kind: Asked,
    by: Member,
    now: dt.datetime,
    head: bool,
    *,
    reason: str,
    then: Desk = Desk.OFFICE,
    progress: str = "",
    deadline: Deadline | None = None,
    department: int | None = None,
    person: str = "",
    evidence: str = "",
) -> Application:
    """A contact's application lies with his head first, where there is one (domain.md §7.2)."""
    return Application(
        kind=kind,
        desk=Desk.HEAD if head and by.role is not Role.HEAD else then,
        member_id=by.id,
        at=now,
        since=now,
        reason=reason.strip(),
        deadline=deadline,
        progress=progress.strip(),
        department=department,
        person=person,
        evidence=evidence.strip(),
    )


def _with(item: Item, wanted: Application) -> tuple[Application, ...]:
    if item.application(wanted.kind) is not None:
        raise Refused("already_applied", item=item.label)
    return (*item.applications, wanted)


def _at_head(item: Item, kind: Asked) -> Application:
    lies = item.application(kind)
    if lies is None or lies.desk is not Desk.HEAD:
        raise Refused("nothing_to_decide", item=item.label)
    return lies


def _signed(item: Item, by: Member, now: dt.datetime) -> dict[str, object]:
    """Who applies for closing has taken the item on."""
    return {} if item.signed_at else {"signed_at": now, "signed_by": by.id}
