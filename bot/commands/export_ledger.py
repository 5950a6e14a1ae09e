"""`duban export-ledger`: the whole ledger as an .xlsx that an office would print."""

import argparse
import os
from collections.abc import Iterable
from pathlib import Path

from bot.clock import now
from bot.commands.opening import opened, voice_of
from bot.commands.saying import DONE, line, refuse
from config.settings import Settings
from handlers import numbering
from handlers.exporting import made
from language.intents import Export
from ledger.departments import Department, called
from ledger.refusals import Refused

_SHEETS = {"section": "sections", "unit": "units"}


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE.xlsx", help="where to write it; an older file is replaced")
    parser.add_argument("--by", choices=sorted(_SHEETS), help="a sheet for every section or lead unit")
    parser.add_argument("--targets", action="store_true", help="the table of targets instead (指标表)")
    parser.add_argument("--unit", metavar="NAME", help="only what this unit leads or helps with")


async def run(args: argparse.Namespace, settings: Settings) -> int:
    """Who may start it sees everything, sensitive items too. Exit codes as everywhere."""
    try:
        if args.file.suffix.lower() != ".xlsx":
            raise Refused("export_suffix", name=args.file.name)
        async with opened(settings) as store, store.reading() as uow:
            voice = await voice_of(settings, now(), uow)
            if voice.plan is None:
                raise Refused("no_plan_imported")
            unit = _unit(args.unit, voice.departments.values()) if args.unit else None
            items = await uow.items.of_plan(voice.plan.id)
            items = [item for item in items if unit is None or item.involves(unit)]
            numbers = await numbering.of_items(uow, voice)
        what = "indicators" if args.targets else _SHEETS.get(args.by or "", "")
        _written(args.file, made(voice, Export(what, unit), items, lambda item: True, numbers)())
    except Refused as no:
        return refuse(settings.language, no.refusal)
    day = voice.short_date(voice.today)
    print(line(settings.language, "export_saved", count=len(items), file=str(args.file), day=day))
    return DONE


def _unit(name: str, departments: Iterable[Department]) -> int:
    found = called(name, departments)
    if not found:
        raise Refused("no_unit_called", name=name)
    if len(found) > 1:
        raise Refused("several_units_called", name=name, units="、".join(each.name for each in found))
    return found[0].id


def _written(path: Path, content: bytes) -> None:
    """All of it or nothing: who has the old file open keeps the old one."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise Refused("export_unwritable", name=str(path)) from None
