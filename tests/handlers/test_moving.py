"""What is understood and done elsewhere for now: said plainly, and nothing written."""

import pytest

from language.intents import MOVES, Export, Move, ReportProgress, ShowItem
from ledger.items import Sensitivity
from tests.handlers.saying import audit, by, means, no, notices, pressable, tables
from tests.town import Town


@pytest.mark.parametrize("name", sorted(MOVES))
@pytest.mark.parametrize("words", ["说一句", "in English"])
async def test_every_wish_has_its_answer(town: Town, name: str, words: str) -> None:
    before = await town.item(14)
    for person in (town.cadre, town.head, town.supervisor, town.admin, town.leader):
        for intent in (
            Move(name),
            Move(name, no(14, 13), town.units["县教育局"], by(12, 20), reason="等省里", person="张"),
        ):
            heard = await means(person, intent, words)
            assert heard.first.startswith("听懂了：" if words == "说一句" else "Understood: ")
            assert len(heard.lines) >= 3
    assert await town.item(14) == before
    assert not audit(town)
    assert not notices(town)
    assert not tables(town).cards


async def test_what_was_understood_and_how_it_is_done_today(town: Town) -> None:
    heard = await means(town.cadre, Move("ask_extension", no(14), deadline=by(12, 20, "拖到12月20日"), reason="等省里"))
    assert heard.lines == [
        "听懂了：申请延期",
        "第14项　做强文化旅游产业",
        "时限：12月20日（周日），原话“拖到12月20日”",
        "说明：等省里",
        "这件事目前还不能在这里办，台账没有改动。",
        "现在可以这样办：请单位负责人在时限前向督查室（顾长河）提出，写明理由、新的日期和目前进展；同意后由督查室改时限。",
    ]
    assert [intent for _, intent in pressable(heard)] == [ReportProgress(no(14)), ShowItem(no(14))]


async def test_done_is_reported_by_one_press_until_it_can_be_applied_for(town: Town) -> None:
    cadre = town.cadre
    heard = await means(cadre, Move("submit_done", no(14)))
    assert pressable(heard)[0] == ("第14项报进展 100%", ReportProgress(no(14), percent=100))
    card = await cadre.presses("100%")
    assert card.lines[1:4] == [
        "进度：无 → 100%",
        "※ 报100%不等于办结；办结还要另行申请，由督查室审核。",
        "按“确认”才生效，24小时内有效。",
    ]
    helper = await means(town.neighbour, Move("submit_done", no(14)))
    assert pressable(helper)[0][1] == ReportProgress(no(14))


async def test_an_admin_is_shown_what_he_can_do_himself(town: Town) -> None:
    heard = await means(town.admin, Move("ask_extension", no(14)))
    assert heard.lines[-1] == "同意延期的，您可以直接改时限，例如说「14项时限改为12月20日」。"


async def test_a_wish_about_what_one_may_not_see(town: Town) -> None:
    await town.set_item(13, sensitivity=Sensitivity.SENSITIVE)
    hidden = await means(town.cadre, Move("urge", no(13)))
    missing = await means(town.cadre, Move("urge", no(99)))
    assert hidden.text == missing.text.replace("99", "13")
    assert hidden.labels == missing.labels


async def test_a_file_is_not_promised(town: Town) -> None:
    assert (await means(town.supervisor, Export())).lines[-1].startswith("聊天里目前还不能发文件，请向督查室（顾长河）")
    assert "duban export-ledger" in (await means(town.admin, Export())).text
