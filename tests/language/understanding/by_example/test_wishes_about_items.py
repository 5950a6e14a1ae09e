"""Changes of items that the second reader is sure of are built from their words; and those that must not be."""

from typing import Any

import pytest

from language.intents import Clarify
from language.understanding.by_example.weighing import is_change, with_examples
from language.understanding.by_example.wishes import wish
from language.understanding.understand import by_grammar
from tests.language.understanding.by_example.test_second_reader import NEARLY, certain, said
from tests.language.understanding.county import LIMITS, hearing, lexicon, talk, told

CARDS: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    ("admin", "22一劈两半，城墙一件、非遗一件", "split_item", {"items": [22]}),
    ("admin", "劈一下19，医共体归一摊，卫生院改造归一摊", "split_item", {"items": [19]}),
    ("supervisor", "25吞进24里头，内容重叠，并掉", "merge_items", {"items": [24, 25]}),
    ("admin", "五项六项合二为一", "merge_items", {"items": [5, 6]}),
    ("supervisor", "13建议科委来牵", "propose", {"items": [13], "unit": "科技局"}),
    ("admin", "科技创新那件给科技局牵头", "assign", {"items": [13], "unit": "科技局"}),
    ("admin", "把8的配合补上统计局", "assign", {"items": [8], "co_units": ["统计局"]}),
    ("admin", "给18换市监局牵头", "assign", {"items": [18], "unit": "市监局"}),
    ("supervisor", "十六 复工", "resume", {"items": [16]}),
    ("admin", "组织部二十四那条 销！", "strike", {"items": [24]}),
    ("admin", "20降成平件", "set_priority", {"items": [20], "level": "ordinary"}),
    ("admin", "17标个急件", "set_priority", {"items": [17], "level": "high"}),
    ("leader", "就业那项给我提到特急", "set_priority", {"items": [17], "level": "urgent"}),
    ("supervisor", "3项放开，可公开", "set_sensitivity", {"items": [3], "level": "open"}),
    ("supervisor", "12标敏感", "set_sensitivity", {"items": [12], "level": "sensitive"}),
    ("admin", "户厕2600改2800座，7项", "set_target", {"items": [7]}),
    ("admin", "接待人次指标调一下，14从260万变280万", "set_target", {"items": [14]}),
    ("supervisor", "给22加个里程碑，12月15日拿到省里批复", "set_milestones", {"items": [22]}),
    ("liaison", "报喜报喜🎊14项初评节点拿下", "reach_milestone", {"items": [14]}),
    ("supervisor", "23一季度一报太稀，改成每月5号报", "set_cadence", {"items": [23], "recurrence_day": 5}),
    ("admin", "岁末年初，23要月月报", "set_cadence", {"items": [23], "recurrence": "monthly"}),
    ("admin", "补立：年货节筹备，商务局，2027年1月20日", "register", {"unit": "商务局"}),
    ("supervisor", "群众来信那件转民政局办", "hand_on", {"unit": "民政局"}),
    ("supervisor", "14项延期申请，转交财政局", "hand_on", {"items": [14], "unit": "财政局"}),
    ("admin", "去年的台账存档", "archive", {}),
    ("head", "14、22两个延期都批", "approve", {"items": [14, 22]}),
    ("liaison", "新派的全签", "sign", {}),
    ("liaison", "第21项收下", "sign", {"items": [21]}),
    ("liaison", "14 六十五了", "report_progress", {"items": [14], "percent": 65}),
    ("liaison", "21——45——健身中心主体刚做完", "report_progress", {"items": [21], "percent": 45}),
)


@pytest.mark.parametrize(("role", "words", "intent", "slots"), CARDS)
def test_what_is_wished_is_built(role: str, words: str, intent: str, slots: dict[str, Any]) -> None:
    built = with_examples(said(words, role), Clarify("unknown"), certain(intent)).intent
    read = told(built)
    assert read["intent"] == intent
    assert {name: read.get(name) for name in slots} == slots


