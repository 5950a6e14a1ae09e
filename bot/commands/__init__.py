"""Every command of the command line: its name, the module that does it, and what it does in one line."""

import argparse
from collections.abc import Mapping
from typing import NamedTuple, Protocol

from config import Settings


class Command(Protocol):
    """What each module of this package has."""

    def configure(self, parser: argparse.ArgumentParser, /) -> None: ...

    async def run(self, args: argparse.Namespace, settings: Settings, /) -> int:
        """The exit code. Raises Refused."""


class Entry(NamedTuple):
    module: str
    help: str


COMMANDS: Mapping[str, Entry] = {
    "run": Entry("run", "run the bot: by long polling, or by webhook when one is set"),
    "try": Entry("try_", "try everything in the browser, without Telegram"),
    "migrate": Entry("migrate", "bring the database to this program's schema"),
    "import-departments": Entry("import_departments", "read the units from a CSV file"),
    "import-plan": Entry("import_plan", "read a yearly work plan into sections and items"),
    "import-table": Entry("import_table", "read a breakdown table: who leads, who helps, by when"),
    "export-ledger": Entry("export_ledger", "write the ledger, or its targets, as an .xlsx to print"),
    "invite": Entry("invite", "print a single-use code with which a person joins"),
    "understand": Entry("understand", "show how the bot reads a message"),
    "simulate": Entry("simulate", "play the ledger through the days without sending"),
    "import-calendar": Entry("import_calendar", "read days off and make-up days from a CSV file"),
    "check": Entry("check", "look at settings, database, token, calendar and records"),
    "backup": Entry("backup", "copy the ledger into a file, consistently, while the bot runs"),
    "restore": Entry("restore", "put a backup in the ledger's place; sending then waits for an administrator"),
    "audit": Entry("audit", "print or prove the audit trail"),
}
