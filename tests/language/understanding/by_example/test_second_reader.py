"""What the second reader may do and what it may not, with readers that are certain of anything one likes."""

from dataclasses import dataclass, fields
from typing import Any

import pytest

from language.intents import Clarify, ItemNo, Move, MyTasks, ReportProgress, ShowItem
from language.understanding import understood
from language.understanding.by_example.reader import LEARNED, Learned, learned, parse
from language.understanding.by_example.traits import LONGEST, masked, traits
from language.understanding.by_example.weighing import IS_CERTAIN, MAY_TURN, is_change, with_examples
from language.understanding.message import Message
from language.understanding.understand import by_grammar, known_of
from tests.language.understanding.by_example.examples import digest
from tests.language.understanding.county import LIMITS, hearing, lexicon, talk
from tests.language.understanding.test_manners_of_speaking import NOT_WISHED, WISHES
from tests.language.understanding.test_told_not_wished import OFFICE, UNIT


@dataclass(frozen=True, slots=True)
class Certain(Learned):
    """Hears one intent in everything, and nothing else for the rest."""

    intent: str = ""
    sure: float = 1.0

    def chances(self, traits: object) -> dict[str, float]:
        return {**dict.fromkeys(self.intents, 0.0), self.intent: 1.0}

    def opinion(self, traits: object, name: str, reason: str = "") -> dict[str, float]:
        return {self.intent: self.sure}


def certain(intent: str, sure: float = 1.0) -> Certain:
    return Certain(**{each.name: getattr(learned(), each.name) for each in fields(Learned)}, intent=intent, sure=sure)


def said(words: str, role: str = "admin", **circumstances: Any) -> Message:
    return Message(words, known_of(lexicon()), hearing(role, limits=LIMITS, **circumstances)).bare


def test_it_was_taught_by_these_examples() -> None:
    """Else: python -m tests.language.understanding.by_example.learning"""
    assert learned().examples == digest()


def test_what_it_learned_is_small() -> None:
    assert LEARNED.stat().st_size <= 8_000_000


def test_it_says_the_same_every_time() -> None:
    again = parse(LEARNED.read_text(encoding="utf-8"))
    for words in ("我手上还剩几件事", "14项干到六成了", "anything waiting on me"):
        seen = traits(said(words))
        assert again.opinion(seen, "clarify", "unknown") == learned().opinion(seen, "clarify", "unknown")
        assert sum(again.chances(seen).values()) == pytest.approx(1)


NEARLY = IS_CERTAIN - 0.01
"""So far the grammar's judgement stands above the examples'."""


@pytest.mark.parametrize("manner", NOT_WISHED)
@pytest.mark.parametrize("wish", WISHES)
def test_nothing_less_than_certainty_makes_a_card_of_what_is_no_wish(wish: str, manner: str) -> None:
    message, nearly = said(manner.format(wish)), certain(WISHES[wish], NEARLY)
    for grammar in (Clarify("unknown"), Clarify("which_item"), MyTasks()):
        heard = with_examples(message, grammar, nearly).intent
        assert not is_change(heard)


@pytest.mark.parametrize("words", [*OFFICE, *UNIT])
@pytest.mark.parametrize("intent", ["assign", "set_deadline", "sign", "report_progress", "undo", "approve", "urge"])
def test_nothing_less_than_certainty_makes_a_card_of_what_is_told(words: str, intent: str) -> None:
    nearly = certain(intent, NEARLY)
    for role in ("admin", "liaison"):
        by_words = by_grammar(words, lexicon(), hearing(role, limits=LIMITS))
        if isinstance(by_words, Clarify):
            heard = with_examples(said(words, role), by_words, nearly).intent
            assert not is_change(heard)


@pytest.mark.parametrize("manner", NOT_WISHED)
def test_the_examples_are_not_certain_of_what_is_no_wish(manner: str) -> None:
    for wish in WISHES:
        stays_no_card(manner.format(wish), "admin")


@pytest.mark.parametrize("words", [*OFFICE, *UNIT])
def test_the_examples_are_not_certain_of_what_is_told(words: str) -> None:
    for role in ("admin", "liaison", "supervisor"):
        stays_no_card(words, role)


def stays_no_card(words: str, role: str) -> None:
    """But for what a unit applies for by saying how it is: 「14项不归文旅局管」."""
    by_words = by_grammar(words, lexicon(), hearing(role, limits=LIMITS))
    if not is_change(by_words):
        heard = with_examples(said(words, role), by_words).intent
        assert not is_change(heard) or heard.NAME in ("bounce", "ask_extension")


