"""What an admin lays down for everybody: days off and worked, and times in which nobody is reminded (减负)."""

import datetime as dt

from handlers.choices import record
from handlers.request import Request
from language.clock_intents import PauseNudges, SetCalendar
from language.replies import Reply
from language.wording import house_days as wording
from language.wording.labels import buttons
from ledger.calendar import ONE_DAY
from ledger.members import Role
from ledger.preferences import NudgePause
from ledger.refusals import Refused

MOST_DAYS = 62
_WORKS = {"off": False, "on": True, "usual": None}


async def set_calendar(request: Request, intent: SetCalendar) -> Reply:
    """Holds from this moment on, for every count of working days. Raises Refused: for admins only, too many days."""
    calendar = request.house.policies.calendar
    if intent.first is None:
        laid = await request.uow.house_days.calendar()
        return Reply(wording.year(request.voice, laid, request.today.year))
    _admin(request)
    days = _days(intent)
    before = await request.uow.house_days.calendar()
    works = _WORKS[intent.works]
    await request.uow.house_days.set_days(days, works, intent.note, request.member.id)
    after = await request.uow.house_days.calendar()
    calendar.overrule(after)
    await record(request, "calendar_set", {str(day): before.get(day) for day in days}, {str(d): works for d in days})
    back = SetCalendar(intent.first, intent.last, "usual")
    undo = () if intent.works == "usual" else (buttons(request.voice, back),)
    return Reply(wording.laid_down(request.voice, days, intent.works), undo)


def _days(intent: SetCalendar) -> list[dt.date]:
    first = intent.first or intent.last
    last = intent.last or first
    if first is None or last is None or last < first or (last - first).days >= MOST_DAYS:
        raise Refused("calendar_days")
    return [first + n * ONE_DAY for n in range((last - first).days + 1)]


async def pause_nudges(request: Request, intent: PauseNudges) -> Reply:
    """Nobody is reminded until then; limits go on, and what is newly handed out is told. Raises Refused."""
    _admin(request)
    today = request.today
    if intent.resume:
        ended = await request.uow.house_days.end_pauses(today)
        if ended:
            await record(request, "nudges_resumed", {}, {})
        return Reply(request.voice.say("pause_ended" if ended else "pause_none"))
    if intent.last is None:
        return Reply(request.voice.say("pause_until_when"))
    first = max(intent.first or today, today)
    if intent.last < first or (intent.last - first).days >= MOST_DAYS:
        raise Refused("calendar_days")
    pause = NudgePause(first, intent.last, intent.reason, request.member.id)
    await request.uow.house_days.add_pause(pause)
    days = {"first": first.isoformat(), "last": pause.last.isoformat()}
    await record(request, "nudges_paused", {}, days)
    return Reply(wording.paused(request.voice, pause), (buttons(request.voice, PauseNudges(resume=True)),))


def _admin(request: Request) -> None:
    if request.member.role is not Role.ADMIN:
        raise Refused("house_days_admin")
