"""The one question that a move still needs an answer to."""

from language.intents import Move
from language.wording.catalogue import Markup, has
from language.wording.limits import limit
from language.wording.voice import Voice
from ledger.items import Item


def question(voice: Voice, intent: Move, slot: str, item: Item | None) -> Markup:
    """`ask_<move>_<slot>` where there is one, else `ask_<slot>`."""
    special = f"ask_{intent.name}_{slot}"
    asked = intent.deadline
    return voice.say(
        special if has(special) else f"ask_{slot}",
        item=item.label if item else "",
        limit=limit(voice, item.deadline) if item else "",
        deadline=voice.date(asked.day) if asked and asked.day else "",
    )
