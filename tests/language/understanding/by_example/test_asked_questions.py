"""The questions that the second reader hears, built with the slots that are said; and what asks for nothing."""

from dataclasses import fields
from typing import Any

import pytest

from language.intents import Clarify, ItemNo, Move
from language.understanding.by_example.reader import Learned, learned
from language.understanding.by_example.weighing import with_examples
from language.understanding.understand import by_grammar, known_of, weighed_twice
from tests.language.understanding.by_example.test_second_reader import Certain, certain, said
from tests.language.understanding.county import LIMITS, hearing, lexicon, talk, told


def built(words: str, intent: str, *about: str, role: str = "supervisor") -> dict[str, Any]:
    message = said(words, role, **({"conversation": talk(*about)} if about else {}))
    return told(with_examples(message, Clarify("unknown"), certain(intent)).intent)


@pytest.mark.parametrize(
    ("words", "intent", "items"),
    [
        ("68个项目那条，瞅一下", "item", [1]),
        ("二十二离到点还有几天", "item", [22]),
        ("十四归哪位县长分管", "who", [14]),
        ("260万人次够了没", "reconcile", [14]),
        ("卫生户厕2600座，对得上吧", "reconcile", [7]),
        ("26一次没报过怎么还是绿的", "explain_light", [26]),
        ("14 21 22三个一起看看", "list", [14, 21, 22]),
        ("14、21、22一并说说", "list", [14, 21, 22]),
        ("二十一跟二十二各到哪了", "list", [21, 22]),
        ("古城墙的办结材料拟一稿", "draft", [22]),
    ],
)
def test_the_items_asked_about(words: str, intent: str, items: list[int]) -> None:
    found = built(words, intent)
    assert (found["intent"], found["items"]) == (intent, items)


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ("14谁来搭把手", "co"),
        ("18归哪家抓总", "lead"),
        ("4那边具体哪个在对接", "contact"),
        ("21是哪位县领导分管", "leader"),
        ("18谁牵头，我们只是配合", "lead"),
        ("who else is on item 22 with us", "co"),
    ],
)
def test_the_role_asked_for(words: str, field: str) -> None:
    assert built(words, "who")["field"] == field


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ("22那份延期单子停在谁手里了", "waiting"),
        ("上回14报的啥", "report"),
        ("22延过几回", "deadline"),
        ("谁把11的责任领导拿掉的", "leader"),
        ("20的配合单位是啥时候加上的", "co"),
        ("8当初是哪个派的", "lead"),
    ],
)
def test_the_change_asked_for(words: str, field: str) -> None:
    assert built(words, "history")["field"] == field


@pytest.mark.parametrize(
    ("words", "slots"),
    [
        ("11月9号以后就没吭过声的", {"silent_since": "2026-11-09"}),
        ("十天没动静的", {"silent_since": "2026-11-14"}),
        ("nothing reported since October 1, no report at all", {"silent_since": "2026-10-01"}),
        ("哪几条提到了学校", {"words": "学校"}),
        ("还有哪几项没主儿", {"unassigned": True}),
        ("咱有没有过了点的", {"mine": True, "light": ["red"]}),
        ("section four please, the lot", {"section": 4}),
        ("民生实事那一章都有啥", {"section": 5}),
        ("生态环保类的任务", {"section": 3}),
        ("哪几家到现在还没点签收", {"states": ["assigned"]}),
        ("who hasn't signed yet", {"states": ["assigned"]}),
        ("还有几条没得主儿", {"unassigned": True}),
        ("还有没派出去的任务不", {"unassigned": True}),
        ("长期坚持的是哪几项", {"ongoing": True}),
        ("涉水的任务挑出来", {"words": "水"}),
        ("跟老百姓住房看病沾边的有哪些", {"words": "老百姓住房看病"}),
        ("一个月没吭声的都是谁", {"silent_since": "2026-10-24"}),
    ],
)
def test_what_narrows_the_list(words: str, slots: dict[str, Any]) -> None:
    found = built(words, "list")
    assert found["intent"] == "list"
    assert {name: found.get(name) for name in slots} == slots


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("早啊，今儿又是你陪我", "hello"),
        ("辛苦啦，歇着吧", "thanks"),
        ("不聊了，下班，回见", "bye"),
        ("hi, who am I talking to?", "who_are_you"),
        ("得嘞您内", "received"),
        ("没事了，你忙", "received"),
        ("🙏🙏", "thanks"),
        ("下雪了，路上慢点", "chat"),
        ("哈哈你还挺灵", "chat"),
    ],
)
def test_politeness(words: str, kind: str) -> None:
    assert built(words, "smalltalk") == {"intent": "smalltalk", "kind": kind}


