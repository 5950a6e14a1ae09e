"""Links of groups in memory."""

from collections.abc import Sequence
from dataclasses import replace

from ledger.groups import Group
from tests.memory_store.tables import Tables


class MemoryGroups:
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def all(self) -> Sequence[Group]:
        return [group for group in self._tables.groups.values() if group.active]

    async def of_chat(self, chat_id: int) -> Sequence[Group]:
        return [group for group in await self.all() if group.chat_id == chat_id]

    async def put(self, group: Group) -> Group:
        place = (group.chat_id, group.thread_id)
        there = next((g.id for g in self._tables.groups.values() if (g.chat_id, g.thread_id) == place), None)
        stored = replace(group, id=there or self._tables.next("groups"))
        self._tables.groups[stored.id] = stored
        return stored

    async def disable(self, chat_id: int) -> int:
        links = await self.of_chat(chat_id)
        for group in links:
            self._tables.groups[group.id] = replace(group, active=False)
        return len(links)

    async def move(self, chat_id: int, to: int) -> int:
        there = {group.thread_id for group in self._tables.groups.values() if group.chat_id == to}
        moving = [g for g in self._tables.groups.values() if g.chat_id == chat_id and g.thread_id not in there]
        for group in moving:
            self._tables.groups[group.id] = replace(group, chat_id=to)
        return len(moving)
