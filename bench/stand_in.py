"""The playground's stand-in, used as its page uses it: says something as a person, hears what the bot answers."""

import asyncio
import contextlib
import json
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp

from bench.processes import free_port, running

HEADERS = {"X-Playground": "1"}
PATIENCE = 60.0


class StandIn:
    """`polled` is the moment (time.perf_counter) at which the first getUpdates returned."""

    def __init__(self, session: aiohttp.ClientSession, server: str) -> None:
        self._session = session
        self.server = server
        self._waiting: dict[int, asyncio.Future[float]] = {}
        self.polled: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self.heard = ""
        """The bot's last answer."""
        self.heard_in: dict[int, str] = {}
        """The last answer in each chat."""

    async def ask(self, person: int, words: str) -> float:
        """Seconds from the message to the bot's answer. One question a person at a time."""
        answered: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self._waiting[person] = answered
        began = time.perf_counter()
        body = {"chat_id": person, "person_id": person, "text": words}
        async with self._session.post(f"{self.server}/play/say", json=body) as response:
            if response.status != 200:
                raise RuntimeError(f"the stand-in: {response.status} {(await response.text())[:200]}")
        async with asyncio.timeout(PATIENCE):
            return await answered - began

    async def listen(self) -> None:
        async with self._session.get(
            f"{self.server}/play/events", timeout=aiohttp.ClientTimeout(total=None), read_bufsize=1 << 20
        ) as stream:
            kind = ""
            async for raw in stream.content:
                line = raw.decode().rstrip("\r\n")
                if line.startswith("event:"):
                    kind = line[6:].strip()
                elif line.startswith("data:"):
                    self._take(kind, line[5:])

    def _take(self, kind: str, data: str) -> None:
        now = time.perf_counter()
        if kind == "call" and not self.polled.done():
            if json.loads(data).get("method") == "getUpdates":
                self.polled.set_result(now)
        elif kind == "message":
            message: dict[str, Any] = json.loads(data)
            if message["from"]["is_bot"]:
                self.heard = self.heard_in[message["chat_id"]] = message["text"]
                answered = self._waiting.pop(message["chat_id"], None)
                if answered is not None and not answered.done():
                    answered.set_result(now)


@contextlib.asynccontextmanager
async def stand_in(log: Path, token: str, crowd: int) -> AsyncIterator[StandIn]:
    port = free_port()
    server = f"http://127.0.0.1:{port}"
    arguments = ("--port", str(port), "--token", token, "--crowd", str(crowd))
    connector = aiohttp.TCPConnector(limit=0)
    async with (
        running("playground", *arguments, log=log, surroundings={}),
        aiohttp.ClientSession(connector=connector, headers=HEADERS) as session,
    ):
        await _answers(session, server)
        found = StandIn(session, server)
        listening = asyncio.create_task(found.listen())
        try:
            yield found
        finally:
            listening.cancel()


async def _answers(session: aiohttp.ClientSession, server: str) -> None:
    async with asyncio.timeout(PATIENCE):
        while True:
            with contextlib.suppress(aiohttp.ClientError):
                async with session.get(f"{server}/play/state") as response:
                    if response.status == 200:
                        return
            await asyncio.sleep(0.05)
