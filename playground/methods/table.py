"""Every method the stand-in knows, with all the parameters the Bot API gives it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from inspect import signature
from typing import Any

from playground.arguments import Arguments
from playground.methods import describing, editing, receiving, sending
from playground.stand_in import StandIn
from playground.webhooks import Webhooks


@dataclass(frozen=True, slots=True)
class Method:
    """`answer` gives a JSON value, or bytes that are JSON already, now or later."""

    name: str
    answer: Callable[..., Any]
    parameters: frozenset[str]
    of_webhooks: bool

    def __call__(self, stand_in: StandIn, arguments: Arguments, webhooks: Webhooks) -> Any | Awaitable[Any]:
        if self.of_webhooks:
            return self.answer(stand_in, arguments, webhooks)
        return self.answer(stand_in, arguments)


_SENT = (
    "business_connection_id chat_id message_thread_id direct_messages_topic_id ephemeral_message_parameters parse_mode "
    "disable_notification protect_content allow_paid_broadcast message_effect_id suggested_post_parameters "
    "reply_parameters reply_markup"
)
_EDITED = "business_connection_id chat_id message_id inline_message_id reply_markup"

_METHODS: Mapping[str, tuple[Callable[..., Any], str]] = {
    "getMe": (describing.get_me, ""),
    "getUpdates": (receiving.get_updates, "offset limit timeout allowed_updates"),
    "setWebhook": (
        receiving.set_webhook,
        "url certificate ip_address max_connections allowed_updates drop_pending_updates secret_token",
    ),
    "deleteWebhook": (receiving.delete_webhook, "drop_pending_updates"),
    "getWebhookInfo": (receiving.get_webhook_info, ""),
    "answerCallbackQuery": (receiving.answer_callback_query, "callback_query_id text show_alert url cache_time"),
    "sendMessage": (sending.send_message, f"{_SENT} text entities link_preview_options"),
    "sendDocument": (
        sending.send_document,
        f"{_SENT} document thumbnail caption caption_entities disable_content_type_detection",
    ),
    "sendPhoto": (
        sending.send_photo,
        f"{_SENT} photo caption caption_entities show_caption_above_media has_spoiler",
    ),
    "sendChatAction": (sending.send_chat_action, "business_connection_id chat_id message_thread_id action"),
    "editMessageText": (
        editing.edit_message_text,
        f"{_EDITED} text parse_mode entities link_preview_options rich_message",
    ),
    "editMessageCaption": (
        editing.edit_message_caption,
        f"{_EDITED} caption parse_mode caption_entities show_caption_above_media",
    ),
    "editMessageReplyMarkup": (editing.edit_message_reply_markup, _EDITED),
    "deleteMessage": (editing.delete_message, "chat_id message_id"),
    "setMyCommands": (describing.set_my_commands, "commands scope language_code"),
    "getMyCommands": (describing.get_my_commands, "scope language_code"),
    "deleteMyCommands": (describing.delete_my_commands, "scope language_code"),
    "setMyName": (describing.set_my("name"), "name language_code"),
    "getMyName": (describing.get_my("name"), "language_code"),
    "setMyDescription": (describing.set_my("description"), "description language_code"),
    "getMyDescription": (describing.get_my("description"), "language_code"),
    "setMyShortDescription": (describing.set_my("short_description"), "short_description language_code"),
    "getMyShortDescription": (describing.get_my("short_description"), "language_code"),
    "getFile": (describing.get_file, "file_id"),
    "getChat": (describing.get_chat, "chat_id"),
    "getChatMember": (describing.get_chat_member, "chat_id user_id"),
    "getChatMemberCount": (describing.get_chat_member_count, "chat_id"),
    "getChatAdministrators": (describing.get_chat_administrators, "chat_id return_bots"),
    "leaveChat": (describing.leave_chat, "chat_id"),
}

METHODS: Mapping[str, Method] = {
    name.lower(): Method(name, answer, frozenset(parameters.split()), len(signature(answer).parameters) == 3)
    for name, (answer, parameters) in _METHODS.items()
}
"""By the name in small letters: Telegram does not mind the case."""
