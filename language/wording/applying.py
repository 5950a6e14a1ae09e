"""What a unit applies for, in words: on its own card and on the decider's."""

from collections.abc import Iterator

from language.wording.catalogue import Markup
from language.wording.changes import deadline
from language.wording.cutting import shortened
from language.wording.voice import Voice
from ledger.applications import Application, Asked, Desk
from ledger.deadlines import Deadline
from ledger.items import Item, PartState
from ledger.members import Member
from ledger.transitions import applying

_TEXT = 300
_REASON_KEY = {
    Asked.EXTENSION: "applied_reason",
    Asked.CLOSING: "applied_result",
    Asked.BOUNCE: "applied_reason",
    Asked.HELP: "applied_need",
}


def asked(voice: Voice, lies: Application) -> tuple[Markup, ...]:
    return tuple(_asked(voice, lies))


def _asked(voice: Voice, lies: Application) -> Iterator[Markup]:
    if lies.deadline is not None:
        yield voice.say("applied_extension", deadline=deadline(voice, lies.deadline))
    yield voice.say(_REASON_KEY[lies.kind], text=shortened(lies.reason, _TEXT))
    if lies.progress:
        yield voice.say("applied_progress", text=shortened(lies.progress, _TEXT))
    if lies.evidence:
        yield voice.say("applied_evidence", text=shortened(lies.evidence, _TEXT))
    if lies.department is not None:
        yield voice.say("applied_department", unit=voice.unit(lies.department))
    if lies.person:
        yield voice.say("applied_person", name=lies.person)


def way(voice: Voice, lies: Application, head: Member | None, notes: tuple[str, ...]) -> Iterator[Markup]:
    """What is to be borne in mind, and whose desk it goes to."""
    yield from map(Markup, notes)
    if lies.desk is Desk.HEAD and head is not None:
        yield voice.say("way_head", name=head.name)
    elif lies.desk is Desk.LEADER:
        yield voice.say("way_leader", name=lies.person) if lies.person else voice.say("way_leader_any")
    else:
        yield voice.say("way_office")


def extension_notes(voice: Voice, item: Item, wanted: Deadline) -> tuple[str, ...]:
    return tuple(_extension_notes(voice, item, wanted))


def _extension_notes(voice: Voice, item: Item, wanted: Deadline) -> Iterator[str]:
    if item.extended:
        first = item.original_deadline or item.deadline
        yield voice.say("note_extended_before", count=item.extended + 1, limit=deadline(voice, first))
    if wanted.day is None:
        return
    if item.limit is not None and wanted.day.year > item.limit.year:
        yield voice.say("note_over_year")
    if not voice.calendar.is_working(wanted.day):
        yield voice.say("note_day_off", date=voice.date(wanted.day))


def open_ends(voice: Voice, item: Item) -> tuple[str, ...]:
    """What a reviewer would ask about."""
    units = [unit for unit in item.co if (part := item.part_of(unit)) is None or part.state is not PartState.DONE]
    return tuple(
        voice.say(f"open_end_{code}", item=item.label, percent=item.percent or 0, units=voice.units(units))
        for code in applying.open_ends(item)
    )
