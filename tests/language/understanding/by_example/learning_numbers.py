"""Teaches what the numbers of a message are; the same examples give the same file.

python -m tests.language.understanding.by_example.learning_numbers

Logistic regression by stochastic gradients whose steps shrink with what a weight has moved already. Which are items
is taught where all are said as numbers, or where the intent has none; which are shares, by reports.
"""

import hashlib
import math
import random
import sys
from collections import Counter

from language.understanding.by_example.number_reader import LEARNED, MEANINGS, STEP, Seen, seen
from language.understanding.plain_words import plain, without_politeness
from tests.language.understanding.by_example.examples import Example, written
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


def lessons(told: tuple[Example, ...]) -> dict[str, list[Lesson]]:
    """By meaning."""
    known = frozenset(item.number for item in lexicon().items)
    by_meaning: dict[str, list[Lesson]] = {meaning: [] for meaning in MEANINGS}
    for example in told:
        numbers = seen(without_politeness(plain(example.phrase.words)), known)
        for meaning, right in (("item", _items(example, numbers)), ("share", _share(example))):
            if right is not None:
                by_meaning[meaning] += ((each.traits, each.value in right) for each in numbers)
    return by_meaning


def _items(example: Example, numbers: list[Seen]) -> set[int] | None:
    items = example.phrase.slots.get("items")
    if isinstance(items, list) and set(items) <= {each.value for each in numbers}:
        return set(items)
    return set() if items is None and example.intents[0] in WITHOUT_ITEMS else None


def _share(example: Example) -> set[int] | None:
    said = example.phrase.slots.get("percent")
    if example.intents[0] != "report_progress" or said is ...:
        return None
    return set() if said is None else {said}


def weights(all_of_them: list[Lesson]) -> dict[str, int]:
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
            slope = 1 / (1 + math.exp(-max(-30.0, min(30.0, total)))) - right
            if abs(slope) < 0.001:
                continue
            for trait in traits:
                moved[trait] = far = moved.get(trait, 1.0) + slope * slope
                found[trait] = found.get(trait, 0.0) - STRIDE * slope / math.sqrt(far)
    steps = {trait: round(value * STEP) for trait, value in found.items()}
    return {trait: step for trait, step in steps.items() if abs(step) >= SLIGHT}


def taught(told: tuple[Example, ...], hash_of: str = "") -> str:
    """The text of the file `numbers.txt`."""
    found = [weights(each) for each in lessons(told).values()]
    traits = sorted(set().union(*found))
    head = f"% Written by tests/language/understanding/by_example/learning_numbers.py; not to be edited. {hash_of}"
    lines = ("\t".join((trait, *(str(each.get(trait, "")) for each in found))) for trait in traits)
    return "\n".join((head, *lines)) + "\n"


def digest() -> str:
    """Of what is learned from."""
    told = ("\t".join((e.phrase.words, e.intents[0], repr(e.phrase.slots))) for e in written())
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]


def main() -> None:
    text = taught(written(), digest())
    LEARNED.write_text(text, encoding="utf-8")
    sys.stdout.write(f"{LEARNED.name}: {len(text.encode()) / 1e3:.0f} kB, {text.count(chr(10)) - 1} traits\n")


if __name__ == "__main__":
    main()
