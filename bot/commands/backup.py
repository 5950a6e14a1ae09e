"""`duban backup FILE`: a consistent copy of the ledger, also while the bot runs."""

import argparse
from pathlib import Path

from bot.backups import copied
from bot.commands.saying import DONE, line
from bot.database_troubles import database_troubles
from config import Settings


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="where to; it must not exist yet")


async def run(args: argparse.Namespace, settings: Settings) -> int:
    url = settings.database.url.get_secret_value()
    with database_troubles(url):
        size = await copied(url, args.file)
    print(line(settings.language, "backup_done", path=args.file, size=f"{size / 1e6:.1f} MB"))
    return DONE
