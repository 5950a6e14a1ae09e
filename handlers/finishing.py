"""The end of an item and its coming back: 销号, 阶段性办结, 回头看重新立项, 归档."""

from handlers.asking import Missing
from handlers.proposals import Proposal
from handlers.request import Request
from handlers.targeted import about, some_of
from language.intents import Move
from ledger import permissions
from ledger.items import Item, State
from ledger.permissions import Action
from ledger.refusals import Refused
from ledger.transitions import finishing

_ENDED = frozenset({State.CLOSED, State.STRUCK, State.PHASE_DONE, State.CANCELLED})


async def strike(request: Request, intent: Move) -> Proposal:
    """Raises Refused, Missing."""
    items = await some_of(request, intent, Action.FINISH)
    return Proposal(about(intent, *items), tuple(finishing.strike(item, note=intent.reason) for item in items))


async def phase_done(request: Request, intent: Move) -> Proposal:
    """Raises Refused, Missing."""
    items = await some_of(request, intent, Action.FINISH)
    changes = tuple(finishing.phase_done(item, now=request.now, note=intent.reason) for item in items)
    return Proposal(about(intent, *items), changes)


async def reopen(request: Request, intent: Move) -> Proposal:
    """Raises Refused, Missing."""
    items = await some_of(request, intent, Action.REOPEN)
    if not intent.reason:
        raise Missing(about(intent, *items), "reason", items[0])
    changes = tuple(finishing.reopen(item, reason=intent.reason, deadline=intent.deadline) for item in items)
    return Proposal(about(intent, *items), changes)


async def archive(request: Request, intent: Move) -> Proposal:
    """Items named; else all of the plan that have ended; of an older plan there is nothing left. Raises Refused."""
    if intent.value and intent.value != str(request.plan.year):
        raise Refused("nothing_to_archive")
    items = await some_of(request, intent, Action.FINISH) if intent.items else await _ended(request)
    for item in items:
        if item.state is State.SPLIT and await _open_parts(request, item):
            raise Refused("parts_open", item=item.label)
    return Proposal(about(intent, *items), tuple(finishing.archive(item) for item in items))


async def _ended(request: Request) -> tuple[Item, ...]:
    refusal = permissions.refusal(request.member, Action.FINISH)
    if refusal is not None:
        raise Refused(refusal.code, **dict(refusal.params))
    whole = await request.uow.items.of_plan(request.plan.id)
    working = {item.number for item in whole if item.part and item.state not in _ENDED}
    found = tuple(
        item for item in whole if item.state in _ENDED or (item.state is State.SPLIT and item.number not in working)
    )
    if not found:
        raise Refused("nothing_to_archive")
    return found


async def _open_parts(request: Request, item: Item) -> bool:
    whole = await request.uow.items.of_plan(item.plan_id)
    return any(each.part and each.number == item.number and each.state not in _ENDED for each in whole)
