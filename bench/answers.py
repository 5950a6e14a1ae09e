"""How many answers a second, how soon, from how much memory: duban beside the bare bot, on the same stand-in."""

import asyncio
import contextlib
import datetime as dt
import itertools
import re
import statistics
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.county import found_county
from bench.processes import free_port, running
from bench.stand_in import StandIn, stand_in
from bot.playground_token import playground_token
from playground.people import crowd

TOKEN = playground_token()
WORDS = "我的任务"
MEMBERS = 300


@dataclass(frozen=True)
class Load:
    """`single` questions one after the other, then `many` with `in_flight` waiting at once."""

    single: int = 200
    many: int = 3000
    in_flight: int = 64


@dataclass(frozen=True)
class Figures:
    """Seconds, MB, answers a second; `cost` is milliseconds of the bot's CPU an answer under load."""

    to_first_poll: float
    to_first_answer: float
    p50: float
    p95: float
    per_second: float
    loaded_p95: float
    cost: float
    memory: float


@dataclass(frozen=True)
class Contestant:
    """`right` is a pattern of the answer to WORDS, so that nothing else is measured."""

    command: Sequence[str]
    surroundings: Mapping[str, str]
    right: str


async def measure_echo(folder: Path, load: Load) -> Figures:
    async with stand_in(folder / "echo-stand-in.log", TOKEN, MEMBERS) as chats:
        surroundings = {"BENCH_SERVER": chats.server, "BENCH_TOKEN": TOKEN}
        return await _measured(chats, Contestant(["bench.echo_bot"], surroundings, WORDS), folder / "echo.log", load)


async def measure_duban(folder: Path, load: Load, now: dt.datetime) -> Figures:
    url = await found_county(folder / "duban.db", crowd(MEMBERS), now)
    async with stand_in(folder / "duban-stand-in.log", TOKEN, MEMBERS) as chats:
        surroundings = {**settings(chats.server, url), **hours_far_from(now)}
        duban = Contestant(["bot", "run"], surroundings, r"第\d+项")
        return await _measured(chats, duban, folder / "duban.log", load)


async def _measured(chats: StandIn, contestant: Contestant, log: Path, load: Load) -> Figures:
    people = itertools.cycle([person.id for person in crowd(MEMBERS)])
    # Waits for the bot, so that its first poll returns at once.
    waiting = asyncio.create_task(chats.ask(next(people), WORDS))
    async with running(*contestant.command, log=log, surroundings=contestant.surroundings) as bot:
        with contextlib.suppress(TimeoutError):
            await waiting
        to_first_answer = time.perf_counter() - bot.began
        if not re.search(contestant.right, chats.heard):
            raise RuntimeError(f"{contestant.command} answers {chats.heard[:200]!r}; its log: {_end(log)}")
        for _ in range(MEMBERS // 10):
            await chats.ask(next(people), WORDS)
        single = [await chats.ask(next(people), WORDS) for _ in range(load.single)]
        spent, began = bot.processor(), time.perf_counter()
        many = await _at_once(chats, load)
        took = time.perf_counter() - began
        return Figures(
            to_first_poll=await chats.polled - bot.began,
            to_first_answer=to_first_answer,
            p50=statistics.median(single),
            p95=quantile(single, 0.95),
            per_second=len(many) / took,
            loaded_p95=quantile(many, 0.95),
            cost=(bot.processor() - spent) / len(many) * 1000,
            memory=bot.memory(),
        )


async def _at_once(chats: StandIn, load: Load) -> list[float]:
    """Each of `in_flight` askers goes through people of his own, so that nobody has two questions open."""
    people = [person.id for person in crowd(MEMBERS)]
    waits: list[float] = []

    async def asker(mine: list[int], count: int) -> None:
        waits.extend([await chats.ask(person, WORDS) for person in itertools.islice(itertools.cycle(mine), count)])

    share = load.many // load.in_flight
    await asyncio.gather(*(asker(people[n :: load.in_flight], share) for n in range(load.in_flight)))
    return waits


def settings(server: str, database: str) -> Mapping[str, str]:
    return {
        "DUBAN_TELEGRAM__TOKEN": TOKEN,
        "DUBAN_TELEGRAM__BASE_URL": f"{server}/bot",
        "DUBAN_TELEGRAM__ALLOW_PLAYGROUND": "true",
        "DUBAN_DATABASE__URL": database,
        "DUBAN_WEB__PORT": str(free_port()),
        "DUBAN_LOG__LEVEL": "WARNING",
    }


def hours_far_from(now: dt.datetime) -> Mapping[str, str]:
    """Reminders of the day would be taken for answers."""
    afternoon = now.astimezone(dt.timezone(dt.timedelta(hours=8))).hour >= 12
    opens, morning, closes = ("04:00", "04:10", "04:30") if afternoon else ("20:00", "20:10", "20:30")
    return {"DUBAN_HOURS__OPENS": opens, "DUBAN_HOURS__MORNING": morning, "DUBAN_HOURS__CLOSES": closes}


def _end(log: Path) -> str:
    return log.read_text("utf-8", "replace")[-2000:]


def quantile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]
