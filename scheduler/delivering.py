"""Brings one claimed message from its row to its reader, and settles what became of it."""

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import replace

from language.replies import load
from language.wording.catalogue import Language
from ledger.delivery import Delivered, Gone, Moved, Outcome, Sender, TryLater, Unauthorized, Unknown
from ledger.messages import Lane, MessageState, OutboxMessage, Settlement
from ledger.moving import chat_moved
from ledger.policies import Policies
from ledger.ports import Store
from scheduler import losing
from scheduler.pacing import Clock, Pacing
from scheduler.probing import Look, Probing
from scheduler.readiness import ClaimLost, Readiness, close, maybe_sent
from scheduler.settling import failure, settlement
from scheduler.terms import Terms

log = logging.getLogger(__name__)

ROUNDS = 8
"""What was not among so many numbers is sent again all the same; should it turn up, it goes."""


class Delivering:
    """`may_begin` tells whether anything may be begun for what was claimed at a time."""

    def __init__(
        self,
        store: Store,
        sender: Sender,
        policies: Policies,
        clock: Clock,
        owner: str,
        language: Language,
        pacing: Pacing,
        terms: Terms,
        may_begin: Callable[[dt.datetime], bool],
    ) -> None:
        self._store = store
        self._sender = sender
        self._clock = clock
        self._owner = owner
        self._readiness = Readiness(owner, policies, language)
        self._pacing = pacing
        self._terms = terms
        self._may_begin = may_begin
        self.probing = Probing(store, sender, pacing, terms)
        self._moved: dict[int, int] = {}
        """What is put into the outbox after the move may still name the old chat."""
        self.unauthorized = ""

    async def deliver(self, message: OutboxMessage, claimed_at: dt.datetime) -> bool:
        """Whether it arrived. One bad row never stops the others."""
        message = replace(message, chat_id=self._moved.get(message.chat_id, message.chat_id))
        try:
            return await (self._again(message, claimed_at) if maybe_sent(message) else self._first(message, claimed_at))
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

    async def _first(self, message: OutboxMessage, claimed_at: dt.datetime) -> bool:
        """Its words are frozen only when its turn has come: whoever dies before that leaves no doubt."""
        if (wait := await self._turn(message, claimed_at)) is not None:
            return await self._give_back(message, wait)
        payload = await self._prepared(message, claimed_at)
        if payload is None:
            return False
        if not self._may_begin(claimed_at) or self._pacing.paused():
            return await self._give_back(message, 0.0)
        chat_id, outcome = await self._send(message.chat_id, payload, silent=False)
        await self._settle(replace(message, chat_id=chat_id), outcome, False, load(payload).replaces)
        return isinstance(outcome, Delivered)

    async def _again(self, message: OutboxMessage, claimed_at: dt.datetime) -> bool:
        payload = await self._prepared(message, claimed_at)
        if payload is None:
            return False
        # An edit may be repeated as often as one likes.
        edits = load(payload).replaces
        if edits is None:
            look = await self.probing.look(message, payload, self._clock(), lambda: self._may_begin(claimed_at))
            if look.found:
                await self._arrived(message, look)
                return True
            open_yet = look.outcome is not None or look.doubtful or look.busy or message.attempts <= ROUNDS
            if not look.done and open_yet:
                await self._in_doubt(message, look)
                return False
            message = replace(message, id_floor=look.floor)
        if (wait := await self._turn(message, claimed_at)) is not None:
            return await self._give_back(message, wait)
        chat_id, outcome = await self._send(message.chat_id, payload, silent=True)
        await self._settle(replace(message, chat_id=chat_id), outcome, edits is None, edits)
        return isinstance(outcome, Delivered)

    async def _turn(self, message: OutboxMessage, claimed_at: dt.datetime) -> float | None:
        """None when it may leave now; else after how many seconds to ask again."""
        if not self._may_begin(claimed_at):
            return 0.0
        wait = await self._pacing.turn(
            message.chat_id, urgent=message.lane is Lane.REPLY, patience=self._terms.patience.total_seconds()
        )
        return wait if wait > 0 or not self._may_begin(claimed_at) or self._pacing.paused() else None

    async def _send(self, chat_id: int, payload: str, *, silent: bool) -> tuple[int, Outcome]:
        """The chat it went to in the end: a group that has moved is followed once."""
        outcome = await self._attempt(chat_id, payload, silent)
        if not isinstance(outcome, Moved):
            return chat_id, outcome
        log.info("chat %s is %s now", chat_id, outcome.chat_id)
        self._moved[chat_id] = outcome.chat_id
        await self._remember_move(chat_id, outcome.chat_id)
        return outcome.chat_id, await self._attempt(outcome.chat_id, payload, silent)

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

    async def _settle(self, message: OutboxMessage, outcome: Outcome, again: bool, edits: int | None) -> None:
        now = self._clock()
        await self.note(message.chat_id, outcome)
        if isinstance(outcome, Delivered) and outcome.message_id not in (None, edits):
            assert outcome.message_id is not None  # noqa: S101 - as just asked
            await self._delivered(message, outcome.message_id, now, again)
            return
        result = settlement(message, outcome, now, self._terms)
        if result.state is MessageState.UNDELIVERABLE:
            log.error("message %s cannot be delivered: %s", message.id, result.reason)
        async with self._store.writing() as uow:
            if isinstance(outcome, Gone):
                await losing.lost(uow, message.chat_id, outcome, now)
            await close(uow, message, self._owner, replace(result, id_floor=message.id_floor if again else None))

    async def note(self, chat_id: int, outcome: Outcome) -> None:
        """What an outcome means for whatever is sent next."""
        match outcome:
            case TryLater():
                seconds = outcome.after.total_seconds()
                await self._pacing.pause(seconds, chat_id if outcome.scope == "chat" else None)
            case Unauthorized():
                self.unauthorized = outcome.reason or "unauthorized"
                log.critical("Telegram does not accept the token: nothing is sent until the program starts anew")

    async def _delivered(self, message: OutboxMessage, number: int, now: dt.datetime, again: bool) -> None:
        """What was sent a second time is looked for at once: the first may have come meanwhile."""
        left = len(self._terms.watches) + 1 if again else 0
        result = Settlement(
            MessageState.DELIVERED,
            number,
            id_floor=message.id_floor,
            watch_at=now if again else None,
            watches_left=left,
        )
        async with self._store.writing() as uow:
            if not await uow.message_ids.take(message.id, message.chat_id, number, now):
                # Before we could note it down, a probe of another row may have taken our message for its own.
                result = settlement(message, Unknown("taken for another message"), now, self._terms)
            await close(uow, message, self._owner, result)
        if again and result.state is MessageState.DELIVERED:
            kept = replace(message, state=result.state, message_id=number, watches_left=left)
            began = self._clock()
            await self.probing.watch(kept, now, lambda: self._may_begin(began))

    async def _arrived(self, message: OutboxMessage, look: Look) -> None:
        """A doubt is resolved: the oldest stays. Whoever dies between two steps finds the rest again."""
        keep, *copies = look.found
        gone = await self.probing.remove(message.chat_id, copies)
        left_over = set(copies) - set(gone)
        now = self._clock()
        # Sent once only, and found where it was sent to: nothing more can come.
        over = message.attempts <= 2 and bool(look.same) and look.done and not left_over
        watches = 0 if over else len(self._terms.watches)
        result = Settlement(
            MessageState.DELIVERED,
            keep,
            id_floor=min(left_over) - 1 if left_over else look.floor,
            watch_at=now + self.probing.wait(look, left_over) if left_over else self._terms.next_watch(now, watches),
            watches_left=watches,
        )
        async with self._store.writing() as uow:
            await self.probing.note(uow, message, look, (keep, *gone), now)
            await close(uow, message, self._owner, result, still_asking=look.asks_on((keep, *gone)))

    async def _in_doubt(self, message: OutboxMessage, look: Look) -> None:
        """A question failed, or there was no time for all of them: asked further at another drain."""
        now = self._clock()
        outcome = look.outcome or (Unknown("a question without an answer") if look.doubtful else None)
        if outcome is not None:
            await self.note(message.chat_id, outcome)
        result = settlement(message, outcome, now, self._terms) if outcome is not None else None
        if result is None or result.state is not MessageState.UNDELIVERABLE:
            # Others first: there was no time for all of the questions.
            later = result.not_before if result is not None and result.not_before else now + self._terms.patience
            if look.doubtful:
                later = max(later, now + self._terms.uncertain_for)
            result = Settlement(MessageState.UNCERTAIN, not_before=later, reason=message.reason)
        async with self._store.writing() as uow:
            if isinstance(outcome, Gone):
                await losing.lost(uow, message.chat_id, outcome, now)
            result = replace(result, id_floor=look.floor)
            await close(uow, message, self._owner, result, still_asking=look.doubtful)

    async def _give_back(self, message: OutboxMessage, wait: float) -> bool:
        """Clean rows stay clean: nothing was begun."""
        later = self._clock() + dt.timedelta(seconds=wait)
        result = Settlement(MessageState.DUE, not_before=later, reason=message.reason, id_floor=message.id_floor)
        await self._close(message, result)
        return False

    async def _close(self, message: OutboxMessage, result: Settlement) -> None:
        async with self._store.writing() as uow:
            await close(uow, message, self._owner, result)
