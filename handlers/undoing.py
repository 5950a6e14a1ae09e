"""Taking back what was just done (撤销)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from handlers import people, units
from handlers.request import Request
from language.intents import ItemNo, ListItems, ShowItem, Undo
from language.replies import Reply
from language.wording import people as people_wording
from language.wording import undoing as wording
from language.wording.labels import button, buttons
from ledger.announcing import taken_back
from ledger.changes import AuditEntry, Change
from ledger.items import Item
from ledger.members import Role
from ledger.notices import Notice
from ledger.permissions import Action
from ledger.recording import announce, item_as_before, record, take_back
from ledger.refusals import Refused
from ledger.transitions import undoing
from ledger.transitions.undoing import CREATED


@dataclass(frozen=True, slots=True)
class _Undoing:
    """One entry and the change that leads back from it; `gone`: the item had only come into being by it."""

    entry: AuditEntry
    change: Change

    @property
    def gone(self) -> bool:
        return self.entry.event in CREATED


async def undo(request: Request, intent: Undo) -> Reply:
    """A button names what it takes back; words alone are shown what it would be."""
    if intent.seq is None:
        return await _offer(request)
    remembered = await request.uow.audit.get(intent.seq)
    if remembered is not None and remembered.subject:
        return await _undo_step(request, remembered)
    steps = await _steps(request, intent.seq)
    for step in steps:
        await _take_back(request, step)
    await announce(_owed(request, steps), request.uow)
    changes, gone = _told(steps)
    first = (changes or gone)[0].before
    return Reply(
        wording.done(request.voice, changes, gone),
        (buttons(request.voice, ShowItem((ItemNo(first.number, first.part),)) if changes else ListItems()),),
        toast=request.voice.say("undo_toast"),
        in_place=True,
        about=tuple(dict.fromkeys(change.before.label for change in changes)),
    )


async def _undo_step(request: Request, entry: AuditEntry) -> Reply:
    """Of a person or a unit. Raises Refused."""
    if entry.actor_id != request.member.id and request.member.role is not Role.ADMIN:
        raise Refused("people_not_undoable")
    if request.now - entry.at > undoing.UNDO_WINDOW:
        raise Refused("people_undo_too_late")
    if await request.uow.audit.undone(entry.seq):
        raise Refused("already_undone")
    kind, _, _ = entry.subject.partition(":")
    if kind == "member":
        return await people.undo(request, entry)
    if kind == "unit":
        return await units.undo(request, entry)
    raise Refused("people_not_undoable")


async def _offer(request: Request) -> Reply:
    last = await request.uow.audit.last_by(request.member.id)
    if last is None or last.undoes is not None or last.event == undoing.UNDONE:
        raise Refused("nothing_to_undo")
    if last.subject:
        voice = request.voice
        return Reply(people_wording.offer(voice, last), (button(voice, Undo(last.seq), voice.say("undo_press")),))
    changes, gone = _told(await _steps(request, last.seq))
    return Reply(
        wording.offer(request.voice, last, changes, gone),
        (button(request.voice, Undo(last.seq), request.voice.say("undo_press")),),
        about=tuple(dict.fromkeys(change.before.label for change in (*changes, *gone))),
    )


async def _steps(request: Request, seq: int) -> Sequence[_Undoing]:
    """All that was done in one step is taken back in one step, newest first.

    Raises Refused: nothing of that number, undone already, or the reason of any of them.
    """
    found = []
    stands: dict[int, tuple[Item, int]] = {}
    for entry in await _entries(request, seq):
        item, stands_at = stands.get(entry.item_id or 0) or await _item(request, entry)
        before = item_as_before(item, entry)
        change = undoing.undo(item, before, entry, by=request.member, now=request.now, stands_at=stands_at)
        found.append(_Undoing(entry, change))
        stands[item.id] = undoing.stored(change), int(str(entry.before["version"]))
    return found


async def _entries(request: Request, seq: int) -> tuple[AuditEntry, ...]:
    entries = tuple(await request.uow.audit.together(seq))
    if not any(entry.seq == seq for entry in entries):
        raise Refused("nothing_to_undo")
    for entry in entries:
        if await request.uow.audit.undone(entry.seq):
            raise Refused("already_undone")
    return tuple(reversed(entries))


async def _item(request: Request, entry: AuditEntry) -> tuple[Item, int]:
    item = await request.uow.items.get(entry.item_id) if entry.item_id is not None else None
    if item is None:
        raise Refused("nothing_to_undo")
    await request.item(ItemNo(item.number, item.part), Action.SEE_ITEM)
    return item, item.version


async def _take_back(request: Request, step: _Undoing) -> None:
    by, now, uow, source = request.member, request.now, request.uow, request.source
    if step.gone:
        await take_back(step.change, by=by, now=now, uow=uow, source=source, undoes=step.entry.seq)
    else:
        await record(step.change, by=by, now=now, uow=uow, source=source, undoes=step.entry.seq)


def _owed(request: Request, steps: Sequence[_Undoing]) -> Iterable[Notice]:
    """Of a part that is gone its people hear by the whole, which they can still look up."""
    policies = request.house.policies
    wholes = {step.change.before.number: step.change for step in steps if not step.gone}
    for step in steps:
        told_of = wholes.get(step.change.before.number) if step.gone else step.change
        if told_of is None:
            continue
        yield from taken_back(
            Change(Action.UNDO, step.entry.event, before=step.change.after, after=step.change.before),
            told_of,
            told_of.before.version + 1,
            request.directory.members.values(),
            did=step.entry.actor_id,
            by=request.member,
            not_before=policies.hours.next_allowed(request.now, policies.calendar),
        )


def _told(steps: Sequence[_Undoing]) -> tuple[list[Change], list[Change]]:
    """What leads back, in the order in which it had been done, and what is gone with all that was made of it."""
    gone = {step.change.before.id: step.change for step in reversed(steps) if step.gone}
    changes = [step.change for step in reversed(steps) if step.change.before.id not in gone]
    return changes, list(gone.values())
