"""Taking back, in words."""

from collections.abc import Sequence

from language.wording.cards import named
from language.wording.catalogue import Markup
from language.wording.changes import changed
from language.wording.voice import Voice, bold, lines
from ledger.changes import AuditEntry, Change

_ITEMS_SHOWN = 8


def offer(voice: Voice, entry: AuditEntry, changes: Sequence[Change]) -> Markup:
    """`changes` lead back; `entry` is the newest of what would be taken back."""
    what = voice.say(f"undo_what_{entry.event}")
    first = voice.say("undo_offer", time=voice.time(entry.at), what=what, items=_items(voice, changes))
    return lines(bold(first), *_back(voice, changes), voice.say("undo_offer_hint"))


def done(voice: Voice, changes: Sequence[Change]) -> Markup:
    return lines(bold(voice.say("undo_done", items=_items(voice, changes))), *_back(voice, changes))


def _back(voice: Voice, changes: Sequence[Change]) -> tuple[Markup, ...]:
    found = []
    for change in changes[:_ITEMS_SHOWN]:
        differing = changed(voice, change)
        if len(changes) > 1:
            found.append(voice.say("undo_item", item=change.before.label))
        found += differing or [voice.say("undo_note_only")]
    return tuple(found)


def _items(voice: Voice, changes: Sequence[Change]) -> str:
    return named(voice, [change.before.label for change in changes])
