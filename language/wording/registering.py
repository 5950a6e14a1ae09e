"""A new item on its card."""

from language.wording.catalogue import Markup
from language.wording.voice import Voice
from ledger.plans import ItemDraft


def registered(voice: Voice, draft: ItemDraft) -> tuple[Markup, ...]:
    section = voice.section(draft.section)
    return tuple(
        line
        for line in (
            voice.say("register_section", section=section) if section else Markup(),
            voice.say("register_hint", item=draft.number),
        )
        if line
    )
