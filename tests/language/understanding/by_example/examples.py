"""The labelled phrases that the second reader learns from, and how the grammar read them before it knew them."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path

from language.understanding.understand import by_grammar
from language.wording.catalogue import Language
from ledger.members import Role
from tests.handlers.test_examples import TOPICS, quoted
from tests.language.understanding.county import LIMITS, hearing, lexicon, talk
from tests.language.understanding.phrases import Phrase
from tests.language.understanding.test_laid_aside import LAID_ASIDE
from tests.language.understanding.test_manners_of_speaking import NOT_WISHED, WISHED, WISHES
from tests.language.understanding.test_moves_told import ASKED, FORMS
from tests.language.understanding.test_moves_told import WISHES as MOVES_WISHED
from tests.language.understanding.test_phrasings import ADMIN, ENGLISH, LIAISON, SUPERVISOR
from tests.language.understanding.test_told_not_wished import OFFICE, UNIT

FILE = Path(__file__).with_name("examples.tsv")
"""Batch, role, intent, words, slots, items talked about, and the grammar's first reading, with tabs between."""
WRITTEN_FROM_THEM = (
    *(f"families_of_{kind}" for kind in ("units", "the_office", "no_wish", "speech")),
    *(f"{kind}_said_loosely" for kind in ("questions", "settings")),
)
"""By those who had read the batches: whoever is measured on a batch must not have learned from these either."""
SETS = (
    *(f"set_{n}" for n in ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")),
    *WRITTEN_FROM_THEM,
)


@dataclass(frozen=True)
class Example:
    """`batch` names who wrote it when; `first` is "intent" or "intent/reason", "" where it was not kept."""

    batch: str
    phrase: Phrase
    first: str = ""

    @property
    def intents(self) -> list[str]:
        return self.phrase.intent.split("|")

    @cached_property
    def best_first(self) -> list[str]:
        """Of several that would do, the one that the grammar reads first: so both readers agree."""
        if len(self.intents) == 1:
            return self.intents
        talked = talk(*self.phrase.about) if self.phrase.about else None
        heard = hearing(self.phrase.role, limits=LIMITS, conversation=talked)
        read = by_grammar(self.phrase.words, lexicon(), heard).NAME
        return sorted(self.intents, key=lambda intent: intent != read)


@cache
def batches() -> tuple[Example, ...]:
    """Those that were measured before the grammar learned from them."""
    return tuple(_example(line) for line in FILE.read_text(encoding="utf-8").splitlines() if line[:1] != "#")


@cache
def sets() -> tuple[Example, ...]:
    """The older ones."""
    named = ((name, import_module(f"tests.language.understanding.{name}").PHRASES) for name in SETS)
    return tuple(Example(name, phrase) for name, phrases in named for phrase in phrases)


def written() -> tuple[Example, ...]:
    """The sets and the batches, whose labels are people's and not the grammar's."""
    return (*sets(), *batches())


@cache
def examples() -> tuple[Example, ...]:
    """All, the older sets first."""
    by_table = (Example("tables", phrase) for phrase in tables() if phrase.words[:1] not in ("", "/"))
    return (*sets(), *by_table, *batches())


def tables() -> Iterator[Phrase]:
    """Plain wishes, and manners of speaking that are none: the tables that hold the grammar to its judgement."""
    for role, table in (("liaison", LIAISON), ("supervisor", SUPERVISOR), ("admin", ADMIN)):
        yield from (Phrase(role, words, wanted["intent"], {}) for words, wanted in table)
    yield from (Phrase(role, words, wanted["intent"], {}) for role, words, wanted in (*ENGLISH, *LAID_ASIDE))
    languages: tuple[Language, ...] = ("zh", "en")
    for language in languages:
        for kind in TOPICS:
            for words in quoted(language, f"help_topic_{kind.NAME}"):
                shown = by_grammar(words, lexicon(), hearing("admin")).NAME
                yield Phrase("admin", words, "item" if shown == "item" else str(kind.NAME), {})
        for role in Role:
            for words in quoted(language, f"help_example_{role.value}"):
                yield Phrase(role.value, words, by_grammar(words, lexicon(), hearing(role.value)).NAME, {})
    for wish, intent in WISHES.items():
        yield from (Phrase("admin", manner.format(wish), intent, {}) for manner in WISHED)
    for place, manner in enumerate(NOT_WISHED):
        for wish in [*WISHES][place % _EVERY :: _EVERY]:
            yield Phrase("admin", manner.format(wish), "clarify", {})
    for role, plain in (("admin", MOVES_WISHED), ("liaison", ASKED)):
        for words in plain:
            yield Phrase(role, words, by_grammar(words, lexicon(), hearing(role)).NAME, {})
    for place, form in enumerate(FORMS):
        for wish in MOVES_WISHED[place % _EVERY :: _EVERY]:
            yield Phrase("admin", form.format(wish), "clarify|item|help|history|list|who", {})
    yield from (Phrase("admin", words, "clarify|item", {}) for words in OFFICE)
    yield from (Phrase("liaison", words, "clarify|item", {}) for words in UNIT)


_EVERY = 6


def digest() -> str:
    """Of what is learned from: words, speaker, circumstances, intents as taught and first reading."""
    told = [
        "\t".join((e.phrase.role, e.phrase.words, "|".join(e.best_first), " ".join(e.phrase.about), e.first))
        for e in examples()
    ]
    return hashed(told)


def hashed(told: Iterable[str]) -> str:
    """Of the lines that were taught; it stands in the file that was learned from them."""
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]


def _example(line: str) -> Example:
    batch, role, intent, words, slots, about, first = line.split("\t")
    wanted = {name: ... if value == "..." else value for name, value in json.loads(slots).items()}
    return Example(batch, Phrase(role, words, intent, wanted, tuple(about.split())), first)
