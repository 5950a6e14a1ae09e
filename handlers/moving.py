"""The moves of an item's further life: each finds its changes, is laid as a card, and asks for what it lacks."""

from collections.abc import Awaitable, Callable, Mapping

from handlers import applying, asking, deciding, dividing, finishing, pausing, planning, registering, supervising
from handlers.asking import Missing
from handlers.proposals import Proposal, lay
from handlers.request import Request
from language.intents import Move
from language.replies import Reply

Maker = Callable[[Request, Move], Awaitable[Proposal]]

MAKERS: Mapping[str, Maker] = {
    "register": registering.register,
    "propose": registering.propose,
    "submit_done": applying.submit_done,
    "ask_extension": applying.ask_extension,
    "ask_help": applying.ask_help,
    "bounce": applying.bounce,
    "withdraw": applying.withdraw,
    "approve": deciding.approve,
    "reject": deciding.reject,
    "hand_on": deciding.hand_on,
    "urge": supervising.urge,
    "instruct": supervising.instruct,
    "issue_slip": supervising.issue_slip,
    "set_cadence": planning.set_cadence,
    "set_target": planning.set_target,
    "set_milestones": planning.set_milestones,
    "reach_milestone": planning.reach_milestone,
    "set_sensitivity": planning.set_sensitivity,
    "set_priority": planning.set_priority,
    "remove_co": planning.remove_co,
    "split_item": dividing.split_item,
    "merge_items": dividing.merge_items,
    "suspend": pausing.suspend,
    "resume": pausing.resume,
    "cancel": pausing.cancel,
    "strike": finishing.strike,
    "phase_done": finishing.phase_done,
    "reopen": finishing.reopen,
    "archive": finishing.archive,
}


async def move(request: Request, intent: Move) -> Reply:
    """Raises Refused."""
    try:
        return await lay(request, await proposal(request, intent))
    except Missing as missing:
        return asking.ask(request, missing)


async def proposal(request: Request, intent: Move) -> Proposal:
    """Raises Refused, and Missing for what has still to be asked."""
    return await MAKERS[intent.name](request, intent)
