"""Confirmation cards and what was last talked about."""

import asyncio
from dataclasses import replace

from ledger.cards import Card
from ledger.conversations import Conversation
from ledger.ports import Store
from tests.storage.conftest import Twins
from tests.storage.town import MINUTE, NOON, founded


async def test_a_card_is_pressed_once(twins: Twins) -> None:
    town = await founded(twins.first)
    card = Card("token", town.head.id, '{"intent":"assign"}', ((14, 3), (2, 1)), NOON)
    async with twins.first.writing() as uow:
        await uow.cards.add(card)

    async def press(store: Store) -> bool:
        async with store.writing() as uow:
            return await uow.cards.use("token", NOON + MINUTE)

    async with twins.second.reading() as uow:
        assert await uow.cards.get("token") == card
        assert await uow.cards.get("other") is None
    assert sum(await asyncio.gather(*(press(s) for s in (twins.first, twins.second) for _ in range(5)))) == 1
    async with twins.second.reading() as uow:
        assert await uow.cards.get("token") == replace(card, used_at=NOON + MINUTE)


async def test_a_chat_has_one_conversation(store: Store) -> None:
    group = -1_001_234_567_890
    first = Conversation(group, ("14", "14.2"), NOON)
    then = Conversation(group, (), NOON + MINUTE, asked="percent", language="en")
    for conversation in (first, then):
        async with store.writing() as uow:
            await uow.conversations.put(conversation)
        async with store.reading() as uow:
            assert await uow.conversations.get(group) == conversation
            assert await uow.conversations.get(1) is None


async def test_many_chats_at_once(store: Store) -> None:
    async with store.writing() as uow:
        await uow.conversations.put(Conversation(1, ("1",), NOON))
    talks = [Conversation(chat, (str(chat),), NOON + MINUTE) for chat in (1, 2, 3)]
    async with store.writing() as uow:
        await uow.conversations.put(*talks)
        await uow.conversations.put()
    async with store.reading() as uow:
        assert [await uow.conversations.get(talk.chat_id) for talk in talks] == talks
