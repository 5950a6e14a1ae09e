"""The parts of a split item, and what was merged."""

from collections.abc import Sequence

from language.wording.catalogue import Markup
from language.wording.cutting import shortened
from language.wording.voice import Voice
from ledger.items import Item
from ledger.plans import ItemDraft

_TITLE = 40


def parts(voice: Voice, drafts: Sequence[ItemDraft], units: Sequence[int | None]) -> tuple[Markup, ...]:
    return tuple(
        voice.say(
            "part_line",
            item=f"{draft.number}.{draft.part}",
            title=shortened(draft.title, _TITLE),
            unit=voice.unit(unit),
        )
        for draft, unit in zip(drafts, units, strict=True)
    )


def merged(voice: Voice, into: Item, items: Sequence[Item]) -> tuple[Markup, ...]:
    return (voice.say("merge_note", item=into.label, items=voice.say("list_comma").join(i.label for i in items)),)
