"""`make bench`: measures both programs by turns and prints a table with the ratios."""

import argparse
import asyncio
import datetime as dt
import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.answers import MEMBERS, WORDS, Figures, Load, measure_duban, measure_echo

ROWS = (
    ("process start to first poll", "s", "to_first_poll", 1, "lower"),
    ("process start to first answer", "s", "to_first_answer", 1, "lower"),
    ("one question at a time, p50", "ms", "p50", 1000, "lower"),
    ("one question at a time, p95", "ms", "p95", 1000, "lower"),
    ("answers a second", "/s", "per_second", 1, "higher"),
    ("the same, p95 of waiting", "ms", "loaded_p95", 1000, "lower"),
    ("the bot's CPU an answer", "ms", "cost", 1, "lower"),
    ("memory after the load", "MB", "memory", 1, "lower"),
)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="how often both are measured (the median counts)")
    parser.add_argument("--many", type=int, default=Load.many, help="answers under load a round")
    parser.add_argument("--single", type=int, default=Load.single, help="answers one after the other a round")
    parser.add_argument("--in-flight", type=int, default=Load.in_flight, help="questions open at once under load")
    arguments = parser.parse_args()
    load = Load(arguments.single, arguments.many, arguments.in_flight)
    echo, duban = asyncio.run(measured(load, arguments.rounds))
    print(f"\n「{WORDS}」 of {MEMBERS} members, under load {load.in_flight} at once; medians of {arguments.rounds}\n")
    print(f"{'':31}{'bare echo':>12}{'duban':>12}{'ratio':>9}")
    for label, unit, name, scale, better in ROWS:
        bare, ours = (statistics.median(getattr(each, name) for each in figures) * scale for figures in (echo, duban))
        print(f"{label:31}{bare:9.1f} {unit:<2}{ours:9.1f} {unit:<2}{ours / bare:8.2f}  ({better} is better)")


async def measured(load: Load, rounds: int) -> tuple[Sequence[Figures], Sequence[Figures]]:
    """By turns, so that a noisy minute of the machine falls on both."""
    echo, duban = [], []
    for number in range(rounds):
        with tempfile.TemporaryDirectory(prefix="duban-bench-", ignore_cleanup_errors=True) as folder:
            print(f"round {number + 1} of {rounds}: bare echo …", flush=True)
            echo.append(await measure_echo(Path(folder), load))
            print(f"round {number + 1} of {rounds}: duban …", flush=True)
            duban.append(await measure_duban(Path(folder), load, dt.datetime.now(dt.UTC)))
    return echo, duban


if __name__ == "__main__":
    main()
