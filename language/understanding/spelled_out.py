"""An intent as `duban understand` prints it: its public name and the slots that were said (operators' interface)."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from language.intents import Intent, PartNo
from language.lexicon import Lexicon
from ledger.deadlines import Cadence, Deadline


def spelled_out(intent: Intent, lexicon: Lexicon) -> dict[str, object]:
    """{"intent": …, "slots": {…}}, JSON-ready: units by full name, days as ISO dates."""
    names = {unit.id: unit.name for unit in lexicon.departments}
    slots: dict[str, object] = {}
    for field in fields(intent):
        value = getattr(intent, field.name)
        if value is not False and value not in (None, (), ""):
            slots.update(_slot(field.name, value, names))
    return {"intent": intent.NAME, "slots": slots}


def _slot(name: str, value: Any, names: Mapping[int, str]) -> dict[str, object]:
    match name:
        case "items":
            return {"items": [item.number for item in value], **_parts(value)}
        case "lights":
            return {"light": [colour.value for colour in value]}
        case "states":
            return {"states": [state.value for state in value]}
        case "lead" | "department" | "unit":
            return {"unit": names.get(value, str(value))}
        case "from_unit" | "into":
            return {name: names.get(value, str(value))}
        case "units":
            return {"units": _names(value, names)}
        case "co" | "add_co":
            return {"co_units": _names(value, names)}
        case "parts":
            return {"into": [_part(part, names) for part in value]}
        case "leader":
            return {"person": value}
        case "deadline":
            return _deadline(value)
        case "cadence" | "recurrence":
            return _recurrence(value)
        case "duty":
            return {"role": value}
        case "due_from" | "due_to" | "silent_since" | "day" | "until" | "first" | "last":
            return {name: value.isoformat()}
        case "time":
            return {"time": value.strftime("%H:%M")}
        case "options":
            return {"options": [option.NAME for option in value]}
        case "page" | "code" | "token" | "seq" | "name" | "wanted":
            return {}
        case "period" if value == "week":
            return {}
    return {name: value}


def _parts(items: Iterable[Any]) -> dict[str, object]:
    """Only where a part of an item is meant: 14.2."""
    labels = [item.label for item in items if item.part]
    return {"parts": labels} if labels else {}


def _part(part: PartNo, names: Mapping[int, str]) -> dict[str, str]:
    unit = {"unit": names.get(part.department, str(part.department))} if part.department is not None else {}
    return {"title": part.title, **unit}


def _names(ids: Iterable[int], names: Mapping[int, str]) -> list[str]:
    return [names.get(each, str(each)) for each in ids]


def _deadline(deadline: Deadline) -> dict[str, object]:
    if deadline.day is None:
        return {"deadline_text": deadline.text, "deadline_kind": deadline.kind.value}
    return {"deadline": deadline.day.isoformat(), "deadline_text": deadline.text}


def _recurrence(cadence: Cadence) -> dict[str, object]:
    """`recurrence_day` is 1–7 in a week (Monday 1) or 1–31 in a month."""
    day = {"recurrence_day": cadence.day} if cadence.day is not None else {}
    return {"recurrence": cadence.frequency.value, **day}
