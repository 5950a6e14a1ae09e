"""`duban import-calendar`: the days off and make-up days of a year, as the office writes them into a file."""

import argparse
from pathlib import Path

from bot.commands.opening import opened, read_document
from bot.commands.saying import DONE, line
from config import Settings
from documents.calendar_days import read_calendar_days


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE.csv", help="a line a day: 2027-05-01,放假,劳动节")


async def run(args: argparse.Namespace, settings: Settings) -> int:
    """Raises Refused for a file that cannot be read; then nothing is laid down."""
    days = read_calendar_days(read_document(args.file, ".csv"))
    async with opened(settings) as store, store.writing() as uow:
        for each in days:
            await uow.house_days.set_days([each.day], each.works, each.note, None)
    on = sum(each.works for each in days)
    print(line(settings.language, "calendar_imported", off=len(days) - on, on=on))
    return DONE
