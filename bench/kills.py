"""`python -m bench.kills`: two workers are killed again and again while Telegram misbehaves; the stand-in judges."""

import argparse
import asyncio
import datetime as dt
import itertools
import multiprocessing
import random
import tempfile
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import sqlalchemy as sa

from bench.mortal_worker import PLANNED, POINTS, Life, main
from playground import acting
from playground.faults import Fault, Storm
from playground.judging import Judgement, judge
from playground.people import crowd
from playground.server import Playground
from storage import SqlStore, open_store
from storage.migrate import migrate
from storage.sending_tables import message_ids
from storage.tables import outbox

TOKEN = "700000000:playground-kills"
STORM = (
    Fault("", "drop_before"),
    Fault("", "drop_before"),
    Fault("", "drop_after"),
    Fault("", "drop_after"),
    Fault("", "late", hold=0.3),
    Fault("", "late", hold=0.7),
    Fault("", "page_after"),
    Fault("", "garbage_after"),
    Fault("", "truncated_after"),
    Fault("", "hold_after", hold=0.7),
    Fault("", "refuse", code=429, parameters={"retry_after": 1}),
)
MARK = r"第(\d+)号通知"
STUCK_SECONDS = 60.0
"""So long nothing was learned about any number: then it hangs."""
_LEARNED = sa.select(
    sa.select(sa.func.count()).select_from(message_ids).scalar_subquery(),
    sa.select(sa.func.coalesce(sa.func.sum(outbox.c.id_floor), 0)).scalar_subquery(),
)
POINT_SECONDS = 2.0


@dataclass(frozen=True)
class Wish:
    kills: int
    notices: int
    people: int = 40
    faults: float = 0.07
    strangers: float = 0.05
    pace: float = 1 / 200
    uptime: tuple[float, float] = (0.25, 0.7)
    seed: int = 1


@dataclass
class Toll:
    """What happened. `at` counts the deaths at each point; "outside" are those at random moments."""

    at: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    states: dict[str, int] = field(default_factory=dict)
    judgement: Judgement = field(default_factory=lambda: Judgement((), (), (), 0, 0))
    calls: int = 0
    misbehaved: int = 0

    @property
    def kills(self) -> int:
        return sum(self.at.values())


