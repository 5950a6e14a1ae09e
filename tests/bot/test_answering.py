"""From a stored update to its answer: each once, and no update, press or person is forgotten."""

import asyncio
import datetime as dt
import logging
from dataclasses import replace

import pytest

from handlers.front import Answer
from handlers.request import Said
from language.replies import Payload
from ledger.conversations import Conversation
from ledger.delivery import Delivered, Fault, Gone, Lost, NotSent, Rejected, TryLater, Unknown
from ledger.groups import Group
from ledger.members import Member, Role
from tests.bot.office import SEAL, Office, at_once, membership, message, press
from tests.town import MORNING

LIN = 7001


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Office:
    at_once(monkeypatch)
    return Office()


async def test_a_question_is_answered_and_done(office: Office) -> None:
    talk = Conversation(LIN, ("14",), MORNING)

    async def thinks(said: Said) -> Answer:
        return Answer(Payload("第14项", ((("签收", "s;14"),),)), remember=talk)

    office.front.thinks = thinks
    await office.works_off(message(LIN, "14项"))
    [said] = office.out.said
    assert (said.chat_id, said.html, said.buttons) == (LIN, "第14项", ((("签收", "s;14"),),))
    assert await office.waiting() == 0
    assert await office.conversation(LIN) == talk
    assert office.counters.answered == 1
    assert office.counters.waited == pytest.approx(0.2)


async def test_what_a_handler_learns(office: Office) -> None:
    forum = {"id": -100, "type": "supergroup", "title": "专班"}
    await office.works_off(
        message(LIN, "@duban_bot 第12项", chat=forum, message_thread_id=3, is_topic_message=True, forward_date=1)
    )
    [said] = office.front.heard
    assert said == Said(
        inbox_id=1,
        chat_id=-100,
        user_id=LIN,
        at=MORNING,
        words="第12项",
        private=False,
        forwarded=True,
        message_id=5,
        thread_id=3,
        first_name="林晓禾",
        chat_title="专班",
        language_code="zh-hans",
    )


async def test_what_is_not_for_the_bot_is_done_without_a_word(office: Office) -> None:
    office.front.thinks = _silence
    group = {"id": -5, "type": "group", "title": "闲聊"}
    await office.works_off(
        message(LIN, "中午吃什么", chat=group),
        {"channel_post": {"message_id": 1, "date": 1, "chat": {"id": -9, "type": "channel"}, "text": "x"}},
        {"message": "nonsense"},
        message(LIN, "", new_chat_title="新名"),
    )
    assert office.out.said == []
    assert await office.waiting() == 0


async def _silence(said: Said) -> None:
    return None


async def test_a_press_is_always_answered(office: Office) -> None:
    async def thinks(said: Said) -> Answer | None:
        return Answer(None, toast="已签收") if said.press else None

    office.front.thinks = thinks
    await office.works_off(
        press(LIN, SEAL.seal("s;14", LIN), "good"),
        press(LIN, SEAL.seal("s;14", 8), "of another chat"),
        press(LIN, "s;14", "made up"),
    )
    assert office.out.pressed == [("good", "已签收"), ("of another chat", ""), ("made up", "")]
    assert [said.press for said in office.front.heard] == ["s;14", "", ""]
    assert office.out.said == []


async def test_what_was_done_is_said_through_the_outbox(office: Office) -> None:
    async def thinks(said: Said) -> Answer:
        return Answer(Payload("已签收"), outbox_id=77)

    office.front.thinks = thinks
    office.dispatcher.broken = True
    await office.works_off(message(LIN, "签收"))
    assert office.dispatcher.sent == [77]
    assert office.out.said == []
    assert office.writes == 1
    assert await office.waiting() == 0


async def test_an_album_is_answered_once(office: Office) -> None:
    def picture(album: str) -> dict[str, object]:
        sizes = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
        return message(LIN, "", photo=sizes, media_group_id=album)

    await office.works_off(*(picture("a") for _ in range(10)), picture("b"))
    assert len(office.out.said) == 2
    assert await office.waiting() == 0


