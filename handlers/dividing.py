"""Splitting an item into parts with units of their own, and joining them again (拆分、合并)."""

from collections.abc import Sequence
from functools import partial

from handlers.asking import Missing
from handlers.proposals import Fresh, Proposal
from handlers.request import Request
from handlers.targeted import about, one_of, some_of
from language.intents import Move
from language.wording import dividing as wording
from language.wording.cards import Details
from ledger.changes import Change
from ledger.items import DONE, Item, State
from ledger.permissions import Action
from ledger.refusals import Refused
from ledger.transitions import dividing


async def split_item(request: Request, intent: Move) -> Proposal:
    """Raises Refused, Missing."""
    item = await one_of(request, intent, Action.DIVIDE, lambda item: False)
    if not intent.parts:
        raise Missing(about(intent, item), "parts", item)
    taken = tuple(part.part for part in await _parts(request, item))
    change, drafts = dividing.split(item, tuple(part.title for part in intent.parts), taken)
    fresh = tuple(
        Fresh(draft, partial(dividing.give_part, whole=item, lead=part.department, now=request.now))
        for draft, part in zip(drafts, intent.parts, strict=True)
    )
    lines = wording.parts(request.voice, drafts, [part.department or item.lead for part in intent.parts])
    return Proposal(about(intent, item), (change,), Details(lines=lines), fresh)


async def merge_items(request: Request, intent: Move) -> Proposal:
    """「17.1和17.2合并」: the first named goes on. 「13并入12」: 12 does. 「17项合并回来」: the whole item goes on.

    Raises Refused, Missing.
    """
    items = await some_of(request, intent, Action.DIVIDE)
    into, *merged = sorted(items, key=lambda item: str(item.number) != intent.value or bool(item.part))
    if not merged:
        merged = [part for part in await _parts(request, into) if part.state not in DONE | {State.CANCELLED}]
        if into.state is not State.SPLIT or not merged:
            raise Refused("not_split", item=into.label)
        changes: list[Change] = [dividing.merge(part, into) for part in merged]
        changes.append(dividing.rejoin(into))
    else:
        changes = [dividing.merge(part, into) for part in merged]
    return Proposal(about(intent, *items), tuple(changes), Details(notes=wording.merged(request.voice, into, merged)))


async def _parts(request: Request, item: Item) -> Sequence[Item]:
    whole = await request.uow.items.of_plan(item.plan_id)
    return [each for each in whole if each.number == item.number and each.part]
