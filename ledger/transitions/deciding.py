"""Decisions upon applications: grant or refuse, close or send back, hand to another unit, answer a call for help."""

import datetime as dt
from dataclasses import replace

from ledger.applications import Application, Asked, Desk
from ledger.changes import Change
from ledger.deadlines import Deadline, DeadlineKind
from ledger.items import Grade, Item, State
from ledger.refusals import Refused
from ledger.transitions.applying import without
from ledger.transitions.table import moved


def grant_extension(item: Item, *, deadline: Deadline, today: dt.date) -> Change:
    """With an exact new date (domain.md §0.9). `today` is the local date. Raises Refused."""
    _lies(item, Asked.EXTENSION)
    if deadline.kind is not DeadlineKind.DAY or deadline.day is None:
        raise Refused("exact_date_needed", item=item.label)
    if deadline.day < today or (item.limit is not None and deadline.day <= item.limit):
        raise Refused("extension_not_later", item=item.label, limit=item.limit.isoformat() if item.limit else "")
    return moved(
        "extension_granted",
        item,
        deadline=deadline,
        original_deadline=item.original_deadline or item.deadline,
        extended=item.extended + 1,
        applications=without(item, Asked.EXTENSION).applications,
    )


def refuse_extension(item: Item, *, reason: str) -> Change:
    _lies(item, Asked.EXTENSION)
    return moved("extension_refused", item, reason, applications=without(item, Asked.EXTENSION).applications)


def close(item: Item, *, now: dt.datetime, grade: Grade | None = None) -> Change:
    """Whatever else was applied for falls away. Raises Refused when no closing lies with the office."""
    if item.state is not State.SUBMITTED:
        raise Refused("nothing_to_decide", item=item.label)
    applied = item.application(Asked.CLOSING)
    return moved(
        "closed",
        item,
        state=State.CLOSED,
        closed_at=now,
        grade=grade,
        result=applied.reason if applied else item.result,
        evidence=applied.evidence if applied else item.evidence,
        applications=(),
    )


def return_closing(item: Item, *, reason: str, deadline: Deadline | None = None) -> Change:
    """Back to the unit with a reason, and a new limit where one is set (退回重办)."""
    if not reason.strip():
        raise Refused("reason_needed", item=item.label)
    return moved(
        "closing_refused",
        item,
        reason,
        state=State.RETURNED,
        submitted_at=None,
        returned=item.returned + 1,
        deadline=deadline or item.deadline,
        original_deadline=(item.original_deadline or item.deadline) if deadline else item.original_deadline,
        applications=without(item, Asked.CLOSING).applications,
    )


def accept_bounce(item: Item, *, now: dt.datetime, lead: int | None = None) -> Change:
    """To `lead`, else to the unit that was proposed; what it cooperated in before it now leads. Raises Refused."""
    proposed = _lies(item, Asked.BOUNCE).department
    unit = lead if lead is not None else proposed
    if unit is None or unit == item.lead:
        raise Refused("bounce_needs_unit", item=item.label)
    co = tuple(each for each in item.co if each != unit)
    return moved(
        "bounce_accepted",
        item,
        state=State.ASSIGNED,
        lead=unit,
        co=co,
        parts=tuple(part for part in item.parts if part.department in co),
        assigned_at=now,
        signed_at=None,
        signed_by=None,
        applications=(),
    )


def refuse_bounce(item: Item, *, reason: str) -> Change:
    _lies(item, Asked.BOUNCE)
    return moved("bounce_refused", item, reason, applications=without(item, Asked.BOUNCE).applications)


def answer_help(item: Item, *, answer: str) -> Change:
    """`answer` says what is done: agreed, a meeting, who does it."""
    _lies(item, Asked.HELP)
    if not answer.strip():
        raise Refused("answer_needed", item=item.label)
    return moved("help_answered", item, answer, applications=without(item, Asked.HELP).applications)


def hand_on_help(item: Item, *, person: str, now: dt.datetime, leader: bool = True) -> Change:
    """To another leader. `leader`: one of that name can be reached; else it lies with the office."""
    lies = _lies(item, Asked.HELP)
    if not person.strip():
        raise Refused("person_needed", item=item.label)
    moved_on = replace(lies, desk=Desk.LEADER if leader else Desk.OFFICE, person=person, since=now)
    others = without(item, Asked.HELP).applications
    return moved("help_handed_on", item, person, applications=(*others, moved_on))


def _lies(item: Item, kind: Asked) -> Application:
    lies = item.application(kind)
    if lies is None:
        raise Refused("nothing_to_decide", item=item.label)
    return lies
