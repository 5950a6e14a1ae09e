"""The messenger as the dispatcher sees it: rows of the outbox become Telegram's messages here."""

import logging
from collections import Counter, OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from bot.filing import Filing, message_of
from bot.telegram_out import TelegramOut
from language.replies import load
from ledger.delivery import Fault, NotSent, Outcome, Rejected

LATELY = 5_000


log = logging.getLogger(__name__)


class Answers:
    """Answers that left beside the outbox: nobody must take one of them for a message in doubt."""

    def __init__(self) -> None:
        self._under_way: Counter[int] = Counter()
        self._lately: OrderedDict[tuple[int, int], None] = OrderedDict()

    @contextmanager
    def on_its_way(self, chat_id: int) -> Iterator[None]:
        self._under_way[chat_id] += 1
        try:
            yield
        finally:
            self._under_way[chat_id] -= 1
            if not self._under_way[chat_id]:
                del self._under_way[chat_id]

    def arrived(self, chat_id: int, message_id: int) -> None:
        self._lately[chat_id, message_id] = None
        if len(self._lately) > LATELY:
            self._lately.popitem(last=False)

    def awaited_in(self, chat_id: int) -> bool:
        return chat_id in self._under_way

    def has(self, chat_id: int, message_id: int) -> bool:
        return (chat_id, message_id) in self._lately


class TelegramSender:
    """Implements ledger.delivery.Sender."""

    def __init__(self, out: TelegramOut, filing: Filing, answers: Answers | None = None) -> None:
        self._out = out
        self._filing = filing
        self._answers = answers or Answers()

    async def send(self, chat_id: int, payload: str, *, silent: bool = False) -> Outcome:
        try:
            message = await self._filing.message(load(payload), chat_id, silent=silent)
        except Exception as error:
            # Surely nothing was sent, and another try may find the store up again.
            log.exception("a file for chat %s could not be made", chat_id)
            return Rejected(f"no file: {type(error).__name__}", Fault.OTHER)
        return await self._out.send(message)

    async def edit(self, chat_id: int, message_id: int, payload: str) -> Outcome:
        if self._answers.awaited_in(chat_id):
            return NotSent("an answer is on its way to this chat")
        if self._answers.has(chat_id, message_id):
            return Rejected("an answer of ours", Fault.TO_EDIT_NOT_FOUND)
        content = load(payload)
        message = replace(message_of(content, chat_id), edit_message_id=message_id)
        if content.order is not None:
            # Of a file only the caption is compared: the file itself need not be made for that.
            message = replace(message, document=("", b""))
        return await self._out.edit(message)

    async def delete(self, chat_id: int, message_id: int) -> Outcome:
        return await self._out.delete(chat_id, message_id)

    async def answers(self) -> bool:
        return await self._out.answers()