@pytest.mark.parametrize(
    ("words", "percent"),
    [("进度改成80吧", 80), ("70了", 70), ("it's 65 by now", 65), ("算下来六十五", 65), ("percent就填75", 75)],
)
def test_a_bare_share_is_of_the_item_talked_about(words: str, percent: int) -> None:
    message = said(words, "liaison", conversation=talk("14"))
    read = wish(message, "report_progress")
    assert read is not None
    assert (told(read)["items"], told(read)["percent"]) == ([14], percent)


NOT_BUILT = (
    ("admin", "总得有人管一管", "assign"),
    ("admin", "14给局里", "assign"),
    ("admin", "14不要文旅局了", "assign"),
    ("admin", "把住建局和交通局都算上，4项", "propose"),
    ("admin", "26和27里头财政局", "remove_co"),
    ("admin", "第1项那个“年底前”太虚，写死12月25日", "set_deadline"),
    ("admin", "14项12月1日或者12月5日", "set_deadline"),
    ("admin", "14项目标再想想", "set_target"),
    ("admin", "给22设节点", "set_milestones"),
    ("admin", "14项看一下", "set_priority"),
    ("admin", "14项看一下", "set_sensitivity"),
    ("admin", "14项看一下", "set_cadence"),
    ("admin", "25并掉", "merge_items"),
    ("admin", "给台账加点东西", "register"),
    ("admin", "转给他们办", "hand_on"),
    ("liaison", "起草一下14的办结报告", "submit_done"),
    ("liaison", "22周四再戳我", "ask_extension"),
    ("liaison", "一上午响了五遍", "sign"),
    ("admin", "住建局看一下", "reject"),
    ("supervisor", "19 的 report 太水, bounce it back to Health", "hand_on"),
)


@pytest.mark.parametrize(("role", "words", "intent"), NOT_BUILT)
def test_what_lacks_a_slot_is_not_built(role: str, words: str, intent: str) -> None:
    assert wish(said(words, role), intent) is None


READ = (
    ("admin", "夜市停办了 3整条作废", "cancel"),
    ("liaison", "14和21，一个报70一个签收", "clarify"),
    ("admin", "把11催一下、22驳回、27给司法局", "clarify"),
    ("admin", "9项 配合单位 删 公安局", "remove_co"),
    ("admin", "7项里卫健局是误列的，从配合里删了吧", "remove_co"),
    ("supervisor", "催办通知发出去，17，让人社局抓紧收尾", "clarify"),
    ("supervisor", "暂停的16，今天起续办", "resume"),
    ("liaison", "综合文化站：双河的已交工，青石的在贴砖，21项整体37%", "report_progress"),
    ("liaison", "14想拖多两个礼拜，去到12月11号", "ask_extension"),
    ("head", "不是我们不抓紧，山上下雪施工不了，14想往后延到下月底", "ask_extension"),
    ("liaison", "22，节点：城墙东段完工，达到", "reach_milestone"),
    ("liaison", "十九条进展到哪了", "item"),
    ("admin", "13到底派给科技局还是工信局", "clarify"),
    ("admin", "把已销号的24、25项立卷归档", "archive"),
    ("liaison", "还在推进，22", "report_progress"),
)


@pytest.mark.parametrize(("role", "words", "intent"), READ)
def test_what_the_grammar_took_for_another_act(role: str, words: str, intent: str) -> None:
    assert intent == by_grammar(words, lexicon(), hearing(role, limits=LIMITS)).NAME


def test_the_share_of_a_report_is_no_item() -> None:
    for words, percent in (
        ("14 progress update：导览APP已经在testing，percent就填75", 75),
        ("进度从60调到68，14项，理由是导览系统完成验收", 68),
        ("二十二项先记上个四十三", 43),
    ):
        read = told(by_grammar(words, lexicon(), hearing("liaison", limits=LIMITS)))
        assert read["percent"] == percent
        assert read["items"] in ([14], [22])


def test_a_nearly_certain_reader_makes_no_card_of_a_denied_wish() -> None:
    for words, intent in (
        ("22先别拆成两半", "split_item"),
        ("13建议科技局来牵？", "propose"),
        ("要不要把17标成急件", "set_priority"),
        ("听说去年的台账都存档了", "archive"),
    ):
        heard = with_examples(said(words), Clarify("unknown"), certain(intent, NEARLY)).intent
        assert not is_change(heard)
