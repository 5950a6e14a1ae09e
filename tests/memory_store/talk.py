"""Confirmation cards and conversations in memory."""

import datetime as dt
from dataclasses import replace

from ledger.cards import Card
from ledger.conversations import Conversation
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
