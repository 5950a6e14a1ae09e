"""What was asked for in the morning does not stay on the screen once it is done."""

import datetime as dt

import pytest

from language.intents import ItemNo, Move, PartNo, ReportProgress, Sign
from ledger.deadlines import Cadence, Frequency
from ledger.items import State
from ledger.messages import Lane
from tests.handlers.saying import means
from tests.scheduler.office import Office
from tests.scheduler.screens import ADMIN, CADRE, DONE, HEAD, NEIGHBOUR, SECOND, does, labels, morning, number_of, text
from tests.town import CULTURE, TRANSPORT


async def test_what_somebody_else_has_done_is_not_asked_for_any_more(office: Office) -> None:
    number = await morning(office)
    before = text(office, number)
    await does(office, office.town.head, DONE)
    await office.delivers()
    assert text(office, number) == [
        *before[:2],
        "✅ 第14项 做强文化旅游产业：已申请办结，等待审核（11月26日 10:05）",
        *before[4:],
    ]
    assert labels(office, number) == [["签收第9项", "看第9项"], ["我的任务", "明天再提醒", "为什么提醒"]]
    assert office.messenger.probes.count((CADRE, number)) == 1


async def test_nobody_else_is_touched_and_nothing_rings(office: Office) -> None:
    """Item 9 is the culture bureau's alone; the others heard of item 14."""
    await morning(office)
    office.at(2026, 11, 26, 10, 5)
    await office.town.head.asks(Sign((ItemNo(9),)))
    answers = await office.delivers()
    assert [sent.chat_id for sent in answers] == [HEAD]
    assert {chat for chat, _ in office.messenger.probes} == {CADRE, HEAD}


async def test_a_signature_takes_away_what_asks_for_it(office: Office) -> None:
    """The limit is still true, so that it stays: in the words of a signed item, with the button for it."""
    number = await morning(office)
    office.at(2026, 11, 26, 10, 5)
    await office.town.head.asks(Sign((ItemNo(9),)))
    await office.delivers()
    assert text(office, number)[5:] == [
        "🔵 还剩7个工作日：第9项 提升空气和水环境质量",
        "时限：12月7日（周一）。还没有反馈，请报一次进展。",
    ]
    assert labels(office, number)[:2] == [["第14项报进展", "看第14项"], ["第9项报进展", "看第9项"]]


async def test_an_assignment_that_was_signed_for(office: Office) -> None:
    office.at(2026, 11, 26, 9, 0)
    admin = office.town.admin
    await admin.says("把第13项交给文旅局牵头，12月31日前完成")
    await admin.presses("确认")
    await office.delivers()
    number = number_of(office)
    assert labels(office, number) == [["签收", "看第13项"]]
    office.at(2026, 11, 26, 10, 5)
    await office.town.head.asks(Sign((ItemNo(13),)))
    await office.delivers()
    shown = text(office, number)
    assert shown[0].startswith("✅ 第13项 ")
    assert shown[0].endswith("：已签收（11月26日 10:05）")
    assert shown[1:] == ["时限：12月31日（周四）"]
    assert labels(office, number) == []


async def test_a_report_that_was_due(office: Office) -> None:
    await office.town.set_item(14, deadline=None, cadence=Cadence(Frequency.WEEKLY, 5))
    office.at(2026, 11, 26, 8, 41)
    await office.works()
    number = number_of(office)
    assert text(office, number)[1].startswith("本期反馈应于11月20日")
    await does(office, office.town.head, ReportProgress((ItemNo(14),), "完成招标", 40))
    await office.delivers()
    assert text(office, number)[0] == "✅ 第14项 做强文化旅游产业：已反馈（11月26日 10:05）"
    assert labels(office, number) == []


async def test_a_decision_that_somebody_else_took(office: Office) -> None:
    town = office.town
    await does(office, town.head, DONE)
    await office.delivers()
    number = number_of(office, ADMIN)
    assert "申请办结，请审核" in text(office, number, ADMIN)[0]
    await does(office, town.head, Move("withdraw", (ItemNo(14),)), minute=9)
    await office.delivers()
    assert text(office, number, ADMIN)[0] == "✅ 第14项 做强文化旅游产业：已处理（11月26日 10:09）"
    assert labels(office, number, ADMIN) == []


@pytest.mark.parametrize(
    ("words", "became"),
    [
        ("14项改由交通局牵头", "不再由你单位办理"),
        ("14项时限改到12月20日", "时限有调整"),
        ("14项中止办理，等省里政策", "已中止，不再提醒"),
        (Move("cancel", (ItemNo(14),), reason="任务并入专项"), "已撤销，不用再办"),
    ],
)
async def test_what_the_office_changed(office: Office, words: str | Move, became: str) -> None:
    number = await morning(office)
    office.at(2026, 11, 26, 10, 5)
    admin = office.town.admin
    await (admin.says(words) if isinstance(words, str) else means(admin, words))
    await admin.presses("确认")
    await office.delivers()
    assert text(office, number)[2] == f"▫️ 第14项 做强文化旅游产业：{became}（11月26日 10:05）"
    assert (text(office, number)[3] == "时限：12月20日（周日）") is (became == "时限有调整")
    assert labels(office, number)[0] == ["签收第9项", "看第9项"]


