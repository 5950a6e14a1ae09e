"""The methods that ask or tell who the bot is, what it can, and what a chat or a file is."""

import re
from collections.abc import Callable

from playground.arguments import Arguments
from playground.files import LARGEST_DOWNLOAD
from playground.menus import DEFAULT, OF_A_CHAT, WIDE, Commands, Scope, read_commands
from playground.methods.addressing import chat_to_read, chat_to_write
from playground.refusals import bad_request
from playground.stand_in import StandIn
from playground.world import Chat, Json, chat_json, user_json

_LANGUAGE = re.compile(r"[a-z]{2}")
LONGEST = {"name": 64, "description": 512, "short_description": 120}


def get_me(stand_in: StandIn, _: Arguments) -> Json:
    return {
        **stand_in.bot,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def set_my_commands(stand_in: StandIn, arguments: Arguments) -> bool:
    commands = read_commands(arguments.parsed("commands"))
    stand_in.menus.set(*_list(stand_in, arguments), commands)
    stand_in.page.tell("state", {})
    return True


def get_my_commands(stand_in: StandIn, arguments: Arguments) -> Commands:
    return stand_in.menus.get(*_list(stand_in, arguments))


def delete_my_commands(stand_in: StandIn, arguments: Arguments) -> bool:
    stand_in.menus.set(*_list(stand_in, arguments), [])
    stand_in.page.tell("state", {})
    return True


def set_my(what: str) -> Callable[[StandIn, Arguments], bool]:
    def set_it(stand_in: StandIn, arguments: Arguments) -> bool:
        text = arguments.text(what)
        if len(text) > LONGEST[what]:
            raise bad_request(f"BOT_{what.upper()}_TOO_LONG")
        stand_in.texts[f"{what}:{_language(arguments)}"] = text
        return True

    return set_it


def get_my(what: str) -> Callable[[StandIn, Arguments], Json]:
    def get_it(stand_in: StandIn, arguments: Arguments) -> Json:
        own = stand_in.account.name if what == "name" else ""
        general = stand_in.texts.get(f"{what}:", own)
        return {what: stand_in.texts.get(f"{what}:{_language(arguments)}", general)}

    return get_it


def get_file(stand_in: StandIn, arguments: Arguments) -> Json:
    file_id = arguments.text("file_id")
    if not file_id:
        raise bad_request("file_id not specified")
    file = stand_in.files.by_id(file_id)
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if file.size > LARGEST_DOWNLOAD:
        raise bad_request("file is too big")
    return {"file_id": file.id, "file_unique_id": file.unique_id, "file_size": file.size, "file_path": file.path}


def get_chat(stand_in: StandIn, arguments: Arguments) -> Json:
    chat = chat_to_read(stand_in, arguments)
    no_gifts = dict.fromkeys(
        ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
    )
    return {**chat_json(chat), "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": no_gifts}


def get_chat_member(stand_in: StandIn, arguments: Arguments) -> Json:
    chat = chat_to_read(stand_in, arguments)
    wanted = arguments.integer("user_id")
    if wanted == stand_in.account.id:
        return {"user": stand_in.bot, "status": chat.bot_is, **({"until_date": 0} if chat.bot_is == "kicked" else {})}
    member = _members(chat).get(wanted)
    if member is None:
        raise bad_request("user not found")
    return member


def get_chat_member_count(stand_in: StandIn, arguments: Arguments) -> int:
    return len(chat_to_read(stand_in, arguments).members) + 1


def get_chat_administrators(stand_in: StandIn, arguments: Arguments) -> list[Json]:
    chat = chat_to_read(stand_in, arguments)
    if chat.private:
        raise bad_request("there are no administrators in the private chat")
    return [member for member in _members(chat).values() if member["status"] == "creator"]


def leave_chat(stand_in: StandIn, arguments: Arguments) -> bool:
    chat = chat_to_write(stand_in, arguments)
    if chat.private:
        raise bad_request("chat is not a group, supergroup or channel chat")
    chat.bot_is = "left"
    stand_in.tell_bot_of_membership(chat, None, "member", "left")
    stand_in.page.tell("state", {})
    return True


def _members(chat: Chat) -> dict[int, Json]:
    return {
        person.id: (
            {"user": user_json(person), "status": "member"}
            if at or chat.private
            else {"user": user_json(person), "status": "creator", "is_anonymous": False}
        )
        for at, person in enumerate(chat.members)
    }


def _list(stand_in: StandIn, arguments: Arguments) -> tuple[Scope, str]:
    return _scope(stand_in, arguments), _language(arguments)


def _scope(stand_in: StandIn, arguments: Arguments) -> Scope:
    scope = arguments.parsed("scope", "BotCommandScope")
    if scope is None:
        return DEFAULT
    if not isinstance(scope, dict) or not isinstance(scope.get("type"), str):
        raise bad_request("can't parse BotCommandScope: BotCommandScope must be an Object")
    kind = scope["type"]
    if kind in WIDE:
        return kind, 0, 0
    if kind not in OF_A_CHAT:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    chat = chat_to_read(stand_in, Arguments({"chat_id": scope.get("chat_id", "")}))
    if chat.private and kind != "chat":
        raise bad_request("Can't use specified scope in private chats")
    return kind, chat.id, int(scope.get("user_id", 0)) if kind == "chat_member" else 0


def _language(arguments: Arguments) -> str:
    language = arguments.text("language_code")
    if language and not _LANGUAGE.fullmatch(language):
        raise bad_request("Invalid language code specified")
    return language
