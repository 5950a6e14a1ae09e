"""The outbox's state machine: one owner at a time, and a doubt that never goes away."""

import asyncio
import datetime as dt
from collections import Counter
from dataclasses import replace

import pytest
import sqlalchemy as sa

from ledger.messages import Lane, MessageState, OutboxMessage, Settlement
from ledger.ports import Store
from tests.storage.conftest import Twins
from tests.storage.town import MINUTE, NOON, founded, message, notice, put

LEASE = dt.timedelta(minutes=2)
DUE, SENDING, UNCERTAIN = MessageState.DUE, MessageState.SENDING, MessageState.UNCERTAIN
FINAL = (
    MessageState.DELIVERED,
    MessageState.UNDELIVERABLE,
    MessageState.SUPERSEDED,
    MessageState.CANCELLED,
)


async def claim(
    store: Store, now: dt.datetime = NOON, owner: str = "a", limit: int = 100, only: int | None = None
) -> list[OutboxMessage]:
    """Clean rows, then those in doubt, as the dispatcher takes them."""
    async with store.writing() as uow:
        clean = await uow.outbox.claim(now=now, owner=owner, lease=LEASE, limit=limit, only=only)
        if only is not None:
            return list(clean)
        return [*clean, *await uow.outbox.claim_doubts(now=now, owner=owner, lease=LEASE, limit=limit)]


async def settle(store: Store, message_id: int, settlement: Settlement, owner: str = "a") -> bool:
    async with store.writing() as uow:
        return await uow.outbox.settle(message_id, owner, settlement)


async def stored(store: Store, message_id: int) -> OutboxMessage:
    async with store.reading() as uow:
        found = await uow.outbox.get(message_id)
    assert found is not None
    return found


async def test_a_message_is_put_once(store: Store) -> None:
    town = await founded(store)
    full = OutboxMessage("k", Lane.DAILY, -1_001_234_567_890, NOON, town.head.id, '{"text":"好"}')
    (message_id,) = await put(store, full)
    assert await put(store, full, replace(full, chat_id=5)) == []
    assert await stored(store, message_id) == replace(full, id=message_id)
    async with store.reading() as uow:
        assert await uow.outbox.get(999) is None
        assert await uow.outbox.counts() == {"due": 1}


async def test_an_empty_key_is_refused(store: Store) -> None:
    with pytest.raises((ValueError, sa.exc.IntegrityError)):
        await put(store, message(""))


async def test_claiming_takes_a_lease(store: Store) -> None:
    (message_id,) = await put(store, message("k"))
    (claimed,) = await claim(store)
    assert claimed == await stored(store, message_id)
    assert (claimed.state, claimed.owner, claimed.lease_until) == (SENDING, "a", NOON + LEASE)
    assert (claimed.attempts, claimed.ambiguous_ever) == (1, False)
    assert await claim(store, NOON + LEASE) == []


async def test_replies_go_first_then_the_oldest(store: Store) -> None:
    await put(
        store,
        message("daily", Lane.DAILY, not_before=NOON - 9 * MINUTE),
        message("prompt late", Lane.PROMPT),
        message("prompt early", Lane.PROMPT, not_before=NOON - MINUTE),
        message("future", Lane.REPLY, not_before=NOON + MINUTE),
        message("reply 1", Lane.REPLY),
        message("reply 2", Lane.REPLY),
    )
    assert [m.key for m in await claim(store, limit=3)] == ["reply 1", "reply 2", "prompt early"]
    assert [m.key for m in await claim(store)] == ["prompt late", "daily"]


async def test_a_chat_hears_a_lane_in_its_order(store: Store) -> None:
    await put(store, message("first", Lane.REPLY), message("second", Lane.REPLY, not_before=NOON - MINUTE))
    assert [m.key for m in await claim(store)] == ["first", "second"]


async def test_one_message_may_be_asked_for(store: Store) -> None:
    first, second, future = await put(store, message("a"), message("b"), message("c", not_before=NOON + MINUTE))
    assert [m.id for m in await claim(store, only=second)] == [second]
    assert await claim(store, only=second) == []
    assert await claim(store, only=future) == []
    assert await claim(store, NOON + 2 * LEASE, only=second) == []
    assert [m.id for m in await claim(store)] == [first]


async def test_two_workers_never_get_the_same(twins: Twins) -> None:
    await put(twins.first, *(message(f"k{i}", chat=i) for i in range(200)))

    async def work(store: Store, owner: str) -> list[int]:
        got: list[int] = []
        while batch := await claim(store, owner=owner, limit=7):
            assert len(batch) <= 7
            got += [m.id for m in batch]
        return got

    rounds = [work(store, f"{n}{i}") for n, store in enumerate((twins.first, twins.second)) for i in range(3)]
    claimed = Counter(i for got in await asyncio.gather(*rounds) for i in got)
    assert len(claimed) == 200
    assert set(claimed.values()) == {1}


async def test_an_expired_lease_leaves_a_doubt(store: Store) -> None:
    (message_id,) = await put(store, message("k"))
    await claim(store)
    (again,) = await claim(store, NOON + LEASE + MINUTE, owner="b")
    assert (again.state, again.ambiguous_ever, again.owner, again.attempts) == (UNCERTAIN, True, "b", 2)
    kept = await stored(store, message_id)
    assert (kept.state, kept.ambiguous_ever, kept.lease_until) == (SENDING, True, NOON + 2 * LEASE + MINUTE)
    assert not await settle(store, message_id, Settlement(MessageState.DELIVERED, 5), owner="a")
    assert await settle(store, message_id, Settlement(MessageState.DELIVERED, 5), owner="b")


