"""What is in the way of an edit: doubt, death, blocks, nights, holds, and other messages of the chat."""

import datetime as dt
from dataclasses import replace

import pytest

from language.intents import ItemNo, Move, Sign
from language.replies import dump, load
from ledger.delivery import Fault, Gone, Lost, Moved, NotSent, Outcome, Rejected, TryLater, Unknown
from ledger.items import State
from ledger.marks import HELD
from ledger.messages import MessageState, Settlement
from tests.handlers.saying import means
from tests.scheduler.office import Office, Unheard
from tests.scheduler.screens import CADRE, DONE, HEAD, SECOND, does, labels, morning, number_of, text
from tests.town import CULTURE


async def test_what_is_in_doubt_keeps_its_words_until_it_is_settled(office: Office) -> None:
    await office.town.hand_out(9, CULTURE, day=dt.date(2026, 12, 7), state=State.ASSIGNED)
    office.at(2026, 11, 26, 8, 41)
    await office.plans()
    await office.gathers()
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
