"""What was asked for in the morning does not stay on the screen once it is done."""

import datetime as dt
import html
import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from language.intents import ItemNo, Move, PartNo, ReportProgress, Sign
from language.replies import dump, load
from ledger.deadlines import Cadence, Frequency
from ledger.delivery import Fault, Gone, Lost, Moved, NotSent, Outcome, Rejected, TryLater, Unknown
from ledger.items import State
from ledger.marks import HELD
from ledger.messages import Lane, MessageState, Settlement
from tests.handlers.saying import means
from tests.scheduler.office import Office, Unheard
from tests.town import CULTURE, TRANSPORT, Person

CADRE, HEAD, ADMIN, NEIGHBOUR = 7001, 7002, 7004, 7009
DONE = Move("submit_done", (ItemNo(14),), reason="已通过省级验收", evidence="文号31")
SECOND = dt.timedelta(seconds=1)


async def morning(office: Office) -> int:
    """Thursday, 8:41: the culture bureau hears of item 14 (due on Friday) and of item 9, which nobody has signed for.
    The number of the contact's message.
    """
    await office.town.hand_out(9, CULTURE, day=dt.date(2026, 12, 7), state=State.ASSIGNED)
    office.at(2026, 11, 26, 8, 41)
    await office.works()
    (sent,) = office.messenger.to(CADRE)
    assert sent.lines == [
        "今天有2项将到时限｜11月26日（周四）",
        "",
        "🟡 临近时限，还剩1个工作日：第14项 做强文化旅游产业",
        "时限：11月27日（周五）。还没有反馈，请报一次进展。",
        "",
        "🔵 还剩7个工作日：第9项 提升空气和水环境质量",
        "时限：12月7日（周一）。",
        "2月20日交办，已过190个工作日还没有签收，请先签收。",
    ]
    assert labels(office, number_of(office)) == [
        ["第14项报进展", "看第14项"],
        ["签收第9项", "看第9项"],
        ["我的任务", "明天再提醒", "为什么提醒"],
    ]
    return number_of(office)


def number_of(office: Office, chat: int = CADRE) -> int:
    return min(number for where, number in office.messenger.shown if where == chat)


def text(office: Office, number: int, chat: int = CADRE) -> Sequence[str]:
    shown = load(office.messenger.shown[chat, number]).text
    return html.unescape(re.sub(r"<[^>]+>", "", shown)).split("\n")


def labels(office: Office, number: int, chat: int = CADRE) -> Sequence[Sequence[str]]:
    return [[label for label, _ in row] for row in load(office.messenger.shown[chat, number]).buttons]


async def does(office: Office, person: Person, intent: Move | ReportProgress, minute: int = 5) -> None:
    """At 10 o'clock and `minute`, confirmed at once."""
    office.at(2026, 11, 26, 10, minute)
    await means(person, intent)
    await person.presses("确认")


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


async def test_what_is_in_doubt_keeps_its_words_until_it_is_settled(office: Office) -> None:
    await office.town.hand_out(9, CULTURE, day=dt.date(2026, 12, 7), state=State.ASSIGNED)
    office.at(2026, 11, 26, 8, 41)
    await office.plans()
    await office.dispatcher.gather(office.clock())
    (row,) = [each for each in await office.rows() if each.chat_id == CADRE]
    office.messenger.faults = iter([Unheard() if each.chat_id == CADRE else None for each in await office.rows()])
    await office.dispatcher.drain(office.clock())
    doubt = await office.row(row.id)
    assert doubt.state is MessageState.UNCERTAIN
    office.at(2026, 11, 26, 8, 42)
    await means(office.town.head, DONE)
    await office.town.head.presses("确认")
    await office.delivers()
    assert (await office.row(row.id)).payload == doubt.payload
    for _ in range(4):
        office.later(seconds=100)
        await office.delivers()
    settled = await office.row(row.id)
    assert settled.state is MessageState.DELIVERED
    number = settled.message_id
    assert number is not None
    assert text(office, number)[2] == "✅ 第14项 做强文化旅游产业：已申请办结，等待审核（11月26日 08:42）"
    assert settled.payload == office.messenger.shown[CADRE, number]


