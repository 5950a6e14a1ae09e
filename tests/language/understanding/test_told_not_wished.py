"""Sentences that speak of a change (denied, past, planned, asked, told by others) change nothing."""

import pytest

from tests.language.understanding.county import heard
from tests.language.understanding.phrases import CHANGES

OFFICE = [
    "14项请文旅局负责同志参加会议",
    "14项和交通局配合得不错",
    "由于文旅局牵头不力，14项慢了",
    "14项材料归档给文旅局",
    "不要把13项给科技局",
    "不要十三项牵头换成科技局",
    "14项分给文旅局，算了",
    "他说：“把14项分给文旅局”",
    "把14项的进展发给文旅局",
    "14项材料给文旅局",
    "14项给文旅局发个通知",
    "14项没有交给文旅局",
    "14项不由文旅局牵头",
    "14项不能给文旅局",
    "14项不该由文旅局负责",
    "14项不归文旅局管",
    "14项已经给文旅局了",
    "14项交给文旅局后一直没动",
    "自从14项交给文旅局，进度就慢了",
    "14项交给文旅局的材料呢",
    "文旅局说14项应该给交通局",
    "交通局反映14项由文旅局牵头不合适",
    "县长问14项是不是文旅局牵头",
    "14项文旅局牵头的吧",
    "请文旅局签收14项",
    "14项12月底完成不了",
    "预计14项12月底完成",
    "14项12月20日前报材料",
    "14项到12月底能完成吗",
    "14项时限不改到12月底",
    "14项时限没改到12月底",
    "14项本来应该12月底前完成",
    "14项延到12月底的申请批了没",
    "14项时限定在12月底合适吗",
    "撤销是怎么回事",
    "item 14 was assigned to culture",
    "item 14 should not go to the transport bureau",
    "do not assign item 14 to culture",
    "should item 14 be assigned to culture",
    "is item 14 due on Dec 31",
]
UNIT = [
    "14项的60%是怎么算的",
    "14项谁报的60%",
    "14项能报60%吗",
    "14项进度60%不对",
    "14项不要签收",
    "3项签收，先不要办",
    "他说：“第3项签收”",
    "14项已经签收",
    "14项昨天就签收了",
    "签收的事回头再说",
    "签收是什么意思",
    "I did not sign item 14",
    "sign-off for item 14 is pending",
    "item 14 is not 60% done",
]


@pytest.mark.parametrize("words", OFFICE)
@pytest.mark.parametrize("role", ["admin", "supervisor", "leader"])
def test_the_office_only_speaks_of_it(words: str, role: str) -> None:
    assert heard(words, role).NAME not in CHANGES


@pytest.mark.parametrize("words", UNIT)
@pytest.mark.parametrize("role", ["liaison", "head"])
def test_a_unit_only_speaks_of_it(words: str, role: str) -> None:
    assert heard(words, role).NAME not in CHANGES


@pytest.mark.parametrize("words", ["14项延期一周", "14项时限往后拖半个月", "14项时限再给一个月"])
def test_later_by_a_while_counts_from_a_limit_the_words_do_not_say(words: str) -> None:
    intent = heard(words, "admin")
    assert intent.NAME not in CHANGES
    assert getattr(intent, "deadline", None) is None


@pytest.mark.parametrize(
    ("words", "percent"),
    [("14项上次报的是60%，现在75%", 75), ("14项从60%提高到75%", 75), ("14项计划完成90%，目前完成75%", 75)],
)
def test_what_it_was_or_shall_be_is_not_how_far_it_is(words: str, percent: int) -> None:
    assert getattr(heard(words), "percent", None) == percent
