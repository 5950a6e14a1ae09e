"""The labelled phrases that the second reader learns from, and how the grammar read them before it knew them."""

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

from tests.language.understanding.phrases import Phrase

FILE = Path(__file__).with_name("examples.tsv")
"""Batch, role, intent, words, slots, items talked about, and the grammar's first reading, with tabs between."""
SETS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")


@dataclass(frozen=True)
class Example:
    """`batch` names who wrote it when; `first` is "intent" or "intent/reason", "" where it was not kept."""

    batch: str
    phrase: Phrase
    first: str = ""

    @property
    def intents(self) -> list[str]:
        return self.phrase.intent.split("|")


@cache
def batches() -> tuple[Example, ...]:
    """Those that were measured before the grammar learned from them."""
    return tuple(_example(line) for line in FILE.read_text(encoding="utf-8").splitlines() if line[:1] != "#")


@cache
def examples() -> tuple[Example, ...]:
    """All, the older sets first."""
    old = [
        Example(name, phrase)
        for name in SETS
        for phrase in import_module(f"tests.language.understanding.set_{name}").PHRASES
    ]
    return (*old, *batches())


def digest() -> str:
    """Of what is learned from: words, speaker, circumstances, intent and first reading."""
    told = [
        "\t".join((e.phrase.role, e.phrase.words, e.phrase.intent, " ".join(e.phrase.about), e.first))
        for e in examples()
    ]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]


def _example(line: str) -> Example:
    batch, role, intent, words, slots, about, first = line.split("\t")
    wanted = {name: ... if value == "..." else value for name, value in json.loads(slots).items()}
    return Example(batch, Phrase(role, words, intent, wanted, tuple(about.split())), first)
