"""Posts updates to the bot's webhook: one after the other for a chat, several chats at once, again until taken."""

import asyncio
import json
import logging
import random
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import aiohttp

from playground.clock import Clock
from playground.updates import Order, UpdateQueue, Waiting

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
ANSWER_SECONDS = 60.0
LONGEST_RETRY_AFTER = 3600
LONGEST_DELAY = 60

Execute = Callable[[dict[str, Any]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Subscription:
    url: str
    secret: str
    connections: int


class Webhooks:
    """`execute` carries out a method that the bot has put into its answer."""

    def __init__(self, queue: UpdateQueue, clock: Clock, execute: Execute) -> None:
        self._queue = queue
        self._clock = clock
        self._execute = execute
        self._session: aiohttp.ClientSession | None = None
        self._lanes: dict[Order, deque[Waiting]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._slots = asyncio.Semaphore(1)
        self.subscription: Subscription | None = None
        self.last_error: tuple[int, str] | None = None

    async def begin(self, subscription: Subscription) -> None:
        if subscription == self.subscription:
            return
        await self.end()
        self.subscription = subscription
        self.last_error = None
        self._slots = asyncio.Semaphore(subscription.connections)
        self._session = aiohttp.ClientSession(
            timeout=aiohttp.ClientTimeout(total=ANSWER_SECONDS), cookie_jar=aiohttp.DummyCookieJar()
        )
        self._queue.use_webhook(True)
        self._queue.arrived = self._take
        for update in self._queue.waiting():
            self._take(update)

    async def end(self) -> None:
        """What waits in the queue stays there."""
        self._queue.use_webhook(False)
        self._queue.arrived = lambda _: None
        self.subscription = None
        self._lanes.clear()
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _take(self, update: Waiting) -> None:
        lane = self._lanes.get(update.order)
        if lane is not None:
            lane.append(update)
            return
        self._lanes[update.order] = deque([update])
        task = asyncio.get_running_loop().create_task(self._drain(update.order))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _drain(self, order: Order) -> None:
        lane = self._lanes[order]
        while lane:
            if self._queue.holds(lane[0].id):
                await self._deliver(lane[0])
            lane.popleft()
        del self._lanes[order]

    async def _deliver(self, update: Waiting) -> None:
        """Until it is taken or has expired: at once again, then after 2, 4, 8 … seconds."""
        delay, failures = 1, 0
        while self._queue.holds(update.id):
            async with self._slots:
                error, retry_after = await self._post(update)
            if error is None:
                self._queue.forget(update.id)
                return
            self.last_error = (self._clock.seconds(), error)
            wait = min(retry_after, LONGEST_RETRY_AFTER)
            if wait == 0 and failures > 0:
                delay = min(delay * 2, random.randint(LONGEST_DELAY, LONGEST_DELAY * 2))  # noqa: S311 - spreads
                wait = delay
            if self._clock.seconds() + wait > update.expires:
                log.info("update %d dropped: %s", update.id, error)
                self._queue.forget(update.id)
                return
            failures += 1
            await asyncio.sleep(wait)

    async def _post(self, update: Waiting) -> tuple[str | None, int]:
        """(error, wanted pause); no error when the bot has taken it."""
        assert self._session is not None and self.subscription is not None  # noqa: S101, PT018 - as begin() left it
        headers = {"Content-Type": "application/json"}
        if self.subscription.secret:
            headers[SECRET_HEADER] = self.subscription.secret
        try:
            async with self._session.post(
                self.subscription.url, data=update.body, headers=headers, allow_redirects=False
            ) as answer:
                body = await answer.read()
                if not 200 <= answer.status <= 299:
                    pause = answer.headers.get("Retry-After", "")
                    return (
                        f"Wrong response from the webhook: {answer.status} {answer.reason}",
                        int(pause) if pause.isdecimal() else 0,
                    )
        except TimeoutError:
            return "Read timeout expired", 0
        except (aiohttp.ClientError, OSError) as error:
            return f"Webhook connection closed ({type(error).__name__})", 0
        await self._carry_out(body)
        return None, 0

    async def _carry_out(self, body: bytes) -> None:
        try:
            wish = json.loads(body) if body.strip().startswith(b"{") else None
        except ValueError:
            return
        if isinstance(wish, dict) and isinstance(wish.get("method"), str):
            await self._execute(wish)
