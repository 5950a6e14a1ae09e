"""What the store remembers: one mapping a table, whose rows are frozen."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any, cast

from ledger.cards import Card
from ledger.changes import AuditEntry
from ledger.clock_ports import Standing
from ledger.conversations import Conversation
from ledger.departments import Department
from ledger.groups import Group
from ledger.imports import StagedImport
from ledger.invites import Invite
from ledger.items import Item
from ledger.members import Member
from ledger.messages import OutboxMessage
from ledger.notices import Notice
from ledger.plans import Plan
from ledger.preferences import NudgePause, Preference
from ledger.sending_ports import LostChat, Revision


@dataclass(frozen=True, slots=True)
class NoticeRow:
    notice: Notice
    state: str = "waiting"
    message_id: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class InboxRow:
    id: int
    update_id: int
    body_hash: str
    body: str
    received_at: dt.datetime
    attempts: int = 0
    state: str = "waiting"
    error: str = ""


@dataclass(frozen=True)
class Tables:
    plans: MutableMapping[int, Plan] = field(default_factory=dict)
    items: MutableMapping[int, Item] = field(default_factory=dict)
    departments: MutableMapping[int, Department] = field(default_factory=dict)
    members: MutableMapping[int, Member] = field(default_factory=dict)
    invites: MutableMapping[str, Invite] = field(default_factory=dict)
    audit: MutableMapping[int, AuditEntry] = field(default_factory=dict)
    cards: MutableMapping[str, Card] = field(default_factory=dict)
    conversations: MutableMapping[int, Conversation] = field(default_factory=dict)
    imports: MutableMapping[str, StagedImport] = field(default_factory=dict)
    groups: MutableMapping[int, Group] = field(default_factory=dict)
    notices: MutableMapping[int, NoticeRow] = field(default_factory=dict)
    notice_keys: MutableMapping[str, int] = field(default_factory=dict)
    outbox: MutableMapping[int, OutboxMessage] = field(default_factory=dict)
    outbox_keys: MutableMapping[str, int] = field(default_factory=dict)
    outbox_watches: MutableMapping[int, dt.datetime] = field(default_factory=dict)
    revisions: MutableMapping[int, Revision] = field(default_factory=dict)
    message_ids: MutableMapping[tuple[int, int], dt.datetime] = field(default_factory=dict)
    askings: MutableMapping[int, tuple[int, int]] = field(default_factory=dict)
    paces: MutableMapping[int, float] = field(default_factory=dict)
    marks: MutableMapping[str, int] = field(default_factory=dict)
    lost_chats: MutableMapping[int, LostChat] = field(default_factory=dict)
    inbox: MutableMapping[int, InboxRow] = field(default_factory=dict)
    inbox_keys: MutableMapping[tuple[int, str], int] = field(default_factory=dict)
    preferences: MutableMapping[int, Preference] = field(default_factory=dict)
    snoozes: MutableMapping[tuple[int, int], dt.date] = field(default_factory=dict)
    calendar_days: MutableMapping[dt.date, bool] = field(default_factory=dict)
    pauses: MutableMapping[int, NudgePause] = field(default_factory=dict)
    weeks: MutableMapping[tuple[int, str], Mapping[int, Standing]] = field(default_factory=dict)
    ticks: MutableMapping[str, dt.datetime] = field(default_factory=dict)
    counters: MutableMapping[str, int] = field(default_factory=Counter)

    def copied(self) -> "Tables":
        return Tables(**{name: type(rows)(rows) for name, rows in self._each()})

    def read_only(self) -> "Tables":
        return Tables(**{name: cast(Any, MappingProxyType(rows)) for name, rows in self._each()})

    def next(self, table: str) -> int:
        self.counters[table] = self.counters.get(table, 0) + 1
        return self.counters[table]

    def directory_changed(self) -> None:
        self.next("directory")

    def _each(self) -> list[tuple[str, Any]]:
        return [(f.name, getattr(self, f.name)) for f in fields(self)]


def must(condition: bool, why: str) -> None:
    """What a database refuses by its constraints."""
    if not condition:
        raise ValueError(why)
