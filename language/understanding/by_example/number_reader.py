"""What the numbers of a message are, by weights that were learned from examples: an item's, how far it is, or neither.

「22给加上，第17场了」 is about 22; 「签约率上到81%，19项写71」 says that 19 is 71 % done.

A number is looked at with four signs on either side of it, in which every other number is one sign. Digits and Chinese
numerals only; what is no number of an item of this plan is left alone, so that it can be said that it does not exist.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

from language.understanding.by_example import weights
from language.understanding.by_example.weights import EDGE, framed, parse, parted
from language.understanding.numerals import number

LEARNED = Path(__file__).with_name("numbers.txt")
MEANINGS = ("item", "share")
_NUMBER = re.compile(r"[0-9]+(?:[.:/][0-9]+)*|[一二三四五六七八九十廿百千万零两]+")
_MOST = 40
"""A text with more numbers is no message."""
_SIGN = "N"
"""Plain text is lower case."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A number at `start`..`end`; `value` None for what is no whole number."""

    start: int
    end: int
    value: int | None
    traits: tuple[str, ...]


@cache
def learned() -> Mapping[str, Mapping[str, int]]:
    return parse(LEARNED.read_text(encoding="utf-8"), MEANINGS)


def seen(text: str, known: frozenset[int]) -> list[Seen]:
    """The numbers of the plain text; `known` are those of the plan's items."""
    found = list(islice(_NUMBER.finditer(text), _MOST))
    if not found:
        return []
    values = [_value(each[0]) for each in found]
    kinds = [_kind(each[0], value, known) for each, value in zip(found, values, strict=True)]
    signs, places = framed(parted(text, (each.span() for each in found)), _SIGN)
    marked = [_is_marked(signs, place) for place in places]
    return [
        Seen(each.start(), each.end(), values[n], tuple(_traits(signs, places[n], n, kinds, marked)))
        for n, each in enumerate(found)
    ]


def chance(each: Seen, meaning: str) -> float:
    """That the number means that."""
    return weights.chance(each.traits, learned()[meaning])


def _value(words: str) -> int | None:
    if words.isdigit():
        return int(words[:6])
    return None if words[0].isdigit() else number(words)


def _kind(words: str, value: int | None, known: frozenset[int]) -> str:
    """Of one sign or more, of an item's size or not, in digits or in words."""
    if value is None:
        return "x"
    inside = "" if value in known else "+"
    if words[0].isdigit():
        return ("d" if value < _TEN else "e") + inside
    return ("c" if len(words) == 1 else "k") + inside


_TEN = 10


def _is_marked(signs: str, place: int) -> bool:
    before, behind = signs[place - 1], signs[place + 1]
    return behind == "项" or before == "#" or (before == "第" and behind == "条")


def _traits(signs: str, place: int, which: int, kinds: Sequence[str], marked: Sequence[bool]) -> Iterator[str]:
    left, right = signs[place - 4 : place], signs[place + 1 : place + 5]
    kind, l1, r1, l2, r2 = kinds[which], left[-1:], right[:1], left[-2:], right[:2]
    for many in (1, 2, 3, 4):
        yield f"l{many}:{left[-many:]}"
        yield f"r{many}:{right[:many]}"
    for pair in (f"{l1}|{r1}", f"{l2}|{r1}", f"{l1}|{r2}", f"{l2}|{r2}", f"{kind} {l1}|{r1}"):
        yield f"b:{pair}"
    yield f"k:{kind}"
    yield from (f"kl:{kind} {l1}", f"kl:{kind} {l2}", f"kr:{kind} {r1}", f"kr:{kind} {r2}")
    yield f"first:{which == 0} {kind}"
    yield f"start:{place == EDGE} {kind}"
    yield f"many:{min(len(kinds), 4)}"
    others = any(each for n, each in enumerate(marked) if n != which)
    yield from (f"m:{others} {kind} {marked[which]}", f"mr:{others} {r1}", f"ml:{others} {l1}")
    likely = sum(each in ("e", "k") for n, each in enumerate(kinds) if n != which)
    yield f"e:{min(likely, 2)} {kind}"
    yield from (f"in r:{sign}" for sign in right)
    yield from (f"in l:{sign}" for sign in left)
