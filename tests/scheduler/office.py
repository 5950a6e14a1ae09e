"""The clock's side of the town: a messenger that follows a plan of faults, and a dispatcher that can be lost."""

import asyncio
import datetime as dt
import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from language.replies import Payload, load
from language.wording.catalogue import Language
from ledger.delivery import Delivered, Outcome
from ledger.items import State
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


@dataclass
class Messenger:
    """Implements `ledger.delivery.Sender`. `faults` are the outcomes of the next calls; then everything arrives."""

    clock: Callable[[], dt.datetime]
    faults: Iterator[Outcome | Exception | None] = field(default_factory=lambda: iter(()))
    sent: list[Sent] = field(default_factory=list)

    async def send(self, chat_id: int, payload: str, *, silent: bool = False) -> Outcome:
        outcome = next(self.faults, None) or Delivered(len(self.sent) + 1, chat_id)
        if isinstance(outcome, Exception):
            raise outcome
        self.sent.append(Sent(chat_id, payload, silent, self.clock(), outcome))
        return outcome

    async def edit(self, chat_id: int, message_id: int, payload: str) -> Outcome:
        raise AssertionError("the dispatcher only sends")

    async def delete(self, chat_id: int, message_id: int) -> Outcome:
        raise AssertionError("the dispatcher only sends")

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

    def hired(self, owner: str, store: Store | None = None) -> Dispatcher:
        return Dispatcher(
            store or self.store, self.messenger, POLICIES, self.clock, owner, self.language, sleep=self.sleep
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
        await self.dispatcher.gather(self.town.now)
        await self.dispatcher.drain(self.town.now)
        return self.messenger.sent[before:]

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
