"""What a message made of notices says now: asks of each whether it is still true, and words the rest for its reader."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from language.replies import dump, payload_of
from language.wording.catalogue import Language, Markup, language_of
from language.wording.daily import Told, message
from language.wording.people import told as told_of_people
from language.wording.voice import Voice
from ledger.departments import Department
from ledger.digest import DigestFigures, figures, view_of, week_before
from ledger.items import Item
from ledger.members import OFFICE, Member, Role
from ledger.messages import OutboxMessage
from ledger.notices import Notice, NoticeKind, untrue
from ledger.plans import Plan
from ledger.policies import Policies
from ledger.ports import UnitOfWork

ENTRIES_READ = 20
"""How far back the audit is asked for the assignment or change a notice tells of."""


@dataclass(frozen=True, slots=True)
class Composed:
    """`payload` is JSON text, "" when nothing is left to say. `untrue` are notice ids by reason, to be dropped."""

    payload: str = ""
    untrue: Mapping[str, Sequence[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Names:
    """What a voice needs besides the reader, as of one version of the directory."""

    version: int
    departments: Mapping[int, Department]
    members: Mapping[int, Member]
    plan: Plan | None


class Composer:
    """`language` is that of people who chose none."""

    def __init__(self, policies: Policies, language: Language) -> None:
        self._policies = policies
        self._language = language
        self._names: Names | None = None

    async def compose(self, uow: UnitOfWork, outgoing: OutboxMessage, now: dt.datetime) -> Composed:
        """Only reads."""
        notices = await uow.notices.of_message(outgoing.id)
        member = await uow.members.get(outgoing.member_id) if outgoing.member_id is not None else None
        if member is None:
            return Composed(untrue={"no_such_member": [notice.id for notice in notices]} if notices else {})
        today = self._policies.hours.local(now).date()
        items = {i: item for i in {n.item_id for n in notices} if i is not None and (item := await uow.items.get(i))}
        true, false = _sorted_out(notices, member, items, today)
        if not true:
            return Composed(untrue=false)
        names = await self._known(uow)
        told = [await _told(uow, notice, items[notice.item_id]) for notice in true if notice.item_id is not None]
        people = [text for notice in true if (text := await self._of_people(uow, notice, member, today, names))]
        digest = None
        if any(notice.kind is NoticeKind.DIGEST for notice in true):
            digest = await self._digest(uow, member, today, names)
            if digest is None and not told and not people:
                return Composed(untrue={**false, "no_plan": [notice.id for notice in true]})
        if not told and not people and digest is None:
            return Composed(untrue={**false, "nothing_known": [notice.id for notice in true]})
        said = message(self._voice(member, today, names), member, told, digest, people)
        return Composed(dump(payload_of(said)), false)

    async def _of_people(
        self, uow: UnitOfWork, notice: Notice, member: Member, today: dt.date, names: Names
    ) -> Markup | None:
        """Of people, units and groups; guesses of codes are counted over the day they began on."""
        if notice.kind is not NoticeKind.PEOPLE or not notice.fact.isdigit():
            return None
        entry = await uow.audit.get(int(notice.fact))
        if entry is None:
            return None
        guesses = 0
        if entry.subject == "door":
            day = self._policies.hours.local(entry.at).date()
            found = await uow.audit.of_subject("door", ENTRIES_READ)
            guesses = sum(self._policies.hours.local(each.at).date() == day for each in found)
        return told_of_people(self._voice(member, today, names), entry, guesses=guesses)

    async def _known(self, uow: UnitOfWork) -> Names:
        """Read again when it has changed: a morning's messages are many, and the directory is large."""
        version = await uow.directory_version()
        if self._names is None or self._names.version != version:
            self._names = Names(
                version,
                {unit.id: unit for unit in (*await uow.departments.merged(), *await uow.departments.all())},
                {member.id: member for member in await uow.members.all()},
                await uow.plans.current(),
            )
        return self._names

    def _voice(self, member: Member, today: dt.date, names: Names) -> Voice:
        return Voice(
            language=language_of(member.language, self._language) if member.language else self._language,
            today=today,
            calendar=self._policies.calendar,
            lights=self._policies.lights,
            departments=names.departments,
            members=names.members,
            plan=names.plan,
        )

    async def _digest(self, uow: UnitOfWork, member: Member, today: dt.date, names: Names) -> DigestFigures | None:
        if names.plan is None:
            return None
        unit = member.department_id
        if member.role in OFFICE or member.role is Role.LEADER or unit is None:
            items = await uow.items.of_plan(names.plan.id)
        else:
            items = await uow.items.of_department(names.plan.id, unit)
        start, end = week_before(today)
        return figures(
            view_of(member, items),
            start=start,
            end=end,
            today=today,
            calendar=self._policies.calendar,
            policy=self._policies.lights,
            department_id=unit,
        )


def _sorted_out(
    notices: Sequence[Notice], member: Member, items: Mapping[int, Item], today: dt.date
) -> tuple[list[Notice], dict[str, list[int]]]:
    true: list[Notice] = []
    false: dict[str, list[int]] = defaultdict(list)
    for notice in notices:
        reason = untrue(notice, member, items.get(notice.item_id or 0), today)
        if reason:
            false[reason].append(notice.id)
        else:
            true.append(notice)
    never_heard = {n.item_id for n in notices if n.kind is NoticeKind.ASSIGNED and n.id in false["not_involved"]}
    idle = [n for n in true if n.kind is NoticeKind.CHANGED and n.item_id in never_heard]
    if idle:
        # Given and taken back before he heard of it: he hears of neither.
        true = [n for n in true if n not in idle]
        false["never_heard"] = [n.id for n in idle]
    return true, {reason: ids for reason, ids in false.items() if ids}


async def _told(uow: UnitOfWork, notice: Notice, item: Item) -> Told:
    if notice.kind in (NoticeKind.NUDGE, NoticeKind.DECIDE):
        return Told(notice.kind, item)
    entries = await uow.audit.of_item(item.id, ENTRIES_READ)
    # The entry whose result had the version that the notice is about; long ago it may be out of reach.
    return Told(notice.kind, item, tuple(e for e in entries if str(e.after.get("version")) == notice.fact)[:1])
