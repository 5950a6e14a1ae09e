"""The digest of any period when somebody asks for it, in words or as a picture."""

import datetime as dt
from dataclasses import replace
from functools import partial

from documents.digest_picture import draw
from documents.fonts import font_path
from handlers import deciding
from handlers.digest_picture import pictured
from handlers.request import Request
from handlers.survey import survey
from language.intents import ShowDigest
from language.replies import File, Order, Reply
from language.wording import digests
from language.wording.labels import button
from ledger.digest import DigestFigures, DigestLine, changes_since, view_of, whole
from ledger.leaders import unclear_leaders
from ledger.members import OFFICE
from ledger.notices import iso_week
from ledger.refusals import Refused


async def show(request: Request, intent: ShowDigest) -> Reply:
    """What the speaker may look over; in a group only its figures. Raises Refused before the first import."""
    start, end = _period(intent, request.today)
    if start > request.today:
        request.plan  # noqa: B018 - asks whether there is one
        return Reply(request.voice.say("digest_not_yet"))
    found = await _figures(request, start, min(end, request.today))
    if not request.said.private:
        return Reply(digests.summary(request.voice, found))
    said = Reply(
        digests.periodic(request.voice, request.member, found),
        digests.buttons(request.voice, request.member, found),
        about=_about(found),
    )
    return _with_picture(request, found, intent) if intent.picture else said


def _period(intent: ShowDigest, today: dt.date) -> tuple[dt.date, dt.date]:
    day = intent.day or today
    if intent.period == "days":
        return day, max(intent.until or today, day)
    return whole(intent.period if intent.period in ("month", "quarter", "year") else "week", day)


async def _figures(request: Request, start: dt.date, end: dt.date) -> DigestFigures:
    surveyed = await survey(request)
    items = view_of(request.member, surveyed.items)
    own = request.member.department_id
    found = (
        surveyed.figures(start, end, own)
        if len(items) == len(surveyed.items)
        else surveyed.figures_of(items, start, end, own)
    )
    before = await request.uow.weeks.get(request.plan.id, iso_week(start))
    lines = (DigestLine(item, surveyed.light(item)) for item in items)
    return replace(
        found,
        changes=changes_since(before, lines) if before is not None else None,
        pending=tuple(await deciding.waiting(request)),
        unclear_leaders=unclear_leaders(items, request.directory.members.values())
        if request.member.role in OFFICE
        else (),
    )


def _with_picture(request: Request, found: DigestFigures, intent: ShowDigest) -> Reply:
    """The picture is drawn when the message leaves."""
    other = replace(intent, dark=not intent.dark)
    ground = request.voice.say("digest_button_light" if intent.dark else "digest_button_dark")
    return Reply(
        digests.title(request.voice, found),
        (button(request.voice, other, ground),),
        order=Order(intent, request.member.id, request.now, request.voice.language),
        about=_about(found),
    )


async def file(request: Request, intent: ShowDigest) -> File:
    """The digest as a picture. Raises Refused before the first import, and where no font has Chinese."""
    start, end = _period(intent, request.today)
    found = await _figures(request, start, min(end, request.today))
    try:
        font_path()
    except LookupError:
        raise Refused("no_picture_font") from None
    name = f"{request.voice.say('digest_picture_name', start=found.start.isoformat())}.png"
    return File(name, partial(draw, pictured(request.voice, found, dark=intent.dark)))


def _about(found: DigestFigures) -> tuple[str, ...]:
    """The items named first, so that 「第一个」 may follow."""
    return tuple(line.item.label for line in (*found.red, *found.yellow)[:5])
