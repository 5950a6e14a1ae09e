"""One open transaction, and the ports that work in it."""

from sqlalchemy.ext.asyncio import AsyncConnection

from storage.audit import SqlAudit
from storage.audit_key import AuditKey
from storage.cards import SqlCards
from storage.conversations import SqlConversations
from storage.departments import SqlDepartments
from storage.directory import Directory
from storage.groups import SqlGroups
from storage.house_days import SqlHouseDays
from storage.imports import SqlImports
from storage.inbox import SqlInbox
from storage.invites import SqlInvites
from storage.items import SqlItems
from storage.known_items import KnownItems
from storage.lost_chats import SqlLostChats
from storage.marks import SqlMarks
from storage.members import SqlMembers
from storage.message_ids import SqlMessageIds
from storage.notices import SqlNotices
from storage.numbers import SqlNumbers
from storage.outbox import SqlOutbox
from storage.paces import SqlPaces
from storage.plans import SqlPlans
from storage.preferences import SqlPreferences
from storage.revisions import SqlRevisions
from storage.ticks import SqlTicks
from storage.weeks import SqlWeeks


class SqlUnitOfWork:
    """Implements `ledger.ports.UnitOfWork`."""

    def __init__(self, connection: AsyncConnection, key: AuditKey, known: KnownItems | None = None) -> None:
        self.directory = Directory(connection)
        self.items = SqlItems(connection, self.directory, known)
        self.plans = SqlPlans(connection, self.directory, self.items)
        self.departments = SqlDepartments(connection, self.directory)
        self.members = SqlMembers(connection, self.directory)
        self.invites = SqlInvites(connection)
        self.audit = SqlAudit(connection, key)
        self.cards = SqlCards(connection)
        self.conversations = SqlConversations(connection)
        self.imports = SqlImports(connection)
        self.groups = SqlGroups(connection)
        self.notices = SqlNotices(connection)
        self.preferences = SqlPreferences(connection)
        self.house_days = SqlHouseDays(connection)
        self.weeks = SqlWeeks(connection)
        self.ticks = SqlTicks(connection)
        self.outbox = SqlOutbox(connection)
        self.revisions = SqlRevisions(connection)
        self.inbox = SqlInbox(connection)
        self.numbers = SqlNumbers(connection)
        self.message_ids = SqlMessageIds(connection)
        self.paces = SqlPaces(connection)
        self.marks = SqlMarks(connection)
        self.lost_chats = SqlLostChats(connection)

    async def settle(self) -> None:
        """What is done once a transaction, at its end."""
        await self.directory.settle()
        await self.audit.chain.settle()

    async def directory_version(self) -> int:
        return await self.directory.version()
