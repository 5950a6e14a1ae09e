"""Signing for items (签收)."""

from handlers.proposals import Proposal, carry_out, lay
from handlers.request import Request
from language.intents import ItemNo, Sign
from language.replies import Reply
from ledger.items import OWED, State
from ledger.permissions import Action
from ledger.refusals import Refused
from ledger.transitions import signing


async def sign(request: Request, intent: Sign) -> Reply:
    """A press that names the items is the confirmation itself; words are laid as a card."""
    found = await proposal(request, intent)
    if request.said.kind == "press" and intent.items:
        return await carry_out(request, found, in_place=False)
    return await lay(request, found)


async def proposal(request: Request, intent: Sign) -> Proposal:
    """Without items: all that wait for the speaker's unit. The card keeps them by number.

    Raises Refused: not the lead unit's person, nothing to sign for.
    """
    numbers = intent.items or await _waiting(request)
    items = [await request.item(number, Action.SIGN) for number in dict.fromkeys(numbers)]
    changes = tuple(
        signing.sign(item, by=request.member.id, now=request.now, unit=request.member.department_id) for item in items
    )
    return Proposal(Sign(tuple(numbers)), changes)


async def _waiting(request: Request) -> tuple[ItemNo, ...]:
    unit = request.member.department_id
    items = await request.uow.items.of_department(request.plan.id, unit) if unit is not None else ()
    waiting = [item for item in items if item.lead == unit and item.state is State.ASSIGNED]
    held = (item for item in items if item.state in OWED and unit in item.co)
    waiting += [item for item in held if item.part_of(unit) is None]
    waiting.sort(key=lambda item: (item.number, item.part))
    if not waiting:
        raise Refused("nothing_waits")
    return tuple(ItemNo(item.number, item.part) for item in waiting)
