"""The methods that change or delete a message."""

from playground.arguments import Arguments
from playground.keyboards import read_keyboard
from playground.methods.addressing import chat_to_write, message_to_edit
from playground.methods.wording import read_caption, read_text
from playground.refusals import NOT_MODIFIED, bad_request
from playground.stand_in import StandIn
from playground.world import Json, Message, message_json

DELETABLE_SECONDS = 48 * 3600


def edit_message_text(stand_in: StandIn, arguments: Arguments) -> Json:
    text, entities = read_text(arguments)
    keyboard = read_keyboard(arguments.parsed("reply_markup", "reply keyboard markup"))
    message = message_to_edit(stand_in, arguments)
    if message.file is not None:
        raise bad_request("There is no text in the message to edit")
    if (text, entities, keyboard) == (message.text, list(message.entities), message.keyboard):
        raise bad_request(NOT_MODIFIED)
    message.text, message.entities, message.keyboard = text, entities, keyboard
    return _edited(stand_in, message)


def edit_message_caption(stand_in: StandIn, arguments: Arguments) -> Json:
    text, entities = read_caption(arguments)
    keyboard = read_keyboard(arguments.parsed("reply_markup", "reply keyboard markup"))
    message = message_to_edit(stand_in, arguments)
    if message.file is None:
        raise bad_request("There is no caption in the message to edit")
    if (text, entities, keyboard) == (message.text, list(message.entities), message.keyboard):
        raise bad_request(NOT_MODIFIED)
    message.text, message.entities, message.keyboard = text, entities, keyboard
    return _edited(stand_in, message)


def edit_message_reply_markup(stand_in: StandIn, arguments: Arguments) -> Json:
    keyboard = read_keyboard(arguments.parsed("reply_markup", "reply keyboard markup"))
    message = message_to_edit(stand_in, arguments)
    if keyboard == message.keyboard:
        raise bad_request(NOT_MODIFIED)
    message.keyboard = keyboard
    return _edited(stand_in, message)


def delete_message(stand_in: StandIn, arguments: Arguments) -> bool:
    if not arguments.text("chat_id"):
        raise bad_request("Chat identifier is not specified")
    if not arguments.integer("message_id"):
        raise bad_request("Message identifier is not specified")
    chat = chat_to_write(stand_in, arguments)
    message = chat.messages.get(arguments.integer("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    if not chat.private and message.sender is not None:
        raise bad_request("Message can't be deleted")
    if stand_in.clock.seconds() - message.date > DELETABLE_SECONDS:
        raise bad_request("Message can't be deleted for everyone")
    stand_in.remove(message)
    return True


def _edited(stand_in: StandIn, message: Message) -> Json:
    message.edited = stand_in.clock.seconds()
    stand_in.show("edit", message)
    return message_json(message, stand_in.bot)
