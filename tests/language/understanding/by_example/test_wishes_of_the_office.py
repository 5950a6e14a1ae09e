"""What the office gives, joins, measures and writes upon items, and what must not be built."""

from typing import Any

import pytest

from language.understanding.by_example.weighing import with_examples
from language.understanding.by_example.wishes import wish
from language.understanding.understand import by_grammar
from tests.language.understanding.by_example.test_second_reader import certain, said
from tests.language.understanding.county import LIMITS, hearing, lexicon, talk, told

READ: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    ("admin", "26项增加政府办作配合单位", "assign", {"unit": None, "co_units": ["县政府办公室"]}),
    ("admin", "明厨亮灶离不开食药局，18把它加进去配合", "assign", {"unit": None, "co_units": ["市监局"]}),
    ("admin", "16叫工信局也坐到桌上来，配合", "assign", {"unit": None, "co_units": ["工信局"]}),
    ("admin", "把林草局安到第5项协办那一排", "assign", {"unit": None, "co_units": ["林草局"]}),
    ("admin", "8项换帅，农业局下，住建上来牵头", "assign", {"items": [8], "unit": "住建局", "co_units": None}),
    (
        "admin",
        "交办： 10项 牵头 林草局 配合 应急局 公安局",
        "assign",
        {"unit": "林草局", "co_units": ["应急局", "公安局"]},
    ),
    ("admin", "3号任务光文旅、市监不够，再添公安局和住建局进来配合", "assign", {"co_units": ["公安局", "住建局"]}),
    ("admin", "9那条秸秆烧得凶，柳湾镇双河乡都得列进协办", "assign", {"unit": None, "co_units": ["柳湾", "双河"]}),
    ("admin", "22 add Audit Bureau as a cooperating unit, 8 million is real money", "assign", {"items": [22]}),
    ("admin", "item 1 also needs Transport on board as a cooperating unit", "assign", {"co_units": ["交通局"]}),
    ("leader", "批示：14项请文旅局倒排工期，连接路的问题与交通局当面对接。", "instruct", {"unit": "文旅局"}),
    ("leader", "14项批示：安全第一，赶工不许夜里吊装", "instruct", {"items": [14]}),
    ("leader", "11一个月没动静，督办单，现在就发", "issue_slip", {"items": [11]}),
    ("supervisor", "给11下皇单", "issue_slip", {"items": [11], "level": "yellow"}),
    ("supervisor", "16二十多天没进展了，发个催办过去", "urge", {"items": [16]}),
    ("admin", "十六那边要数据的申请转统计局", "hand_on", {"items": [16], "unit": "统计局"}),
    ("admin", "18项教育局求援的食堂改造问题，市监局更懂，转他们", "hand_on", {"items": [18], "unit": "市监局"}),
    ("admin", "merge 10 into 9", "merge_items", {"items": [10, 9], "value": "9"}),
    ("admin", "13项并入12项", "merge_items", {"items": [13, 12], "value": "12"}),
    ("admin", "21、22两项合并", "merge_items", {"items": [21, 22], "value": None}),
    ("admin", "21搭22并成一条算数", "merge_items", {"items": [21, 22]}),
    ("admin", "5、10、24三笔一并销掉", "strike", {"items": [5, 10, 24]}),
    ("admin", "21加节点：12月5号文站验收、10号收尾", "set_milestones", {"items": [21]}),
    ("admin", "4分三个节点：路基、路面、通车，分别卡在10月底、11月底、12月20日", "set_milestones", {"items": [4]}),
    ("admin", "第11项涉及权属争议，列为敏感事项，不对外公开。", "set_sensitivity", {"level": "sensitive"}),
    ("admin", "Set the target for item 21 to 120 opera performances.", "set_target", {"items": [21]}),
    ("admin", "22延多两个星期，12月8号", "set_deadline", {"items": [22], "deadline": "2026-12-08"}),
    ("supervisor", "27三个月报一趟", "set_cadence", {"items": [27], "recurrence": "quarterly"}),
    ("admin", "立个新的：春节前全县燃气大检查，应急局牵头，明年1月20日前完", "register", {"deadline": "2027-01-20"}),
)


@pytest.mark.parametrize(("role", "words", "intent", "slots"), READ)
def test_what_the_office_wishes(role: str, words: str, intent: str, slots: dict[str, Any]) -> None:
    heard = with_examples(
        said(words, role), by_grammar(words, lexicon(), hearing(role, limits=LIMITS)), certain(intent)
    )
    found = told(heard.intent)
    assert found["intent"] == intent
    assert {name: found.get(name) for name in slots} == slots


BUILT: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    ("admin", "9、11都管水，捆成一个任务", "merge_items", {"items": [9, 11]}),
    ("leader", "人居环境、和美乡村说的是一回事，七八两项合成一项推", "merge_items", {"items": [7, 8]}),
    ("admin", "把3吃进2里，合成一项", "merge_items", {"items": [2, 3], "value": "2"}),
    ("admin", "一项与十六项内容重复，二合一", "merge_items", {"items": [1, 16]}),
    ("admin", "请把27的紧急程度由平件改为急件", "set_priority", {"items": [27], "level": "high"}),
    ("admin", "15、21两条一律公开", "set_sensitivity", {"items": [15, 21], "level": "open"}),
    ("admin", "21没什么不能公开的，设成公开", "set_sensitivity", {"items": [21], "level": "open"}),
    ("admin", "18的新增学位目标数，1350改1300", "set_target", {"items": [18], "value": "1300"}),
    ("admin", "老旧小区一多半在城关，20干脆让城关镇挑大梁", "assign", {"items": [20], "unit": "城关"}),
    ("supervisor", "八号任务打三个点：12/1自评、12/5清单、12/20验收", "set_milestones", {"items": [8]}),
    ("admin", "增设一个任务，寒假大学生返乡实践，团县委牵", "register", {"unit": "团县委"}),
    ("supervisor", "poke Housing, they've gone quiet", "urge", {"unit": "住建局"}),
)


@pytest.mark.parametrize(("role", "words", "intent", "slots"), BUILT)
def test_what_is_built_of_it(role: str, words: str, intent: str, slots: dict[str, Any]) -> None:
    built = wish(said(words, role), intent)
    assert built is not None
    found = told(built)
    assert (found["intent"], {name: found.get(name) for name in slots}) == (intent, slots)


NOT_BUILT = (
    ("admin", "7并掉", "merge_items"),
    ("admin", "这个项目不宜对外公开", "set_sensitivity"),
    ("admin", "18的目标数再议", "set_target"),
    ("admin", "科技局不要牵头13了", "assign"),
    ("admin", "书记批的那件，立上", "register"),
)


@pytest.mark.parametrize(("role", "words", "intent"), NOT_BUILT)
def test_what_is_left_open(role: str, words: str, intent: str) -> None:
    built = wish(said(words, role), intent)
    assert built is None or told(built).get("level") == "sensitive"


def test_those_just_talked_about_are_joined() -> None:
    for words, about, items in (("这两项并了吧", ("7", "8"), [7, 8]), ("跟21合了", ("22",), [21, 22])):
        built = wish(said(words, "admin", conversation=talk(*about)), "merge_items")
        assert built is not None
        assert told(built)["items"] == items
