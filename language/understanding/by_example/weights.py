"""Weights of traits that were learned from examples, for a few meanings, and the chances that follow from them.

The traits are of places in a text that is framed: one sign for each place, and edges around it.
"""

import math
from collections.abc import Iterable, Mapping, Sequence

Weights = Mapping[str, Mapping[str, int]]
"""By meaning and trait, in 16ths."""
STEP = 16
EDGE = 5
"""Signs that stand before and behind a framed text."""
_FARTHEST = 30.0


def parse(text: str, meanings: Sequence[str]) -> dict[str, dict[str, int]]:
    """From a file with a column for each meaning; lines that begin with "%" say nothing."""
    weights: dict[str, dict[str, int]] = {meaning: {} for meaning in meanings}
    for line in text.splitlines():
        if line[:1] != "%":
            trait, *columns = line.split("\t")
            for meaning, steps in zip(meanings, columns, strict=True):
                if steps:
                    weights[meaning][trait] = int(steps)
    return weights


def chance(traits: Iterable[str], table: Mapping[str, int]) -> float:
    """That what has these traits means that."""
    return logistic(sum(table.get(trait, 0) for trait in traits) / STEP)


def logistic(total: float) -> float:
    return 1 / (1 + math.exp(-max(-_FARTHEST, min(_FARTHEST, total))))


def framed(between: Sequence[str], sign: str) -> tuple[str, list[int]]:
    """The text between edges, with the sign for each place, and where these stand; `between` is what lies before,
    between and behind the places.
    """
    places, length = [], EDGE
    for each in between[:-1]:
        length += len(each)
        places.append(length)
        length += len(sign)
    return "^" * EDGE + sign.join(between) + "$" * EDGE, places


def parted(text: str, spans: Iterable[tuple[int, int]]) -> list[str]:
    """What lies before, between and behind the spans."""
    last, between = 0, []
    for start, end in spans:
        between.append(text[last:start])
        last = end
    return [*between, text[last:]]
