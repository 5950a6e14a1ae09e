"""The second reader: which intent a message resembles most, by weights that were learned from examples."""

import math
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from language.understanding.by_example.traits import is_hint

LEARNED = Path(__file__).with_name("learned.txt")
STEP = 32
"""Weights stand in the file in 32nds."""
SHARPNESS = 3.0
"""Margins of the learned classes times this are the exponents of their chances."""
SECOND_WEIGHS = 1.4
"""So much the examples' word counts beside the grammar's; both were chosen on phrases that neither had seen."""
WELL = 30
"""Of an intent with fewer examples nobody can say what does not look like it."""
_LEAST = 1e-6
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
    """Row n of a trait holds `classes` and `weights` from `starts[n]` to `starts[n + 1]`."""

    examples: str
    """The hash of the examples."""
    intents: tuple[str, ...]
    taught: tuple[int, ...]
    """By how many examples, for each of `intents`."""
    rows: Mapping[str, int]
    starts: "array[int]"
    classes: "array[int]"
    weights: "array[int]"
    witness: Witness
    spoken: dict[tuple[str, str], dict[str, float]] = field(default_factory=dict)
    """Kept of `witness`; there are as many as intents and reasons."""

    def knows_well(self, intent: str) -> bool:
        return intent in self.intents and self.taught[self.intents.index(intent)] >= WELL

    def margins(self, traits: Sequence[str]) -> list[float]:
        """For each of `intents`: near 1 when it is meant, near -1 when it is not."""
        sums = [0.0] * len(self.intents)
        length, starts, classes, weights = 0.0, self.starts, self.classes, self.weights
        for trait in traits:
            row = self.rows.get(trait)
            if row is None:
                continue
            much = weight(trait)
            length += much * much
            start, end = starts[row], starts[row + 1]
            for which, said in zip(classes[start:end], weights[start:end], strict=True):
                sums[which] += much * said
        scale = STEP * math.sqrt(length) or 1.0
        return [each / scale - 1 for each in sums]

    def chances(self, traits: Sequence[str]) -> dict[str, float]:
        """The examples' word alone; adds up to 1."""
        return _shares({name: SHARPNESS * m for name, m in zip(self.intents, self.margins(traits), strict=True)})

    def opinion(self, traits: Sequence[str], name: str, reason: str = "") -> dict[str, float]:
        """The chances of all intents when the grammar has read `name`; the likeliest first, adds up to 1."""
        alone = self.chances(traits)
        spoken = self._spoken(name, reason)
        logs = {each: SECOND_WEIGHS * math.log(alone.get(each, 0) + _LEAST) + said for each, said in spoken.items()}
        shares = _shares(logs)
        return dict(sorted(shares.items(), key=lambda pair: (-pair[1], pair[0])))

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
        spoke = sorted((-weight(trait) * self._said(trait, which), trait) for trait in traits if not is_hint(trait))
        return tuple(trait.removeprefix("w:") for said, trait in spoke[:most] if said < 0)

    def _said(self, trait: str, which: int) -> int:
        row = self.rows.get(trait)
        if row is None:
            return 0
        places = range(self.starts[row], self.starts[row + 1])
        return next((self.weights[place] for place in places if self.classes[place] == which), 0)


@cache
def learned() -> Learned:
    return parse(LEARNED.read_text(encoding="utf-8"))


def parse(text: str) -> Learned:
    """The file that tests/language/understanding/by_example/learning.py writes."""
    head, _, body = text.partition("\n\n")
    told = dict(line.split("\t", 1) for line in head.split("\n") if not line.startswith("#"))
    taught = dict(each.split(":") for each in told["intents"].split())
    rows: dict[str, int] = {}
    starts, classes, weights = array("I", [0]), array("B"), array("h")
    for line in body.splitlines():
        trait, _, pairs = line.partition("\t")
        rows[trait] = len(rows)
        for pair in pairs.split():
            which, _, much = pair.partition(":")
            classes.append(int(which))
            weights.append(int(much))
        starts.append(len(classes))
    return Learned(
        told["examples"],
        tuple(taught),
        tuple(map(int, taught.values())),
        rows,
        starts,
        classes,
        weights,
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
    if trait.startswith("w:"):
        return 1.5
    return 0.3 if len(trait) == 4 else 1.0


def _shares(logs: Mapping[str, float]) -> dict[str, float]:
    best = max(logs.values())
    powers = {name: math.exp(each - best) for name, each in logs.items()}
    total = sum(powers.values())
    return {name: power / total for name, power in powers.items()}
