"""Questions about items: how it stands, who is on it, why its light, what happened to it."""

from collections.abc import Sequence

from handlers import deciding, decisions, lists, talk
from handlers.request import Request
from handlers.sight import line, sees
from language.intents import (
    Clarify,
    ExplainLight,
    Help,
    History,
    ItemNo,
    ListItems,
    Move,
    MyTasks,
    ReportProgress,
    ShowItem,
    Sign,
    Who,
)
from language.replies import Button, Keyboard, Reply
from language.wording import filters
from language.wording import items as wording
from language.wording.catalogue import Markup
from language.wording.explaining import explained
from language.wording.labels import button, buttons
from language.wording.rows import Line, in_rows, number, openers
from language.wording.voice import lines
from ledger import permissions
from ledger.applications import Asked
from ledger.items import OPEN, OWED, Item, State
from ledger.lights import Colour
from ledger.members import OFFICE, Member, Role
from ledger.pending import pending_in
from ledger.permissions import Action
from ledger.urgency import urgency

_AT_ONCE = 5


async def show(request: Request, intent: ShowItem) -> Reply:
    """One item's card; a short list for several. Raises Refused."""
    if not intent.items:
        return await talk.clarify(request, Clarify("which_item"))
    if len(intent.items) > 1:
        return await lists.list_items(request, ListItems(items=intent.items))
    item = await request.item(intent.items[0])
    card = _card(request, item, detail=intent.detail)
    text = wording.card(request.voice, card)
    return Reply(
        lines(text, _hint(request, item)),
        _next_steps(request, card),
        in_place=intent.detail and request.said.kind == "press",
        about=(item.label,),
    )


def _card(request: Request, item: Item, *, detail: bool = False) -> wording.Card:
    assigns = _may(request, Action.ASSIGN, item)
    return wording.Card(line(request, item), request.said.private, assigns, detail)


def _hint(request: Request, item: Item) -> str:
    """The sentence this reader may want to say next."""
    if not request.said.private:
        return ""
    if item.lead is None and item.state in OPEN and _may(request, Action.ASSIGN, item):
        return request.voice.say("card_assign_hint", item=item.label)
    return ""


def _next_steps(request: Request, card: wording.Card) -> Keyboard:
    """Only what this reader may do next with the item; in a group only what may be read there."""
    if not card.line.shown:
        return ()
    voice, item = request.voice, card.line.item
    which = (number(item),)
    doing: list[Button] = []
    asking: list[Button] = []
    if request.said.private:
        if _signs(request, item):
            doing += button(voice, Sign(which), voice.say("press_sign"))
        if item.state in OWED and _may(request, Action.REPORT, item):
            doing += button(voice, ReportProgress(which), voice.say("press_report"))
            doing += _applications(request, item)
        if card.line.light.colour in (Colour.RED, Colour.YELLOW):
            doing += button(voice, ExplainLight(which), voice.say("press_why"))
    if card.line.readable and not card.detail:
        asking += button(voice, ShowItem(which, detail=True), voice.say("press_detail"))
    if card.line.readable and request.said.private:
        asking += button(voice, History(which), voice.say("press_history"))
    asking += button(voice, Who(which), voice.say("press_who"))
    decided = _decisions(request, item) if request.said.private else ()
    return tuple(row for row in (*decided, tuple(doing), tuple(asking)) if row)


def _signs(request: Request, item: Item) -> bool:
    """The lead unit while nobody has; a cooperating unit its own part."""
    unit = request.member.department_id
    if not _may(request, Action.SIGN, item):
        return False
    return item.state is State.ASSIGNED if unit == item.lead else item.state in OWED and item.part_of(unit) is None


def _applications(request: Request, item: Item) -> list[Button]:
    """What the lead unit may apply for now, so that the deadline's last days show the way out."""
    if item.state is State.ASSIGNED or not _may(request, Action.APPLY, item):
        return []
    voice, which = request.voice, (number(item),)
    found: list[Button] = []
    if item.application(Asked.CLOSING) is None:
        found += button(voice, Move("submit_done", which), voice.say("press_submit_done"))
    if item.application(Asked.EXTENSION) is None and item.limit is not None and request.today <= item.limit:
        found += button(voice, Move("ask_extension", which), voice.say("press_ask_extension"))
    return found


