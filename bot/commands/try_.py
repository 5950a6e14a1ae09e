"""`duban try`: the playground, the bot and a sample county in one process, in the browser."""

import argparse
import asyncio
import datetime as dt
import os
import sys
import tempfile
import webbrowser
from pathlib import Path

from pydantic import SecretStr

from bot import clock
from bot.app import App
from bot.commands.saying import DONE, line
from bot.playground_token import playground_token
from bot.redaction import guard_logs
from bot.sample import Seeded, seed
from bot.stopping import Stopping
from bot.wiring import policies_of
from config import Settings
from config.groups import AuditSettings, DatabaseSettings, TelegramSettings
from config.logging import set_up_logging
from ledger.policies import Policies
from ledger.refusals import Refused
from playground.people import read_groups, read_people
from playground.server import Playground
from storage import open_store
from storage.migrate import migrate

HOST = "127.0.0.1"
PORT = 8080
USERNAME = "yunling_duban_bot"
NAME = {"zh": "云岭督办", "en": "Yunling Duban"}
STARTS_AT = dt.time(9, 0)


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=PORT, help=f"where the page is served (default {PORT})")
    parser.add_argument("--plan", type=Path, metavar="FILE", help="your own work plan (.txt) instead of the sample")
    parser.add_argument("--departments", type=Path, metavar="FILE", help="your own list of units (.csv)")
    parser.add_argument("--today", type=dt.date.fromisoformat, metavar="YYYY-MM-DD", help="the day on which it begins")
    parser.add_argument("--no-browser", action="store_true", help="only print the address")


async def run(args: argparse.Namespace, settings: Settings) -> int:
    set_up_logging("WARNING" if settings.log.level == "INFO" else settings.log.level)
    token = playground_token()
    guard_logs([token, *settings.secrets()])
    with Stopping() as stopping, tempfile.TemporaryDirectory(prefix="duban-try-") as folder:
        trial = Trial(settings, token, Path(folder) / "duban.db", args.today)
        try:
            await stopping.unless(trial.start(args.port, args.plan, args.departments))
            if not stopping.asked:
                trial.announce()
                if not args.no_browser:
                    _open_browser(trial.address)
                await stopping.wait()
        finally:
            await trial.stop()
    return DONE


class Trial:
    """Nothing of it outlives the command, and it speaks to nobody but the playground in this process."""

    def __init__(self, settings: Settings, token: str, database: Path, today: dt.date | None) -> None:
        self._token = token
        self._database = database
        self._url = f"sqlite+aiosqlite:///{database}"
        self._settings = settings
        self._policies = policies_of(settings)
        self._begins = _beginning(today, self._policies)
        self._store = open_store(self._url)
        self._app: App | None = None
        self._seeded: Seeded | None = None
        people = read_people()
        self.playground = Playground(
            people=people,
            groups=read_groups(),
            token=token,
            bot_username=USERNAME,
            bot_name=NAME[settings.language],
            zone=settings.timezone,
            start=self._begins,
            next_working_morning=lambda now: next_working_morning(now, self._policies),
            on_clock_moved=self._clock_moved,
        )
        self.address = ""
        # Whoever has joined has once pressed Start; only the stranger has not.
        self.playground.have_started(person.id for person in people if person.role)

    async def start(self, port: int, plan: Path | None, departments: Path | None) -> None:
        """Raises Refused port_taken, or for files that cannot be read."""
        try:
            self.address = await self.playground.start(HOST, port)
        except OSError:
            raise Refused("port_taken", port=port, other=port + 1) from None
        await migrate(self._url)
        year = self._policies.hours.local(self._begins).year
        self._seeded = await seed(
            self._store,
            year=year,
            now=self.playground.now(),
            policies=self._policies,
            plan_file=plan,
            departments_file=departments,
        )
        self._app = App(self._of_trial(), self._store, self.playground.now, web=False)
        await self._app.start()

    async def stop(self) -> None:
        if self._app is not None:
            await self._app.stop()
        await self.playground.stop()
        await self._store.close()

    def announce(self) -> None:
        language = self._settings.language
        print(line(language, "try_ready", address=self.address))
        print(line(language, "try_database", path=self._database))
        if self._seeded is not None and self._seeded.left_out:
            names = line(language, "list_comma").join(self._seeded.left_out)
            print(line(language, "try_left_out", names=names))
        print(line(language, "try_stop"), flush=True)

    async def _clock_moved(self) -> None:
        if self._app is not None:
            await self._app.program.timetable.tick(self.playground.now())

    def _of_trial(self) -> Settings:
        """The operator's rules, but neither his bot nor his database."""
        return self._settings.model_copy(
            update={
                "telegram": TelegramSettings(token=SecretStr(self._token), base_url=f"{self.address}/bot"),
                "database": DatabaseSettings(url=SecretStr(self._url)),
                "audit": AuditSettings(),
                "admins": (),
            }
        )


def _beginning(today: dt.date | None, policies: Policies) -> dt.datetime:
    """In the morning of a working day, when the bot has something to say."""
    day = today or policies.hours.local(clock.now()).date()
    return policies.hours.at(policies.calendar.on_or_after(day), STARTS_AT)


def next_working_morning(now: dt.datetime, policies: Policies) -> dt.datetime:
    """The moment at which the next merged message of a day leaves."""
    today = policies.hours.local(now).date()
    this_morning = policies.hours.at(today, policies.hours.morning)
    if policies.calendar.is_working(today) and now < this_morning:
        return this_morning
    following = policies.calendar.on_or_after(today + dt.timedelta(days=1))
    return policies.hours.at(following, policies.hours.morning)


def _open_browser(address: str) -> None:
    if sys.platform in ("darwin", "win32") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        asyncio.get_running_loop().run_in_executor(None, webbrowser.open, address)
