"""What a unit applies for: closing, extension, help, handing an item back; and taking an application back."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from handlers.asking import Missing
from handlers.proposals import Proposal
from handlers.request import Request
from handlers.targeted import about, one_of
from language.intents import Move
from language.wording import applying as wording
from language.wording.cards import Details
from ledger.applications import Asked
from ledger.changes import Change
from ledger.items import OWED, Item
from ledger.members import Member, Role
from ledger.permissions import Action
from ledger.refusals import Refused
from ledger.transitions import applying

_REPORTED_LATELY = dt.timedelta(days=7)


async def submit_done(request: Request, intent: Move) -> Proposal:
    """Raises Refused, Missing."""
    item = await _own(request, intent)
    _not_yet(item, Asked.CLOSING)
    if not intent.reason:
        raise Missing(about(intent, item), "reason", item)
    change = applying.ask_closing(
        item,
        by=request.member,
        now=request.now,
        result=intent.reason,
        evidence=intent.evidence,
        head=_head(request, item) is not None,
    )
    return _proposal(request, intent, change, wording.open_ends(request.voice, item))


async def ask_extension(request: Request, intent: Move) -> Proposal:
    """Too late is said before anything is asked. Raises Refused, Missing."""
    item = await _own(request, intent)
    _not_yet(item, Asked.EXTENSION)
    if item.limit is None:
        raise Refused("extension_without_limit", item=item.label)
    if request.today > item.limit:
        raise Refused("extension_too_late", item=item.label)
    whole = replace(about(intent, item), progress=_progress(request, intent, item))
    if whole.deadline is None or whole.deadline.day is None:
        raise Missing(whole, "deadline", item)
    for slot in ("reason", "progress"):
        if not getattr(whole, slot):
            raise Missing(whole, slot, item)
    change = applying.ask_extension(
        item,
        by=request.member,
        now=request.now,
        today=request.today,
        deadline=whole.deadline,
        reason=whole.reason,
        progress=whole.progress,
        head=_head(request, item) is not None,
    )
    return _proposal(request, whole, change, wording.extension_notes(request.voice, item, whole.deadline))


async def bounce(request: Request, intent: Move) -> Proposal:
    """Raises Refused, Missing."""
    item = await _own(request, intent)
    _not_yet(item, Asked.BOUNCE)
    if not intent.reason:
        raise Missing(about(intent, item), "reason", item)
    change = applying.ask_bounce(
        item,
        by=request.member,
        now=request.now,
        reason=intent.reason,
        department=intent.department,
        head=_head(request, item) is not None,
    )
    return _proposal(request, intent, change)


async def ask_help(request: Request, intent: Move) -> Proposal:
    """Raises Refused, Missing."""
    item = await _own(request, intent)
    _not_yet(item, Asked.HELP)
    if not intent.reason:
        raise Missing(about(intent, item), "reason", item)
    wanted = intent.person or item.leader
    change = applying.ask_help(
        item,
        by=request.member,
        now=request.now,
        need=intent.reason,
        person=intent.person,
        leader=any(member.answers_for(wanted) for member in _joined(request)),
        head=_head(request, item) is not None,
    )
    return _proposal(request, intent, change)


async def withdraw(request: Request, intent: Move) -> Proposal:
    """Raises Refused, Missing."""
    item = await one_of(request, intent, Action.WITHDRAW, lambda item: bool(item.applications))
    kinds = [lies.kind for lies in item.applications if not intent.value or lies.kind.value == intent.value]
    if not kinds:
        raise Refused("nothing_applied_for", item=item.label)
    if len(kinds) > 1:
        choices = tuple(replace(about(intent, item), value=kind.value) for kind in kinds)
        raise Missing(about(intent, item), "value", item, choices)
    return Proposal(about(intent, item), (applying.withdraw(item, kinds[0]),))


def _proposal(request: Request, intent: Move, change: Change, notes: tuple[str, ...] = ()) -> Proposal:
    item = change.before
    head = _head(request, item)
    lies = change.after.applications[-1]
    return Proposal(
        about(intent, item),
        (change,),
        Details(
            lines=wording.asked(request.voice, lies),
            notes=tuple(wording.way(request.voice, lies, head, notes)),
        ),
    )


async def _own(request: Request, intent: Move) -> Item:
    unit = request.member.department_id
    return await one_of(request, intent, Action.APPLY, lambda item: item.lead == unit and item.state in OWED)


def _not_yet(item: Item, kind: Asked) -> None:
    if item.application(kind) is not None:
        raise Refused("already_applied", item=item.label)


def _progress(request: Request, intent: Move, item: Item) -> str:
    """As said; else what the unit reported within the week, so that nobody is asked twice for the same."""
    if intent.progress or intent.percent is not None:
        return intent.progress or f"{intent.percent}%"
    last = item.last_report
    return last.text if last is not None and request.now - last.at <= _REPORTED_LATELY else ""


def _head(request: Request, item: Item) -> Member | None:
    """The head of the lead unit who can confirm; the speaker himself is not his own head."""
    heads = (m for m in _joined(request) if m.role is Role.HEAD and m.department_id == item.lead)
    return next((m for m in heads if m.id != request.member.id), None)


def _joined(request: Request) -> Iterator[Member]:
    return (m for m in request.directory.members.values() if m.active and m.user_id is not None)
