"""Weights of traits that were learned from examples, for a few meanings, and the chances that follow from them."""

import math
from collections.abc import Iterable, Mapping, Sequence

Weights = Mapping[str, Mapping[str, int]]
"""By meaning and trait, in 16ths."""
STEP = 16
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
    total = sum(table.get(trait, 0) for trait in traits) / STEP
    return 1 / (1 + math.exp(-max(-_FARTHEST, min(_FARTHEST, total))))
