"""What people do: speak, press buttons, send files, block the bot; each becomes updates as Telegram would make them."""

import re
from collections.abc import Iterator
from typing import Any

from playground.arguments import Upload
from playground.entities import cleaned, found_by_client
from playground.files import LARGEST_PHOTO, PHOTO_MIMES, picture_size
from playground.keyboards import data_on
from playground.methods.wording import LONGEST_CAPTION, LONGEST_TEXT
from playground.people import Person
from playground.presses import Press
from playground.stand_in import StandIn
from playground.updates import PRESS_SECONDS
from playground.world import Chat, Message, message_json, user_json


class Impossible(Exception):
    """A person cannot do that; `code` is one word for the page, the text says it in English."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code


def say(stand_in: StandIn, chat_id: int, person_id: int, text: str, reply_to: int | None = None) -> list[Message]:
    """Too long a text goes out in several messages, as from Telegram's own programs. Raises Impossible."""
    chat, person = _speaking(stand_in, chat_id, person_id)
    tidy, _ = cleaned(text)
    if not tidy:
        raise Impossible("empty", "there is nothing to say")
    answered = chat.messages.get(reply_to) if reply_to is not None else None
    return [_said(stand_in, chat, person, piece, answered) for piece in _pieces(tidy)]


def edit(stand_in: StandIn, chat_id: int, person_id: int, message_id: int, text: str) -> Message:
    """Changes what this person has said. Raises Impossible."""
    chat, person = _speaking(stand_in, chat_id, person_id)
    message = chat.messages.get(message_id)
    if message is None or message.sender != person or message.file is not None:
        raise Impossible("gone", "this person has no such text here")
    tidy, _ = cleaned(text[:LONGEST_TEXT])
    if not tidy:
        raise Impossible("empty", "there is nothing to say")
    message.text, message.entities, message.edited = tidy, found_by_client(tidy), stand_in.clock.seconds()
    stand_in.show("edit", message)
    if chat.private or (chat.bot_is == "member" and _meant_for_bot(stand_in, message)):
        stand_in.tell_bot_of_message(message)
    return message


def upload(stand_in: StandIn, chat_id: int, person_id: int, file: Upload, caption: str = "") -> Message:
    """A picture goes as a photo, anything else as a document. Raises Impossible."""
    chat, person = _speaking(stand_in, chat_id, person_id)
    if not file.content:
        raise Impossible("empty", "the file is empty")
    as_photo = file.mime in PHOTO_MIMES and len(file.content) <= LARGEST_PHOTO and all(picture_size(file.content))
    text, _ = cleaned(caption[:LONGEST_CAPTION])
    kept = stand_in.files.keep(file, as_photo=as_photo)
    message = stand_in.write(chat, person, text, found_by_client(text), file=kept)
    _tell(stand_in, message)
    return message


def press(
    stand_in: StandIn, chat_id: int, person_id: int, message_id: int, data: str | None = None, label: str | None = None
) -> Press:
    """The button with this data, or with this label. Raises Impossible."""
    chat, person = _speaking(stand_in, chat_id, person_id)
    message = chat.messages.get(message_id)
    if message is None:
        raise Impossible("gone", "this message is no longer there")
    buttons = [found for text, found in data_on(message.keyboard) if found == data or (data is None and text == label)]
    if not buttons:
        raise Impossible("no_button", "this message has no such button")
    begun = stand_in.presses.begin(person.id, message, buttons[0])
    query: dict[str, Any] = {
        "id": begun.id,
        "from": user_json(person),
        "message": message_json(message, stand_in.bot),
        "chat_instance": str(abs(chat.id) * 1_000_003),
        "data": begun.data,
    }
    stand_in.queue.push("callback_query", query, ("press", person.id), PRESS_SECONDS)
    return begun


def block(stand_in: StandIn, person_id: int, blocked: bool) -> None:
    """Raises Impossible."""
    person = _person(stand_in, person_id)
    chat = stand_in.world.chats[person.id]
    if chat.blocked == blocked:
        return
    chat.blocked = blocked
    if chat.started:
        statuses = ("member", "kicked") if blocked else ("kicked", "member")
        stand_in.tell_bot_of_membership(chat, person, *statuses)
    stand_in.page.tell("state", {})


def invite_bot(stand_in: StandIn, chat_id: int, person_id: int, inside: bool) -> None:
    """Adds the bot to a group or throws it out. Raises Impossible."""
    chat, person = _speaking(stand_in, chat_id, person_id)
    if chat.private or (chat.bot_is == "member") == inside:
        raise Impossible("no_change", "nothing would change")
    before, chat.bot_is = chat.bot_is, "member" if inside else "kicked"
    stand_in.tell_bot_of_membership(chat, person, before, chat.bot_is)
    stand_in.page.tell("state", {})


def upgrade(stand_in: StandIn, chat_id: int) -> Chat:
    """A basic group becomes a supergroup; the bot hears of it in both. Raises Impossible."""
    chat = stand_in.world.chats.get(chat_id)
    if chat is None or chat.type != "group" or chat.moved_to is not None:
        raise Impossible("no_group", "only a basic group can become a supergroup")
    new = stand_in.world.upgrade(chat, -1_000_000_000_000 + chat.id)
    for place, service in ((chat, {"migrate_to_chat_id": new.id}), (new, {"migrate_from_chat_id": chat.id})):
        message = stand_in.write(place, chat.members[0], service=service)
        stand_in.tell_bot_of_message(message)
        del place.messages[message.id]
    stand_in.page.tell("state", {})
    return new


def _speaking(stand_in: StandIn, chat_id: int, person_id: int) -> tuple[Chat, Person]:
    person = _person(stand_in, person_id)
    chat = stand_in.world.chats.get(chat_id)
    if chat is None or person not in chat.members:
        raise Impossible("no_chat", "this person is not in this chat")
    if chat.moved_to is not None:
        raise Impossible("no_chat", "this group has become a supergroup")
    if chat.blocked:
        raise Impossible("blocked", "this person has blocked the bot")
    return chat, person


def _person(stand_in: StandIn, person_id: int) -> Person:
    person = stand_in.world.people.get(person_id)
    if person is None:
        raise Impossible("no_person", "nobody has this id")
    return person


def _said(stand_in: StandIn, chat: Chat, person: Person, text: str, answered: Message | None) -> Message:
    message = stand_in.write(chat, person, text, found_by_client(text), reply_to=answered)
    _tell(stand_in, message)
    return message


def _tell(stand_in: StandIn, message: Message) -> None:
    chat = message.chat
    if not chat.private and (chat.bot_is != "member" or not _meant_for_bot(stand_in, message)):
        return
    chat.started = chat.started or chat.private
    if message.sender:
        stand_in.world.seen.add(message.sender.id)
    stand_in.tell_bot_of_message(message)


def _meant_for_bot(stand_in: StandIn, message: Message) -> bool:
    """Privacy mode: in a group the bot hears commands, its name, and answers to what it has said."""
    if message.reply_to is not None and message.reply_to.sender is None:
        return True
    name = re.escape(stand_in.account.username)
    command = re.match(r"/[A-Za-z0-9_]+(@[A-Za-z0-9_]+)?", message.text)
    if command is not None:
        return command[1] is None or command[1][1:].casefold() == stand_in.account.username.casefold()
    return re.search(rf"(?<![A-Za-z0-9_])@{name}(?![A-Za-z0-9_])", message.text, re.IGNORECASE) is not None


def _pieces(text: str) -> Iterator[str]:
    for at in range(0, len(text), LONGEST_TEXT):
        piece = text[at : at + LONGEST_TEXT].strip()
        if piece:
            yield piece
