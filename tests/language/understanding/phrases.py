"""A phrase with its speaker and what a careful colleague would read from it, and how a set of them is measured.

python -m tests.language.understanding.phrases set_one [-v]
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from language.intents import MOVES
from tests.language.understanding.county import LIMITS, read, talk

CHANGES = MOVES | {"assign", "set_deadline", "sign", "report_progress", "undo"}
HARMFUL = ("items", "parts", "unit", "co_units", "deadline", "percent", "person", "level", "into")
"""Slots that make a change a wrong one."""


@dataclass(frozen=True)
class Phrase:
    """`intent` may name several that would do, joined by "|". A slot that must be there, whatever it says, is `...`;
    one that must not be there is None; slots that are not named are not looked at."""

    role: str
    words: str
    intent: str
    slots: dict[str, Any]
    about: tuple[str, ...] = ()
    """The items last talked about in the chat, by label."""

    def __str__(self) -> str:
        return f"{self.role}: {self.words}"


def says(role: str, words: str, intent: str, /, about: tuple[str, ...] = (), **slots: Any) -> Phrase:
    return Phrase(role, words, intent, slots, about)


@dataclass(frozen=True)
class Score:
    phrase: Phrase
    found: dict[str, Any]

    @property
    def intent_right(self) -> bool:
        return self.found["intent"] in self.phrase.intent.split("|")

    @property
    def wrong_slots(self) -> list[str]:
        return [
            f"{name}: {self.found.get(name)!r}, not {wanted!r}"
            for name, wanted in self.phrase.slots.items()
            if not _same(self.found.get(name), wanted)
        ]

    @property
    def wrong_write(self) -> bool:
        """A card of another act, or with another item, unit, day, share or person than was said. What a card leaves out
        is asked for or stays as it is: that is a slot missed, and changes nothing that was not wished.
        """
        if self.found["intent"] not in CHANGES:
            return False
        return not self.intent_right or any(self.found.get(name) is not None for name in self._harmful)

    @property
    def _harmful(self) -> list[str]:
        wrong = [each.split(":")[0] for each in self.wrong_slots]
        return [name for name in wrong if name in HARMFUL]


def _same(found: Any, wanted: Any) -> bool:
    """The order of a list says nothing."""
    if isinstance(found, list) and isinstance(wanted, list):
        return sorted(map(str, found)) == sorted(map(str, wanted))
    return found is not None if wanted is ... else bool(found == wanted)


def score(phrase: Phrase) -> Score:
    circumstances = {"conversation": talk(*phrase.about)} if phrase.about else {}
    return Score(phrase, read(phrase.words, phrase.role, limits=LIMITS, **circumstances))


def summary(name: str, scores: Sequence[Score]) -> Iterator[str]:
    intents = sum(s.intent_right for s in scores)
    slots = sum(s.intent_right and not s.wrong_slots for s in scores)
    yield (
        f"{name}: {len(scores)} phrases; intents {intents} = {intents / len(scores):.1%}; "
        f"intents and slots {slots} = {slots / len(scores):.1%}; wrong writes {sum(s.wrong_write for s in scores)}"
    )
    confusions = Counter((s.phrase.intent, s.found["intent"]) for s in scores if not s.intent_right)
    yield from (f"  {count:3} {wanted} -> {found}" for (wanted, found), count in confusions.most_common())


def misses(scores: Sequence[Score]) -> Iterator[str]:
    for s in scores:
        if not s.intent_right or s.wrong_slots:
            why = "; ".join(s.wrong_slots) if s.intent_right else f"wanted {s.phrase.intent} {s.phrase.slots}"
            yield f"{'WRITE ' if s.wrong_write else ''}{s.phrase}\n      {why}\n      read {s.found}"


def main(name: str, verbose: bool) -> None:
    phrases: list[Phrase] = import_module(f"tests.language.understanding.{name}").PHRASES
    scores = [score(each) for each in phrases]
    lines = [*summary(name, scores), *(misses(scores) if verbose else ())]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], "-v" in sys.argv)
