"""An intent as JSON text and back, nothing lost: what a confirmation card keeps until it is pressed."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any, cast, get_args

from language.intents import Intent, ItemNo, PartNo
from ledger.deadlines import Cadence, Deadline, DeadlineKind, Frequency
from ledger.items import State
from ledger.lights import Colour
from ledger.members import Role

_KIND = "is"
_PARTS: tuple[type[Any], ...] = (*get_args(Intent), ItemNo, PartNo, Deadline, Cadence)
_ENUMS: tuple[type[Enum], ...] = (Colour, State, DeadlineKind, Frequency, Role)
_BY_NAME: Mapping[str, type[Any]] = {kind.__name__: kind for kind in (*_PARTS, *_ENUMS)}


def dump(intent: Intent) -> str:
    return json.dumps(_plain(intent), ensure_ascii=False, separators=(",", ":"))


def load(text: str) -> Intent | None:
    """None for what this program cannot read any more, such as a card of an older one."""
    try:
        intent = _read(json.loads(text))
    except (ValueError, TypeError, KeyError):
        return None
    return cast(Intent, intent) if type(intent) in get_args(Intent) else None


def _plain(value: Any) -> Any:
    match value:
        case None | bool() | int() | float():
            return value
        case Enum():
            return {_KIND: type(value).__name__, "value": value.value}
        case str():
            return value
        case tuple():
            return [_plain(each) for each in value]
        case dt.date() | dt.time():
            return {_KIND: type(value).__name__, "value": value.isoformat()}
    if not is_dataclass(value):
        raise TypeError(f"no part of an intent: {value!r}")
    return {_KIND: type(value).__name__, **{f.name: _plain(getattr(value, f.name)) for f in fields(value)}}


def _read(value: Any) -> Any:
    match value:
        case list():
            return tuple(_read(each) for each in value)
        case {"is": "date", "value": text}:
            return dt.date.fromisoformat(text)
        case {"is": "time", "value": text}:
            return dt.time.fromisoformat(text)
        case {"is": name, **rest}:
            kind = _BY_NAME[name]
            if issubclass(kind, Enum):
                return kind(rest["value"])
            return kind(**{str(field): _read(each) for field, each in rest.items()})
    return value
