"""What happened to an item in one phrase and the words that go with it: 「同意延期」, the reason, the answer."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from language.wording.catalogue import Markup, has
from language.wording.cutting import shortened
from language.wording.voice import Voice, lines
from ledger.changes import AuditEntry
from ledger.deadlines import DeadlineKind
from ledger.items import Item

_TEXT = 300
_REASONED = frozenset(
    {
        "draft_sent_back",
        "unbacked",
        "extension_refused",
        "closing_refused",
        "bounce_refused",
        "slip_issued",
        "suspended",
        "cancelled",
        "reopened",
    }
)
_SAID = frozenset({"urged", "instructed", "struck", "phase_done"})


def worded(entry: AuditEntry) -> bool:
    """Whether the event has a phrase of its own here; the others are told as the history tells them."""
    return has(f"notice_event_{entry.event}")


def phrase(voice: Voice, entry: AuditEntry) -> Markup:
    """ "同意延期"; `entry` is worded."""
    last = {name: _last(entry, name) for name in ("slips", "instructions")}
    person = str(last["instructions"].get("person") or "")
    key = f"notice_event_{entry.event}"
    return voice.say(
        f"{key}_by" if person and has(f"{key}_by") else key,
        note=shortened(entry.note, _TEXT),
        kind=_kind(voice, entry),
        lead=voice.unit(_number(entry.after.get("lead"))),
        urged=_number(entry.after.get("urged")) or 1,
        person=person,
        level=_level(voice, last["slips"]),
        number=last["slips"].get("number", 1),
        date=_day(voice, last["slips"].get("day")),
    )


def words(voice: Voice, item: Item, entry: AuditEntry) -> Iterator[Markup]:
    """The reason, what was said, the answer, the limit that moved: one a line."""
    text = shortened(entry.note, _TEXT)
    if text and entry.event in _REASONED:
        yield voice.say("notice_why", text=text)
    elif text and entry.event in _SAID:
        yield voice.say("notice_said", text=text)
    elif text and entry.event == "help_answered":
        yield voice.say("notice_answer", text=text)
    if "deadline" in entry.after and item.deadline is not None:
        yield limit(voice, item)


def limit(voice: Voice, item: Item) -> Markup:
    if item.deadline is None:
        return voice.say("notice_limit_none")
    if item.deadline.kind is DeadlineKind.DAY and item.limit is not None:
        return voice.say("notice_limit", date=voice.date(item.limit))
    return voice.say("notice_limit_words", words=item.deadline.text)


def line(voice: Voice, item: Item, entry: AuditEntry) -> Markup:
    """One of several: who and when stand before it."""
    said = voice.say("notice_news_line", time=voice.time(entry.at), who=who(voice, entry), what=phrase(voice, entry))
    return lines(said, *words(voice, item, entry))


def who(voice: Voice, entry: AuditEntry) -> str:
    return entry.actor_name or voice.say("actor_program")


def _kind(voice: Voice, entry: AuditEntry) -> str:
    """Of the application that went on, or went away."""
    before, after = (side.get("applications") or [] for side in (entry.before, entry.after))
    if not isinstance(before, list) or not isinstance(after, list):
        return ""
    moved = next((lies for lies in before if lies not in after), None)
    return voice.say(f"notice_kind_{moved['kind']}") if isinstance(moved, Mapping) else ""


def _last(entry: AuditEntry, name: str) -> Mapping[str, Any]:
    rows = entry.after.get(name)
    last = rows[-1] if isinstance(rows, list) and rows else {}
    return last if isinstance(last, Mapping) else {}


def _level(voice: Voice, slip: Mapping[str, Any]) -> str:
    return voice.say(f"notice_slip_{slip['level']}") if slip else ""


def _day(voice: Voice, day: object) -> str:
    return voice.date(dt.date.fromisoformat(day)) if isinstance(day, str) else ""


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None
