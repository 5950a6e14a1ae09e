"""Taking back what was just done (撤销)."""

from handlers import people, units
from handlers.request import Request
from language.intents import ItemNo, ShowItem, Undo
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
from ledger.recording import announce, item_as_before, record
from ledger.refusals import Refused
from ledger.transitions import undoing


async def undo(request: Request, intent: Undo) -> Reply:
    """A button names what it takes back; words alone are shown what it would be."""
    if intent.seq is None:
        return await _offer(request)
    remembered = await request.uow.audit.get(intent.seq)
    if remembered is not None and remembered.subject:
        return await _undo_step(request, remembered)
    entries = await _entries(request, intent.seq)
    undone: list[Change] = []
    owed: list[Notice] = []
    for entry in entries:
        change = await _change(request, entry)
        item, _ = await record(
            change, by=request.member, now=request.now, uow=request.uow, source=request.source, undoes=entry.seq
        )
        undone.append(change)
        owed += _owed(request, entry, change, item)
    await announce(owed, request.uow)
    undone.reverse()
    first = undone[0].before
    return Reply(
        wording.done(request.voice, undone),
        (buttons(request.voice, ShowItem((ItemNo(first.number, first.part),))),),
        toast=request.voice.say("undo_toast"),
        in_place=True,
        about=tuple(change.before.label for change in undone),
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
    changes = [await _change(request, entry) for entry in await _entries(request, last.seq)]
    return Reply(
        wording.offer(request.voice, last, changes),
        (button(request.voice, Undo(last.seq), request.voice.say("undo_press")),),
        about=tuple(change.before.label for change in changes),
    )


async def _entries(request: Request, seq: int) -> tuple[AuditEntry, ...]:
    """All that was done in one step is taken back in one step, newest first.

    Raises Refused: nothing of that number, or undone already.
    """
    entries = tuple(await request.uow.audit.together(seq))
    if not any(entry.seq == seq for entry in entries):
        raise Refused("nothing_to_undo")
    for entry in entries:
        if await request.uow.audit.undone(entry.seq):
            raise Refused("already_undone")
    return tuple(reversed(entries))


async def _change(request: Request, entry: AuditEntry) -> Change:
    item = await request.uow.items.get(entry.item_id) if entry.item_id is not None else None
    if item is None:
        raise Refused("nothing_to_undo")
    await request.item(ItemNo(item.number, item.part), Action.SEE_ITEM)
    return undoing.undo(item, item_as_before(item, entry), entry, by=request.member, now=request.now)


def _owed(request: Request, entry: AuditEntry, change: Change, saved: Item) -> tuple[Notice, ...]:
    policies = request.house.policies
    original = Change(Action.UNDO, entry.event, before=change.after, after=change.before)
    return taken_back(
        original,
        change,
        saved.version,
        request.directory.members.values(),
        did=entry.actor_id,
        by=request.member,
        not_before=policies.hours.next_allowed(request.now, policies.calendar),
    )
