"""Opens units of work over tables in memory: a writer works on a copy that replaces the original when all went well."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.memory_store.audit import MemoryAudit
from tests.memory_store.clock import MemoryHouseDays, MemoryPreferences, MemoryTicks, MemoryWeeks
from tests.memory_store.groups import MemoryGroups
from tests.memory_store.inbox import MemoryInbox
from tests.memory_store.notices import MemoryNotices
from tests.memory_store.numbers import MemoryNumbers
from tests.memory_store.outbox import MemoryOutbox
from tests.memory_store.people import MemoryDepartments, MemoryInvites, MemoryMembers
from tests.memory_store.plans import MemoryItems, MemoryPlans
from tests.memory_store.revisions import MemoryRevisions
from tests.memory_store.sending import MemoryLostChats, MemoryMarks, MemoryMessageIds, MemoryPaces
from tests.memory_store.tables import Tables
from tests.memory_store.talk import MemoryCards, MemoryConversations, MemoryImports


class MemoryUnitOfWork:
    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self.items = MemoryItems(tables)
        self.plans = MemoryPlans(tables, self.items)
        self.departments = MemoryDepartments(tables)
        self.members = MemoryMembers(tables)
        self.invites = MemoryInvites(tables)
        self.audit = MemoryAudit(tables)
        self.cards = MemoryCards(tables)
        self.conversations = MemoryConversations(tables)
        self.imports = MemoryImports(tables)
        self.groups = MemoryGroups(tables)
        self.notices = MemoryNotices(tables)
        self.preferences = MemoryPreferences(tables)
        self.house_days = MemoryHouseDays(tables)
        self.weeks = MemoryWeeks(tables)
        self.ticks = MemoryTicks(tables)
        self.outbox = MemoryOutbox(tables)
        self.revisions = MemoryRevisions(tables)
        self.inbox = MemoryInbox(tables)
        self.message_ids = MemoryMessageIds(tables)
        self.paces = MemoryPaces(tables)
        self.marks = MemoryMarks(tables)
        self.lost_chats = MemoryLostChats(tables)
        self.numbers = MemoryNumbers(tables)

    async def directory_version(self) -> int:
        return self._tables.counters.get("directory", 0)


class MemoryStore:
    """Implements `ledger.ports.Store`."""

    def __init__(self) -> None:
        self._tables = Tables()
        self._one_writer = asyncio.Lock()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[MemoryUnitOfWork]:
        yield MemoryUnitOfWork(self._tables.read_only())

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[MemoryUnitOfWork]:
        async with self._one_writer:
            draft = self._tables.copied()
            yield MemoryUnitOfWork(draft)
            self._tables = draft

    async def close(self) -> None:
        """As a store on a database has."""
