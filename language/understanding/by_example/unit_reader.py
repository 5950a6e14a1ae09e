"""What a unit is to an item that is handed out, by weights learned from examples: it leads, helps, or neither.

A name is looked at with five signs on either side of it, in which every other name and every number is one sign, and
with the words for a duty that stand nearest before and behind it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from language.understanding.by_example.weights import EDGE, framed, parse, parted
from language.understanding.units import Mention

LEARNED = Path(__file__).with_name("units.txt")
MEANINGS = ("lead", "co")
_NUMBERS = re.compile(r"[0-9]+|[一二三四五六七八九十]{2,}")
_UNIT, _NUMBER = "U", "N"
"""Plain text is lower case."""
_DUTIES = r"牵头|负责|主办|主抓|挑头|承办|领|lead|配合|协办|帮|协同|搭|support|help|assist|cooperat"
_BEHIND = re.compile(_DUTIES)
_BEFORE = re.compile(rf"{_DUTIES}|由|给|交|让")


@cache
def learned() -> Mapping[str, Mapping[str, int]]:
    return parse(LEARNED.read_text(encoding="utf-8"), MEANINGS)


def seen(text: str, mentions: Sequence[Mention]) -> list[tuple[str, ...]]:
    """The traits of each mention, in their order."""
    between = parted(text, ((mention.start, mention.end) for mention in mentions))
    signs, places = framed([_NUMBERS.sub(_NUMBER, each) for each in between], _UNIT)
    return [tuple(_traits(signs, places[n], n, mention, len(mentions))) for n, mention in enumerate(mentions)]


def _traits(signs: str, place: int, which: int, mention: Mention, many: int) -> Iterator[str]:
    left, right = signs[place - EDGE : place], signs[place + 1 : place + 1 + EDGE]
    for length in range(1, EDGE + 1):
        yield f"l{length}:{left[-length:]}"
        yield f"r{length}:{right[:length]}"
    yield from (f"b:{left[-1:]}|{right[:1]}", f"b:{left[-2:]}|{right[:2]}", f"b:{left[-1:]}|{right[:2]}")
    yield f"k:{which} {min(many, 4)}"
    yield f"weak:{mention.weak}"
    yield f"group:{mention.group}"
    yield from (f"in r:{sign}" for sign in right)
    yield from (f"in l:{sign}" for sign in left)
    rest, before = signs[place + 1 :], signs[:place]
    behind = _BEHIND.search(rest)
    yield _duty("n", behind, rest[: behind.start()] if behind is not None else "")
    earlier = next(reversed([*_BEFORE.finditer(before)]), None)
    yield _duty("p", earlier, before[earlier.end() :] if earlier is not None else "")
    yield f"nd:{behind[0] if behind is not None else ''}"
    yield f"pd:{earlier[0] if earlier is not None else ''}"


def _duty(side: str, found: re.Match[str] | None, between: str) -> str:
    """The word for a duty, with how many units and stops lie between."""
    if found is None:
        return f"{side}:"
    return f"{side}:{found[0]} {between.count(_UNIT)} {between.count(',') + between.count('。')}"
