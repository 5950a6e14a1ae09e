"""Units that change, in words."""

from collections.abc import Sequence

from language.wording.catalogue import Markup
from language.wording.cutting import shortened
from language.wording.voice import Voice, bold, lines
from ledger.departments import Department
from ledger.items import Item
from ledger.members import Member

_ITEMS_SHOWN = 8
_TITLE_LENGTH = 26


def rename_card(voice: Voice, before: Department, after: Department) -> Markup:
    return lines(
        bold(voice.say("unit_card_renamed", unit=before.name)),
        voice.say("people_from_to", before=before.name, after=after.name),
        voice.say("unit_note_renamed", names=voice.say("list_comma").join(after.former_names)),
    )


def renamed(voice: Voice, before: Department, after: Department) -> Markup:
    return bold(voice.say("unit_done_renamed", before=before.name, after=after.name))


def merge_card(
    voice: Voice, units: Sequence[Department], into: Department, items: Sequence[Item], people: Sequence[Member]
) -> Markup:
    return lines(
        bold(voice.say("unit_card_merged", units=_names(voice, units), into=into.name)),
        voice.say("unit_items", count=len(items)) if items else voice.say("unit_no_items"),
        *_items(voice, items),
        voice.say("unit_people", count=len(people), names=_people(voice, people)) if people else "",
        voice.say("unit_note_merged"),
    )


def merged(voice: Voice, units: Sequence[Department], into: Department, items: int, people: int) -> Markup:
    return lines(
        bold(voice.say("unit_done_merged", units=_names(voice, units), into=into.name)),
        voice.say("unit_moved", items=items, people=people),
    )


def split_card(voice: Voice, unit: Department, name: str, items: Sequence[Item]) -> Markup:
    return lines(
        bold(voice.say("unit_card_split", unit=unit.name, name=name)),
        voice.say("unit_items", count=len(items)) if items else voice.say("unit_no_items"),
        *_items(voice, items),
        voice.say("unit_note_split", name=name),
    )


def split(voice: Voice, unit: Department, name: str, items: Sequence[Item]) -> Markup:
    return bold(voice.say("unit_done_split", unit=unit.name, name=name, count=len(items)))


def _names(voice: Voice, units: Sequence[Department]) -> str:
    return voice.say("list_comma").join(unit.name for unit in units)


def _people(voice: Voice, people: Sequence[Member]) -> str:
    return voice.say("list_comma").join(member.name for member in people[:_ITEMS_SHOWN])


def _items(voice: Voice, items: Sequence[Item]) -> list[Markup]:
    shown = [
        voice.say("confirm_item", item=item.label, title=shortened(item.title, _TITLE_LENGTH))
        for item in items[:_ITEMS_SHOWN]
    ]
    if len(items) > _ITEMS_SHOWN:
        shown.append(voice.say("people_work_more", count=len(items) - _ITEMS_SHOWN))
    return shown
