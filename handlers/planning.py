"""How an item is to be measured: reporting cycle, target, milestones, urgency, who may read it."""

import datetime as dt
from dataclasses import replace

from documents.targets import targets_in
from handlers.asking import Missing
from handlers.proposals import Proposal
from handlers.request import Request
from handlers.targeted import about, one_of, some_of
from language.intents import Move
from language.understanding.nodes import nodes_in
from language.wording import planning as wording
from language.wording.cards import Details
from ledger.items import Item, Milestone, Priority, Sensitivity, Target
from ledger.permissions import Action
from ledger.refusals import Refused
from ledger.transitions import assigning, planning

_QUARTERS = {3: 1, 6: 2, 9: 3, 12: 4}
_LEVELS = {"urgent": Priority.URGENT, "high": Priority.HIGH}


async def set_cadence(request: Request, intent: Move) -> Proposal:
    """Raises Refused, Missing."""
    items = await some_of(request, intent, Action.SET_PLAN)
    cadence = intent.cadence
    if cadence is None:
        raise Missing(about(intent, *items), "cadence", items[0])
    return Proposal(about(intent, *items), tuple(planning.set_cadence(item, cadence) for item in items))


async def set_target(request: Request, intent: Move) -> Proposal:
    """「14项目标值定为游客300万人次」: the name is taken from the words, else it is the item's only target."""
    item = await one_of(request, intent, Action.SET_PLAN, lambda item: False)
    if not intent.value:
        raise Missing(about(intent, item), "value", item)
    change = planning.set_target(item, _target(item, intent))
    return Proposal(about(intent, item), (change,), Details(lines=wording.targets(request.voice, change.after)))


async def set_milestones(request: Request, intent: Move) -> Proposal:
    """Nodes as said (「二季度：完成申报；9月底：通过评审」); without any, the ends of the quarters that are left."""
    item = await one_of(request, intent, Action.SET_PLAN, lambda item: False)
    nodes = nodes_in(intent.reason, request.today) or _quarters(request, item)
    if not nodes:
        raise Missing(about(intent, item), "reason", item)
    change = planning.set_milestones(item, nodes)
    return Proposal(about(intent, item), (change,), Details(lines=wording.milestones(request.voice, change.after)))


async def reach_milestone(request: Request, intent: Move) -> Proposal:
    """The node named by its day or quarter; else the first that is open. Raises Refused, Missing."""
    unit = request.member.department_id
    item = await one_of(request, intent, Action.REPORT, lambda item: item.involves(unit) and _open(item) is not None)
    place = _place(item, intent)
    if place is None:
        raise Refused("no_such_milestone", item=item.label)
    change = planning.reach_milestone(item, place, now=request.now)
    return Proposal(about(intent, item), (change,), Details(lines=wording.milestones(request.voice, change.after)))


async def set_sensitivity(request: Request, intent: Move) -> Proposal:
    """Raises Refused, Missing."""
    items = await some_of(request, intent, Action.SET_SENSITIVITY)
    wanted = Sensitivity.OPEN if intent.level == Sensitivity.OPEN.value else Sensitivity.SENSITIVE
    return Proposal(about(intent, *items), tuple(planning.set_sensitivity(item, wanted) for item in items))


async def set_priority(request: Request, intent: Move) -> Proposal:
    """Raises Refused, Missing."""
    items = await some_of(request, intent, Action.SET_PLAN)
    wanted = _LEVELS.get(intent.level, Priority.ORDINARY)
    return Proposal(about(intent, *items), tuple(planning.set_priority(item, wanted) for item in items))


async def remove_co(request: Request, intent: Move) -> Proposal:
    """Raises Refused, Missing."""
    items = await some_of(request, intent, Action.ASSIGN)
    units = intent.co or ((intent.department,) if intent.department is not None else ())
    if not units:
        raise Missing(about(intent, *items), "department", items[0])
    return Proposal(about(intent, *items), tuple(assigning.remove_co(item, units) for item in items))


def _target(item: Item, intent: Move) -> Target:
    found = targets_in(f"{intent.reason}{intent.value}" if intent.value not in intent.reason else intent.reason)
    if found:
        named = found[0]
    else:
        raise Refused("target_unreadable", item=item.label)
    if len(named.name) < 2 and len(item.targets) == 1:
        return replace(named, name=item.targets[0].name, relation=item.targets[0].relation)
    return named


def _quarters(request: Request, item: Item) -> tuple[Milestone, ...]:
    until = item.limit or dt.date(request.plan.year, 12, 31)
    days = planning.quarter_ends(until.year, after=request.today, until=until)
    return tuple(Milestone(request.voice.say("node_quarter", quarter=_QUARTERS[day.month]), day) for day in days)


def _open(item: Item) -> int | None:
    return next((place for place, node in enumerate(item.milestones) if node.done_at is None), None)


def _place(item: Item, intent: Move) -> int | None:
    """By the day said, or a word of the node's text; else the first open one."""
    day = intent.deadline.day if intent.deadline else None
    for place, node in enumerate(item.milestones):
        if day == node.day or (intent.value and intent.value in node.text):
            return place
    return None if day or intent.value else _open(item)
