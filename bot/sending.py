"""The messenger as the dispatcher sees it: rows of the outbox become Telegram's messages here."""

from collections import Counter, OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from bot.telegram_out import OutgoingMessage, TelegramOut
from language.replies import Payload, load
from ledger.delivery import Fault, NotSent, Outcome, Rejected

LATELY = 5_000


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

    def __init__(self, out: TelegramOut, answers: Answers | None = None) -> None:
        self._out = out
        self._answers = answers or Answers()

    async def send(self, chat_id: int, payload: str, *, silent: bool = False) -> Outcome:
        return await self._out.send(message_of(load(payload), chat_id, silent=silent))

    async def edit(self, chat_id: int, message_id: int, payload: str) -> Outcome:
        if self._answers.awaited_in(chat_id):
            return NotSent("an answer is on its way to this chat")
        if self._answers.has(chat_id, message_id):
            return Rejected("an answer of ours", Fault.TO_EDIT_NOT_FOUND)
        return await self._out.edit(replace(message_of(load(payload), chat_id), edit_message_id=message_id))

    async def delete(self, chat_id: int, message_id: int) -> Outcome:
        return await self._out.delete(chat_id, message_id)

    async def answers(self) -> bool:
        return await self._out.answers()
