"""What the numbers of a message mean and what its units are to an item, as the examples teach it."""

import pytest

from language.understanding.by_example import number_reader, unit_reader
from language.understanding.weighed_units import duties_heard
from tests.language.understanding.by_example import learning_numbers, learning_units
from tests.language.understanding.by_example.test_second_reader import said
from tests.language.understanding.county import lexicon, read


def test_they_were_taught_by_these_examples() -> None:
    """Else: python -m tests.language.understanding.by_example.learning_numbers (or learning_units)"""
    for file, digest in (
        (number_reader.LEARNED, learning_numbers.digest()),
        (unit_reader.LEARNED, learning_units.digest()),
    ):
        assert file.read_text(encoding="utf-8").partition("\n")[0].endswith(digest)


@pytest.mark.parametrize(
    ("words", "item"),
    [
        ("第六个零工驿站验收了，17项97%", 17),
        ("非遗工坊第三家揭牌，22里给记上", 22),
        ("把23拆成两项，道路一项，消防一项", 23),
        ("8刚开完启动会，25个村的名单定了", 8),
        ("零工驿站6个齐了，17给报98", 17),
        ("教育局口头报的，18研学线第五条定了，填上", 18),
        ("签21，不是22", 21),
        ("21 please, not 22", 21),
        ("报22……不对，是21", 21),
        ("sign 22, no wait, 21", 21),
    ],
)
def test_counts_beside_an_item_are_no_items(words: str, item: int) -> None:
    assert [each.number for each in said(words, "liaison").loosely_named.items] == [item]


@pytest.mark.parametrize("words", ["示范村第五个昨天授牌", "文化站第四个交钥匙了", "财政昨天拨的第二笔到位"])
def test_a_count_is_no_item_where_no_other_number_is_one(words: str) -> None:
    assert said(words, "liaison").loosely_named.items == ()


def test_of_several_items_each_is_meant_where_that_is_said() -> None:
    told = read("教育局18项、卫健局19项都快到日子了，分别敲打一下", "supervisor")
    assert (told["intent"], told["items"]) == ("urge", [18, 19])


def test_the_leader_is_not_the_word_for_writing_him_down() -> None:
    assert read("25项由组织部牵头，责任领导请填县委副书记", "admin")["person"] == "县委副书记"


@pytest.mark.parametrize("words", ["14进展不错，22差一点", "14没错，22也签", "14的数不对，22也不对"])
def test_what_is_said_of_an_item_is_no_slip(words: str) -> None:
    assert [each.number for each in said(words, "liaison").loosely_named.items] == [14, 22]


@pytest.mark.parametrize("words", ["把11到13都给我看看", "11到13挨个看一遍", "十一到十三，念给我听听"])
def test_from_one_item_to_another(words: str) -> None:
    assert [each.number for each in said(words).loosely_named.items] == [11, 12, 13]


@pytest.mark.parametrize("words", ["14到七十了", "14报到21%", "22从11%涨到15%"])
def test_how_far_an_item_has_come_is_no_range(words: str) -> None:
    assert len(said(words, "liaison").loosely_named.items) <= 1


@pytest.mark.parametrize("words", ["28项咋样", "把35项交给司法局", "催一下40项"])
def test_an_item_that_does_not_exist_is_still_missed(words: str) -> None:
    assert read(words, "admin")["reason"] == "no_such_item"


def test_a_large_plan_has_its_items_too() -> None:
    known = frozenset(range(1, 500))
    numbers = number_reader.seen("第250项咋样了，新建厕所480座", known)
    assert [number_reader.chance(each, "item") > 0.5 for each in numbers] == [True, False]


@pytest.mark.parametrize(
    ("words", "share"),
    [
        ("19项签约率上到81%，写71", 71),
        ("22差不多四十一吧，不对，是四十三", 43),
        ("14报85", 85),
        ("21动了，装好30套器材", None),
        ("14项完成60%", 60),
    ],
)
def test_how_far_it_is(words: str, share: int | None) -> None:
    told = read(words, "liaison")
    assert told["intent"] == "report_progress"
    assert told.get("percent") == share


@pytest.mark.parametrize(
    ("words", "lead", "co"),
    [
        ("13给科技局牵头，工信和农业农村配合", "科技局", {"工信局", "农业农村局"}),
        ("27由司法局牵头，政务、财政、公安三家配合", "司法局", {"政务局", "财政局", "公安局"}),
        ("4加供电公司、城关进配合", None, {"供电公司", "城关"}),
        ("我看27放政务局最顺", "政务局", set()),
        ("give 13 to Science and Technology, Industry to support", "科技局", {"工信局"}),
    ],
)
def test_who_leads_and_who_helps(words: str, lead: str | None, co: set[str]) -> None:
    message = said(words)
    found = duties_heard(message, message.mentions)
    assert found is not None
    short = {unit.id: unit.short for unit in lexicon().departments}
    assert (short.get(found.lead or 0), {short[unit] for unit in found.co}) == (lead, co)


def test_of_two_that_would_lead_none_does() -> None:
    message = said("13由科技局牵头还是工信局牵头")
    assert duties_heard(message, message.mentions) is None
