"""Starts a stand-in alone, with the sample people: `python -m playground`."""

import argparse
import asyncio
import signal
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from playground.people import SAMPLE, crowd, read_groups, read_people
from playground.server import Playground

TOKEN = "700000000:playground-token-of-no-real-bot"  # noqa: S105 - opens nothing but this stand-in
MORNING = time(8, 30)
SATURDAY = 5


def main(words: Sequence[str] | None = None) -> int:
    try:
        return asyncio.run(_run(_parse(words)))
    except (OSError, ValueError) as error:
        sys.stderr.write(f"playground: {error}\n")
        return 1


async def _run(wishes: argparse.Namespace) -> int:
    zone = ZoneInfo(wishes.zone)

    def next_working_morning(now: datetime) -> datetime:
        """Weekends are known here, holidays are not."""
        local = now.astimezone(zone)
        day = local.date()
        while True:
            morning = datetime.combine(day, MORNING, zone)
            if morning > local and day.weekday() < SATURDAY:
                return morning.astimezone(UTC)
            day += timedelta(days=1)

    playground = Playground(
        [*read_people(wishes.people), *crowd(wishes.crowd)],
        read_groups(wishes.groups),
        token=wishes.token,
        bot_username=wishes.username,
        bot_name=wishes.name,
        zone=wishes.zone,
        start=wishes.start,
        next_working_morning=next_working_morning,
        strict_limits=wishes.limits,
        kept_calls=wishes.kept_calls,
    )
    ended = asyncio.Event()
    for ending in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(ending, ended.set)
    address = await playground.start(port=wishes.port)
    sys.stdout.write(f"playground ready on {address} token {wishes.token}\n")
    sys.stdout.flush()
    try:
        await ended.wait()
    finally:
        await playground.stop()
    return 0


def _parse(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m playground", description=__doc__)
    parser.add_argument("--port", type=int, default=8080, help="0 takes any free one")
    parser.add_argument("--token", default=TOKEN, help="what the bot must present")
    parser.add_argument("--username", default="duban_bot")
    parser.add_argument("--name", default="督办")
    parser.add_argument("--zone", default="Asia/Shanghai")
    parser.add_argument("--start", type=_moment, help="the clock's first moment, ISO with its zone")
    parser.add_argument("--people", type=Path, default=SAMPLE / "people.csv")
    parser.add_argument("--groups", type=Path, default=SAMPLE / "groups.csv")
    parser.add_argument("--crowd", type=int, default=0, help="so many more people, for measurements")
    parser.add_argument("--limits", action="store_true", help="keep Telegram's flood limits")
    parser.add_argument("--kept-calls", type=int, default=20_000)
    return parser.parse_args(words)


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise argparse.ArgumentTypeError("a moment needs its zone, such as 2026-11-24T08:30+08:00")
    return moment


if __name__ == "__main__":
    sys.exit(main())
