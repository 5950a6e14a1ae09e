"""Fits texts with Telegram's HTML tags into Telegram's limits without breaking a tag, an entity or an emoji."""

import re
import unicodedata
from collections.abc import Iterator
from html import unescape

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
# The server refuses a longer raw text before it looks at the tags.
RAW_BYTES = 32_000
MORE = "…"
# A longer chain of joined code points is no emoji but a prank (or a row of flags, whence an even number).
LONGEST_SIGN = 16

_TAG = r"""</?[A-Za-z][^<>"']*(?:"[^"]*"[^<>"']*|'[^']*'[^<>"']*)*>"""
_ENTITY = r"&(?:lt|gt|amp|quot|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});"
_TOKENS = re.compile(f"(?P<tag>{_TAG})|(?P<entity>{_ENTITY})|.", re.DOTALL)
_MARKS = re.compile(f"{_TAG}|{_ENTITY}", re.DOTALL)
_TAGS = re.compile(_TAG)
_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")


def fit(html: str, limit: int = TEXT_LIMIT, raw_bytes: int = RAW_BYTES) -> str:
    """The text itself if it fits; otherwise cut after a whole line where that keeps at least half, else mid-line."""
    html = clean(html)
    if not has_substance(html):
        return MORE
    if visible_length(html) <= limit and len(html.encode()) <= raw_bytes:
        return html
    return _cut(html, limit - 2, raw_bytes - 8)


def plain(html: str, limit: int = TEXT_LIMIT) -> str:
    """What a reader would see, with no markup, within the limit."""
    text = _MARKS.sub(lambda found: "" if found[0][0] == "<" else unescape(found[0]), clean(html))
    if len(text) <= limit:
        return text if has_substance(text) else MORE
    end = limit - 1
    while end > limit // 2 and _joined(text[end - 1], text[end]):
        end -= 1
    return text[:end] + MORE


def visible_length(html: str) -> int:
    """Code points after the tags and entities have been read, as the server counts."""
    return len(_MARKS.sub(lambda found: "" if found[0][0] == "<" else "x", html))


def clean(text: str) -> str:
    """Without lone surrogates, which no encoder takes."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return text


def has_substance(html: str) -> bool:
    """Telegram refuses a text of nothing but blanks and invisible marks."""
    return any(unicodedata.category(c)[0] not in "ZC" for c in _TAGS.sub("", html))


def _cut(html: str, limit: int, raw_bytes: int) -> str:
    """Walks the tokens up to the first excess and goes back to the last good place, closing the tags open there."""
    line_end: tuple[int, str] | None = None
    anywhere: tuple[int, str] = (0, "")
    opened: list[str] = []
    shown, size, run, dropped = 0, 0, 0, set[int]()
    before = ""
    for start, part, name in _walk(html):
        closing = "".join(f"</{tag}>" for tag in reversed(opened))
        if size + len(closing) + len(part.encode()) > raw_bytes:
            break
        if name:
            if not part.startswith("</"):
                # Its own end tag must have room, too.
                if size + len(closing) + len(part.encode()) + len(name) + 3 > raw_bytes:
                    break
                opened.append(name)
            elif opened and opened[-1] == name:
                opened.pop()
            else:
                dropped.add(start)
                continue
            size += len(part.encode())
            continue
        run = run + 1 if _joined(before, part) else 0
        if run % LONGEST_SIGN == 0:
            anywhere = (start, closing)
        if part == "\n" and shown >= limit // 2:
            line_end = (start, closing)
        if shown == limit:
            break
        shown += 1
        size += len(part.encode())
        before = part
    else:
        anywhere = (len(html), "".join(f"</{tag}>" for tag in reversed(opened)))
    end, closing = line_end or anywhere
    kept = "".join(part for start, part, _ in _walk(html[:end]) if start not in dropped)
    return kept + closing + ("\n" if line_end else "") + MORE


def _walk(html: str) -> Iterator[tuple[int, str, str]]:
    """(position, token, tag's name or ""): a token is a tag, an entity or one character."""
    for found in _TOKENS.finditer(html):
        tag = found["tag"]
        name = _NAME.match(tag) if tag else None
        yield found.start(), found[0], name[1].lower() if name else ""


def _joined(before: str, after: str) -> bool:
    """Whether a reader sees the two as one sign."""
    if len(before) != 1 or len(after) != 1:
        return False
    code = ord(after)
    return (
        before == "\u200d"
        or after == "\u200d"
        or 0x1F3FB <= code <= 0x1F3FF
        or 0xE0020 <= code <= 0xE007F
        or (0x1F1E6 <= ord(before) <= 0x1F1FF and 0x1F1E6 <= code <= 0x1F1FF)
        or unicodedata.category(after) in ("Mn", "Me")
    )
