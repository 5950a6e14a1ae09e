"""Presses that Telegram has dropped while nobody listened: those who may have pressed are asked to press again, once.

Telegram keeps a message for a day, a press for 150 seconds.
"""

import datetime as dt

from language.replies import Payload, dump
from language.wording.catalogue import Language, language_of, say
from ledger.marks import HEARD
from ledger.messages import Lane, OutboxMessage
from ledger.policies import Policies
from ledger.ports import Store, UnitOfWork

PRESS_KEPT = dt.timedelta(seconds=150)
STILL_PRESSED = dt.timedelta(days=1)
"""Whoever was shown buttons within this time before the end may have pressed one."""


class Outages:
    """`language` is for people who chose none."""

    def __init__(self, store: Store, policies: Policies, language: Language) -> None:
        self._store = store
        self._policies = policies
        self._language = language

    async def heard(self, now: dt.datetime, silent_for: dt.timedelta | None) -> int:
        """Updates come in as of `now`. `silent_for` is how long none could, None when only the last run of the program
        knows (then the mark it left tells). Returns how many people are told.
        """
        async with self._store.writing() as uow:
            mark = await uow.marks.get(HEARD)
            await uow.marks.put(HEARD, int(now.timestamp()))
            if silent_for is None:
                silent_for = dt.timedelta() if mark is None else now - dt.datetime.fromtimestamp(mark, dt.UTC)
            if silent_for <= PRESS_KEPT:
                return 0
            return await self._tell(uow, now - silent_for, now)

    async def _tell(self, uow: UnitOfWork, start: dt.datetime, end: dt.datetime) -> int:
        members = {member.id: member for member in await uow.members.all()}
        hours = self._policies.hours
        told = 0
        for member_id in await uow.outbox.shown_buttons(end - max(STILL_PRESSED, end - start)):
            member = members.get(member_id)
            if member is None or not member.active or not member.reachable or member.user_id is None:
                continue
            speaks = language_of(member.language, self._language) if member.language else self._language
            moments = (f"{hours.local(moment):%m-%d %H:%M}" for moment in (start, end))
            text = say(speaks, "outage_taps", start=next(moments), end=next(moments))
            message = OutboxMessage(
                key=f"outage|{start:%Y%m%dT%H%M%S}|{member.id}",
                lane=Lane.PROMPT,
                chat_id=member.user_id,
                not_before=hours.next_allowed(end, self._policies.calendar),
                payload=dump(Payload(text)),
            )
            told += await uow.outbox.put_once(message) is not None
        return told
