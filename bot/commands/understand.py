"""`duban understand`: how the bot reads a message, as one JSON object a line, without saying or changing anything."""

import argparse
import datetime as dt
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from bot.calendar_data import working_calendar
from bot.clock import now
from bot.commands.saying import DONE, USAGE, line
from bot.database_troubles import database_troubles
from bot.sample import SAMPLE
from config.settings import Settings
from documents.departments import read_departments
from documents.text_files import read_text
from documents.work_plans import read_plan
from handlers.directory import Directories
from language.lexicon import Hearing, KnownItem, Lexicon
from language.understanding import understood
from language.understanding.spelled_out import spelled_out
from ledger.departments import Department
from ledger.members import Role
from ledger.refusals import Refused
from storage import open_store
from storage.engine import database_address
from storage.migrate import is_current


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", nargs="*", metavar="TEXT", help="messages, each in quotation marks")
    parser.add_argument("--stdin", action="store_true", help="read messages from standard input, one a line")
    parser.add_argument("--today", type=dt.date.fromisoformat, metavar="YYYY-MM-DD", help="the day of the message")
    parser.add_argument("--role", choices=[role.value for role in Role], help="who speaks")


async def run(args: argparse.Namespace, settings: Settings) -> int:
    if not args.text and not args.stdin:
        print(line(settings.language, "understand_needs"), file=sys.stderr)
        return USAGE
    today = args.today or now().astimezone(settings.zone).date()
    lexicon = await _lexicon(settings) or _sample(today.year)
    hearing = Hearing(
        today=today,
        calendar=working_calendar(settings.calendar.holidays, settings.calendar.working_days),
        role=Role(args.role) if args.role else None,
    )
    for words in _messages(args):
        heard = understood(words, lexicon, hearing)
        read = spelled_out(heard.intent, lexicon)
        how = {"by": heard.by, "like": heard.like} if heard.by != "grammar" else {}
        print(json.dumps({"text": words, **read, **how}, ensure_ascii=False), flush=True)
    return DONE


def _messages(args: argparse.Namespace) -> Iterator[str]:
    yield from args.text
    if args.stdin:
        for read in sys.stdin:
            yield read.rstrip("\r\n")


async def _lexicon(settings: Settings) -> Lexicon | None:
    """The ledger's own units and items; None when there is no ledger, or nothing in it yet. Creates nothing."""
    url = settings.database.url.get_secret_value()
    if not _may_exist(url):
        return None
    try:
        with database_troubles(url):
            store = open_store(url)
            try:
                if not await is_current(store):
                    return None
                async with store.reading() as uow:
                    lexicon = (await Directories().of(uow)).lexicon
            finally:
                await store.close()
    except Refused:
        return None
    return lexicon if lexicon.departments or lexicon.items else None


def _may_exist(url: str) -> bool:
    """Opening a SQLite file that is not there would make it."""
    address = database_address(url)
    return address.get_backend_name() != "sqlite" or Path(address.database or "").is_file()


def _sample(year: int) -> Lexicon:
    """The sample county, so that the command answers on a machine where nothing was imported."""
    units = read_departments(read_text(SAMPLE / "departments.csv"))
    plan = read_plan(read_text(SAMPLE / "plan.txt").replace("{year}", str(year)))
    return Lexicon(
        departments=tuple(
            Department(n, unit.name, unit.short_names, unit.former_names, unit.english_name, unit.groups)
            for n, unit in enumerate(units, start=1)
        ),
        items=tuple(KnownItem(item.number, 0, item.section, item.title, item.body) for item in plan.items),
        sections=tuple((section.number, section.title) for section in plan.sections),
        plan_year=year,
    )
