"""A new item in the plan (立项), and the office's proposal for one (拟办)."""

from collections.abc import Callable
from functools import partial

from handlers.asking import Missing
from handlers.proposals import Fresh, Proposal
from handlers.request import Request
from handlers.targeted import about, one_of
from language.intents import Move
from language.wording import registering as wording
from language.wording.cards import Details
from ledger import permissions
from ledger.changes import Change
from ledger.items import Item, State
from ledger.permissions import Action
from ledger.plans import ItemDraft
from ledger.refusals import Refused
from ledger.transitions import assigning, drafting

_LONGEST_TITLE = 60


async def register(request: Request, intent: Move) -> Proposal:
    """Under the next free number, in the plan's last section; given out at once where a unit was named.

    Raises Refused, Missing.
    """
    refusal = permissions.refusal(request.member, Action.REGISTER)
    if refusal is not None:
        raise Refused(refusal.code, **dict(refusal.params))
    if not intent.reason:
        raise Missing(intent, "reason")
    title = intent.reason.strip()
    section = max((section.number for section in request.plan.sections), default=1)
    draft = ItemDraft(section=section, number=request.last_number() + 1, title=title[:_LONGEST_TITLE], body=title)
    fresh = Fresh(draft, lambda made: drafting.register(made, source=request.source), _given(request, intent))
    lines = wording.registered(request.voice, draft, intent.department, intent.deadline, intent.co)
    return Proposal(intent, (), Details(lines=lines, fresh=((fresh.label, draft.title),)), (fresh,))


def _given(request: Request, intent: Move) -> tuple[Callable[[Item], Change], ...]:
    """An admin assigns what was named; of others it is the proposal, as soon as unit and limit are there."""
    lead, limit = intent.department, intent.deadline
    if lead is None and limit is None:
        return ()
    if permissions.refusal(request.member, Action.ASSIGN) is None:
        return (partial(assigning.assign, now=request.now, lead=lead, co=intent.co or None, deadline=limit),)
    if lead is None or limit is None:
        raise Missing(intent, "department" if lead is None else "deadline")
    return (partial(drafting.propose, lead=lead, co=intent.co or None, deadline=limit),)


async def propose(request: Request, intent: Move) -> Proposal:
    """Raises Refused, Missing."""
    item = await one_of(request, intent, Action.PROPOSE, lambda item: item.state is State.DRAFT)
    if intent.department is None and item.lead is None:
        raise Missing(about(intent, item), "department", item)
    if intent.deadline is None and item.deadline is None:
        raise Missing(about(intent, item), "deadline", item)
    change = drafting.propose(
        item,
        lead=intent.department,
        co=intent.co or None,
        leader=intent.person or None,
        deadline=intent.deadline,
    )
    return Proposal(about(intent, item), (change,))
