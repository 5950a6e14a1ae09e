"""An invitation by chat: the admin's for everybody, the head's for the contacts of his own unit."""

from documents.people import PersonRow
from handlers import inviting
from handlers.importing import Origin
from handlers.request import Request
from handlers.steps import Step, done, lay
from language.people_intents import Invite
from language.replies import Reply
from language.wording import people as wording
from ledger.members import Member, Role
from ledger.people import must_look_after
from ledger.refusals import Refused


async def invite(request: Request, intent: Invite) -> Reply:
    return await lay(request, await step(request, intent))


async def step(request: Request, intent: Invite) -> Step:
    """Raises Refused: no name, no unit, not his to invite, joined already."""
    if request.member.role not in (Role.ADMIN, Role.HEAD):
        raise Refused("people_not_yours")
    if not intent.person:
        raise Refused("invite_whom")
    unit_id = request.member.department_id if intent.unit is None else intent.unit
    unit = request.directory.departments.get(unit_id) if unit_id is not None else None
    if unit is None:
        raise Refused("no_such_department")
    members = request.directory.members.values()
    known = next((m for m in members if m.active and m.department_id == unit.id and m.name == intent.person), None)
    role = intent.role or (known.role if known else Role.LIAISON)
    person = Member(known.id if known else 0, intent.person, role, unit.id, title=intent.title)
    for each in (person, known):
        if each is not None:
            must_look_after(request.member, each)
    if known is not None and known.user_id is not None:
        raise Refused("already_joined", name=known.name, unit=unit.name)

    async def take() -> Reply:
        (invited,) = await inviting.invite_all(
            [PersonRow(unit.name, person.name, role, 0, person.title)],
            days=inviting.USUAL_DAYS,
            origin=Origin(request.now, request.member, request.source),
            uow=request.uow,
        )
        text = wording.invited(request.voice, person)
        text = wording.with_code(request.voice, text, invited.code, invited.expires_at, request.house.bot_username)
        return done(request, text)

    return Step(intent, wording.invitation(request.voice, person), (person, known), take)