async def test_a12_a_poison_update_is_put_aside_and_the_chat_goes_on(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    async def thinks(said: Said) -> Answer:
        if said.words == "毒":
            raise ZeroDivisionError("inside")
        return Answer(Payload("好"))

    office.front.thinks = thinks
    with caplog.at_level(logging.INFO):
        await office.works_off(message(LIN, "毒"), message(LIN, "14项"), message(8, "14项"))
    assert [said.words for said in office.front.heard].count("毒") == 3
    assert office.out.heard_in(LIN)[0].startswith("很抱歉")
    assert office.out.heard_in(LIN)[1:] == ["好"]
    assert office.out.heard_in(8) == ["好"]
    assert await office.waiting() == 0
    assert caplog.text.count("ZeroDivisionError: inside") == 1
    assert (office.counters.failed, office.counters.quarantined) == (3, 1)


async def test_a_poison_press_stops_spinning(office: Office) -> None:
    async def thinks(said: Said) -> Answer:
        raise ZeroDivisionError

    office.front.thinks = thinks
    await office.works_off(press(LIN, "x"))
    assert office.out.pressed == [("p1", "")]
    assert len(office.out.said) == 1


async def test_passing_trouble_is_no_poison(office: Office) -> None:
    tries = 0

    async def thinks(said: Said) -> Answer:
        nonlocal tries
        tries += 1
        if tries < 3:
            raise OSError("busy")
        return Answer(Payload("好"))

    office.front.thinks = thinks
    await office.works_off(message(LIN, "14项"))
    assert office.out.heard_in(LIN) == ["好"]


async def test_p19_what_the_program_died_of_again_and_again_is_not_touched(office: Office) -> None:
    [stored] = await office.stored(message(LIN, "14项"))
    office.worker.take([replace(stored, attempts=6)])
    office.worker.start()
    await office.worker.stop()
    assert office.front.heard == []
    assert office.out.heard_in(LIN)[0].startswith("很抱歉")
    assert await office.waiting() == 0


async def test_d04_a_store_that_is_down_makes_no_poison_and_no_second_answer(office: Office) -> None:
    async def thinks(said: Said) -> Answer:
        office.store.down = True
        asyncio.get_running_loop().call_later(0.1, setattr, office.store, "down", False)
        return Answer(Payload("好"))

    office.front.thinks = thinks
    await office.works_off(message(LIN, "14项"))
    assert office.out.heard_in(LIN) == ["好"]
    assert await office.waiting() == 0
    assert office.counters.quarantined == 0


async def test_a_store_that_is_down_while_answering(office: Office) -> None:
    async def thinks(said: Said) -> Answer:
        async with office.store.writing():
            return Answer(Payload("好"))

    office.front.thinks = thinks
    await office.takes(message(LIN, "14项"))
    office.store.down = True
    office.worker.start()
    await asyncio.sleep(0.1)
    assert len(office.front.heard) > 3
    office.store.down = False
    await office.worker.stop()
    assert office.out.heard_in(LIN) == ["好"]
    assert office.counters.quarantined == 0


@pytest.mark.parametrize(
    ("outcomes", "sends"),
    [
        ([NotSent("no route"), NotSent("no route"), Delivered(1, LIN)], 3),
        ([NotSent("no route")] * 9, 4),
        ([TryLater(dt.timedelta(0), "chat")], 2),
        ([TryLater(dt.timedelta(hours=1), "chat")], 1),
        ([Unknown("cut off")], 1),
        ([Gone(Lost.BLOCKED)], 1),
        ([Rejected("x", Fault.OTHER)], 1),
    ],
)
async def test_an_answer_is_repeated_only_while_it_was_surely_not_sent(
    outcomes: list[Delivered], sends: int, office: Office
) -> None:
    office.out.plan = list(outcomes)
    await office.works_off(message(LIN, "14项"))
    assert len(office.out.said) == sends
    assert await office.waiting() == 0


async def test_f16_blocking_and_coming_back(office: Office) -> None:
    async with office.store.writing() as uow:
        member = await uow.members.add(Member(0, "林晓禾", Role.LIAISON, None, LIN))

    async def reachable() -> bool:
        async with office.store.reading() as uow:
            found = await uow.members.get(member.id)
            return bool(found.reachable)

    await office.works_off(membership(LIN, "kicked"), membership(8, "kicked"))
    assert not await reachable()
    await office.works_off(membership(LIN, "member"))
    assert await reachable()
    await office.works_off(membership(LIN, "kicked"), message(LIN, "/start"))
    assert await reachable()
    office.out.said.clear()
    group = {"id": -5, "type": "group", "title": "专班"}
    left = membership(LIN, "left")
    left["my_chat_member"]["chat"] = group
    await office.works_off(left)
    assert await reachable()
    assert office.out.said == []
    assert await office.waiting() == 0


async def test_many_chats_share_a_commit(office: Office) -> None:
    office.slots = 64

    async def thinks(said: Said) -> Answer:
        return Answer(Payload("好"), remember=Conversation(said.chat_id, ("14",), MORNING))

    office.front.thinks = thinks
    await office.works_off()
    office.store.commits = 0
    await office.works_off(*(message(n, "14项") for n in range(1, 201)))
    assert len(office.out.said) == 200
    assert await office.waiting() == 0
    assert await office.conversation(200) is not None
    assert office.store.commits <= 12


async def test_a_group_that_becomes_a_supergroup_keeps_its_link(office: Office) -> None:
    async with office.store.writing() as uow:
        await uow.groups.put(Group(-5, project="专班"))
        await uow.conversations.put(Conversation(-5, ("14",), MORNING))
    group = {"id": -5, "type": "group", "title": "专班"}
    await office.works_off(message(LIN, "", chat=group, migrate_to_chat_id=-1005))
    async with office.store.reading() as uow:
        assert [link.chat_id for link in await uow.groups.all()] == [-1005]
    assert await office.conversation(-1005) is not None
    assert await office.waiting() == 0


async def test_a_group_that_puts_the_bot_out_is_told_to_the_admins(office: Office) -> None:
    async with office.store.writing() as uow:
        admin = await uow.members.add(Member(0, "顾长河", Role.ADMIN, None, 7004))
        await uow.groups.put(Group(-5, title="专班", project="专班"))
    kicked = membership(LIN, "kicked")
    kicked["my_chat_member"]["chat"] = {"id": -5, "type": "group", "title": "专班"}
    await office.works_off(kicked)
    async with office.store.reading() as uow:
        assert await uow.groups.all() == []
        (notice,) = await uow.notices.ripe(MORNING + dt.timedelta(days=9), 10)
        entry = await uow.audit.get(int(notice.fact))
    assert (notice.member_id, notice.rule) == (admin.id, "group_lost")
    assert entry is not None
    assert entry.note == "专班"


async def test_a_group_that_is_nobody_s_is_told_to_the_admins_once(office: Office) -> None:
    async with office.store.writing() as uow:
        await uow.members.add(Member(0, "顾长河", Role.ADMIN, None, 7004))
    for status in ("member", "kicked", "member"):
        change = membership(LIN, status)
        change["my_chat_member"]["chat"] = {"id": -6, "type": "group", "title": "闲聊"}
        await office.works_off(change)
    async with office.store.reading() as uow:
        (notice,) = await uow.notices.ripe(MORNING + dt.timedelta(days=9), 10)
    assert notice.rule == "group_entered"
    assert office.out.said == []
