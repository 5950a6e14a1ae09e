"""What to bear in mind when an item is given out: notes on a card, facts only."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from language.wording.catalogue import Markup
from language.wording.voice import Voice
from ledger.deadlines import Deadline, DeadlineKind


@dataclass(frozen=True, slots=True)
class Load:
    """Open items of a unit; `due` are those it leads whose limit lies in the current month."""

    lead: int
    co: int
    due: int


def load(voice: Voice, unit: int, found: Load) -> Iterator[Markup]:
    if found.lead:
        yield voice.say("assign_load", unit=voice.unit(unit), lead=found.lead, co=found.co, due=found.due)
    elif found.co:
        yield voice.say("assign_load_co", unit=voice.unit(unit), co=found.co)


def doubling(voice: Voice, units: Iterable[int]) -> Iterator[Markup]:
    for unit in units:
        yield voice.say("assign_lead_not_co", unit=voice.unit(unit))


def uninvited(voice: Voice, units: Iterable[int]) -> Iterator[Markup]:
    named = voice.units(units)
    if named:
        yield voice.say("assign_nobody_joined", units=named)


def about_deadline(voice: Voice, limit: Deadline) -> Iterator[Markup]:
    """A day off, a day gone by, a year whose holidays are not known yet, words that name no day."""
    if limit.kind is DeadlineKind.UNCLEAR:
        yield voice.say("assign_no_day")
    day = limit.day
    if day is None:
        return
    if day < voice.today:
        yield voice.say("assign_past", date=voice.date(day))
    elif not voice.calendar.is_working(day):
        before = voice.calendar.on_or_before(day)
        yield voice.say("assign_day_off", date=voice.date(day), before=voice.date(before))
    if voice.calendar.provisional(day.year):
        yield voice.say("assign_provisional", year=day.year)
