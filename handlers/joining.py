"""The way in: a code makes a stranger a member; until then he hears how to be invited and nothing else."""

import datetime as dt
import logging
from dataclasses import dataclass, replace

from handlers.request import House, Request, Said
from language.intents import Bind
from language.replies import Reply
from language.wording import joining as wording
from language.wording.catalogue import language_of
from language.wording.voice import Voice
from ledger.changes import AuditEntry
from ledger.invites import Invite, hash_code
from ledger.items import OPEN, Item, State
from ledger.members import Member, Role
from ledger.notices import Notice, NoticeKind, guessing_key, people_key
from ledger.ports import UnitOfWork
from ledger.succession import admins, heads

log = logging.getLogger(__name__)

ANSWER_EVERY = dt.timedelta(minutes=1)
WRONG_CODES = 5
MANY_WRONG_CODES = 30
"""From many accounts within an hour: each tries a few and is never paused."""
PAUSE = dt.timedelta(hours=1)
_CALLERS = 10_000
GUESSED, DOOR = "codes_guessed", "door"


async def join(
    said: Said, code: str, voice: Voice, house: House, uow: UnitOfWork, doorbell: "Doorbell"
) -> Reply | None:
    """A stranger in private, with a code or as an admin of the settings. All codes that do not fit sound alike."""
    if doorbell.paused(said):
        return doorbell.answer(said, voice, house)
    member = await _invited(code, said.at, uow) if code else None
    if member is not None and await uow.invites.use(hash_code(code), said.at):
        role = Role.ADMIN if said.user_id in house.admins else member.role
        joined = replace(member, role=role, user_id=said.user_id, reachable=True)
        await uow.members.save(joined)
    elif said.user_id in house.admins:
        joined = await uow.members.add(Member(0, said.first_name or str(said.user_id), Role.ADMIN, None, said.user_id))
    elif code:
        reply = doorbell.wrong_code(said, voice)
        if doorbell.alarms(said):
            await _alarm(said, house, uow)
        return reply
    else:
        return doorbell.answer(said, voice, house)
    doorbell.forget(said)
    entry = await uow.audit.append(_entry(said, "joined", joined))
    await _tell_heads(said, joined, entry, house, uow)
    voice = replace(voice, language=language_of(joined.language, house.language))
    other = language_of(said.language_code, house.language)
    return wording.welcome(voice, joined, await _tasks(joined, voice, uow), other=other)


async def bind(request: Request, intent: Bind) -> Reply:
    """Somebody who is in already. A code he brings is not used up: it may be meant for a colleague."""
    member, house, said = request.member, request.house, request.said
    if said.user_id in house.admins and member.role is not Role.ADMIN:
        member = replace(member, role=Role.ADMIN, acting_for=None)
        await request.uow.members.save(member)
        await request.uow.audit.append(_entry(said, "made_admin", member))
    tasks = await _tasks(member, request.voice, request.uow)
    return wording.welcome_back(request.voice, member, tasks, with_code=bool(intent.code))


async def burn(said: Said, code: str, voice: Voice, uow: UnitOfWork, doorbell: "Doorbell") -> Reply | None:
    """A code that a whole group has read is worth nothing any more, whoever wrote it."""
    invite = await uow.invites.get(hash_code(code))
    if invite is not None and await uow.invites.use(invite.code_hash, said.at):
        member = await uow.members.get(invite.member_id)
        if member is not None:
            await uow.audit.append(_entry(said, "invite_burnt", member))
    return Reply(voice.say("join_code_in_group")) if doorbell.may_hear(said) else None


async def _invited(code: str, now: dt.datetime, uow: UnitOfWork) -> Member | None:
    invite = await uow.invites.get(hash_code(code))
    if invite is None or not _open(invite, now):
        return None
    member = await uow.members.get(invite.member_id)
    return member if member is not None and member.active and member.user_id is None else None


def _open(invite: Invite, now: dt.datetime) -> bool:
    return invite.used_at is None and now < invite.expires_at


async def _tell_heads(said: Said, joined: Member, entry: AuditEntry, house: House, uow: UnitOfWork) -> None:
    """The unit's heads hear who came in, or the admins where it has none: a code in wrong hands shows."""
    members = await uow.members.all()
    told = [m for m in heads(joined.department_id, members) or admins(members) if m.id != joined.id]
    at = house.policies.hours.next_allowed(said.at, house.policies.calendar)
    await uow.notices.put(
        Notice(people_key(entry.seq, m.id), NoticeKind.PEOPLE, m.id, entry.event, at, fact=str(entry.seq)) for m in told
    )


