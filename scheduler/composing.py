"""What a message made of notices says now: asks of each whether it is still true, and words the rest for its reader."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from language.replies import Reply, dump, payload_of
from language.wording import groups
from language.wording.catalogue import Language, Markup, language_of
from language.wording.daily import Extra, Told, message
from language.wording.nudges import Reason
from language.wording.people import told as told_of_people
from language.wording.voice import Voice
from ledger.departments import Department
from ledger.digest import DigestFigures, figures, told_of, view_of
from ledger.escalation import patience
from ledger.groups import hears_of, read_handed_out
from ledger.items import Item
from ledger.leaders import unclear_leaders
from ledger.members import OFFICE, Member, Role
from ledger.messages import OutboxMessage
from ledger.notices import Notice, NoticeKind, iso_week, untrue
from ledger.pending import Pending, decides, pending_in
from ledger.plans import Plan
from ledger.policies import Policies
from ledger.ports import UnitOfWork

MOST_COUNTED = 200
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
        self._counted: dict[tuple[object, ...], DigestFigures] = {}

    async def compose(self, uow: UnitOfWork, outgoing: OutboxMessage, now: dt.datetime) -> Composed:
        """Only reads."""
        if outgoing.member_id is None:
            return await self._for_group(uow, outgoing, now)
        notices = await uow.notices.of_message(outgoing.id)
        member = await uow.members.get(outgoing.member_id) if outgoing.member_id is not None else None
        if member is None:
            return Composed(untrue={"no_such_member": [notice.id for notice in notices]} if notices else {})
        today = self._policies.hours.local(now).date()
        items = {i: item for i in {n.item_id for n in notices} if i is not None and (item := await uow.items.get(i))}
        true, false = self._sorted_out(notices, member, items, today)
        if not true:
            return Composed(untrue=false)
        names = await self._known(uow)
        told = [await told_about(uow, notice, items[notice.item_id]) for notice in true if notice.item_id is not None]
        digests = [notice for notice in true if notice.kind is NoticeKind.DIGEST]
        found = [await self._digest(uow, member, notice.rule, today, names) for notice in digests]
        quiet = [notice.id for notice, each in zip(digests, found, strict=True) if each is None]
        if quiet:
            false = {**false, "nothing_to_tell": quiet}
        people = [text for notice in true if (text := await self._of_people(uow, notice, member, today, names))]
        shown = tuple(each for each in found if each is not None)
        head = await uow.audit.head() if shown else None
        extra = Extra(shown, _house(true), tuple(people), head.anchor if head else "")
        if not told and not extra:
            return Composed(untrue=false if quiet else {**false, "nothing_known": [notice.id for notice in true]})
        said = message(self._voice(member.language, today, names), member, told, extra)
        return Composed(dump(payload_of(said)), false)

    async def _for_group(self, uow: UnitOfWork, outgoing: OutboxMessage, now: dt.datetime) -> Composed:
        """What was handed out to a group's unit, as far as it is still so; other messages stay as they are."""
        handed_out = read_handed_out(outgoing.key)
        if handed_out is None:
            return Composed(outgoing.payload)
        group_id, item_ids = handed_out
        group = next((each for each in await uow.groups.all() if each.id == group_id), None)
        if group is None or not group.notices:
            return Composed(untrue={"group_let_go": ()})
        items = [item for each in item_ids if (item := await uow.items.get(each)) is not None and hears_of(group, item)]
        if not items:
            return Composed(untrue={"no_longer_given": ()})
        voice = self._voice("", self._policies.hours.local(now).date(), await self._known(uow))
        return Composed(dump(payload_of(Reply(groups.handed_out(voice, items)), thread=group.thread_id or None)))

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
        return told_of_people(self._voice(member.language, today, names), entry, guesses=guesses)

    def _sorted_out(
        self, notices: Sequence[Notice], member: Member, items: Mapping[int, Item], today: dt.date
    ) -> tuple[list[Notice], dict[str, list[int]]]:
        zone = self._policies.hours.zone
        held = patience(today, self._policies.calendar, self._policies.nudges, zone)
        true: list[Notice] = []
        false: dict[str, list[int]] = defaultdict(list)
        for notice in notices:
            reason = untrue(notice, member, items.get(notice.item_id or 0), today, zone, held)
            if reason:
                false[reason].append(notice.id)
            else:
                true.append(notice)
        return _without_what_was_never_heard(notices, true, false)

    async def voice(self, uow: UnitOfWork, member: Member, day: dt.date) -> Voice:
        """As the member hears it; `day` is what it calls today."""
        return self._voice(member.language, day, await self._known(uow))

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

    def _voice(self, language: str, today: dt.date, names: Names) -> Voice:
        return Voice(
            language=language_of(language, self._language) if language else self._language,
            today=today,
            calendar=self._policies.calendar,
            lights=self._policies.lights,
            departments=names.departments,
            members=names.members,
            plan=names.plan,
        )

    async def _digest(
        self, uow: UnitOfWork, member: Member, rule: str, today: dt.date, names: Names
    ) -> DigestFigures | None:
        """None where there is nothing to tell."""
        if names.plan is None:
            return None
        unit = member.department_id
        above = member.role in OFFICE or member.role is Role.LEADER
        if above or unit is None:
            items = await uow.items.of_plan(names.plan.id)
        else:
            items = await uow.items.of_department(names.plan.id, unit)
        seen = view_of(member, items)
        found = await self._figures(uow, names.plan.id, seen, rule, today, None if above else unit)
        unclear = unclear_leaders(seen, names.members.values()) if member.role in OFFICE else ()
        found = replace(found, pending=tuple(_pending(member, seen)), unclear_leaders=unclear)
        return found if above or not found.quiet else None

    async def _figures(
        self, uow: UnitOfWork, plan_id: int, seen: Sequence[Item], rule: str, today: dt.date, unit: int | None
    ) -> DigestFigures:
        """Counted once for all who see the same items in the same versions: a morning's digests are many."""
        counted = (rule, today, unit, *((item.id, item.version) for item in seen))
        if counted not in self._counted:
            if len(self._counted) >= MOST_COUNTED:
                self._counted.clear()
            start, end = told_of(rule, today)
            self._counted[counted] = figures(
                seen,
                start=start,
                end=end,
                today=today,
                calendar=self._policies.calendar,
                policy=self._policies.lights,
                department_id=unit,
                before=await uow.weeks.get(plan_id, iso_week(start)),
            )
        return self._counted[counted]


