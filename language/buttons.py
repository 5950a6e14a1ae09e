"""A button is a phrase one need not type: intents as the few bytes that fit behind a Telegram button, and back."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from functools import lru_cache
from typing import Any, get_type_hints

from language import clock_intents as clock
from language import intents as i
from language import people_intents as people
from language.sending_intents import ResumeSending
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
    "rs": ResumeSending,
    "y": i.Confirm,
    "n": i.Dismiss,
    "b": i.Bind,
    "m": i.Mute,
    "wi": i.Move,
    "k": i.Smalltalk,
    "a": i.Assign,
    "dc": i.Decisions,
    "rc": i.Reconcile,
    "dd": i.DraftDocument,
    "sn": clock.Snooze,
    "yr": clock.WhyReminded,
    "pn": clock.PauseNudges,
    "sc": clock.SetCalendar,
    "ir": i.ReviewImport,
    "is": i.SettleImport,
    "iy": i.ApplyImport,
    "in": i.DropImport,
    "pp": people.ShowPeople,
    "md": people.MyData,
    "ub": people.Unbind,
    "bl": people.BackFromLeave,
    "lg": people.ListGroups,
}
_BY_TYPE = {kind: code for code, kind in _CODES.items()}

_NONE = "-"
_LARGEST = 2**31 - 1
"""What every database takes as a number."""


def carries(intent: i.Intent) -> bool:
    """Whether a button can carry it; one that no button carries is left out rather than sent broken."""
    try:
        encode(intent)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=4096)
def encode(intent: i.Intent) -> str:
    """Raises ValueError for what no button can carry: too long, a date's words, an intent of words only."""
    kind = type(intent)
    if kind not in _BY_TYPE:
        raise ValueError(f"no button carries {kind.__name__}")
    values = [getattr(intent, f.name) for f in fields(intent)]
    defaults = [f.default for f in fields(intent)]
    while values and defaults[-1] is not MISSING and values[-1] == defaults[-1]:
        values.pop()
        defaults.pop()
    coders = _FIELDS[kind]
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
    coders = _FIELDS[kind]
    if len(parts) > len(coders):
        return None
    try:
        intent: i.Intent = kind(*(read(part) for (_, read), part in zip(coders, parts, strict=False)))
    except (ValueError, TypeError, KeyError):
        return None
    return intent


Coder = tuple[Callable[[Any], str], Callable[[str], Any]]


def _optional(coder: Coder) -> Coder:
    write, read = coder

    def write_optional(value: Any) -> str:
        if value is None:
            return _NONE
        text = write(value)
        if text == _NONE:
            raise ValueError(f"no button tells {value!r} from nothing")
        return text

    return write_optional, lambda text: None if text == _NONE else read(text)


def _many(coder: Coder) -> Coder:
    write, read = coder
    return (
        lambda values: "+".join(write(value) for value in values),
        lambda text: tuple(read(part) for part in text.split("+")) if text else (),
    )


def _write_words(words: str) -> str:
    if ";" in words:
        raise ValueError(f"no button carries these words: {words!r}")
    return words


def _write_number(number: int) -> str:
    if not 0 <= number <= _LARGEST:
        raise ValueError(f"no button carries the number {number}")
    return str(number)


def _read_number(text: str) -> int:
    """Only as `_write_number` writes it: int() would also take signs, blanks, other digits, and any length."""
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(_LARGEST))):
        raise ValueError(text)
    if int(text) > _LARGEST or (text[0] == "0" and text != "0"):
        raise ValueError(text)
    return int(text)


def _write_item(item: i.ItemNo) -> str:
    number = _write_number(item.number)
    return f"{number}.{_write_number(item.part)}" if item.part else number


def _read_item(text: str) -> i.ItemNo:
    number, point, part = text.partition(".")
    if point and part == "0":
        raise ValueError(text)
    return i.ItemNo(_read_number(number), _read_number(part) if point else 0)


def _write_day(day: dt.date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _read_day(text: str) -> dt.date:
    if not (text.isascii() and text.isdigit() and len(text) == 8):
        raise ValueError(text)
    return dt.date(int(text[:4]), int(text[4:6]), int(text[6:]))


def _never(value: Any) -> str:
    raise ValueError(f"no button carries {value!r}")


def _no_parts(parts: tuple[i.PartNo, ...]) -> str:
    if parts:
        raise ValueError("no button carries the parts of an item")
    return ""


def _read_no_parts(text: str) -> tuple[i.PartNo, ...]:
    if text:
        raise ValueError(text)
    return ()


_NUMBER: Coder = (_write_number, _read_number)
_WORDS: Coder = (_write_words, str)
_FLAG: Coder = (lambda value: "1" if value else "0", lambda text: {"1": True, "0": False}[text])
_ITEMS: Coder = _many((_write_item, _read_item))
_DAY: Coder = (_write_day, _read_day)
_NOTHING: Coder = _optional((_never, _never))

_CODERS: Mapping[str, Coder] = {
    "<class 'int'>": _NUMBER,
    "<class 'str'>": _WORDS,
    "<class 'bool'>": _FLAG,
    "int | None": _optional(_NUMBER),
    "str | None": _optional(_WORDS),
    "datetime.date | None": _optional(_DAY),
    "tuple[language.item_no.ItemNo, ...]": _ITEMS,
    "tuple[ledger.lights.Colour, ...]": _many((lambda colour: colour.value, Colour)),
    "tuple[ledger.items.State, ...]": _many((lambda state: state.value, State)),
    "tuple[language.moves.PartNo, ...]": (_no_parts, _read_no_parts),
    "tuple[int, ...]": _many(_NUMBER),
    "tuple[int, ...] | None": _optional(_many(_NUMBER)),
    "ledger.deadlines.Deadline | None": _NOTHING,
    "ledger.deadlines.Cadence | None": _NOTHING,
}


def _coders(kind: type[Any]) -> tuple[Coder, ...]:
    hints = get_type_hints(kind)
    return tuple(_CODERS[str(hints[f.name])] for f in fields(kind))


_FIELDS: Mapping[type[Any], tuple[Coder, ...]] = {kind: _coders(kind) for kind in _CODES.values()}
