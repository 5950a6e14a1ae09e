"""Teaches what the numbers of a message are; the same examples give the same file.

python -m tests.language.understanding.by_example.learning_numbers

Which are items is taught where all are said as numbers, or where the intent has none; which are shares, by reports.
"""

from language.understanding.by_example.number_reader import LEARNED, MEANINGS, Seen, seen
from language.understanding.plain_words import plain, without_politeness
from tests.language.understanding.by_example.examples import Example, hashed, written
from tests.language.understanding.by_example.regression import Lesson, write
from tests.language.understanding.county import lexicon

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


def digest() -> str:
    """Of what is learned from."""
    return hashed("\t".join((e.phrase.words, e.intents[0], repr(e.phrase.slots))) for e in written())


if __name__ == "__main__":
    write(LEARNED, "learning_numbers.py", lessons(written()).values(), digest())
