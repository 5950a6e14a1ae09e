"""Hands out what waits in the outbox: claims it, asks whether it is still true, sends it, settles what became of it.

No transaction is open while the messenger is being spoken to. Whatever happens between two steps, the row tells the
next run where to go on: nothing is lost, and what may have been sent is only ever sent again without a sound.
"""

import asyncio
import datetime as dt
import logging
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from language.wording.catalogue import Language
from ledger.delivery import Delivered, Gone, Moved, Outcome, Sender, TryLater, Unauthorized, Unknown
from ledger.messages import Lane, MessageState, OutboxMessage, Settlement
from ledger.moving import chat_moved
from ledger.policies import Policies
from ledger.ports import Store, UnitOfWork
from scheduler import gathering
from scheduler.pacing import Clock, Pace, Pacing, Sleep
from scheduler.readiness import ClaimLost, Readiness, close, maybe_sent
from scheduler.settling import failure, settlement

log = logging.getLogger(__name__)

LEASE = dt.timedelta(seconds=120)
HELD_AT_MOST = dt.timedelta(seconds=30)
"""Later than this after the claim nothing is begun: a send may take 75 seconds and must end within the lease."""
PATIENCE = dt.timedelta(seconds=5)
"""A chat that is not free by then gets its message at another drain."""
BATCH = 60
AT_ONCE = 16


