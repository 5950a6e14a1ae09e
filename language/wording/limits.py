"""A deadline in words: as written, as read, and what to mind about the day; with it the cycle and the urgency."""

from language.wording.catalogue import Markup
from language.wording.voice import Voice
from ledger.deadlines import Cadence, Deadline, DeadlineKind, Frequency
from ledger.items import Priority


def limit(voice: Voice, deadline: Deadline | None) -> Markup:
    """「年底前，即12月31日（周四）」; 尚未明确 where there is none."""
    if deadline is None:
        return voice.say("unit_unknown")
    if deadline.kind is DeadlineKind.ONGOING:
        return voice.say("limit_ongoing", text=deadline.text)
    if deadline.day is None:
        return voice.say("limit_unclear", text=deadline.text)
    day = deadline.day
    said = voice.say("limit_day", text=deadline.text, date=voice.date(day))
    if deadline.soft:
        said = voice.say("limit_soft", limit=said)
    if not voice.calendar.is_working(day):
        said = voice.say("limit_day_off", limit=said, before=voice.date(voice.calendar.on_or_before(day)))
    if voice.calendar.provisional(day.year):
        said = voice.say("limit_provisional", limit=said, year=day.year)
    return said


def cadence(voice: Voice, given: Cadence) -> Markup:
    if given.day is None:
        return voice.say(f"cadence_{given.frequency.value}")
    day = voice.weekday(given.day) if given.frequency is Frequency.WEEKLY else given.day
    return voice.say(f"cadence_{given.frequency.value}_on", day=day)


def priority(voice: Voice, given: Priority) -> Markup:
    return voice.say(f"priority_{given.value or 'ordinary'}")
