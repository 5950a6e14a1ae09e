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
from ledger.groups import Group
from ledger.imports import Imports
from ledger.invites import Invite
from ledger.items import Item
from ledger.members import Member
from ledger.messages import InboxUpdate
from ledger.notices import Notice
from ledger.numbers import Numbers
from ledger.plans import ItemDraft, Plan, PlanDraft, PlanKind
from ledger.sealing import Head
from ledger.sending_ports import LostChats, Marks, MessageIds, Outbox, Paces, Revisions


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
    async def all(self) -> Sequence[Department]:
        """Those that exist; a unit merged into another is not among them."""

    async def merged(self) -> Sequence[Department]:
        """Those that became part of another one."""

    async def add(self, draft: DepartmentDraft) -> Department: ...

    async def save(self, unit: Department) -> None:
        """Everything of it, its name too. Raises LookupError for one that is not there."""

    async def put(self, drafts: Iterable[DepartmentDraft]) -> tuple[int, int, int]:
        """By full name: (added, changed, unchanged). Units missing in `drafts` stay."""


class Members(Protocol):
    async def all(self) -> Sequence[Member]: ...

    async def get(self, member_id: int) -> Member | None: ...

    async def by_user(self, user_id: int) -> Member | None:
        """The active member joined with this Telegram user id."""

    async def add(self, member: Member) -> Member:
        """`member.id` is ignored; returns it with its id."""

    async def save(self, member: Member) -> None:
        """Raises LookupError for one that is not there, ValueError for one who only acts (`acting_for`)."""

    async def away(self, day: dt.date) -> Sequence[Member]:
        """Active members whose leave covers the local day."""


class Invites(Protocol):
    async def add(self, invite: Invite) -> None: ...

    async def get(self, code_hash: str) -> Invite | None: ...

    async def use(self, code_hash: str, now: dt.datetime) -> bool:
        """Marks it used; False when it was used already (compare and set)."""


class Audit(Protocol):
    """Append-only: the database itself refuses UPDATE and DELETE. Every entry is sealed when its transaction ends."""

    async def append(self, entry: AuditEntry) -> AuditEntry: ...

    async def head(self) -> Head | None:
        """Where the chain of seals ends, without this transaction's own; None before the first entry."""

    async def get(self, seq: int) -> AuditEntry | None: ...

    async def of_item(self, item_id: int, limit: int = 50) -> Sequence[AuditEntry]:
        """Newest first."""

    async def recent(self, limit: int = 50) -> Sequence[AuditEntry]:
        """Newest first, over everything."""

    async def of_subject(self, subject: str, limit: int = 50) -> Sequence[AuditEntry]:
        """Newest first."""

    async def last_by(self, actor_id: int) -> AuditEntry | None:
        """The person's newest entry about an item, a person or a unit that has not been undone."""

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

    async def move(self, chat_id: int, to: int) -> None:
        """The chat has another number now; what was said there since stays."""


class Groups(Protocol):
    async def all(self) -> Sequence[Group]:
        """Active links, by id."""

    async def of_chat(self, chat_id: int) -> Sequence[Group]:
        """Active links of the chat and its topics."""

    async def put(self, group: Group) -> Group:
        """By chat and topic: takes the place of a link that was there; returns it with its id."""

    async def disable(self, chat_id: int) -> int:
        """The links of the chat are no more; returns how many there were."""

    async def move(self, chat_id: int, to: int) -> int:
        """The chat has another number now; returns how many links moved."""


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

    async def pressing(self, now: dt.datetime, limit: int) -> Sequence[Notice]:
        """Of these only what may leave outside working hours (notices.presses)."""

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

    async def hand_over(self, member_id: int, to: int) -> int:
        """What waits for a member, or for a message of his that nobody has tried to send yet, waits for another one
        now. Returns how many notices.
        """


class Inbox(Protocol):
    async def put(self, updates: Sequence[tuple[int, str, str]], now: dt.datetime) -> Sequence[InboxUpdate]:
        """(update_id, sha256 of body, body): stores those not seen before and returns them, in order."""

    async def waiting(self) -> Sequence[InboxUpdate]:
        """Stored and not finished, oldest first; adds one to their attempts (a restart counts as a try)."""

    async def finish(self, inbox_ids: Sequence[int]) -> int:
        """Marks done; returns how many were still waiting (compare and set)."""

    async def fail(self, inbox_id: int, error: str, quarantine: bool) -> None: ...

    async def waiting_count(self) -> int: ...

    async def forget(self, bodies_before: dt.datetime, rows_before: dt.datetime) -> int:
        """Updates that wait no more, those put aside too, lose their body, later their row (until then a redelivery is
        recognised).
        """


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
    def imports(self) -> Imports: ...
    @property
    def groups(self) -> Groups: ...
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
    def revisions(self) -> Revisions: ...
    @property
    def inbox(self) -> Inbox: ...
    @property
    def numbers(self) -> Numbers: ...
    @property
    def message_ids(self) -> MessageIds: ...
    @property
    def paces(self) -> Paces: ...
    @property
    def marks(self) -> Marks: ...
    @property
    def lost_chats(self) -> LostChats: ...

    async def directory_version(self) -> int:
        """Grows whenever departments, members, plans or item texts change, whoever changes them."""


class Store(Protocol):
    """Opens units of work."""

    def reading(self) -> AbstractAsyncContextManager[UnitOfWork]: ...

    def writing(self) -> AbstractAsyncContextManager[UnitOfWork]:
        """SQLite: BEGIN IMMEDIATE, so that what is read inside is what is written upon."""
