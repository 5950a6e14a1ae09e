"""Ripe notices become messages of the outbox: a person's together, the merged one at most once a day."""

import datetime as dt
from collections.abc import Sequence
from itertools import groupby

from ledger.calendar import ONE_DAY
from ledger.members import Member
from ledger.messages import Lane, OutboxMessage
from ledger.notices import PROMPT, Notice, daily_message_key
from ledger.policies import Policies
from ledger.ports import Store, UnitOfWork
from ledger.standing_in import stand_in

BATCH = 50
"""Notices in one transaction, more or less: people who write to the bot wait for it."""


async def gather(store: Store, policies: Policies, now: dt.datetime) -> int:
    """Returns how many messages are new. Nothing outside working hours: the notices wait where they are.

    1. Whoever has something ripe that cannot wait for a merged message gets a prompt one;
    2. whoever has something for the merged message gets it, with what is prompt in it, if he had none today;
    3. if he had, what is left waits for the next working morning.
    """
    if policies.hours.allow(now, policies.calendar):
        await _to_stand_ins(store, policies.hours.local(now).date())
    made, before = 0, -1
    while made > before and policies.hours.allow(now, policies.calendar):
        before = made
        async with store.writing() as uow:
            ripe = await uow.notices.ripe(now, BATCH)
            for member_id, owed in groupby(ripe, key=lambda notice: notice.member_id):
                member = await uow.members.get(member_id)
                if member is not None:
                    made += await _for_member(uow, policies, now, member, list(owed))
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


async def _for_member(
    uow: UnitOfWork, policies: Policies, now: dt.datetime, member: Member, owed: Sequence[Notice]
) -> int:
    prompt = [notice for notice in owed if notice.kind in PROMPT]
    if len(prompt) < len(owed):
        today = policies.hours.local(now).date()
        if await _put(uow, now, member, Lane.DAILY, daily_message_key(today, member.id), owed):
            return 1
        await _wait(uow, policies, now, owed)
    return await _put(uow, now, member, Lane.PROMPT, _prompt_key(prompt), prompt) if prompt else 0


async def _put(
    uow: UnitOfWork, now: dt.datetime, member: Member, lane: Lane, key: str, notices: Sequence[Notice]
) -> int:
    if member.user_id is None:
        return 0
    message_id = await uow.outbox.put_once(OutboxMessage(key, lane, member.user_id, now, member.id))
    if message_id is None:
        return 0
    await uow.notices.attach([notice.id for notice in notices], message_id)
    await uow.outbox.supersede_waiting(member.id, message_id)
    return 1


async def _wait(uow: UnitOfWork, policies: Policies, now: dt.datetime, owed: Sequence[Notice]) -> None:
    """Asks again what is ripe: where another process has just made the message, these are its own by now."""
    tomorrow = policies.hours.local(now).date() + ONE_DAY
    morning = policies.hours.at(policies.calendar.on_or_after(tomorrow), policies.hours.morning)
    ripe = {notice.id for notice in await uow.notices.ripe(now, BATCH)}
    late = [notice.id for notice in owed if notice.kind not in PROMPT and notice.id in ripe]
    await uow.notices.postpone(late, morning)


def _prompt_key(prompt: Sequence[Notice]) -> str:
    """Grows from its newest notice; one that was put back and is gathered anew has another time."""
    newest = max(prompt, key=lambda notice: notice.id)
    return f"prompt|{newest.member_id}|{newest.id}|{newest.not_before:%Y%m%dT%H%M%S}"
