"""Half sentences mean what was just talked about, and nothing when nothing was."""

from typing import Any

import pytest

from tests.language.understanding.county import read, talk


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("还剩几天", {"intent": "item", "items": [14]}),
        ("什么时候截止", {"intent": "item", "items": [14]}),
        ("那谁牵头", {"intent": "who", "items": [14]}),
        ("谁配合", {"intent": "who", "items": [14], "field": "co"}),
        ("为什么是黄的", {"intent": "explain_light", "items": [14]}),
        ("来龙去脉", {"intent": "history", "items": [14]}),
        ("详细点", {"intent": "item", "items": [14], "detail": True}),
        ("进度呢", {"intent": "item", "items": [14]}),
        ("完成60%", {"intent": "report_progress", "items": [14], "percent": 60}),
        ("我们配合的呢", {"intent": "unit_tasks", "role": "co"}),
        ("签收", {"intent": "sign"}),
        ("how many days left", {"intent": "item", "items": [14]}),
        ("who leads it?", {"intent": "who", "items": [14], "field": "lead"}),
        ("15项呢", {"intent": "item", "items": [15]}),
        ("我的任务", {"intent": "my_tasks"}),
    ],
)
def test_after_item_14(words: str, wanted: dict[str, Any]) -> None:
    found = read(words, conversation=talk("14"))
    assert {key: found.get(key) for key in wanted} == wanted


@pytest.mark.parametrize("words", ["还剩几天", "那谁牵头", "详细点", "进度呢"])
def test_after_nothing(words: str) -> None:
    assert read(words)["intent"] in ("clarify", "who")


def test_after_a_list_the_list_is_meant() -> None:
    assert read("进度呢", conversation=talk("3", "5", "8"))["items"] == [3, 5, 8]


@pytest.mark.parametrize(
    ("words", "percent"), [("60%", 60), ("60", 60), ("大概60%吧", 60), ("六成", 60), ("百分之六十", 60)]
)
def test_an_answer_to_the_question_how_far(words: str, percent: int) -> None:
    found = read(words, conversation=talk("14", asked="percent"))
    assert (found["intent"], found["items"], found["percent"]) == ("report_progress", [14], percent)


def test_another_question_is_no_answer() -> None:
    assert read("我的任务", conversation=talk("14", asked="percent"))["intent"] == "my_tasks"
    assert read("15项咋样了", conversation=talk("14", asked="percent"))["items"] == [15]
