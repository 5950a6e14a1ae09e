"""Updates posted to the bot: with the secret, in order, again until taken."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from playground.server import Playground
from tests.playground.bot_client import BotClient, Json, PeopleClient
from tests.playground.conftest import LIN, LUO, SHEN

SECRET = "s-e_cret"


class Hook:
    """`answers` are the next answers as (status, headers, body); afterwards 200."""

    def __init__(self) -> None:
        self.url = ""
        self.seen: list[Json] = []
        self.secrets: set[str | None] = set()
        self.answers: list[tuple[int, dict[str, str], bytes]] = []
        self.came = asyncio.Event()
        self.slow_for: int | None = None

    async def handle(self, request: web.Request) -> web.Response:
        update: dict[str, Any] = await request.json()
        self.secrets.add(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        self.seen.append(update)
        self.came.set()
        if update.get("message", {}).get("chat", {}).get("id") == self.slow_for:
            await asyncio.sleep(0.2)
        status, headers, body = self.answers.pop(0) if self.answers else (200, {}, b"")
        return web.Response(status=status, headers=headers, body=body)

    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.seen]

    async def until(self, count: int) -> None:
        async with asyncio.timeout(5):
            while len(self.seen) < count:
                self.came.clear()
                await self.came.wait()


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    one = Hook()
    app = web.Application()
    app.router.add_post("/hook", one.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    one.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield one
    await runner.cleanup()


async def settled(playground: Playground) -> None:
    async with asyncio.timeout(5):
        while len(playground.stand_in.queue):  # noqa: ASYNC110 - the queue tells nobody that it is empty
            await asyncio.sleep(0.01)


async def test_what_waited_and_what_comes(
    bot: BotClient, persons: PeopleClient, hook: Hook, playground: Playground
) -> None:
    await persons.says(LIN, "a")
    assert (await bot("setWebhook", url=hook.url, secret_token=SECRET, max_connections=5)).result is True
    await persons.says(LIN, "b")
    await hook.until(2)
    await settled(playground)
    assert (hook.texts(), hook.secrets) == (["a", "b"], {SECRET})
    info = (await bot("getWebhookInfo")).result
    assert (info["url"], info["pending_update_count"], info["max_connections"]) == (hook.url, 0, 5)
    assert (await bot("getUpdates")).refusal.startswith("Conflict: can't use getUpdates method while webhook is active")
    assert (await bot("deleteWebhook")).result is True
    await persons.says(LIN, "c")
    assert [update["message"]["text"] for update in await bot.updates()] == ["c"]


async def test_one_chat_in_order_others_beside_it(bot: BotClient, persons: PeopleClient, hook: Hook) -> None:
    hook.slow_for = LIN
    await bot("setWebhook", url=hook.url)
    for text in "ab":
        await persons.says(LIN, text)
    await persons.says(LUO, "x")
    await hook.until(3)
    assert hook.texts() == ["a", "x", "b"]


async def test_a_refused_update_holds_back_its_chat_only(
    bot: BotClient, persons: PeopleClient, hook: Hook, playground: Playground
) -> None:
    hook.answers = [(503, {"Retry-After": "1"}, b"")]
    await bot("setWebhook", url=hook.url)
    await persons.says(LIN, "a")
    await hook.until(1)
    await persons.says(LIN, "b")
    await persons.says(SHEN, "x")
    await hook.until(2)
    assert hook.texts() == ["a", "x"]
    assert (await bot("getWebhookInfo")).result["last_error_message"] == (
        "Wrong response from the webhook: 503 Service Unavailable"
    )
    await hook.until(4)
    assert hook.texts() == ["a", "x", "a", "b"]
    await settled(playground)


async def test_the_first_retry_comes_at_once(bot: BotClient, persons: PeopleClient, hook: Hook) -> None:
    hook.answers = [(500, {}, b"")]
    await bot("setWebhook", url=hook.url)
    await persons.says(LIN, "a")
    await asyncio.wait_for(hook.until(2), 1)
    assert hook.seen[0] == hook.seen[1]


async def test_a_method_in_the_answer(
    bot: BotClient, persons: PeopleClient, hook: Hook, playground: Playground
) -> None:
    hook.answers = [
        (200, {}, b'{"method": "sendMessage", "chat_id": 7000001, "text": "<b>a</b>", "parse_mode": "HTML"}')
    ]
    await bot("setWebhook", url=hook.url)
    await persons.says(LIN, "a")
    await settled(playground)
    [call] = playground.history.of("sendMessage")
    assert (call.ok, call.result["text"]) == (True, "a")


async def test_a_poll_that_waits_is_told(bot: BotClient, hook: Hook) -> None:
    waiting = asyncio.create_task(bot("getUpdates", timeout=20))
    await asyncio.sleep(0.05)
    await bot("setWebhook", url=hook.url)
    assert (await waiting).refusal == "Conflict: terminated by setWebhook request"


@pytest.mark.parametrize(
    ("params", "refusal"),
    [
        ({"url": "http://127.0.0.1/x", "secret_token": "a b"}, "secret token contains unallowed characters"),
        ({"url": "http://127.0.0.1/x", "secret_token": "a" * 257}, "secret token is too long"),
        *(
            ({"url": url}, "bad webhook: the playground calls only addresses of this machine (http://127.0.0.1:…)")
            for url in (
                "https://api.telegram.org/x",
                "http://10.0.0.1/",
                "http://localhost.evil.org/",
                "ftp://127.0.0.1/",
            )
        ),
    ],
)
async def test_what_is_no_webhook(bot: BotClient, params: Json, refusal: str) -> None:
    assert (await bot("setWebhook", **params)).refusal == f"Bad Request: {refusal}"
