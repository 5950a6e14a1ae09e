"""Stopping the clock of an item (中止、撤销) and starting it again."""

from ledger.applications import Asked
from ledger.changes import Change
from ledger.items import Item, State
from ledger.refusals import Refused
from ledger.transitions.table import moved


def suspend(item: Item, *, reason: str) -> Change:
    _reasoned(item, reason)
    return moved("suspended", item, reason, state=State.SUSPENDED, resume_to=item.state)


def cancel(item: Item, *, reason: str) -> Change:
    """Applications fall away; what was suspended or split goes back, if ever, to where it was before that."""
    _reasoned(item, reason)
    back_to = item.resume_to if item.state in (State.SUSPENDED, State.SPLIT) else item.state
    return moved("cancelled", item, reason, state=State.CANCELLED, resume_to=back_to, applications=())


def resume(item: Item) -> Change:
    """A closing that was applied for before a withdrawal has fallen away with it: the unit has the item again."""
    back_to = item.resume_to or State.DRAFT
    if back_to is State.SUBMITTED and item.application(Asked.CLOSING) is None:
        return moved("resumed", item, state=State.DOING, resume_to=None, submitted_at=None)
    return moved("resumed", item, state=back_to, resume_to=None)


def _reasoned(item: Item, reason: str) -> None:
    if not reason.strip():
        raise Refused("reason_needed", item=item.label)
