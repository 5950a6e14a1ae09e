"""Finds out whether a message in doubt has arrived, and takes away a copy that came late.

Telegram numbers messages. What was sent without an answer is a hole in the numbers that are known, above the row's
floor. Editing a hole with the same content answers "is that message ours?" and changes nothing.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field

from ledger.delivery import Delivered, Fault, Outcome, Rejected, Sender, Unknown
from ledger.messages import OutboxMessage, Settlement
from ledger.ports import Store, UnitOfWork
from scheduler.pacing import Pacing
from scheduler.terms import Terms

AHEAD = 3
"""Nobody may have written since: the message would stand just above the highest known id."""
AT_A_TIME = 20
MOST = 60
"""What was sent took the next number that was free, so it stands among the first holes above the floor. In a lively
supergroup nearly every number is somebody else's, and asking for all of them would never end.
"""


@dataclass(frozen=True, slots=True)
class Look:
    """`same` and `changed` are ids that answered: with this content, with another one before (another message of ours
    in doubt, which now says this). Up to `floor` there is nothing more to ask. `outcome` is what broke the look off.
    """

    floor: int
    same: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()
    done: bool = True
    outcome: Outcome | None = None
    doubtful: bool = False
    """A question was left without an answer, and may take effect yet."""
    busy: bool = False
    """Another row is asking in this chat: two would take each other's messages for their own."""

    @property
    def found(self) -> tuple[int, ...]:
        """The oldest first; what only says so since we asked comes last."""
        return (*sorted(self.same), *sorted(self.changed))

    def asks_on(self, settled: Iterable[int]) -> bool:
        """Whether the chat stays this row's to ask in, when these (kept, or gone) are settled: a question without an
        answer may change a message yet, and a copy that is still there says what this row says, whoever sent it.
        """
        return not self.done or not set(self.found) <= set(settled)


@dataclass
class _Asked:
    """`absent` are ids that can never be ours in this chat: numbers are given once, and these were given before."""

    floor: int
    same: list[int] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)
    absent: list[int] = field(default_factory=list)
    doubtful: bool = False

    def look(self, *, done: bool = True, outcome: Outcome | None = None) -> Look:
        done = done and not self.doubtful
        return Look(self.floor, tuple(self.same), tuple(self.changed), done, outcome, self.doubtful)


class Probing:
    """`may_go_on` tells whether there is still time for another question."""

    def __init__(self, store: Store, sender: Sender, pacing: Pacing, terms: Terms) -> None:
        self._store = store
        self._sender = sender
        self._pacing = pacing
        self._terms = terms

    async def look(self, message: OutboxMessage, payload: str, now: dt.datetime, may_go_on: Callable[[], bool]) -> Look:
        chat_id = message.chat_id
        floor = message.id_floor or 0
        async with self._store.writing() as uow:
            known = await uow.message_ids.ask(message.id, chat_id, floor, AHEAD)
        if known is None:
            return Look(floor, done=False, busy=True)
        asked = _Asked(floor)
        look = await self._asked(asked, message, payload, known, may_go_on)
        if asked.absent:
            async with self._store.writing() as uow:
                await uow.message_ids.put_absent(chat_id, asked.absent, now)
        return look

    async def _asked(
        self, asked: _Asked, message: OutboxMessage, payload: str, known: Sequence[int], may_go_on: Callable[[], bool]
    ) -> Look:
        top = max(known, default=asked.floor)
        for n, number in enumerate(holes(known, asked.floor)):
            if n == AT_A_TIME or not may_go_on() or await self._pacing.turn(message.chat_id) > 0:
                return asked.look(done=False)
            outcome = await self._sender.edit(message.chat_id, number, payload)
            match outcome:
                case Delivered(changed=changed):
                    (asked.changed if changed else asked.same).append(number)
                case Rejected(kind=kind):
                    # Above the highest known id a message may yet come.
                    if kind is Fault.TO_EDIT_NOT_FOUND and number <= top:
                        asked.absent.append(number)
                case Unknown():
                    # Asked again when this question can take effect no more; the others need not wait for it.
                    asked.doubtful = True
                case _:
                    return asked.look(done=False, outcome=outcome)
            if not asked.doubtful:
                asked.floor = max(asked.floor, min(number, top))
        if not asked.doubtful:
            asked.floor = max(asked.floor, top)
        return asked.look()

    async def remove(self, chat_id: int, message_ids: Iterable[int]) -> tuple[int, ...]:
        """The ids that are gone now, or can never be taken away."""
        gone = []
        for number in message_ids:
            if await self._pacing.turn(chat_id) > 0:
                break
            outcome = await self._sender.delete(chat_id, number)
            if isinstance(outcome, Delivered | Rejected):
                gone.append(number)
        return tuple(gone)

    async def watch(self, message: OutboxMessage, now: dt.datetime, may_go_on: Callable[[], bool]) -> None:
        """Of a delivered message: its copies go, those that came before it too, since its own number is known to all;
        what cannot be done now is done another time.
        """
        if message.message_id is None or not message.payload:
            await self._unwatched(message)
            return
        look = await self.look(message, message.payload, now, may_go_on)
        copies = set(look.found) - {message.message_id}
        gone = await self.remove(message.chat_id, sorted(copies))
        left_over = copies - set(gone)
        done = look.done and not left_over
        left = message.watches_left - 1 if done else message.watches_left
        settlement = Settlement(
            message.state,
            message_id=message.message_id,
            id_floor=min(left_over) - 1 if left_over else look.floor,
            watch_at=self._terms.next_watch(now, left) if done else now + self.wait(look, left_over),
            watches_left=max(left, 0),
        )
        async with self._store.writing() as uow:
            await self.note(uow, message, look, (message.message_id, *gone), now)
            await uow.outbox.watched(message.id, settlement)

    def wait(self, look: Look, left_over: Collection[int]) -> dt.timedelta:
        """Before more is asked: by then a call without an answer has taken effect or never will. Asked sooner, a copy
        might be kept that is about to go.
        """
        return self._terms.uncertain_for if left_over or look.doubtful else self._terms.patience

    async def note(
        self, uow: UnitOfWork, message: OutboxMessage, look: Look, settled: Sequence[int], now: dt.datetime
    ) -> None:
        """What is settled (kept, or gone) is known from now on. Another row that was recorded for one of these numbers
        meanwhile has lost its words to this one, and says them again; one recorded later finds its number known.
        """
        if not look.asks_on(settled):
            await uow.message_ids.answered(message.id)
        await uow.message_ids.put([(message.chat_id, number) for number in settled], now)
        for number in look.found:
            for other in await uow.outbox.others_at(message.chat_id, number, message.id):
                await uow.outbox.reopen(other, now)

    async def _unwatched(self, message: OutboxMessage) -> None:
        async with self._store.writing() as uow:
            await uow.outbox.watched(message.id, Settlement(message.state))


def holes(known: Sequence[int], floor: int) -> list[int]:
    """Ids between the floor and the highest known id that nobody knows, the first of them, and a few beyond. `known`
    is ascending.
    """
    found: list[int] = []
    last = floor
    for number in known:
        if len(found) < MOST:
            found += range(last + 1, min(number, last + 1 + MOST - len(found)))
        last = number
    return [*found, *range(last + 1, last + 1 + AHEAD)]
