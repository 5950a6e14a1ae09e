"""Taking back, in words."""

from collections.abc import Sequence

from language.wording.cards import named
from language.wording.catalogue import Markup
from language.wording.changes import changed
from language.wording.voice import Voice, bold, lines
from ledger.changes import AuditEntry, Change

_ITEMS_SHOWN = 8


def offer(voice: Voice, entry: AuditEntry, changes: Sequence[Change], gone: Sequence[Change] = ()) -> Markup:
    """`changes` lead back; `gone` are those of items that would be there no more. `entry` is the newest of them."""
    what = voice.say(f"undo_what_{entry.event}")
    first = voice.say("undo_offer", time=voice.time(entry.at), what=what, items=_items(voice, (*changes, *gone)))
    return lines(bold(first), *_back(voice, changes), _gone(voice, gone), voice.say("undo_offer_hint"))


def done(voice: Voice, changes: Sequence[Change], gone: Sequence[Change] = ()) -> Markup:
    if not changes:
        return bold(_gone(voice, gone))
    first = voice.say("undo_done", items=_items(voice, changes))
    return lines(bold(first), *_back(voice, changes), _gone(voice, gone))


def _back(voice: Voice, changes: Sequence[Change]) -> tuple[Markup, ...]:
    found = []
    for change in changes[:_ITEMS_SHOWN]:
        differing = changed(voice, change)
        if len(changes) > 1:
            found.append(voice.say("undo_item", item=change.before.label))
        found += differing or [voice.say("undo_note_only")]
    return tuple(found)


def _gone(voice: Voice, gone: Sequence[Change]) -> Markup:
    return voice.say("undo_gone", items=_items(voice, gone)) if gone else Markup("")


def _items(voice: Voice, changes: Sequence[Change]) -> str:
    return named(voice, list(dict.fromkeys(change.before.label for change in changes)))
