"""Which items a move is about: as named, else the only one it can be, else the choice."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from handlers.asking import Missing
from handlers.request import Request
from language.intents import ItemNo, Move
from ledger import permissions
from ledger.items import Item
from ledger.permissions import Action
from ledger.refusals import Refused

MOST_ITEMS = 100


async def one_of(request: Request, intent: Move, action: Action, fits: Callable[[Item], bool]) -> Item:
    """One item; several named are one too many for what has its own reason and date.

    Raises Refused: not allowed, nothing it could be. Raises Missing for the choice.
    """
    named = tuple(dict.fromkeys(intent.items))
    if len(named) == 1:
        return await request.item(named[0], action)
    if named:
        raise Missing(replace(intent, items=()), "items", choices=tuple(replace(intent, items=(n,)) for n in named))
    found = [item for item in await _within_reach(request) if fits(item) and _may(request, action, item)]
    if len(found) == 1:
        return found[0]
    if not found:
        refusal = permissions.refusal(request.member, action)
        raise Refused("nothing_of_this_kind" if refusal is None else "which_item")
    raise Missing(intent, "items", choices=tuple(about(intent, item) for item in found))


async def some_of(request: Request, intent: Move, action: Action) -> tuple[Item, ...]:
    """Those named. Raises Refused: not allowed, none, too many."""
    if not intent.items:
        raise Missing(intent, "items")
    if len(intent.items) > MOST_ITEMS:
        raise Refused("too_many_items", count=len(intent.items), most=MOST_ITEMS)
    return tuple([await request.item(number, action) for number in dict.fromkeys(intent.items)])


def about(intent: Move, *items: Item) -> Move:
    return replace(intent, items=tuple(ItemNo(item.number, item.part) for item in items))


async def _within_reach(request: Request) -> Sequence[Item]:
    """The unit's own items; for those without a unit's items, the plan's."""
    unit = request.member.department_id
    own = await request.uow.items.of_department(request.plan.id, unit) if unit is not None else ()
    return own or await request.uow.items.of_plan(request.plan.id)


def _may(request: Request, action: Action, item: Item) -> bool:
    return permissions.refusal(request.member, action, item) is None
