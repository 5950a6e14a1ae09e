"""A breakdown table sent in chat: its questions as buttons, its changes as a preview, the press that makes them."""

import asyncio
from collections.abc import Iterable, Sequence

from documents.breakdown import BreakdownTable
from handlers.breakdown import Breakdown, carry_out, look_at
from handlers.importing import Origin
from handlers.receiving import load_table
from handlers.request import Request
from handlers.table_questions import Option, Question, chosen_day
from language.intents import ApplyImport, DropImport, ItemNo, SettleImport, ShowItem, Undo
from language.replies import Button, Keyboard, Reply
from language.wording import importing as wording
from language.wording.catalogue import Markup
from language.wording.labels import button, buttons
from language.wording.voice import lines
from ledger.announcing import notices_of
from ledger.imports import ImportState, StagedImport
from ledger.items import Item
from ledger.refusals import Refused

_OPENED = 3


async def show(request: Request, staged: StagedImport, before: Markup | None = None) -> Reply:
    """The first question with its answers, or the changes with the press that makes them; both are kept as shown."""
    table = await asyncio.to_thread(load_table, staged.content)
    found = await _look(request, staged, table)
    voice, file = request.voice, staged.file_name
    await request.uow.imports.answer(staged.token, staged.answers, _versions(found))
    leave = buttons(voice, DropImport(staged.token))
    if found.questions:
        open_ = [(question.doubt, question.times) for question in found.questions]
        text = wording.questions(voice, file, len(table.rows), open_)
        return Reply(text, (*await _answers(request, staged.token, found.questions[0]), leave))
    notes = tuple(wording.left_aside(voice, table.kept_out, table.sheets_left))
    if not found.changes:
        await request.uow.imports.settle(staged.token, ImportState.DROPPED, request.now)
        return Reply(lines(voice.say("import_nothing", file=file, rows=len(table.rows)), *notes))
    text = wording.ready(
        voice,
        file,
        found.changes,
        unchanged=len(found.unchanged),
        left_out=found.left_out,
        notes=notes,
        told=_people(request, await asyncio.to_thread(_would_hear, request, found)),
    )
    return Reply(
        Markup(f"{before}\n\n{text}") if before else text,
        ((*buttons(voice, ApplyImport(staged.token)), *leave),),
        about=_labels(found),
    )


async def apply(request: Request, staged: StagedImport) -> Reply:
    """What was shown, if the ledger still is as it was then; else what it would be now. Raises Refused."""
    found = await _look(request, staged, await asyncio.to_thread(load_table, staged.content))
    voice = request.voice
    if found.questions:
        raise Refused("import_open_questions")
    if _versions(found) != staged.versions:
        reply = await show(request, staged, before=voice.say("import_moved"))
        return Reply(reply.text, reply.buttons, in_place=True, about=reply.about)
    policies = request.house.policies
    origin = Origin(request.now, request.member, request.source)
    done = await carry_out(found, origin, policies, request.uow)
    seq = done.last.seq if done.last else None
    after = {"sha256": staged.sha256, "count": len(done.changes)}
    await request.uow.audit.append(origin.entry("table_imported", after=after, note=staged.file_name))
    if not await request.uow.imports.settle(staged.token, ImportState.DONE, request.now, seq):
        raise Refused("import_settled")
    undo = button(voice, Undo(seq), voice.say("done_undo")) if seq is not None else ()
    openers = [button(voice, ShowItem((ItemNo(c.before.number, c.before.part),))) for c in done.changes[:_OPENED]]
    return Reply(
        wording.done(voice, staged.file_name, done.changes, _people(request, [n.member_id for n in done.told])),
        ((*undo, *(each for opener in openers for each in opener)),),
        toast=voice.say("import_done_toast"),
        in_place=True,
        about=_labels(done),
    )


async def _look(request: Request, staged: StagedImport, table: BreakdownTable) -> Breakdown:
    policies = request.house.policies
    answers = dict(staged.answers)
    return await look_at(table.rows, at=request.now, policies=policies, uow=request.uow, answers=answers)


def _versions(found: Breakdown) -> tuple[tuple[int, int], ...]:
    return tuple((change.before.id, change.before.version) for change in found.changes)


def _labels(found: Breakdown) -> tuple[str, ...]:
    return tuple(change.before.label for change in found.changes[:30])


async def _answers(request: Request, token: str, question: Question) -> Keyboard:
    """One answer a row."""
    items = {}
    if any(option.kind == "item" for option in question.options):
        items = {item.id: item for item in await request.uow.items.of_plan(request.plan.id)}
    pressed = [_answer(request, token, question, option, items) for option in question.options]
    return tuple(row for row in pressed if row)


def _answer(
    request: Request, token: str, question: Question, option: Option, items: dict[int, Item]
) -> tuple[Button, ...]:
    label = _label(request, question, option, items)
    key = question.key if option.key is None else option.key
    return button(request.voice, SettleImport(token, key, option.choice), label) if label else ()


def _label(request: Request, question: Question, option: Option, items: dict[int, Item]) -> str:
    voice, value = request.voice, option.value
    match option.kind, value:
        case "item", int() if value in items:
            return wording.item_named(voice, items[value])
        case "unit", int():
            return request.directory.departments[value].name if value in request.directory.departments else ""
        case "group", str():
            return value
        case "day", int():
            day = chosen_day(value)
            return voice.date(day) if day else ""
        case "row", int():
            return voice.say("option_row", row=value)
        case (("leading" | "only_leads"), int()):
            return voice.say(f"option_{option.kind}", unit=voice.unit(value))
        case (("first_leads" | "ongoing"), _):
            return voice.say(f"option_{option.kind}")
        case "leave", _:
            return wording.left(voice, question.doubt.code)
    return ""


def _would_hear(request: Request, found: Breakdown) -> list[int]:
    members = request.directory.members.values()
    at = request.now
    return [
        notice.member_id
        for change in found.changes
        for notice in notices_of(change, change.before.version + 1, members, by=request.member, not_before=at)
    ]


def _people(request: Request, member_ids: Iterable[int]) -> Sequence[str]:
    return [request.voice.person(each) for each in dict.fromkeys(member_ids)]
