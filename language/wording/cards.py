"""The confirmation card, and what is said when it has been pressed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from language.wording import lights
from language.wording.catalogue import Markup, has
from language.wording.changes import changed, differences
from language.wording.cutting import shortened
from language.wording.voice import Voice, bold, lines
from ledger.changes import AuditEntry, Change
from ledger.items import Item

ITEMS_SHOWN = 8
_ITEMS_NAMED = 30
_PEOPLE_NAMED = 4
_TITLE_LENGTH = 26


@dataclass(frozen=True, slots=True)
class Details:
    """What a card says beyond its changes. `lines` stand below a single item's differences (a report's own words);
    `ground` is what is decided upon, which need not be said again when it is done; `notes` are what to bear in mind;
    `unchanged` are labels of items named that stay as they are.
    """

    lines: tuple[Markup, ...] = ()
    ground: tuple[Markup, ...] = ()
    notes: tuple[Markup, ...] = ()
    unchanged: tuple[str, ...] = ()
    fresh: tuple[tuple[str, str], ...] = ()
    """Label and title of items that are to be added, where nothing else changes."""


NOTHING_MORE = Details()


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What became of an item since a card was laid: who did it last, the item as the card showed it, and as it is."""

    seen: Item
    now: Item
    entry: AuditEntry | None


def card(
    voice: Voice, kind: str, changes: Sequence[Change], details: Details, told: Sequence[str], *, dry_run: bool = False
) -> Markup:
    """`kind` is an intent's NAME; `told` are the names of those who will hear of it."""
    return lines(
        bold(_first(voice, kind, changes, details, dry_run)),
        *_body(voice, changes),
        *details.ground,
        *details.lines,
        *(voice.say("confirm_note", note=note) for note in details.notes),
        voice.say("confirm_unchanged", items=named(voice, details.unchanged)) if details.unchanged else "",
        _told(voice, told, "dry_run_told" if dry_run else "confirm_told"),
        voice.say("confirm_dry_run" if dry_run else "confirm_life"),
    )


def done(
    voice: Voice, changes: Sequence[Change], saved: Sequence[Item], details: Details, told: Sequence[str]
) -> Markup:
    """`saved` are the items as they stand now, in the order of the changes."""
    first, *others = changes
    if others:
        return lines(
            bold(voice.say(f"done_many_{first.event}", count=len(changes), items=_labels(voice, changes))),
            *_body(voice, changes),
            *details.lines,
            _told(voice, told, "done_told"),
            voice.say("done_undo_hint"),
        )
    return lines(
        bold(voice.say(f"done_{first.event}", item=saved[0].label, title=_title(saved[0]))),
        *changed(voice, first),
        *details.lines,
        voice.say("done_light", light=lights.shown(voice, voice.light(saved[0]))),
        _told(voice, told, "done_told"),
        voice.say("done_undo_hint"),
    )


def meanwhile(voice: Voice, moved: Iterable[Meanwhile]) -> Markup:
    """Who did what since the card was laid, item by item."""
    return lines(voice.say("meanwhile_first"), *(line for each in moved for line in _moved(voice, each)))


def named(voice: Voice, labels: Sequence[str]) -> str:
    shown = voice.say("list_comma").join(labels[:_ITEMS_NAMED])
    return shown if len(labels) <= _ITEMS_NAMED else voice.say("labels_more", items=shown, total=len(labels))


def _moved(voice: Voice, each: Meanwhile) -> Iterator[Markup]:
    item = each.now.label
    if each.entry is None:
        yield voice.say("meanwhile_unknown", item=item)
        return
    at = voice.time(each.entry.at)
    name = each.entry.actor_name or voice.say("meanwhile_office")
    yield voice.say("meanwhile_by", item=item, name=name, time=at)
    yield from differences(voice, each.seen, each.now)


def _first(voice: Voice, kind: str, changes: Sequence[Change], details: Details, dry_run: bool) -> Markup:
    key = "dry_run" if dry_run else "confirm"
    what = voice.say(f"confirm_what_{_named_by(kind, changes)}")
    if len(changes) > 1:
        return voice.say(f"{key}_many", what=what, count=len(changes), items=_labels(voice, changes))
    if not changes:
        label, title = details.fresh[0]
        return voice.say(f"{key}_one", what=what, item=label, title=shortened(title, _TITLE_LENGTH))
    item = changes[0].before
    return voice.say(f"{key}_one", what=what, item=item.label, title=_title(item))


def _named_by(kind: str, changes: Sequence[Change]) -> str:
    """A decision is named by what it comes to, everything else by what was said."""
    return changes[0].event if changes and has(f"confirm_what_{changes[0].event}") else kind


def _body(voice: Voice, changes: Sequence[Change]) -> Iterator[Markup]:
    if len(changes) == 1:
        yield from changed(voice, changes[0])
        return
    for change in changes[:ITEMS_SHOWN]:
        yield voice.say("confirm_item", item=change.before.label, title=_title(change.before))
        yield from changed(voice, change)
    if len(changes) > ITEMS_SHOWN:
        yield voice.say("confirm_more", count=len(changes) - ITEMS_SHOWN)


def _told(voice: Voice, told: Sequence[str], key: str) -> Markup:
    if not told:
        return Markup("")
    shown = voice.say("list_comma").join(told[:_PEOPLE_NAMED])
    return voice.say(key if len(told) <= _PEOPLE_NAMED else f"{key}_more", names=shown, count=len(told))


def _labels(voice: Voice, changes: Sequence[Change]) -> str:
    return named(voice, [change.before.label for change in changes])


def _title(item: Item) -> str:
    return shortened(item.title, _TITLE_LENGTH)
