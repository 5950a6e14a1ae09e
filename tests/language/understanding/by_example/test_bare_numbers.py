"""Items whose numbers stand bare among other words, and shares said without a percent sign."""

import pytest

from language.intents import ItemNo, Move, ReportProgress, Sign
from language.understanding.bare_items import bare_items
from language.understanding.by_example.wishes import wish
from language.understanding.reports import read_report, share_alone
from tests.language.understanding.by_example.test_second_reader import said
from tests.language.understanding.county import LIMITS, read


@pytest.mark.parametrize(
    ("words", "item"),
    [
        ("才起步得嘛，21就录个10%哈", 21),
        ("涨了一个点，14现在61%", 14),
        ("有两个月没好好报了，惭愧。22：44%，城墙南门段完工", 22),
        ("fourteen: 66%. Snow delayed the paving.", 14),
        ("污水厂没有运行记录，十二退回补材料", 12),
        ("老板些才进场，22给我写个三十六嘛", 22),
        ("冰冻土挖不动，22只能往后推到明年1月20日，申请延期", 22),
    ],
)
def test_a_number_that_counts_nothing_names_the_item(words: str, item: int) -> None:
    assert bare_items(said(words, "liaison")) == (ItemNo(item),)


@pytest.mark.parametrize(
    "words",
    [
        "今天又签了22户，进度61%",
        "14和22都往前走",
        "材料12月3日前报上来",
        "我们写到22",
        "9:14到的现场",
        "22分之一",
        "不是14，再想想",
        "跑了14趟，还差21个章",
    ],
)
def test_what_counts_or_is_one_of_two_names_none(words: str) -> None:
    assert bare_items(said(words, "liaison")) == ()


@pytest.mark.parametrize(
    ("words", "role", "intent", "slots"),
    [
        ("三分之一了吧——21，33%", "liaison", "report_progress", {"items": [21], "percent": 33}),
        ("14弄到六十六了，恁瞅瞅", "liaison", "report_progress", {"items": [14], "percent": 66}),
        ("过半了过半了！22项51！", "liaison", "report_progress", {"items": [22], "percent": 51}),
        ("22：复核登记100%，建档70%，修缮30%，合起来算一半，就报50%", "liaison", "report_progress", {"percent": 50}),
        ("十一的展期请求不予批准", "leader", "reject", {"items": [11]}),
        ("十二这个园区干得不错 办结申请同意", "leader", "approve", {"items": [12]}),
        ("3、21两家的申请一并批了", "admin", "approve", {"items": [3, 21]}),
        ("21项22项都正常推进，材料我传群里了", "liaison", "report_progress", {"items": [21, 22]}),
        ("14第三个里程碑达成，给我们记一功", "head", "reach_milestone", {"items": [14]}),
        ("冰冻土挖不动，22只能往后推到明年1月20日，申请延期", "liaison", "ask_extension", {"items": [22]}),
    ],
)
def test_the_card_bears_the_item_and_the_share(words: str, role: str, intent: str, slots: dict[str, object]) -> None:
    found = read(words, role, limits=LIMITS)
    assert found["intent"] == intent
    assert {name: found.get(name) for name in slots} == slots


@pytest.mark.parametrize(
    ("words", "share"),
    [
        ("░现在75了", 75),
        ("░给我记四十个点", 40),
        ("░是64不是46", 64),
        ("░ is at 55 now. open 60 hours a week", 55),
        ("░ cards for 311 relics are in. call it 50... no, 42 overall, the wall waits", 42),
        ("░往前挪一格，65变70", 70),
        ("put ░ down as seventy-four, two more plaques", 74),
        ("░改了30处，修了45米", None),
        ("░先写40，或者写50", None),
    ],
)
def test_a_share_alone(words: str, share: int | None) -> None:
    assert share_alone(words) == share


@pytest.mark.parametrize(("words", "share"), [("建档70%，总体45%", 45), ("总体目标80%", None), ("城墙60%", 60)])
def test_how_far_the_whole_is(words: str, share: int | None) -> None:
    assert read_report(words, words).percent == share


def test_of_two_days_that_to_which_it_is_moved() -> None:
    found = read("十四项省上的评审改到十二月十一号了所以想把时间放到十二月十五号给报一下延期", "liaison", limits=LIMITS)
    assert (found["intent"], found["deadline"]) == ("ask_extension", "2026-12-15")


def test_what_is_told_of_each() -> None:
    found = wish(said("14、22两项本周都还在推进，没有大的变化", "head"), "report_progress")
    assert isinstance(found, ReportProgress)
    assert found.items == (ItemNo(14), ItemNo(22))
    assert wish(said("14和22差不多", "head"), "report_progress") is None


def test_the_office_writes_down_how_far_a_unit_is() -> None:
    found = wish(said("替农业农村局补录一笔，6项冷库的机器到了，八十六", "admin"), "report_progress")
    assert isinstance(found, ReportProgress)
    assert (found.items, found.percent) == ((ItemNo(6),), 86)
    assert wish(said("6项冷库的机器到了", "admin"), "report_progress") is None


def test_whose_application_by_its_short_name() -> None:
    found = wish(said("卫健申请延期，我同意", "admin"), "approve")
    assert isinstance(found, Move)
    assert found.department is not None
    assert found.items == ()
    assert wish(said("卫健和教育申请延期，我同意", "admin"), "approve") is None


def test_a_signature_in_other_letters() -> None:
    assert wish(said("qianshou 21", "liaison"), "sign") == Sign((ItemNo(21),))
    assert wish(said("签收", "liaison"), "sign") is None


def test_a_step_that_is_reached_by_another_word() -> None:
    found = wish(said("22数字档案入库那个点踩上了", "liaison"), "reach_milestone")
    assert isinstance(found, Move)
    assert found.items == (ItemNo(22),)
    assert wish(said("22数字档案入库那个点还没踩上", "liaison"), "reach_milestone") is None


def test_how_many_villages_are_left_names_no_items() -> None:
    found = read("21嘛，送戏下乡演到最后两个村了", "head", limits=LIMITS)
    assert found.get("items") != [26, 27]
