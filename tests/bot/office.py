"""The bot's inside without Telegram: updates go in as Telegram writes them, what would be said is kept in a list."""

import asyncio
import datetime as dt
import itertools
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, cast

from bot import answering, saying
from bot.answering import Answering
from bot.counters import Counters
from bot.filing import Filing
from bot.finishing import Finishing
from bot.saying import Saying
from bot.seal import Seal
from bot.telegram_in import Us
from bot.telegram_out import OutgoingMessage, TelegramOut
from bot.worker import Worker
from handlers.front import Answer, Front
from handlers.request import House, Said
from language.replies import File, Order, Payload
from ledger.conversations import Conversation
from ledger.delivery import Delivered, Outcome
from ledger.messages import InboxUpdate
from ledger.ports import Store, UnitOfWork
from tests.memory_store import MemoryStore
from tests.town import HOUSE, MORNING

US = Us(42, "duban_bot")
SEAL = Seal(b"key")

Thinks = Callable[[Said], Awaitable[Answer | None]]


async def echoes(said: Said) -> Answer | None:
    return Answer(Payload(f"{said.kind}: {said.words or said.press}"))


class FrontStandIn:
    """`thinks` answers; `heard` is what came in, in order."""

    def __init__(self) -> None:
        self.thinks: Thinks = echoes
        self.heard: list[Said] = []

    async def answer(self, said: Said) -> Answer | None:
        self.heard.append(said)
        return await self.thinks(said)

    async def file(self, order: Order) -> File | str:
        return File("账.xlsx", lambda: b"PK" + str(order.number).encode())


class Listening(TelegramOut):
    """`plan` are outcomes of the next sends; afterwards everything is delivered."""

    def __init__(self) -> None:
        self.said: list[OutgoingMessage] = []
        self.pressed: list[tuple[str, str]] = []
        self.plan: list[Outcome] = []

    async def send(self, message: OutgoingMessage) -> Outcome:
        self.said.append(message)
        return self.plan.pop(0) if self.plan else Delivered(len(self.said), message.chat_id)

    async def answer_press(self, query_id: str, text: str = "", alert: bool = False) -> None:
        self.pressed.append((query_id, text))

    def heard_in(self, chat_id: int) -> list[str]:
        return [message.html for message in self.said if message.chat_id == chat_id]


class DispatcherStandIn:
    def __init__(self) -> None:
        self.sent: list[int] = []
        self.broken = False

    async def send_now(self, outbox_id: int) -> None:
        self.sent.append(outbox_id)
        if self.broken:
            raise OSError("broken")


class FragileStore:
    """A store that can be down; `commits` counts writing transactions that came to their end."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.down = False
        self.commits = 0

    def reading(self) -> Any:
        return self._store.reading()

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[UnitOfWork]:
        if self.down:
            raise OSError("disk full")
        async with self._store.writing() as uow:
            yield uow
            await asyncio.sleep(0.002)
            if self.down:
                raise OSError("disk full")
        self.commits += 1


class NoMenus:
    async def fit(self, user_id: int, chat_id: int) -> None:
        """Menus have tests of their own."""


@dataclass
class Office:
    store: FragileStore = field(default_factory=lambda: FragileStore(MemoryStore()))
    front: FrontStandIn = field(default_factory=FrontStandIn)
    out: Listening = field(default_factory=Listening)
    dispatcher: DispatcherStandIn = field(default_factory=DispatcherStandIn)
    counters: Counters = field(default_factory=Counters)
    house: House = HOUSE
    slots: int = 8
    writes: int = 0

    def __post_init__(self) -> None:
        self._numbers = itertools.count(1)
        self.answering = Answering(
            self.store,
            cast(Front, self.front),
            self.house,
            US,
            SEAL,
            saying=Saying(self.out, self.dispatcher, self.counters, Filing(self.front)),
            finishing=Finishing(self.store, first_pause=0.01),
            menus=NoMenus(),
            wrote=self._wrote,
            clock=lambda: MORNING + dt.timedelta(seconds=0.2),
            counters=self.counters,
        )
        self.worker = Worker(self.answering.read, self.answering.handle, slots=self.slots)

    def _wrote(self) -> None:
        self.writes += 1

    async def stored(self, *updates: dict[str, Any]) -> list[InboxUpdate]:
        numbered = [(n, json.dumps({"update_id": n, **update})) for update in updates for n in [next(self._numbers)]]
        async with self.store.writing() as uow:
            return list(await uow.inbox.put([(n, f"{n:064}", body) for n, body in numbered], MORNING))

    async def takes(self, *updates: dict[str, Any]) -> list[InboxUpdate]:
        rows = await self.stored(*updates)
        self.worker.take(rows)
        return rows

    async def works_off(self, *updates: dict[str, Any]) -> list[InboxUpdate]:
        """Stored, handled to the end."""
        rows = await self.takes(*updates)
        self.worker.start()
        await self.worker.stop()
        self.worker = Worker(self.answering.read, self.answering.handle, slots=self.slots)
        return rows

    async def waiting(self) -> int:
        async with self.store.reading() as uow:
            return int(await uow.inbox.waiting_count())

    async def conversation(self, chat_id: int) -> Conversation | None:
        async with self.store.reading() as uow:
            found: Conversation | None = await uow.conversations.get(chat_id)
            return found


def person(user_id: int) -> dict[str, Any]:
    return {"id": user_id, "is_bot": False, "first_name": "林晓禾", "language_code": "zh-hans"}


def private(user_id: int) -> dict[str, Any]:
    return {"id": user_id, "type": "private", "first_name": "林晓禾"}


def message(user_id: int, text: str, **more: Any) -> dict[str, Any]:
    base = {"message_id": 5, "date": 1, "chat": private(user_id), "from": person(user_id)}
    return {"message": {**base, **({"text": text} if text else {}), **more}}


def press(user_id: int, data: str, press_id: str = "p1") -> dict[str, Any]:
    shown = {"message_id": 9, "date": 1, "chat": private(user_id), "text": "x"}
    return {"callback_query": {"id": press_id, "from": person(user_id), "data": data, "message": shown}}


def membership(user_id: int, status: str) -> dict[str, Any]:
    who = {"user": {"id": 42, "is_bot": True, "first_name": "督办"}}
    return {
        "my_chat_member": {
            "chat": private(user_id),
            "from": person(user_id),
            "date": 1,
            "old_chat_member": {**who, "status": "member"},
            "new_chat_member": {**who, "status": status},
        }
    }


def at_once(monkeypatch: Any) -> None:
    """Pauses between tries are kept as an order, not as time."""
    monkeypatch.setattr(answering, "PAUSES", (0.0, 0.0))
    monkeypatch.setattr(answering, "STORE_PAUSE", 0.005)
    monkeypatch.setattr(saying, "PAUSES", (0.0, 0.0, 0.0))
