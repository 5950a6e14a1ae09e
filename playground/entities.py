"""Text with entities: Telegram's cleaning of it, its way back to HTML for the page, and what a client marks itself.

Offsets and lengths are in UTF-16 units, as everywhere in the Bot API.
"""

import re
from collections.abc import Sequence
from html import escape
from typing import Any

Entity = dict[str, Any]

# What Telegram takes out of any text, and what it turns into a blank.
_DROPPED = re.compile("[\r\u2028-\u202e\u0333\u033f\u030a]")
_BLANKED = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f]")
_ODD = re.compile(f"{_DROPPED.pattern}|{_BLANKED.pattern}")
_MARKED = re.compile(
    r"(?P<bot_command>(?<![\w/@])/[A-Za-z0-9_]{1,32}(?:@[A-Za-z0-9_]{3,32})?)(?![\w@/])"
    r"|(?P<mention>(?<![A-Za-z0-9_@.])@[A-Za-z][A-Za-z0-9_]{2,31})(?![A-Za-z0-9_])"
    r"|(?P<url>https?://[^\s<>\"'“”‘’（）()，。；！？、]+)"
)
_OPENING = {
    "bold": "<b>", "italic": "<i>", "underline": "<u>", "strikethrough": "<s>", "spoiler": "<tg-spoiler>",
    "code": "<code>", "pre": "<pre>", "blockquote": "<blockquote>", "expandable_blockquote": "<blockquote expandable>",
}  # fmt: skip


def utf16_length(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def cleaned(text: str, entities: Sequence[Entity] = ()) -> tuple[str, list[Entity]]:
    """As Telegram keeps it: without control characters, trimmed, the entities moved along; empty ones fall away."""
    if not _ODD.search(text) and text == text.strip():
        return text, list(entities)
    shorter = _DROPPED.search(text) is not None
    tidy = _BLANKED.sub(" ", _DROPPED.sub("", text))
    leading = len(tidy) - len(tidy.lstrip())
    tidy = tidy.strip()
    if not entities:
        return tidy, []
    longest = utf16_length(tidy)
    kept = []
    for entity in entities:
        start, end = entity["offset"], entity["offset"] + entity["length"]
        if shorter:
            start, end = _shifted(text, start), _shifted(text, end)
        start, end = max(start - leading, 0), min(end - leading, longest)
        if end > start:
            kept.append({**entity, "offset": start, "length": end - start})
    return tidy, kept


def _shifted(text: str, offset: int) -> int:
    before = text.encode("utf-16-le")[: offset * 2].decode("utf-16-le", "ignore")
    return utf16_length(_DROPPED.sub("", before))


def found_by_client(text: str) -> list[Entity]:
    """Commands, mentions and addresses, which the sender's program marks by itself."""
    if not any(sign in text for sign in ("/", "@")):
        return []
    return [
        {
            "type": found.lastgroup,
            "offset": utf16_length(text[: found.start()]),
            "length": utf16_length(found[0]),
        }
        for found in _MARKED.finditer(text)
    ]


def as_html(text: str, entities: Sequence[Entity]) -> str:
    """What Telegram has understood, for the page; entities overlap only by nesting."""
    if not entities:
        return escape(text, quote=False)
    units = text.encode("utf-16-le")
    ends: dict[int, list[str]] = {}
    starts: dict[int, list[str]] = {}
    for entity in sorted(entities, key=lambda one: (one["offset"], -one["length"])):
        opening = _opening(entity)
        if opening:
            name = re.split(r"[ >]", opening[1:], maxsplit=1)[0]
            starts.setdefault(entity["offset"], []).append(opening)
            ends.setdefault(entity["offset"] + entity["length"], []).insert(0, f"</{name}>")
    parts, last = [], 0
    for at in sorted({*starts, *ends}):
        parts.append(escape(units[last * 2 : at * 2].decode("utf-16-le", "replace"), quote=False))
        parts += ends.get(at, [])
        parts += starts.get(at, [])
        last = at
    parts.append(escape(units[last * 2 :].decode("utf-16-le", "replace"), quote=False))
    return "".join(parts)


def _opening(entity: Entity) -> str:
    match entity["type"]:
        case "text_link":
            return f'<a href="{escape(entity["url"])}">'
        case "text_mention":
            return f'<a href="tg://user?id={int(entity["user"]["id"])}">'
    return _OPENING.get(entity["type"], "")