@pytest.mark.parametrize("words", ["14项怕是要挂起了，你说呢", "我看18项恢复得了吗还"])
def test_no_certainty_outdoes_a_denial_nor_a_doubt_cast_over_all(words: str) -> None:
    for said_so in (f"听说{words}", f"{words}？", f"先别急，{words}，算了吧"):
        heard = with_examples(said(said_so), Clarify("not_wished"), certain("suspend")).intent
        assert not is_change(heard)


def test_a_wish_without_doubt_is_proposed() -> None:
    proposed = with_examples(said("请14项往前赶一赶"), Clarify("unknown"), certain("urge")).intent
    assert proposed == Move("urge", (ItemNo(14),))


def test_without_its_slots_a_wish_is_nothing() -> None:
    assert with_examples(said("赶一赶吧"), Clarify("unknown"), certain("urge")).intent.NAME == "clarify"
    assert with_examples(said("总得有人管"), Clarify("unknown"), certain("assign")).intent.NAME == "clarify"


def test_a_card_that_looks_like_nothing_known_waits() -> None:
    card = ReportProgress((ItemNo(14),), "完成60%", 60)
    asked = with_examples(said("14项完成60%", "liaison"), card, certain("clarify")).intent
    assert asked == Clarify("not_wished", card.items, "14项完成60%", (card,))


def test_a_card_that_is_hardly_less_than_a_question_is_answered_else_it_waits_beside_it() -> None:
    card, question = ReportProgress((ItemNo(14),), "最近动没动", vague=True), ShowItem((ItemNo(14),))
    message = said("14最近动没动", "liaison")
    assert with_examples(message, card, certain("item")).intent == question
    asked = with_examples(message, card, certain("item", MAY_TURN - 0.1)).intent
    assert asked == Clarify("not_wished", card.items, "14最近动没动", (card, question))


def test_an_intent_without_examples_is_the_grammars() -> None:
    card = Move("set_something_new", (ItemNo(14),))
    assert with_examples(said("14项完成60%"), card, certain("clarify")).intent is card


@pytest.mark.parametrize("reason", ["instruction", "forwarded", "no_such_item", "which_date", "several_wishes"])
def test_what_the_grammar_asks_stays_asked(reason: str) -> None:
    asked = Clarify(reason)
    assert with_examples(said("14项进度"), asked, certain("my_tasks")).intent is asked


def test_what_was_asked_for_is_the_grammars() -> None:
    message = said("有六成了", "liaison", conversation=talk("14", asked="percent"))
    intent = ReportProgress((ItemNo(14),), "有六成了", 60)
    assert with_examples(message, intent, certain("my_tasks")).intent is intent


def test_what_it_takes_a_message_for_is_among_the_options() -> None:
    class Guesses(Certain):
        def opinion(self, traits: object, name: str, reason: str = "") -> dict[str, float]:
            return {"clarify": 0.5, "decisions": 0.2, "stats": 0.2}

    guesses = Guesses(**{each.name: getattr(learned(), each.name) for each in fields(Learned)})
    asked = with_examples(said("说不清楚"), Clarify("unknown"), guesses).intent
    assert isinstance(asked, Clarify)
    assert [option.NAME for option in asked.options] == ["decisions", "stats"]


def test_slots_are_one_sign_each() -> None:
    assert masked(said("把14项交给文旅局，12月20日前完成60%")) == "把I交给U D完成P"
    assert masked(said("item 14: housing bureau")) == masked(said("item 9: health bureau"))
    assert masked(said("1、2、3项")) == "I"


def test_long_texts_are_cut() -> None:
    assert len(masked(said("办" * 1500))) == LONGEST


ONLY_BY_EXAMPLE = [
    ("liaison", "身上还背着多少活儿", "my_tasks"),
    ("liaison", "show me what's on my desk", "my_tasks"),
    ("liaison", "这个东西我不大会使，教一下", "help"),
    ("liaison", "这玩意咋个用法，教下我", "help"),
    ("head", "有没有等我点头的", "decisions"),
    ("leader", "轮到我拍板的有吗", "decisions"),
    ("liaison", "咱换成英语交流行不", "language"),
    ("liaison", "kindly continue in chinese", "language"),
    ("liaison", "劳烦了，多谢多谢哈", "smalltalk"),
    ("liaison", "为啥老给我发这个", "why_reminded"),
    ("liaison", "我的资料你们都留了些啥", "my_data"),
    ("leader", "how far are we from the targets", "reconcile"),
]
"""Written after it was taught; neither the grammar nor an example has them."""


@pytest.mark.parametrize(("role", "words", "intent"), ONLY_BY_EXAMPLE)
def test_what_only_examples_tell(role: str, words: str, intent: str) -> None:
    read = understood(words, lexicon(), hearing(role, limits=LIMITS))
    assert intent == read.intent.NAME
    if intent != by_grammar(words, lexicon(), hearing(role, limits=LIMITS)).NAME:
        assert read.by == "example"
        assert read.like
