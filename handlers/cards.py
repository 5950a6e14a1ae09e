"""The press on a confirmation card: once, by the person it was laid for, on items that are still as it showed them."""

from collections.abc import Sequence
from dataclasses import replace

from handlers import asking, assigning, groups, moving, people, reporting, signing, steps, units, welcoming
from handlers.asking import Missing
from handlers.proposals import Proposal, carry_out, lay
from handlers.request import Request
from language.intent_json import load
from language.intents import Assign, Confirm, Dismiss, Intent, Move, ReportProgress, SetDeadline, Sign
from language.people_intents import (
    BackFromLeave,
    Depart,
    Deputy,
    GroupNotices,
    Invite,
    Leave,
    LinkGroup,
    MergeUnits,
    Rebind,
    RenameUnit,
    SplitUnit,
    Transfer,
    Unbind,
    UnlinkGroup,
)
from language.replies import Reply
from language.wording import cards as wording
from language.wording.catalogue import Markup
from language.wording.refusals import refused
from ledger import permissions
from ledger.cards import Card
from ledger.changes import AuditEntry
from ledger.items import Item
from ledger.permissions import Action
from ledger.recording import item_as_before
from ledger.refusals import Refusal, Refused


async def confirm(request: Request, intent: Confirm) -> Reply:
    """Raises Refused; then nothing happened and the card may be pressed again."""
    card = await _own(request, intent.token)
    if card.used_at is not None:
        return _used(request)
    if card.expired(request.now):
        return replace(refused(request.voice, Refusal("card_expired")), in_place=True)
    meant = load(card.intent)
    if meant is None:
        raise Refused("card_unknown")
    if not (request.said.private or isinstance(meant, groups.Wanted)):
        raise Refused("private_only")
    if not await request.uow.cards.use(card.token, request.now):
        return _used(request)
    step = await _step(request, meant)
    if step is not None:
        return await steps.confirmed(request, card, step)
    moved = await _moved(request, card)
    if moved:
        return await _laid_anew(request, meant, moved)
    try:
        proposal = await _proposal(request, meant)
    except Missing as missing:
        return replace(asking.ask(request, missing), in_place=True)
    if sorted(proposal.versions) != sorted(card.versions):
        # The numbers mean other items now: another plan has become the current one.
        return await lay(request, proposal, before=request.voice.say("meanwhile_plan"), in_place=True)
    return await carry_out(request, proposal)


async def dismiss(request: Request, intent: Dismiss) -> Reply:
    """Without a token: a question of the bot is left unanswered."""
    if not intent.token:
        voice = request.voice
        return Reply(voice.say("ask_left"), toast=voice.say("dismissed_toast"), in_place=True, forget=True)
    card = await _own(request, intent.token)
    if not await request.uow.cards.use(card.token, request.now):
        return _used(request)
    voice = request.voice
    return Reply(voice.say("dismissed"), toast=voice.say("dismissed_toast"), in_place=True)


async def _own(request: Request, token: str) -> Card:
    card = await request.uow.cards.get(token)
    if card is None:
        raise Refused("card_unknown")
    if card.member_id != request.member.id:
        raise Refused("card_of_another")
    return card


def _used(request: Request) -> Reply:
    """Twice pressed is once done: the chat shows already what became of it."""
    return Reply(Markup(""), toast=request.voice.say("card_used_toast"))


async def _step(request: Request, intent: Intent) -> steps.Step | None:
    match intent:
        case Transfer() | Depart() | Rebind() | Unbind() | Leave() | BackFromLeave() | Deputy():
            return await people.step(request, intent)
        case Invite():
            return await welcoming.step(request, intent)
        case RenameUnit() | MergeUnits() | SplitUnit():
            return await units.step(request, intent)
        case LinkGroup() | UnlinkGroup() | GroupNotices():
            return await groups.step(request, intent)
    return None


async def _proposal(request: Request, intent: Intent) -> Proposal:
    match intent:
        case Assign():
            return await assigning.proposal(request, intent)
        case SetDeadline():
            return await assigning.deadline_proposal(request, intent)
        case Sign():
            return await signing.proposal(request, intent)
        case ReportProgress():
            return await reporting.proposal(request, intent)
        case Move():
            return await moving.proposal(request, intent)
    raise Refused("card_unknown")


async def _moved(request: Request, card: Card) -> tuple[wording.Meanwhile, ...]:
    """The items that are no longer as the card showed them, with what the audit knows of it."""
    found = []
    for item_id, version in card.versions:
        item = await request.uow.items.get(item_id)
        if item is None:
            raise Refused("card_unknown")
        if item.version != version:
            found.append(_meanwhile(item, version, await request.uow.audit.of_item(item_id)))
    return tuple(found)


def _meanwhile(item: Item, seen_version: int, newest_first: Sequence[AuditEntry]) -> wording.Meanwhile:
    """Walks back from today's item, as long as the entries follow each other without a gap."""
    seen, last = item, None
    for entry in newest_first:
        if entry.after.get("version") != seen.version or seen.version <= seen_version:
            break
        last = last or entry
        seen = item_as_before(seen, entry)
    return wording.Meanwhile(seen, item, last)


async def _laid_anew(request: Request, intent: Intent, moved: Sequence[wording.Meanwhile]) -> Reply:
    """Says what the others did, and asks again on that ground; or why it is no longer possible."""
    for each in moved:
        refusal = permissions.refusal(request.member, Action.SEE_ITEM, each.now)
        if refusal is not None:
            raise Refused(refusal.code, **dict(refusal.params))
    told = wording.meanwhile(request.voice, moved)
    try:
        proposal = await _proposal(request, intent)
    except Missing as missing:
        return replace(asking.ask(request, missing), in_place=True)
    except Refused as no:
        reply = refused(request.voice, no.refusal)
        return Reply(
            Markup(f"{told}\n\n{reply.text}"),
            reply.buttons,
            in_place=True,
            about=tuple(each.now.label for each in moved),
        )
    return await lay(request, proposal, before=told, in_place=True)
