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


async def test_when_the_bot_writes_by_itself(town: Town) -> None:
    heard = await means(town.cadre, Subscribe(dt.time(9, 0)))
    assert heard.lines == [
        "汇总提醒在每个工作日08:40送达，有事才发，每人每天最多一条。",
        "自己定时间（您说的09:00）目前还办不到，仍按统一时间送达；需要调整请告诉督查室。",
        "新交办和变动在工作时间（08:30—18:00）内告知，夜间和节假日不打扰。",
    ]
    assert len((await means(town.cadre, Subscribe(dt.time(8, 40)))).lines) == 2
    assert (await means(town.cadre, Mute())).first.startswith("提醒目前还不能按人暂停。")
    assert audit(town) == []
