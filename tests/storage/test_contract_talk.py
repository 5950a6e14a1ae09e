"""Confirmation cards, documents to be confirmed, and what was last talked about."""

import asyncio
from dataclasses import replace

from ledger.cards import Card
from ledger.conversations import Conversation
from ledger.imports import ImportKind, ImportState, StagedImport
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


def staged(token: str, member_id: int, **more: object) -> StagedImport:
    content = '[{"row":1,"lead":["县商务局"]}]'
    return replace(
        StagedImport(token, member_id, ImportKind.TABLE, "分解表.xlsx", "ab" * 32, content, NOON),
        **more,  # type: ignore[arg-type]
    )


async def test_a_document_waits_for_its_answers_and_is_settled_once(twins: Twins) -> None:
    town = await founded(twins.first)
    first = staged("token", town.head.id)
    async with twins.first.writing() as uow:
        await uow.imports.add(first)
    async with twins.second.writing() as uow:
        assert await uow.imports.get("token") == first
        assert await uow.imports.get("other") is None
        assert await uow.imports.answer("token", ((2**31 - 1, 0), (7, 20260630)), ((14, 3),))
        assert not await uow.imports.answer("other", (), ())
    answered = replace(first, answers=((2**31 - 1, 0), (7, 20260630)), versions=((14, 3),))
    async with twins.first.reading() as uow:
        assert await uow.imports.get("token") == answered
        assert await uow.imports.done("ab" * 32) is None

    async def settle(store: Store) -> bool:
        async with store.writing() as uow:
            return await uow.imports.settle("token", ImportState.DONE, NOON + MINUTE, 5)

    assert sum(await asyncio.gather(*(settle(s) for s in (twins.first, twins.second) for _ in range(3)))) == 1
    done = replace(answered, content="", state=ImportState.DONE, settled_at=NOON + MINUTE, seq=5)
    async with twins.second.writing() as uow:
        assert await uow.imports.done("ab" * 32) == done
        assert not await uow.imports.answer("token", (), ())


async def test_the_newest_of_the_same_content_is_found_and_old_open_ones_are_forgotten(store: Store) -> None:
    town = await founded(store)
    async with store.writing() as uow:
        for n in range(3):
            await uow.imports.add(staged(f"t{n}", town.head.id, created_at=NOON + n * MINUTE))
        await uow.imports.settle("t0", ImportState.DONE, NOON + 5 * MINUTE)
        await uow.imports.settle("t1", ImportState.DONE, NOON + 4 * MINUTE)
        await uow.imports.add(staged("t3", town.head.id, created_at=NOON, sha256="cd" * 32))
        await uow.imports.settle("t3", ImportState.DROPPED, NOON)
    async with store.writing() as uow:
        newest = await uow.imports.done("ab" * 32)
        assert newest is not None
        assert newest.token == "t0"
        assert await uow.imports.done("cd" * 32) is None
        assert await uow.imports.forget(NOON + MINUTE) == 0
        assert await uow.imports.forget(NOON + 10 * MINUTE) == 1
        assert await uow.imports.get("t2") is None
