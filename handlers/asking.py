"""One question at a time: what a move still lacks is asked for, and the next words are taken as the answer."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from handlers.request import Request
from language.intent_json import dump, load
from language.intents import (
    Bind,
    Clarify,
    Decisions,
    Dismiss,
    ExplainLight,
    Help,
    History,
    Intent,
    Move,
    MyTasks,
    Overview,
    SetLanguage,
    ShowDigest,
    ShowItem,
    Undo,
    Who,
)
from language.lexicon import Hearing, Lexicon
from language.replies import Button, Reply
from language.understanding.answers import cadence_in, deadline_in, unit_in
from language.wording import moving as wording
from language.wording.labels import buttons
from language.wording.rows import in_rows
from ledger.conversations import Conversation
from ledger.items import Item

MOST_CHOICES = 12
_MARK = "|"
_SHORT = 10
"""Characters: longer words that happen to name an item are rather the answer."""


class Missing(Exception):
    """`slot` is the field of `intent` that is still empty; `choices` are complete enough to be pressed."""

    def __init__(self, intent: Move, slot: str, item: Item | None = None, choices: tuple[Intent, ...] = ()) -> None:
        super().__init__(slot)
        self.intent = intent
        self.slot = slot
        self.item = item
        self.choices = choices


def ask(request: Request, missing: Missing) -> Reply:
    voice, intent = request.voice, missing.intent
    pressable = buttons(voice, *missing.choices[:MOST_CHOICES])
    leave = Button(voice.say("ask_leave"), Dismiss(""))
    return Reply(
        wording.question(voice, intent, missing.slot, missing.item),
        (*in_rows(list(pressable), 2), (leave,)),
        about=tuple(number.label for number in intent.items),
        asked=f"{missing.slot}{_MARK}{dump(intent)}",
    )


def awaited(conversation: Conversation | None) -> tuple[str, Move] | None:
    """The slot asked for last in this chat and the move it belongs to."""
    if conversation is None or _MARK not in conversation.asked:
        return None
    slot, _, text = conversation.asked.partition(_MARK)
    intent = load(text)
    return (slot, intent) if isinstance(intent, Move) and slot in _FILLED else None


def answered(asked: tuple[str, Move], words: str, heard: Intent, lexicon: Lexicon, hearing: Hearing) -> Intent | None:
    """The move with what was said filled in; None when the words begin something else."""
    slot, intent = asked
    if _begins_anew(heard, words, slot, intent) or words.lstrip().startswith("/"):
        return None
    return _FILLED[slot](intent, words.strip(), heard, lexicon, hearing)


def _begins_anew(heard: Intent, words: str, slot: str, asked: Move) -> bool:
    """A question of another kind, or words that name another item."""
    if isinstance(heard, MyTasks | Overview | Decisions | Help | Undo | Bind | SetLanguage | ShowDigest):
        return True
    if isinstance(heard, ShowItem | Who | History | ExplainLight) and len(words.strip()) <= _SHORT:
        return slot != "items"
    if isinstance(heard, Clarify):
        return heard.reason in ("no_such_item", "instruction", "forwarded")
    named = getattr(heard, "items", ())
    return bool(named) and bool(asked.items) and not set(named) <= set(asked.items)


Filler = Callable[[Move, str, Intent, Lexicon, Hearing], Intent | None]


def _text(name: str) -> Filler:
    def fill(intent: Move, words: str, heard: Intent, lexicon: Lexicon, hearing: Hearing) -> Intent:
        return replace(intent, **{name: words})  # type: ignore[arg-type]

    return fill


def _deadline(intent: Move, words: str, heard: Intent, lexicon: Lexicon, hearing: Hearing) -> Intent:
    """Not understood: the same question again, rather than a guess."""
    return replace(intent, deadline=deadline_in(words, lexicon, hearing))


def _department(intent: Move, words: str, heard: Intent, lexicon: Lexicon, hearing: Hearing) -> Intent:
    return replace(intent, department=unit_in(words, lexicon, hearing))


def _cadence(intent: Move, words: str, heard: Intent, lexicon: Lexicon, hearing: Hearing) -> Intent:
    return replace(intent, cadence=cadence_in(words, lexicon, hearing))


def _items(intent: Move, words: str, heard: Intent, lexicon: Lexicon, hearing: Hearing) -> Intent | None:
    """The item is named by number or topic, as in any other message."""
    named = getattr(heard, "items", ())
    return replace(intent, items=named) if named else None


def _parts(intent: Move, words: str, heard: Intent, lexicon: Lexicon, hearing: Hearing) -> Intent | None:
    return replace(intent, parts=heard.parts) if isinstance(heard, Move) and heard.parts else intent


_FILLED: Mapping[str, Filler] = {
    "reason": _text("reason"),
    "progress": _text("progress"),
    "person": _text("person"),
    "value": _text("value"),
    "deadline": _deadline,
    "department": _department,
    "cadence": _cadence,
    "items": _items,
    "parts": _parts,
}
