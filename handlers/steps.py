"""A step that changes people, units or groups: laid as a card, taken when confirmed and still as it was shown."""

import zlib
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass

from handlers.request import Request
from language.intent_json import dump
from language.intents import Confirm, Dismiss, Undo
from language.people_intents import PeopleIntent
from language.replies import Button, Keyboard, Reply
from language.wording.catalogue import Markup
from language.wording.labels import button
from language.wording.voice import lines
from ledger.cards import Card, new_token
from ledger.changes import AuditEntry
from ledger.members import Member
from ledger.notices import Notice, NoticeKind, people_key
from ledger.recording import announce


@dataclass(frozen=True, slots=True)
class Step:
    """`seen` are the things the card shows as they stand: another press on other things asks anew. `take` does it in
    the request's transaction.
    """

    intent: PeopleIntent
    card: Markup
    seen: tuple[object, ...]
    take: Callable[[], Awaitable[Reply]]

    @property
    def fingerprint(self) -> int:
        return zlib.crc32(repr(self.seen).encode("utf-8", "replace"))


async def lay(request: Request, step: Step, *, before: Markup | None = None) -> Reply:
    """Nothing changes yet."""
    voice = request.voice
    card = Card(new_token(), request.member.id, dump(step.intent), ((0, step.fingerprint),), request.now)
    await request.uow.cards.add(card)
    text = lines(step.card, voice.say("confirm_life"))
    buttons = (
        Button(voice.say("confirm_yes"), Confirm(card.token)),
        Button(voice.say("confirm_no"), Dismiss(card.token)),
    )
    return Reply(Markup(f"{before}\n\n{text}") if before else text, (buttons,), in_place=before is not None)


async def confirmed(request: Request, card: Card, step: Step) -> Reply:
    """`step` as it would be taken now. What changed since the card was laid is shown and asked about again."""
    if card.versions != ((0, step.fingerprint),):
        return await lay(request, step, before=request.voice.say("people_meanwhile"))
    return await step.take()


def done(request: Request, text: Markup, entry: AuditEntry | None = None, keyboard: Keyboard = ()) -> Reply:
    """`entry` can be taken back."""
    voice = request.voice
    undo = (button(voice, Undo(entry.seq), voice.say("done_undo")),) if entry else ()
    said = lines(text, voice.say("done_undo_hint")) if entry else text
    return Reply(said, (*undo, *keyboard), toast=voice.say("done_toast"), in_place=True)


async def remember(
    request: Request,
    event: str,
    subject: str,
    *,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    note: str = "",
    undoes: int | None = None,
) -> AuditEntry:
    by = request.member
    return await request.uow.audit.append(
        AuditEntry(
            at=request.now,
            actor_id=by.id,
            actor_name=by.name,
            actor_role=by.role.value,
            event=event,
            item_id=None,
            before=dict(before or {}),
            after=dict(after or {}),
            note=note,
            source=request.source,
            undoes=undoes,
            subject=subject,
        )
    )


async def tell(request: Request, entry: AuditEntry, people: Iterable[Member | None]) -> None:
    """What `entry` remembers, to those of them who have joined; not to the one who did it."""
    policies = request.house.policies
    at = policies.hours.next_allowed(request.now, policies.calendar)
    heard = {m.id: m for m in people if m is not None and m.joined and m.id != entry.actor_id}
    await announce(
        (Notice(people_key(entry.seq, i), NoticeKind.PEOPLE, i, entry.event, at, fact=str(entry.seq)) for i in heard),
        request.uow,
    )
