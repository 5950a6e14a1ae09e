"""Items by any condition, the whole ledger at a glance, and how units stand."""

from collections.abc import Iterable
from dataclasses import replace

from handlers.filtering import filtered
from handlers.request import Request
from handlers.survey import survey
from language.intents import Help, ListItems, MyTasks, Overview, Stats, UnitTasks
from language.replies import Button, Keyboard, Reply
from language.wording import lists as wording
from language.wording.labels import button, buttons
from language.wording.paging import Page, page_of, turned, turners
from language.wording.rows import Line, openers
from language.wording.voice import lines
from ledger.digest import DigestFigures
from ledger.items import Item
from ledger.lights import Colour
from ledger.members import OFFICE, Role
from ledger.refusals import Refused
from ledger.unit_figures import UnitFigures, unit_figures
from ledger.urgency import urgency

_UNITS_A_PAGE = 40


async def list_items(request: Request, intent: ListItems) -> Reply:
    """Raises Refused: no_plan."""
    voice, own = request.voice, request.member.department_id
    if intent.mine and own is None:
        return Reply(voice.say("tasks_no_unit"), (buttons(voice, Overview(), Help()),))
    surveyed = await survey(request)
    seen = surveyed.lines(request)
    wanted = replace(intent, page=1)
    found = surveyed.of_these(seen, (wanted, own), lambda seen: filtered(seen, wanted, own, voice.lights.zone))
    page = page_of(found, intent.page)
    there = {each.item.label for each in seen} if intent.items else set()
    missing = [which.label for which in intent.items if which.label not in there]
    turning = turners(voice, page, lambda number: replace(intent, page=number))
    text = wording.listed(voice, intent, page, len(found), missing, request.last_number())
    rest = len(found) - page.before - len(page.rows)
    narrow = voice.say("list_narrow", count=rest) if rest and not turning else ""
    return Reply(
        lines(text, narrow),
        _keyboard(request, page, turning),
        in_place=turned(intent.page),
        about=tuple(each.item.label for each in page.rows),
    )


def _keyboard(request: Request, page: Page[Line], turning: tuple[Button, ...]) -> Keyboard:
    voice = request.voice
    if not page.rows:
        return (buttons(voice, Overview(), MyTasks()) if request.said.private else buttons(voice, Overview()),)
    return tuple(row for row in (*openers(voice, (each.item for each in page.rows if each.shown)), turning) if row)


async def overview(request: Request, intent: Overview) -> Reply:
    """Raises Refused: no_plan."""
    voice = request.voice
    surveyed = await survey(request)
    counted = surveyed.figures(request.today, request.today)
    red = surveyed.of_these(surveyed.shown(request), "red", _red)
    return Reply(
        wording.overview(voice, counted, red),
        _ways_on(request, counted),
        about=tuple(each.item.label for each in red),
    )


def _red(seen: Iterable[Line]) -> list[Line]:
    found = [each for each in seen if each.light.colour is Colour.RED]
    return sorted(found, key=lambda each: urgency(each.item, each.light))


def _ways_on(request: Request, counted: DigestFigures) -> Keyboard:
    voice = request.voice
    lists = [ListItems(lights=(colour,)) for colour in (Colour.RED, Colour.YELLOW) if counted.by_colour[colour]]
    if counted.unassigned:
        lists.append(ListItems(unassigned=True))
    beside = buttons(voice, Stats(), MyTasks()) if request.said.private else ()
    return tuple(row for row in (buttons(voice, *lists), beside) if row)


async def stats(request: Request, intent: Stats) -> Reply:
    """All units for the office and leaders, one's own for everybody else; a group hears only totals. Raises Refused."""
    if not request.said.private:
        return await overview(request, Overview())
    over_all = request.member.role in OFFICE or request.member.role is Role.LEADER
    department = intent.department
    if not over_all:
        own = request.member.department_id
        if own is None or department not in (None, own):
            raise Refused("office_only")
        department = own
    if department is not None:
        return await _one_unit(request, department)
    return await _all_units(request, intent)


async def _one_unit(request: Request, department: int) -> Reply:
    if department not in request.directory.departments:
        raise Refused("no_such_department")
    items = await request.uow.items.of_department(request.plan.id, department)
    return Reply(
        wording.unit(request.voice, _figures(request, department, items)),
        (button(request.voice, UnitTasks(department)),),
    )


async def _all_units(request: Request, intent: Stats) -> Reply:
    voice, found = request.voice, (await survey(request)).by_unit()
    carried = [each for unit in request.directory.departments if (each := found.get(unit)) is not None]
    carried = [each for each in carried if each.leading or each.cooperating]
    page = page_of(carried, intent.page, _UNITS_A_PAGE)
    return Reply(
        wording.units(voice, page, len(carried)),
        tuple(
            row
            for row in (
                turners(voice, page, lambda number: replace(intent, page=number)),
                buttons(voice, Overview(), MyTasks()),
            )
            if row
        ),
        in_place=turned(intent.page),
    )


def _figures(request: Request, department: int, items: Iterable[Item]) -> UnitFigures:
    return unit_figures(
        department, items, today=request.today, calendar=request.voice.calendar, policy=request.voice.lights
    )
