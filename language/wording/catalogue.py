"""The texts in both languages: texts/<language>/<topic>.toml, found by key, filled with values."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal, cast

LANGUAGES = ("zh", "en")
Language = Literal["zh", "en"]

Text = str | dict[str, str]
"""A template, or {"one": …, "other": …} chosen by the value called `count`."""


class Markup(str):
    """Text that already is Telegram's HTML; every other text is escaped where it is filled in."""

    __slots__ = ()


def escape(text: str) -> Markup:
    if "&" in text or "<" in text or ">" in text:
        return Markup(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
    return Markup(text)


def say(language: Language, key: str, /, **values: object) -> Markup:
    """Raises KeyError for a text or a value that is missing: the tests look for that, users never see it."""
    template = _texts(language)[key]
    if isinstance(template, dict):
        template = template["one" if values["count"] == 1 else "other"]
    for name, value in values.items():
        if isinstance(value, str) and not isinstance(value, Markup):
            values[name] = escape(value)
    return Markup(template.format_map(values))


def has(key: str) -> bool:
    return key in _texts("zh")


def language_of(name: str, otherwise: Language = "zh") -> Language:
    """The language of a Telegram language code such as "en-US" or "zh-hans"."""
    code = name.partition("-")[0].lower()
    return cast(Language, code) if code in LANGUAGES else otherwise


@cache
def _texts(language: Language) -> dict[str, Text]:
    texts: dict[str, Text] = {}
    for file in sorted(files(__package__).joinpath("texts", language).iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            for key, text in tomllib.loads(file.read_text("utf-8")).items():
                if key in texts:
                    raise ValueError(f"the text {key} stands twice, once in {file.name}")
                texts[key] = text
    return texts
