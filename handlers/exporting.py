"""The ledger as a file (导出台账): who may take out what, and of which sheets it is made."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from html import unescape

from documents.sheets import Footer, Sheet
from handlers import numbering
from handlers.indicator_sheets import half_year_sheet, indicators_sheet
from handlers.ledger_sheets import Book, book, course_sheet, ledger_sheet, nodes_sheet
from handlers.request import Request
from handlers.statistics_sheet import statistics_sheet
from language.intents import Export, Overview, Reconcile
from language.replies import File, Order, Reply
from language.wording.catalogue import has
from language.wording.labels import button, buttons
from language.wording.rows import Line
from language.wording.voice import Voice, lines
from ledger import permissions
from ledger.digest import view_of
from ledger.items import Item
from ledger.members import OFFICE, Member, Role
from ledger.permissions import Action
from ledger.refusals import Refused

KINDS = ("", "sections", "units", "indicators")
"""All on one sheet; a sheet for every section, or every lead unit; the targets."""
MOST_SHEETS = 100
"""The sections or units beyond it share the last sheet: no program opens thousands of sheets gladly."""


async def export(request: Request, intent: Export) -> Reply:
    """The words that go with the file. Raises Refused: no_plan, or why not."""
    voice = request.voice
    found = await _items(request, intent)
    hidden = sum(not _readable(request.member, item) for item in found)
    others = [Export(what, intent.department) for what in KINDS if what != intent.what]
    return Reply(
        lines(
            voice.say(
                "export_done",
                title=name(voice, intent),
                count=len(found),
                day=voice.short_date(request.today),
            ),
            voice.say("export_hidden", count=hidden) if hidden else "",
            voice.say("export_care"),
        ),
        (
            tuple(b for other in others for b in button(voice, other, voice.write(f"export_as_{other.what or 'all'}"))),
            buttons(voice, Reconcile(department=intent.department), Overview()),
        ),
        order=Order(intent, request.member.id, request.now, voice.language),
    )


async def file(request: Request, intent: Export) -> File:
    """Raises Refused."""
    voice = request.voice
    found = await _items(request, intent)
    numbers = await numbering.of_items(request.uow, voice)
    return File(file_name(voice, intent), made(voice, intent, found, partial(_readable, request.member), numbers))


async def _items(request: Request, intent: Export) -> list[Item]:
    """What the asker may take out: the office and leaders what they look over, a head what his unit is involved in."""
    member = request.member
    refusal = permissions.refusal(member, Action.EXPORT)
    if refusal is not None:
        raise Refused(refusal.code, **dict(refusal.params))
    own = member.role not in OFFICE and member.role is not Role.LEADER
    if own and intent.department not in (None, member.department_id):
        raise Refused("office_only")
    if intent.department is not None and intent.department not in request.directory.departments:
        raise Refused("no_such_department")
    items = view_of(member, await request.uow.items.of_plan(request.plan.id))
    return [item for item in items if intent.department is None or item.involves(intent.department)]


def _readable(member: Member, item: Item) -> bool:
    """A file leaves the chat: of a sensitive item it holds more than number and title only for those named."""
    return permissions.refusal(member, Action.SEE_DETAIL, item) is None


def name(voice: Voice, intent: Export) -> str:
    """「2026年工作台账（文旅局）」."""
    key = f"export_name_{intent.what}"
    unit = unescape(voice.unit(intent.department)) if intent.department is not None else ""
    return voice.write(
        key if has(key) else "export_name",
        year=voice.plan.year if voice.plan else voice.today.year,
        unit=voice.write("export_name_unit", unit=unit) if unit else "",
    )


def file_name(voice: Voice, intent: Export) -> str:
    return f"{name(voice, intent)}_{voice.today:%Y%m%d}.xlsx"


def made(
    voice: Voice, intent: Export, items: Sequence[Item], readable: Callable[[Item], bool], numbers: Mapping[int, str]
) -> Callable[[], bytes]:
    """Everything is worked out when it is called, which is off the loop."""

    def make() -> bytes:
        # Its library would make every start slower for what is wanted now and then.
        from documents.sheet_files import workbook

        found = [Line(item, voice.light(item), shown, shown) for item in items for shown in (readable(item),)]
        footer = Footer(voice.write("sheet_page"), voice.write("sheet_pages"), voice.write("sheet_page_end"))
        return workbook(list(_sheets(book(voice, found, numbers), intent)), footer)

    return make


def _sheets(source: Book, intent: Export) -> Iterator[Sheet]:
    voice = source.voice
    plan = voice.plan.title if voice.plan else ""
    title = voice.write("sheet_title", plan=plan)
    if intent.what == "indicators":
        yield indicators_sheet(source, voice.write("sheet_indicators_title", plan=plan))
        yield half_year_sheet(source, voice.write("sheet_half_year_title", plan=plan))
        yield nodes_sheet(source, voice.write("sheet_nodes_title", plan=plan))
        return
    if intent.what in ("sections", "units"):
        for group, members in _groups(source, intent.what):
            yield ledger_sheet(source, group, voice.write("sheet_group_title", plan=plan, group=group), members)
    else:
        yield ledger_sheet(source, voice.write("sheet_ledger"), title)
    yield course_sheet(source, voice.write("sheet_course_title", plan=plan))
    yield nodes_sheet(source, voice.write("sheet_nodes_title", plan=plan))
    yield statistics_sheet(source, voice.write("sheet_statistics_title", plan=plan))


def _groups(source: Book, what: str) -> Iterator[tuple[str, Sequence[Line]]]:
    """By section in the plan's order, or by lead unit in the directory's; a hidden line's unit is not told."""
    voice, rest = source.voice, source.lines
    keys: Sequence[int | None]
    place: Mapping[int, int | None]
    names: Mapping[int | None, str]
    if what == "sections":
        keys = sorted({line.item.section for line in rest})
        names = {key: voice.section(key or 0) or str(key) for key in keys}
        place = {line.item.id: line.item.section for line in rest}
    else:
        keys = [*voice.departments, None]
        names = {key: unescape(voice.unit(key)) for key in keys}
        place = {line.item.id: line.item.lead if line.readable else None for line in rest}
    groups: dict[int | None, list[Line]] = {key: [] for key in keys}
    for line in rest:
        groups[place[line.item.id]].append(line)
    filled = [(names[key], group) for key, group in groups.items() if group]
    yield from filled[: MOST_SHEETS - 1]
    if len(filled) >= MOST_SHEETS:
        yield voice.write("sheet_others"), [line for _, group in filled[MOST_SHEETS - 1 :] for line in group]
