"""What a person is about to do to items: laid before him as a card, and carried out when he presses."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from handlers.groups import tell_groups
from handlers.request import Request
from language.intent_json import dump
from language.intents import Confirm, Dismiss, Intent, ItemNo, ShowItem, Undo
from language.replies import Button, Reply
from language.wording import cards as wording
from language.wording.cards import NOTHING_MORE, Details
from language.wording.catalogue import Markup
from language.wording.labels import button
from ledger.announcing import notices_of
from ledger.cards import Card, new_token
from ledger.changes import AuditEntry, Change
from ledger.items import Item
from ledger.notices import Notice
from ledger.plans import ItemDraft
from ledger.recording import announce, record

_OPENED = 3


@dataclass(frozen=True, slots=True)
class Fresh:
    """An item that is to be added: its draft, and what is made of it in the same breath, one after the other."""

    draft: ItemDraft
    change: Callable[[Item], Change]
    then: tuple[Callable[[Item], Change], ...] = ()

    @property
    def label(self) -> str:
        return f"{self.draft.number}.{self.draft.part}" if self.draft.part else str(self.draft.number)


@dataclass(frozen=True, slots=True)
class Proposal:
    """`changes` are what the intent would do to the items as they stand now, `fresh` what it would add to them;
    at least one of either.
    """

    intent: Intent
    changes: tuple[Change, ...]
    details: Details = NOTHING_MORE
    fresh: tuple[Fresh, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        return (*(change.before.label for change in self.changes), *(each.label for each in self.fresh))

    @property
    def versions(self) -> tuple[tuple[int, int], ...]:
        return tuple((change.before.id, change.before.version) for change in self.changes)


async def lay(
    request: Request, proposal: Proposal, *, before: Markup | None = None, dry_run: bool = False, in_place: bool = False
) -> Reply:
    """Nothing changes yet. `before` stands above the card."""
    voice = request.voice
    told = [notice for change in proposal.changes for notice in _owed(request, change, change.before.version + 1)]
    text = wording.card(
        voice, proposal.intent.NAME, proposal.changes, proposal.details, _names(request, told), dry_run=dry_run
    )
    buttons: tuple[Button, ...] = ()
    if not dry_run:
        card = Card(new_token(), request.member.id, dump(proposal.intent), proposal.versions, request.now)
        await request.uow.cards.add(card)
        buttons = (
            Button(voice.say("confirm_yes"), Confirm(card.token)),
            Button(voice.say("confirm_no"), Dismiss(card.token)),
        )
    return Reply(
        Markup(f"{before}\n\n{text}") if before else text,
        (buttons,) if buttons else (),
        in_place=in_place,
        about=proposal.labels,
    )


async def carry_out(request: Request, proposal: Proposal, *, in_place: bool = True) -> Reply:
    """All of the changes or none. Raises Refused, StaleVersion."""
    done: list[tuple[Change, Item]] = []
    entry: AuditEntry | None = None
    for change in proposal.changes:
        item, entry = await _record(request, change)
        done.append((change, item))
    for fresh in proposal.fresh:
        item = await request.uow.items.add(request.plan.id, fresh.draft)
        for make in (fresh.change, *fresh.then):
            change = make(item)
            item, entry = await _record(request, change)
            done.append((change, item))
    owed = [notice for change, item in done for notice in _owed(request, change, item.version)]
    await announce(owed, request.uow)
    await tell_groups(request, tuple(done))
    voice = request.voice
    undo = button(voice, Undo(entry.seq), voice.say("done_undo")) if entry else ()
    told = done[: len(proposal.changes)] or done[:1]
    saved = list({item.id: item for _, item in done}.values())
    openers = (button(voice, ShowItem((ItemNo(item.number, item.part),))) for item in saved[:_OPENED])
    return Reply(
        wording.done(voice, [change for change, _ in told], saved, proposal.details, _names(request, owed)),
        ((*undo, *(each for opener in openers for each in opener)),),
        toast=voice.say("done_toast"),
        in_place=in_place,
        about=proposal.labels,
    )


async def _record(request: Request, change: Change) -> tuple[Item, AuditEntry]:
    return await record(change, by=request.member, now=request.now, uow=request.uow, source=request.source)


def _owed(request: Request, change: Change, version: int) -> tuple[Notice, ...]:
    policies = request.house.policies
    return notices_of(
        change,
        version,
        request.directory.members.values(),
        by=request.member,
        not_before=policies.hours.next_allowed(request.now, policies.calendar),
        pressing_from=policies.hours.next_urgent(request.now, policies.calendar),
    )


def _names(request: Request, notices: Iterable[Notice]) -> Sequence[str]:
    return [request.voice.person(each) for each in dict.fromkeys(notice.member_id for notice in notices)]