@pytest.mark.parametrize("final", FINAL)
async def test_a_settled_message_rests(store: Store, final: MessageState) -> None:
    (message_id,) = await put(store, message("k"))
    await claim(store)
    assert await settle(store, message_id, Settlement(final, message_id=4711, reason="why"))
    assert not await settle(store, message_id, Settlement(DUE))
    assert await claim(store, NOON + 9 * LEASE) == []
    kept = await stored(store, message_id)
    assert (kept.state, kept.message_id, kept.reason) == (final, 4711, "why")
    assert (kept.owner, kept.lease_until, kept.not_before) == ("", None, NOON)
    assert await put(store, message("k")) == []


async def test_trying_later_stays_clean(store: Store) -> None:
    (message_id,) = await put(store, message("k"))
    await claim(store)
    assert await settle(store, message_id, Settlement(DUE, not_before=NOON + MINUTE, reason="429"))
    assert await claim(store) == []
    (again,) = await claim(store, NOON + MINUTE)
    assert (again.state, again.ambiguous_ever, again.attempts) == (SENDING, False, 2)


async def test_a_doubt_is_sticky(store: Store) -> None:
    """What was ever ambiguous comes back as uncertain, whatever its owner says of it."""
    (message_id,) = await put(store, message("k"))
    await claim(store)
    assert await settle(store, message_id, Settlement(UNCERTAIN, not_before=NOON + MINUTE))
    kept = await stored(store, message_id)
    assert (kept.state, kept.ambiguous_ever) == (UNCERTAIN, True)
    assert await claim(store) == []
    assert await claim(store, NOON + MINUTE, only=message_id) == []
    (probed,) = await claim(store, NOON + MINUTE)
    assert (probed.state, probed.ambiguous_ever) == (UNCERTAIN, True)
    assert await settle(store, message_id, Settlement(DUE, not_before=NOON + 2 * MINUTE))
    kept = await stored(store, message_id)
    assert (kept.state, kept.ambiguous_ever, kept.not_before) == (UNCERTAIN, True, NOON + 2 * MINUTE)
    (probed,) = await claim(store, NOON + 2 * MINUTE)
    assert probed.state is UNCERTAIN
    assert await settle(store, message_id, Settlement(MessageState.DELIVERED, 7))
    assert (await stored(store, message_id)).ambiguous_ever


async def test_an_expired_lease_is_never_clean_again(store: Store) -> None:
    (message_id,) = await put(store, message("k"))
    await claim(store)
    await claim(store, NOON + 2 * LEASE)
    assert await settle(store, message_id, Settlement(DUE))
    assert (await stored(store, message_id)).state is UNCERTAIN


async def test_only_the_owner_freezes_and_settles(store: Store) -> None:
    (message_id,) = await put(store, message("k"))
    async with store.writing() as uow:
        assert not await uow.outbox.freeze(message_id, "", "x")
        assert not await uow.outbox.settle(message_id, "", Settlement(MessageState.DELIVERED))
    await claim(store)
    async with store.writing() as uow:
        assert not await uow.outbox.freeze(message_id, "b", "stolen")
        assert await uow.outbox.freeze(message_id, "a", '{"text":"x"}')
    assert (await stored(store, message_id)).payload == '{"text":"x"}'
    assert not await settle(store, message_id, Settlement(MessageState.DELIVERED), owner="b")


async def test_waiting_messages_give_way_with_their_notices(store: Store) -> None:
    town = await founded(store)
    mine = replace(message("x"), member_id=town.head.id)
    old_daily, prompt, reply, tried, other, newest = await put(
        store,
        replace(mine, key="old daily", lane=Lane.DAILY),
        replace(mine, key="prompt"),
        replace(mine, key="reply", lane=Lane.REPLY),
        replace(mine, key="tried", not_before=NOON - MINUTE),
        replace(mine, key="other", member_id=town.liaison.id),
        replace(mine, key="newest", lane=Lane.DAILY),
    )
    await claim(store, only=tried)
    await settle(store, tried, Settlement(DUE))
    async with store.writing() as uow:
        await uow.notices.put([notice(f"n{i}", town.head) for i in range(5)])
        ids = [n.id for n in await uow.notices.ripe(NOON, 100)]
        for notice_id, said_in in zip(ids, (old_daily, prompt, tried, other, newest), strict=True):
            await uow.notices.attach([notice_id], said_in)
        assert await uow.outbox.supersede_waiting(town.head.id, newest) == 2
        assert await uow.outbox.supersede_waiting(town.head.id, newest) == 0
        assert [n.id for n in await uow.notices.of_message(newest)] == [ids[0], ids[1], ids[4]]
        assert [n.id for n in await uow.notices.of_message(tried)] == [ids[2]]
        assert [n.id for n in await uow.notices.of_message(other)] == [ids[3]]
    for message_id in (old_daily, prompt):
        gone = await stored(store, message_id)
        assert (gone.state, gone.reason) == (MessageState.SUPERSEDED, f"by {newest}")
    assert {(await stored(store, i)).state for i in (reply, tried, other, newest)} == {DUE}
    async with store.reading() as uow:
        assert await uow.outbox.counts() == {"due": 4, "superseded": 2}