async def test_the_newest_words_count(office: Office) -> None:
    number = await morning(office)
    await does(office, office.town.head, DONE)
    await office.delivers()
    await does(office, office.town.admin, Move("approve", (ItemNo(14),), value="closing"), minute=20)
    await office.delivers()
    assert text(office, number)[2] == "✅ 第14项 做强文化旅游产业：已办结（11月26日 10:20）"
    assert office.messenger.probes.count((CADRE, number)) == 2


async def test_of_two_moves_only_the_newest_words_leave(office: Office) -> None:
    number = await morning(office)
    await does(office, office.town.head, DONE)
    await does(office, office.town.admin, Move("approve", (ItemNo(14),), value="closing"), minute=20)
    await office.delivers()
    assert text(office, number)[2] == "✅ 第14项 做强文化旅游产业：已办结（11月26日 10:20）"
    assert office.messenger.probes.count((CADRE, number)) == 1


async def test_what_is_taken_back_is_asked_for_again(office: Office) -> None:
    number = await morning(office)
    before, buttons = text(office, number), labels(office, number)
    await does(office, office.town.head, DONE)
    await office.delivers()
    await does(office, office.town.head, Move("withdraw", (ItemNo(14),)), minute=20)
    await office.delivers()
    assert text(office, number) == before
    assert labels(office, number)[:2] == [["签收第9项", "看第9项"], *buttons[:1]]


async def test_when_all_is_over_no_button_is_left(office: Office) -> None:
    number = await morning(office)
    await does(office, office.town.head, DONE)
    await office.town.set_item(9, state=State.CLOSED, closed_at=office.clock())
    async with office.store.writing() as uow:
        await uow.revisions.ask((await office.town.item(9)).id, since=office.clock() - SECOND * 9999, at=office.clock())
    await office.delivers()
    assert [line[0] for line in text(office, number) if line] == ["今", "✅", "✅"]
    assert labels(office, number) == []


async def test_the_row_says_what_the_chat_shows(office: Office) -> None:
    number = await morning(office)
    await does(office, office.town.head, DONE)
    await office.delivers()
    for row in await office.rows():
        if row.lane is not Lane.REPLY and row.message_id is not None:
            assert row.payload == office.messenger.shown[row.chat_id, row.message_id]
    assert number


async def test_a_change_nobody_sees_calls_nobody(office: Office) -> None:
    number = await morning(office)
    await does(office, office.town.head, ReportProgress((ItemNo(9),), "先摸底", 10))
    await office.delivers()
    seen = office.messenger.probes.count((CADRE, number))
    office.later(minutes=5)
    await office.town.set_item(14, remark="x")
    async with office.store.writing() as uow:
        item = await office.town.item(14)
        assert await uow.revisions.ask(item.id, since=office.clock() - SECOND * 9999, at=office.clock()) > 0
    await office.delivers()
    assert office.messenger.probes.count((CADRE, number)) == seen


async def test_an_old_button_still_gets_its_answer(office: Office) -> None:
    """It is on the screen of somebody whose telephone has not heard of the edit."""
    await morning(office)
    office.at(2026, 11, 26, 10, 5)
    await office.town.head.asks(Sign((ItemNo(9),)))
    await office.delivers()
    assert "已" in (await office.town.cadre.asks(Sign((ItemNo(9),)))).first


async def test_an_item_that_is_gone(office: Office) -> None:
    """A part that was taken back: nobody can look it up any more."""
    town, admin = office.town, office.town.admin
    office.at(2026, 11, 26, 9, 0)
    await town.hand_out(15, CULTURE, day=dt.date(2026, 12, 31))
    parts = (PartNo("教育", town.units[CULTURE]), PartNo("路网", town.units[TRANSPORT]))
    await means(admin, Move("split_item", (ItemNo(15),), parts=parts))
    await admin.presses("确认")
    await office.delivers()
    number = number_of(office, NEIGHBOUR)
    assert text(office, number, NEIGHBOUR)[0] == "新交办：第15.2项 路网（你单位牵头）"
    office.at(2026, 11, 26, 9, 5)
    await admin.presses("撤销")
    await office.delivers()
    assert text(office, number, NEIGHBOUR) == ["▫️ 第15.2项：已撤回（11月26日 09:05）"]
    assert labels(office, number, NEIGHBOUR) == []
