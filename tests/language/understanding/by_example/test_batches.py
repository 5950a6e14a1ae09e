"""What has been learned stays learned: of the batches only the phrases of `still_misread.txt` are read otherwise."""

from pathlib import Path

from tests.language.understanding.by_example.examples import batches
from tests.language.understanding.phrases import Score, score

STILL_MISREAD = Path(__file__).with_name("still_misread.txt")
WORKED_THROUGH = frozenset("abdefhij")
"""The batches that the grammar learned from phrase by phrase; of the later ones, the examples lead."""


def test_the_batches_are_read_as_a_careful_colleague_would() -> None:
    known = set(STILL_MISREAD.read_text(encoding="utf-8").splitlines())
    read: dict[str, list[Score]] = {each.batch: [] for each in batches()}
    for each in batches():
        read[each.batch].append(score(each.phrase))
    misread = {
        batch: {str(each.phrase) for each in scores if not each.intent_right or each.wrong_slots}
        for batch, scores in read.items()
    }
    assert sorted(set().union(*misread.values()) - known) == []
    for names, one_of in ((WORKED_THROUGH, 40), (read.keys() - WORKED_THROUGH, 8)):
        total = sum(len(read[name]) for name in names)
        assert sum(len(misread[name]) for name in names) < total / one_of
