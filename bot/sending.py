"""The messenger as the dispatcher sees it: rows of the outbox become Telegram's messages here."""

import logging
from dataclasses import replace

from bot.filing import Filing, message_of
from bot.telegram_out import TelegramOut
from language.replies import load
from ledger.delivery import Fault, Outcome, Rejected

log = logging.getLogger(__name__)


class TelegramSender:
    """Implements ledger.delivery.Sender."""

    def __init__(self, out: TelegramOut, filing: Filing) -> None:
        self._out = out
        self._filing = filing

    async def send(self, chat_id: int, payload: str, *, silent: bool = False) -> Outcome:
        try:
            message = await self._filing.message(load(payload), chat_id, silent=silent)
        except Exception as error:
            # Surely nothing was sent, and another try may find the store up again.
            log.exception("a file for chat %s could not be made", chat_id)
            return Rejected(f"no file: {type(error).__name__}", Fault.OTHER)
        return await self._out.send(message)

    async def edit(self, chat_id: int, message_id: int, payload: str) -> Outcome:
        return await self._out.edit(replace(message_of(load(payload), chat_id), edit_message_id=message_id))

    async def delete(self, chat_id: int, message_id: int) -> Outcome:
        return await self._out.delete(chat_id, message_id)
