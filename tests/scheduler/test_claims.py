"""A claim holds for its owner and its time only: whoever lost it sends nothing more and leaves no trace."""

import datetime as dt

import pytest

from ledger.delivery import Outcome, Unknown
from ledger.messages import MessageState
from tests.scheduler.office import Office

LEASE = dt.timedelta(minutes=2)
CADRE = 7001


async def taken_by_another(office: Office) -> None:
    """A process whose clock is ahead takes the row for one whose holder is dead."""
    async with office.store.writing() as uow:
        late = office.clock() + LEASE + dt.timedelta(seconds=1)
        claimed = [
            *await uow.outbox.claim(now=late, owner="other", lease=LEASE, limit=1),
            *await uow.outbox.claim_doubts(now=late, owner="other", lease=LEASE, limit=1),
        ]
    assert [each.ambiguous_ever for each in claimed] == [True]


async def test_who_lost_his_claim_before_sending_sends_nothing(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    row_id = await office.one_nudge()

    async def turn(*_: object, **__: object) -> float:
        await taken_by_another(office)
        return 0.0

    monkeypatch.setattr(office.dispatcher.pacing, "turn", turn)
    assert await office.dispatcher.drain(office.clock()) == 0
    assert office.messenger.sent == []
    row = await office.row(row_id)
    assert (row.owner, row.state, row.payload) == ("other", MessageState.SENDING, "")


async def test_who_lost_his_claim_while_sending_leaves_the_number_to_be_found(office: Office) -> None:
    """Were its number noted down, nobody would ask for it any more, and the reader would get a second copy."""
    row_id = await office.one_nudge()
    send = office.messenger.send

    async def and_lose(chat_id: int, payload: str, *, silent: bool = False) -> Outcome:
        office.messenger.send = send  # type: ignore[method-assign]
        outcome = await send(chat_id, payload, silent=silent)
        await taken_by_another(office)
        return outcome

    office.messenger.send = and_lose  # type: ignore[method-assign]
    await office.dispatcher.drain(office.clock())
    assert (await office.row(row_id)).owner == "other"
    office.later(minutes=9)
    assert await office.hired("third").drain(office.clock()) == 1
    assert (len(office.messenger.sent), len(office.messenger.shown)) == (1, 1)
    assert (await office.row(row_id)).message_id == 1


async def test_what_waited_too_long_for_its_turn_is_not_begun(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """A send may take 75 seconds and has to end within the lease; the row stays clean."""
    row_id = await office.one_nudge()
    real = office.dispatcher.pacing.turn

    async def turn(*_: object, **__: object) -> float:
        office.later(seconds=31)
        monkeypatch.setattr(office.dispatcher.pacing, "turn", real)
        return 0.0

    monkeypatch.setattr(office.dispatcher.pacing, "turn", turn)
    async with office.store.writing() as uow:
        (claimed,) = await uow.outbox.claim(now=office.clock(), owner="first", lease=LEASE, limit=1)
    assert not await office.dispatcher._delivering.deliver(claimed, office.clock())
    assert office.messenger.sent == []
    row = await office.row(row_id)
    assert (row.state, row.ambiguous_ever) == (MessageState.DUE, False)
    assert await office.dispatcher.drain(office.clock()) == 1


async def test_a_copy_is_looked_for_though_the_process_died_after_the_second_try(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    row_id = await office.one_nudge()
    office.messenger.faults = iter([Unknown("timed out")])
    await office.dispatcher.drain(office.clock())
    office.later(minutes=2)

    async def dies(*_: object) -> None:
        raise OSError("killed")

    dispatcher = office.hired("second")
    monkeypatch.setattr(dispatcher._delivering.probing, "watch", dies)
    await dispatcher.drain(office.clock())
    assert (await office.row(row_id)).state is MessageState.DELIVERED
    async with office.store.reading() as uow:
        assert await uow.outbox.watched_count() == 1