class Dispatcher:
    """`owner` names this process among those that share the database. `language` is for people who chose none."""

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
    ) -> None:
        self._store = store
        self._sender = sender
        self._policies = policies
        self._clock = clock
        self._owner = owner
        self._readiness = Readiness(owner, policies, language)
        self._pacing = Pacing(clock, sleep=sleep, pace=pace)
        self._at_once = asyncio.Semaphore(AT_ONCE)
        self._moved: dict[int, int] = {}
        self._stopping = False
        self.unauthorized = ""
        """Why the messenger does not know us any more; then nothing is sent until the program starts anew."""

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
                claimed = await uow.outbox.claim(now=now, owner=self._owner, lease=LEASE, limit=1, only=outbox_id)
            for message in claimed:
                await self._deliver(message, now)
        except Exception:
            log.exception("message %s waits for the next drain", outbox_id)

    async def gather(self, now: dt.datetime) -> int:
        """Ripe notices become messages; returns how many."""
        return await gathering.gather(self._store, self._policies, now)

    async def drain(self, now: dt.datetime) -> int:
        """Sends what is due, replies first, until nothing is; returns how many were delivered.

        Raises what the store raises when nothing can be claimed.
        """
        delivered, moment = 0, now
        while not self._resting():
            async with self._store.writing() as uow:
                claimed = await uow.outbox.claim(now=moment, owner=self._owner, lease=LEASE, limit=BATCH)
            if not claimed:
                break
            chats: dict[int, list[OutboxMessage]] = defaultdict(list)
            for message in claimed:
                chats[message.chat_id].append(message)
            delivered += sum(await asyncio.gather(*(self._deliver_to_chat(chat, moment) for chat in chats.values())))
            moment = self._clock()
        return delivered

    def _resting(self) -> bool:
        return self._stopping or bool(self.unauthorized) or self._pacing.paused_until() is not None

    async def _deliver_to_chat(self, messages: Sequence[OutboxMessage], claimed_at: dt.datetime) -> int:
        """One after the other, so that a chat hears them in their order."""
        async with self._at_once:
            return sum([await self._deliver(message, claimed_at) for message in messages])

    async def _deliver(self, message: OutboxMessage, claimed_at: dt.datetime) -> bool:
        """One bad row never stops the others."""
        try:
            payload = await self._prepared(message, claimed_at)
            return payload is not None and await self._try(message, payload, claimed_at)
        except ClaimLost:
            log.warning("message %s was taken over by another process", message.id)
        except Exception:
            # The row stays claimed: when the lease has run out it comes back as a doubt.
            log.exception("message %s could not be settled", message.id)
        return False

    async def _prepared(self, message: OutboxMessage, claimed_at: dt.datetime) -> str | None:
        """Nothing has been sent yet, so that a row which cannot be worded stays clean until it is given up."""
        try:
            async with self._store.writing() as uow:
                return await self._readiness.payload(uow, message, max(claimed_at, self._clock()))
        except ClaimLost:
            raise
        except Exception as error:
            log.exception("message %s could not be made ready", message.id)
            result = failure(message, self._clock(), f"{type(error).__name__}: {error}")
        await self._close(message, result)
        return None

    async def _try(self, message: OutboxMessage, payload: str, claimed_at: dt.datetime) -> bool:
        chat_id = self._moved.get(message.chat_id, message.chat_id)
        free = self._pacing.free_at(chat_id)
        if not self._may_begin(claimed_at) or free - self._clock() > PATIENCE:
            return await self._give_back(message, free)
        await self._pacing.turn(chat_id, urgent=message.lane is Lane.REPLY)
        if not self._may_begin(claimed_at) or self._pacing.paused_until() is not None:
            return await self._give_back(message, self._pacing.free_at(chat_id))
        outcome = await self._send(chat_id, payload, silent=maybe_sent(message))
        await self._settle(message, chat_id, outcome)
        return isinstance(outcome, Delivered)

    def _may_begin(self, claimed_at: dt.datetime) -> bool:
        """The pause of everything is asked apart: it has an end to wait for."""
        return not self._stopping and not self.unauthorized and self._clock() - claimed_at <= HELD_AT_MOST

    async def _send(self, chat_id: int, payload: str, *, silent: bool) -> Outcome:
        outcome = await self._attempt(chat_id, payload, silent)
        if isinstance(outcome, Moved):
            log.info("chat %s is %s now", chat_id, outcome.chat_id)
            self._moved[chat_id] = outcome.chat_id
            await self._remember_move(chat_id, outcome.chat_id)
            outcome = await self._attempt(outcome.chat_id, payload, silent)
        return outcome

    async def _remember_move(self, old: int, new: int) -> None:
        """At once and for good: links, other messages and talks of the chat. A failure leaves it to the next send."""
        try:
            async with self._store.writing() as uow:
                await chat_moved(uow, old, new)
        except Exception:
            log.exception("that chat %s is %s now could not be kept", old, new)

    async def _attempt(self, chat_id: int, payload: str, silent: bool) -> Outcome:
        try:
            return await self._sender.send(chat_id, payload, silent=silent)
        except Exception as error:
            log.exception("sending to chat %s raised", chat_id)
            return Unknown(f"raised {type(error).__name__}")

    async def _settle(self, message: OutboxMessage, chat_id: int, outcome: Outcome) -> None:
        now = self._clock()
        match outcome:
            case TryLater():
                self._pacing.pause(now + outcome.after, chat_id if outcome.scope == "chat" else None)
            case Unauthorized():
                self.unauthorized = outcome.reason or "unauthorized"
                log.critical("Telegram does not accept the token: nothing is sent until the program starts anew")
        result = settlement(message, outcome, now)
        if result.state is MessageState.UNDELIVERABLE:
            log.error("message %s cannot be delivered: %s", message.id, result.reason)
        async with self._store.writing() as uow:
            if isinstance(outcome, Gone):
                await _unreachable(uow, message)
            await close(uow, message, self._owner, result)

    async def _give_back(self, message: OutboxMessage, free: dt.datetime) -> bool:
        """Clean rows stay clean: nothing was begun."""
        later = max(free, self._clock())
        await self._close(message, Settlement(MessageState.DUE, not_before=later, reason=message.reason))
        return False

    async def _close(self, message: OutboxMessage, result: Settlement) -> None:
        async with self._store.writing() as uow:
            await close(uow, message, self._owner, result)


async def _unreachable(uow: UnitOfWork, message: OutboxMessage) -> None:
    """Nothing more is sent to him until he writes to the bot again."""
    member = await uow.members.get(message.member_id) if message.member_id is not None else None
    if member is not None and member.user_id == message.chat_id and member.reachable:
        await uow.members.save(replace(member, reachable=False))
