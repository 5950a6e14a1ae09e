"""Every intent behind a button has a label, in both languages, short enough and free of markup."""

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings

from language import intents as i
from language.buttons import _CODES
from language.wording.catalogue import LANGUAGES, Language
from language.wording.labels import LONGEST, button, label_of
from ledger.items import State
from ledger.lights import Colour
from tests.language.test_buttons import PRESSABLE
from tests.language.test_voice import EN, ZH

FOURTEEN = (i.ItemNo(14),)


@given(PRESSABLE)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_whatever_can_be_pressed_has_a_label(intent: i.Intent) -> None:
    for voice in (ZH, EN):
        label = label_of(voice, intent)
        assert label.strip()
        assert len(label) <= LONGEST


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_wish_has_a_label(language: Language) -> None:
    voice = replace(ZH, language=language)
    labels = {label_of(voice, i.Move(name, items)) for name in i.MOVES for items in ((), FOURTEEN)}
    assert len(labels) == 2 * len(i.MOVES)


def test_no_kind_of_button_is_forgotten_by_the_property_above() -> None:
    assert set(_CODES.values()) <= set(get_args(i.Intent))


@pytest.mark.parametrize(
    ("intent", "zh", "en"),
    [
        (i.ShowItem(FOURTEEN), "第14项", "Item 14"),
        (i.ShowItem((i.ItemNo(14, 2), i.ItemNo(15))), "第14.2、15项", "Items 14.2, 15"),
        (i.ShowItem(tuple(i.ItemNo(n) for n in range(1, 10))), "第1、2、3、4等9项", "Items 1, 2, 3, 4 … (9)"),
        (i.UnitTasks(1, "lead"), "文旅局牵头的任务", "Led by Culture Bureau"),
        (i.UnitTasks(), "本单位的任务", "My unit's tasks"),
        (i.UnitTasks(2), "县<政>府&办的任务", "Tasks of 县<政>府&办"),
        (
            i.ListItems(lights=(Colour.RED, Colour.YELLOW), department=1),
            "文旅局、红灯或黄灯",
            "Culture Bureau, red or yellow",
        ),
        (i.ListItems(words="<b>&"), "含「<b>&」", "With “<b>&”"),
        (i.ListItems(states=(State.ASSIGNED,)), "待签收", "To be signed for"),
        (i.ListItems(), "全部事项", "All items"),
        (i.Who(FOURTEEN, "lead"), "第14项谁牵头", "Who leads item 14"),
        (i.ReportProgress(FOURTEEN, percent=60), "第14项报进展 60%", "Report on item 14 60%"),
        (i.Assign(FOURTEEN, lead=1), "第14项交文旅局牵头", "Item 14: Culture Bureau leads"),
        (i.SetLanguage("en"), "English", "English"),
        (i.SetLanguage("zh"), "中文", "中文"),
    ],
)
def test_labels_name_the_reading(intent: i.Intent, zh: str, en: str) -> None:
    assert (label_of(ZH, intent), label_of(EN, intent)) == (zh, en)


def test_what_no_button_carries_is_left_out() -> None:
    assert button(ZH, i.ListItems(words="很长" * 20)) == ()
    assert button(ZH, i.Clarify("unknown")) == ()
