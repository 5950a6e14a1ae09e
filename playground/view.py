"""What the page is shown of messages, people and calls."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from playground.entities import as_html
from playground.history import Call
from playground.world import Chat, Json, Message

LONGEST_SHOWN = 5000


def message_view(message: Message, bot_name: str) -> Json:
    sender = message.sender
    return {
        "id": message.id,
        "chat_id": message.chat.id,
        "from": (
            {"id": sender.id, "is_bot": False, "name": sender.name}
            if sender
            else {"id": 0, "is_bot": True, "name": bot_name}
        ),
        "date": instant(message.date),
        "edited": None if message.edited is None else instant(message.edited),
        "text": message.text,
        "html": as_html(message.text, message.entities) if message.entities else "",
        "silent": message.silent,
        "reply_to": message.reply_to.id if message.reply_to else None,
        "file": _file_view(message),
        "buttons": _buttons(message),
    }


def chat_view(chat: Chat, bot_name: str) -> Json:
    last = chat.last
    return {
        "id": chat.id,
        "type": chat.type,
        "title": chat.title,
        "person_ids": [member.id for member in chat.members],
        "last": message_view(last, bot_name) if last else None,
    }


def call_view(call: Call) -> Json:
    return {
        "seq": call.seq,
        "time": call.time.isoformat(),
        "method": call.method,
        "params": {
            **{name: _shortened(value) for name, value in call.params.items()},
            **{name: f"({size} bytes)" for name, size in call.files.items()},
        },
        "ok": call.ok,
        "ms": round(call.ms, 2),
        "error": None if call.ok else {"error_code": call.code, "description": call.description},
        "violations": list(call.violations),
    }


def instant(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def _file_view(message: Message) -> Mapping[str, Any] | None:
    file = message.file
    if file is None:
        return None
    return {"name": file.name, "size": file.size, "is_photo": file.is_photo, "url": f"/play/files/{file.id}"}


def _buttons(message: Message) -> list[list[Json]]:
    rows = message.keyboard["inline_keyboard"] if message.keyboard else []
    return [
        [{"text": button["text"], "data": button.get("callback_data"), "url": button.get("url")} for button in row]
        for row in rows
    ]


def _shortened(value: object) -> object:
    if isinstance(value, str) and len(value) > LONGEST_SHOWN:
        return value[:LONGEST_SHOWN] + "…"
    return value
