"""People change: transfer, leaving for good, another account, leave and deputy. Each is a step with a card."""

from collections.abc import Iterable

from handlers import inviting
from handlers.importing import Origin
from handlers.request import Request
from handlers.steps import Step, done, lay, remember, tell
from language.people_intents import (
    BackFromLeave,
    Depart,
    Deputy,
    Leave,
    MyData,
    Rebind,
    ShowPeople,
    Transfer,
    Unbind,
)
from language.replies import Reply
from language.understanding.plain_words import plain
from language.wording import people as wording
from ledger import people
from ledger.changes import AuditEntry
from ledger.items import Item
from ledger.members import OFFICE, Member, Role
from ledger.people import PersonChange
from ledger.refusals import Refused
from ledger.succession import admins, heads, open_work, successor

REBINDING_DAYS = 1
Change = Transfer | Depart | Rebind | Unbind | Leave | BackFromLeave | Deputy


async def change(request: Request, intent: Change) -> Reply:
    return await lay(request, await step(request, intent))


async def step(request: Request, intent: Change) -> Step:
    """Raises Refused: nobody or several of that name, not his to do, or why it cannot be."""
    change = _change(request, intent)
    people.keep_an_admin(change, request.directory.members.values())
    leaves = change.after.department_id != change.before.department_id or not change.after.active
    work = await _work(request, change.before) if leaves else ()
    heir = _heir(request, intent, change) if leaves or change.after.user_id is None else None
    told = _concerned(request, change, heir)

    async def take() -> Reply:
        await request.uow.members.save(change.after)
        before, after = change.changed()
        if leaves:
            after = {**after, "work": [item.label for item in work], "heir": heir.id if heir else None}
        entry = await remember(
            request, change.event, f"member:{change.before.id}", before=before, after=after, note=change.before.name
        )
        if heir is not None and change.event != "leave_taken":
            await request.uow.notices.hand_over(change.before.id, heir.id)
        await tell(request, entry, told)
        text = wording.done(request.voice, change)
        if isinstance(intent, Rebind):
            code = await _new_code(request, change.after)
            text = wording.with_code(request.voice, text, code.code, code.expires_at, request.house.bot_username)
        return done(request, text, entry if change.event in people.UNDOABLE else None)

    names = [person.name for person in told if person.id != request.member.id]
    card = wording.card(request.voice, change, work, heir, names, rebinding=isinstance(intent, Rebind))
    return Step(intent, card, (change, work, heir), take)


async def show(request: Request, intent: ShowPeople) -> Reply:
    """The unit's people and whether they have joined. Raises Refused: another unit's, which is not everybody's."""
    unit = request.member.department_id if intent.unit is None else intent.unit
    if unit is None or unit not in request.directory.departments:
        raise Refused("no_such_department")
    if request.member.role not in OFFICE and unit != request.member.department_id:
        raise Refused("people_not_yours")
    found = [m for m in request.directory.members.values() if m.active and m.department_id == unit]
    return Reply(wording.roll(request.voice, unit, found, request.today))


async def my_data(request: Request, intent: MyData) -> Reply:
    member = await request.uow.members.get(request.member.id) or request.member
    links = await request.uow.audit.of_subject(f"member:{member.id}", 200)
    return wording.my_data(request.voice, member, joined=next((e for e in links if e.event == "joined"), None))


def find(request: Request, name: str, unit: int | None = None) -> Member:
    """The active person called by the name; "" is the speaker. Raises Refused: nobody, or several."""
    members = request.directory.members
    if not name:
        return members.get(request.member.id, request.member)
    found = [m for m in members.values() if m.active and plain(m.name) == plain(name)]
    if unit is not None:
        found = [member for member in found if member.department_id == unit]
    if len(found) > 1 and request.member.role is not Role.ADMIN:
        found = [member for member in found if member.department_id == request.member.department_id]
    if not found:
        raise Refused("people_nobody", name=name)
    if len(found) > 1:
        units = request.voice.units(m.department_id for m in found if m.department_id is not None)
        raise Refused("people_several", name=name, units=units)
    return found[0]


