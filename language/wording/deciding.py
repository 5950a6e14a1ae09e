"""What is decided upon, on the decider's card."""

import datetime as dt
from collections.abc import Iterator

from language.wording import applying
from language.wording.catalogue import Markup
from language.wording.cutting import shortened
from language.wording.voice import Voice
from ledger.applications import Asked, Desk
from ledger.changes import Change
from ledger.pending import Pending

_ANSWER = 300


def applied(voice: Voice, one: Pending) -> tuple[Markup, ...]:
    """Who asked for what, why, and how long it has lain there."""
    lies = one.application
    if lies is None:
        return ()
    member = voice.members.get(lies.member_id)
    unit = voice.unit(member.department_id) if member else ""
    return (
        voice.say("applied_by", unit=unit, name=voice.person(lies.member_id), time=voice.time(lies.at)),
        *applying.asked(voice, lies),
        *([voice.say("applied_backed", name=voice.person(lies.backed_by))] if lies.backed_by else []),
        *([voice.say("applied_waited", days=days, count=days)] if (days := waited(voice, lies.since)) else []),
    )


def answer(voice: Voice, change: Change) -> tuple[Markup, ...]:
    """The decider's own words."""
    words = change.note if change.event not in ("backed", "help_handed_on") else ""
    return (voice.say("decide_reason", text=shortened(words, _ANSWER)),) if words else ()


def notes(voice: Voice, one: Pending, change: Change) -> tuple[Markup, ...]:
    return tuple(_notes(voice, one, change))


def _notes(voice: Voice, one: Pending, change: Change) -> Iterator[Markup]:
    lies = one.application
    if lies is None or lies.desk is Desk.HEAD:
        return
    if lies.kind is Asked.CLOSING:
        yield from map(Markup, applying.open_ends(voice, one.item))
        yield voice.say("decide_grade" if change.event == "closed" else "decide_new_limit", item=one.item.label)
    if lies.kind is Asked.EXTENSION and one.item.extended:
        yield from map(Markup, applying.extension_notes(voice, one.item, lies.deadline or change.after.deadline))  # type: ignore[arg-type]


def waited(voice: Voice, since: dt.datetime) -> int:
    """Working days since then."""
    return voice.calendar.between(voice.local(since).date(), voice.today)
