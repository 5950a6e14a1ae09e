"""Teaches the second reader from the examples; the same examples give the same file.

python -m tests.language.understanding.by_example.learning

Each intent has its own classifier with a squared hinge loss, taught by stochastic gradients whose steps shrink with
what a weight has moved already. Of several intents that would do the one that the grammar reads, else the first, is
taught, and nothing is said of the others.
"""

import math
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence

from language.understanding.by_example.reader import LEARNED, STEP, weight
from language.understanding.by_example.traits import traits
from language.understanding.message import Message
from language.understanding.plain_words import plain, without_politeness
from language.understanding.understand import known_of
from tests.language.understanding.by_example.examples import Example, digest, examples
from tests.language.understanding.county import LIMITS, hearing, lexicon, talk
from tests.language.understanding.phrases import Phrase

ROUNDS = 6
STRIDE = 0.2
RARE = 0.5
"""Examples of an intent count by its share of the commonest to this power: otherwise nothing is ever read as rare."""
OFTEN = 3.0
"""So much count the tables, and the batches that were written in the proportions of an office; the older ones have
every intent about as often, and odd manners on purpose."""
AS_IN_AN_OFFICE = re.compile(r"[gmnpqw][0-9]+|tables|[a-z]+_said_loosely")
SEEN = 2
"""A trait of a single example teaches only that example."""
SLIGHT = 9
"""Weights below so many steps of the file are left out."""


def message(phrase: Phrase) -> Message:
    """As `understand` hears it."""
    heard = hearing(phrase.role, limits=LIMITS, conversation=talk(*phrase.about) if phrase.about else None)
    return Message(phrase.words, known_of(lexicon()), heard, text=without_politeness(plain(phrase.words)))


def taught(told: Sequence[Example], hash_of: str = "") -> str:
    """The text of the file `learned.txt`."""
    seen = [traits(message(example.phrase)) for example in told]
    counts = Counter(trait for each in seen for trait in each)
    rows = {trait: _Row() for trait in sorted(counts) if counts[trait] >= SEEN}
    intents = sorted({intent for example in told for intent in example.intents})
    places = {intent: place for place, intent in enumerate(intents)}
    lessons = [
        (_normed(each, rows), [places[intent] for intent in example.best_first])
        for each, example in zip(seen, told, strict=True)
    ]
    taught_by = Counter(right[0] for _, right in lessons)
    commonest = max(taught_by.values())
    rare = [(commonest / max(1, taught_by[place])) ** RARE for place in range(len(intents))]
    often = [OFTEN if AS_IN_AN_OFFICE.fullmatch(example.batch) else 1.0 for example in told]
    order = list(range(len(lessons)))
    chance = random.Random(1)  # noqa: S311 - the order of the lessons, the same every time
    for _ in range(ROUNDS):
        chance.shuffle(order)
        for place in order:
            _lesson(*lessons[place], rare, often[place])
    return _written(rows, intents, told, hash_of)


class _Row:
    """The weights of one trait by the intent's place, and how far each has moved."""

    __slots__ = ("moved", "weights")

    def __init__(self) -> None:
        self.weights: dict[int, float] = {}
        self.moved: dict[int, float] = {}


def _normed(seen: Sequence[str], rows: dict[str, _Row]) -> list[tuple[_Row, float]]:
    kept = [trait for trait in seen if trait in rows]
    length = math.sqrt(sum(weight(trait) ** 2 for trait in kept)) or 1.0
    return [(rows[trait], weight(trait) / length) for trait in kept]


def _lesson(seen: Sequence[tuple[_Row, float]], right: Sequence[int], rare: Sequence[float], often: float) -> None:
    margins = [-1.0] * len(rare)
    for row, much in seen:
        for place, value in row.weights.items():
            margins[place] += much * value
    best = right[0]
    faults = [(place, 1 + margin) for place, margin in enumerate(margins) if margin > -1 and place not in right]
    if margins[best] < 1:
        faults.append((best, (margins[best] - 1) * rare[best]))
    for row, much in seen:
        weights, moved = row.weights, row.moved
        for place, fault in faults:
            slope = often * much * fault
            moved[place] = far = moved.get(place, 0.01) + slope * slope
            weights[place] = weights.get(place, 0.0) - STRIDE * slope / math.sqrt(far)


def _written(rows: dict[str, _Row], intents: Sequence[str], told: Sequence[Example], hash_of: str) -> str:
    heard: dict[str, int] = defaultdict(int)
    taught_by = Counter(intent for example in told for intent in example.intents)
    for example in told:
        if example.first:
            meant = example.first.partition("/")[0]
            heard[f"{meant if meant in example.intents else example.intents[0]}>{example.first}"] += 1
    lines = [
        "# Written by tests/language/understanding/by_example/learning.py; not to be edited.",
        f"examples\t{hash_of}",
        f"intents\t{' '.join(f'{intent}:{taught_by[intent]}' for intent in intents)}",
        f"witness\t{' '.join(f'{pair}:{heard[pair]}' for pair in sorted(heard))}",
        "",
    ]
    for trait, row in rows.items():
        steps = [(place, round(value * STEP)) for place, value in sorted(row.weights.items())]
        kept = " ".join(f"{place}:{step}" for place, step in steps if abs(step) >= SLIGHT)
        if kept:
            lines.append(f"{trait}\t{kept}")
    return "\n".join(lines) + "\n"


def main() -> None:
    text = taught(examples(), digest())
    LEARNED.write_text(text, encoding="utf-8")
    sys.stdout.write(f"{LEARNED.name}: {len(text.encode()) / 1e6:.2f} MB, {text.count(chr(10)) - 5} traits\n")


if __name__ == "__main__":
    main()
