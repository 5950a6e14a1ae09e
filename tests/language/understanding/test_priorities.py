"""How urgent an item is, said in many ways; and words of haste that set nothing."""

import pytest

from tests.language.understanding.county import LIMITS, read
from tests.language.understanding.phrases import CHANGES

URGENT = (
    "14项定为特急",
    "把14项标为特急件",
    "14项特急",
    "14项列为特急事项",
    "第十四项按特急办理",
    "14项紧急程度改为特急",
    "14项是特急件",
    "mark item 14 urgent",
    "make item 14 urgent please",
    "item 14 is urgent",
)
HIGH = ("14项定为急件", "14项加急", "14项设为加急", "14项紧急程度改为急", "set item 14 to high priority")
ORDINARY = (
    "14项不急了",
    "14项不急",
    "14项不再是特急了",
    "14项取消特急",
    "14项紧急程度改为一般",
    "14项改为一般件",
    "14项特急改为一般",
    "item 14 is not urgent any more",
    "item 14 is no longer urgent",
)


@pytest.mark.parametrize(
    ("words", "level"),
    [(words, level) for level, all_ in (("urgent", URGENT), ("high", HIGH), ("ordinary", ORDINARY)) for words in all_],
)
def test_an_urgency(words: str, level: str) -> None:
    found = read(words, "admin", limits=LIMITS)
    assert (found["intent"], found["items"], found["level"]) == ("set_priority", [14], level)


@pytest.mark.parametrize(
    "words",
    [
        "14项急不急",
        "14项特急吗",
        "14项是不是特急",
        "14项紧急程度是什么",
        "14项不急着报",
        "14项急需用地指标",
        "哪些是特急",
        "don't mark item 14 urgent",
        "is item 14 urgent?",
        "别把14项定为特急",
        "14项不要定为特急",
        "14项按紧急通知要求办",
        "14项目标定为一般公共预算收入3亿元",
    ],
)
def test_words_of_haste_that_set_nothing(words: str) -> None:
    assert read(words, "admin", limits=LIMITS)["intent"] not in CHANGES - {"set_target", "report_progress"}


@pytest.mark.parametrize("words", ["14项特急", "14项不急了"])
def test_a_unit_sets_no_urgency(words: str) -> None:
    assert read(words, "liaison", limits=LIMITS)["intent"] != "set_priority"
