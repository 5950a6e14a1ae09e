"""Finds the chat and the message a call means, or refuses with Telegram's reason."""

from playground.arguments import Arguments
from playground.refusals import RefusedCall, bad_request, forbidden
from playground.stand_in import StandIn
from playground.world import Chat, Message


def chat_to_write(stand_in: StandIn, arguments: Arguments) -> Chat:
    """Raises RefusedCall."""
    chat = _chat(stand_in, arguments)
    if chat.private:
        if not chat.started:
            if chat.id in stand_in.world.seen:
                raise forbidden("bot can't initiate conversation with a user")
            raise bad_request("chat not found")
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
        return chat
    if chat.moved_to is not None:
        raise RefusedCall(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            {"migrate_to_chat_id": chat.moved_to},
        )
    return _as_member(chat)


def chat_to_read(stand_in: StandIn, arguments: Arguments) -> Chat:
    """Raises RefusedCall."""
    chat = _chat(stand_in, arguments)
    if chat.private and not chat.started and chat.id not in stand_in.world.seen:
        raise bad_request("chat not found")
    return chat


def message_to_edit(stand_in: StandIn, arguments: Arguments) -> Message:
    """Only the bot's own. Raises RefusedCall."""
    if not arguments.text("chat_id") and not arguments.integer("message_id"):
        raise bad_request("Message identifier is not specified")
    chat = chat_to_read(stand_in, arguments)
    if not chat.private:
        _as_member(chat)
    message = chat.messages.get(arguments.integer("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if message.sender is not None or message.service is not None:
        raise bad_request("Message can't be edited")
    return message


def _chat(stand_in: StandIn, arguments: Arguments) -> Chat:
    named = arguments.text("chat_id")
    if not named:
        raise bad_request("chat_id is empty")
    chat = stand_in.world.chats.get(arguments.integer("chat_id"))
    if chat is None:
        raise bad_request("chat not found")
    return chat


def _as_member(chat: Chat) -> Chat:
    kind = "supergroup" if chat.type == "supergroup" else "group"
    if chat.bot_is == "kicked":
        raise forbidden(f"bot was kicked from the {kind} chat")
    if chat.bot_is == "left":
        raise forbidden(f"bot is not a member of the {kind} chat")
    return chat
