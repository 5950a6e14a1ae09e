"""`duban restore FILE`: puts a backup in the ledger's place and holds all sending until an administrator confirms."""

import argparse
from pathlib import Path

from bot.backups import put_back
from bot.commands.opening import opened
from bot.commands.saying import DONE, line
from bot.database_troubles import database_troubles
from config import Settings
from ledger.marks import HELD
from storage.migrate import migrate


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="what `duban backup` has written; the bot must not run")


async def run(args: argparse.Namespace, settings: Settings) -> int:
    url = settings.database.url.get_secret_value()
    with database_troubles(url):
        await put_back(url, args.file)
        await migrate(url)
    async with opened(settings) as store, store.writing() as uow:
        last = await uow.outbox.last_id()
        await uow.marks.put(HELD, last)
        count = len(await uow.outbox.unsettled(last, 1_000_000))
    print(line(settings.language, "restore_done", path=args.file, count=count))
    return DONE
