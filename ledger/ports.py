"""What the ledger needs from a store, in the domain's words. storage/ implements it for SQLite and PostgreSQL.

Every instant is aware UTC, every day a local date. Rows are returned as the frozen dataclasses of this package.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from ledger.cards import Card
from ledger.changes import AuditEntry
from ledger.clock_ports import HouseDays, NudgeWindow, Preferences, Ticks, Weeks
from ledger.conversations import Conversation
from ledger.deadlines import Cadence
from ledger.departments import Department, DepartmentDraft
from ledger.invites import Invite
from ledger.items import Item
from ledger.members import Member
from ledger.messages import InboxUpdate, OutboxMessage, Settlement
from ledger.notices import Notice
from ledger.plans import ItemDraft, Plan, PlanDraft, PlanKind


class StaleVersion(Exception):
    """The item was changed by somebody else since it was read."""


class Plans(Protocol):
    async def current(self) -> Plan | None:
        """The main plan that bare item numbers mean; None before the first import."""

    async def all(self) -> Sequence[Plan]: ...

    async def add(self, draft: PlanDraft, *, year: int, kind: PlanKind, current: bool) -> Plan:
        """Stores plan, sections and items (state DRAFT). `current=True` takes the mark from the others."""

    async def replace_sections(self, plan_id: int, draft: PlanDraft) -> None: ...

    async def retitle(self, plan_id: int, title: str) -> None: ...


class Items(Protocol):
    async def get(self, item_id: int) -> Item | None: ...

    async def by_number(self, plan_id: int, number: int, part: int = 0) -> Item | None: ...

    async def of_plan(self, plan_id: int) -> Sequence[Item]:
        """All items, by number and part."""

    async def of_department(self, plan_id: int, department_id: int) -> Sequence[Item]:
        """Items the unit leads or cooperates in, by number and part. One query."""

    async def waiting(self, plan_id: int) -> Sequence[Item]:
        """Items with a decision pending, by number and part."""

    async def add(self, plan_id: int, draft: ItemDraft) -> Item: ...

    async def save(self, after: Item) -> Item:
        """Writes `after` over the row whose version is `after.version`; returns it with version + 1.

        Raises StaleVersion when the row has another version.
        """

    async def remove(self, item: Item) -> None:
        """The row goes, if it still has `item.version`, with its units; its id is never given again.

        What remembers or tells of it (audit, notices) stays. Raises StaleVersion.
        """


class Departments(Protocol):
    async def all(self) -> Sequence[Department]: ...

    async def put(self, drafts: Iterable[DepartmentDraft]) -> tuple[int, int, int]:
        """By full name: (added, changed, unchanged). Units missing in `drafts` stay."""


class Members(Protocol):
    async def all(self) -> Sequence[Member]: ...

    async def get(self, member_id: int) -> Member | None: ...

    async def by_user(self, user_id: int) -> Member | None:
        """The active member joined with this Telegram user id."""

    async def add(self, member: Member) -> Member:
        """`member.id` is ignored; returns it with its id."""

    async def save(self, member: Member) -> None: ...


class Invites(Protocol):
    async def add(self, invite: Invite) -> None: ...

    async def get(self, code_hash: str) -> Invite | None: ...

    async def use(self, code_hash: str, now: dt.datetime) -> bool:
        """Marks it used; False when it was used already (compare and set)."""


class Audit(Protocol):
    """Append-only: the database itself refuses UPDATE and DELETE."""

    async def append(self, entry: AuditEntry) -> AuditEntry: ...

    async def get(self, seq: int) -> AuditEntry | None: ...

    async def of_item(self, item_id: int, limit: int = 50) -> Sequence[AuditEntry]:
        """Newest first."""

    async def recent(self, limit: int = 50) -> Sequence[AuditEntry]:
        """Newest first, over everything."""

    async def last_by(self, actor_id: int) -> AuditEntry | None:
        """The person's newest entry that changed an item and has not been undone."""

    async def undone(self, seq: int) -> bool: ...

    async def together(self, seq: int) -> Sequence[AuditEntry]:
        """Entries of items that the same person made in the same step (source and instant) as this one, by seq.

        Empty when there is no such entry, or nobody who made it.
        """


class Cards(Protocol):
    async def add(self, card: Card) -> None: ...

    async def get(self, token: str) -> Card | None: ...

    async def use(self, token: str, now: dt.datetime) -> bool:
        """Marks it used; False when it was used already (compare and set)."""


class Conversations(Protocol):
    async def get(self, chat_id: int) -> Conversation | None: ...

    async def put(self, *conversations: Conversation) -> None:
        """Each takes its chat's place. Many at once cost hardly more than one."""


