"""A new item on its card."""

from collections.abc import Sequence

from language.wording.catalogue import Markup
from language.wording.limits import limit as limit_words
from language.wording.voice import Voice
from ledger.deadlines import Deadline
from ledger.plans import ItemDraft


def registered(
    voice: Voice, draft: ItemDraft, lead: int | None = None, limit: Deadline | None = None, co: Sequence[int] = ()
) -> tuple[Markup, ...]:
    section = voice.section(draft.section)
    return tuple(
        line
        for line in (
            voice.say("register_section", section=section) if section else Markup(),
            voice.say("card_lead", units=voice.unit(lead)) if lead is not None else Markup(),
            voice.say("card_co", units=voice.units(co)) if co else Markup(),
            voice.say("card_limit", limit=limit_words(voice, limit)) if limit is not None else Markup(),
            voice.say("register_hint", item=draft.number) if lead is None else Markup(),
        )
        if line
    )
