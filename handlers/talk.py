"""Help, small talk, and asking back when the words were not sure enough."""

import datetime as dt
from collections.abc import Iterable

from handlers import deciding
from handlers.request import Request
from handlers.sight import IN_GROUPS, line
from language.commands import menu
from language.intents import (
    Clarify,
    Decisions,
    ExplainLight,
    Help,
    Intent,
    ListItems,
    MyTasks,
    Overview,
    ReportProgress,
    ShowDigest,
    ShowItem,
    Sign,
    Smalltalk,
    Stats,
    UnitTasks,
)
from language.replies import Keyboard, Reply
from language.wording import talk as wording
from language.wording.labels import buttons
from language.wording.rows import Line, in_rows, number, openers
from ledger import permissions
from ledger.items import DONE, OWED, Item, State
from ledger.lights import Colour
from ledger.members import OFFICE, Role
from ledger.permissions import Action
from ledger.urgency import pressing, unassigned, urgency

_ITEMS_OFFERED = 8
_SILENT_FOR = dt.timedelta(days=30)
"""After so long without a report one is suggested; it is no rule of lights or nudges."""


async def help_(request: Request, intent: Help) -> Reply:
    voice, last = request.voice, request.last_number()
    if intent.topic == "next":
        return await _next(request)
    on_topic = wording.help_on(voice, intent.topic, last) if intent.topic else None
    if on_topic is not None:
        return Reply(on_topic, _keyboard(request, *_topic_presses(intent.topic), Help()))
    role = request.member.role
    text = wording.help_for(
        voice, role, menu(role, voice.language, everyday=True), private=request.said.private, last_item=last
    )
    return Reply(text, _keyboard(request, *_usual(role), Help("next")))


def _usual(role: Role) -> tuple[Intent, ...]:
    """What the role presses most."""
    if role is Role.LIAISON or role is Role.HEAD:
        return (MyTasks(), ExplainLight(), Overview())
    return (MyTasks(), Overview(), ListItems(lights=(Colour.RED,)), ListItems(unassigned=True), ShowDigest())


def _topic_presses(topic: str) -> tuple[Intent, ...]:
    shown: dict[str, Intent] = {
        "my_tasks": MyTasks(),
        "unit_tasks": UnitTasks(),
        "list": ListItems(lights=(Colour.RED, Colour.YELLOW)),
        "overview": Overview(),
        "stats": Stats(),
        "explain_light": ExplainLight(),
        "digest": ShowDigest(),
        "sign": Sign(),
    }
    return (shown[topic],) if topic in shown else ()


def _keyboard(request: Request, *intents: Intent) -> Keyboard:
    allowed = [intent for intent in intents if request.said.private or isinstance(intent, IN_GROUPS)]
    return in_rows(buttons(request.voice, *dict.fromkeys(allowed)), 2)


async def _next(request: Request) -> Reply:
    """The single next thing to do."""
    if not request.said.private:
        return Reply(
            wording.help_on(request.voice, "list", request.last_number()) or "", _keyboard(request, Overview())
        )
    member = request.member
    waiting = await deciding.waiting(request) if request.directory.plan is not None else ()
    if waiting:
        first = waiting[0].item
        text = request.voice.say("next_decide", count=len(waiting), item=first.label, title=first.title)
        return Reply(text, _keyboard(request, Decisions(), MyTasks()), about=(first.label,))
    if member.role in OFFICE or member.role is Role.LEADER:
        items = await request.uow.items.of_plan(request.plan.id)
        step, found = _next_of_office(request, [line(request, item) for item in items])
    elif member.department_id is None:
        step, found = "nothing", None
    else:
        items = await request.uow.items.of_department(request.plan.id, member.department_id)
        step, found = _next_of_unit(request, [line(request, item) for item in items])
    if found is None:
        return Reply(wording.next_step(request.voice, step, None), _keyboard(request, MyTasks(), Overview()))
    which = (number(found.item),)
    do: Intent = Sign(which) if step == "sign" else ReportProgress(which)
    able = step not in ("review", "assign", "look")
    presses = (do, ShowItem(which), MyTasks()) if able else (ShowItem(which), MyTasks())
    return Reply(wording.next_step(request.voice, step, found), _keyboard(request, *presses), about=(found.item.label,))


def _next_of_unit(request: Request, lines: Iterable[Line]) -> tuple[str, Line | None]:
    leading = [each for each in lines if each.item.lead == request.member.department_id and each.item.state in OWED]
    leading.sort(key=lambda each: urgency(each.item, each.light))
    first = next((each for each in leading if pressing(each.item, each.light)), None)
    if first is not None:
        if first.item.state is State.ASSIGNED:
            return "sign", first
        return ("returned" if first.item.state is State.RETURNED else first.light.reason), first
    silent = next((each for each in leading if _silent(each.item, request.now)), None)
    if silent is None:
        return "nothing", None
    return ("report" if silent.item.last_report else "first_report"), silent


def _silent(item: Item, now: dt.datetime) -> bool:
    heard = item.last_report.at if item.last_report else item.signed_at
    return heard is None or now - heard > _SILENT_FOR


def _next_of_office(request: Request, lines: list[Line]) -> tuple[str, Line | None]:
    """Units wait for a review; then for being told who leads; then what is red."""
    seen = sorted((each for each in lines if each.shown), key=lambda each: urgency(each.item, each.light))
    if request.member.role in OFFICE:
        waiting = next((each for each in seen if each.item.state is State.SUBMITTED), None)
        if waiting is not None:
            return "review", waiting
        undecided = next((each for each in seen if unassigned(each.item)), None)
        if undecided and permissions.refusal(request.member, Action.ASSIGN, undecided.item) is None:
            return "assign", undecided
    late = next((each for each in seen if each.light.colour in (Colour.RED, Colour.YELLOW)), None)
    return ("look", late) if late else ("nothing", None)


async def smalltalk(request: Request, intent: Smalltalk) -> Reply:
    text = wording.smalltalk(request.voice, intent.kind, request.member.name)
    if intent.kind in ("received", "thanks", "bye", "chat"):
        return Reply(text)
    return Reply(text, _keyboard(request, MyTasks(), Help("next"), Help()))


async def clarify(request: Request, intent: Clarify) -> Reply:
    """The readings to choose from as buttons; nothing has been done."""
    options = intent.options or tuple(ShowItem((item,)) for item in intent.items)
    keyboard: Keyboard = tuple((press,) for row in _keyboard(request, *options) for press in row)
    if not keyboard and intent.reason == "which_item":
        keyboard = await _own_items(request)
    if not keyboard:
        keyboard = _keyboard(request, MyTasks(), Help())
    return Reply(
        wording.clarify(request.voice, intent, request.last_number()),
        keyboard,
        about=tuple(item.label for item in intent.items),
        asked="percent" if intent.reason == "what_percent" else "",
    )


async def _own_items(request: Request) -> Keyboard:
    department = request.member.department_id
    if department is None or not request.said.private or request.directory.plan is None:
        return ()
    items = await request.uow.items.of_department(request.plan.id, department)
    lines = [line(request, item) for item in items if item.state not in DONE]
    lines.sort(key=lambda each: (each.item.lead != department, urgency(each.item, each.light)))
    return openers(request.voice, [each.item for each in lines[:_ITEMS_OFFERED]])
