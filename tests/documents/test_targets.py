"""Numbers a text promises, and the many numbers it does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.targets import targets_in

Found = tuple[str, str, float, str]


def found(text: str) -> list[Found]:
    return [(t.name, t.relation, t.value, t.unit) for t in targets_in(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("农村卫生户厕普及率达到80%以上", [("农村卫生户厕普及率", ">=", 80, "%")]),
        ("普及率达到８０％以上", [("普及率", ">=", 80, "%")]),
        ("普及率不低于百分之八十", [("普及率", ">=", 80, "%")]),
        ("新建高标准农田3.2万亩", [("新建高标准农田", "=", 3.2, "万亩")]),
        ("新签约项目30个以上，到位资金18亿元", [("新签约项目", ">=", 30, "个"), ("到位资金", "=", 18, "亿元")]),
        ("发病率控制在0.5%以内", [("发病率", "<=", 0.5, "%")]),
        ("城镇登记失业率不超过4%", [("城镇登记失业率", "<=", 4, "%")]),
        ("举办活动不少于12场", [("举办活动", ">=", 12, "场")]),
        ("完成投资1,200万元", [("投资", "=", 1200, "万元")]),
        ("建成标准厂房6万平方米", [("建成标准厂房", "=", 6, "万平方米")]),
        ("培训农民3000余人次", [("培训农民", ">=", 3000, "人次")]),
        ("覆盖率由75%提高到90%", [("覆盖率", ">=", 90, "%")]),
        ("年收入10万元以上的村占比达到70%", [("年收入10万元以上的村占比", ">=", 70, "%")]),
        ("确保实现普及率80%以上的目标", [("普及率", ">=", 80, "%")]),
        ("实现集镇污水处理全覆盖", [("集镇污水处理全覆盖", "=", 100, "%")]),
    ],
)
def test_targets(text: str, expected: list[Found]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2026年6月底前完成",
        "3月15日前报送",
        "落实“四个不摘”“五个清单”",
        "农村全面小康6个方面",
        "三大攻坚战取得成效",
        "12345热线",
        "去年已建成12个",
        "第3个工作日",
        "每半年一次",
        "牢固树立4个意识",
        "5G基站",
    ],
)
def test_what_is_no_target(text: str) -> None:
    assert found(text) == []


def test_each_target_once_with_its_clause() -> None:
    (target,) = targets_in("就业率达到90%以上，确保就业率达到90%以上")
    assert target.words == "就业率达到90%以上"


@given(
    st.text(st.sampled_from("普及率达到以上不低于超过万亿元亩个%百分之八十0123456789.,，。、“”（）-全覆盖由从至年月"))
)
def test_any_text_gives_sound_targets(text: str) -> None:
    for target in targets_in(text, otherwise="任务"):
        assert target.name
        assert target.relation in {"=", ">=", "<="}
        assert target.value >= 0
        assert target.unit
