"""Messages that may have been sent are claimed apart from the others, and only where something can be asked."""

import datetime as dt

from ledger.messages import Lane, MessageState, Settlement
from ledger.ports import Store
from tests.storage.town import MINUTE, NOON, message, put

LEASE = dt.timedelta(minutes=2)


async def clean(store: Store, now: dt.datetime = NOON) -> list[int]:
    async with store.writing() as uow:
        return [m.id for m in await uow.outbox.claim(now=now, owner="b", lease=LEASE, limit=9)]


async def doubts(store: Store, now: dt.datetime = NOON, replies_after: int | None = None) -> list[int]:
    async with store.writing() as uow:
        claimed = await uow.outbox.claim_doubts(now=now, owner="b", lease=LEASE, limit=9, replies_after=replies_after)
    assert {m.state for m in claimed} <= {MessageState.UNCERTAIN}
    return [m.id for m in claimed]


async def unheard(store: Store, *row_ids: int) -> None:
    """Sent, and no answer was heard."""
    async with store.writing() as uow:
        for row_id in row_ids:
            await uow.outbox.claim(now=NOON, owner="a", lease=LEASE, limit=1, only=row_id)
            await uow.outbox.freeze(row_id, "a", "words")
            await uow.outbox.settle(row_id, "a", Settlement(MessageState.UNCERTAIN))


async def test_doubts_are_claimed_apart(store: Store) -> None:
    """They take many questions each; what is clean does not stand behind them."""
    doubt, fresh, reply = await put(store, message("doubt"), message("fresh"), message("reply", Lane.REPLY))
    await unheard(store, doubt, reply)
    assert (await clean(store), await clean(store)) == ([fresh], [])
    assert await doubts(store, replies_after=fresh) == [reply]
    assert await doubts(store) == [doubt]
    late = NOON + LEASE + MINUTE
    # Nothing of the fresh one can have left: its words were never frozen.
    assert (await clean(store, late), await doubts(store, late)) == ([fresh], [reply, doubt])


async def test_whose_holder_died_after_its_words_were_frozen_is_in_doubt(store: Store) -> None:
    (row_id,) = await put(store, message("k"))
    async with store.writing() as uow:
        await uow.outbox.claim(now=NOON, owner="dead", lease=LEASE, limit=1)
        await uow.outbox.freeze(row_id, "dead", "words")
    late = NOON + LEASE + MINUTE
    assert (await clean(store, late), await doubts(store, late)) == ([], [row_id])


async def test_who_would_have_to_wait_in_a_chat_is_not_claimed(store: Store) -> None:
    """A thousand doubts in forty chats once took each other's turns, and those that could ask hardly came by."""
    first, second, elsewhere, answer = await put(
        store,
        message("first", chat=5),
        message("second", chat=5),
        message("elsewhere", chat=6),
        message("answer", Lane.REPLY, chat=5),
    )
    await unheard(store, first, second, elsewhere, answer)
    async with store.writing() as uow:
        assert await uow.message_ids.ask(first, 5, 0, 3) is not None
    # Edits are replies and ask nothing: they need not wait.
    assert await doubts(store) == [answer, first, elsewhere]
    async with store.writing() as uow:
        await uow.outbox.settle(first, "b", Settlement(MessageState.DELIVERED, 9))
    # It is over, though it forgot to say so.
    assert await doubts(store) == [second]
