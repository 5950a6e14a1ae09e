"""Reads the text of a message or a caption with its markup, and keeps Telegram's lengths."""

from playground.arguments import Arguments
from playground.entities import Entity, cleaned
from playground.markup import parse_html
from playground.refusals import bad_request

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
MOST_BYTES = 1 << 15


def read_text(arguments: Arguments) -> tuple[str, list[Entity]]:
    """Raises RefusedCall."""
    source = arguments.text("text")
    if not source:
        raise bad_request("Message text is empty")
    text, entities = _formatted(arguments, source, "entities")
    if not text:
        raise bad_request("Text must be non-empty")
    if len(text) > LONGEST_TEXT:
        raise bad_request("Message is too long")
    return text, entities


def read_caption(arguments: Arguments) -> tuple[str, list[Entity]]:
    """May be empty. Raises RefusedCall."""
    text, entities = _formatted(arguments, arguments.text("caption"), "caption_entities")
    if len(text) > LONGEST_CAPTION:
        raise bad_request("Message caption is too long")
    return text, entities


def _formatted(arguments: Arguments, source: str, given_entities: str) -> tuple[str, list[Entity]]:
    if len(source.encode("utf-8", "replace")) > MOST_BYTES:
        raise bad_request("Text is too long")
    mode = arguments.text("parse_mode").lower()
    if mode == "html":
        return cleaned(*parse_html(source))
    if mode in ("markdown", "markdownv2"):
        # Better refused than shown wrongly: nobody here writes Markdown.
        raise bad_request("can't parse entities: the playground reads HTML only")
    if mode not in ("", "none"):
        raise bad_request("Unsupported parse_mode")
    entities = arguments.parsed(given_entities) or []
    if not isinstance(entities, list) or not all(_is_entity(one) for one in entities):
        raise bad_request("can't parse MessageEntity: expected an Object")
    return cleaned(source, entities)


def _is_entity(one: object) -> bool:
    return isinstance(one, dict) and isinstance(one.get("type"), str) and all(
        isinstance(one.get(field), int) for field in ("offset", "length")
    )  # fmt: skip
