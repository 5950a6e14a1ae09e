"""The digest of any period when somebody asks for it, in words or as a picture."""

import asyncio
import datetime as dt
from dataclasses import replace

from documents.digest_picture import draw
from handlers import deciding
from handlers.digest_picture import pictured
from handlers.request import Request
from language.intents import ShowDigest
from language.replies import Document, Reply
from language.wording import digests
from language.wording.labels import button
from ledger.digest import DigestFigures, figures, view_of, whole
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
    return await _pictured(request, found, intent) if intent.picture else said


def _period(intent: ShowDigest, today: dt.date) -> tuple[dt.date, dt.date]:
    day = intent.day or today
    if intent.period == "days":
        return day, max(intent.until or today, day)
    return whole(intent.period if intent.period in ("month", "quarter", "year") else "week", day)


async def _figures(request: Request, start: dt.date, end: dt.date) -> DigestFigures:
    plan = request.plan
    items = view_of(request.member, await request.uow.items.of_plan(plan.id))
    return figures(
        items,
        start=start,
        end=end,
        today=request.today,
        calendar=request.house.policies.calendar,
        policy=request.house.policies.lights,
        department_id=request.member.department_id,
        before=await request.uow.weeks.get(plan.id, iso_week(start)),
        pending=await deciding.waiting(request),
    )


async def _pictured(request: Request, found: DigestFigures, intent: ShowDigest) -> Reply:
    """Drawn off the loop; without a font for Chinese it says so, in words."""
    picture = pictured(request.voice, found, dark=intent.dark)
    try:
        content = await asyncio.to_thread(draw, picture)
    except LookupError:
        raise Refused("no_picture_font") from None
    name = f"{request.voice.say('digest_picture_name', start=found.start.isoformat())}.png"
    other = replace(intent, dark=not intent.dark)
    ground = request.voice.say("digest_button_light" if intent.dark else "digest_button_dark")
    return Reply(
        digests.title(request.voice, found),
        (button(request.voice, other, ground),),
        document=Document(name, content),
        about=_about(found),
    )


def _about(found: DigestFigures) -> tuple[str, ...]:
    """The items named first, so that 「第一个」 may follow."""
    return tuple(line.item.label for line in (*found.red, *found.yellow)[:5])
