"""What became of a message that was handed to the messenger, and the port it is handed to."""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, Protocol

Scope = Literal["chat", "all"]


class Lost(StrEnum):
    """Why a chat can no longer be written to."""

    BLOCKED = "blocked"
    DEACTIVATED = "deactivated"
    CANNOT_INITIATE = "cannot_initiate"
    KICKED = "kicked"
    CHAT_NOT_FOUND = "chat_not_found"


class Fault(StrEnum):
    """Why Telegram refused this very call. OTHER is worth a few tries: passing troubles come as 400, too."""

    MARKUP = "our_bug_markup"
    TOO_LONG = "too_long"
    EMPTY = "empty"
    BUTTONS = "buttons"
    NOT_MODIFIED = "not_modified"
    TO_EDIT_NOT_FOUND = "to_edit_not_found"
    CANNOT_EDIT = "cannot_edit"
    TO_DELETE_NOT_FOUND = "to_delete_not_found"
    CANNOT_DELETE = "cannot_delete"
    REPLY_NOT_FOUND = "reply_not_found"
    THREAD_NOT_FOUND = "thread_not_found"
    QUERY_TOO_OLD = "query_too_old"
    NO_RIGHTS = "no_rights"
    FILE_TOO_BIG = "file_too_big"
    FORBIDDEN = "forbidden"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Delivered:
    """Ids are None where the call has no message as its answer, or Telegram did not number it yet. `changed` is of
    edits: the message was there with other content before.
    """

    message_id: int | None
    chat_id: int | None
    changed: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class NotSent:
    """Surely not sent; try again."""

    reason: str


@dataclass(frozen=True, slots=True)
class TryLater:
    """Surely not sent; Telegram names a pause."""

    after: dt.timedelta
    scope: Scope


@dataclass(frozen=True, slots=True)
class Moved:
    """The group became a supergroup; not sent."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class Gone:
    reason: Lost
    text: str = ""


@dataclass(frozen=True, slots=True)
class Rejected:
    reason: str
    kind: Fault


@dataclass(frozen=True, slots=True)
class Unauthorized:
    reason: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may have been sent, it may not."""

    reason: str


Outcome = Delivered | NotSent | TryLater | Moved | Gone | Rejected | Unauthorized | Unknown


class Sender(Protocol):
    """The messenger, as the dispatcher sees it. `payload` is language.replies' JSON text."""

    async def send(self, chat_id: int, payload: str, *, silent: bool = False) -> Outcome: ...

    async def edit(self, chat_id: int, message_id: int, payload: str) -> Outcome:
        """Only ever edits; the same content again is Delivered and not `changed`: so this also answers "is that message
        ours?".
        """

    async def delete(self, chat_id: int, message_id: int) -> Outcome: ...

    async def answers(self) -> bool:
        """Whether the messenger answers at all, asked without sending anything."""
