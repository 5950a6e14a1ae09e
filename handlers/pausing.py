"""Stopping an item's clock and starting it again (中止、撤销、恢复)."""

from collections.abc import Callable

from handlers.asking import Missing
from handlers.proposals import Proposal
from handlers.request import Request
from handlers.targeted import about, some_of
from language.intents import Move
from ledger.changes import Change
from ledger.items import Item
from ledger.permissions import Action
from ledger.transitions import pausing


async def suspend(request: Request, intent: Move) -> Proposal:
    """Raises Refused, Missing."""
    return await _with_reason(request, intent, lambda item: pausing.suspend(item, reason=intent.reason))


async def cancel(request: Request, intent: Move) -> Proposal:
    """Raises Refused, Missing."""
    return await _with_reason(request, intent, lambda item: pausing.cancel(item, reason=intent.reason))


async def resume(request: Request, intent: Move) -> Proposal:
    """Raises Refused, Missing."""
    items = await some_of(request, intent, Action.PAUSE)
    return Proposal(about(intent, *items), tuple(pausing.resume(item) for item in items))


async def _with_reason(request: Request, intent: Move, change: Callable[[Item], Change]) -> Proposal:
    items = await some_of(request, intent, Action.PAUSE)
    if not intent.reason:
        raise Missing(about(intent, *items), "reason", items[0])
    return Proposal(about(intent, *items), tuple(change(item) for item in items))
