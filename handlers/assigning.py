"""Giving items their units, leader and limit (交办): read into changes, laid as a card."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from handlers.proposals import Proposal, lay
from handlers.request import Request
from language.intents import Assign, ItemNo, SetDeadline
from language.replies import Reply
from language.wording import assigning as wording
from language.wording.cards import Details
from language.wording.catalogue import Markup
from ledger import permissions
from ledger.changes import Change
from ledger.items import OPEN, Item
from ledger.members import Role
from ledger.permissions import Action
from ledger.refusals import Refused
from ledger.transitions import assigning, drafting

MOST_ITEMS = 100


async def assign(request: Request, intent: Assign) -> Reply:
    """Of the office's people who may not assign it is the proposal (拟办) that an admin approves."""
    return await lay(request, await proposal(request, intent), dry_run=intent.dry_run)


async def set_deadline(request: Request, intent: SetDeadline) -> Reply:
    return await lay(request, await deadline_proposal(request, intent))


async def proposal(request: Request, intent: Assign) -> Proposal:
    """Raises Refused: not allowed, no such item, finished, or nothing of it would change anything."""
    if request.member.role is Role.SUPERVISOR:
        return await _proposed(request, intent)
    _known(request, intent)
    items = await _items(request, intent.items, Action.ASSIGN)
    changes, unchanged = _changes(request, items, lambda item: _assigned(request, intent, item))
    notes = [*wording.doubling(request.voice, _both(intent, items)), *_about_deadline(request, changes)]
    if intent.lead is not None:
        notes += wording.load(request.voice, intent.lead, await _load(request, intent.lead))
    notes += wording.uninvited(request.voice, _unreached(request, changes))
    return Proposal(intent, changes, Details(notes=tuple(notes), unchanged=unchanged))


async def _proposed(request: Request, intent: Assign) -> Proposal:
    """Raises Refused: not a draft, no lead unit or limit."""
    _known(request, intent)
    items = await _items(request, intent.items, Action.PROPOSE)
    changes = tuple(
        drafting.propose(item, lead=intent.lead, co=intent.co, leader=intent.leader, deadline=intent.deadline)
        for item in items
    )
    return Proposal(intent, changes, Details(notes=(request.voice.say("propose_note"),)))


async def deadline_proposal(request: Request, intent: SetDeadline) -> Proposal:
    """Raises Refused as `proposal` does."""
    items = await _items(request, intent.items, Action.SET_DEADLINE)
    changes, unchanged = _changes(request, items, lambda item: assigning.set_deadline(item, intent.deadline))
    return Proposal(intent, changes, Details(notes=tuple(_about_deadline(request, changes)), unchanged=unchanged))


def _known(request: Request, intent: Assign) -> None:
    """Units that were in the list when the words were read may be gone when the card is pressed."""
    units = [intent.lead] if intent.lead is not None else []
    if not {*units, *(intent.co or ()), *intent.add_co} <= set(request.directory.departments):
        raise Refused("no_such_department")


async def _items(request: Request, wanted: Sequence[ItemNo], action: Action) -> tuple[Item, ...]:
    refusal = permissions.refusal(request.member, action)
    if refusal is not None:
        raise Refused(refusal.code, **dict(refusal.params))
    if not wanted:
        raise Refused("which_item")
    if len(wanted) > MOST_ITEMS:
        raise Refused("too_many_items", count=len(wanted), most=MOST_ITEMS)
    return tuple([await request.item(number, action) for number in dict.fromkeys(wanted)])


def _changes(
    request: Request, items: Sequence[Item], of: Callable[[Item], Change]
) -> tuple[tuple[Change, ...], tuple[str, ...]]:
    """What changes, and the labels of what would stay as it is; when all would, the refusal says so."""
    changes, unchanged = [], []
    for item in items:
        try:
            changes.append(of(item))
        except Refused as no:
            if no.refusal.code != "nothing_changes" or len(items) == 1:
                raise
            unchanged.append(item.label)
    if not changes:
        raise Refused("nothing_changes", item=request.voice.say("list_comma").join(unchanged))
    return tuple(changes), tuple(unchanged)


def _assigned(request: Request, intent: Assign, item: Item) -> Change:
    """A lead unit that was also named as cooperating leads: the card says so."""
    lead = item.lead if intent.lead is None else intent.lead
    co = None if intent.co is None else tuple(unit for unit in dict.fromkeys(intent.co) if unit != lead)
    add_co = tuple(unit for unit in intent.add_co if unit != lead)
    if intent.add_co and not add_co and replace(intent, add_co=(), items=(), dry_run=False) == Assign(()):
        raise Refused("lead_also_cooperates", item=item.label)
    return assigning.assign(
        item,
        now=request.now,
        lead=intent.lead,
        co=co,
        add_co=add_co,
        leader=intent.leader,
        deadline=intent.deadline,
    )


def _both(intent: Assign, items: Sequence[Item]) -> tuple[int, ...]:
    """Units that would lead and cooperate, as said or because they cooperated before."""
    said = {*(intent.co or ()), *intent.add_co}
    found = []
    for item in items:
        lead = item.lead if intent.lead is None else intent.lead
        cooperated = intent.co is None and lead in item.co and intent.lead is not None
        if lead is not None and (lead in said or cooperated):
            found.append(lead)
    return tuple(dict.fromkeys(found))


def _about_deadline(request: Request, changes: Sequence[Change]) -> Iterator[Markup]:
    if any(change.after.lead is not None and change.after.deadline is None for change in changes):
        yield request.voice.say("assign_no_deadline")
    moved = [change.after.deadline for change in changes if change.after.deadline != change.before.deadline]
    for limit in dict.fromkeys(moved):
        if limit is not None:
            yield from wording.about_deadline(request.voice, limit)


async def _load(request: Request, unit: int) -> wording.Load:
    items = await request.uow.items.of_department(request.plan.id, unit)
    open_ = [item for item in items if item.state in OPEN]
    lead = [item for item in open_ if item.lead == unit]
    month = (request.today.year, request.today.month)
    due = sum(item.limit is not None and (item.limit.year, item.limit.month) == month for item in lead)
    return wording.Load(lead=len(lead), co=len(open_) - len(lead), due=due)


def _unreached(request: Request, changes: Sequence[Change]) -> tuple[int, ...]:
    """Units given something new in which nobody has joined: they will not hear of it here."""
    given = {unit for change in changes for unit in _units(change.after) if unit not in _units(change.before)}
    reached = {member.department_id for member in request.directory.by_user.values()}
    return tuple(unit for unit in request.directory.departments if unit in given - reached)


def _units(item: Item) -> tuple[int, ...]:
    return item.co if item.lead is None else (item.lead, *item.co)
