"""Hands out what waits in the outbox: claims it, has it delivered, and looks after copies that came late.

No transaction is open while the messenger is being spoken to. Whatever happens between two steps, the row tells the
next run where to go on: nothing is lost, and what may have been sent is looked for before it is sent again, silently.
"""

import asyncio
import datetime as dt
import logging
from collections import defaultdict
from collections.abc import Coroutine, Sequence
from typing import Any

from language.wording.catalogue import Language
from ledger.delivery import Sender
from ledger.marks import HELD
from ledger.messages import OutboxMessage
from ledger.pace import Pace
from ledger.policies import Policies
from ledger.ports import Store
from scheduler import gathering, losing
from scheduler.delivering import Delivering
from scheduler.pacing import Clock, Pacing, Sleep
from scheduler.revising import Revising
from scheduler.terms import Terms

log = logging.getLogger(__name__)

WATCHED_AT_ONCE = 6
AT_ONCE = 16
ASKING_AT_ONCE = 6
"""Doubts that are asked for side by side: enough to use up the pace, and few enough that each is through within its
lease, on a slow database too.
"""


class Dispatcher:
    """`owner` names this process among those that share the database. `language` is for people who chose none.

    `paced_by` is the clock of the pace, None for the database's own.
    """

    def __init__(
        self,
        store: Store,
        sender: Sender,
        policies: Policies,
        clock: Clock,
        owner: str,
        language: Language = "zh",
        *,
        sleep: Sleep = asyncio.sleep,
        pace: Pace | None = None,
        paced_by: Clock | None = None,
        terms: Terms | None = None,
    ) -> None:
        self._store = store
        self._policies = policies
        self._language: Language = language
        self._clock = clock
        self._owner = owner
        self._terms = terms or Terms()
        self.pacing = Pacing(store, clock=paced_by, sleep=sleep, pace=pace)
        self._delivering = Delivering(
            store, sender, policies, clock, owner, language, self.pacing, self._terms, self._may_begin
        )
        self._revising = Revising(
            store,
            sender,
            policies,
            clock,
            language,
            self.pacing,
            self._terms,
            may_begin=self._may_begin,
            note=self._delivering.note,
        )
        self._at_once = asyncio.Semaphore(AT_ONCE)
        self._stopping = False

    @property
    def unauthorized(self) -> str:
        """Why the messenger does not know us any more; then nothing is sent until the program starts anew."""
        return self._delivering.unauthorized

    def stop(self) -> None:
        """Claims nothing more; what is in hand is finished by the calls that are under way."""
        self._stopping = True

    async def send_now(self, outbox_id: int) -> None:
        """A reply that was just committed. Never raises: what fails here is found again by the next drain."""
        if self._resting():
            return
        now = self._clock()
        try:
            async with self._store.writing() as uow:
                claimed = await uow.outbox.claim(
                    now=now, owner=self._owner, lease=self._terms.lease, limit=1, only=outbox_id
                )
            for message in claimed:
                await self._delivering.deliver(message, now)
        except Exception:
            log.exception("message %s waits for the next drain", outbox_id)

    async def gather(self, now: dt.datetime) -> int:
        """Ripe notices become messages, and so does what administrators must know; returns how many."""
        told = await losing.tell_administrators(self._store, self._policies, self._language, now)
        return told + await gathering.gather(self._store, self._policies, now)

    async def drain(self, now: dt.datetime) -> int:
        """Sends what is due, replies first, until nothing is, and edits what has moved on; returns how many were
        delivered.

        Raises what the store raises when nothing can be claimed.
        """
        asking: set[asyncio.Task[int]] = set()
        try:
            return await self._drained(now, asking)
        except BaseException:
            for task in asking:
                task.cancel()
            raise

    async def _drained(self, now: dt.datetime, asking: set[asyncio.Task[int]]) -> int:
        """`asking` are doubts and watches under way: their many questions hold up nothing that can simply be sent."""
        delivered, moment = 0, now
        watching: asyncio.Task[int] | None = None
        while not self._resting():
            async with self._store.writing() as uow:
                held = await uow.marks.get(HELD)
                claimed = await uow.outbox.claim(
                    now=moment, owner=self._owner, lease=self._terms.lease, limit=self._terms.batch, replies_after=held
                )
                # No more than can be asked for at once: a doubt that waits for others here loses its lease.
                doubts = await uow.outbox.claim_doubts(
                    now=moment,
                    owner=self._owner,
                    lease=self._terms.lease,
                    limit=max(ASKING_AT_ONCE - len(asking), 0),
                    replies_after=held,
                )
            for message in doubts:
                _begin(asking, self._delivering.deliver(message, moment))
            delivered += await self._deliver(claimed, moment)
            if asking:
                delivered += await _answered(asking, wait=not claimed)
            elif not claimed and (held is not None or not await self._revising.revise(moment)):
                # What is on the screens comes last, a few at a time; on hold nothing but answers leaves.
                break
            moment = self._clock()
            if (claimed or doubts) and (watching is None or watching.done()):
                watching = _begin(asking, self._watch(moment))
        delivered += sum([await task for task in tuple(asking)])
        await self._watch(moment)
        return delivered

    async def _deliver(self, messages: Sequence[OutboxMessage], claimed_at: dt.datetime) -> int:
        chats: dict[int, list[OutboxMessage]] = defaultdict(list)
        for message in messages:
            chats[message.chat_id].append(message)
        return sum(await asyncio.gather(*(self._deliver_to_chat(chat, claimed_at) for chat in chats.values())))

    async def _deliver_to_chat(self, messages: Sequence[OutboxMessage], claimed_at: dt.datetime) -> int:
        """One after the other, so that a chat hears them in their order."""
        async with self._at_once:
            return sum([await self._delivering.deliver(message, claimed_at) for message in messages])

    async def _watch(self, now: dt.datetime) -> int:
        """What was sent twice may yet turn out to have come twice. Delivers nothing."""
        if self._resting():
            return 0
        async with self._store.writing() as uow:
            watched = await uow.outbox.watches(now=now, lease=self._terms.lease, limit=WATCHED_AT_ONCE)
        await asyncio.gather(*(self._watch_one(message, now) for message in watched))
        return 0

    async def _watch_one(self, message: OutboxMessage, now: dt.datetime) -> None:
        try:
            await self._delivering.probing.watch(message, now, lambda: self._may_begin(now))
        except Exception:
            log.exception("copies of message %s are looked for later", message.id)

    def _resting(self) -> bool:
        return self._stopping or bool(self.unauthorized) or self.pacing.paused()

    def _may_begin(self, claimed_at: dt.datetime) -> bool:
        """The pause of everything is asked apart: it has an end to wait for."""
        late = self._clock() - claimed_at > self._terms.held_at_most
        return not self._stopping and not self.unauthorized and not late


def _begin(asking: set[asyncio.Task[int]], questions: Coroutine[Any, Any, int]) -> asyncio.Task[int]:
    task = asyncio.create_task(questions)
    asking.add(task)
    return task


async def _answered(asking: set[asyncio.Task[int]], *, wait: bool) -> int:
    """Takes out those that are done, waiting for one at least if so asked; returns how many were delivered."""
    done, _ = await asyncio.wait(asking, timeout=None if wait else 0, return_when=asyncio.FIRST_COMPLETED)
    asking -= done
    return sum(task.result() for task in done)