def _decisions(request: Request, item: Item) -> Keyboard:
    waiting = (each for each in pending_in(item) if deciding.refusal(request, each) is None)
    return tuple(decisions.presses(request, each) for each in waiting)


def _may(request: Request, action: Action, item: Item) -> bool:
    return permissions.refusal(request.member, action, item) is None


async def who(request: Request, intent: Who) -> Reply:
    """Raises Refused."""
    if not intent.items:
        return await talk.clarify(request, Clarify("which_item"))
    items = await _items(request, intent.items)
    return Reply(
        lines(*(_who(request, item, intent.field) for item in items)),
        openers(request.voice, items),
        about=_labels(items),
    )


def _who(request: Request, item: Item, field: str) -> Markup:
    if not sees(request, item):
        return request.voice.say("who_sensitive", item=item.label)
    if field == "contact" and not request.said.private:
        field = "lead"
    contacts = _contacts(request, item) if request.said.private else []
    return wording.who(request.voice, item, field, contacts=contacts, shown=_card(request, item))


def _contacts(request: Request, item: Item) -> list[Member]:
    """Liaisons of the lead unit before its heads."""
    unit = [m for m in request.directory.members.values() if m.active and m.department_id == item.lead]
    return [m for role in (Role.LIAISON, Role.HEAD) for m in unit if m.role is role]


async def explain_light(request: Request, intent: ExplainLight) -> Reply:
    """Without items: the lights of the speaker's own unit; for those who see to all units, a list. Raises Refused."""
    voice = request.voice
    if intent.items:
        items = await _items(request, intent.items)
        found = [line(request, item) for item in items]
        return _explained(request, found, "")
    colours = intent.lights or (Colour.RED, Colour.YELLOW)
    if request.member.role in OFFICE or request.member.role is Role.LEADER:
        return await lists.list_items(request, ListItems(lights=colours))
    department = request.member.department_id
    if department is None:
        return Reply(voice.say("tasks_no_unit"), (buttons(voice, Help()),))
    led = await request.uow.items.of_department(request.plan.id, department)
    found = [line(request, item) for item in led if item.lead == department]
    found = sorted(
        (each for each in found if each.light.colour in colours), key=lambda each: urgency(each.item, each.light)
    )
    names = filters.colours(voice, colours)
    if not found:
        return Reply(voice.say("why_none_of", colours=names), (buttons(voice, MyTasks()),))
    return _explained(request, found, voice.say("why_mine", count=len(found), colours=names))


def _explained(request: Request, found: Sequence[Line], heading: str) -> Reply:
    voice = request.voice
    shown = found[:_AT_ONCE]
    rest = len(found) - len(shown)
    presses = [b for each in shown if _reportable(request, each.item) for b in _report_button(request, each.item)]
    return Reply(
        lines(
            heading,
            *(explained(voice, each) for each in shown),
            voice.say("why_more", count=rest) if rest else "",
        ),
        (*in_rows(presses, 2), *openers(voice, (each.item for each in shown))),
        about=_labels([each.item for each in shown]),
    )


def _reportable(request: Request, item: Item) -> bool:
    return request.said.private and item.state in OWED and _may(request, Action.REPORT, item)


def _report_button(request: Request, item: Item) -> tuple[Button, ...]:
    return button(request.voice, ReportProgress((number(item),)))


async def _items(request: Request, numbers: tuple[ItemNo, ...]) -> list[Item]:
    """Each as `Request.item` gives it; a few at once are enough for one message."""
    return [await request.item(which) for which in dict.fromkeys(numbers[:_AT_ONCE])]


def _labels(items: Sequence[Item]) -> tuple[str, ...]:
    return tuple(item.label for item in items)
