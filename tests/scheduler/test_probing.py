"""What is in doubt is looked for among the numbers before it is sent again; a copy that came late is taken away."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.delivery import Delivered, Fault, NotSent, Rejected, TryLater, Unknown
from ledger.messages import MessageState, OutboxMessage, Settlement
from scheduler.probing import AHEAD, holes
from tests.scheduler.office import Office, Unheard

CADRE = 7001
BODY = '{"text":"%s","buttons":[],"replaces":null,"thread":null,"reply_to":null}'


async def until_settled(office: Office, message_id: int, rounds: int = 12) -> None:
    for _ in range(rounds):
        await office.dispatcher.drain(office.clock())
        if (await office.row(message_id)).state is MessageState.DELIVERED:
            return
        office.later(seconds=100)


async def watches_over(office: Office) -> None:
    for minutes in (3, 11, 31):
        office.later(minutes=minutes)
        await office.dispatcher.drain(office.clock())


@given(known=st.sets(st.integers(1, 60)), floor=st.integers(0, 60))
def test_holes_are_what_nobody_knows(known: set[int], floor: int) -> None:
    above = sorted(n for n in known if n > floor)
    top = max(above, default=floor)
    assert holes(above, floor) == [n for n in range(floor + 1, top + 1 + AHEAD) if n not in known]


async def test_f05_what_arrived_is_found_and_not_sent_again(office: Office) -> None:
    """Read timeout, reset, 502, garbage: all the same here."""
    message_id = await office.queues("a", chat_id=CADRE)
    office.messenger.faults = iter([Unheard()])
    await office.dispatcher.drain(office.clock())
    assert (await office.row(message_id)).state is MessageState.UNCERTAIN
    assert office.messenger.probes == []
    await until_settled(office, message_id)
    assert len(office.messenger.sent) == 1
    row = await office.row(message_id)
    assert (row.state, row.message_id) == (MessageState.DELIVERED, 1)


async def test_f06_nothing_is_asked_before_telegram_can_have_given_up(office: Office) -> None:
    await office.queues("a", chat_id=CADRE)
    office.messenger.faults = iter([Unknown("timed out")])
    await office.dispatcher.drain(office.clock())
    office.later(seconds=80)
    await office.dispatcher.drain(office.clock())
    assert office.messenger.probes == []
    assert len(office.messenger.sent) == 1


async def test_f07_what_never_arrived_is_sent_again_without_a_sound(office: Office) -> None:
    message_id = await office.queues("a", chat_id=CADRE)
    office.messenger.faults = iter([Unknown("timed out")])
    await until_settled(office, message_id)
    assert [s.silent for s in office.messenger.sent] == [False, True]
    assert len(office.messenger.shown) == 1


@pytest.mark.parametrize("calls_later", [2, 4, 6])
async def test_a_copy_that_comes_late_is_taken_away(office: Office, calls_later: int) -> None:
    message_id = await office.queues("a", chat_id=CADRE)
    office.messenger.faults = iter([Unheard(late=calls_later)])
    await until_settled(office, message_id)
    await watches_over(office)
    assert len(office.messenger.shown) == 1
    [(_, shown)] = office.messenger.shown
    assert (await office.row(message_id)).message_id == shown


async def test_of_two_the_one_that_is_recorded_stays(office: Office) -> None:
    message_id = await office.queues("a", chat_id=CADRE)
    # The first comes just before the second: after the probe, before the watch.
    office.messenger.faults = iter([Unheard(late=AHEAD + 1)])
    await until_settled(office, message_id)
    assert office.messenger.deleted == [(CADRE, 1)]
    assert list(office.messenger.shown) == [(CADRE, 2)]
    assert (await office.row(message_id)).message_id == 2


async def test_only_unknown_numbers_are_asked_for(office: Office) -> None:
    now = office.clock()
    for n in range(1, 8):
        office.messenger.arrives(999, str(n))
    async with office.store.writing() as uow:
        await uow.message_ids.put([(999, n) for n in range(1, 8)], now)
    message_id = await office.queues("a", chat_id=CADRE)
    office.messenger.faults = iter([Unheard()])
    await office.dispatcher.drain(now)
    for n in (9, 10, 11):
        office.messenger.arrives(999, str(n))
    async with office.store.writing() as uow:
        await uow.message_ids.put([(999, 9), (999, 11)], now)
    await until_settled(office, message_id)
    # 8 is ours and the first one asked for; of the others only what nobody knows.
    assert office.messenger.probes[0] == (CADRE, 8)
    assert {n for _, n in office.messenger.probes} <= {8, 10, 12, 13, 14}


async def test_a_number_that_is_nothing_here_is_asked_for_once(office: Office) -> None:
    """Strangers' numbers lie between ours: the second doubt of a chat does not ask for them all again."""
    first, second = [await office.queues(key, chat_id=CADRE, payload=BODY % key) for key in "ab"]
    for n in range(1, 9):
        office.messenger.arrives(999, str(n))
    async with office.store.writing() as uow:
        await uow.message_ids.put([(999, 8)], office.clock())
    office.messenger.faults = iter([Unknown("timed out"), Unknown("timed out")])
    await office.dispatcher.drain(office.clock())
    office.messenger.arrives(999, "9")
    office.messenger.arrives(999, "10")
    async with office.store.writing() as uow:
        await uow.message_ids.put([(999, 10)], office.clock())
    for message_id in (first, second):
        await until_settled(office, message_id)
    assert office.messenger.probes.count((CADRE, 9)) == 1


