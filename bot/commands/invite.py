"""`duban invite`: single-use codes with which people join, one by one or from a list."""

import argparse
import csv
import sys
from collections.abc import Sequence
from pathlib import Path

import telegram.error

from bot.clock import now
from bot.commands.opening import opened, read_document
from bot.commands.saying import DONE, USAGE, line, refuse
from bot.transport import AiohttpRequest, make_bot
from config.settings import Settings
from documents.people import read_people
from handlers.importing import Origin
from handlers.inviting import USUAL_DAYS, Invited, invite, invite_all
from ledger.members import Role
from ledger.refusals import Refused

PATIENCE = 5.0
"""Seconds to wait for Telegram to say what the bot is called."""
_UNKNOWN_BOT = "<bot>"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--unit", metavar="NAME", help="the person's unit, by any of its names")
    parser.add_argument("--name", metavar="NAME", help="the person's name")
    parser.add_argument("--role", choices=[role.value for role in Role], help="what the person is to the ledger")
    parser.add_argument("--title", default="", metavar="TITLE", help="the office the person holds, e.g. 副县长")
    parser.add_argument("--days", type=int, default=USUAL_DAYS, metavar="N", help="how long a code lives (default 7)")
    parser.add_argument(
        "--file", type=Path, metavar="FILE.csv", help="several people: unit, name, role; title if known"
    )


async def run(args: argparse.Namespace, settings: Settings) -> int:
    one = (args.unit, args.name, args.role)
    if any(one) if args.file is not None else not all(one):
        print(line(settings.language, "invite_needs"), file=sys.stderr)
        return USAGE
    try:
        if args.file is not None:
            return await _many(args, settings)
        return await _one(args, settings)
    except Refused as no:
        return refuse(settings.language, no.refusal)


async def _one(args: argparse.Namespace, settings: Settings) -> int:
    async with opened(settings) as store, store.writing() as uow:
        invited = await invite(
            args.unit,
            args.name.strip(),
            Role(args.role),
            days=args.days,
            origin=Origin(now()),
            uow=uow,
            title=args.title.strip(),
        )
    username = await _username(settings)
    language = settings.language
    role = line(language, f"role_named_{invited.member.role.value}")
    last = invited.expires_at.astimezone(settings.zone)
    who = {"name": invited.member.name, "unit": invited.unit, "role": role}
    print(line(language, "invite_printed", **who, code=invited.code))
    print(line(language, "invite_link", link=_link(username, invited.code)))
    print(line(language, "invite_life", day=f"{last:%Y-%m-%d %H:%M}"))
    if not username:
        print(line(language, "invite_no_username", bot=_UNKNOWN_BOT, code=invited.code), file=sys.stderr)
    return DONE


async def _many(args: argparse.Namespace, settings: Settings) -> int:
    people = read_people(read_document(args.file, ".csv"))
    async with opened(settings) as store, store.writing() as uow:
        everyone = await invite_all(people, days=args.days, origin=Origin(now()), uow=uow)
    username = await _username(settings)
    _print_csv([each for each in everyone if each.code], username)
    joined = [each.member.name for each in everyone if not each.code]
    if joined:
        names = line(settings.language, "list_comma").join(joined)
        print(line(settings.language, "invite_left_out", names=names), file=sys.stderr)
    if not username:
        print(line(settings.language, "invite_file_no_username", bot=_UNKNOWN_BOT), file=sys.stderr)
    return DONE


def _print_csv(everyone: Sequence[Invited], username: str) -> None:
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(("unit", "name", "role", "code", "link"))
    for each in everyone:
        link = _link(username, each.code)
        table.writerow((each.unit, each.member.name, each.member.role.value, each.code, link))


def _link(username: str, code: str) -> str:
    return f"https://t.me/{username or _UNKNOWN_BOT}?start={code}"


async def _username(settings: Settings) -> str:
    """What the bot is called, "" when there is no token or no answer: a code is good without its link, too."""
    token = settings.telegram.token
    if token is None:
        return ""
    request = AiohttpRequest(read_timeout=PATIENCE, connect_timeout=PATIENCE)
    bot = make_bot(token.get_secret_value(), request, base_url=settings.telegram.server)
    await request.initialize()
    try:
        return (await bot.get_me()).username or ""
    except telegram.error.TelegramError:
        return ""
    finally:
        await request.shutdown()
