"""A work plan sent in chat: its preview, its year where the text names none, and the press that brings it in."""

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import replace

from documents.front_matter import find_year
from documents.plan_differences import FieldDifference
from documents.work_plans import read_plan
from handlers.importing import ImportedPlan, Origin, import_plan
from handlers.request import Request
from handlers.table_questions import key_of
from language.intents import ApplyImport, DropImport, Overview, SettleImport
from language.replies import Reply
from language.wording import importing as wording
from language.wording.cutting import shortened
from language.wording.labels import button, buttons
from language.wording.voice import bold, lines
from ledger.imports import ImportState, StagedImport
from ledger.plans import Doubt, PlanDraft
from ledger.refusals import Refused

_EXCERPT = 40
_YEAR = key_of("import_year")


async def show(request: Request, staged: StagedImport) -> Reply:
    draft, year = await _draft(request, staged)
    voice = request.voice
    leave = buttons(voice, DropImport(staged.token))
    if year is None:
        await request.uow.imports.answer(staged.token, staged.answers, ())
        years = (request.today.year, request.today.year + 1)
        choices = tuple(button(voice, SettleImport(staged.token, _YEAR, each), str(each)) for each in years)
        text = bold(voice.say("import_plan_year", title=draft.title, count=len(draft.items)))
        return Reply(text, (*choices, leave))
    found = await import_plan(draft, year=year, origin=_origin(request), uow=request.uow, dry_run=True)
    await request.uow.imports.answer(staged.token, staged.answers, _versions(found))
    if not found.changes:
        await request.uow.imports.settle(staged.token, ImportState.DROPPED, request.now)
        return Reply(voice.say("import_plan_same", title=draft.title, count=len(draft.items)))
    text = lines(
        bold(_first(request, found, "import_plan_new", "import_plan_update")),
        *wording.plan_differences(voice, [*_differences(request, found), *_doubts(draft)]),
        voice.say("import_life_plan"),
    )
    return Reply(text, ((*buttons(voice, ApplyImport(staged.token)), *leave),))


async def apply(request: Request, staged: StagedImport) -> Reply:
    """Raises Refused, StaleVersion."""
    draft, year = await _draft(request, staged)
    if year is None:
        raise Refused("import_open_questions")
    origin = _origin(request)
    looked = await import_plan(draft, year=year, origin=origin, uow=request.uow, dry_run=True)
    if _versions(looked) != staged.versions:
        reply = await show(request, staged)
        text = lines(request.voice.say("import_moved"), reply.text)
        return Reply(text, reply.buttons, in_place=True)
    done = await import_plan(draft, year=year, origin=origin, uow=request.uow)
    if not await request.uow.imports.settle(staged.token, ImportState.DONE, request.now):
        raise Refused("import_settled")
    voice = request.voice
    return Reply(
        lines(
            bold(_first(request, done, "import_plan_added", "import_plan_updated")),
            *wording.plan_differences(voice, list(_differences(request, done))),
        ),
        (buttons(voice, Overview()),),
        toast=voice.say("import_done_toast"),
        in_place=True,
    )


async def _draft(request: Request, staged: StagedImport) -> tuple[PlanDraft, int | None]:
    """Title and year as the text has them, else as the file is called, else as answered."""
    draft = await asyncio.to_thread(read_plan, staged.content)
    stem = staged.file_name.rpartition(".")[0] or staged.file_name
    year = dict(staged.answers).get(_YEAR) or draft.year or find_year(draft.title) or find_year(stem)
    if year is not None and not 1949 <= year <= 2100:
        year = None
    settled = ("no_year",) if year else ()
    doubts = tuple(doubt for doubt in draft.doubts if doubt.code not in settled)
    return replace(draft, title=draft.title or stem, year=year, doubts=doubts), year


def _origin(request: Request) -> Origin:
    return Origin(request.now, request.member, request.source)


def _versions(found: ImportedPlan) -> tuple[tuple[int, int], ...]:
    if found.differences is None:
        return ()
    return tuple((changed.item.id, changed.item.version) for changed in found.differences.changed)


def _first(request: Request, found: ImportedPlan, new: str, update: str) -> str:
    draft = found.draft
    if found.differences is None:
        counts = {"sections": len(draft.sections), "count": len(draft.items)}
        return request.voice.say(new, title=draft.title, year=found.year, **counts)
    changed, added = len(found.differences.changed), len(found.differences.added)
    return request.voice.say(update, title=draft.title, changed=changed, added=added)


Said = tuple[str, Mapping[str, str | int]]


def _differences(request: Request, found: ImportedPlan) -> Iterator[Said]:
    if found.differences is None:
        return
    for own in found.differences.plan:
        yield "plan_own_change", _shown(request, own)
    for changed in found.differences.changed:
        for difference in changed.fields:
            # Measures and targets are read out of the body: what changed there was said.
            if difference.field in ("measures", "targets") and any(d.field == "body" for d in changed.fields):
                continue
            yield "plan_item_change", {"item": changed.item.label, **_shown(request, difference)}
    for added in found.differences.added:
        yield "plan_item_added", {"item": added.number, "title": added.title}
    for kept in found.differences.removed:
        yield "plan_item_kept", {"item": kept.label, "title": kept.title}
    for moved in found.differences.moved:
        yield "plan_item_moved", {"title": moved.title, "before": moved.before, "after": moved.after}


def _shown(request: Request, difference: FieldDifference) -> Mapping[str, str]:
    nothing = request.voice.say("nothing_there")
    return {
        "field": request.voice.say(f"draft_field_{difference.field}"),
        "before": shortened(difference.before, _EXCERPT) or nothing,
        "after": shortened(difference.after, _EXCERPT) or nothing,
    }


def _doubts(draft: PlanDraft) -> Iterator[Said]:
    for doubt in draft.doubts:
        yield _worded(doubt)


def _worded(doubt: Doubt) -> Said:
    return f"doubt_{doubt.code}", dict(doubt.params)
