"""Urging, instructions and slips on their cards: facts, no adjectives about people."""

from collections.abc import Iterator, Sequence

from language.wording.catalogue import Markup
from language.wording.cutting import shortened
from language.wording.voice import Voice
from ledger.items import Item
from ledger.supervision import Slip

_TEXT = 400
_TIMES_NAMED = 3


def urged(voice: Voice, items: Sequence[Item], chosen: str) -> tuple[Markup, ...]:
    """`chosen` says how they were: "named", "said" (by light, state or silence), or "late"."""
    return tuple(_urged(voice, items, chosen))


def _urged(voice: Voice, items: Sequence[Item], chosen: str) -> Iterator[Markup]:
    if len(items) > 1 and chosen != "named":
        yield voice.say("urge_note_said" if chosen == "said" else "urge_note_many", count=len(items))
    for item in [each for each in items if each.urged][:_TIMES_NAMED]:
        yield voice.say("urge_note_times", item=item.label, count=item.urged)


def instruction(voice: Voice, after: Item) -> tuple[Markup, ...]:
    given = after.instructions[-1]
    words = voice.say("instruction_words", text=shortened(given.text, _TEXT))
    return (words, voice.say("instruction_person", name=given.person)) if given.person else (words,)


def slip(voice: Voice, given: Slip) -> tuple[Markup, ...]:
    words = voice.say("slip_words", level=voice.say(f"slip_{given.level.value}"), date=voice.date(given.day))
    reason = voice.say("slip_reason", text=shortened(given.reason, _TEXT)) if given.reason else Markup()
    return tuple(line for line in (words, reason) if line)
