"""Edits what is on people's screens once it has moved on, without a sound; only the newest words leave.

A message that is in doubt, or watched for copies, keeps its words until that is over. An edit may be repeated as often
as one likes, so nothing is looked for here: what is not known to be done is done again.
"""

import datetime as dt
import logging
from collections.abc import Awaitable, Callable

from language.wording.catalogue import Language
from ledger.delivery import Delivered, Gone, Moved, NotSent, Outcome, Rejected, Sender, TryLater, Unauthorized, Unknown
from ledger.policies import Policies
from ledger.ports import Store
from ledger.sending_ports import Revision
from scheduler.composing import Composer
from scheduler.pacing import Clock, Pacing
from scheduler.rewording import Reworded, Rewording
from scheduler.terms import Terms

log = logging.getLogger(__name__)

AT_ONCE = 10
"""Taken together: what is due to be sent meanwhile does not wait longer than for these."""
PATIENCE = 2.0
"""Seconds. A chat that is not free by then has its messages edited later."""


class Revising:
    """`may_begin` tells whether anything may be begun for what was taken at a time; `note` hears of every outcome."""

    def __init__(
        self,
        store: Store,
        sender: Sender,
        policies: Policies,
        clock: Clock,
        language: Language,
        pacing: Pacing,
        terms: Terms,
        *,
        may_begin: Callable[[dt.datetime], bool],
        note: Callable[[int, Outcome], Awaitable[None]],
    ) -> None:
        self._store = store
        self._sender = sender
        self._policies = policies
        self._clock = clock
        self._rewording = Rewording(policies, Composer(policies, language))
        self._pacing = pacing
        self._terms = terms
        self._may_begin = may_begin
        self._note = note

    async def revise(self, now: dt.datetime) -> int:
        """A few of those whose time has come; returns how many are done with, 0 when there is no use in going on."""
        async with self._store.writing() as uow:
            taken = await uow.revisions.take(now=now, lease=self._terms.lease, limit=AT_ONCE)
        done = 0
        for revision in taken:
            try:
                done += await self._one(revision, now)
            except Exception:
                # It stays held: when the lease has run out it comes again.
                log.exception("message %s could not be revised", revision.row_id)
        return done

    async def _one(self, revision: Revision, taken_at: dt.datetime) -> bool:
        """1. Where nobody would see a difference, nothing is called;
        2. after hours only what the reader did himself is shown to him;
        3. in its turn it is worded from what is true then, noted as begun, sent, and noted as shown.
        """
        async with self._store.reading() as uow:
            row = await uow.outbox.get(revision.row_id)
            found = await self._rewording.reworded(uow, row, self._clock()) if row is not None else Reworded("")
        if row is None or (found.payload == row.payload and not revision.begun):
            return await self._end(revision, None)
        hours, calendar, now = self._policies.hours, self._policies.calendar, self._clock()
        if not hours.allow(now, calendar) and not found.own:
            return await self._postpone(revision, hours.next_allowed(now, calendar))
        wait = await self._pacing.turn(row.chat_id, patience=PATIENCE) if self._may_go_on(taken_at) else 0.0
        if wait > 0 or not self._may_go_on(taken_at):
            return await self._postpone(revision, self._clock() + dt.timedelta(seconds=wait))
        async with self._store.writing() as uow:
            row = await uow.outbox.get(revision.row_id)
            if row is None or row.message_id is None or not await uow.revisions.begin(revision):
                return False
            found = await self._rewording.reworded(uow, row, self._clock())
        outcome = await self._edit(row.chat_id, row.message_id, found.payload)
        return await self._settle(revision, row.chat_id, found.payload, outcome)

    async def _edit(self, chat_id: int, message_id: int, payload: str) -> Outcome:
        try:
            return await self._sender.edit(chat_id, message_id, payload)
        except Exception as error:
            log.exception("editing in chat %s raised", chat_id)
            return Unknown(f"raised {type(error).__name__}")

    async def _settle(self, revision: Revision, chat_id: int, payload: str, outcome: Outcome) -> bool:
        await self._note(chat_id, outcome)
        now = self._clock()
        match outcome:
            case Delivered():
                return await self._end(revision, payload)
            case Gone() | Moved() | Rejected():
                # Nobody looks at it any more, or it can never be changed: of no consequence to anybody.
                log.info("message %s keeps its words: %s", revision.row_id, outcome)
                return await self._end(revision, None)
            case TryLater():
                return await self._postpone(revision, now + outcome.after)
            case NotSent() | Unauthorized():
                return await self._postpone(revision, now + self._terms.patience)
            case Unknown():
                # What is still on its way must not arrive after the next one.
                return await self._postpone(revision, now + self._terms.uncertain_for)

    async def _end(self, revision: Revision, payload: str | None) -> bool:
        async with self._store.writing() as uow:
            return await uow.revisions.end(revision, payload)

    async def _postpone(self, revision: Revision, at: dt.datetime) -> bool:
        async with self._store.writing() as uow:
            await uow.revisions.postpone(revision, at)
        return False

    def _may_go_on(self, taken_at: dt.datetime) -> bool:
        return self._may_begin(taken_at) and not self._pacing.paused()
