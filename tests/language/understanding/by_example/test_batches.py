"""What has been learned stays learned: of the batches only the phrases of `still_misread.txt` are read otherwise."""

from pathlib import Path

from tests.language.understanding.by_example.examples import batches
from tests.language.understanding.phrases import score

STILL_MISREAD = Path(__file__).with_name("still_misread.txt")


def test_the_batches_are_read_as_a_careful_colleague_would() -> None:
    known = set(STILL_MISREAD.read_text(encoding="utf-8").splitlines())
    read = [score(example.phrase) for example in batches()]
    misread = {str(each.phrase) for each in read if not each.intent_right or each.wrong_slots}
    assert sorted(misread - known) == []
    assert len(known) < len(read) / 40
