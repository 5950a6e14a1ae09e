"""Reads the keyboard under a message and refuses what Telegram would refuse."""

from typing import Any
from urllib.parse import urlsplit

from playground.refusals import bad_request

Keyboard = dict[str, Any]
"""The Bot API's InlineKeyboardMarkup."""

BUTTONS = 100
DATA_BYTES = 64
MARKUP_BYTES = 10_000
OTHER_KINDS = (
    "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay",
)  # fmt: skip


def read_keyboard(markup: object) -> Keyboard | None:
    """None for no keyboard, an empty one, and for the kinds a stand-in's page has no place for. Raises RefusedCall."""
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    rows = markup.get("inline_keyboard")
    if rows is None:
        return None
    if not isinstance(rows, list):
        raise bad_request('Field "inline_keyboard" must be of type Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad_request('Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    read = [[_button(button) for button in row] for row in rows if row]
    if sum(map(len, read)) > BUTTONS or sum(_size(button) for row in read for button in row) > MARKUP_BYTES:
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": read} if read else None


def data_on(keyboard: Keyboard | None) -> list[tuple[str, str]]:
    """(label, data) of every button that asks the bot something."""
    rows = keyboard["inline_keyboard"] if keyboard else []
    return [(button["text"], button["callback_data"]) for row in rows for button in row if "callback_data" in button]


def _button(button: object) -> dict[str, Any]:
    if not isinstance(button, dict):
        raise _unreadable("InlineKeyboardButton must be an Object")
    if "text" not in button:
        raise _unreadable('Can\'t find field "text"')
    if not isinstance(button["text"], str):
        raise _unreadable('Field "text" must be of type String')
    if not button["text"].strip():
        raise bad_request("BUTTON_TEXT_INVALID")
    url, data = button.get("url"), button.get("callback_data")
    if url:
        if urlsplit(str(url)).scheme not in ("http", "https", "tg") or not urlsplit(str(url)).netloc:
            raise bad_request("BUTTON_URL_INVALID")
    elif data:
        if not isinstance(data, str):
            raise _unreadable('Field "callback_data" must be of type String')
        if len(data.encode("utf-8", "replace")) > DATA_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")
    elif not any(kind in button for kind in OTHER_KINDS):
        raise _unreadable("Text buttons are unallowed in the inline keyboard")
    return button


def _size(button: dict[str, Any]) -> int:
    return sum(len(value.encode("utf-8", "replace")) for value in button.values() if isinstance(value, str))


def _unreadable(reason: str) -> Exception:
    return bad_request(f"can't parse inline keyboard button: {reason}")
