"""An item's fields as JSON-ready data and back, nothing lost: what the audit and the store keep."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints


def plain(value: Any) -> Any:
    match value:
        case Enum():
            return value.value
        case dt.datetime() | dt.date():
            return value.isoformat()
        case tuple():
            return [plain(each) for each in value]
    if is_dataclass(value):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    return value


def read(kind: Any, value: Any) -> Any:
    """What `plain` wrote, as `kind`, a type hint. Raises ValueError, TypeError, KeyError for anything else."""
    if value is None:
        return None
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return read(next(each for each in get_args(kind) if each is not type(None)), value)
    if origin is tuple:
        return tuple(read(get_args(kind)[0], each) for each in value)
    if not isinstance(kind, type):
        return value
    if is_dataclass(kind):
        return _dataclass(kind, value)
    if issubclass(kind, dt.datetime | dt.date):
        return kind.fromisoformat(value)
    return kind(value) if issubclass(kind, Enum) else value


def read_fields(kind: type[Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """Some fields of a dataclass by name."""
    hints = _hints(kind)
    return {name: read(hints[name], value) for name, value in values.items() if name in hints}


def _dataclass(kind: type[Any], value: Any) -> Any:
    if isinstance(value, list):
        # The first schema kept targets as rows without names.
        value = dict(zip((f.name for f in fields(kind)), value, strict=False))
    return kind(**read_fields(kind, value))


_HINTS: dict[type[Any], Mapping[str, Any]] = {}


def _hints(kind: type[Any]) -> Mapping[str, Any]:
    if kind not in _HINTS:
        _HINTS[kind] = get_type_hints(kind)
    return _HINTS[kind]
