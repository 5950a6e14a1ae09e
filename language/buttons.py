"""A button is a phrase one need not type: intents as the few bytes that fit behind a Telegram button, and back."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any, get_type_hints

from language import intents as i
from ledger.items import State
from ledger.lights import Colour

LONGEST = 55
"""Bytes: Telegram's 64 less the seal (bot/seal.py)."""

# Codes stand behind buttons that people still have in their chats: add to them, never change or reuse one.
_CODES: Mapping[str, type[Any]] = {
    "t": i.MyTasks,
    "u": i.UnitTasks,
    "i": i.ShowItem,
    "l": i.ListItems,
    "o": i.Overview,
    "st": i.Stats,
    "w": i.Who,
    "x": i.ExplainLight,
    "h": i.History,
    "d": i.ShowDigest,
    "e": i.Export,
    "?": i.Help,
    "s": i.Sign,
    "r": i.ReportProgress,
    "z": i.Undo,
    "g": i.SetLanguage,
    "y": i.Confirm,
    "n": i.Dismiss,
    "b": i.Bind,
    "m": i.Mute,
    "wi": i.Wish,
    "k": i.Smalltalk,
    "a": i.Assign,
}
_BY_TYPE = {kind: code for code, kind in _CODES.items()}

_NONE = "-"


def encode(intent: i.Intent) -> str:
    """Raises ValueError for what no button can carry: too long, a date's words, an intent of words only."""
    kind = type(intent)
    if kind not in _BY_TYPE:
        raise ValueError(f"no button carries {kind.__name__}")
    values = [getattr(intent, f.name) for f in fields(intent)]
    defaults = [f.default for f in fields(intent)]
    while values and values[-1] == defaults[-1]:
        values.pop()
        defaults.pop()
    coders = _coders(kind)
    parts = [_BY_TYPE[kind], *(write(value) for (write, _), value in zip(coders, values, strict=False))]
    text = ";".join(parts)
    if len(text.encode()) > LONGEST:
        raise ValueError(f"too long for a button: {text}")
    return text


def decode(text: str) -> i.Intent | None:
    """None for what no button of ours says (an old program's, or a made-up one)."""
    code, *parts = text.split(";")
    kind = _CODES.get(code)
    if kind is None:
        return None
    try:
        coders = _coders(kind)
        values = [read(part) for (_, read), part in zip(coders, parts, strict=False)]
        if len(parts) > len(coders):
            return None
        intent: i.Intent = kind(*values)
    except (ValueError, TypeError, KeyError):
        return None
    return intent


Coder = tuple[Callable[[Any], str], Callable[[str], Any]]


def _coders(kind: type[Any]) -> list[Coder]:
    hints = get_type_hints(kind)
    return [_CODERS[str(hints[f.name])] for f in fields(kind)]


def _optional(coder: Coder) -> Coder:
    write, read = coder
    return (
        lambda value: _NONE if value is None else write(value),
        lambda text: None if text == _NONE else read(text),
    )


def _many(coder: Coder) -> Coder:
    write, read = coder
    return (
        lambda values: "+".join(write(value) for value in values),
        lambda text: tuple(read(part) for part in text.split("+")) if text else (),
    )


def _words(text: str) -> str:
    if ";" in text or "+" in text:
        raise ValueError(f"no button carries these words: {text!r}")
    return text


def _integer(text: str) -> int:
    if not text.lstrip("-").isascii() or not text.lstrip("-").isdigit() or len(text) > 18:
        raise ValueError(text)
    return int(text)


def _item(text: str) -> i.ItemNo:
    number, _, part = text.partition(".")
    return i.ItemNo(_integer(number), _integer(part) if part else 0)


def _never(value: Any) -> str:
    raise ValueError(f"no button carries {value!r}")


_int: Coder = (str, _integer)
_str: Coder = (_words, str)
_items: Coder = _many((lambda item: item.label, _item))
_date: Coder = (lambda day: day.strftime("%Y%m%d"), lambda text: dt.datetime.strptime(text, "%Y%m%d").date())  # noqa: DTZ007 - a local date
_nothing: Coder = _optional((_never, _never))

_CODERS: Mapping[str, Coder] = {
    "<class 'int'>": _int,
    "<class 'str'>": _str,
    "<class 'bool'>": (lambda value: "1" if value else "0", lambda text: {"1": True, "0": False}[text]),
    "int | None": _optional(_int),
    "str | None": _optional(_str),
    "datetime.date | None": _optional(_date),
    "tuple[language.intents.ItemNo, ...]": _items,
    "tuple[ledger.lights.Colour, ...]": _many((lambda colour: colour.value, Colour)),
    "tuple[ledger.items.State, ...]": _many((lambda state: state.value, State)),
    "tuple[int, ...]": _many(_int),
    "tuple[int, ...] | None": _optional(_many(_int)),
    "ledger.deadlines.Deadline | None": _nothing,
    "ledger.deadlines.Cadence | None": _nothing,
}
