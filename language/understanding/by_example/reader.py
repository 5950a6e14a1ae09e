"""The second reader: which intent a message resembles most, by weights that were learned from examples."""

import io
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from language.understanding.by_example.traits import is_hint

LEARNED = Path(__file__).with_name("learned.txt")
STEP = 32
"""Weights stand in the file in 32nds."""
TENTH = 10
"""What a trait weighs is counted in tenths."""
_LANE = 24
"""Bits for each intent in a row: the sum of all rows of the longest message stays far below."""
_HALF = 1 << (_LANE - 1)
_MASK = (1 << _LANE) - 1
SHARPNESS = 4.5
"""Margins of the learned classes times this are the exponents of their chances."""
GRAMMAR_WEIGHS = 0.25
"""So much the grammar's word counts beside the examples'. Both were chosen so that the chances come true: of what is
heard with 90 % and more, some 97 % is meant (on phrases that neither reader had seen)."""
WELL = 30
"""Of an intent with fewer examples nobody can say what does not look like it."""
_USUALLY_RIGHT = 0.75
"""What is expected of the grammar before it was heard on an intent, with the weight of so many phrases:"""
_EXPECTED = 4.0
_EXPECTED_REASONS = 3.0


@dataclass(frozen=True, slots=True)
class Witness:
    """How often the grammar read what, for each intent that was meant, on phrases it had not learned from.

    A reading is the intent's name, or "clarify" and the reason.
    """

    read: Mapping[tuple[str, str], int]
    """By (meant, read)."""
    meant: Mapping[str, int]
    heard: Mapping[str, int]
    """By reading, and by name alone."""
    phrases: int

    def chance(self, meant: str, name: str, reason: str) -> float:
        """That the grammar reads this when that is meant."""
        often = self.heard.get(name, 0)
        by_chance = _USUALLY_RIGHT if meant == name else (1 - _USUALLY_RIGHT) * (often + 0.5) / (self.phrases + 30)
        named = self.read.get((meant, name), 0)
        chance = (named + _EXPECTED * by_chance) / (self.meant.get(meant, 0) + _EXPECTED)
        if not reason:
            return chance
        usual = (self.heard.get(f"{name} {reason}", 0) + 0.5) / (often + 5)
        given = self.read.get((meant, f"{name} {reason}"), 0)
        return chance * (given + _EXPECTED_REASONS * usual) / (named + _EXPECTED_REASONS)


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned of a trait is a row: one whole number with a lane of bits for each of `intents`, so that adding
    two numbers adds all their lanes at once. A lane holds what the trait says times what it weighs.
    """

    examples: str
    """The hash of the examples."""
    intents: tuple[str, ...]
    taught: tuple[int, ...]
    """By how many examples, for each of `intents`."""
    rows: Mapping[str, int]
    witness: Witness
    spoken: dict[tuple[str, str], dict[str, float]] = field(default_factory=dict)
    """Kept of `witness`; there are as many as intents and reasons."""

    def knows_well(self, intent: str) -> bool:
        return intent in self.intents and self.taught[self.intents.index(intent)] >= WELL

    def margins(self, traits: Sequence[str]) -> list[float]:
        """For each of `intents`: near 1 when it is meant, near -1 when it is not."""
        length, total = 0, _level(len(self.intents))
        for trait in traits:
            row = self.rows.get(trait)
            if row is not None:
                total += row
                length += tenths(trait) ** 2
        scale = STEP * math.sqrt(length) or 1.0
        return [_lane(total, which) / scale - 1 for which in range(len(self.intents))]

    def chances(self, traits: Sequence[str]) -> dict[str, float]:
        """The examples' word alone; adds up to 1."""
        return dict(zip(self.intents, _shares([SHARPNESS * each for each in self.margins(traits)]), strict=True))

    def opinion(self, traits: Sequence[str], name: str, reason: str = "") -> dict[str, float]:
        """The chances of all intents when the grammar has read `name`; adds up to 1."""
        spoken = self._spoken(name, reason)
        margins = dict(zip(self.intents, self.margins(traits), strict=True))
        logs = [SHARPNESS * margins.get(each, -1.0) + GRAMMAR_WEIGHS * said for each, said in spoken.items()]
        return dict(zip(spoken, _shares(logs), strict=True))

    def _spoken(self, name: str, reason: str) -> dict[str, float]:
        """The logarithm of the grammar's chance to read this, by intent meant."""
        known = self.spoken.get((name, reason))
        if known is None:
            meant = dict.fromkeys((*self.intents, name))
            known = {each: math.log(self.witness.chance(each, name, reason)) for each in meant}
            self.spoken[name, reason] = known
        return known

    def like(self, traits: Sequence[str], intent: str, most: int = 5) -> tuple[str, ...]:
        """The traits that speak most for the intent."""
        if intent not in self.intents:
            return ()
        which = self.intents.index(intent)
        spoke = sorted((-self._said(trait, which), trait) for trait in traits if not is_hint(trait))
        return tuple(trait.removeprefix("w:") for said, trait in spoke[:most] if said < 0)

    def _said(self, trait: str, which: int) -> int:
        return _lane(self.rows.get(trait, 0) + _level(len(self.intents)), which)


