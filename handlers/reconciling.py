"""Promised against reached (对账盘点): the targets one looks after, what is missing, and who owes figures."""

from handlers.request import Request
from handlers.sight import reads
from handlers.statistics_sheet import UNCOUNTED
from language.intents import Export, Overview, Reconcile
from language.replies import Reply
from language.wording import figures as wording
from language.wording.labels import button, buttons
from language.wording.rows import openers
from ledger import permissions
from ledger.digest import view_of
from ledger.items import Item
from ledger.permissions import Action
from ledger.reconciling import Standing, half_way, half_year_season, indicators
from ledger.refusals import Refused

_OPENED = 4


async def reconcile(request: Request, intent: Reconcile) -> Reply:
    """The items named, a unit's, or what the speaker looks over. Raises Refused."""
    voice = request.voice
    items = [item for item in await _items(request, intent) if item.state not in UNCOUNTED]
    found = indicators(items)
    halves = [(item, half_way(item)) for item in items] if half_year_season(request.today) else []
    short = [each.item for each in found if each.standing is Standing.SHORT]
    export = Export("indicators", intent.department)
    may = permissions.refusal(request.member, Action.EXPORT) is None and found and not intent.items
    return Reply(
        wording.reconciled(voice, found, sum(not item.targets for item in items), halves),
        tuple(
            row
            for row in (
                *openers(voice, dict.fromkeys(short[:_OPENED])),
                button(voice, export, voice.write("export_as_indicators")) if may else (),
                buttons(voice, Overview()),
            )
            if row
        ),
        about=tuple(dict.fromkeys(each.item.label for each in found))[:_OPENED],
    )


async def _items(request: Request, intent: Reconcile) -> list[Item]:
    """Texts are read of them: what is not to be read is left out as if it were not there."""
    if intent.items:
        return [await request.item(which, Action.SEE_DETAIL) for which in dict.fromkeys(intent.items)]
    if intent.department is None:
        items = view_of(request.member, await request.uow.items.of_plan(request.plan.id))
    elif intent.department in request.directory.departments:
        items = list(await request.uow.items.of_department(request.plan.id, intent.department))
    else:
        raise Refused("no_such_department")
    return [item for item in items if reads(request, item)]
