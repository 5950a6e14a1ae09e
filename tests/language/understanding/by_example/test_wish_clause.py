"""A wish is judged by the clause that carries it; what stands around it is its reason, or casts its doubt over all."""

import pytest

from language.intents import Clarify, Intent
from language.understanding.by_example.weighing import IS_LIKELY, is_change, with_examples
from tests.language.understanding.by_example.test_second_reader import certain, said
from tests.language.understanding.county import read


def weighed(words: str, intent: str, sure: float = 1.0, role: str = "admin") -> Intent:
    return with_examples(said(words, role), Clarify("negated"), certain(intent, sure)).intent


@pytest.mark.parametrize(
    ("words", "intent", "role"),
    [
        ("商务局3项到现在不签收，开一张蓝单", "issue_slip", "admin"),
        ("9项涉及群众投诉，内容不宜公开，设为敏感", "set_sensitivity", "admin"),
        ("这条路不能再等了，4项催一下", "urge", "leader"),
        ("21签了签了，别催", "sign", "liaison"),
        ("宣传部一直不给批文字，22请帮着协调一下", "ask_help", "liaison"),
    ],
)
def test_a_no_in_the_reason_denies_nothing(words: str, intent: str, role: str) -> None:
    assert intent == weighed(words, intent, role=role).NAME


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("3项开张蓝单吧，先别发", "issue_slip"),
        ("催一下水务局，算了先不催", "urge"),
        ("如果月底还没动静，就给11项开黄单", "issue_slip"),
        ("小王说的，把14项挂起", "suspend"),
        ("18项先挂起，行吗？", "suspend"),
        ("5项销号，哈哈做梦吧", "strike"),
    ],
)
def test_a_no_behind_the_wish_and_what_doubts_it_all_hold_it_up(words: str, intent: str) -> None:
    assert not is_change(weighed(words, intent))


def test_where_the_examples_are_less_than_likely_the_whole_message_is_judged() -> None:
    assert not is_change(weighed("商务局3项到现在不签收，开一张蓝单", "issue_slip", IS_LIKELY - 0.01))


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("14周五交不了，得12月15号", "2026-12-15"),
        ("后天到期肯定完不成，19申请延到12月15日", "2026-12-15"),
        ("21项时限由12月18日顺延至25日", "2026-12-25"),
        ("省里批复要等到下个月，22给我们宽到12月20号", "2026-12-20"),
        ("嗯把十四项申请延到十二月十二不对十二月十一", "2026-12-11"),
        ("22项延到十二月十五好，专项资金没下来", "2026-12-15"),
        ("22再给10天，就是12月4号", "2026-12-04"),
        ("14明天交不上，请给到月底", "2026-11-30"),
        ("extend 14 till the Monday after next, i.e. Dec 7", "2026-12-07"),
    ],
)
def test_the_day_that_is_wished_is_not_the_one_that_cannot_be_kept(words: str, day: str) -> None:
    told = read(words, "liaison")
    assert (told["intent"], told["deadline"]) == ("ask_extension", day)


@pytest.mark.parametrize("words", ["14延到11月10号", "14延到昨天", "14延到上个月底"])
def test_no_extension_ends_in_the_past(words: str) -> None:
    assert read(words, "liaison")["reason"] == "deadline_past"
