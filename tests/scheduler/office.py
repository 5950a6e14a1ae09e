"""The clock's side of the town: a messenger that follows a plan of faults, and a dispatcher that can be lost."""

import asyncio
import datetime as dt
import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from language.replies import Payload, load
from language.wording.catalogue import Language
from ledger.delivery import Delivered, Fault, Outcome, Rejected, Sender, Unknown
from ledger.items import State
from ledger.marks import PLANNED
from ledger.messages import Lane, OutboxMessage
from ledger.notices import Notice
from ledger.ports import Store
from scheduler.dispatcher import Dispatcher
from scheduler.planner import Planned, plan
from tests.town import CULTURE, POLICIES, SHANGHAI, Town


@dataclass(frozen=True)
class Sent:
    """One call of the messenger."""

    chat_id: int
    payload: str
    silent: bool
    at: dt.datetime
    outcome: Outcome

    @property
    def message(self) -> Payload:
        return load(self.payload)

    @property
    def text(self) -> str:
        return html.unescape(re.sub(r"<[^>]+>", "", self.message.text))

    @property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    @property
    def labels(self) -> list[str]:
        return [label for row in self.message.buttons for label, _ in row]


@dataclass(frozen=True)
class Unheard(Unknown):
    """It arrived, and nobody heard so; after `late` more calls if that is not 0."""

    reason: str = "timed out"
    late: int = 0


@dataclass
class Messenger:
    """Implements `ledger.delivery.Sender`. `faults` are the outcomes of the next sends; then everything arrives.

    `shown` is what the chats show: the payload by (chat, message id). `probes` and `deleted` name the ids asked for.
    """

    clock: Callable[[], dt.datetime]
    faults: Iterator[Outcome | Exception | None] = field(default_factory=lambda: iter(()))
    sent: list[Sent] = field(default_factory=list)
    shown: dict[tuple[int, int], str] = field(default_factory=dict)
    probes: list[tuple[int, int]] = field(default_factory=list)
    deleted: list[tuple[int, int]] = field(default_factory=list)
    probe_faults: Iterator[Outcome | None] = field(default_factory=lambda: iter(()))
    last_id: int = 0
    alive: bool = True
    late: list[tuple[int, int, str]] = field(default_factory=list)

    async def send(self, chat_id: int, payload: str, *, silent: bool = False) -> Outcome:
        self._one_call_later()
        outcome = next(self.faults, None)
        if isinstance(outcome, Exception):
            raise outcome
        if isinstance(outcome, Unheard) and outcome.late:
            self.late.append((outcome.late, chat_id, payload))
        elif outcome is None or isinstance(outcome, Delivered | Unheard):
            number = self.arrives(chat_id, payload)
            outcome = outcome or Delivered(number, chat_id)
        self.sent.append(Sent(chat_id, payload, silent, self.clock(), outcome))
        return outcome

    async def edit(self, chat_id: int, message_id: int, payload: str) -> Outcome:
        self._one_call_later()
        self.probes.append((chat_id, message_id))
        if (planned := next(self.probe_faults, None)) is not None:
            return planned
        before = self.shown.get((chat_id, message_id))
        if before is None:
            return Rejected("message to edit not found", Fault.TO_EDIT_NOT_FOUND)
        self.shown[chat_id, message_id] = payload
        return Delivered(message_id, chat_id, changed=before != payload)

    async def delete(self, chat_id: int, message_id: int) -> Outcome:
        self.deleted.append((chat_id, message_id))
        self.shown.pop((chat_id, message_id), None)
        return Delivered(message_id, chat_id)

    async def answers(self) -> bool:
        return self.alive

    def arrives(self, chat_id: int, payload: str) -> int:
        self.last_id += 1
        self.shown[chat_id, self.last_id] = payload
        return self.last_id

    def _one_call_later(self) -> None:
        for left, chat_id, payload in [each for each in self.late if each[0] == 1]:
            self.late.remove((left, chat_id, payload))
            self.arrives(chat_id, payload)
        self.late = [(left - 1, chat_id, payload) for left, chat_id, payload in self.late]

    def to(self, chat_id: int) -> list[Sent]:
        """What arrived there."""
        return [s for s in self.sent if s.chat_id == chat_id and isinstance(s.outcome, Delivered)]


