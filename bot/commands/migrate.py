"""`duban migrate`: brings the database to this program's schema."""

import argparse

from bot.commands.opening import begin_audit_chain, configured
from bot.commands.saying import DONE, line
from bot.database_troubles import database_troubles
from config import Settings
from storage.migrate import migrate


def configure(parser: argparse.ArgumentParser) -> None:
    """It has no options: which database is a setting."""


async def run(args: argparse.Namespace, settings: Settings) -> int:
    url = settings.database.url.get_secret_value()
    with database_troubles(url):
        revision = await migrate(url)
        store = configured(settings)
        try:
            await begin_audit_chain(store)
        finally:
            await store.close()
    print(line(settings.language, "migrated", revision=revision))
    return DONE
