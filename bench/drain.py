"""`python -m bench.drain`: bulk under Telegram's limits, questions meanwhile, and ninety who press Start at once."""

import argparse
import asyncio
import datetime as dt
import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from bench.county import found_county
from bench.round_the_clock import always_open_settings
from bot import clock
from bot.app import App
from config import Settings
from config.groups import DatabaseSettings, TelegramSettings
from language.replies import Payload, dump
from ledger.messages import Lane, OutboxMessage
from playground import acting
from playground.people import crowd
from playground.server import Playground
from storage import SqlStore, open_store

TOKEN = "700000000:playground-drain"
LIMIT = 30.0
PATIENCE = 60.0


@dataclass(frozen=True)
class Figures:
    """`pace` in messages a second while bulk was waiting; `waits` in seconds from a question to its answer."""

    notices: int
    arrived: int
    seconds: float
    pace: float
    throttled: int
    waits: tuple[float, ...]
    asked: int
    starts: tuple[float, ...]
    started: int
    throttled_at_start: int

    def report(self) -> str:
        p95 = sorted(self.waits)[int(len(self.waits) * 0.95)] if self.waits else float("nan")
        median = statistics.median(self.waits) if self.waits else float("nan")
        return (
            f"drain: {self.arrived} of {self.notices} in {self.seconds:.1f} s; with the answers {self.pace:.1f}/s = "
            f"{self.pace / LIMIT:.0%} of 30/s; {self.throttled} x 429\n"
            f"questions meanwhile: {len(self.waits)} of {self.asked} answered, p50 {median:.2f} s, p95 {p95:.2f} s\n"
            f"/start at once: {len(self.starts)} of {self.started} answered, the last after "
            f"{max(self.starts, default=float('nan')):.2f} s; {self.throttled_at_start} x 429"
        )


class Office:
    """The bot at work beside a strict stand-in, in one process."""

    def __init__(self, playground: Playground, store: SqlStore, app: App) -> None:
        self.playground = playground
        self.store = store
        self.app = app

    async def asks(self, person: int, words: str) -> float:
        """Seconds until the answer; raises TimeoutError."""
        began = time.perf_counter()
        [said] = acting.say(self.playground.stand_in, person, person, words)
        chat = self.playground.stand_in.world.chats[person]
        async with asyncio.timeout(PATIENCE):
            while not any(m.id > said.id and m.sender is None and "通知" not in m.text for m in chat.messages.values()):  # noqa: ASYNC110
                await asyncio.sleep(0.005)
        return time.perf_counter() - began

    def arrived(self, people: list[int]) -> int:
        chats = self.playground.stand_in.world.chats
        return sum(any("通知" in m.text for m in chats[person].messages.values()) for person in people)

    def throttled(self) -> int:
        return sum(call.code == 429 for call in self.playground.history)


async def measured(folder: Path, *, notices: int = 300, questions: int = 40, starts: int = 90) -> Figures:
    people = crowd(notices + questions + starts)
    playground = Playground(
        people,
        (),
        token=TOKEN,
        bot_username="duban_bot",
        bot_name="督办",
        zone="Asia/Shanghai",
        next_working_morning=lambda now: now + dt.timedelta(days=1),
        strict_limits=True,
        kept_calls=100_000,
    )
    playground.have_started(person.id for person in people)
    address = await playground.start(port=0)
    url = await found_county(folder / "drain.db", people, clock.now())
    store = open_store(url)
    app = App(_settings(address, url), store, clock.now, web=False)
    await app.start()
    office = Office(playground, store, app)
    try:
        # What the day owes and the menus are out of the way before anything is measured.
        await asyncio.sleep(2.0)
        await app.program.dispatcher.drain(clock.now())
        await asyncio.sleep(1.5)
        return await _measure(office, notices, questions, starts)
    finally:
        await app.stop()
        await store.close()
        await playground.stop()


async def _measure(office: Office, notices: int, questions: int, starts: int) -> Figures:
    ids = [person.id for person in crowd(notices + questions + starts)]
    bulk, askers, starters = ids[:notices], ids[notices : notices + questions], ids[notices + questions :]
    await _put(office.store, bulk)
    before, began, calls = office.throttled(), time.perf_counter(), len(office.playground.history.of("sendMessage"))
    draining = asyncio.create_task(office.app.program.dispatcher.drain(clock.now()))
    asking = [
        asyncio.create_task(_later(office, n * notices / 28 / (questions + 1), person))
        for n, person in enumerate(askers)
    ]
    # The program's own beat drains, too: what arrived is what the chats show.
    while (arrived := office.arrived(bulk)) < notices and time.perf_counter() - began < PATIENCE:  # noqa: ASYNC110
        await asyncio.sleep(0.02)
    seconds = time.perf_counter() - began
    await draining
    sent = len(office.playground.history.of("sendMessage")) - calls
    waits = [wait for wait in await asyncio.gather(*asking, return_exceptions=True) if isinstance(wait, float)]
    throttled = office.throttled() - before
    await asyncio.sleep(1.5)
    before = office.throttled()
    started = await asyncio.gather(*(office.asks(person, "/start") for person in starters), return_exceptions=True)
    return Figures(
        notices=notices,
        arrived=arrived,
        seconds=seconds,
        pace=sent / seconds,
        throttled=throttled,
        waits=tuple(waits),
        asked=questions,
        starts=tuple(wait for wait in started if isinstance(wait, float)),
        started=starts,
        throttled_at_start=office.throttled() - before,
    )


async def _later(office: Office, seconds: float, person: int) -> float:
    await asyncio.sleep(seconds)
    return await office.asks(person, "第14项")


async def _put(store: SqlStore, people: list[int]) -> None:
    now = clock.now()
    async with store.writing() as uow:
        for person in people:
            payload = dump(Payload(f"通知：请{person}于本周五前报送进展", ((("签收", "s;14"),),)))
            await uow.outbox.put_once(OutboxMessage(f"drain|{person}", Lane.PROMPT, person, now, payload=payload))


def _settings(server: str, url: str) -> Settings:
    return always_open_settings().model_copy(
        update={
            "telegram": TelegramSettings(token=SecretStr(TOKEN), base_url=f"{server}/bot", allow_playground=True),
            "database": DatabaseSettings(url=SecretStr(url)),
        }
    )


async def _main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.drain", description=__doc__)
    parser.add_argument("--notices", type=int, default=300)
    wished = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print((await measured(Path(folder), notices=wished.notices)).report())


if __name__ == "__main__":
    asyncio.run(_main())
