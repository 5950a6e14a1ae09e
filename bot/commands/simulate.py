"""`duban simulate`: plays the ledger through the days without sending, and prints the figures as one JSON object."""

import argparse
import asyncio
import dataclasses
import datetime as dt
import json
import logging
import sys
import tempfile
from pathlib import Path

from bot.commands.opening import opened
from bot.commands.saying import DONE, USAGE, line
from bot.wiring import policies_of
from config import Settings
from documents.year_picture import YearPicture, draw
from ledger.policies import Policies
from scheduler.course import Course
from scheduler.simulation import Figures, Simulation
from storage import open_store
from storage.copying import copy_ledger
from storage.migrate import migrate


def configure(parser: argparse.ArgumentParser) -> None:
    day = dt.date.fromisoformat
    parser.add_argument("--from", dest="first", type=day, required=True, metavar="D", help="first day, YYYY-MM-DD")
    parser.add_argument("--to", dest="last", type=day, required=True, metavar="D", help="last day, inclusive")
    parser.add_argument(
        "--seed", type=int, metavar="N", help="units sign, report and finish by chance; without it nobody does anything"
    )
    parser.add_argument("--picture", type=Path, metavar="FILE.png", help="also draw the year as a heat map")


async def run(args: argparse.Namespace, settings: Settings) -> int:
    if args.last < args.first:
        print(line(settings.language, "simulate_days"), file=sys.stderr)
        return USAGE
    policies = policies_of(settings)
    # Nothing is really late or lost here, so what would be a warning is none.
    logging.getLogger("scheduler").setLevel(logging.CRITICAL)
    with tempfile.TemporaryDirectory(prefix="duban-simulate-") as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'copy.db'}"
        await migrate(url)
        copy = open_store(url, throwaway=True)
        try:
            async with opened(settings) as ledger:
                await copy_ledger(ledger, copy)
            course = Course(args.seed) if args.seed is not None else None
            simulation = Simulation(
                copy, policies, args.first, args.last, settings.language, course, _progress(args.first, args.last)
            )
            figures = await simulation.run()
        finally:
            await copy.close()
    print(json.dumps(_told(figures), ensure_ascii=False))
    if args.picture is not None:
        content = await asyncio.to_thread(draw, _picture(settings, policies, args, figures))
        await asyncio.to_thread(args.picture.write_bytes, content)
    return DONE


def _progress(first: dt.date, last: dt.date) -> "Progress":
    return Progress((last - first).days + 1, sys.stderr.isatty())


class Progress:
    """A line on a terminal that tells how far it is; nothing in a pipe."""

    def __init__(self, days: int, shown: bool) -> None:
        self._days = days
        self._shown = shown
        self._done = 0

    def __call__(self, day: dt.date) -> None:
        self._done += 1
        if self._shown:
            end = "\n" if self._done == self._days else ""
            print(f"\r{day.isoformat()}  {100 * self._done // self._days}%", end=end, file=sys.stderr, flush=True)


def _told(figures: Figures) -> dict[str, object]:
    told = dataclasses.asdict(figures)
    del told["by_day"]
    for name in ("earliest", "latest"):
        told[name] = f"{told[name]:%H:%M}" if told[name] else None
    return told


def _picture(settings: Settings, policies: Policies, args: argparse.Namespace, figures: Figures) -> YearPicture:
    language = settings.language
    first, last = args.first.isoformat(), args.last.isoformat()
    return YearPicture(
        first=args.first,
        last=args.last,
        counts=figures.by_day,
        works=policies.calendar.is_working,
        title=line(language, "simulate_title", first=first, last=last),
        subtitle=line(
            language,
            "simulate_subtitle",
            people=figures.people,
            messages=figures.messages,
            days=figures.working_days,
            most=max(figures.by_day.values(), default=0),
        ),
        months=tuple(line(language, "simulate_months").split()),
        weekdays=tuple(line(language, "simulate_weekdays").split()),
        none_to_most=(line(language, "simulate_none"), line(language, "simulate_most")),
    )
