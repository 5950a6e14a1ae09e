"""What a person, or a unit, has to do."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from handlers.request import Request
from handlers.sight import line, sees
from handlers.survey import survey
from language.intents import Help, Intent, ListItems, MyTasks, Overview, Sign, Stats, UnitTasks
from language.replies import Keyboard, Reply
from language.wording import tasks as wording
from language.wording.catalogue import Markup
from language.wording.labels import buttons
from language.wording.paging import page_of, turned, turners
from language.wording.rows import Line, in_rows, number, openers
from language.wording.voice import lines
from ledger import permissions
from ledger.items import DONE, Item, State
from ledger.members import OFFICE, Member, Role
from ledger.permissions import Action
from ledger.refusals import Refused
from ledger.urgency import pressing, unassigned, urgency, wants_attention

_SIGNS_OFFERED = 3


async def my_tasks(request: Request, intent: MyTasks) -> Reply:
    """The unit's open items; for those who look after everybody's, what needs their attention."""
    member = request.member
    if member.role in OFFICE or member.role is Role.LEADER:
        return await _attention(request, intent)
    if member.department_id is None:
        return Reply(request.voice.say("tasks_no_unit"), (buttons(request.voice, Overview(), Help()),))
    items = await request.uow.items.of_department(request.plan.id, member.department_id)
    found = _tasks(request, items, member.department_id, "", own=True)
    return _reply(request, found, intent.page, MyTasks)


async def unit_tasks(request: Request, intent: UnitTasks) -> Reply:
    """Raises Refused: no_plan, no_such_department."""
    department = request.member.department_id if intent.department is None else intent.department
    if department is None:
        return Reply(request.voice.say("tasks_no_unit"), (buttons(request.voice, Overview(), Help()),))
    if department not in request.directory.departments:
        raise Refused("no_such_department")
    items = await request.uow.items.of_department(request.plan.id, department)
    own = request.said.private and department == request.member.department_id
    found = _tasks(request, items, department, intent.duty, own=own)
    return _reply(request, found, intent.page, lambda page: UnitTasks(intent.department, intent.duty, page))


def _tasks(request: Request, items: Iterable[Item], department: int, duty: str, *, own: bool) -> wording.Tasks:
    """What the listener may not see is not counted either: the count would tell."""
    lines_ = [line(request, item) for item in items if sees(request, item)]
    leading = [each for each in lines_ if each.item.lead == department and duty != "co"]
    cooperating = [each for each in lines_ if each.item.lead != department and duty != "lead"]
    return wording.Tasks(
        unit=None if own else department,
        leading=_unfinished(leading),
        cooperating=_unfinished(cooperating),
        pressing=sum(pressing(each.item, each.light) for each in leading),
        finished=sum(each.item.state in DONE for each in leading + cooperating),
    )


def _unfinished(found: Iterable[Line]) -> tuple[Line, ...]:
    still = [each for each in found if each.item.state not in DONE and each.item.state is not State.CANCELLED]
    return tuple(sorted(still, key=lambda each: urgency(each.item, each.light)))


def _reply(request: Request, found: wording.Tasks, page_number: int, to: Callable[[int], Intent]) -> Reply:
    voice = request.voice
    page = page_of(found.all, page_number)
    keyboard = (
        *_signs(request, page.rows),
        *openers(voice, (each.item for each in page.rows)),
        turners(voice, page, to),
    )
    if not found.all:
        keyboard = (buttons(voice, Overview(), Help()),)
    return Reply(
        wording.tasks(voice, found, page),
        tuple(row for row in keyboard if row),
        in_place=turned(page_number),
        about=tuple(each.item.label for each in page.rows),
    )


def _signs(request: Request, shown: Iterable[Line]) -> Keyboard:
    if not request.said.private:
        return ()
    waiting = [each.item for each in shown if each.item.state is State.ASSIGNED]
    mine = [item for item in waiting if permissions.refusal(request.member, Action.SIGN, item) is None]
    return in_rows(buttons(request.voice, *(Sign((number(item),)) for item in mine[:_SIGNS_OFFERED])), 2)


async def _attention(request: Request, intent: MyTasks) -> Reply:
    voice, member = request.voice, request.member
    surveyed = await survey(request)
    items = surveyed.items
    seen = surveyed.shown(request)
    found = surveyed.of_these(seen, "attention", _wanting_attention)
    if member.role is Role.LEADER:
        found = sorted(found, key=lambda each: not _in_charge(member, each.item))
    without_lead = surveyed.of_these(seen, "unassigned", _without_lead)
    own = surveyed.of_these(seen, ("own", member.department_id), lambda seen: _own(seen, member.department_id))
    page = page_of(found, intent.page)
    return Reply(
        lines(
            wording.attention(voice, found, page, unassigned=without_lead, total=len(items)),
            *_beside(request, own, found, without_lead),
        ),
        tuple(
            row
            for row in (
                *openers(voice, (each.item for each in page.rows)),
                turners(voice, page, MyTasks),
                buttons(voice, *((ListItems(unassigned=True),) if without_lead else ()), Overview(), Stats()),
                buttons(voice, *((UnitTasks(),) if own else ())),
            )
            if row
        ),
        in_place=turned(intent.page),
        about=tuple(each.item.label for each in page.rows),
    )


def _wanting_attention(seen: Iterable[Line]) -> list[Line]:
    found = [each for each in seen if wants_attention(each.item, each.light)]
    return sorted(found, key=lambda each: urgency(each.item, each.light))


def _without_lead(seen: Iterable[Line]) -> list[Item]:
    return [each.item for each in seen if unassigned(each.item)]


def _own(seen: Iterable[Line], department: int | None) -> list[Item]:
    return [each.item for each in seen if each.item.involves(department) and each.item.state not in DONE]


def _beside(
    request: Request, own: Sequence[Item], found: Sequence[Line], without_lead: Sequence[Item]
) -> Iterator[Markup]:
    voice, member = request.voice, request.member
    in_charge = sum(_in_charge(member, each.item) for each in found) if member.role is Role.LEADER else 0
    if in_charge:
        yield voice.say("attention_leader", count=in_charge)
    if own:
        lead = sum(item.lead == member.department_id for item in own)
        yield voice.say("attention_own", unit=voice.unit(member.department_id), lead=lead, co=len(own) - lead)
    if without_lead and permissions.refusal(member, Action.ASSIGN, without_lead[0]) is None:
        yield voice.say("attention_assign_hint", item=without_lead[0].label)


def _in_charge(member: Member, item: Item) -> bool:
    """The plan names leaders in words; only a name among them is sure."""
    return member.role is Role.LEADER and member.name in item.leader
