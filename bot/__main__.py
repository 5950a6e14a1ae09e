"""The command line: `duban run`, `duban try` and the tools around them."""

import argparse
import asyncio
import importlib
import sys
from collections.abc import Sequence

from bot.commands import COMMANDS, Command
from config import BadSettings, Settings, read_settings
from ledger.refusals import Refused

DONE, FAILED = 0, 1


def main(arguments: Sequence[str] | None = None) -> int:
    """0 done, 1 refused or failed with one clear line on standard error; wrong usage ends the program with 2."""
    chosen, rest = _chosen(list(sys.argv[1:] if arguments is None else arguments))
    command: Command = importlib.import_module(f"bot.commands.{COMMANDS[chosen].module}")
    parser = argparse.ArgumentParser(prog=f"duban {chosen}", description=COMMANDS[chosen].help)
    command.configure(parser)
    args = parser.parse_args(rest)
    try:
        settings = read_settings()
    except BadSettings as error:
        return _failed(str(error))
    return _run(command, args, settings)


def _chosen(arguments: list[str]) -> tuple[str, list[str]]:
    """The command's name and what follows it. Only the module of the chosen command is ever imported."""
    width = max(map(len, COMMANDS)) + 2
    lines = "\n".join(f"  {name:<{width}}{command.help}" for name, command in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="duban",
        usage="duban [-h] COMMAND …",
        description=f"{__doc__}\n\ncommands:\n{lines}\n\n`duban COMMAND --help` says more.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", metavar="COMMAND", choices=COMMANDS, help=argparse.SUPPRESS)
    return parser.parse_args(arguments[:1]).command, arguments[1:]


def _run(command: Command, args: argparse.Namespace, settings: Settings) -> int:
    try:
        return asyncio.run(command.run(args, settings))
    except Refused as no:
        from bot.commands.saying import refuse

        return refuse(settings.language, no.refusal)
    except KeyboardInterrupt:
        return FAILED


def _failed(sentence: str) -> int:
    print(sentence, file=sys.stderr)  # noqa: T201 - this is the command line
    return FAILED


if __name__ == "__main__":
    sys.exit(main())
