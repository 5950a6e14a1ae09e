"""What a transition yields: the item before, the item after, and the event to be remembered."""

import datetime as dt
from dataclasses import dataclass, fields

from ledger.items import Item
from ledger.permissions import Action


@dataclass(frozen=True, slots=True)
class Change:
    """A pure change. `event` is a past-tense name (catalogue key `event_<event>`), `note` the human's words."""

    action: Action
    event: str
    before: Item
    after: Item
    note: str = ""

    def changed_fields(self) -> tuple[str, ...]:
        """Names of the fields that differ, without the version."""
        return tuple(
            f.name
            for f in fields(Item)
            if f.name != "version" and getattr(self.before, f.name) != getattr(self.after, f.name)
        )


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One remembered event. `before` and `after` hold only the changed fields, JSON-ready.

    `at` is aware UTC; `source` says through what it came ("update:123", "cli").
    """

    at: dt.datetime
    actor_id: int | None
    actor_name: str
    actor_role: str
    event: str
    item_id: int | None
    before: dict[str, object]
    after: dict[str, object]
    note: str = ""
    source: str = ""
    undoes: int | None = None
    seq: int = 0
    """Given by the store: grows by one, 0 before it is stored."""
    subject: str = ""
    """What it is about when it is no item: "member:5", "unit:3", "group:2", "door"."""