def _pending(member: Member, items: Sequence[Item]) -> list[Pending]:
    return [each for item in items for each in pending_in(item) if decides(member, each)]


def _house(true: Sequence[Notice]) -> tuple[tuple[str, str], ...]:
    return tuple((notice.rule, notice.fact) for notice in true if notice.kind is NoticeKind.HOUSE)


def _without_what_was_never_heard(
    notices: Sequence[Notice], true: list[Notice], false: dict[str, list[int]]
) -> tuple[list[Notice], dict[str, list[int]]]:
    never_heard = {n.item_id for n in notices if n.kind is NoticeKind.ASSIGNED and n.id in false["not_involved"]}
    idle = [n for n in true if n.kind is NoticeKind.CHANGED and n.item_id in never_heard]
    if idle:
        # Given and taken back before he heard of it: he hears of neither.
        true = [n for n in true if n not in idle]
        false["never_heard"] = [n.id for n in idle]
    return true, {reason: ids for reason, ids in false.items() if ids}


async def told_about(uow: UnitOfWork, notice: Notice, item: Item) -> Told:
    """What a notice says about its item."""
    if notice.kind is NoticeKind.NUDGE:
        reasons = (Reason(notice.rule, dt.date.fromisoformat(notice.fact)),) if notice.fact else ()
        return Told(notice.kind, item, reasons=reasons)
    if notice.kind is NoticeKind.DECIDE:
        return Told(notice.kind, item)
    entries = await uow.audit.of_item(item.id, ENTRIES_READ)
    # The entry whose result had the version that the notice is about; long ago it may be out of reach.
    return Told(notice.kind, item, tuple(e for e in entries if str(e.after.get("version")) == notice.fact)[:1])
