"""What was understood and is done by people for now, in words."""

from collections.abc import Iterator, Sequence

from language.intents import Move
from language.wording.catalogue import Markup
from language.wording.changes import deadline
from language.wording.cutting import shortened
from language.wording.voice import Voice, bold, lines
from ledger.items import Item
from ledger.members import Member

_REASON_LENGTH = 200
_ADMINS_NAMED = 3
_TITLE_LENGTH = 26


def move(voice: Voice, intent: Move, items: Sequence[Item], admins: Sequence[Member], *, own: bool) -> Markup:
    """`own`: the speaker is an admin himself."""
    way = f"move_how_{intent.name}_admin" if own and intent.name in _ADMINS_HAVE_A_WAY else f"move_how_{intent.name}"
    return lines(
        bold(voice.say("move_understood", what=voice.say(f"move_{intent.name}"))),
        *(voice.say("move_item", item=item.label, title=shortened(item.title, _TITLE_LENGTH)) for item in items),
        *_slots(voice, intent),
        voice.say("move_not_here"),
        voice.say(
            way,
            office=office(voice, () if own else admins),
            item=items[0].label if items else voice.say("move_item_any"),
        ),
    )


_ADMINS_HAVE_A_WAY = frozenset({"ask_extension", "approve", "bounce"})
"""What an admin can bring about here by saying the change itself."""


def export(voice: Voice, admins: Sequence[Member], *, own: bool) -> Markup:
    return lines(
        bold(voice.say("export_understood")),
        voice.say("export_how_admin" if own else "export_how", office=office(voice, admins)),
    )


def office(voice: Voice, admins: Sequence[Member]) -> str:
    """ "督查室（顾长河）"."""
    if not admins:
        return voice.say("office_nobody")
    return voice.say("office_people", names=voice.say("list_comma").join(m.name for m in admins[:_ADMINS_NAMED]))


def _slots(voice: Voice, intent: Move) -> Iterator[Markup]:
    if intent.department is not None:
        yield voice.say("move_unit", unit=voice.unit(intent.department))
    if intent.deadline is not None:
        yield voice.say("move_deadline", deadline=deadline(voice, intent.deadline))
    if intent.person:
        yield voice.say("move_person", person=shortened(intent.person, _REASON_LENGTH))
    if intent.value or intent.percent is not None:
        yield voice.say("move_value", value=intent.value or f"{intent.percent}%")
    if intent.reason:
        yield voice.say("move_reason", reason=shortened(intent.reason, _REASON_LENGTH))
