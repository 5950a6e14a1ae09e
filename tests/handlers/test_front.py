"""The front door: once answered is answered, groups hear only what is open to all, and nobody hears an exception."""

from dataclasses import replace
from typing import Any

import pytest

from handlers.request import Said
from language.buttons import encode
from language.intents import Assign, Clarify, Confirm, ReportProgress, SetDeadline, ShowItem, Sign, Undo
from ledger.items import State
from ledger.messages import Lane
from ledger.ports import StaleVersion
from tests.handlers.saying import audit, by, means, no, pressable, tables, token
from tests.memory_store.plans import MemoryItems
from tests.town import CULTURE, TRANSPORT, Town

GROUP: dict[str, Any] = {"chat_id": -5, "private": False}


@pytest.mark.parametrize(
    "intent",
    [Sign(), Sign(no(14)), ReportProgress(no(14), "进展", 60), SetDeadline(no(14), by(12, 18)), Undo()],
)
async def test_nothing_is_written_from_a_group(town: Town, intent: Assign) -> None:
    await town.hand_out(13, CULTURE, state=State.ASSIGNED)
    for person in (town.cadre, town.admin):
        heard = await means(person, intent, **GROUP)
        assert heard.text == "这件事请到私聊里说，群里只查公开的办理情况。"
    assert audit(town) == []
    assert not tables(town).cards


async def test_a_card_is_not_pressed_in_a_group(town: Town) -> None:
    admin = town.admin
    card = await means(admin, Assign(no(13), lead=town.units[TRANSPORT]))
    heard = await admin.presses_data(encode(Confirm(token(card))), **GROUP)
    assert heard.text == "这件事请到私聊里说，群里只查公开的办理情况。"
    assert (await town.item(13)).lead is None


async def test_what_is_not_for_us_is_not_answered(town: Town) -> None:
    heard = await means(town.cadre, ShowItem(no(14)), chat_id=-5, private=False, addressed=False)
    assert heard.text == ""


@pytest.mark.parametrize("intent", [ShowItem(no(14)), Sign(no(14))])
async def test_nobody_in_particular_is_asked_who_he_is(town: Town, intent: ShowItem) -> None:
    heard = await means(town.admin, intent, anonymous=True, **GROUP)
    assert heard.text == "匿名身份看不出是哪位，请用本人身份私聊我。"


async def test_the_same_update_twice_is_done_once(town: Town) -> None:
    """A restart hands out again what was not finished; what was finished is not."""
    await town.hand_out(13, CULTURE, state=State.ASSIGNED)
    async with town.store.writing() as uow:
        (row,) = await uow.inbox.put([(77, "hash", "{}")], town.now)
    said = Said(row.id, 7001, 7001, town.now, kind="press", press=encode(Sign(no(13))))
    assert await town.front.answer(said) is not None
    assert await town.front.answer(said) is None
    assert len(audit(town)) == 1
    assert len(tables(town).outbox) == 1


async def test_what_was_done_and_its_answer_are_one_commit(town: Town) -> None:
    admin = town.admin
    card = await means(admin, Assign(no(13), lead=town.units[TRANSPORT]))
    await admin.presses("确认")
    first, second = tables(town).outbox.values()
    assert {first.lane, second.lane} == {Lane.REPLY}
    assert card.payload is not None
    assert first.chat_id == admin.user_id
    assert (first.member_id, first.payload != second.payload) == (town.people["顾长河"].id, True)


async def test_what_happens_to_the_ledger_rolls_back_as_a_whole(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else commits between the reading and the writing: nothing is done, and one hears that."""
    admin = town.admin
    await means(admin, Assign(no(12, 13), lead=town.units[TRANSPORT]))
    real = MemoryItems.save

    async def stale(self: MemoryItems, after: object) -> object:
        if getattr(after, "number", 0) == 13:
            raise StaleVersion(13)
        return await real(self, after)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(MemoryItems, "save", stale)
        heard = await admin.presses("确认")
    assert heard.text == "刚才有人同时改了这一项，您的还没有生效，请再按一次。"
    assert (await town.item(12)).lead is None
    assert audit(town) == []
    assert (await admin.presses("确认")).first == "已交办2项：第12、13项"


async def test_a_button_of_nobody_s(town: Town) -> None:
    heard = await town.cadre.presses_data("zz;1;2")
    assert heard.text != ""


async def test_a_link_with_a_code_brings_one_in_and_an_old_link_does_no_harm(town: Town) -> None:
    heard = await town.stranger.says("/start item_14")
    assert "14" not in heard.text


async def test_the_answer_keeps_the_language_of_the_talk(town: Town) -> None:
    admin = town.admin
    await means(admin, Assign(no(13), lead=town.units[TRANSPORT]), "item 13 to transport")
    assert (await admin.presses("Confirm")).first.startswith("Assigned: item 13")


async def test_a_refusal_is_remembered_to_be_about_its_item(town: Town) -> None:
    await means(town.admin, Assign(no(14), lead=town.units[CULTURE]))
    assert tables(town).conversations[town.admin.user_id].items == ("14",)


async def test_a_question_is_not_kept_in_the_outbox(town: Town) -> None:
    await means(town.cadre, Clarify("unknown", words="?"))
    assert not tables(town).outbox


async def test_a_press_answers_in_place_of_its_card_only(town: Town) -> None:
    await town.hand_out(13, CULTURE, state=State.ASSIGNED)
    heard = await town.cadre.presses_data(encode(Sign(no(13))), message_id=555)
    assert heard.payload is not None
    assert heard.payload.replaces is None
    undone = await town.cadre.presses_data(encode(Undo(1)), message_id=556)
    assert undone.payload is not None
    assert (undone.payload.replaces, [label for label, _ in pressable(undone)]) == (556, ["第13项"])
    assert replace(await town.item(13), version=0).state is State.ASSIGNED


async def test_a_press_is_answered_in_the_language_of_its_button(town: Town) -> None:
    """A Chinese notice is pressed in a chat whose last question was English."""
    await town.hand_out(13, CULTURE, state=State.ASSIGNED)
    cadre = town.cadre
    assert (await cadre.says("item 14 status")).first.startswith("Item 14")
    notice = encode(Sign(no(13)))
    assert (await cadre.presses_data(notice, label="签收")).first.startswith("已签收")
    assert (await cadre.presses_data(encode(ShowItem(no(14))), label="Item 14")).first.startswith("Item 14")
