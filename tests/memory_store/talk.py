"""Confirmation cards, conversations and documents to be confirmed in memory."""

import datetime as dt
from dataclasses import replace

from ledger.cards import Card
from ledger.conversations import Conversation
from ledger.imports import ImportState, StagedImport
from tests.memory_store.tables import Tables, must


class MemoryCards:
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def add(self, card: Card) -> None:
        must(card.member_id in self._tables.members, f"no member {card.member_id}")
        must(card.token not in self._tables.cards, "the token is there")
        self._tables.cards[card.token] = card

    async def get(self, token: str) -> Card | None:
        return self._tables.cards.get(token)

    async def use(self, token: str, now: dt.datetime) -> bool:
        card = self._tables.cards.get(token)
        if card is None or card.used_at is not None:
            return False
        self._tables.cards[token] = replace(card, used_at=now)
        return True


class MemoryConversations:
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def get(self, chat_id: int) -> Conversation | None:
        return self._tables.conversations.get(chat_id)

    async def put(self, *conversations: Conversation) -> None:
        for each in conversations:
            self._tables.conversations[each.chat_id] = each

    async def move(self, chat_id: int, to: int) -> None:
        if to not in self._tables.conversations and chat_id in self._tables.conversations:
            self._tables.conversations[to] = replace(self._tables.conversations.pop(chat_id), chat_id=to)


class MemoryImports:
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def add(self, staged: StagedImport) -> None:
        must(staged.member_id in self._tables.members, f"no member {staged.member_id}")
        must(staged.token not in self._tables.imports, "the token is there")
        self._tables.imports[staged.token] = staged

    async def get(self, token: str) -> StagedImport | None:
        return self._tables.imports.get(token)

    async def done(self, sha256: str) -> StagedImport | None:
        same = [
            each
            for each in self._tables.imports.values()
            if each.sha256 == sha256 and each.state is ImportState.DONE and each.settled_at
        ]
        return max(same, key=lambda each: (each.settled_at, each.token), default=None)

    async def answer(
        self, token: str, answers: tuple[tuple[int, int], ...], versions: tuple[tuple[int, int], ...]
    ) -> bool:
        staged = self._open(token)
        if staged is None:
            return False
        self._tables.imports[token] = replace(staged, answers=answers, versions=versions)
        return True

    async def settle(self, token: str, state: ImportState, now: dt.datetime, seq: int | None = None) -> bool:
        staged = self._open(token)
        if staged is None:
            return False
        self._tables.imports[token] = replace(staged, state=state, settled_at=now, seq=seq, content="")
        return True

    async def forget(self, before: dt.datetime) -> int:
        old = [
            token
            for token, each in self._tables.imports.items()
            if each.state is ImportState.OPEN and each.created_at < before
        ]
        for token in old:
            del self._tables.imports[token]
        return len(old)

    def _open(self, token: str) -> StagedImport | None:
        staged = self._tables.imports.get(token)
        return staged if staged is not None and staged.state is ImportState.OPEN else None