async def test_what_is_watched_for_copies_keeps_its_words(office: Office) -> None:
    number = await morning(office)
    (row,) = [each for each in await office.rows() if (each.chat_id, each.message_id) == (CADRE, number)]
    async with office.store.writing() as uow:
        watched = Settlement(MessageState.DELIVERED, watch_at=office.clock() + 9999 * SECOND, watches_left=1)
        await uow.outbox.watched(row.id, watched)
    await does(office, office.town.head, DONE)
    await office.delivers()
    assert (await office.row(row.id)).payload == row.payload
    async with office.store.writing() as uow:
        await uow.outbox.watched(row.id, Settlement(MessageState.DELIVERED))
    await office.delivers()
    assert text(office, number)[2].startswith("✅")


@pytest.mark.parametrize(
    "gone",
    [
        Rejected("message to edit not found", Fault.TO_EDIT_NOT_FOUND),
        Rejected("message can't be edited", Fault.CANNOT_EDIT),
        Gone(Lost.BLOCKED),
        Moved(-1005),
    ],
)
async def test_what_can_never_be_edited_is_left_without_a_word(office: Office, gone: Outcome) -> None:
    number = await morning(office)
    await does(office, office.town.head, DONE)
    await office.dispatcher.drain(office.clock())
    await does(office, office.town.admin, Move("approve", (ItemNo(14),), value="closing"), minute=20)
    office.messenger.probe_faults = iter([gone] * 9)
    await office.delivers()
    calls = len(office.messenger.probes)
    for _ in range(3):
        office.later(minutes=3)
        await office.delivers()
    assert len(office.messenger.probes) == calls
    assert text(office, number)[2].startswith("✅ 第14项 做强文化旅游产业：已申请办结")
    async with office.store.reading() as uow:
        assert await uow.lost_chats.untold() == []


async def test_who_has_blocked_the_bot_is_not_written_to(office: Office) -> None:
    number = await morning(office)
    await office.change_member("林晓禾", reachable=False)
    await does(office, office.town.head, DONE)
    await office.delivers()
    assert (CADRE, number) not in office.messenger.probes
    async with office.store.writing() as uow:
        assert await uow.revisions.take(now=office.clock() + 3600 * SECOND, lease=SECOND, limit=9) == []


async def test_who_has_another_account_is_not_written_to_at_the_old_one(office: Office) -> None:
    number = await morning(office)
    await office.change_member("林晓禾", user_id=7777)
    await does(office, office.town.head, DONE)
    await office.delivers()
    assert (CADRE, number) not in office.messenger.probes


async def test_an_answer_that_took_the_messages_place_stays(office: Office) -> None:
    number = await morning(office)
    answer = f'{{"text":"好","buttons":[],"replaces":{number},"thread":null,"reply_to":null}}'
    row_id = await office.queues("answer", chat_id=CADRE, payload=answer)
    async with office.store.writing() as uow:
        await uow.outbox.claim(now=office.clock(), owner="x", lease=60 * SECOND, limit=1, only=row_id)
        await uow.outbox.settle(row_id, "x", Settlement(MessageState.DELIVERED, number))
    await does(office, office.town.head, DONE)
    await office.delivers()
    assert (CADRE, number) not in office.messenger.probes


async def test_what_was_said_by_an_older_program_is_left(office: Office) -> None:
    """Its rows do not tell where they speak of which item."""
    number = await morning(office)
    (row,) = [each for each in await office.rows() if (each.chat_id, each.message_id) == (CADRE, number)]
    plain = dump(replace(load(row.payload), blocks=()))
    async with office.store.writing() as uow:
        await uow.revisions.ask((await office.town.item(14)).id, since=row.not_before, at=office.clock())
        (held,) = [
            each
            for each in await uow.revisions.take(now=office.clock(), lease=SECOND, limit=99)
            if each.row_id == row.id
        ]
        await uow.revisions.end(held, plain)
    await does(office, office.town.head, DONE)
    await office.delivers()
    assert (CADRE, number) not in office.messenger.probes


@pytest.mark.parametrize("trouble", [NotSent("down"), TryLater(SECOND * 9, "chat"), Unknown("timed out")])
async def test_an_edit_is_repeated_until_it_is_done(office: Office, trouble: Outcome) -> None:
    number = await morning(office)
    await does(office, office.town.head, DONE)
    office.messenger.probe_faults = iter([trouble] * 9)
    await office.delivers()
    assert not text(office, number)[2].startswith("✅")
    office.messenger.probe_faults = iter(())
    for _ in range(3):
        office.later(seconds=91)
        await office.delivers()
    assert text(office, number)[2].startswith("✅")


