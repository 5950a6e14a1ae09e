"""Chats and messages as Telegram holds them, with its numbering of messages."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from playground.entities import Entity
from playground.files import StoredFile
from playground.keyboards import Keyboard
from playground.people import Group, Person

Json = dict[str, Any]
ChatType = Literal["private", "group", "supergroup"]

KEPT_MESSAGES = 2000
"""In each chat; measurements send without end."""


@dataclass(slots=True)
class Message:
    """`sender` is None for the bot. `date` and `edited` are unix seconds. `service` is what a service message tells."""

    id: int
    chat: "Chat"
    sender: Person | None
    date: int
    text: str = ""
    entities: Sequence[Entity] = ()
    keyboard: Keyboard | None = None
    file: StoredFile | None = None
    reply_to: "Message | None" = None
    edited: int | None = None
    silent: bool = False
    service: Json | None = None


@dataclass(slots=True)
class Chat:
    """`started` and `blocked` are of private chats, `bot_is` and `moved_to` of groups."""

    id: int
    type: ChatType
    title: str
    members: tuple[Person, ...]
    numbers: Iterator[int]
    started: bool = False
    blocked: bool = False
    bot_is: Literal["member", "left", "kicked"] = "member"
    moved_to: int | None = None
    messages: dict[int, Message] = field(default_factory=dict)

    @property
    def private(self) -> bool:
        return self.type == "private"

    @property
    def last(self) -> Message | None:
        return next(reversed(self.messages.values()), None)

    def take(self, message: Message) -> Message:
        self.messages[message.id] = message
        if len(self.messages) > KEPT_MESSAGES:
            del self.messages[next(iter(self.messages))]
        return message

    def next_id(self) -> int:
        return next(self.numbers)


class World:
    """One counter numbers the messages of all private chats and basic groups; every supergroup has its own."""

    def __init__(self, people: Sequence[Person], groups: Sequence[Group]) -> None:
        self._numbers = itertools.count(1)
        self.people: dict[int, Person] = {person.id: person for person in people}
        self.chats: dict[int, Chat] = {
            person.id: Chat(person.id, "private", person.name, (person,), self._numbers) for person in people
        }
        for group in groups:
            members = tuple(self.people[member] for member in group.member_ids)
            numbers = itertools.count(1) if group.supergroup else self._numbers
            kind: ChatType = "supergroup" if group.supergroup else "group"
            self.chats[group.id] = Chat(group.id, kind, group.title, members, numbers)
        self.seen: set[int] = set()
        """People whom the bot has met: to others it cannot even try to write."""

    def upgrade(self, chat: Chat, new_id: int) -> Chat:
        """A basic group becomes a supergroup with a new id."""
        chat.moved_to = new_id
        self.chats[new_id] = Chat(new_id, "supergroup", chat.title, chat.members, itertools.count(1))
        return self.chats[new_id]


def user_json(person: Person) -> Json:
    return {"id": person.id, "is_bot": False, "first_name": person.name, "language_code": person.language_code}


def chat_json(chat: Chat) -> Json:
    if chat.private:
        return {"id": chat.id, "type": "private", "first_name": chat.title}
    return {"id": chat.id, "type": chat.type, "title": chat.title}


def message_json(message: Message, bot: Json, *, with_reply: bool = True) -> Json:
    """The Bot API's Message; `bot` is the bot as a User."""
    told: Json = {
        "message_id": message.id,
        "from": user_json(message.sender) if message.sender else bot,
        "chat": chat_json(message.chat),
        "date": message.date,
    }
    if message.edited is not None:
        told["edit_date"] = message.edited
    if message.reply_to is not None and with_reply:
        told["reply_to_message"] = message_json(message.reply_to, bot, with_reply=False)
    if message.file is not None:
        told.update(_file_json(message.file))
    if message.text:
        told["caption" if message.file else "text"] = message.text
    if message.entities:
        told["caption_entities" if message.file else "entities"] = list(message.entities)
    if message.keyboard is not None:
        told["reply_markup"] = message.keyboard
    if message.service is not None:
        told.update(message.service)
    return told


def _file_json(file: StoredFile) -> Json:
    described: Json = {"file_id": file.id, "file_unique_id": file.unique_id, "file_size": file.size}
    if file.is_photo:
        return {"photo": [{**described, "width": file.width, "height": file.height}]}
    return {"document": {**described, "file_name": file.name, "mime_type": file.mime}}
