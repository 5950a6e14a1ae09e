"""`duban check`: is all well? One line for each thing looked at, or one JSON object."""

import argparse
import json
from collections.abc import Sequence

from bot import clock
from bot.checks import Finding, check_everything
from bot.commands.saying import DONE, REFUSED, line
from config import Settings
from language.wording.catalogue import Language


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")


async def run(args: argparse.Namespace, settings: Settings) -> int:
    findings = await check_everything(settings, clock.now())
    well = all(finding.ok for finding in findings)
    print(_as_json(settings.language, findings, well) if args.json else _as_lines(settings.language, findings))
    return DONE if well else REFUSED


def _as_lines(language: Language, findings: Sequence[Finding]) -> str:
    width = max(len(finding.name) for finding in findings)
    signs = {True: "ok", False: "!!"}
    return "\n".join(f"{signs[each.ok]}  {each.name:<{width}}  {_detail(language, each)}" for each in findings)


def _as_json(language: Language, findings: Sequence[Finding], well: bool) -> str:
    checks = [{"name": each.name, "ok": each.ok, "detail": _detail(language, each)} for each in findings]
    return json.dumps({"ok": well, "checks": checks}, ensure_ascii=False)


def _detail(language: Language, finding: Finding) -> str:
    return line(language, f"check_{finding.name}_{finding.found}", **dict(finding.values))
