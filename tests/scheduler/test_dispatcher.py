"""What becomes of a message under every outcome."""

import asyncio
import datetime as dt
from dataclasses import replace

import pytest

from ledger.delivery import (
    Delivered,
    Fault,
    Gone,
    Lost,
    Moved,
    NotSent,
    Outcome,
    Rejected,
    TryLater,
    Unauthorized,
    Unknown,
)
from ledger.items import State
from ledger.messages import Lane, MessageState, OutboxMessage
from ledger.ports import UnitOfWork
from scheduler.composing import Composed, Composer
from tests.scheduler.office import Office
from tests.town import CULTURE

DUE, UNCERTAIN, DELIVERED = MessageState.DUE, MessageState.UNCERTAIN, MessageState.DELIVERED
SECOND = dt.timedelta(seconds=1)
CADRE, HEAD = 7001, 7002


# --- outcomes --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outcome", "state", "waits"),
    [
        (Delivered(4711, CADRE), DELIVERED, 0),
        (NotSent("no connection"), DUE, 2),
        (TryLater(dt.timedelta(seconds=40), "chat"), DUE, 40),
        (TryLater(dt.timedelta(hours=1), "all"), DUE, 3600),
        (Gone(Lost.BLOCKED), MessageState.UNDELIVERABLE, 0),
        (Rejected("odd", Fault.OTHER), DUE, 60),
        (Unauthorized("revoked"), DUE, 300),
        (Unknown("timed out"), UNCERTAIN, 90),
    ],
    ids=lambda value: type(value).__name__ if not isinstance(value, int | str) else "",
)
async def test_each_outcome(office: Office, outcome: Outcome, state: MessageState, waits: int) -> None:
    message_id = await office.one_nudge()
    office.messenger.faults = iter([outcome])
    began = office.clock()
    assert await office.dispatcher.drain(began) == (state is DELIVERED)
    row = await office.row(message_id)
    assert row.state is state
    assert len(office.messenger.sent) == 1
    if waits:
        assert waits <= (row.not_before - began).total_seconds() <= waits * 1.5 + 1


async def test_a_network_that_is_down_is_tried_less_and_less(office: Office) -> None:
    message_id = await office.one_nudge()
    office.messenger.faults = iter([NotSent("down")] * 12)
    waits = []
    for _ in range(12):
        began = office.clock()
        await office.dispatcher.drain(began)
        waits.append(((await office.row(message_id)).not_before - began).total_seconds())
        office.town.now = (await office.row(message_id)).not_before
    assert waits == sorted(waits)
    assert waits[-1] <= 450
    await office.dispatcher.drain(office.clock())
    assert [s.silent for s in office.messenger.to(CADRE)] == [False]


async def test_what_is_in_doubt_is_repeated_without_a_sound_and_word_for_word(office: Office) -> None:
    message_id = await office.one_nudge()
    office.messenger.faults = iter([Unknown("timed out"), NotSent("down"), TryLater(SECOND, "chat")])
    for _ in range(6):
        await office.dispatcher.drain(office.clock())
        office.later(seconds=100)
        # The words would change: the item moves on between the copies.
        await office.town.set_item(7, percent=50)
    assert (await office.row(message_id)).state is DELIVERED
    assert [s.silent for s in office.messenger.sent] == [False, True, True, True]
    assert len({s.payload for s in office.messenger.sent}) == 1


async def test_an_exception_of_the_messenger_is_a_doubt(office: Office) -> None:
    message_id = await office.one_nudge()
    office.messenger.faults = iter([RuntimeError("a bug")])
    assert await office.dispatcher.drain(office.clock()) == 0
    assert (await office.row(message_id)).state is UNCERTAIN


async def test_a_doubt_is_not_repeated_at_night(office: Office) -> None:
    message_id = await office.one_nudge()
    office.at(2026, 11, 26, 17, 59)
    office.messenger.faults = iter([Unknown("timed out")])
    await office.dispatcher.drain(office.clock())
    office.at(2026, 11, 26, 18, 5)
    await office.dispatcher.drain(office.clock())
    assert len(office.messenger.sent) == 1
    office.at(2026, 11, 27, 8, 40)
    await office.dispatcher.drain(office.clock())
    assert [s.silent for s in office.messenger.to(CADRE)] == [True]
    assert (await office.row(message_id)).state is DELIVERED


