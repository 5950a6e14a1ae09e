"""Logistic regression by stochastic gradients whose steps shrink with what a weight has moved already."""

import math
import random
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from language.understanding.by_example.weights import STEP, logistic

ROUNDS = 6
STRIDE = 0.3
SEEN = 2
"""A trait that was seen once teaches nothing."""
SLIGHT = 2
"""Weights below so many steps of the file are left out."""

Lesson = tuple[tuple[str, ...], bool]
"""Traits, and whether what has them means that."""


def write(file: Path, by: str, lessons: Iterable[Sequence[Lesson]], hash_of: str) -> None:
    """A file with a column for each meaning that was taught; `by` is the program that writes it."""
    found = [weights(each) for each in lessons]
    traits = sorted(set().union(*found))
    head = f"% Written by tests/language/understanding/by_example/{by}; not to be edited. {hash_of}"
    lines = ("\t".join((trait, *(str(each.get(trait, "")) for each in found))) for trait in traits)
    text = "\n".join((head, *lines)) + "\n"
    file.write_text(text, encoding="utf-8")
    sys.stdout.write(f"{file.name}: {len(text.encode()) / 1e3:.0f} kB, {len(traits)} traits\n")


def weights(all_of_them: Sequence[Lesson]) -> dict[str, int]:
    """By trait, in steps of the file."""
    counts = Counter(trait for traits, _ in all_of_them for trait in traits)
    order = [([trait for trait in traits if counts[trait] >= SEEN], right) for traits, right in all_of_them]
    found: dict[str, float] = {}
    moved: dict[str, float] = {}
    chance = random.Random(1)  # noqa: S311 - the order of the lessons, the same every time
    for _ in range(ROUNDS):
        chance.shuffle(order)
        for traits, right in order:
            total = sum(found.get(trait, 0.0) for trait in traits)
            slope = logistic(total) - right
            if abs(slope) < 0.001:
                continue
            for trait in traits:
                moved[trait] = far = moved.get(trait, 1.0) + slope * slope
                found[trait] = found.get(trait, 0.0) - STRIDE * slope / math.sqrt(far)
    steps = {trait: round(value * STEP) for trait, value in found.items()}
    return {trait: step for trait, step in steps.items() if abs(step) >= SLIGHT}
