"""`duban import-table`: a breakdown table (任务分解表) onto the items."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from bot.clock import now
from bot.commands.opening import opened, voice_of
from bot.commands.saying import DONE, line, plain, refuse
from bot.wiring import policies_of
from config.settings import Settings
from documents.breakdown import BreakdownTable, read_table
from handlers.breakdown import Breakdown, import_table
from handlers.importing import Origin
from language.wording.importing import asked, differences, left_aside
from language.wording.voice import Voice
from ledger.changes import Change
from ledger.refusals import Refusal, Refused


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="a breakdown table: .xlsx, .docx or .csv")
    parser.add_argument("--dry-run", action="store_true", help="show what would change and write nothing")


async def run(args: argparse.Namespace, settings: Settings) -> int:
    moment = now()
    try:
        table = read_table(args.file)
        async with opened(settings) as store:
            transaction = store.reading() if args.dry_run else store.writing()
            async with transaction as uow:
                voice = await voice_of(settings, moment, uow)
                result = await import_table(
                    table.rows,
                    origin=Origin(moment),
                    policies=policies_of(settings),
                    uow=uow,
                    dry_run=args.dry_run,
                )
    except Refused as no:
        return refuse(settings.language, no.refusal)
    print("\n".join(_lines(voice, table, result, dry_run=args.dry_run)))
    if result.doubts:
        return refuse(settings.language, Refusal("table_doubtful", (("count", len(result.doubts)),)))
    return DONE


def _lines(voice: Voice, table: BreakdownTable, result: Breakdown, *, dry_run: bool) -> list[str]:
    """What is doubtful, else what was or would be changed; a dry run shows both."""
    counts = {"count": len(result.changes), "unchanged": len(result.unchanged)}
    lines = [plain(asked(voice, each.doubt, each.times)) for each in result.questions]
    if dry_run:
        lines.append(line(voice.language, "table_would_apply", **counts))
    elif not result.doubts:
        lines.append(line(voice.language, "table_applied", **counts))
    if dry_run or not result.doubts:
        lines.extend(plain(each) for change in result.changes for each in _differences(voice, change))
    lines.extend(plain(note) for note in left_aside(voice, table.kept_out, table.sheets_left))
    return lines


def _differences(voice: Voice, change: Change) -> Iterator[str]:
    for difference in differences(voice, change):
        yield voice.say("table_change", item=change.before.label, change=difference)
