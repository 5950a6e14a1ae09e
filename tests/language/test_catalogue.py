"""Both languages say the same things with the same values."""

import string
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

import language.wording
from language.wording.catalogue import Text, say

TEXTS = Path(str(files(language.wording) / "texts"))
TOPICS = sorted({file.name for file in TEXTS.rglob("*.toml")})


def texts(language: str, topic: str) -> dict[str, Text]:
    found: dict[str, Text] = tomllib.loads((TEXTS / language / topic).read_text("utf-8"))
    return found


def placeholders(text: Text) -> set[str]:
    forms = text.values() if isinstance(text, dict) else [text]
    return {name for form in forms for _, name, _, _ in string.Formatter().parse(form) if name}


def templates(language: str) -> Iterator[tuple[str, str, Text]]:
    for topic in TOPICS:
        for key, text in texts(language, topic).items():
            yield topic, key, text


@pytest.mark.parametrize("topic", TOPICS)
def test_the_same_keys_stand_in_both(topic: str) -> None:
    assert set(texts("zh", topic)) == set(texts("en", topic)) != set()


@pytest.mark.parametrize("topic", TOPICS)
def test_the_same_values_are_filled_in(topic: str) -> None:
    english = texts("en", topic)
    for key, text in texts("zh", topic).items():
        assert placeholders(text) - {"count"} == placeholders(english[key]) - {"count"}, key


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_key_stands_once(language: str) -> None:
    keys = [key for _, key, _ in templates(language)]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_form_for_one_goes_with_one_for_many(language: str) -> None:
    assert all(set(text) == {"one", "other"} for _, _, text in templates(language) if isinstance(text, dict))


def test_english_has_no_chinese_and_chinese_no_english_sentences() -> None:
    for topic, key, text in templates("en"):
        for form in text.values() if isinstance(text, dict) else [text]:
            bare = form.replace("「", "").replace("」", "")
            assert not any("\u4e00" <= c <= "\u9fff" for c in bare) or "example" in key or "help" in key, (topic, key)


def test_what_people_wrote_is_escaped() -> None:
    assert "&lt;b&gt;" in say("zh", "light_behind", points="<b>", days=1, count=1, calendar_days=0)