async def test_a_doubt_about_what_is_over_is_left(office: Office) -> None:
    message_id = await office.one_nudge()
    office.messenger.faults = iter([Unknown("timed out")])
    await office.dispatcher.drain(office.clock())
    await office.town.set_item(7, state=State.CLOSED)
    office.later(minutes=3)
    await office.dispatcher.drain(office.clock())
    assert len(office.messenger.sent) == 1
    assert (await office.row(message_id)).state is MessageState.CANCELLED


async def test_a_refusal_is_given_up_after_three_tries(office: Office) -> None:
    message_id = await office.one_nudge()
    office.messenger.faults = iter([Rejected("odd", Fault.OTHER)] * 9)
    for _ in range(9):
        await office.dispatcher.drain(office.clock())
        office.later(minutes=5)
    assert len(office.messenger.sent) == 3
    row = await office.row(message_id)
    assert (row.state, row.reason) == (MessageState.UNDELIVERABLE, "rejected 3 of 3: other odd")


async def test_who_blocked_the_bot_hears_nothing_more(office: Office) -> None:
    await office.one_nudge()
    office.messenger.faults = iter([Gone(Lost.BLOCKED)])
    await office.dispatcher.drain(office.clock())
    async with office.store.reading() as uow:
        member = await uow.members.by_user(CADRE)
    assert member is not None
    assert not member.reachable
    office.at(2026, 11, 27, 8, 41)
    [told] = await office.works()
    assert (told.chat_id, told.lines[0]) == (7004, "有1个会话收不到消息了，通知已停发。")
    assert "林晓禾" in told.text
    office.later(hours=1)
    assert await office.works() == []


async def test_a_group_that_moved_is_written_to_at_its_new_place_once(office: Office) -> None:
    first = await office.queues("a", chat_id=-5)
    office.messenger.faults = iter([Moved(-1005)])
    assert await office.dispatcher.drain(office.clock()) == 1
    second = await office.queues("b", chat_id=-5)
    office.later(minutes=1)
    assert await office.dispatcher.drain(office.clock()) == 1
    assert [s.chat_id for s in office.messenger.sent] == [-5, -1005, -1005]
    assert {(await office.row(i)).state for i in (first, second)} == {DELIVERED}


async def test_a_pause_of_one_chat_is_no_pause_of_others(office: Office) -> None:
    first, second, other = [await office.queues(k, chat_id=c) for k, c in (("a", 1), ("b", 1), ("c", 2))]
    office.messenger.faults = iter([TryLater(dt.timedelta(seconds=30), "chat")])
    assert await office.dispatcher.drain(office.clock()) == 1
    assert [s.chat_id for s in office.messenger.sent] == [1, 2]
    assert (await office.row(other)).state is DELIVERED
    assert (await office.row(second)).not_before > office.clock()
    office.later(seconds=31)
    assert await office.dispatcher.drain(office.clock()) == 2
    assert {(await office.row(i)).state for i in (first, second)} == {DELIVERED}


async def test_two_chats_told_to_wait_mean_everybody(office: Office) -> None:
    for key, chat in (("a", 1), ("b", 2), ("c", 3), ("d", 4)):
        await office.queues(key, chat_id=chat)
    wait = TryLater(dt.timedelta(seconds=30), "chat")
    office.messenger.faults = iter([wait, wait])
    await office.dispatcher.drain(office.clock())
    assert [s.chat_id for s in office.messenger.sent] == [1, 2]
    assert await office.dispatcher.drain(office.clock()) == 0
    office.later(seconds=31)
    assert await office.dispatcher.drain(office.clock()) == 4


async def test_a_pause_of_all_holds_every_chat_until_its_end(office: Office) -> None:
    for chat in range(1, 31):
        await office.queues(f"{chat}", chat_id=chat)
    office.messenger.faults = iter([TryLater(dt.timedelta(seconds=30), "all")])
    assert await office.dispatcher.drain(office.clock()) == 0
    assert len(office.messenger.sent) == 1
    office.later(seconds=29)
    assert await office.dispatcher.drain(office.clock()) == 0
    office.later(seconds=2)
    assert await office.dispatcher.drain(office.clock()) == 30