async def _alarm(said: Said, house: House, uow: UnitOfWork) -> None:
    """Somebody guesses codes: the admins hear of it, once a day however often it happens."""
    entry = AuditEntry(
        at=said.at,
        actor_id=None,
        actor_name="",
        actor_role="",
        event=GUESSED,
        item_id=None,
        before={},
        after={"wrong_codes": WRONG_CODES},
        source=f"inbox:{said.inbox_id}",
        subject=DOOR,
    )
    stored = await uow.audit.append(entry)
    policies = house.policies
    today = policies.hours.local(said.at).date()
    at = policies.hours.next_allowed(said.at, policies.calendar)
    await uow.notices.put(
        Notice(guessing_key(today, m.id), NoticeKind.PEOPLE, m.id, GUESSED, at, fact=str(stored.seq))
        for m in admins(await uow.members.all())
    )


def _entry(said: Said, event: str, member: Member) -> AuditEntry:
    return AuditEntry(
        at=said.at,
        actor_id=member.id,
        actor_name=member.name,
        actor_role=member.role.value,
        event=event,
        item_id=None,
        before={},
        after={"name": member.name, "role": member.role.value, "department_id": member.department_id},
        source=f"inbox:{said.inbox_id}",
        subject=f"member:{member.id}",
    )


async def _tasks(member: Member, voice: Voice, uow: UnitOfWork) -> wording.Tasks:
    """What waits for the unit of the one who came in."""
    unit = member.department_id
    found: list[Item] = []
    if voice.plan is not None and unit is not None:
        found = [item for item in await uow.items.of_department(voice.plan.id, unit) if item.state in OPEN]
    lead = [item for item in found if item.lead == unit]
    return wording.Tasks(len(lead), len(found) - len(lead), sum(item.state is State.ASSIGNED for item in lead))


@dataclass(slots=True)
class _Caller:
    heard_at: dt.datetime | None = None
    wrong: int = 0
    wrong_at: dt.datetime | None = None


class Doorbell:
    """Strangers at the door: at most one answer a minute each, and a pause after too many wrong codes. In memory."""

    def __init__(self) -> None:
        self._callers: dict[int, _Caller] = {}
        self._wrong: list[dt.datetime] = []

    def answer(self, said: Said, voice: Voice, house: House) -> Reply | None:
        """The same for everybody, whatever he said. None: he heard it less than a minute ago."""
        if not self.may_hear(said):
            return None
        return Reply(
            voice.say("join_paused")
            if self.paused(said)
            else wording.doorbell(voice, house.bot_username, private=said.private)
        )

    def wrong_code(self, said: Said, voice: Voice) -> Reply:
        caller = self._caller(said)
        caller.wrong, caller.wrong_at, caller.heard_at = caller.wrong + 1, said.at, said.at
        if caller.wrong == WRONG_CODES:
            log.warning("user %d tried %d wrong codes and has to wait", said.user_id, caller.wrong)
        return Reply(voice.say("join_paused" if self.paused(said) else "join_code_wrong"))

    def alarms(self, said: Said) -> bool:
        """Whether this wrong code is one to be reported: a person's fifth, or the house's thirtieth within an hour."""
        caller = self._caller(said)
        lately = [at for at in self._wrong if said.at - at < PAUSE]
        self._wrong = [*lately[-MANY_WRONG_CODES:], said.at]
        many = len(self._wrong) >= MANY_WRONG_CODES
        if many:
            self._wrong = []
        return many or caller.wrong == WRONG_CODES

    def paused(self, said: Said) -> bool:
        caller = self._callers.get(said.user_id)
        return caller is not None and caller.wrong >= WRONG_CODES and not _over(caller, said.at)

    def may_hear(self, said: Said) -> bool:
        """Asking is hearing: the next minute begins."""
        caller = self._caller(said)
        if caller.heard_at is not None and said.at - caller.heard_at < ANSWER_EVERY:
            return False
        caller.heard_at = said.at
        return True

    def forget(self, said: Said) -> None:
        self._callers.pop(said.user_id, None)

    def _caller(self, said: Said) -> _Caller:
        if len(self._callers) >= _CALLERS:
            self._callers = {user: each for user, each in self._callers.items() if not _idle(each, said.at)}
        caller = self._callers.setdefault(said.user_id, _Caller())
        if caller.wrong and _over(caller, said.at):
            caller.wrong, caller.wrong_at = 0, None
        return caller


def _over(caller: _Caller, now: dt.datetime) -> bool:
    return caller.wrong_at is None or now - caller.wrong_at >= PAUSE


def _idle(caller: _Caller, now: dt.datetime) -> bool:
    return _over(caller, now) and (caller.heard_at is None or now - caller.heard_at >= ANSWER_EVERY)
