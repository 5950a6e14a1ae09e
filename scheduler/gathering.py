"""Ripe notices become messages of the outbox: a person's together, one merged and one urgent message a day at most."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from ledger.calendar import ONE_DAY
from ledger.marks import PLANNED
from ledger.members import Member
from ledger.messages import Lane, OutboxMessage
from ledger.notices import PROMPT, Notice, NoticeKind, daily_message_key, prompt_message_key, superseded
from ledger.policies import Policies
from ledger.ports import Store, UnitOfWork
from ledger.preferences import NudgePause, Preference
from ledger.standing_in import stand_in

BATCH = 50
"""Notices in one transaction, more or less: people who write to the bot wait for it."""


async def gather(store: Store, policies: Policies, now: dt.datetime) -> int:
    """Returns how many messages are new. Outside working hours the notices wait where they are, but for what presses
    of an item that is 特急 (notices.presses): it may have the day's urgent message while its own hours last. Neither
    is anything gathered before the day has been planned, by whichever process.

    1. What the person muted is dropped, what he snoozed or the office paused waits, and of several reminders about
       the same thing (after an outage) only the last is kept;
    2. whoever has something ripe that cannot wait for a merged message gets an urgent one, if he had none today;
    3. whoever has something for the merged message gets it, with what is urgent in it, if he had none today;
    4. if he had, what is left waits for his next working morning.
    """
    made = 0
    usual = policies.hours.allow(now, policies.calendar)
    if not usual and not policies.hours.allow_urgent(now):
        return made
    today = policies.hours.local(now).date()
    async with store.reading() as uow:
        if (await uow.marks.get(PLANNED) or 0) < today.toordinal():
            return made
    await _to_stand_ins(store, today)
    while True:
        async with store.writing() as uow:
            gathering = await _Gathering.of(uow, policies, now, usual=usual)
            ripe = await gathering.ripe()
            if not ripe:
                break
            for member_id, owed in groupby(ripe, key=lambda notice: notice.member_id):
                member = await uow.members.get(member_id)
                if member is not None:
                    made += await gathering.for_member(member, list(owed))
        if len(ripe) < BATCH:
            break
    return made


async def _to_stand_ins(store: Store, today: dt.date) -> None:
    """What waits for somebody who is away goes to whoever stands in for him today."""
    async with store.reading() as uow:
        if not await uow.members.away(today):
            return
    async with store.writing() as uow:
        members = await uow.members.all()
        for absent in await uow.members.away(today):
            other = stand_in(absent, members, today)
            if other is not None:
                await uow.notices.hand_over(absent.id, other.id)


@dataclass(frozen=True, slots=True)
class _Gathering:
    """One transaction's view of what people and the office chose. `usual`: within working hours."""

    uow: UnitOfWork
    policies: Policies
    now: dt.datetime
    today: dt.date
    usual: bool
    preferences: Mapping[int, Preference]
    snoozed: Mapping[tuple[int, int], dt.date]
    pause: NudgePause | None

    @classmethod
    async def of(cls, uow: UnitOfWork, policies: Policies, now: dt.datetime, *, usual: bool) -> "_Gathering":
        today = policies.hours.local(now).date()
        return cls(
            uow,
            policies,
            now,
            today,
            usual,
            await uow.preferences.all(),
            await uow.preferences.snoozed(today),
            await uow.house_days.pause_on(today),
        )

    async def ripe(self) -> Sequence[Notice]:
        found = self.uow.notices
        return await (found.ripe(self.now, BATCH) if self.usual else found.pressing(self.now, BATCH))

    async def for_member(self, member: Member, owed: Sequence[Notice]) -> int:
        owed = await self._wanted(member, owed)
        if not self.usual:
            return await self._urgently(member, owed)
        prompt = [notice for notice in owed if notice.kind in PROMPT]
        daily = daily_message_key(self.today, member.id)
        if len(prompt) < len(owed):
            if put := await self._put(member, Lane.DAILY, daily, owed):
                return put
            if await self._join(owed, daily):
                return 0
            await self._wait(member, [notice for notice in owed if notice.kind not in PROMPT])
        if not prompt:
            return 0
        urgent = prompt_message_key(self.today, member.id)
        for lane, key in ((Lane.PROMPT, urgent), (Lane.DAILY, daily)):
            if put := await self._put(member, lane, key, prompt):
                return put
            if await self._join(prompt, key):
                return 0
        await self._wait(member, prompt)
        return 0

    async def _urgently(self, member: Member, owed: Sequence[Notice]) -> int:
        """The urgent message of the day, or into it; else it waits for another day's."""
        if not owed:
            return 0
        key = prompt_message_key(self.today, member.id)
        if put := await self._put(member, Lane.PROMPT, key, owed):
            return put
        if not await self._join(owed, key):
            await self._wait(member, owed)
        return 0

    async def _wanted(self, member: Member, owed: Sequence[Notice]) -> list[Notice]:
        """What is left of it for a message now."""
        preference = self.preferences.get(member.id, Preference(member.id))
        muted = [notice for notice in owed if preference.mutes(notice, self.today)]
        await self._drop(muted, "muted")
        owed = [notice for notice in owed if notice not in muted]
        asleep = {notice.id: until for notice in owed if (until := self._sleeps_until(notice)) is not None}
        for until in sorted(set(asleep.values())):
            ids = [notice_id for notice_id, day in asleep.items() if day == until]
            await self.uow.notices.postpone(ids, self._morning(member, until))
        awake = [notice for notice in owed if notice.id not in asleep]
        old = superseded(awake)
        await self._drop(old, "superseded")
        return [notice for notice in awake if notice not in old]

    def _sleeps_until(self, notice: Notice) -> dt.date | None:
        if self.pause is not None and notice.kind in (NoticeKind.NUDGE, NoticeKind.DIGEST):
            return self.pause.last + ONE_DAY
        if notice.kind is NoticeKind.NUDGE and notice.item_id is not None:
            return self.snoozed.get((notice.member_id, notice.item_id))
        return None

    async def _drop(self, notices: Sequence[Notice], reason: str) -> None:
        if notices:
            await self.uow.notices.drop([notice.id for notice in notices], reason)

    async def _put(self, member: Member, lane: Lane, key: str, notices: Sequence[Notice]) -> int:
        if member.user_id is None:
            return 0
        message_id = await self.uow.outbox.put_once(OutboxMessage(key, lane, member.user_id, self.now, member.id))
        if message_id is None:
            return 0
        await self.uow.notices.attach([notice.id for notice in notices], message_id)
        if self.usual:
            # What waits for working hours is not drawn out of them.
            await self.uow.outbox.supersede_waiting(member.id, message_id)
        return 1

    async def _join(self, notices: Sequence[Notice], key: str) -> bool:
        """Into the message of today that has not left yet."""
        return await self.uow.notices.join([notice.id for notice in notices], key)

    async def _wait(self, member: Member, notices: Sequence[Notice]) -> None:
        """Asks again what is ripe: where another process has just made the message, these are its own by now."""
        ripe = {notice.id for notice in await self.ripe()}
        late = [notice.id for notice in notices if notice.id in ripe]
        tomorrow = self.today + ONE_DAY
        until = self._morning(member, tomorrow) if self.usual else self._hour(member, tomorrow)
        await self.uow.notices.postpone(late, until)

    def _morning(self, member: Member, day: dt.date) -> dt.datetime:
        """The person's hour on the first working day from `day` on."""
        return self._hour(member, self.policies.calendar.on_or_after(day))

    def _hour(self, member: Member, day: dt.date) -> dt.datetime:
        own = self.preferences.get(member.id, Preference(member.id)).morning
        return self.policies.hours.at(day, own or self.policies.hours.morning)
