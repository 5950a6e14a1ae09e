"""What happened to an item, a page at a time, and who changed a certain thing: the newest first."""

from collections.abc import Iterable, Mapping, Sequence

from language.wording import paging
from language.wording.catalogue import Markup
from language.wording.events import sentence
from language.wording.paging import Page
from language.wording.rows import title
from language.wording.voice import Voice, bold, lines
from ledger.changes import AuditEntry
from ledger.items import Item

__all__ = ["anchor", "history", "page_of", "recent", "sentence"]

_SHOWN = 10
_WRITTEN_IN = {"report": "last_report", "percent": "percent", "state": "state"}
_ALSO = {
    "report": frozenset({"part_reported", "milestone_reached"}),
    "deadline": frozenset({"extension_asked", "extension_refused"}),
}
"""Events that are about a field without changing it."""


def page_of(entries: Sequence[AuditEntry], field: str, number: int) -> Page[AuditEntry]:
    """`entries` newest first. `field` leaves only what touched it ("lead", "co", "leader", "deadline", "report")."""
    return paging.page_of([each for each in entries if not field or _touches(each, field)], number, _SHOWN)


def _touches(entry: AuditEntry, field: str) -> bool:
    written = _WRITTEN_IN.get(field, field)
    return written in entry.before or written in entry.after or entry.event in _ALSO.get(field, ())


def history(voice: Voice, item: Item, entries: Sequence[AuditEntry], page: Page[AuditEntry], field: str = "") -> Markup:
    """`entries` are all that were read, of which the page shows some. Who asks about one thing reads the last change of
    it first.
    """
    undone = _undone(entries)
    said = [sentence(voice, entry, taken_back=entry.seq in undone) for entry in page.rows]
    if not said:
        return lines(title(voice, item), voice.say("history_none_of" if field else "history_none"))
    if field and page.number == 1:
        first, *rest = said
        heading = voice.say("history_before") if rest else ""
        return lines(bold(Markup(_of(voice, item) + first)), heading, *rest, paging.note(voice, page))
    heading = voice.say("history_heading", count=len(said))
    return lines(title(voice, item), heading, *said, paging.note(voice, page))


def recent(voice: Voice, items: Mapping[int, Item], entries: Sequence[AuditEntry]) -> Markup:
    """Over all items, newest first; every entry's item is in `items`."""
    undone = _undone(entries)
    shown = [entry for entry in entries[:_SHOWN] if entry.item_id is not None]
    if not shown:
        return voice.say("history_recent_none")
    return lines(
        bold(voice.say("history_recent", count=len(shown))),
        *(
            Markup(_of(voice, items[entry.item_id]) + sentence(voice, entry, taken_back=entry.seq in undone))
            for entry in shown
            if entry.item_id is not None
        ),
    )


def anchor(voice: Voice, code: str) -> Markup:
    """`Head.anchor`, for where it is printed out of an administrator's reach: the weekly digest."""
    return voice.say("audit_anchor", anchor=code)


def _of(voice: Voice, item: Item) -> Markup:
    return voice.say("history_of", item=item.label)


def _undone(entries: Iterable[AuditEntry]) -> frozenset[int]:
    return frozenset(entry.undoes for entry in entries if entry.undoes is not None)