async def test_two_in_doubt_in_one_chat_are_both_shown_once(office: Office) -> None:
    """The probe of one may meet the message of the other: whoever lost his words says them again."""
    rows = [await office.queues(f"k{n}", chat_id=CADRE, payload=BODY % f"第{n}条") for n in range(3)]
    office.messenger.faults = iter([Unheard(), Unheard(), Unheard()])
    for message_id in rows:
        await until_settled(office, message_id)
    await watches_over(office)
    assert sorted(office.messenger.shown.values()) == [BODY % f"第{n}条" for n in range(3)]
    assert sum(not s.silent for s in office.messenger.sent) == 3


async def test_a_message_taken_by_another_rows_probe_is_sent_again(office: Office) -> None:
    """It was on its way while somebody else's doubt was looked for: the number is already another row's."""
    other = await office.queues("other", chat_id=CADRE)
    async with office.store.writing() as uow:
        await uow.outbox.claim(now=office.clock(), owner="x", lease=dt.timedelta(minutes=2), limit=1)
        await uow.outbox.settle(other, "x", Settlement(MessageState.DELIVERED, 1))
        await uow.message_ids.put([(CADRE, 1)], office.clock())
    mine = await office.queues("mine", chat_id=CADRE)
    await office.dispatcher.drain(office.clock())
    assert (await office.row(mine)).state is MessageState.UNCERTAIN
    await until_settled(office, mine)
    assert len(office.messenger.sent) == 2


async def test_f15_a_pause_during_the_second_try_leaves_it_in_doubt(office: Office) -> None:
    message_id = await office.queues("a", chat_id=CADRE)
    office.messenger.faults = iter([Unknown("timed out"), TryLater(dt.timedelta(seconds=3), "chat")])
    await office.dispatcher.drain(office.clock())
    office.later(seconds=100)
    await office.dispatcher.drain(office.clock())
    row = await office.row(message_id)
    assert (row.state, row.ambiguous_ever) == (MessageState.UNCERTAIN, True)
    await until_settled(office, message_id)
    assert [s.silent for s in office.messenger.sent] == [False, True, True]


@pytest.mark.parametrize("trouble", [NotSent("down"), Unknown("timed out"), TryLater(dt.timedelta(seconds=9), "chat")])
async def test_a_question_that_fails_is_asked_again(office: Office, trouble: NotSent | Unknown | TryLater) -> None:
    message_id = await office.queues("a", chat_id=CADRE)
    office.messenger.faults = iter([Unheard()])
    office.messenger.probe_faults = iter([trouble])
    await until_settled(office, message_id)
    assert len(office.messenger.sent) == 1


async def test_who_dies_before_the_turn_leaves_no_doubt(office: Office) -> None:
    message_id = await office.queues("a", chat_id=CADRE)
    async with office.store.writing() as uow:
        await uow.outbox.claim(now=office.clock(), owner="dead", lease=dt.timedelta(minutes=2), limit=9)
    office.later(minutes=5)
    await until_settled(office, message_id)
    assert [s.silent for s in office.messenger.sent] == [False]
    assert office.messenger.probes == []


async def test_p14_who_slept_through_his_lease_sends_nothing(office: Office) -> None:
    """SIGSTOP, a paused machine: meanwhile another has taken over."""
    await office.queues("a", chat_id=CADRE)
    slept = office.hired("slept")
    prepared = slept._delivering._prepared

    async def sleeps(message: OutboxMessage, claimed_at: dt.datetime) -> str | None:
        payload = await prepared(message, claimed_at)
        office.later(seconds=130)
        await office.dispatcher.drain(office.clock())
        slept.stop()
        return payload

    slept._delivering._prepared = sleeps  # type: ignore[method-assign]
    assert await slept.drain(office.clock()) == 0
    assert [s.silent for s in office.messenger.sent] == [True]


async def test_f36_a_message_without_a_number_is_delivered(office: Office) -> None:
    message_id = await office.queues("a", chat_id=CADRE)
    office.messenger.faults = iter([Delivered(None, CADRE)])
    await office.dispatcher.drain(office.clock())
    row = await office.row(message_id)
    assert (row.state, row.message_id) == (MessageState.DELIVERED, None)


async def test_f29_a_probe_that_is_refused_for_another_reason_proves_nothing(office: Office) -> None:
    message_id = await office.queues("a", chat_id=CADRE)
    office.messenger.faults = iter([Unknown("timed out")])
    office.messenger.probe_faults = iter([Rejected("odd", Fault.OTHER)] * AHEAD)
    await until_settled(office, message_id)
    assert [s.silent for s in office.messenger.sent] == [False, True]
