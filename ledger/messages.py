"""Messages on their way out and updates on their way in, as the store keeps them."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class MessageState(StrEnum):
    """reliability.md §2.4. A row that was ever ambiguous never returns to DUE."""

    DUE = "due"
    SENDING = "sending"
    UNCERTAIN = "uncertain"
    DELIVERED = "delivered"
    UNDELIVERABLE = "undeliverable"
    SUPERSEDED = "superseded"
    CANCELLED = "cancelled"


class Lane(StrEnum):
    """Replies to people overtake bulk."""

    REPLY = "reply"
    PROMPT = "prompt"
    DAILY = "daily"


@dataclass(frozen=True, slots=True)
class OutboxMessage:
    """One message to one chat. `key` is unique for ever. `payload` is JSON text, frozen at the first send:
    before that it may be empty (a message whose notices are worded when it is sent).
    """

    key: str
    lane: Lane
    chat_id: int
    not_before: dt.datetime
    member_id: int | None = None
    payload: str = ""
    state: MessageState = MessageState.DUE
    attempts: int = 0
    ambiguous_ever: bool = False
    lease_until: dt.datetime | None = None
    owner: str = ""
    message_id: int | None = None
    reason: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class Settlement:
    """How a claimed message ended. `not_before` is for DUE (try later) and UNCERTAIN (probe later)."""

    state: MessageState
    message_id: int | None = None
    not_before: dt.datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class InboxUpdate:
    """A raw update as Telegram sent it. `body` is JSON text; `attempts` counts failed tries to handle it."""

    id: int
    update_id: int
    body: str
    received_at: dt.datetime
    attempts: int = 0
