"""What supervision does by chat: urge (催办), instruct (批示), issue a slip (督办单)."""

from collections.abc import Sequence

from handlers.asking import Missing
from handlers.filtering import silent
from handlers.proposals import Proposal
from handlers.request import Request
from handlers.targeted import MOST_ITEMS, about, one_of, some_of
from language.intents import Move
from language.wording import supervising as wording
from language.wording.cards import Details
from ledger import permissions
from ledger.items import OWED, Item, State
from ledger.lights import Colour
from ledger.permissions import Action
from ledger.refusals import Refused
from ledger.supervision import SlipLevel
from ledger.transitions import supervising

_SLIP_DAYS = 3
"""Working days a slip runs when none are said."""
_NEXT = {None: SlipLevel.BLUE, SlipLevel.BLUE: SlipLevel.YELLOW}


async def urge(request: Request, intent: Move) -> Proposal:
    """Items named; else a unit's, or all, that are as said (「黄灯的催一下」); else the red, yellow and unsigned.

    Raises Refused.
    """
    items = await _urged(request, intent)
    changes = tuple(supervising.urge(item, note=intent.reason) for item in items)
    chosen = "named" if intent.items else "said" if intent.narrows else "late"
    return Proposal(about(intent, *items), changes, Details(notes=wording.urged(request.voice, items, chosen)))


async def instruct(request: Request, intent: Move) -> Proposal:
    """Raises Refused, Missing."""
    item = await one_of(request, intent, Action.INSTRUCT, lambda item: item.state in OWED)
    if not intent.reason:
        raise Missing(about(intent, item), "reason", item)
    change = supervising.instruct(
        item,
        by=request.member.id,
        now=request.now,
        text=intent.reason,
        person=intent.person,
        deadline=intent.deadline,
        cadence=intent.cadence,
    )
    return Proposal(about(intent, item), (change,), Details(lines=wording.instruction(request.voice, change.after)))


async def issue_slip(request: Request, intent: Move) -> Proposal:
    """The next level where none is said, three working days where no day is said. Raises Refused, Missing."""
    unit = intent.department
    item = await one_of(
        request, intent, Action.ISSUE_SLIP, lambda item: item.state in OWED and unit in (None, item.lead)
    )
    last = item.slips[-1].level if item.slips else None
    level = SlipLevel(intent.level) if intent.level in list(SlipLevel) else _NEXT.get(last, SlipLevel.RED)
    calendar = request.house.policies.calendar
    said = intent.deadline.day if intent.deadline else None
    day = said or calendar.add(request.today, _SLIP_DAYS)
    change = supervising.issue_slip(
        item, by=request.member.id, now=request.now, today=request.today, level=level, day=day, reason=intent.reason
    )
    return Proposal(about(intent, item), (change,), Details(lines=wording.slip(request.voice, change.after.slips[-1])))


async def _urged(request: Request, intent: Move) -> Sequence[Item]:
    if intent.items:
        return await some_of(request, intent, Action.URGE)
    unit = intent.department
    whole = await request.uow.items.of_plan(request.plan.id)
    held = [item for item in whole if item.state in OWED and item.lead is not None and unit in (None, item.lead)]
    allowed = [item for item in held if permissions.refusal(request.member, Action.URGE, item) is None]
    if held and not allowed:
        raise Refused("urge_not_yours")
    found = [item for item in allowed if (_fits(request, intent, item) if intent.narrows else _late(request, item))]
    if not found:
        raise Refused("nothing_like_that_to_urge" if intent.narrows else "nothing_to_urge")
    if len(found) > MOST_ITEMS:
        raise Refused("too_many_items", count=len(found), most=MOST_ITEMS)
    return found


def _fits(request: Request, intent: Move, item: Item) -> bool:
    if item.state in intent.states or request.voice.light(item).colour in intent.lights:
        return True
    since = intent.silent_since
    return since is not None and silent(item, since, request.voice.lights.zone)


def _late(request: Request, item: Item) -> bool:
    return item.state is State.ASSIGNED or request.voice.light(item).colour in (Colour.RED, Colour.YELLOW)
