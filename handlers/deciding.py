"""Decisions upon what was applied for (同意、不同意、转办)."""

import datetime as dt
from collections.abc import Sequence

from handlers.asking import Missing
from handlers.proposals import Proposal
from handlers.request import Request
from language.intents import ItemNo, Move
from language.wording import deciding as wording
from language.wording.cards import Details
from ledger import permissions
from ledger.applications import Application, Asked, Desk
from ledger.changes import Change
from ledger.items import Grade, Item
from ledger.members import Role
from ledger.pending import Pending, pending_in
from ledger.permissions import Action
from ledger.refusals import Refusal, Refused
from ledger.transitions import applying, deciding, drafting


async def approve(request: Request, intent: Move) -> Proposal:
    """Raises Refused, Missing."""
    one = await _one(request, intent)
    return _proposal(request, intent, one, _approved(request, intent, one))


async def reject(request: Request, intent: Move) -> Proposal:
    """Raises Refused, Missing."""
    one = await _one(request, intent)
    return _proposal(request, intent, one, _rejected(intent, one))


async def hand_on(request: Request, intent: Move) -> Proposal:
    """A request for coordination goes to another leader. Raises Refused, Missing."""
    one = await _one(request, intent, Asked.HELP)
    if not intent.person:
        raise Missing(_about(intent, one), "person", one.item)
    people = request.directory.members.values()
    reached = any(member.joined and member.answers_for(intent.person) for member in people)
    change = deciding.hand_on_help(one.item, person=intent.person, now=request.now, leader=reached)
    return _proposal(request, intent, one, change)


def _proposal(request: Request, intent: Move, one: Pending, change: Change) -> Proposal:
    return Proposal(
        _about(intent, one),
        (change,),
        Details(
            lines=wording.answer(request.voice, change),
            ground=wording.applied(request.voice, one),
            notes=wording.notes(request.voice, one, change),
        ),
    )


def _approved(request: Request, intent: Move, one: Pending) -> Change:
    item, lies = one.item, one.application
    if lies is None:
        return drafting.approve(item, now=request.now)
    if lies.desk is Desk.HEAD:
        leader = any(m.active and m.user_id and m.answers_for(item.leader) for m in request.directory.members.values())
        return applying.back(item, lies.kind, by=request.member, now=request.now, leader=leader)
    match lies.kind:
        case Asked.EXTENSION:
            limit = intent.deadline or lies.deadline
            if limit is None or limit.day is None:
                raise Missing(_about(intent, one), "deadline", item)
            return deciding.grant_extension(item, deadline=limit, today=request.today)
        case Asked.CLOSING:
            return deciding.close(item, now=request.now, grade=_grade(intent.level))
        case Asked.BOUNCE:
            if (intent.department or lies.department) is None:
                raise Missing(_about(intent, one), "department", item)
            return deciding.accept_bounce(item, now=request.now, lead=intent.department)
        case Asked.HELP:
            return deciding.answer_help(item, answer=intent.reason or request.voice.say("help_agreed"))


def _rejected(intent: Move, one: Pending) -> Change:
    item, lies = one.item, one.application
    needs_reason = lies is None or lies.desk is Desk.HEAD or lies.kind in (Asked.CLOSING, Asked.HELP)
    if needs_reason and not intent.reason:
        raise Missing(_about(intent, one), "reason", item)
    if lies is None:
        return drafting.send_back(item, reason=intent.reason)
    if lies.desk is Desk.HEAD:
        return applying.send_back(item, lies.kind, reason=intent.reason)
    match lies.kind:
        case Asked.EXTENSION:
            return deciding.refuse_extension(item, reason=intent.reason)
        case Asked.CLOSING:
            return deciding.return_closing(item, reason=intent.reason, deadline=intent.deadline)
        case Asked.BOUNCE:
            return deciding.refuse_bounce(item, reason=intent.reason)
        case Asked.HELP:
            return deciding.answer_help(item, answer=intent.reason)


def _grade(level: str) -> Grade | None:
    return Grade(level) if level in {grade.value for grade in Grade} else None


def _about(intent: Move, one: Pending) -> Move:
    """With the item and the kind that were found, so that the card means no other."""
    return Move(
        intent.name,
        (ItemNo(one.item.number, one.item.part),),
        department=intent.department,
        deadline=intent.deadline,
        reason=intent.reason,
        person=intent.person,
        level=intent.level,
        value=one.kind,
    )


async def _one(request: Request, intent: Move, kind: Asked | None = None) -> Pending:
    """The one decision that can be meant. Raises Refused when there is none, Missing when there are several."""
    wanted = kind.value if kind else intent.value
    found = [each for each in await _named(request, intent) if not wanted or each.kind == wanted]
    open_ = [each for each in found if refusal(request, each) is None]
    if len(open_) == 1:
        return open_[0]
    if open_:
        raise Missing(intent, "items", choices=tuple(_about(intent, each) for each in open_))
    why = next((no for each in found if (no := refusal(request, each)) is not None), None)
    if why is not None:
        raise Refused(why.code, **dict(why.params))
    if not intent.items:
        raise Refused("nothing_waits_for_you")
    raise Refused("nothing_to_decide", item=intent.items[0].label)


async def _named(request: Request, intent: Move) -> Sequence[Pending]:
    if not intent.items:
        return [each for each in await waiting(request) if intent.department in (None, each.item.lead)]
    items = [await request.item(number) for number in dict.fromkeys(intent.items)]
    return [each for item in items for each in pending_in(item)]


async def waiting(request: Request) -> Sequence[Pending]:
    """What the speaker decides, longest waiting first."""
    items = await request.uow.items.waiting(request.plan.id)
    found = [each for item in items for each in pending_in(item) if refusal(request, each) is None]
    return sorted(found, key=lambda each: _since(each.item, each.application))


def _since(item: Item, lies: Application | None) -> tuple[bool, dt.datetime | int]:
    return (False, lies.since) if lies is not None else (True, item.number)


def refusal(request: Request, each: Pending) -> Refusal | None:
    """Why the speaker does not decide it. A leader who was asked by name answers, whosever item it is."""
    lies, member = each.application, request.member
    why = permissions.refusal(member, each.action, each.item)
    if why is None or each.action is not Action.ANSWER_HELP or lies is None or lies.by(member.id):
        return why
    return None if member.role is Role.LEADER and member.answers_for(lies.person) else why
