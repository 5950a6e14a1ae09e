"""One remembered event as a sentence: 「11月24日 10:02 顾长河把牵头单位由……改为……」."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from language.wording.catalogue import Markup, escape, has
from language.wording.cutting import shortened
from language.wording.limits import cadence, priority
from language.wording.voice import Voice
from ledger.changes import AuditEntry
from ledger.deadlines import Cadence
from ledger.items import Priority
from ledger.plain import read

_NOTE = 80
_TEXTS = ("title", "body", "measures", "targets", "section", "source", "category", "remark")
"""Of these it is only said that they changed."""
NAMED = ("lead", "co", "leader", "deadline", "cadence", "priority", *_TEXTS)
"""Fields whose change is worth words."""
_NODES = 4


def sentence(voice: Voice, entry: AuditEntry, *, taken_back: bool = False) -> Markup:
    changes = _changes(voice, entry)
    said = voice.say(
        _key(entry, bool(changes)),
        time=voice.time(entry.at),
        who=_who(voice, entry),
        changes=changes or voice.say("change_none"),
        change=voice.say("event_change", changes=changes) if changes else "",
        note=shortened(entry.note, _NOTE),
        reason=voice.say("event_reason", note=shortened(entry.note, _NOTE)) if entry.note else "",
        what=_WHAT[entry.event](voice, entry) if entry.event in _WHAT else "",
    )
    return Markup(said + voice.say("event_taken_back")) if taken_back else said


def _key(entry: AuditEntry, changed: bool) -> str:
    key = f"event_{entry.event}"
    if not changed and has(f"{key}_bare"):
        return f"{key}_bare"
    return key if has(key) else "event_other"


def _who(voice: Voice, entry: AuditEntry) -> str:
    """A name that was erased is not looked up again."""
    return entry.actor_name or voice.say("actor_program" if entry.actor_id is None else "actor_erased")


def _changes(voice: Voice, entry: AuditEntry) -> Markup:
    return Markup(voice.say("change_and").join(_each_change(voice, entry)))


def _each_change(voice: Voice, entry: AuditEntry) -> Iterator[Markup]:
    for name in NAMED:
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
    """A field as ledger.plain stored it, "" for nothing. Old entries may hold what no longer fits: said as it is."""
    if plain is None or plain == "" or plain == []:
        return ""
    if name == "lead" and isinstance(plain, int):
        return voice.unit(plain)
    if name == "co" and isinstance(plain, list):
        return voice.units(unit for unit in plain if isinstance(unit, int))
    if name == "deadline" and isinstance(plain, Mapping):
        return _deadline(voice, plain)
    if name == "cadence" and isinstance(plain, Mapping):
        return cadence(voice, read(Cadence, plain))
    if name == "priority" and plain in set(Priority):
        return priority(voice, Priority(plain))
    return escape(str(plain))


def _deadline(voice: Voice, plain: Mapping[str, Any]) -> str:
    text, day = str(plain.get("text") or ""), plain.get("day")
    if not isinstance(day, str):
        return text
    return voice.say("change_deadline", text=text, date=voice.short_date(dt.date.fromisoformat(day)))


def _percent(voice: Voice, entry: AuditEntry) -> str:
    report = entry.after.get("last_report")
    percent = report.get("percent") if isinstance(report, Mapping) else None
    return voice.say("event_percent", percent=percent) if percent is not None else ""


def _kind(voice: Voice, entry: AuditEntry) -> str:
    """Which application it was about."""
    kind = _application(entry).get("kind")
    return voice.say(f"event_of_{kind}") if has(f"event_of_{kind}") else voice.say("event_of_any")


def _until(voice: Voice, entry: AuditEntry) -> str:
    day = (_application(entry).get("deadline") or {}).get("day")
    return voice.say("event_until", date=voice.short_date(dt.date.fromisoformat(day))) if day else ""


def _to_unit(voice: Voice, entry: AuditEntry) -> str:
    unit = _application(entry).get("department")
    return voice.say("event_to_unit", unit=voice.unit(unit)) if unit is not None else ""


def _of_person(voice: Voice, entry: AuditEntry) -> str:
    person = _application(entry).get("person")
    return voice.say("event_of_person", person=person) if person else ""


def _application(entry: AuditEntry) -> Mapping[str, Any]:
    """The application that came, went or moved on."""
    before, after = _rows(entry.before, "applications"), _rows(entry.after, "applications")
    return next((each for each in (*after, *before) if (each in before) != (each in after)), {})


def _urged(voice: Voice, entry: AuditEntry) -> str:
    return voice.say("event_time", count=entry.after.get("urged", 1))


def _instructed(voice: Voice, entry: AuditEntry) -> str:
    instructions = _rows(entry.after, "instructions")
    person = instructions[-1].get("person") if instructions else ""
    return voice.say("event_in_name_of", person=person) if person else ""


def _slip(voice: Voice, entry: AuditEntry) -> str:
    slips = _rows(entry.after, "slips")
    if not slips:
        return ""
    day = voice.short_date(dt.date.fromisoformat(slips[-1]["day"]))
    return voice.say("event_slip", level=voice.say(f"slip_{slips[-1]['level']}"), number=slips[-1]["number"], date=day)


def _nodes(voice: Voice, entry: AuditEntry) -> str:
    nodes = _rows(entry.after, "milestones")
    days = [voice.short_date(dt.date.fromisoformat(node["day"])) for node in nodes[:_NODES]]
    if not days:
        return voice.say("event_no_nodes")
    return voice.say("event_nodes", count=len(nodes), days=voice.say("list_comma").join(days))


def _target(voice: Voice, entry: AuditEntry) -> str:
    before = _rows(entry.before, "targets")
    changed = next((each for each in _rows(entry.after, "targets") if each not in before), None)
    if changed is None:
        return ""
    sign = {">=": "≥", "<=": "≤"}.get(changed.get("relation", ""), "")
    value = f"{changed.get('value', 0):.12g}"
    return voice.say("event_target", name=changed.get("name", ""), sign=sign, value=value, unit=changed.get("unit", ""))


def _sensitivity(voice: Voice, entry: AuditEntry) -> str:
    key = f"event_now_{entry.after.get('sensitivity')}"
    return voice.say(key) if has(key) else ""


def _grade(voice: Voice, entry: AuditEntry) -> str:
    key = f"event_grade_{entry.after.get('grade')}"
    return voice.say(key) if has(key) else ""


def _rows(fields: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    found = fields.get(name)
    return [each for each in found if isinstance(each, Mapping)] if isinstance(found, list) else []


_WHAT: Mapping[str, Callable[[Voice, AuditEntry], str]] = {
    "reported": _percent,
    "submitted": _percent,
    "extension_asked": _until,
    "bounce_asked": _to_unit,
    "help_asked": _of_person,
    "backed": _kind,
    "unbacked": _kind,
    "withdrawn": _kind,
    "urged": _urged,
    "instructed": _instructed,
    "slip_issued": _slip,
    "milestones_set": _nodes,
    "target_set": _target,
    "sensitivity_set": _sensitivity,
    "closed": _grade,
}
"""What only this event has to say."""