def test_a_letter_is_about_what_is_being_talked_about_unless_it_goes_to_a_unit() -> None:
    assert built("写个催办稿", "draft", "11") == {"intent": "draft", "kind": "urging", "items": [11]}
    assert "items" not in built("给水务局写个催办通知", "draft", "11")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("这期督查专报的初稿弄出来", "bulletin"),
        ("起草个派单，13给科技局", "assignment"),
        ("帮我写份21项的情况报告", ""),
        ("给交通局写个函，讲连接路的事", ""),
    ],
)
def test_a_letter_of_another_kind_is_one_as_well(words: str, kind: str) -> None:
    found = built(words, "draft")
    assert (found["intent"], found.get("kind", "")) == ("draft", kind)


def test_the_figures_of_a_unit_are_not_those_of_an_item() -> None:
    assert built("农业农村局四项平均进度", "stats") == {"intent": "stats", "unit": "农业农村局"}
    assert built("14项平均进度", "stats")["intent"] == "clarify"


def test_all_of_them_are_no_item() -> None:
    assert built("27项大面上怎么样", "overview")["intent"] == "overview"
    assert built("14项大面上怎么样", "overview")["intent"] == "clarify"


@pytest.mark.parametrize("words", ["当我啥也没说", "一个人管三摊子，工资也没见涨", "听说罗局要走，是不是真的哦"])
def test_complaints_are_no_politeness(words: str) -> None:
    assert built(words, "smalltalk")["intent"] == "clarify"


@pytest.mark.parametrize("words", ["谁的活", "谁对接的"])
def test_who_without_an_item_asks_for_it(words: str) -> None:
    assert "items" not in told(with_examples(said(words), Clarify("unknown"), certain("who")).intent)


NOTHING = [
    ("27划掉不算了，县里另有安排", "admin"),
    ("13冻结起来放着", "supervisor"),
    ("14给它贴个加急的条子", "admin"),
    ("景区那边给它连上", "admin"),
]


@pytest.mark.parametrize(("words", "role"), NOTHING)
def test_what_is_merely_named_is_not_shown(words: str, role: str) -> None:
    message = said(words, role)
    read = by_grammar(words, lexicon(), hearing(role, limits=LIMITS))
    assert weighed_twice(message, read, certain("clarify")).intent.NAME == "clarify"


class Torn(Certain):
    """Believes the grammar when it has read something, and hears a change when it has not."""

    def opinion(self, traits: object, name: str, reason: str = "") -> dict[str, float]:
        return {self.intent: 1.0} if name == "clarify" else {name: 1.0}


def test_the_second_hearing_makes_no_card() -> None:
    words = "13冻结起来放着"
    reader = Torn(**{each.name: getattr(learned(), each.name) for each in fields(Learned)}, intent="suspend")
    heard = weighed_twice(said(words, "supervisor"), by_grammar(words, lexicon(), hearing("supervisor")), reader).intent
    assert isinstance(heard, Clarify)
    assert heard.options[0] == Move("suspend", (ItemNo(13),))


@pytest.mark.parametrize(
    "words", ["14", "14项", "第十四项情况", "14到哪了", "16项进度", "守牢安全生产底线", "文旅局任务"]
)
def test_what_is_asked_for_by_its_name_is_shown(words: str) -> None:
    assert by_grammar(words, lexicon(), hearing("leader")).NAME in ("item", "unit_tasks")
    message = said(words, "leader")
    assert weighed_twice(message, by_grammar(words, lexicon(), hearing("leader"))).intent.NAME in ("item", "unit_tasks")


@pytest.mark.parametrize(
    ("words", "role", "read"),
    [
        ("教育局要不要出个蓝单？", "supervisor", {"clarify"}),
        ("财政局登记的是谁", "admin", {"people", "clarify"}),
        ("给统计局开个邀请码", "admin", {"invite", "clarify"}),
        ("谁都能看，13放开", "admin", {"item", "clarify", "set_sensitivity"}),
        ("谁说2025年的已经归档了？", "admin", {"clarify", "history"}),
        ("小林这周报了没有？", "head", {"clarify", "history", "item", "list"}),
        ("3项最晚12月8日，改过来", "admin", {"set_deadline", "clarify", "item"}),
        ("督查条例第十二条咋规定的", "supervisor", {"clarify", "help"}),
        ("26号动身，活先放放", "liaison", {"clarify", "leave"}),
        ("交通局的人太不好说话了", "liaison", {"clarify"}),
        ("挂起的日子算不算逾期", "admin", {"clarify", "help"}),
        ("把我那条记录抹干净", "liaison", {"clarify"}),
        ("红黄绿怎么判的", "leader", {"help"}),
        ("起草14项的督办单，先别发", "supervisor", {"draft"}),
        ("办结的占百分之几", "leader", {"stats"}),
    ],
)
def test_words_that_only_look_like_a_question(words: str, role: str, read: set[str]) -> None:
    assert by_grammar(words, lexicon(), hearing(role, limits=LIMITS)).NAME in read


def test_figures_name_an_item_only_where_one_has_them() -> None:
    figures = known_of(lexicon()).figures
    assert figures.find("14项的目标2026年完成") is None
    assert figures.find("说了等于没说") is None
