"""Stopping an item's clock and starting it again (中止、撤销、恢复)."""

from collections.abc import Callable
from dataclasses import replace

from handlers.asking import Missing
from handlers.proposals import Proposal
from handlers.request import Request
from handlers.targeted import about, some_of
from language.intents import Move
from ledger.changes import Change
from ledger.items import OPEN, Item, State
from ledger.permissions import Action
from ledger.transitions import pausing


async def suspend(request: Request, intent: Move) -> Proposal:
    """Raises Refused, Missing."""
    return await _with_reason(request, intent, lambda item: pausing.suspend(item, reason=intent.reason))


async def cancel(request: Request, intent: Move) -> Proposal:
    """A split item goes with its open parts. Raises Refused, Missing."""
    found = await _with_reason(request, intent, lambda item: pausing.cancel(item, reason=intent.reason))
    wholes = {change.before.number for change in found.changes if change.before.state is State.SPLIT}
    named = {change.before.id for change in found.changes}
    parts = [
        item
        for item in await request.uow.items.of_plan(request.plan.id)
        if item.part and item.number in wholes and item.id not in named and item.state in OPEN | {State.SUSPENDED}
    ]
    return replace(found, changes=(*found.changes, *(pausing.cancel(part, reason=intent.reason) for part in parts)))


async def resume(request: Request, intent: Move) -> Proposal:
    """Raises Refused, Missing."""
    items = await some_of(request, intent, Action.PAUSE)
    return Proposal(about(intent, *items), tuple(pausing.resume(item) for item in items))


async def _with_reason(request: Request, intent: Move, change: Callable[[Item], Change]) -> Proposal:
    items = await some_of(request, intent, Action.PAUSE)
    if not intent.reason:
        raise Missing(about(intent, *items), "reason", items[0])
    return Proposal(about(intent, *items), tuple(change(item) for item in items))
