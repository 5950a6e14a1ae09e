"""A document sent in chat: previewed, settled question by question, then brought in as a whole or not at all."""

from dataclasses import replace

from handlers import plan_staging, table_staging
from handlers.receiving import ReadFile
from handlers.request import Request
from language.intents import ApplyImport, DropImport, ImportFile, ReviewImport, SettleImport
from language.replies import Reply
from language.wording import importing as wording
from language.wording.labels import buttons
from ledger import permissions
from ledger.cards import new_token
from ledger.imports import IMPORT_LIFE, ImportKind, ImportState, StagedImport
from ledger.permissions import Action
from ledger.refusals import Refused


async def bring(request: Request, intent: ImportFile) -> Reply:
    """Raises Refused."""
    file = request.document
    if file is None:
        raise Refused("card_unknown")
    _allowed(request)
    await request.uow.imports.forget(request.now - IMPORT_LIFE)
    staged = _staged(request, file)
    before = await request.uow.imports.done(file.sha256)
    if before is not None and not await _taken_back(request, before):
        await request.uow.imports.add(staged)
        return Reply(
            wording.same(request.voice, before),
            tuple((button,) for button in buttons(request.voice, ReviewImport(staged.token), DropImport(staged.token))),
        )
    await request.uow.imports.add(staged)
    return await _show(request, staged)


async def review(request: Request, intent: ReviewImport) -> Reply:
    return replace(await _show(request, await _open(request, intent.token)), in_place=True)


async def settle(request: Request, intent: SettleImport) -> Reply:
    """One question less; the preview takes the place of the last one."""
    staged = await _open(request, intent.token)
    answers = {**dict(staged.answers), intent.question: intent.choice}
    staged = replace(staged, answers=tuple(sorted(answers.items())))
    return replace(await _show(request, staged), in_place=True)


async def apply(request: Request, intent: ApplyImport) -> Reply:
    """Raises Refused, StaleVersion; then nothing was changed."""
    staged = await _open(request, intent.token)
    if staged.kind is ImportKind.TABLE:
        return await table_staging.apply(request, staged)
    return await plan_staging.apply(request, staged)


async def drop(request: Request, intent: DropImport) -> Reply:
    staged = await _open(request, intent.token)
    await request.uow.imports.settle(staged.token, ImportState.DROPPED, request.now)
    voice = request.voice
    return Reply(
        voice.say("import_dropped", file=staged.file_name), toast=voice.say("import_dropped_toast"), in_place=True
    )


def _allowed(request: Request) -> None:
    refusal = permissions.refusal(request.member, Action.IMPORT)
    if refusal is not None:
        raise Refused(refusal.code, **dict(refusal.params))


def _staged(request: Request, file: ReadFile) -> StagedImport:
    return StagedImport(
        token=new_token(),
        member_id=request.member.id,
        kind=file.kind,
        file_name=file.name,
        sha256=file.sha256,
        content=file.content,
        created_at=request.now,
    )


async def _taken_back(request: Request, before: StagedImport) -> bool:
    return before.seq is not None and await request.uow.audit.undone(before.seq)


async def _open(request: Request, token: str) -> StagedImport:
    _allowed(request)
    staged = await request.uow.imports.get(token)
    if staged is None:
        raise Refused("import_expired")
    if staged.member_id != request.member.id:
        raise Refused("card_of_another")
    if staged.state is not ImportState.OPEN:
        raise Refused("import_settled")
    if staged.expired(request.now):
        raise Refused("import_expired")
    return staged


async def _show(request: Request, staged: StagedImport) -> Reply:
    if staged.kind is ImportKind.TABLE:
        return await table_staging.show(request, staged)
    return await plan_staging.show(request, staged)
