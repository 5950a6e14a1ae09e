"""How a command speaks: the catalogue's texts as plain lines, refusals as one line on stderr."""

import html
import re
import sys
from collections.abc import Iterable

from language.wording.catalogue import Language, has, say
from ledger.plans import Doubt
from ledger.refusals import Refusal

_TAG = re.compile(r"</?(?:a|b|blockquote|code|i|pre|s|tg-spoiler|u)(?:\s[^<>]*)?>")

DONE, REFUSED, USAGE = 0, 1, 2
"""Exit codes (operators.md)."""


def line(language: Language, key: str, /, **values: object) -> str:
    """A text of the catalogue for a terminal."""
    return plain(say(language, key, **values))


def plain(markup: str) -> str:
    """Without Telegram's tags and escapes."""
    return html.unescape(_TAG.sub("", markup))


def doubtful(language: Language, doubts: Iterable[Doubt]) -> list[str]:
    return [line(language, f"doubt_{doubt.code}", **dict(doubt.params)) for doubt in doubts]


def refuse(language: Language, refusal: Refusal) -> int:
    """Says why not on stderr and gives the exit code that goes with it."""
    values: dict[str, object] = dict(refusal.params)
    kind = f"file_kind_{values.get('kind')}"
    if has(kind):
        values["kind"] = line(language, kind)
    print(" ".join(line(language, f"refused_{refusal.code}", **values).split()), file=sys.stderr)
    return REFUSED
