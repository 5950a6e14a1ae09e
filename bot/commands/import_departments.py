"""`duban import-departments`: the list of units, from CSV."""

import argparse
from pathlib import Path

from bot.clock import now
from bot.commands.opening import opened, read_document
from bot.commands.saying import DONE, doubtful, line, refuse
from config.settings import Settings
from documents.departments import read_departments
from handlers.importing import ImportedDepartments, Origin, import_departments
from language.wording.catalogue import Language
from ledger.refusals import Refused


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE.csv", help="name,short_names,former_names,english_name,groups")


async def run(args: argparse.Namespace, settings: Settings) -> int:
    try:
        drafts = read_departments(read_document(args.file, ".csv"))
        async with opened(settings) as store, store.writing() as uow:
            imported = await import_departments(drafts, origin=Origin(now()), uow=uow)
    except Refused as no:
        return refuse(settings.language, no.refusal)
    print("\n".join(_lines(settings.language, imported)))
    return DONE


def _lines(language: Language, imported: ImportedDepartments) -> list[str]:
    lines = [
        line(
            language,
            "departments_imported",
            added=len(imported.added),
            changed=len(imported.changed),
            unchanged=len(imported.unchanged),
        )
    ]
    if imported.kept:
        names = line(language, "list_comma").join(imported.kept)
        lines.append(line(language, "departments_kept", names=names))
    return lines + doubtful(language, imported.doubts)
