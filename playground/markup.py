"""Reads Telegram's HTML the way its server does, with the same errors at the same byte offsets."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from playground.entities import Entity, utf16_length
from playground.refusals import RefusedCall, bad_request

KINDS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler", "span": "spoiler",
    "code": "code", "pre": "pre", "blockquote": "blockquote", "a": "text_link", "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}  # fmt: skip
SCHEMES = ("http://", "https://", "tg://", "ton://", "tonsite://", "mailto:", "tel:")

_SPECIAL = re.compile(r"[<&]")
_ENTITY = re.compile(r"&(?:#x(?P<hex>[0-9a-fA-F]+)|#(?P<decimal>[0-9]+)|(?P<name>[A-Za-z]+));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_SPACE = " \t\r\n\0\x0b"
_TAG_NAME = re.compile(r"[^ \t\r\n\0\x0b>]*")
_ATTRIBUTE_NAME = re.compile(r"[^ \t\r\n\0\x0b=>/\"']*")
_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_USER_LINK = re.compile(r"tg://user\?id=(\d+)$")


@dataclass(slots=True)
class _Open:
    name: str
    argument: str
    offset: int
    part: int
    """Where its text begins among the parts read so far."""


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """The text and its entities. Raises RefusedCall."""
    if not _SPECIAL.search(source):
        return source, []
    return _Reader(source).read()


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.parts: list[str] = []
        self.offset = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []

    def read(self) -> tuple[str, list[Entity]]:
        while (special := _SPECIAL.search(self.source, self.at)) is not None:
            self._take(self.source[self.at : special.start()])
            self.at = special.start()
            if special[0] == "&":
                self._character()
            elif self.source.startswith("</", self.at):
                self._end_tag()
            else:
                self._start_tag()
        self._take(self.source[self.at :])
        if self.open:
            raise _unreadable(f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"')
        text = "".join(self.parts)
        try:
            text.encode()
        except UnicodeEncodeError:
            raise _unreadable(
                "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate "
                "code units"
            ) from None
        return text, sorted(_tidied(self.entities), key=lambda one: (one["offset"], -one["length"]))

    def _take(self, text: str) -> None:
        if text:
            self.parts.append(text)
            self.offset += utf16_length(text)

    def _character(self) -> None:
        found = _ENTITY.match(self.source, self.at)
        character = _decoded(found) if found else ""
        if found and character:
            self.parts.append(character)
            self.offset += 1 + (ord(character) > 0xFFFF)
            self.at = found.end()
        else:
            self._take("&")
            self.at += 1

    def _start_tag(self) -> None:
        begin = self.at
        name = self._match(_TAG_NAME, begin + 1)
        if self._ended():
            raise self._error("Unclosed start tag", begin)
        name = name.lower()
        if name not in KINDS:
            raise self._error(f'Unsupported start tag "{name}"', begin)
        argument = ""
        while self.source[self.at] != ">":
            argument = self._attribute(name, argument, begin)
            if self._ended():
                raise self._error("Unclosed start tag", begin)
        self.at += 1
        if name == "span" and argument != "spoiler":
            raise self._error('Tag "span" must have class "tg-spoiler"', begin)
        self.open.append(_Open(name, argument, self.offset, len(self.parts)))

    def _attribute(self, tag: str, argument: str, begin: int) -> str:
        """Reads one attribute and the blanks before it; the tag's argument afterwards."""
        self._skip_blanks()
        if not self._ended() and self.source[self.at] == ">":
            return argument
        attribute = self._match(_ATTRIBUTE_NAME, self.at)
        if not attribute:
            raise self._error(f'Empty attribute name in the tag "{tag}"', begin)
        self._skip_blanks()
        if self._ended():
            raise self._error(f'Unclosed start tag "{tag}"', begin)
        if self.source[self.at] != "=":
            return "1" if (tag, attribute) == ("blockquote", "expandable") else argument
        self.at += 1
        self._skip_blanks()
        if self._ended():
            raise self._error(f'Unclosed start tag "{tag}"', begin)
        return _argument(tag, attribute, self._value(), argument)

    def _value(self) -> str:
        quote = self.source[self.at]
        if quote not in "'\"":
            start = self.at
            token = self._match(_TOKEN, start).lower()
            if not self._ended() and self.source[self.at] not in _SPACE + ">":
                raise self._error("Unexpected end of name token", start)
            return token
        end = self.source.find(quote, self.at + 1)
        raw = self.source[self.at + 1 : end if end >= 0 else len(self.source)]
        self.at = end + 1 if end >= 0 else len(self.source)
        return _ENTITY.sub(lambda found: _decoded(found) or found[0], raw)

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise self._error("Unexpected end tag", begin)
        name = self._match(_TAG_NAME, begin + 2).lower()
        self._skip_blanks()
        if self._ended() or self.source[self.at] != ">":
            raise self._error("Unclosed end tag", begin)
        self.at += 1
        opened = self.open[-1]
        if name and name != opened.name:
            raise self._error("Unmatched end tag", begin, f', expected "</{opened.name}>", found "</{name}>"')
        self.open.pop()
        if self.offset > opened.offset:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        entity: Entity = {"type": KINDS[opened.name], "offset": opened.offset, "length": self.offset - opened.offset}
        before = self.entities[-1] if self.entities else {}
        same_place = all(before.get(key) == entity[key] for key in ("offset", "length"))
        match opened.name:
            case "a":
                address = opened.argument or "".join(self.parts[opened.part :])
                entity = _linked(entity, address)
                if not entity:
                    return
            case "blockquote" if opened.argument:
                entity["type"] = "expandable_blockquote"
            case "code" if same_place and before.get("type") == "pre" and opened.argument:
                before["language"] = opened.argument
                return
            case "code" if opened.argument:
                entity["language"] = opened.argument
            case "pre" if same_place and before.get("type") == "code" and "language" in before:
                before["type"] = "pre"
                return
            case "tg-emoji":
                if not opened.argument.isdecimal() or not int(opened.argument):
                    raise _unreadable("Invalid custom emoji identifier specified")
                entity["custom_emoji_id"] = opened.argument
            case "tg-time":
                entity["unix_time"] = opened.argument
        self.entities.append(entity)

    def _match(self, pattern: re.Pattern[str], start: int) -> str:
        found = pattern.match(self.source, start)
        self.at = found.end() if found else start
        return found[0] if found else ""

    def _skip_blanks(self) -> None:
        while self.at < len(self.source) and self.source[self.at] in _SPACE:
            self.at += 1

    def _ended(self) -> bool:
        return self.at >= len(self.source)

    def _error(self, what: str, at: int, more: str = "") -> RefusedCall:
        return _unreadable(f"{what} at byte offset {len(self.source[:at].encode())}{more}")


