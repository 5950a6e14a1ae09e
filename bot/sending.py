"""The messenger as the dispatcher sees it: rows of the outbox become Telegram's messages here."""

from dataclasses import replace

from bot.telegram_out import OutgoingMessage, TelegramOut
from language.replies import Payload, load
from ledger.delivery import Outcome


def message_of(payload: Payload, chat_id: int, *, silent: bool = False) -> OutgoingMessage:
    document = (payload.document.name, payload.document.content) if payload.document is not None else None
    return OutgoingMessage(
        chat_id=chat_id,
        html=payload.text,
        buttons=payload.buttons,
        silent=silent,
        # A file cannot take the place of a text: it comes as a message of its own.
        edit_message_id=payload.replaces if document is None else None,
        reply_to=payload.reply_to,
        document=document,
        thread_id=payload.thread,
    )


class TelegramSender:
    """Implements ledger.delivery.Sender."""

    def __init__(self, out: TelegramOut) -> None:
        self._out = out

    async def send(self, chat_id: int, payload: str, *, silent: bool = False) -> Outcome:
        return await self._out.send(message_of(load(payload), chat_id, silent=silent))

    async def edit(self, chat_id: int, message_id: int, payload: str) -> Outcome:
        return await self._out.edit(replace(message_of(load(payload), chat_id), edit_message_id=message_id))

    async def delete(self, chat_id: int, message_id: int) -> Outcome:
        return await self._out.delete(chat_id, message_id)
