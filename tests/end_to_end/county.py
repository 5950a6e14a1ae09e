"""The sample county as people see it: they type and press over HTTP, and the real bot answers over HTTP.

It begins on Tuesday 2026-11-24 at 10:00 in Shanghai.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import aiohttp
from pydantic import SecretStr

from bot.app import App
from bot.commands.try_ import next_working_morning
from bot.playground_token import playground_token
from bot.sample import seed
from bot.wiring import policies_of
from config import Settings, read_settings
from config.groups import DatabaseSettings, TelegramSettings, WebSettings
from ledger.items import Item
from playground.people import Person, read_groups, read_people
from playground.server import Playground
from storage import SqlStore, open_store
from storage.migrate import migrate
from tests.town import MORNING

T = TypeVar("T")

ASKED_EVERY = 0.01
PATIENCE = 10.0
"""Seconds until an answer is missed; it comes within milliseconds."""
LIN, LUO, SHEN, GU, TANG = 7000001, 7000002, 7000003, 7000004, 7000005
GROUP = -4007001


@dataclass(frozen=True)
class Webhook:
    port: int
    secret: str


@dataclass
class County:
    """`app` is the bot that is running now, None between two of them."""

    playground: Playground
    session: aiohttp.ClientSession
    settings: Settings
    store: SqlStore
    app: App | None = None
    heard: dict[int, int] = field(default_factory=dict)
    """Message ids up to which each chat has been listened to."""

    async def starts(self) -> None:
        self.app = App(self.settings, self.store, self.playground.now, web=False)
        await self.app.start()
        # What this day owes to people goes out first, so that no dialogue is interrupted by it.
        await self.app.program.timetable.tick(self.playground.now())
        for chat in self.playground.stand_in.world.chats:
            self.heard[chat] = max((message["id"] for message in await self.messages(chat)), default=0)

    async def stops(self) -> None:
        if self.app is not None:
            await self.app.stop()
            self.app = None

    async def dies(self) -> None:
        """As by kill -9: nothing is finished, nothing is put in order."""
        assert self.app is not None
        dying, self.app = self.app, None
        dying.program.timetable._ticker.shutdown(wait=False)
        mine = asyncio.current_task()
        for task in asyncio.all_tasks():
            if task is not mine and "bot/" in str(task.get_coro().cr_code.co_filename):  # type: ignore[union-attr]
                task.cancel()
        await dying._request.shutdown()

    async def item(self, number: int) -> Item:
        async with self.store.reading() as uow:
            plan = await uow.plans.current()
            assert plan is not None
            found = await uow.items.by_number(plan.id, number)
        assert found is not None
        return found

    async def says(self, person: int, text: str, *, chat: int | None = None) -> dict[str, Any]:
        """What the bot answers, as the page shows it."""
        told = await self.posts("say", chat_id=chat or person, person_id=person, text=text)
        self.heard[chat or person] = told["message_ids"][-1]
        return await self.hears(chat or person)

    async def says_only(self, person: int, text: str) -> None:
        told = await self.posts("say", chat_id=person, person_id=person, text=text)
        self.heard[person] = told["message_ids"][-1]

    async def presses(self, person: int, label: str) -> dict[str, Any]:
        """The newest button that shows `label`; answers with the message in that chat that changed or came."""
        before = await self.messages(person)
        await self.presses_only(person, label)
        return await self._changed(person, before)

    async def presses_only(self, person: int, label: str) -> None:
        for shown in reversed(await self.messages(person)):
            for button in (button for row in shown["buttons"] for button in row):
                if label in button["text"]:
                    where = {"chat_id": person, "person_id": person, "message_id": shown["id"]}
                    await self.posts("press", **where, data=button["data"])
                    return
        raise AssertionError(f"no button {label!r} in {await self.messages(person)}")

    async def hears(self, chat: int, *, containing: str = "") -> dict[str, Any]:
        """The next message of the bot in this chat that nobody has listened to yet."""

        async def found() -> dict[str, Any]:
            for message in await self.messages(chat):
                unheard = message["id"] > self.heard.get(chat, 0) and message["from"]["is_bot"]
                if unheard and containing in message["text"]:
                    self.heard[chat] = message["id"]
                    return message
            return {}

        return await eventually(found)

    async def goes_to_next_working_morning(self) -> None:
        await self.posts("clock", to_next="working_morning")

    async def goes_to(self, local: str) -> None:
        await self.posts("clock", to=f"{local}+08:00")

    async def messages(self, chat: int) -> list[dict[str, Any]]:
        async with self.session.get("/play/messages", params={"chat_id": chat}) as answer:
            assert answer.status == 200, await answer.text()
            shown: list[dict[str, Any]] = (await answer.json())["messages"]
            return shown

    async def from_bot(self, chat: int) -> list[str]:
        return [message["text"] for message in await self.messages(chat) if message["from"]["is_bot"]]

    async def posts(self, what: str, **wish: object) -> dict[str, Any]:
        async with self.session.post(f"/play/{what}", json=wish, headers={"X-Playground": "1"}) as answer:
            assert answer.status == 200, await answer.text()
            told: dict[str, Any] = await answer.json()
            return told

    async def _changed(self, chat: int, before: list[dict[str, Any]]) -> dict[str, Any]:
        old = {message["id"]: message for message in before}

        async def found() -> dict[str, Any]:
            shown = [message for message in await self.messages(chat) if message["from"]["is_bot"]]
            changed = [message for message in shown if old.get(message["id"]) != message]
            if not changed:
                return {}
            self.heard[chat] = max(self.heard.get(chat, 0), changed[-1]["id"])
            return changed[-1]

        return await eventually(found)


def first_line(message: dict[str, Any]) -> str:
    return str(message["text"]).split("\n")[0]


async def eventually(found: Callable[[], Awaitable[T]], patience: float = PATIENCE) -> T:
    """Asks until the answer is true, and gives it."""
    for _ in range(int(patience / ASKED_EVERY)):
        if answer := await found():
            return answer
        await asyncio.sleep(ASKED_EVERY)
    raise AssertionError(f"in vain for {patience} s")


@asynccontextmanager
async def county(folder: Path, *, running: bool = True, webhook: Webhook | None = None) -> AsyncIterator[County]:
    people = read_people()
    settings = read_settings(None)
    policies = policies_of(settings)
    running_county: list[County] = []

    async def moved() -> None:
        app = running_county[0].app
        if app is not None:
            await app.program.timetable.tick(playground.now())

    playground = Playground(
        people,
        read_groups(),
        token=(token := playground_token()),
        bot_username="duban_bot",
        bot_name="督办",
        zone=settings.timezone,
        start=MORNING,
        next_working_morning=lambda now: next_working_morning(now, policies),
        on_clock_moved=moved,
    )
    have_started(playground, people)
    address = await playground.start(port=0)
    url = f"sqlite+aiosqlite:///{folder / 'duban.db'}"
    await migrate(url)
    store = open_store(url)
    await seed(store, year=2026, now=MORNING, policies=policies)
    settings = settings.model_copy(
        update={
            "telegram": TelegramSettings(
                token=SecretStr(token),
                base_url=f"{address}/bot",
                webhook_url=f"http://127.0.0.1:{webhook.port}" if webhook else None,
                webhook_secret=SecretStr(webhook.secret) if webhook else None,
            ),
            "database": DatabaseSettings(url=SecretStr(url)),
            "web": WebSettings(port=webhook.port if webhook else 0),
        }
    )
    async with aiohttp.ClientSession(address) as session:
        here = County(playground, session, settings, store)
        running_county.append(here)
        try:
            if running:
                await here.starts()
            yield here
        finally:
            await here.stops()
            await store.close()
            await playground.stop()


def have_started(playground: Playground, people: list[Person]) -> None:
    """Whoever has joined has once pressed Start."""
    for person in people:
        playground.stand_in.world.chats[person.id].started = bool(person.role)