class Notices(Protocol):
    async def put(self, notices: Iterable[Notice]) -> int:
        """Inserts what is not there yet (by key); returns how many were new."""

    async def put_nudges(self, windows: Sequence[NudgeWindow], not_before: dt.datetime) -> int:
        """Set-based: a few INSERT … SELECT a window over items in an OWED state, keys as notices.nudge_key.

        Recipients: active, joined members of the units in the given duty, and of the office; a leader only when he
        wishes it. Returns how many were new.
        """

    async def cadences(self) -> Sequence[Cadence]:
        """Those that items have, each once."""

    async def at_own_hours(self, usual: dt.datetime, own: Mapping[dt.time, dt.datetime]) -> None:
        """Waiting notices of that instant move to the instant of their reader's own hour."""

    async def ripe(self, now: dt.datetime, limit: int) -> Sequence[Notice]:
        """Waiting notices whose time has come, of joined, active, reachable members; whole members only,
        at most about `limit` rows, ordered by member and id.
        """

    async def attach(self, notice_ids: Sequence[int], message_id: int) -> None:
        """These notices are now the outbox message's to say."""

    async def of_message(self, message_id: int) -> Sequence[Notice]: ...

    async def join(self, notice_ids: Sequence[int], message_key: str) -> bool:
        """Attaches them to the message of that key, if it was never tried and is still to leave."""

    async def told(self, member_id: int, limit: int) -> Sequence[Notice]:
        """Nudges that are a message's to say, newest first."""

    async def drop(self, notice_ids: Sequence[int], reason: str) -> None:
        """No longer true when it was to be said; kept with the reason."""

    async def postpone(self, notice_ids: Sequence[int], not_before: dt.datetime) -> None: ...


class Outbox(Protocol):
    async def put_once(self, message: OutboxMessage) -> int | None:
        """The new row's id, or None when the key exists."""

    async def get(self, message_id: int) -> OutboxMessage | None: ...

    async def claim(
        self,
        *,
        now: dt.datetime,
        owner: str,
        lease: dt.timedelta,
        limit: int,
        only: int | None = None,
    ) -> Sequence[OutboxMessage]:
        """Takes DUE and UNCERTAIN rows whose time has come, replies first, into SENDING under a lease.

        A SENDING row whose lease has run out is UNCERTAIN: it is taken as such (`ambiguous_ever` set).
        Safe from several processes. `only` claims that one row if it is DUE.
        """

    async def freeze(self, message_id: int, owner: str, payload: str) -> bool:
        """Stores the payload before the first send; False when the claim was lost."""

    async def settle(self, message_id: int, owner: str, settlement: Settlement) -> bool:
        """Fenced by owner and SENDING; False when the claim was lost. UNCERTAIN sets `ambiguous_ever`;
        DUE on a row that was ever ambiguous is stored as UNCERTAIN.
        """

    async def supersede_waiting(self, member_id: int, by: int) -> int:
        """Other DUE, never attempted DAILY or PROMPT messages of the member give way to message `by`:
        state SUPERSEDED, their notices move to it. Returns how many.
        """

    async def counts(self) -> Mapping[str, int]:
        """Rows per state, for health and metrics."""


class Inbox(Protocol):
    async def put(self, updates: Sequence[tuple[int, str, str]], now: dt.datetime) -> Sequence[InboxUpdate]:
        """(update_id, sha256 of body, body): stores those not seen before and returns them, in order."""

    async def waiting(self) -> Sequence[InboxUpdate]:
        """Stored and not finished, oldest first; adds one to their attempts (a restart counts as a try)."""

    async def finish(self, inbox_ids: Sequence[int]) -> int:
        """Marks done; returns how many were still waiting (compare and set)."""

    async def fail(self, inbox_id: int, error: str, quarantine: bool) -> None: ...

    async def waiting_count(self) -> int: ...


class UnitOfWork(Protocol):
    """One transaction. Leaving the context normally commits a writing one; an exception rolls back."""

    @property
    def plans(self) -> Plans: ...
    @property
    def items(self) -> Items: ...
    @property
    def departments(self) -> Departments: ...
    @property
    def members(self) -> Members: ...
    @property
    def invites(self) -> Invites: ...
    @property
    def audit(self) -> Audit: ...
    @property
    def cards(self) -> Cards: ...
    @property
    def conversations(self) -> Conversations: ...
    @property
    def notices(self) -> Notices: ...
    @property
    def preferences(self) -> Preferences: ...
    @property
    def house_days(self) -> HouseDays: ...
    @property
    def weeks(self) -> Weeks: ...
    @property
    def ticks(self) -> Ticks: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def inbox(self) -> Inbox: ...

    async def directory_version(self) -> int:
        """Grows whenever departments, members, plans or item texts change, whoever changes them."""


class Store(Protocol):
    """Opens units of work."""

    def reading(self) -> AbstractAsyncContextManager[UnitOfWork]: ...

    def writing(self) -> AbstractAsyncContextManager[UnitOfWork]:
        """SQLite: BEGIN IMMEDIATE, so that what is read inside is what is written upon."""
