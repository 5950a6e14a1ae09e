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


SUPERGROUPS = -1_000_000_000_000
"""Chat ids from here on downwards are supergroups."""


def id_space(chat_id: int) -> int:
    """Private chats and basic groups share one counter of message ids (0), every supergroup has its own."""
    return chat_id if chat_id <= SUPERGROUPS else 0


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
    id_floor: int | None = None
    """None until something is about to be sent; from then on the highest id known at that moment, raised by probes:
    what was sent has a higher one.
    """
    watches_left: int = 0
    """How often a copy that came late is still looked for."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """How a claimed message ended. `not_before` is for DUE (try later) and UNCERTAIN (probe later); None leaves a
    value as it is.
    """

    state: MessageState
    message_id: int | None = None
    not_before: dt.datetime | None = None
    reason: str = ""
    id_floor: int | None = None
    watch_at: dt.datetime | None = None
    """A copy may come late: looked for again from then on, `watches_left` times."""
    watches_left: int = 0


@dataclass(frozen=True, slots=True)
class InboxUpdate:
    """A raw update as Telegram sent it. `body` is JSON text; `attempts` counts failed tries to handle it."""

    id: int
    update_id: int
    body: str
    received_at: dt.datetime
    attempts: int = 0
