"""Teaches who leads and who helps where an item is handed out or given back; the same examples give the same file.

python -m tests.language.understanding.by_example.learning_units
"""

from collections.abc import Iterator

from language.understanding.by_example.unit_reader import LEARNED, MEANINGS, seen
from tests.language.understanding.by_example.examples import Example, hashed, written
from tests.language.understanding.by_example.learning import message
from tests.language.understanding.by_example.regression import Lesson, write
from tests.language.understanding.county import lexicon

HANDED_OUT = frozenset({"assign", "propose", "register", "bounce"})


def lessons(told: tuple[Example, ...]) -> dict[str, list[Lesson]]:
    """By meaning."""
    short = {unit.id: unit.short for unit in lexicon().departments}
    by_meaning: dict[str, list[Lesson]] = {meaning: [] for meaning in MEANINGS}
    for example in _handed_out(told):
        slots = example.phrase.slots
        heard = message(example.phrase)
        for mention, traits in zip(heard.mentions, seen(heard.text, heard.mentions), strict=True):
            names = {short[unit] for unit in mention.departments}
            leads = names == {slots.get("unit")}
            by_meaning["lead"].append((traits, leads))
            by_meaning["co"].append((traits, not leads and bool(names) and names <= set(slots.get("co_units") or ())))
    return by_meaning


def _handed_out(told: tuple[Example, ...]) -> Iterator[Example]:
    """Those that say who is who."""
    for example in told:
        said = [example.phrase.slots.get(name) for name in ("unit", "co_units")]
        if HANDED_OUT & set(example.intents) and ... not in said and any(said):
            yield example


def digest() -> str:
    """Of what is learned from."""
    return hashed("\t".join((e.phrase.words, repr(e.phrase.slots))) for e in _handed_out(written()))


if __name__ == "__main__":
    write(LEARNED, "learning_units.py", lessons(written()).values(), digest())