def _decoded(found: re.Match[str]) -> str:
    """The character; empty when Telegram leaves the sign as it stands."""
    if found["name"]:
        return _NAMED.get(found["name"], "")
    code = int(found["hex"], 16) if found["hex"] else int(found["decimal"])
    digits = len(found[0].rstrip(";"))
    return chr(code) if 0 < code < 0x10FFFF and digits < 10 else ""


def _argument(tag: str, attribute: str, value: str, before: str) -> str:
    match tag, attribute:
        case ("a", "href") | ("tg-emoji", "emoji-id") | ("tg-time", "unix"):
            return value
        case "code", "class" if value.startswith("language-"):
            return value[9:]
        case "span", "class" if value.startswith("tg-"):
            return value[3:]
        case "blockquote", "expandable":
            return "1"
    return before


def _linked(entity: Entity, address: str) -> Entity:
    """Telegram drops the link, not the text, when the address is none."""
    user = _USER_LINK.match(address)
    if user:
        return {**entity, "type": "text_mention", "user": {"id": int(user[1]), "is_bot": False, "first_name": ""}}
    if address.lower().startswith(SCHEMES):
        return {**entity, "url": address}
    if "." in address and not re.search(r"\s|:(?!\d)", address):
        return {**entity, "url": f"http://{address}"}
    return {}


def _tidied(entities: Sequence[Entity]) -> list[Entity]:
    """Only a block of code keeps its language."""
    return [
        {key: value for key, value in one.items() if key != "language"} if one["type"] == "code" else one
        for one in entities
    ]


def _unreadable(reason: str) -> RefusedCall:
    return bad_request(f"can't parse entities: {reason}")