async def test_an_edit_in_doubt_is_not_overtaken_by_the_next(office: Office) -> None:
    """Telegram may hold it for a minute: the older words must not come last."""
    number = await morning(office)
    await does(office, office.town.head, DONE)
    office.messenger.probe_faults = iter([Unknown("timed out")] * 9)
    await office.delivers()
    calls = office.messenger.probes.count((CADRE, number))
    office.messenger.probe_faults = iter(())
    office.later(seconds=80)
    await office.delivers()
    assert office.messenger.probes.count((CADRE, number)) == calls
    office.later(seconds=11)
    await office.delivers()
    assert office.messenger.probes.count((CADRE, number)) == calls + 1


async def test_an_edit_that_arrived_unheard_is_taken_back_with_the_change(office: Office) -> None:
    """Nobody knows what the chat shows, so that even the words of the row are said again."""
    number = await morning(office)
    before = office.messenger.shown[CADRE, number]
    await does(office, office.town.head, DONE)
    edit = office.messenger.edit

    async def unheard(chat_id: int, message_id: int, payload: str) -> Outcome:
        await edit(chat_id, message_id, payload)
        return Unknown("timed out")

    office.messenger.edit = unheard  # type: ignore[method-assign]
    await office.delivers()
    assert text(office, number)[2].startswith("✅")
    office.messenger.edit = edit  # type: ignore[method-assign]
    await does(office, office.town.head, Move("withdraw", (ItemNo(14),)), minute=20)
    await office.delivers()
    assert load(office.messenger.shown[CADRE, number]).text == load(before).text


async def test_whoever_dies_in_the_middle_leaves_it_to_the_next(office: Office) -> None:
    number = await morning(office)
    await does(office, office.town.head, DONE)

    async def dies(chat_id: int, message_id: int, payload: str) -> Outcome:
        raise KeyboardInterrupt

    edit = office.messenger.edit
    office.messenger.edit = dies  # type: ignore[method-assign]
    with pytest.raises(KeyboardInterrupt):
        await office.delivers()
    office.messenger.edit = edit  # type: ignore[method-assign]
    office.later(minutes=3)
    await office.hired("next").drain(office.clock())
    assert text(office, number)[2].startswith("✅")


async def test_after_hours_only_the_reader_himself_sees_it_at_once(office: Office) -> None:
    number = await morning(office)
    theirs = number_of(office, HEAD)
    office.at(2026, 11, 26, 20, 5)
    await office.town.cadre.asks(Sign((ItemNo(9),)))
    await office.delivers()
    assert labels(office, number)[1] == ["第9项报进展", "看第9项"]
    assert (HEAD, theirs) not in office.messenger.probes
    office.at(2026, 11, 27, 8, 40)
    await office.delivers()
    assert (HEAD, theirs) in office.messenger.probes


async def test_on_hold_nothing_is_edited(office: Office) -> None:
    number = await morning(office)
    await does(office, office.town.head, DONE)
    async with office.store.writing() as uow:
        await uow.marks.put(HELD, await uow.outbox.last_id())
    await office.delivers()
    assert office.messenger.probes == []
    async with office.store.writing() as uow:
        await uow.marks.remove(HELD)
    await office.delivers()
    assert (CADRE, number) in office.messenger.probes


async def test_what_lies_further_back_than_a_weekend_is_left(office: Office) -> None:
    number = await morning(office)
    office.at(2026, 12, 1, 10, 0)
    await means(office.town.head, DONE)
    await office.town.head.presses("确认")
    await office.delivers()
    assert (CADRE, number) not in office.messenger.probes


async def test_edits_take_their_turns(office: Office) -> None:
    """Two messages of one chat: as far apart as two messages sent."""
    number = await morning(office)
    office.at(2026, 11, 26, 9, 30)
    await office.town.admin.says("催一下14项")
    await office.town.admin.presses("确认")
    await office.delivers()
    at: list[tuple[int, dt.datetime]] = []
    edit = office.messenger.edit

    async def noted(chat_id: int, message_id: int, payload: str) -> Outcome:
        at.append((chat_id, office.clock()))
        return await edit(chat_id, message_id, payload)

    office.messenger.edit = noted  # type: ignore[method-assign]
    await does(office, office.town.head, DONE)
    await office.delivers()
    mine = [moment for chat, moment in at if chat == CADRE]
    assert len(mine) == 2
    assert mine[1] - mine[0] >= SECOND
    assert number


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
