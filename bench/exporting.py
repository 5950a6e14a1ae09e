"""`python -m bench.exporting`: how soon others are answered while somebody takes out a ledger of ten thousand items."""

import argparse
import asyncio
import contextlib
import datetime as dt
import itertools
import statistics
import tempfile
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bench.answers import TOKEN, WORDS, hours_far_from, quantile, settings
from bench.processes import running
from bench.stand_in import StandIn, stand_in
from ledger.deadlines import Deadline, DeadlineKind
from ledger.departments import DepartmentDraft
from ledger.items import Item, Report, State
from ledger.members import Member, Role
from ledger.plans import ItemDraft, PlanDraft, PlanKind, Section
from playground.people import crowd
from storage import open_store
from storage.migrate import migrate

ITEMS, UNITS, ASKERS, PEOPLE = 10_000, 500, 4, 60
PAUSE = 0.02
EXPORT = "导出台账"


@dataclass(frozen=True)
class Figures:
    """Seconds; `before` and `during` are others' waits without and with an export under way."""

    export: float
    before: Sequence[float]
    during: Sequence[float]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.exporting", description=__doc__)
    parser.add_argument("--items", type=int, default=ITEMS)
    parser.add_argument("--rounds", type=int, default=3, help="exports, one after the other")
    arguments = parser.parse_args()
    found = asyncio.run(measured(arguments.items, arguments.rounds))
    before, during = found.before, found.during
    print(f"\n{arguments.items} items; {ASKERS} people ask 「{WORDS}」 without end, pausing {PAUSE * 1000:.0f} ms\n")
    print(f"{'':28}{'as usual':>12}{'exporting':>12}{'ratio':>9}")
    for label, share in (("p50", 0.5), ("p95", 0.95), ("longest", 1.0)):
        usual, then = quantile(list(before), share) * 1000, quantile(list(during), share) * 1000
        print(f"others' answers, {label:11}{usual:9.1f} ms{then:9.1f} ms{then / usual:9.2f}")
    print(f"answers counted             {len(before):12}{len(during):12}")
    print(f"the file arrives after {found.export:6.1f} s (median of {arguments.rounds})")


async def measured(items: int, rounds: int) -> Figures:
    now = dt.datetime.now(dt.UTC)
    with tempfile.TemporaryDirectory(prefix="duban-bench-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        url = await found_ledger(folder / "ledger.db", items, now)
        async with stand_in(folder / "stand-in.log", TOKEN, PEOPLE) as chats:
            surroundings = {**settings(chats.server, url), **hours_far_from(now)}
            async with running("bot", "run", log=folder / "duban.log", surroundings=surroundings):
                return await _measured(chats, rounds)


async def _measured(chats: StandIn, rounds: int) -> Figures:
    admin, *others = [person.id for person in crowd(PEOPLE)]
    await _first_answer(chats, others[0])
    for person in others:
        await chats.ask(person, WORDS)
    usual: list[float] = []
    async with _asking(chats, others, usual):
        await asyncio.sleep(15)
    during: list[float] = []
    exports = []
    for _ in range(rounds):
        async with _asking(chats, others, during):
            exports.append(await chats.ask(admin, EXPORT))
            if "导出" not in chats.heard_in.get(admin, ""):
                raise RuntimeError(f"no export: {chats.heard_in.get(admin)!r}")
    return Figures(statistics.median(exports), usual, during)


async def _first_answer(chats: StandIn, person: int) -> None:
    """The bot needs a while to start; what was asked before is answered then."""
    with contextlib.suppress(TimeoutError):
        await chats.ask(person, WORDS)
    await asyncio.sleep(1)


@contextlib.asynccontextmanager
async def _asking(chats: StandIn, people: Sequence[int], waits: list[float]) -> AsyncIterator[None]:
    """Within the block a few people ask, each one question after the other."""
    over = asyncio.Event()

    async def ask(mine: Sequence[int]) -> None:
        for person in itertools.cycle(mine):
            if over.is_set():
                return
            waits.append(await chats.ask(person, WORDS))
            await asyncio.sleep(PAUSE)

    asking = [asyncio.create_task(ask(people[n::ASKERS])) for n in range(ASKERS)]
    try:
        yield
    finally:
        over.set()
        await asyncio.gather(*asking)


async def found_ledger(database: Path, count: int, now: dt.datetime) -> str:
    """Items as full as real ones, spread over many units; the first of the crowd is admin, the rest are liaisons."""
    url = f"sqlite+aiosqlite:///{database}"
    await migrate(url)
    store = open_store(url)
    try:
        async with store.writing() as uow:
            await uow.departments.put(DepartmentDraft(f"第{n}局", (f"{n}局",)) for n in range(1, UNITS + 1))
            units = [unit.id for unit in await uow.departments.all()]
            drafts = tuple(
                ItemDraft(1 + n % 8, n, f"推进第{n}项重点工作落地见效", "按季度推进项目建设，完成年度投资任务。" * 12)
                for n in range(1, count + 1)
            )
            sections = tuple(Section(n, f"第{n}部分工作") for n in range(1, 9))
            draft = PlanDraft("云岭县工作要点", now.year, sections, drafts)
            plan = await uow.plans.add(draft, year=now.year, kind=PlanKind.MAIN, current=True)
            for number, person in enumerate(crowd(PEOPLE)):
                role = Role.LIAISON if number else Role.ADMIN
                await uow.members.add(Member(0, person.name, role, units[number % UNITS], user_id=person.id))
            for number, item in enumerate(await uow.items.of_plan(plan.id)):
                await uow.items.save(_in_hand(item, number, units, now))
    finally:
        await store.close()
    return url


def _in_hand(item: Item, number: int, units: Sequence[int], now: dt.datetime) -> Item:
    day = now.date() + dt.timedelta(days=number % 90 - 20)
    return replace(
        item,
        lead=units[number % UNITS],
        co=(units[(number + 1) % UNITS], units[(number + 7) % UNITS]),
        leader="张副县长",
        deadline=Deadline(f"{day.month}月{day.day}日前", DeadlineKind.DAY, day),
        state=State.DOING,
        assigned_at=now - dt.timedelta(days=200),
        signed_at=now - dt.timedelta(days=199),
        percent=number % 100,
        last_report=Report("已完成前期手续，正在组织施工，下一步加快进度。", number % 100, 1, now),
    )


if __name__ == "__main__":
    main()
