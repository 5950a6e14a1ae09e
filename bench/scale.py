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
ROUNDS = 15
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
        times: dict[Size, Mapping[str, float]] = {}
        for size in (SMALL, LARGE):
            began = time.perf_counter()
            store = await founded(Path(folder) / f"{size.items}.db", size, NOW)
            print(f"built {size} in {time.perf_counter() - began:.0f} s", flush=True)
            try:
                times[size] = await _measured(store, profiled if size is LARGE else "")
            finally:
                await store.close()
    return _told(times[SMALL], times[LARGE])


async def _measured(store: SqlStore, profiled: str) -> Mapping[str, float]:
    """Median seconds of each kind, after one round that fills what is kept at hand."""
    front = Front(store, House(policies_of(read_settings(None))))
    asking = _Asking(store, front)
    found = {}
    for kind, (person, words) in KINDS.items():
        await asking.ask(person, words)
        if kind == profiled:
            with cProfile.Profile() as profile:
                await asking.ask(person, words)
            pstats.Stats(profile).sort_stats("cumulative").print_stats(30)
        found[kind] = statistics.median([await asking.ask(person, words) for _ in range(ROUNDS)])
    return found


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

    async def _received(self, words: str) -> InboxUpdate:
        number = next(self._numbers)
        async with self._store.writing() as uow:
            return (await uow.inbox.put([(number, f"{number:064}", words)], NOW))[0]


def _told(small: Mapping[str, float], large: Mapping[str, float]) -> int:
    """Exit code 1 when one kind misses the goal."""
    print(f"{'ms an answer':<24}{'small':>8}{'large':>8}{'ratio':>8}")
    for kind in KINDS:
        ratio = large[kind] / small[kind]
        mark = "" if ratio <= GOAL else "  !"
        print(f"{kind:<24}{small[kind] * 1000:>8.1f}{large[kind] * 1000:>8.1f}{ratio:>8.1f}{mark}")
    missed = [kind for kind in KINDS if large[kind] > GOAL * small[kind]]
    print(f"goal: at most {GOAL:g} times; missed by {len(missed)} of {len(KINDS)}")
    return 1 if missed else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench.scale", description=__doc__)
    parser.add_argument("--profile", default="", choices=KINDS, metavar="KIND")
    sys.exit(asyncio.run(main(parser.parse_args().profile)))
