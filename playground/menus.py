"""The bot's lists of commands, and which of them a chat is shown."""

from collections.abc import Iterator
from typing import Any

from playground.refusals import bad_request
from playground.world import Chat

Commands = list[dict[str, Any]]
Scope = tuple[str, int, int]
"""Type, chat id and user id; 0 where the type has none."""

DEFAULT: Scope = ("default", 0, 0)
OF_A_CHAT = ("chat", "chat_administrators", "chat_member")
WIDE = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
MOST_COMMANDS = 100
LONGEST_COMMAND = 32
LONGEST_DESCRIPTION = 256


class Menus:
    def __init__(self) -> None:
        self._lists: dict[tuple[Scope, str], Commands] = {}

    def set(self, scope: Scope, language: str, commands: Commands) -> None:
        """An empty list is no list."""
        if commands:
            self._lists[scope, language] = commands
        else:
            self._lists.pop((scope, language), None)

    def get(self, scope: Scope, language: str) -> Commands:
        return self._lists.get((scope, language), [])

    def shown_in(self, chat: Chat) -> Commands:
        """The first list that there is, from the narrowest scope to the widest, in the person's language first."""
        language = chat.members[0].language_code.partition("-")[0].lower() if chat.members else ""
        for scope in _scopes(chat):
            for wanted in (language, ""):
                if commands := self.get(scope, wanted):
                    return commands
        return []


def _scopes(chat: Chat) -> Iterator[Scope]:
    yield "chat", chat.id, 0
    yield ("all_private_chats" if chat.private else "all_group_chats"), 0, 0
    yield DEFAULT


def read_commands(value: object) -> Commands:
    """Raises RefusedCall."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise bad_request("expected an Array of BotCommand")
    commands = [_read_command(command) for command in value]
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    return commands


def _read_command(command: object) -> dict[str, Any]:
    if not isinstance(command, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    for field in ("command", "description"):
        if not isinstance(command.get(field), str):
            raise bad_request(f"can't parse BotCommand: Can't find field \"{field}\"")
    name, description = command["command"].strip().removeprefix("/"), command["description"].strip()
    if not name:
        raise bad_request("Command must be non-empty")
    if len(name) > LONGEST_COMMAND:
        raise bad_request(f"Command length must not exceed {LONGEST_COMMAND}")
    if not description:
        raise bad_request("Command description must be non-empty")
    if len(description) > LONGEST_DESCRIPTION:
        raise bad_request(f"Command description length must not exceed {LONGEST_DESCRIPTION}")
    if not all(sign.isascii() and (sign.islower() or sign.isdigit() or sign == "_") for sign in name):
        raise bad_request("BOT_COMMAND_INVALID")
    return {"command": name, "description": description}
