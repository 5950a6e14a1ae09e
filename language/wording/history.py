"""What happened to an item, as sentences: 「11月24日 10:02 顾长河把牵头单位由……改为……」."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from language.wording.catalogue import Markup, escape, has
from language.wording.cutting import shortened
from language.wording.rows import title
from language.wording.voice import Voice, bold, lines
from ledger.changes import AuditEntry
from ledger.items import Item

_SHOWN = 10
_NOTE = 80
_NAMED = ("lead", "co", "leader", "deadline", "cadence", "title", "body", "measures", "targets", "section")
"""Fields whose change is worth words; of long texts only that they changed."""
_TEXTS = frozenset({"title", "body", "measures", "targets", "section", "cadence"})
_WRITTEN_IN = {"report": "last_report", "percent": "percent", "state": "state"}


def history(voice: Voice, item: Item, entries: Sequence[AuditEntry], field: str = "") -> Markup:
    """`entries` newest first. `field` leaves only what touched it ("lead", "co", "leader", "deadline", "report")."""
    undone = _undone(entries)
    wanted = [entry for entry in entries if not field or _touches(entry, field)]
    shown = wanted[:_SHOWN]
    if not shown:
        return lines(title(voice, item), voice.say("history_none_of" if field else "history_none"))
    rest = len(wanted) - len(shown)
    return lines(
        title(voice, item),
        voice.say("history_heading", count=len(shown)),
        *(_sentence(voice, entry, undone) for entry in shown),
        voice.say("history_more", count=rest) if rest else "",
    )


def recent(voice: Voice, items: Mapping[int, Item], entries: Sequence[AuditEntry]) -> Markup:
    """Over all items, newest first; every entry's item is in `items`."""
    undone = _undone(entries)
    shown = entries[:_SHOWN]
    if not shown:
        return voice.say("history_recent_none")
    return lines(
        bold(voice.say("history_recent", count=len(shown))),
        *(
            Markup(_of(voice, items[entry.item_id]) + _sentence(voice, entry, undone))
            for entry in shown
            if entry.item_id is not None
        ),
    )


def sentence(voice: Voice, entry: AuditEntry) -> Markup:
    """One entry by itself, for whoever hears of it at once."""
    return _sentence(voice, entry, frozenset())


def _of(voice: Voice, item: Item) -> Markup:
    return voice.say("history_of", item=item.label)


def _undone(entries: Iterable[AuditEntry]) -> frozenset[int]:
    return frozenset(entry.undoes for entry in entries if entry.undoes is not None)


def _touches(entry: AuditEntry, field: str) -> bool:
    written = _WRITTEN_IN.get(field, field)
    return written in entry.before or written in entry.after or (field, entry.event) == ("report", "part_reported")


def _sentence(voice: Voice, entry: AuditEntry, undone: frozenset[int]) -> Markup:
    changes = _changes(voice, entry)
    said = voice.say(
        _key(entry, bool(changes)),
        time=voice.time(entry.at),
        who=entry.actor_name or voice.say("actor_program"),
        changes=changes or voice.say("change_none"),
        note=shortened(entry.note, _NOTE),
        percent=_percent(voice, entry),
    )
    return Markup(said + voice.say("event_taken_back")) if entry.seq in undone else said


def _key(entry: AuditEntry, changed: bool) -> str:
    key = f"event_{entry.event}"
    if not changed and has(f"{key}_bare"):
        return f"{key}_bare"
    return key if has(key) else "event_other"


def _percent(voice: Voice, entry: AuditEntry) -> Markup:
    report = entry.after.get("last_report")
    percent = report.get("percent") if isinstance(report, Mapping) else None
    return voice.say("event_percent", percent=percent) if percent is not None else Markup()


def _changes(voice: Voice, entry: AuditEntry) -> Markup:
    return Markup(voice.say("change_and").join(_each_change(voice, entry)))


def _each_change(voice: Voice, entry: AuditEntry) -> Iterator[Markup]:
    for name in _NAMED:
        if name not in entry.before and name not in entry.after:
            continue
        field = voice.say(f"field_{name}")
        before, after = _value(voice, name, entry.before.get(name)), _value(voice, name, entry.after.get(name))
        if name in _TEXTS:
            yield voice.say("change_text", field=field)
        elif before and after:
            yield voice.say("change_from_to", field=field, before=before, after=after)
        elif after:
            yield voice.say("change_set", field=field, after=after)
        elif before:
            yield voice.say("change_cleared", field=field, before=before)


def _value(voice: Voice, name: str, plain: Any) -> str:
    """A field as recording.plain stored it, "" for nothing. Old entries may hold what no longer fits: said as it is."""
    if plain is None or plain == "" or plain == []:
        return ""
    if name == "lead" and isinstance(plain, int):
        return voice.unit(plain)
    if name == "co" and isinstance(plain, list):
        return voice.units(unit for unit in plain if isinstance(unit, int))
    if name == "deadline" and isinstance(plain, Mapping):
        return _deadline(voice, plain)
    return escape(str(plain))


def _deadline(voice: Voice, plain: Mapping[str, Any]) -> str:
    text, day = str(plain.get("text") or ""), plain.get("day")
    if not isinstance(day, str):
        return text
    return voice.say("change_deadline", text=text, date=voice.short_date(dt.date.fromisoformat(day)))
