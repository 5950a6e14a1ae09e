"""The one place that decides what became of a call to Telegram; whatever it does not know is Unknown."""

import datetime as dt
from collections.abc import Awaitable
from typing import Any

import telegram
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.transport import NeverSent, Refused, Throttled
from ledger.delivery import (
    Delivered,
    Fault,
    Gone,
    Lost,
    Moved,
    NotSent,
    Outcome,
    Rejected,
    Scope,
    TryLater,
    Unauthorized,
    Unknown,
)

DEFAULT_PAUSE = dt.timedelta(seconds=30)
SHORTEST_PAUSE = dt.timedelta(seconds=1)
LONGEST_PAUSE = dt.timedelta(hours=24)


async def attempt(call: Awaitable[object], *, chat_id: int | None = None, scope: Scope = "chat") -> Outcome:
    """Awaits the call and says what became of it; only cancellation is raised.

    With `chat_id`, an answer about another chat is Unknown: a proxy mixed up two answers.
    """
    try:
        result = await call
    except Exception as error:
        return outcome_of(error, scope)
    message = result.to_dict() if isinstance(result, telegram.Message) else result
    return _of_message(message, chat_id) if isinstance(message, dict) else Delivered(None, chat_id)


def _of_message(message: dict[str, Any], chat_id: int | None) -> Outcome:
    number, chat = message.get("message_id"), message.get("chat")
    found = chat.get("id") if isinstance(chat, dict) else None
    if type(number) is not int or type(found) is not int:
        return Unknown("an answer that is no message")
    if chat_id is not None and found != chat_id:
        return Unknown("the answer is about another chat")
    return Delivered(number or None, found)


def outcome_of(error: Exception, scope: Scope = "chat") -> Outcome:
    text = str(error)
    match error:
        case NeverSent():
            return NotSent(text)
        case Throttled():
            return TryLater(pause(error.seconds), scope)
        case RetryAfter():
            # The public property warns at every reading.
            return TryLater(pause(error._retry_after.total_seconds()), scope)
        case ChatMigrated() if type(error.new_chat_id) is int:
            return Moved(error.new_chat_id)
        case InvalidToken():
            return Unauthorized(text)
        case EndPointNotFound() | Conflict():
            return Rejected(text, Fault.OTHER)
        case Refused():
            return Rejected(text, Fault.TOO_LONG if error.code == 413 else Fault.OTHER)
        case Forbidden():
            return _of_forbidden(text)
        case BadRequest():
            return _of_bad_request(text)
        case TelegramError() if text.casefold().startswith(("too many requests", "flood control exceeded")):
            return TryLater(DEFAULT_PAUSE, scope)
        case _:
            return Unknown(f"{type(error).__name__}: {text}")


def pause(seconds: object) -> dt.timedelta:
    """The pause Telegram asks for, within reason: missing or senseless is 30 s, otherwise 1 s to 24 h."""
    if isinstance(seconds, bool) or not isinstance(seconds, (int, float)) or not seconds >= 0:  # NaN, too
        return DEFAULT_PAUSE
    if seconds >= LONGEST_PAUSE.total_seconds():
        return LONGEST_PAUSE
    return max(SHORTEST_PAUSE, dt.timedelta(seconds=seconds))


_FORBIDDEN: tuple[tuple[str, Lost], ...] = (
    ("bot was blocked by the user", Lost.BLOCKED),
    ("user is deactivated", Lost.DEACTIVATED),
    ("bot can't initiate conversation", Lost.CANNOT_INITIATE),
    ("bot was kicked from", Lost.KICKED),
    ("bot is not a member of", Lost.KICKED),
    ("the group chat was deleted", Lost.KICKED),
)

_NO_CHAT = ("chat not found", "private chat not found", "chat_id is empty", "peer_id_invalid", "user not found")

# python-telegram-bot strips "Bad Request: " and changes the letters' case, so these are compared folded.
_BAD_REQUEST: tuple[tuple[str, Fault], ...] = (
    ("message is not modified", Fault.NOT_MODIFIED),
    ("message to edit not found", Fault.TO_EDIT_NOT_FOUND),
    ("message_id_invalid", Fault.TO_EDIT_NOT_FOUND),
    ("message can't be edited", Fault.CANNOT_EDIT),
    ("there is no text in the message to edit", Fault.CANNOT_EDIT),
    ("message to delete not found", Fault.TO_DELETE_NOT_FOUND),
    ("message can't be deleted", Fault.CANNOT_DELETE),
    ("message to be replied not found", Fault.REPLY_NOT_FOUND),
    ("message to reply not found", Fault.REPLY_NOT_FOUND),
    ("message thread not found", Fault.THREAD_NOT_FOUND),
    ("topic_deleted", Fault.THREAD_NOT_FOUND),
    ("query is too old", Fault.QUERY_TOO_OLD),
    ("can't parse", Fault.MARKUP),
    ("entity_bounds_invalid", Fault.MARKUP),
    ("message text is empty", Fault.EMPTY),
    ("text must be non-empty", Fault.EMPTY),
    ("message is too long", Fault.TOO_LONG),
    ("message_too_long", Fault.TOO_LONG),
    ("text is too long", Fault.TOO_LONG),
    ("caption is too long", Fault.TOO_LONG),
    ("media_caption_too_long", Fault.TOO_LONG),
    ("reply markup is too long", Fault.BUTTONS),
    ("reply_markup", Fault.BUTTONS),
    ("button_", Fault.BUTTONS),
    ("inline keyboard button", Fault.BUTTONS),
    ("file is too big", Fault.FILE_TOO_BIG),
    ("not enough rights", Fault.NO_RIGHTS),
    ("have no write access", Fault.NO_RIGHTS),
    ("have no rights", Fault.NO_RIGHTS),
    ("topic_closed", Fault.NO_RIGHTS),
    ("chat_write_forbidden", Fault.NO_RIGHTS),
    ("chat_restricted", Fault.NO_RIGHTS),
    ("chat_send_", Fault.NO_RIGHTS),
)


def _of_forbidden(text: str) -> Outcome:
    folded = text.casefold()
    for words, reason in _FORBIDDEN:
        if words in folded:
            return Gone(reason, text)
    return Rejected(text, Fault.FORBIDDEN)


def _of_bad_request(text: str) -> Outcome:
    folded = text.casefold()
    if folded.startswith(_NO_CHAT):
        return Gone(Lost.CHAT_NOT_FOUND, text)
    for words, kind in _BAD_REQUEST:
        if words in folded:
            return Rejected(text, kind)
    return Rejected(text, Fault.OTHER)
