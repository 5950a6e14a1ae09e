"""One table of commands feeds the reading of messages, the help and the menus."""

import pytest

from language.commands import ALIASES, BY_NAME, COMMANDS, menu
from language.intents import Clarify
from language.wording.catalogue import LANGUAGES, Language
from ledger.members import Role
from tests.language.understanding.county import heard


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_is_understood_as_its_intent_or_asks_for_what_is_missing(command: object) -> None:
    name, intent = command.name, command.intent  # type: ignore[attr-defined]
    bare = heard(f"/{name}", "admin")
    with_item = heard(f"/{name} 14", "admin")
    assert intent == bare.NAME or isinstance(bare, Clarify)
    assert with_item.NAME in (intent, "clarify", "item", "history", "who", "explain_light")
    assert heard(f"/{name}@duban_bot", "admin").NAME == bare.NAME


def test_aliases_lead_to_commands() -> None:
    assert set(ALIASES.values()) <= set(BY_NAME)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", [None, *Role])
def test_a_menu_is_what_telegram_takes(role: Role | None, language: Language) -> None:
    lines = menu(role, language)
    assert 1 <= len(lines) <= 100
    for name, about in lines:
        assert name.isascii()
        assert name.islower()
        assert len(name) <= 32
        assert 1 <= len(about) <= 60


def test_only_an_admin_is_offered_to_assign() -> None:
    offered = {role for role in Role if "assign" in dict(menu(role, "zh"))}
    assert offered == {Role.ADMIN}
