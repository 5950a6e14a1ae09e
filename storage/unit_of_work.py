"""One open transaction, and the ports that work in it."""

from sqlalchemy.ext.asyncio import AsyncConnection

from storage.audit import SqlAudit
from storage.cards import SqlCards
from storage.conversations import SqlConversations
from storage.departments import SqlDepartments
from storage.directory import Directory
from storage.house_days import SqlHouseDays
from storage.inbox import SqlInbox
from storage.invites import SqlInvites
from storage.items import KnownItems, SqlItems
from storage.members import SqlMembers
from storage.notices import SqlNotices
from storage.outbox import SqlOutbox
from storage.plans import SqlPlans
from storage.preferences import SqlPreferences
from storage.ticks import SqlTicks
from storage.weeks import SqlWeeks


class SqlUnitOfWork:
    """Implements `ledger.ports.UnitOfWork`."""

    def __init__(self, connection: AsyncConnection, known: KnownItems | None = None) -> None:
        self.directory = Directory(connection)
        self.items = SqlItems(connection, self.directory, known)
        self.plans = SqlPlans(connection, self.directory, self.items)
        self.departments = SqlDepartments(connection, self.directory)
        self.members = SqlMembers(connection, self.directory)
        self.invites = SqlInvites(connection)
        self.audit = SqlAudit(connection)
        self.cards = SqlCards(connection)
        self.conversations = SqlConversations(connection)
        self.notices = SqlNotices(connection)
        self.preferences = SqlPreferences(connection)
        self.house_days = SqlHouseDays(connection)
        self.weeks = SqlWeeks(connection)
        self.ticks = SqlTicks(connection)
        self.outbox = SqlOutbox(connection)
        self.inbox = SqlInbox(connection)

    async def directory_version(self) -> int:
        return await self.directory.version()