class Driver:
    def __init__(self, wish: Wish, database: str, server: str, store: SqlStore, playground: Playground) -> None:
        self._wish = wish
        self._database = database
        self._server = server
        self._store = store
        self._playground = playground
        self._people = tuple(person.id for person in crowd(wish.people))
        self._chance = random.Random(wish.seed)  # noqa: S311 - guards nothing
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(
            ["bench.mortal_worker", "asyncpg", "sqlalchemy.dialects.postgresql.asyncpg"]
        )
        self._numbers = itertools.count(1)
        self._points = itertools.cycle(POINTS)
        self.toll = Toll()

    async def run(self) -> Toll:
        began = time.monotonic()
        strangers = asyncio.create_task(self._strangers())
        await asyncio.gather(self._lives(), self._lives())
        await self._plan(self._wish.notices)
        self._playground.faults.rage(None)
        await self._finish()
        strangers.cancel()
        self.toll.seconds = time.monotonic() - began
        keys = [str(number) for number in range(1, self._wish.notices + 1)]
        self.toll.judgement = judge(self._playground.stand_in, keys, MARK)
        async with self._store.reading() as uow:
            self.toll.states = dict(await uow.outbox.counts())
        return self.toll

    async def _lives(self) -> None:
        """One life after the other; new notices come with each."""
        while self.toll.kills < self._wish.kills:
            await self._plan(self._wish.notices * (self.toll.kills + 2) // (self._wish.kills + 2))
            point = next(self._points) if self._chance.random() < 0.4 else ""
            process = await self._born(point, self._chance.randint(1, 3))
            if point:
                await asyncio.to_thread(process.join, POINT_SECONDS)
            else:
                await asyncio.sleep(self._chance.uniform(*self._wish.uptime))
            # Who was to die by itself and did not come so far is killed all the same.
            self.toll.at[point if not process.is_alive() and point else "outside"] += 1
            process.kill()
            await asyncio.to_thread(process.join)

    async def _finish(self) -> None:
        """Two who are not killed finish what is left."""
        heirs = [await self._born("", 1) for _ in range(2)]
        learned, moved = (0, 0), time.monotonic()
        try:
            while await self._left() and time.monotonic() - moved < STUCK_SECONDS:
                if (now_learned := await self._learned()) != learned:
                    learned, moved = now_learned, time.monotonic()
                await asyncio.sleep(0.5)
        finally:
            for heir in heirs:
                heir.kill()
                heir.join()

    async def _born(self, point: str, passes: int) -> multiprocessing.context.ForkServerProcess:
        """At work already, however slow the machine: a life is counted from its first breath."""
        owner = f"life {next(self._numbers)}"
        life = Life(self._database, self._server, TOKEN, owner, self._people, self._wish.pace, point, passes)
        born = self._context.Event()
        process = self._context.Process(target=main, args=(life, born), daemon=True)
        process.start()
        while not await asyncio.to_thread(born.wait, 0.2) and process.is_alive():
            pass
        return process

    async def _plan(self, up_to: int) -> None:
        async with self._store.writing() as uow:
            await uow.marks.put(PLANNED, up_to)

    async def _left(self) -> int:
        """What is not planned, not settled, or still watched."""
        async with self._store.reading() as uow:
            counts = await uow.outbox.counts()
            watched = await uow.outbox.watched_count()
        waiting = sum(counts.get(state, 0) for state in ("due", "sending", "uncertain"))
        return self._wish.notices - sum(counts.values()) + waiting + watched

    async def _learned(self) -> tuple[int, int]:
        """Grows with every number that was found out about, before any doubt is settled by it."""
        async with self._store.reader.connect() as connection:
            numbers, floors = (await connection.execute(_LEARNED)).one()
            return numbers, floors

    async def _strangers(self) -> None:
        """People write meanwhile, and their messages take numbers that the workers do not hear of."""
        seen = 0
        while True:
            await asyncio.sleep(0.2)
            sent = len(self._playground.history.of("sendMessage"))
            for _ in range(sent - seen):
                if self._chance.random() < self._wish.strangers:
                    person = self._chance.choice(self._people)
                    with suppress(acting.Impossible):
                        acting.say(self._playground.stand_in, person, person, "在吗")
            seen = sent


async def killed(wish: Wish, database: str) -> Toll:
    """`database` is a migrated one's url."""
    people = crowd(wish.people)
    playground = Playground(
        people,
        (),
        token=TOKEN,
        bot_username="duban_bot",
        bot_name="督办",
        zone="Asia/Shanghai",
        next_working_morning=lambda now: now + dt.timedelta(days=1),
        kept_calls=wish.notices * 40 + 10_000,
    )
    playground.have_started(person.id for person in people)
    playground.faults.rage(Storm(wish.faults, STORM, seed=wish.seed))
    server = await playground.start(port=0)
    store = open_store(database)
    try:
        toll = await Driver(wish, database, server, store, playground).run()
        toll.calls = len(playground.history)
        return toll
    finally:
        await store.close()
        await playground.stop()


def report(name: str, wish: Wish, toll: Toll) -> str:
    found = toll.judgement
    points = ", ".join(f"{point} {toll.at[point]}" for point in (*POINTS, "outside"))
    return (
        f"{name}: {toll.kills} kill -9 ({points}) over {wish.notices} notices,\n"
        f"  faults {wish.faults:.0%}, seed {wish.seed}, {toll.seconds:.0f} s, {toll.calls} calls\n"
        f"  lost {len(found.lost)}, visible duplicates {len(found.shown_twice)}, "
        f"duplicate pings {len(found.rung_twice)};\n"
        f"  silent {found.silent}, copies taken away {found.removed}; states {toll.states}"
    )


async def _main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.kills", description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--notices", type=int, default=10_000)
    parser.add_argument("--faults", type=float, default=0.07)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", help="a migrated database's url; without it a new SQLite file")
    wished = parser.parse_args()
    wish = Wish(wished.kills, wished.notices, faults=wished.faults, seed=wished.seed)
    with tempfile.TemporaryDirectory() as folder:
        database = wished.database or f"sqlite:///{Path(folder) / 'kills.db'}"
        await migrate(database)
        print(report(database.partition(":")[0], wish, await killed(wish, database)))


if __name__ == "__main__":
    asyncio.run(_main())
