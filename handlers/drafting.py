"""Documents filled from the ledger for a human to sign: what may be drafted, its number, and the trace it leaves."""

from dataclasses import replace

from handlers import numbering, talk
from handlers.letters import About, contents
from handlers.request import Request
from language.intents import DOCUMENTS, Clarify, DraftDocument, Export, ItemNo, ShowItem
from language.replies import File, Order, Reply
from language.wording.labels import buttons
from language.wording.rows import Line, number
from language.wording.voice import bold, lines
from ledger import permissions
from ledger.changes import AuditEntry
from ledger.items import OWED, Item, State
from ledger.lights import Colour
from ledger.members import OFFICE
from ledger.permissions import Action
from ledger.refusals import Refused
from ledger.supervision import SlipLevel

MOST_ITEMS = 30
_PRESSING = frozenset({Colour.RED, Colour.YELLOW})
_ONE_ITEM = frozenset({"slip", "closing"})


async def draft(request: Request, intent: DraftDocument) -> Reply:
    """Writes: the number is given and the audit remembers who had it drafted. Raises Refused."""
    if intent.kind not in DOCUMENTS:
        return _which(request, intent)
    if not _said_of_what(intent):
        return await talk.clarify(request, Clarify("which_item"))
    voice = request.voice
    found = await _found(request, intent)
    given = await numbering.give(request.uow, voice, _subject(request, found)) if found.kind != "closing" else 0
    what = contents(voice, request.member, found, given)
    await _remember(request, what.title, what.number)
    return Reply(
        lines(
            voice.say("draft_done", title=what.title),
            voice.say("draft_number_is", number=what.number) if what.number else "",
            voice.say("draft_care_unit" if found.kind == "closing" else "draft_care"),
        ),
        (
            buttons(
                voice,
                *(ShowItem((number(line.item),)) for line in found.lines[:1] if found.kind != "bulletin"),
                *((Export(),) if found.kind == "bulletin" else ()),
            ),
        ),
        order=Order(intent, request.member.id, request.now, voice.language, given),
        about=tuple(line.item.label for line in found.lines[:5]) if found.kind != "bulletin" else (),
    )


def _which(request: Request, intent: DraftDocument) -> Reply:
    """What can be drafted, about what was said."""
    offered = ("assignment", "urging", "slip", "closing", "bulletin") if request.member.role in OFFICE else ("closing",)
    drafts = [replace(intent, kind=kind) for kind in offered]
    said = [each for each in drafts if _said_of_what(each)]
    voice = request.voice
    text = lines(bold(voice.say("draft_which")), voice.say("draft_which_unit") if len(offered) == 1 else "")
    return Reply(text, tuple((press,) for press in buttons(voice, *said)))


async def file(request: Request, intent: DraftDocument, given: int) -> File:
    """Raises Refused."""
    found = await _found(request, intent)
    voice, member = request.voice, request.member
    what = contents(voice, member, found, given)

    def make() -> bytes:
        # Its library would make every start slower for what is wanted now and then.
        from documents.letter_files import letter

        return letter(what.letter())

    return File(f"{what.title}_{voice.write('draft_mark')}.docx", make)


def _said_of_what(intent: DraftDocument) -> bool:
    if intent.kind in _ONE_ITEM:
        return len(intent.items) == 1
    return intent.kind == "bulletin" or bool(intent.items) or intent.department is not None


async def _found(request: Request, intent: DraftDocument) -> About:
    """What the document is about, if the speaker may have it drafted. Raises Refused."""
    if intent.kind != "closing" and request.member.role not in OFFICE:
        raise Refused("office_only")
    if intent.kind == "bulletin":
        items = await _all(request, intent)
    elif intent.items:
        items = [await _one(request, intent, which) for which in dict.fromkeys(intent.items)]
    else:
        items = await _of_unit(request, intent)
    level = _level(items[0], intent.level) if intent.kind == "slip" else None
    return About(intent.kind, tuple(_line(request, item) for item in items), level)


async def _all(request: Request, intent: DraftDocument) -> list[Item]:
    if intent.department is not None and intent.department not in request.directory.departments:
        raise Refused("no_such_department")
    items = await request.uow.items.of_plan(request.plan.id)
    return [item for item in items if intent.department is None or item.involves(intent.department)]


async def _one(request: Request, intent: DraftDocument, which: ItemNo) -> Item:
    """A letter tells what the item says: of a sensitive one only to those who may read it."""
    item = await request.item(which, Action.DRAFT_DOCUMENT)
    refusal = permissions.refusal(request.member, Action.SEE_DETAIL, item)
    if refusal is not None:
        raise Refused(refusal.code, **dict(refusal.params))
    if item.lead is None:
        raise Refused("draft_no_lead", item=item.label)
    if intent.kind in ("urging", "slip") and item.state not in OWED:
        raise Refused("draft_not_in_hand", item=item.label)
    return item


async def _of_unit(request: Request, intent: DraftDocument) -> list[Item]:
    """What a unit leads and is to be told of: what waits for its signature, or what is late or near its limit."""
    unit = intent.department
    if unit is None or unit not in request.directory.departments:
        raise Refused("no_such_department")
    led = [item for item in await request.uow.items.of_department(request.plan.id, unit) if item.lead == unit]
    led = [item for item in led if permissions.refusal(request.member, Action.SEE_DETAIL, item) is None]
    if intent.kind == "assignment":
        chosen = [item for item in led if item.state is State.ASSIGNED]
    else:
        chosen = [item for item in led if item.state in OWED and request.voice.light(item).colour in _PRESSING]
    if not chosen:
        raise Refused(
            "draft_nothing_assignment" if intent.kind == "assignment" else "draft_nothing_urging",
            unit=request.voice.unit(unit),
        )
    return chosen[:MOST_ITEMS]


def _level(item: Item, wanted: str) -> SlipLevel:
    """The one asked for, else the next on the ladder."""
    if wanted:
        try:
            return SlipLevel(wanted)
        except ValueError:
            raise Refused("draft_no_such_level") from None
    ladder = list(SlipLevel)
    return ladder[min(ladder.index(item.slips[-1].level) + 1, len(ladder) - 1)] if item.slips else ladder[0]


def _line(request: Request, item: Item) -> Line:
    shown = permissions.refusal(request.member, Action.SEE_DETAIL, item) is None
    return Line(item, request.voice.light(item), shown, shown)


def _subject(request: Request, found: About) -> str:
    """One letter about the same items on the same occasion is one document, however often it is drafted."""
    ids = tuple(line.item.id for line in found.lines)
    match found.kind:
        case "assignment":
            return numbering.subject_of_items("assignment", ids)
        case "slip":
            return numbering.subject_of_items("slip", ids, f"{found.level}")
        case "bulletin":
            return f"bulletin:{request.today.isoformat()}:{len(ids)}"
    return numbering.subject_of_items(found.kind, ids, request.today.isoformat())


async def _remember(request: Request, title: str, number_: str) -> None:
    member = request.member
    await request.uow.audit.append(
        AuditEntry(
            at=request.now,
            actor_id=member.id,
            actor_name=member.name,
            actor_role=member.role.value,
            event="document_drafted",
            item_id=None,
            before={},
            after={},
            note=f"{title}{number_}",
            source=request.source,
        )
    )
