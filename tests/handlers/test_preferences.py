"""Language, and the hour of the daily message."""

import datetime as dt

from language.intents import Mute, SetLanguage, Subscribe
from tests.handlers.saying import audit, means, pressable
from tests.town import Town


async def test_the_language_chosen_is_kept(town: Town) -> None:
    cadre = town.cadre
    which = await means(cadre, SetLanguage())
    assert which.text == "请选择语言："
    assert [intent for _, intent in pressable(which)] == [SetLanguage("zh"), SetLanguage("en")]
    heard = await cadre.asks(SetLanguage("en"))
    assert heard.text == "Very well, English from now on."
    assert (await means(cadre, SetLanguage(), "换语言")).text == "Which language would you like?"
    (entry,) = audit(town)
    assert (entry.event, entry.before, entry.after) == ("language_set", {"language": ""}, {"language": "en"})


async def test_chosen_again_it_is_no_event(town: Town) -> None:
    for _ in range(2):
        assert (await town.cadre.asks(SetLanguage("zh"))).text == "好的，以后用中文。"
    assert len(audit(town)) == 1


async def test_a_language_we_do_not_speak_is_asked_about(town: Town) -> None:
    assert (await town.cadre.asks(SetLanguage("fr"))).text == "请选择语言："


async def test_an_hour_of_ones_own_within_working_hours(town: Town) -> None:
    heard = await means(town.cadre, Subscribe(dt.time(9, 0)))
    assert heard.lines == [
        "汇总提醒在每个工作日09:00送达，有事才发，每人每天最多一条。",
        "新交办和变动在工作时间（08:30—18:00）内告知，夜间和节假日不打扰。",
    ]
    assert (await means(town.cadre, Subscribe(dt.time(22, 0)))).first.startswith(
        "提醒只在工作时间（08:30—18:00）内发送"
    )
    (entry,) = audit(town)
    assert (entry.event, entry.before["morning"], entry.after["morning"]) == ("preference_set", "", "09:00")


async def test_quiet_for_a_while_and_again(town: Town) -> None:
    cadre = town.cadre
    heard = await means(cadre, Mute(dt.date(2026, 11, 30)))
    assert heard.lines == [
        "好的，11月30日（周一）以前（含当天）不发提前提醒和周报。",
        "已逾期、3个工作日内到期的事项仍会提醒，新交办仍会告知；时限不变。",
    ]
    assert heard.labels == ("恢复提醒我",)
    assert "不发提前提醒" not in (await cadre.presses("恢复提醒我")).text
    assert (await means(town.cadre, Mute(dt.date(2026, 11, 23)))).first.startswith("这个日期已经过了")


async def test_whoever_is_above_units_may_wish_for_escalations(town: Town) -> None:
    heard = await means(town.leader, Subscribe(what="escalations"))
    assert "您分管范围内的逾期事项会一并提醒。" in heard.lines
    assert (await means(town.cadre, Subscribe(what="escalations"))).first.startswith("逾期事项的提醒只面向督查室")
