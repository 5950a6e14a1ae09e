"""Teaches which numbers of a message are items'; the same examples give the same file.

python -m tests.language.understanding.by_example.learning_numbers

Logistic regression by stochastic gradients whose steps shrink with what a weight has moved already. An example teaches
where all its items are said as numbers, or where its intent has no items.
"""

import math
import random
import sys
from collections import Counter
from collections.abc import Iterator

from language.understanding.by_example.number_reader import LEARNED, STEP, seen
from language.understanding.plain_words import plain, without_politeness
from tests.language.understanding.by_example.examples import Example, examples
from tests.language.understanding.county import lexicon

ROUNDS = 6
STRIDE = 0.3
SEEN = 2
"""A trait of a single number teaches nothing."""
SLIGHT = 2
"""Weights below so many steps of the file are left out."""
WITHOUT_ITEMS = frozenset(
    {
        "leave",
        "back_from_leave",
        "deputy",
        "people",
        "invite",
        "transfer",
        "depart",
        "rebind",
        "unbind",
        "bind",
        "my_data",
    }
    | {"rename_unit", "merge_units", "split_unit", "link_group", "unlink_group", "groups", "group_notices", "language"}
    | {"pause_nudges", "set_calendar", "subscribe", "mute", "resume_sending", "digest", "overview", "stats", "export"}
    | {"my_tasks", "unit_tasks", "decisions", "smalltalk"}
)

Lesson = tuple[tuple[str, ...], bool]


def lessons(told: tuple[Example, ...]) -> Iterator[Lesson]:
    known = frozenset(item.number for item in lexicon().items)
    for example in told:
        items = example.phrase.slots.get("items")
        numbers = seen(without_politeness(plain(example.phrase.words)), known)
        if isinstance(items, list) and set(items) <= {each.value for each in numbers}:
            yield from ((each.traits, each.value in items) for each in numbers)
        elif items is None and example.intents[0] in WITHOUT_ITEMS:
            yield from ((each.traits, False) for each in numbers)


def taught(told: tuple[Example, ...]) -> str:
    """The text of the file `numbers.txt`."""
    all_of_them = list(lessons(told))
    counts = Counter(trait for traits, _ in all_of_them for trait in traits)
    order = [([trait for trait in traits if counts[trait] >= SEEN], right) for traits, right in all_of_them]
    weights: dict[str, float] = {}
    moved: dict[str, float] = {}
    chance = random.Random(1)  # noqa: S311 - the order of the lessons, the same every time
    for _ in range(ROUNDS):
        chance.shuffle(order)
        for traits, right in order:
            total = sum(weights.get(trait, 0.0) for trait in traits)
            slope = 1 / (1 + math.exp(-max(-30.0, min(30.0, total)))) - right
            if abs(slope) < 0.001:
                continue
            for trait in traits:
                moved[trait] = far = moved.get(trait, 1.0) + slope * slope
                weights[trait] = weights.get(trait, 0.0) - STRIDE * slope / math.sqrt(far)
    steps = {trait: round(weights[trait] * STEP) for trait in sorted(weights)}
    head = "% Written by tests/language/understanding/by_example/learning_numbers.py; not to be edited."
    return "\n".join([head, *(f"{trait}\t{step}" for trait, step in steps.items() if abs(step) >= SLIGHT)]) + "\n"


def main() -> None:
    text = taught(examples())
    LEARNED.write_text(text, encoding="utf-8")
    sys.stdout.write(f"{LEARNED.name}: {len(text.encode()) / 1e3:.0f} kB, {text.count(chr(10)) - 1} traits\n")


if __name__ == "__main__":
    main()