async def test_only_replies_take_their_turn_before_what_waits(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[int, bool] = {}
    turn = office.dispatcher.pacing.turn

    async def noted(chat_id: int, *, urgent: bool = False, patience: float = 5.0) -> float:
        asked[chat_id] = urgent
        return await turn(chat_id, urgent=urgent, patience=patience)

    monkeypatch.setattr(office.dispatcher.pacing, "turn", noted)
    for chat, lane in enumerate(Lane, start=1):
        await office.queues(lane.value, lane, chat_id=chat)
    await office.dispatcher.drain(office.clock())
    assert asked == {chat: lane is Lane.REPLY for chat, lane in enumerate(Lane, start=1)}


async def test_a_refused_token_stops_all_sending_at_once(office: Office) -> None:
    for n in range(40):
        await office.queues(f"{n}", chat_id=n + 1)
    office.messenger.faults = iter([Unauthorized("revoked")])
    await office.dispatcher.drain(office.clock())
    assert len(office.messenger.sent) == 1
    assert office.dispatcher.unauthorized == "revoked"
    office.later(hours=1)
    await office.dispatcher.drain(office.clock())
    await office.dispatcher.send_now(1)
    assert len(office.messenger.sent) == 1
    assert await office.hired("restarted").drain(office.clock()) == 40


# --- replies, bad rows, the end --------------------------------------------------------------------------------------


async def test_a_reply_leaves_alone_and_at_any_hour(office: Office) -> None:
    office.at(2026, 11, 28, 23, 0)
    first, second = await office.queues("a"), await office.queues("b")
    await office.dispatcher.send_now(second)
    assert (await office.row(first)).state is DUE
    assert (await office.row(second)).state is DELIVERED
    await office.dispatcher.send_now(second)
    await office.dispatcher.send_now(999)
    assert len(office.messenger.sent) == 1


async def test_replies_leave_before_bulk(office: Office) -> None:
    await office.queues("bulk", Lane.PROMPT, chat_id=1)
    await office.queues("reply", Lane.REPLY, chat_id=2)
    await office.dispatcher.drain(office.clock())
    assert [s.chat_id for s in office.messenger.sent] == [2, 1]


async def test_one_bad_row_never_stops_the_drain(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    await office.town.hand_out(7, CULTURE, day=dt.date(2026, 11, 27))
    office.at(2026, 11, 26, 8, 41)
    await office.plans()
    await office.gathers()
    bad = next(row for row in await office.rows() if row.chat_id == CADRE)
    compose = Composer.compose

    async def or_fail(composer: Composer, uow: UnitOfWork, message: OutboxMessage, now: dt.datetime) -> Composed:
        if message.id == bad.id:
            raise RuntimeError("cannot be worded")
        return await compose(composer, uow, message, now)

    monkeypatch.setattr(Composer, "compose", or_fail)
    assert await office.dispatcher.drain(office.clock()) == 3
    for _ in range(6):
        office.later(minutes=10)
        await office.dispatcher.drain(office.clock())
    row = await office.row(bad.id)
    assert (row.state, row.reason) == (MessageState.UNDELIVERABLE, "failed 5 of 5: RuntimeError: cannot be worded")
    assert {s.chat_id for s in office.messenger.sent} == {HEAD, 7007, 7009}


async def test_who_stops_finishes_what_is_in_hand_and_claims_no_more(office: Office) -> None:
    for n in range(3):
        await office.queues(f"{n}", chat_id=n + 1)
    send = office.messenger.send

    async def and_stop(*args: object, **kwargs: object) -> Outcome:
        office.dispatcher.stop()
        return await send(*args, **kwargs)  # type: ignore[arg-type]

    office.messenger.send = and_stop  # type: ignore[method-assign]
    assert await office.dispatcher.drain(office.clock()) == 1
    assert [row.state for row in await office.rows()] == [DELIVERED, DUE, DUE]
    assert not any(row.ambiguous_ever for row in await office.rows())
    assert await office.hired("next").drain(office.clock()) == 2


async def test_two_dispatchers_send_everything_once(office: Office) -> None:
    for n in range(150):
        await office.queues(f"{n}", chat_id=n + 1)
    other = office.hired("second")

    await asyncio.gather(office.dispatcher.drain(office.clock()), other.drain(office.clock()))
    assert sorted(s.chat_id for s in office.messenger.sent) == list(range(1, 151))


async def test_each_reader_hears_his_language(office: Office) -> None:
    member = office.town.people["林晓禾"]
    await office.one_nudge()
    async with office.store.writing() as uow:
        await uow.members.save(replace(member, language="en"))
    await office.dispatcher.drain(office.clock())
    (sent,) = office.messenger.to(CADRE)
    assert sent.lines[0].startswith("🟡 due soon: 1 working day left: item 7")
    assert sent.labels == ["Report progress", "Item 7", "Remind me tomorrow", "Why?"]
