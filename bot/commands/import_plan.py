"""`duban import-plan`: a work plan into sections and items, or what a changed one would change."""

import argparse
from dataclasses import replace
from pathlib import Path

from bot.clock import now
from bot.commands.opening import opened, today
from bot.commands.plan_report import plan_report
from bot.commands.saying import DONE, refuse
from config.settings import Settings
from documents.front_matter import find_year
from documents.office_files import open_file
from documents.work_plans import read_plan
from handlers.importing import Origin, import_plan
from ledger.plans import PlanDraft
from ledger.refusals import Refused


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="a work plan: .docx, .doc or .txt")
    parser.add_argument("--year", type=_year, metavar="Y", help="the plan's year, where its title names none")
    parser.add_argument("--title", metavar="T", help="the plan's title, instead of the one in the file")
    parser.add_argument("--dry-run", action="store_true", help="show what would change and write nothing")


def _year(words: str) -> int:
    year = int(words)
    if not 1949 <= year <= 2100:
        raise argparse.ArgumentTypeError("a year between 1949 and 2100")
    return year


async def run(args: argparse.Namespace, settings: Settings) -> int:
    moment = now()
    try:
        draft = _settled(read_plan(open_file(args.file).text), args)
        year = draft.year or today(settings, moment).year
        async with opened(settings) as store:
            transaction = store.reading() if args.dry_run else store.writing()
            async with transaction as uow:
                result = await import_plan(draft, year=year, origin=Origin(moment), uow=uow, dry_run=args.dry_run)
    except Refused as no:
        return refuse(settings.language, no.refusal)
    print("\n".join(plan_report(settings.language, result, dry_run=args.dry_run)))
    return DONE


def _settled(draft: PlanDraft, args: argparse.Namespace) -> PlanDraft:
    """Title and year as asked for, else as the text has them, else as the file is called; doubts settled by that go."""
    title = (args.title or "").strip() or draft.title or args.file.stem
    year = args.year or find_year(title) or draft.year or find_year(args.file.stem)
    settled = {"no_title"} if args.title else set()
    settled |= {"no_year"} if year else set()
    doubts = tuple(doubt for doubt in draft.doubts if doubt.code not in settled)
    return replace(draft, title=title, year=year, doubts=doubts)
