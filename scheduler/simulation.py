"""Plays a ledger through the days: the same planner and the same gathering, and a recorder in the place of Telegram."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from language.wording.catalogue import Language
from ledger.calendar import ONE_DAY
from ledger.items import OWED, Item
from ledger.members import Member
from ledger.messages import Lane, OutboxMessage
from ledger.notices import Notice, NoticeKind
from ledger.nudging import Trigger, trigger_of
from ledger.policies import Policies
from ledger.ports import Store, UnitOfWork
from scheduler.composing import Composer
from scheduler.course import Course
from scheduler.gathering import gather
from scheduler.housekeeping import tell_admins
from scheduler.planner import plan
from scheduler.played import Alone, Desk, Played, PlayedNotices
from scheduler.readiness import may_press

OWNER = "simulation"
AT_ONCE = 500
ALL = 10**9
FOR_EVER = dt.datetime(9999, 1, 1, tzinfo=dt.UTC)
PLANNED_AT = dt.time(6, 0)
LATER = (dt.time(14, 0), dt.time(20, 0))
"""Beats besides the mornings: what is not allowed then has to stay where it is."""


@dataclass(frozen=True, slots=True)
class Sent:
    """`at` is aware UTC. `escalations` are reminders told to those above the units. `pressing`: what is 特急, when that
    may leave.
    """

    at: dt.datetime
    member_id: int
    lane: Lane
    digest: bool
    escalations: int
    pressing: bool = False


@dataclass(frozen=True, slots=True)
class Figures:
    """What is promised; `by_day` are messages by local date, `earliest` and `latest` local times. `outside_hours` and
    `on_days_off` count what may not leave then, `urgent_outside` what was 特急 and may.
    """

    people: int
    working_days: int
    messages: int
    max_merged_per_person_day: int
    max_urgent_per_person_day: int
    outside_hours: int
    on_days_off: int
    limits: int
    limits_announced: int
    digests: int
    escalations: int
    earliest: dt.time | None
    latest: dt.time | None
    by_day: dict[dt.date, int]
    unannounced: tuple[str, ...]
    urgent_outside: int = 0


@dataclass
class Simulation:
    """`store` is a copy that is thrown away. Without a course nobody does anything: the most there can be."""

    store: Store
    policies: Policies
    first: dt.date
    last: dt.date
    language: Language = "zh"
    course: Course | None = None
    progress: Callable[[dt.date], None] = lambda day: None
    _desk: Desk = field(default_factory=Desk)
    _members: dict[int, Member] = field(default_factory=dict)
    _sent: list[Sent] = field(default_factory=list)
    _limits: set[tuple[int, dt.date]] = field(default_factory=set)
    _announced: set[tuple[int, dt.date]] = field(default_factory=set)

    async def run(self) -> Figures:
        composer = Composer(self.policies, self.language)
        async with self.store.reading() as uow:
            self._members = {member.id: member for member in await uow.members.all()}
        for day in self._days():
            self.progress(day)
            await self._day(day, composer)
        return await self._figures()

    def _days(self) -> Iterator[dt.date]:
        for n in range((self.last - self.first).days + 1):
            yield self.first + n * ONE_DAY

    async def _day(self, day: dt.date, composer: Composer) -> None:
        """As the timetable has it: what admins should know, the plan, and then the beats."""
        hours = self.policies.hours
        async with self.store.writing() as uow:
            # One transaction a day: nobody else waits for this database.
            alone = Alone(uow)
            if day.day == 1:
                await tell_admins(alone, self.policies, day)
            if self.course is not None:
                await self.course.live(alone, self.policies, day)
            await plan(alone, self.policies, hours.at(day, PLANNED_AT))
            await self._take_over(uow)
        async with self.store.reading() as uow:
            current = await uow.plans.current()
            items = await uow.items.of_plan(current.id) if current is not None else ()
            self._note_limits(day, items)
            own = {chosen.morning for chosen in (await uow.preferences.all()).values() if chosen.morning}
            played = Played(uow, self._desk, items, self._members)
            for moment in sorted({hours.morning, *own, *LATER}):
                now = hours.at(day, moment)
                await gather(played, self.policies, now)
                await self._send(played, now, composer)

    async def _take_over(self, uow: UnitOfWork) -> None:
        """What was planned goes from the copy to the desk; its keys stay there, so that nothing is owed twice."""
        planned = await uow.notices.ripe(FOR_EVER, ALL)
        for start in range(0, len(planned), AT_ONCE):
            await uow.notices.drop([notice.id for notice in planned[start : start + AT_ONCE]], OWNER)
        await PlayedNotices(self._desk).put(planned)

    def _note_limits(self, day: dt.date, items: Sequence[Item]) -> None:
        """Today's limits that are still owed, or were met after they had been announced.

        Of a limit before the second working day nobody could have heard in time.
        """
        if self.policies.calendar.between(self.first - ONE_DAY, day - ONE_DAY) < 1:
            return
        due = (item for item in items if item.limit == day and item.lead is not None)
        self._limits.update((i.id, day) for i in due if i.state in OWED or (i.id, day) in self._announced)

    async def _send(self, played: Played, now: dt.datetime, composer: Composer) -> None:
        for message, notices in played.outbox.take():
            composed = await composer.compose(played.uow, message, now)
            if composed.payload:
                untrue = {number for ids in composed.untrue.values() for number in ids}
                said = [notice for notice in notices if notice.id not in untrue]
                pressing = await self._presses(played, now, said)
                self._remember(message, now, said, self._members[message.member_id or 0], pressing)
        played.outbox.forget()

    async def _presses(self, played: Played, now: dt.datetime, said: Sequence[Notice]) -> bool:
        if not self.policies.hours.allow_urgent(now):
            return False
        for notice in said:
            if not await may_press(played.uow, notice):
                return False
        return True

    def _remember(
        self, message: OutboxMessage, now: dt.datetime, notices: Sequence[Notice], reader: Member, pressing: bool
    ) -> None:
        today = self.policies.hours.local(now).date()
        above = 0
        for notice in notices:
            if notice.kind is not NoticeKind.NUDGE or notice.item_id is None:
                continue
            above += reader.role.value in ("supervisor", "admin", "leader")
            if trigger_of(notice.rule) is Trigger.LIMIT and notice.fact and dt.date.fromisoformat(notice.fact) > today:
                self._announced.add((notice.item_id, dt.date.fromisoformat(notice.fact)))
        digest = any(notice.kind is NoticeKind.DIGEST for notice in notices)
        self._sent.append(Sent(now, reader.id, message.lane, digest, above, pressing))

    async def _figures(self) -> Figures:
        hours, calendar = self.policies.hours, self.policies.calendar
        local = [hours.local(sent.at) for sent in self._sent]
        usual = [hours.local(sent.at) for sent in self._sent if not sent.pressing]
        async with self.store.reading() as uow:
            current = await uow.plans.current()
            items = await uow.items.of_plan(current.id) if current is not None else ()
        labels = {item.id: item.label for item in items}
        missed = sorted(self._limits - self._announced)
        return Figures(
            people=sum(member.active and member.user_id is not None for member in self._members.values()),
            working_days=sum(calendar.is_working(day) for day in self._days()),
            messages=len(self._sent),
            max_merged_per_person_day=self._most(Lane.DAILY),
            max_urgent_per_person_day=self._most(Lane.PROMPT),
            outside_hours=sum(not hours.opens <= at.time() < hours.closes for at in usual),
            on_days_off=sum(not calendar.is_working(at.date()) for at in usual),
            limits=len(self._limits),
            limits_announced=len(self._limits & self._announced),
            digests=sum(sent.digest for sent in self._sent),
            escalations=sum(sent.escalations for sent in self._sent),
            earliest=min((at.time() for at in local), default=None),
            latest=max((at.time() for at in local), default=None),
            by_day=dict(Counter(at.date() for at in local)),
            unannounced=tuple(f"{labels.get(item_id, item_id)} {limit.isoformat()}" for item_id, limit in missed),
            urgent_outside=sum(sent.pressing and not hours.allow(sent.at, calendar) for sent in self._sent),
        )

    def _most(self, lane: Lane) -> int:
        days = Counter(
            (sent.member_id, self.policies.hours.local(sent.at).date()) for sent in self._sent if sent.lane is lane
        )
        return max(days.values(), default=0)
