"""How much longer an answer takes in a county of 2,000 units, 5,000 items and 100,000 remembered events than in a small
one; `python -m bench.scale`, with --profile KIND to see where one kind's time goes.
"""

import argparse
import asyncio
import cProfile
import datetime as dt
import itertools
import pstats
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from bench.large_county import ADMIN, LIAISON, Size, founded
from bot.wiring import policies_of
from config import read_settings
from handlers.front import Front
from handlers.request import House, Said
from ledger.messages import InboxUpdate
from storage import SqlStore

SMALL, LARGE = Size(30, 27, 540), Size(2_000, 5_000, 100_000)
GOAL = 3.0
ROUNDS, TURNS = 5, 5
NOW = dt.datetime(2026, 11, 24, 2, 0, tzinfo=dt.UTC)

KINDS: Mapping[str, tuple[int, str]] = {
    "my tasks": (LIAISON, "我的任务"),
    "the office's attention": (ADMIN, "我的任务"),
    "a unit's tasks": (LIAISON, "本单位有哪些任务"),
    "an item": (LIAISON, "14项到哪一步了"),
    "an item's text": (LIAISON, "14项全文"),
    "who": (LIAISON, "14项谁牵头"),
    "why its light": (LIAISON, "14项为什么亮灯"),
    "its history": (LIAISON, "14项的来龙去脉"),
    "who changed it": (LIAISON, "谁把14项改给住建局的"),
    "with whom it waits": (LIAISON, "14项卡在谁手里"),
    "latest changes": (ADMIN, "最近谁改了什么"),
    "red ones": (ADMIN, "红灯有哪些"),
    "due this month": (ADMIN, "本月到期的"),
    "unassigned": (ADMIN, "还没分派的"),
    "items about": (LIAISON, "找 旅游"),
    "overview": (ADMIN, "总体情况"),
    "stats of all units": (ADMIN, "各单位统计"),
    "stats of one's unit": (LIAISON, "本单位统计"),
    "digest": (ADMIN, "本周周报"),
    "help": (LIAISON, "帮助"),
    "greeting": (LIAISON, "你好"),
    "not understood": (LIAISON, "今天天气不错，大家中午吃什么"),
    "a card to assign": (ADMIN, "14项由发改局牵头，年底前完成"),
    "a card to report": (LIAISON, "14项：5A资料已报省厅，完成61%，下步迎检，暂无困难"),
    "a stranger": (99, "你好"),
}


async def main(profiled: str) -> int:
    with tempfile.TemporaryDirectory() as folder:
        stores = []
        for size in (SMALL, LARGE):
            began = time.perf_counter()
            stores.append(await founded(Path(folder) / f"{size.items}.db", size, NOW))
            print(f"built {size} in {time.perf_counter() - began:.0f} s", flush=True)
        house = House(policies_of(read_settings(None)))
        small, large = (_Asking(store, Front(store, house)) for store in stores)
        try:
            if profiled:
                await _profile(large, *KINDS[profiled])
            for name, asking in (("small", small), ("large", large)):
                print(
                    f"{name}: {await asking.first_after_a_change() * 1000:.1f} ms for the first overview after a change"
                )
            return _told({kind: await _measured(small, large, *KINDS[kind]) for kind in KINDS})
        finally:
            for store in stores:
                await store.close()


async def _profile(asking: "_Asking", person: int, words: str) -> None:
    await asking.ask(person, words)
    with cProfile.Profile() as profile:
        await asking.ask(person, words)
    pstats.Stats(profile).sort_stats("cumulative").print_stats(30)


async def _measured(small: "_Asking", large: "_Asking", person: int, words: str) -> tuple[float, float]:
    """Seconds in both: of the turns taken one after the other, the one that the rest of the machine disturbed least."""
    both = [[await _turn(asking, person, words) for asking in (small, large)] for _ in range(TURNS)]
    return min(one for one, _ in both), min(other for _, other in both)


async def _turn(asking: "_Asking", person: int, words: str) -> float:
    """One asking for nothing: what is kept at hand is one county's at a time, as in an office."""
    await asking.ask(person, words)
    return statistics.median([await asking.ask(person, words) for _ in range(ROUNDS)])


class _Asking:
    def __init__(self, store: SqlStore, front: Front) -> None:
        self._store = store
        self._front = front
        self._numbers = itertools.count(1)

    async def ask(self, person: int, words: str) -> float:
        """Seconds from the words to the answer; the update's own row is not counted."""
        update = await self._received(words)
        said = Said(update.id, person, person, NOW, words=words, language_code="zh-hans")
        began = time.perf_counter()
        await self._front.answer(said)
        return time.perf_counter() - began

    async def first_after_a_change(self) -> float:
        """What is kept at hand has to be brought up to date; the median of some."""
        times = []
        for _ in range(ROUNDS):
            await self.ask(ADMIN, "总体情况")
            async with self._store.writing() as uow:
                plan = await uow.plans.current()
                item = await uow.items.by_number(plan.id, 14) if plan else None
                if item is not None:
                    await uow.items.save(item)
            times.append(await self.ask(ADMIN, "总体情况"))
        return statistics.median(times)

    async def _received(self, words: str) -> InboxUpdate:
        number = next(self._numbers)
        async with self._store.writing() as uow:
            return (await uow.inbox.put([(number, f"{number:064}", words)], NOW))[0]


def _told(found: Mapping[str, tuple[float, float]]) -> int:
    """Exit code 1 when one kind misses the goal."""
    print(f"{'ms an answer':<24}{'small':>8}{'large':>8}{'ratio':>8}")
    for kind, (small, large) in found.items():
        mark = "" if large <= GOAL * small else "  !"
        print(f"{kind:<24}{small * 1000:>8.1f}{large * 1000:>8.1f}{large / small:>8.1f}{mark}")
    missed = sum(large > GOAL * small for small, large in found.values())
    print(f"goal: at most {GOAL:g} times; missed by {missed} of {len(found)}")
    return 1 if missed else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench.scale", description=__doc__)
    parser.add_argument("--profile", default="", choices=KINDS, metavar="KIND")
    sys.exit(asyncio.run(main(parser.parse_args().profile)))