class Office:
    def __init__(self, town: Town, store: Store | None = None, language: Language = "zh") -> None:
        self.town = town
        self.store = store or town.store
        self.messenger = Messenger(self.clock)
        self.language: Language = language
        self.dispatcher = self.hired("first")

    def clock(self) -> dt.datetime:
        return self.town.now

    async def sleep(self, seconds: float) -> None:
        """Time passes for whoever waits, and for nobody else twice."""
        end = self.town.now + dt.timedelta(seconds=seconds)
        await asyncio.sleep(0)
        self.town.now = max(self.town.now, end)

    def hired(self, owner: str, store: Store | None = None, messenger: Sender | None = None) -> Dispatcher:
        return Dispatcher(
            *(store or self.store, messenger or self.messenger, POLICIES, self.clock, owner, self.language),
            sleep=self.sleep,
            paced_by=self.clock,
        )

    def at(self, *local: int) -> None:
        """Year, month, day, hour, minute in Shanghai."""
        self.town.moves_to(dt.datetime(*local))  # type: ignore[arg-type]  # noqa: DTZ001 - a wall time

    def later(self, **by: float) -> None:
        self.town.now += dt.timedelta(**by)

    async def plans(self) -> Planned:
        return await plan(self.store, POLICIES, self.town.now)

    async def works(self) -> list[Sent]:
        """Plan, gather, drain; returns what left."""
        await self.plans()
        return await self.delivers()

    async def delivers(self) -> list[Sent]:
        before = len(self.messenger.sent)
        await self.gathers()
        await self.dispatcher.drain(self.town.now)
        return self.messenger.sent[before:]

    async def gathers(self) -> int:
        """What waits already, on a day that has been planned."""
        async with self.store.writing() as uow:
            await uow.marks.put(PLANNED, local(self.clock()).date().toordinal())
        return await self.dispatcher.gather(self.clock())

    async def owes(self, *notices: Notice) -> None:
        async with self.store.writing() as uow:
            await uow.notices.put(notices)

    async def queues(self, key: str, lane: Lane = Lane.REPLY, chat_id: int = 7001, payload: str = "") -> int:
        body = payload or '{"text":"好","buttons":[],"replaces":null,"thread":null,"reply_to":null}'
        async with self.store.writing() as uow:
            found = await uow.outbox.put_once(OutboxMessage(key, lane, chat_id, self.town.now, payload=body))
        assert found is not None
        return found

    async def one_nudge(self) -> int:
        """Thursday: only the culture bureau's contact hears, of item 7 (limit on Friday, the 27th). The row's id."""
        await self.town.set_item(14, state=State.CLOSED)
        await self.town.hand_out(7, CULTURE, day=dt.date(2026, 11, 27))
        await self.change_member("罗建川", active=False)
        self.at(2026, 11, 26, 8, 41)
        await self.plans()
        assert await self.dispatcher.gather(self.clock()) == 1
        (row,) = await self.rows()
        return row.id

    async def row(self, message_id: int) -> OutboxMessage:
        async with self.store.reading() as uow:
            found = await uow.outbox.get(message_id)
        assert found is not None
        return found

    async def rows(self) -> list[OutboxMessage]:
        """Every row there is, in the order of their ids."""
        async with self.store.reading() as uow:
            total = sum((await uow.outbox.counts()).values())
            found = [await uow.outbox.get(n) for n in range(1, total + 1)]
        return [row for row in found if row is not None]

    async def change_member(self, name: str, **changes: object) -> None:
        member = self.town.people[name]
        async with self.store.writing() as uow:
            await uow.members.save(replace(member, **changes))  # type: ignore[arg-type]


def local(at: dt.datetime) -> dt.datetime:
    return at.astimezone(SHANGHAI)
