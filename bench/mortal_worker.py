"""A dispatcher in a process of its own that ends by kill -9: at a point K0–K6 of a message's way, or from outside."""

import asyncio
import datetime as dt
import json
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from multiprocessing.synchronize import Event
from typing import Any

import aiohttp

from bench.round_the_clock import always_open_settings
from bot.filing import Filing
from bot.seal import Seal
from bot.sending import TelegramSender
from bot.telegram_out import TelegramOut
from bot.transport import AiohttpRequest, make_bot
from bot.wiring import policies_of
from language.replies import File, Order, Payload, dump
from ledger.delivery import Outcome
from ledger.messages import Lane, OutboxMessage
from ledger.pace import Pace
from ledger.ports import Store
from scheduler.dispatcher import Dispatcher
from scheduler.terms import Terms
from storage import open_store

POINTS = ("K0", "K1", "K2", "K3", "K4", "K5", "K6")
PLANNED = "bench_planned"
"""The mark up to which notices are wanted."""
QUICK = Terms(
    lease=dt.timedelta(seconds=2.5),
    held_at_most=dt.timedelta(seconds=1.0),
    batch=10,
    patience=dt.timedelta(seconds=0.5),
    uncertain_for=dt.timedelta(seconds=1.2),
    longest_doubt=dt.timedelta(seconds=2),
    watches=(dt.timedelta(seconds=0.5), dt.timedelta(seconds=1), dt.timedelta(seconds=2)),
)
"""As in earnest, made short: an answer is waited for less long than a lease lasts, and no call is held as long as a
doubt is left alone (reliability: 60 and 90 seconds).
"""
ANSWER_SECONDS = 0.5
POLICIES = policies_of(always_open_settings())
BEAT = 0.05


@dataclass(frozen=True)
class Life:
    """`point` "" lives until it is killed from outside; otherwise it ends there, at the n-th pass."""

    database: str
    server: str
    token: str
    owner: str
    people: tuple[int, ...]
    pace: float
    point: str = ""
    passes: int = 1


class Fate:
    def __init__(self, life: Life) -> None:
        self._life = life
        self._passes = 0

    def passes(self, point: str) -> None:
        if point == self._life.point:
            self._passes += 1
            if self._passes >= self._life.passes:
                os.kill(os.getpid(), signal.SIGKILL)

    def is_next(self, point: str) -> bool:
        return point == self._life.point and self._passes + 1 >= self._life.passes


class MortalStore:
    """After the commit of a claim is K2, before that of a settlement K5, after it K6."""

    def __init__(self, store: Store, fate: Fate) -> None:
        self._store = store
        self._fate = fate

    def reading(self) -> Any:
        return self._store.reading()

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Any]:
        async with self._store.writing() as uow:
            done = _watched(uow)
            yield uow
            if "settle" in done:
                self._fate.passes("K5")
        if "claim" in done:
            self._fate.passes("K2")
        if "settle" in done:
            self._fate.passes("K6")


def _watched(uow: Any) -> set[str]:
    """The names of what is done to the outbox in this transaction."""
    done: set[str] = set()
    for name in ("claim", "settle"):
        act = getattr(uow.outbox, name)

        async def noted(*args: Any, act: Any = act, name: str = name, **kwargs: Any) -> Any:
            result = await act(*args, **kwargs)
            if result:
                done.add(name)
            return result

        setattr(uow.outbox, name, noted)
    return done


class NoFiles:
    async def file(self, order: Order) -> File | str:
        raise NotImplementedError("the notices of this measurement have no files")


class MortalSender(TelegramSender):
    """Before the request is K3; while Telegram has it and has not answered is K4."""

    def __init__(self, out: TelegramOut, fate: Fate, server: str) -> None:
        super().__init__(out, Filing(NoFiles()))
        self._fate = fate
        self._server = server

    async def send(self, chat_id: int, payload: str, *, silent: bool = False) -> Outcome:
        self._fate.passes("K3")
        if not self._fate.is_next("K4"):
            return await super().send(chat_id, payload, silent=silent)
        plan = {"method": "sendMessage", "kind": "hold_after", "chat_id": chat_id, "hold": 5}
        async with aiohttp.ClientSession(headers={"X-Playground": "1"}) as session:
            await (await session.post(f"{self._server}/play/fault", data=json.dumps(plan), headers=_JSON)).read()
        sending = asyncio.create_task(super().send(chat_id, payload, silent=silent))
        await asyncio.sleep(0.1)
        self._fate.passes("K4")
        return await sending


_JSON = {"Content-Type": "application/json"}


def main(life: Life, born: Event) -> None:
    """`born` is set when it begins to work."""
    asyncio.run(_live(life, born))


async def _live(life: Life, born: Event) -> None:
    fate = Fate(life)
    base = open_store(life.database)
    request = AiohttpRequest(read_timeout=ANSWER_SECONDS, connect_timeout=ANSWER_SECONDS)
    await request.initialize()
    out = TelegramOut(make_bot(life.token, request, base_url=life.server), Seal.from_token(life.token))
    dispatcher = Dispatcher(
        MortalStore(base, fate),
        MortalSender(out, fate, life.server),
        POLICIES,
        _now,
        life.owner,
        terms=QUICK,
        pace=Pace(life.pace, 0.02, 0.02),
    )
    async with base.writing():
        born.set()
    while True:
        try:
            await _plan(base, life, fate)
            await dispatcher.drain(_now())
        except Exception as error:
            # The other process holds the database for a moment; the next beat goes on.
            print(f"{life.owner}: {type(error).__name__}: {error}", flush=True)
        await asyncio.sleep(BEAT)


async def _plan(store: Store, life: Life, fate: Fate) -> None:
    """Both processes plan the same notices; their keys make one of two."""
    async with store.reading() as uow:
        wanted = await uow.marks.get(PLANNED) or 0
        planned = sum((await uow.outbox.counts()).values())
    if planned >= wanted:
        return
    async with store.writing() as uow:
        for number in range(max(1, planned - 20), wanted + 1):
            await uow.outbox.put_once(notice(number, life.people))
        fate.passes("K0")
    fate.passes("K1")


def notice(number: int, people: tuple[int, ...]) -> OutboxMessage:
    payload = dump(Payload(f"第{number}号通知", ((("签收", f"s;{number}"),),)))
    return OutboxMessage(f"notice|{number}", Lane.PROMPT, people[number % len(people)], _now(), payload=payload)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