@cache
def learned() -> Learned:
    with LEARNED.open(encoding="utf-8") as lines:
        return _parsed(lines)


def parse(text: str) -> Learned:
    """The file that tests/language/understanding/by_example/learning.py writes."""
    return _parsed(io.StringIO(text))


def _parsed(lines: Iterator[str]) -> Learned:
    """Line by line: the whole text would take as much room again."""
    told: dict[str, str] = {}
    for line in iter(lambda: next(lines).rstrip("\n"), ""):
        name, _, said = line.partition("\t")
        told[name] = said
    taught = dict(each.split(":") for each in told["intents"].split())
    rows: dict[str, int] = {}
    for line in lines:
        trait, _, pairs = line.rstrip("\n").partition("\t")
        row = 0
        for pair in pairs.split():
            which, _, much = pair.partition(":")
            row += int(much) << (_LANE * int(which))
        rows[trait] = tenths(trait) * row
    return Learned(
        told["examples"],
        tuple(taught),
        tuple(map(int, taught.values())),
        rows,
        _witness(told["witness"]),
    )


def _witness(told: str) -> Witness:
    """`meant>name[/reason]:count` with blanks between."""
    read: dict[tuple[str, str], int] = {}
    meant: dict[str, int] = {}
    heard: dict[str, int] = {}
    for each in told.split():
        pair, _, times = each.rpartition(":")
        intent, _, reading = pair.partition(">")
        name, _, reason = reading.partition("/")
        meant[intent] = meant.get(intent, 0) + int(times)
        for key in dict.fromkeys((name, f"{name} {reason}" if reason else name)):
            read[intent, key] = read.get((intent, key), 0) + int(times)
            heard[key] = heard.get(key, 0) + int(times)
    return Witness(read, meant, heard, sum(meant.values()))


def weight(trait: str) -> float:
    """Long runs repeat what shorter ones say; words say more."""
    return tenths(trait) / TENTH


def tenths(trait: str) -> int:
    if trait.startswith("w:"):
        return 15
    return 3 if len(trait) == 4 else 10


@cache
def _level(lanes: int) -> int:
    """Added to a sum of rows it keeps every lane above nought, so that none borrows from its neighbour."""
    return sum(_HALF << (_LANE * lane) for lane in range(lanes))


def _lane(levelled: int, which: int) -> int:
    return ((levelled >> (_LANE * which)) & _MASK) - _HALF


def _shares(logs: Sequence[float]) -> list[float]:
    best = max(logs)
    powers = [math.exp(each - best) for each in logs]
    total = sum(powers)
    return [power / total for power in powers]
