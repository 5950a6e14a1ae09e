"""The methods that bring a new message into a chat."""

import asyncio

from playground.arguments import Arguments
from playground.files import LARGEST_PHOTO, StoredFile
from playground.keyboards import read_keyboard
from playground.methods.addressing import chat_to_write
from playground.methods.wording import read_caption, read_text
from playground.refusals import bad_request, too_many_requests
from playground.stand_in import StandIn
from playground.world import Chat, Json, Message, message_json

ACTIONS = frozenset(
    {
        "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "record_audio",
        "upload_audio", "upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note",
    }
)  # fmt: skip


def send_message(stand_in: StandIn, arguments: Arguments) -> Json:
    text, entities = read_text(arguments)
    keyboard = read_keyboard(arguments.parsed("reply_markup", "reply keyboard markup"))
    chat, reply_to = _place(stand_in, arguments)
    message = stand_in.write(
        chat,
        None,
        text,
        entities,
        keyboard=keyboard,
        reply_to=reply_to,
        silent=arguments.true("disable_notification"),
    )
    return message_json(message, stand_in.bot)


def send_document(stand_in: StandIn, arguments: Arguments) -> Json:
    return _send_file(stand_in, arguments, "document")


def send_photo(stand_in: StandIn, arguments: Arguments) -> Json:
    return _send_file(stand_in, arguments, "photo")


def send_chat_action(stand_in: StandIn, arguments: Arguments) -> bool:
    action = arguments.text("action")
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = chat_to_write(stand_in, arguments)
    stand_in.page.tell("typing", {"chat_id": chat.id, "action": action})
    return True


def _send_file(stand_in: StandIn, arguments: Arguments, kind: str) -> Json:
    text, entities = read_caption(arguments)
    keyboard = read_keyboard(arguments.parsed("reply_markup", "reply keyboard markup"))
    chat, reply_to = _place(stand_in, arguments)
    message = stand_in.write(
        chat,
        None,
        text,
        entities,
        keyboard=keyboard,
        file=_file(stand_in, arguments, kind),
        reply_to=reply_to,
        silent=arguments.true("disable_notification"),
    )
    return message_json(message, stand_in.bot)


def _place(stand_in: StandIn, arguments: Arguments) -> tuple[Chat, Message | None]:
    """The chat and the message answered; also keeps the flood limits where they are wanted."""
    chat = chat_to_write(stand_in, arguments)
    reply_to = _answered(chat, arguments)
    if stand_in.limits is not None:
        seconds = stand_in.limits.too_soon(chat.id, asyncio.get_running_loop().time())
        if seconds is not None:
            raise too_many_requests(seconds)
    return chat, reply_to


def _answered(chat: Chat, arguments: Arguments) -> Message | None:
    wish = arguments.parsed("reply_parameters", "reply parameters")
    if wish is None:
        return None
    if not isinstance(wish, dict):
        raise bad_request("can't parse reply parameters JSON object")
    message = chat.messages.get(wish.get("message_id", 0))
    if message is None and not wish.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return message


def _file(stand_in: StandIn, arguments: Arguments, kind: str) -> StoredFile:
    upload = arguments.upload(kind)
    if upload is not None:
        if not upload.content:
            raise bad_request("file must be non-empty")
        if kind == "photo" and len(upload.content) > LARGEST_PHOTO:
            raise bad_request("file is too big")
        return stand_in.files.keep(upload, as_photo=kind == "photo")
    named = arguments.text(kind)
    if not named:
        raise bad_request(f"there is no {kind} in the request")
    file = stand_in.files.by_id(named)
    if file is None:
        raise bad_request("wrong remote file identifier specified: Wrong string length")
    return file
