"""How well the second reader reads a batch of phrases that it was taught without.

python -m tests.language.understanding.by_example.measuring d e

Its own figures are honest at any time. Those of the grammar and of both together are so only for batches from which the
grammar has not learned since: measure a new batch before anything is learned from it.
"""

import sys
from collections import Counter

from language.understanding.by_example.reader import Learned, parse
from language.understanding.by_example.traits import traits
from language.understanding.by_example.weighing import with_examples
from language.understanding.understand import by_grammar
from tests.language.understanding.by_example.examples import WRITTEN_FROM_THEM, Example, examples
from tests.language.understanding.by_example.learning import message, taught
from tests.language.understanding.county import lexicon, told
from tests.language.understanding.phrases import Score


def measured(batch: str) -> str:
    """One line: intents read right by the grammar, the second reader, both together, and the wrong writes."""
    reader = parse(taught([each for each in examples() if each.batch not in (batch, *WRITTEN_FROM_THEM)]))
    counts: Counter[str] = Counter()
    for example in (each for each in examples() if each.batch == batch):
        counts.update(_counted(example, reader))
    total = counts["phrases"]
    shares = ", ".join(f"{name} {counts[name] / total:.1%}" for name in _SHARES)
    return f"{batch}: {total} phrases; {shares}; wrong writes {counts['alone']} alone, {counts['together']} together"


_SHARES = ("grammar", "second", "of first three", "combined", "combined with slots")


def _counted(example: Example, reader: Learned) -> Counter[str]:
    heard = message(example.phrase)
    chances = reader.chances(traits(heard))
    ranked = sorted(chances, key=lambda name: -chances[name])
    grammar = by_grammar(example.phrase.words, lexicon(), heard.hearing)
    alone = Score(example.phrase, told(grammar))
    both = Score(example.phrase, told(with_examples(heard, grammar, reader).intent))
    return Counter(
        {
            "phrases": 1,
            "grammar": alone.intent_right,
            "second": ranked[0] in example.intents,
            "of first three": any(name in example.intents for name in ranked[:3]),
            "combined": both.intent_right,
            "combined with slots": both.intent_right and not both.wrong_slots,
            "alone": alone.wrong_write,
            "together": both.wrong_write,
        }
    )


def main(batches: list[str]) -> None:
    for batch in batches:
        sys.stdout.write(measured(batch) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
