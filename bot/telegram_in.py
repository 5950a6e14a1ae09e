"""Reads a raw update into what the handlers need; whatever is malformed or not for us is None."""

import re
from dataclasses import dataclass, replace
from typing import Any, Literal, cast

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")

# GroupAnonymousBot, Telegram's own service account, Channel_Bot: stand-ins for somebody who is not named.
PLACEHOLDERS = frozenset({1087968824, 777000, 136817688})

Kind = Literal["text", "press", "file", "membership", "edited", "unsupported", "migrated"]
Json = dict[str, Any]

_CHAT_TYPES = frozenset({"private", "group", "supergroup"})
_UNREADABLE = (
    "animation", "audio", "checklist", "contact", "dice", "game", "live_photo", "location", "paid_media", "poll",
    "sticker", "story", "venue", "video", "video_note", "voice",
)  # fmt: skip
_COMMAND = re.compile(r"/[A-Za-z0-9_]+(?:@([A-Za-z0-9_]+))?(?![A-Za-z0-9_@])")
_LARGEST = 2**63


@dataclass(frozen=True, slots=True)
class Us:
    """Who the bot is, from getMe."""

    user_id: int
    username: str


@dataclass(frozen=True, slots=True)
class IncomingFile:
    file_id: str
    name: str
    size: int
    mime: str
    picture: bool = False
    """Sent as a photograph, not as a file."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """`text` comes without the bot's own name: "/help@duban_bot" is "/help", "@duban_bot 第12项" is "第12项".

    `press_data` is whatever the sender's program sent: believe only what the seal confirms.
    `album` joins the pictures or files of one album. A migration's `chat_id` is the old one.
    """

    update_id: int
    kind: Kind
    chat_id: int
    chat_type: str
    user_id: int
    chat_title: str = ""
    first_name: str = ""
    language_code: str = ""
    text: str = ""
    press_data: str = ""
    press_label: str = ""
    press_id: str = ""
    message_id: int | None = None
    reply_to_message_id: int | None = None
    reply_to_is_bot: bool = False
    addressed: bool = False
    file: IncomingFile | None = None
    forwarded: bool = False
    anonymous: bool = False
    thread_id: int | None = None
    album: str = ""
    migrate_to: int | None = None
    is_member: bool | None = None


class _Malformed(Exception):
    pass


def read_update(raw: object, us: Us) -> Incoming | None:
    try:
        update = _object(raw)
        update_id = _number(update, "update_id")
        if "message" in update:
            return _message(update_id, _object(update["message"]), us, edited=False)
        if "edited_message" in update:
            return _message(update_id, _object(update["edited_message"]), us, edited=True)
        if "callback_query" in update:
            return _press(update_id, _object(update["callback_query"]))
        if "my_chat_member" in update:
            return _membership(update_id, _object(update["my_chat_member"]))
    except _Malformed:
        pass
    return None


def _message(update_id: int, message: Json, us: Us, *, edited: bool) -> Incoming | None:
    moved = _migration(update_id, message)
    if moved is not None:
        return None if edited else moved
    base = _base(update_id, message)
    if base is None or message.get("via_bot") is not None or message.get("is_automatic_forward") is True:
        return None
    base = _with_reply(replace(base, message_id=_number(message, "message_id")), message, us)
    body = message.get("text", message.get("caption", ""))
    text, named = _without_our_name(_text(body), us)
    called = _COMMAND.match(text)
    addressed = base.chat_type == "private" or named or base.reply_to_is_bot or (
        called is not None and called[1] is None
    )  # fmt: skip
    base = replace(
        base,
        text=text,
        addressed=addressed,
        forwarded="forward_origin" in message or "forward_date" in message or "forward_from" in message,
        thread_id=_number(message, "message_thread_id") if message.get("is_topic_message") is True else None,
        album=_text(message.get("media_group_id", "")),
    )
    if edited:
        return replace(base, kind="edited")
    if "text" in message:
        return replace(base, kind="text")
    # An animation comes with a document of the same name, for old clients.
    if any(name in message for name in _UNREADABLE):
        return replace(base, kind="unsupported")
    file = _file(message)
    return None if file is None else replace(base, kind="file", file=file)


def _press(update_id: int, press: Json) -> Incoming | None:
    """The message may be an inaccessible one: then it has a chat and an id and nothing else."""
    sender = _object(press.get("from"))
    message = _object(press.get("message"))
    chat = _object(message.get("chat"))
    data = press.get("data")
    press_id = press.get("id")
    chat_type = _text(chat.get("type"))
    if sender.get("is_bot") is True or not isinstance(data, str) or not isinstance(press_id, str):
        return None
    if chat_type not in _CHAT_TYPES:
        return None
    return Incoming(
        update_id=update_id,
        kind="press",
        chat_id=_number(chat, "id"),
        chat_type=chat_type,
        chat_title=_text(chat.get("title", "")),
        user_id=_number(sender, "id"),
        first_name=_text(sender.get("first_name", "")),
        language_code=_text(sender.get("language_code", "")),
        press_data=_text(data),
        press_label=_label(message, data),
        press_id=_text(press_id),
        message_id=_number(message, "message_id"),
        addressed=True,
        thread_id=_number(message, "message_thread_id") if message.get("is_topic_message") is True else None,
    )


def _label(message: Json, data: str) -> str:
    """What stands on the pressed button; "" where the message is not told with its buttons."""
    markup = message.get("reply_markup")
    rows = markup.get("inline_keyboard") if isinstance(markup, dict) else None
    for row in rows if isinstance(rows, list) else ():
        for button in row if isinstance(row, list) else ():
            if isinstance(button, dict) and button.get("callback_data") == data and isinstance(button.get("text"), str):
                return _text(button["text"])
    return ""


def _membership(update_id: int, change: Json) -> Incoming | None:
    base = _base(update_id, change)
    if base is None:
        return None
    member = _object(change.get("new_chat_member"))
    status = member.get("status")
    inside = status in ("member", "administrator", "creator") or (
        status == "restricted" and member.get("is_member") is True
    )
    return replace(base, kind="membership", is_member=inside, addressed=True)


def _base(update_id: int, event: Json) -> Incoming | None:
    """Chat and sender; None for channels, for other bots and for nobody."""
    chat = _object(event.get("chat"))
    chat_type = _text(chat.get("type"))
    if chat_type not in _CHAT_TYPES:
        return None
    sender = _object(event.get("from"))
    user_id = _number(sender, "id")
    anonymous = user_id in PLACEHOLDERS or event.get("sender_chat") is not None
    if sender.get("is_bot") is True and not anonymous:
        return None
    return Incoming(
        update_id=update_id,
        kind="unsupported",
        chat_id=_number(chat, "id"),
        chat_type=chat_type,
        chat_title=_text(chat.get("title", "")),
        user_id=user_id,
        first_name=_text(sender.get("first_name", "")),
        language_code=_text(sender.get("language_code", "")),
        anonymous=anonymous,
    )


def _migration(update_id: int, message: Json) -> Incoming | None:
    """Telegram tells both chats; both tell the same here. Nobody in particular needs to have sent it."""
    if "migrate_to_chat_id" in message:
        old, new = _number(_object(message.get("chat")), "id"), _number(message, "migrate_to_chat_id")
    elif "migrate_from_chat_id" in message:
        old, new = _number(message, "migrate_from_chat_id"), _number(_object(message.get("chat")), "id")
    else:
        return None
    return Incoming(update_id, "migrated", chat_id=old, chat_type="group", user_id=0, migrate_to=new)


def _with_reply(base: Incoming, message: Json, us: Us) -> Incoming:
    answered = message.get("reply_to_message")
    # In a forum every message "replies" to the one that opened the topic.
    if not isinstance(answered, dict) or "forum_topic_created" in answered:
        return base
    author = answered.get("from")
    return replace(
        base,
        reply_to_message_id=_number(answered, "message_id"),
        reply_to_is_bot=isinstance(author, dict) and author.get("id") == us.user_id,
    )


def _without_our_name(text: str, us: Us) -> tuple[str, bool]:
    """The text without "@our_name", and whether it was there. Names are ASCII, so Chinese may stand right beside."""
    name = re.compile(rf"(?<![A-Za-z0-9_])@{re.escape(us.username)}(?![A-Za-z0-9_])", re.IGNORECASE)
    command = _COMMAND.match(text)
    if command is not None and command[1] is not None:
        if command[1].casefold() != us.username.casefold():
            return text, False
        return text[: command.start(1) - 1] + text[command.end(1) :], True
    if not us.username or not name.search(text):
        return text, False
    return re.sub(r"[ \t]{2,}", " ", name.sub(" ", text)).strip(), True


def _file(message: Json) -> IncomingFile | None:
    """A document, or a picture in its largest size; None for service messages."""
    if "document" in message:
        document = _object(message["document"])
        return _as_file(document, _text(document.get("file_name", "")), _text(document.get("mime_type", "")))
    if "photo" in message:
        sizes = message["photo"]
        if not isinstance(sizes, list) or not sizes:
            raise _Malformed
        return replace(_as_file(_object(sizes[-1]), "", "image/jpeg"), picture=True)
    return None


def _as_file(described: Json, name: str, mime: str) -> IncomingFile:
    file_id = described.get("file_id")
    if not isinstance(file_id, str) or not file_id:
        raise _Malformed
    size = _number(described, "file_size") if "file_size" in described else 0
    return IncomingFile(_text(file_id), name, size, mime)


def _object(value: object) -> Json:
    if not isinstance(value, dict):
        raise _Malformed
    return cast(Json, value)


def _number(of: Json, name: str) -> int:
    value = of.get(name)
    if type(value) is not int or not -_LARGEST <= value < _LARGEST:
        raise _Malformed
    return value


def _text(value: object) -> str:
    """Without NUL and lone surrogates, which databases and encoders refuse."""
    if not isinstance(value, str):
        raise _Malformed
    if "\0" in value:
        value = value.replace("\0", "")
    return value.encode("utf-8", "replace").decode()