def _change(request: Request, intent: Change) -> PersonChange:
    by = request.member
    match intent:
        case Transfer():
            person = find(request, intent.person, intent.from_unit)
            unit = person.department_id if intent.unit is None else intent.unit
            if unit is not None and unit not in request.directory.departments:
                raise Refused("no_such_department")
            role = intent.role or person.role
            return people.transfer(person, by=by, unit=unit, role=role, title=intent.title)
        case Depart():
            return people.depart(find(request, intent.person, intent.from_unit), by=by)
        case Rebind() | Unbind():
            return people.unbind(find(request, intent.person, intent.from_unit), by=by)
        case Leave():
            person = find(request, intent.person)
            cover = find(request, intent.cover, person.department_id) if intent.cover else None
            return people.take_leave(
                person, by=by, first=intent.first, last=intent.last, cover=cover, today=request.today
            )
        case BackFromLeave():
            return people.end_leave(find(request, intent.person), by=by)
        case Deputy():
            person = find(request, intent.person)
            deputy = find(request, intent.deputy, person.department_id) if intent.deputy else None
            return people.set_deputy(person, by=by, deputy=deputy)


async def _work(request: Request, person: Member) -> tuple[Item, ...]:
    if request.directory.plan is None or person.department_id is None:
        return ()
    return open_work(person, await request.uow.items.of_department(request.directory.plan.id, person.department_id))


def _heir(request: Request, intent: Change, change: PersonChange) -> Member | None:
    name = intent.successor if isinstance(intent, Transfer | Depart) else ""
    named = find(request, name, change.before.department_id) if name else None
    if named is not None and not named.joined:
        raise Refused("people_not_joined", name=named.name)
    return successor(change.before, request.directory.members.values(), named)


def _concerned(request: Request, change: PersonChange, heir: Member | None) -> tuple[Member, ...]:
    """Both heads, whoever takes over or stands in, and the person himself."""
    members = request.directory.members
    before, after = change.before, change.after
    everyone: list[Member | None] = [*heads(before.department_id, members.values())]
    if after.department_id != before.department_id:
        everyone += heads(after.department_id, members.values())
    everyone += [heir, members.get(after.away.cover_id or 0) if after.away else None]
    if after.deputy_id != before.deputy_id:
        everyone += [members.get(after.deputy_id or 0)]
    if after.joined:
        everyone.append(after)
    if before.role in OFFICE or change.event == "unbound":
        everyone += admins(members.values())
    gone = before.id if not after.joined else 0
    return _each_once(m for m in everyone if m is not None and m.joined and m.id not in (request.member.id, gone))


def _each_once(members: Iterable[Member]) -> tuple[Member, ...]:
    return tuple({member.id: member for member in members}.values())


async def _new_code(request: Request, member: Member) -> inviting.Invited:
    origin = Origin(request.now, request.member, request.source)
    return await inviting.invite_again(member, days=REBINDING_DAYS, origin=origin, uow=request.uow)


async def undo(request: Request, entry: AuditEntry) -> Reply:
    """Takes back what `entry` did to a person. Raises Refused: not his, not any more, nothing to take back."""
    person = await request.uow.members.get(int(entry.subject.removeprefix("member:")))
    if person is None or entry.event not in people.UNDOABLE:
        raise Refused("people_not_undoable")
    back = PersonChange("person_undone", person, people.as_before(person, entry.before, entry.after))
    people.keep_an_admin(back, request.directory.members.values())
    await request.uow.members.save(back.after)
    before, after = back.changed()
    undone = await remember(
        request, "person_undone", entry.subject, before=before, after=after, note=person.name, undoes=entry.seq
    )
    await tell(request, undone, _concerned(request, back, None))
    return done(request, wording.done(request.voice, back))
