"""Brings an answer to the person who asked: the note under a press, and the message."""

import asyncio
import logging
from dataclasses import replace
from typing import Protocol

from bot.counters import Counters
from bot.filing import Filing
from bot.sending import Answers
from bot.telegram_in import Incoming
from bot.telegram_out import OutgoingMessage, TelegramOut
from handlers.front import Answer
from language.wording.catalogue import language_of, say
from ledger.delivery import Delivered, Moved, NotSent, TryLater

log = logging.getLogger(__name__)

PAUSES = (0.5, 2.0, 5.0)
# Nobody waits longer for a list: he asks again.
LONGEST_PAUSE = 30.0


class Immediate(Protocol):
    """The dispatcher, asked to send one row of the outbox now instead of at its next round."""

    async def send_now(self, outbox_id: int) -> object: ...


class Turns(Protocol):
    """The pace of sending, as far as it concerns answers to people."""

    async def answering(self, chat_id: int) -> None: ...

    def careful(self) -> None: ...


class NoTurns:
    async def answering(self, chat_id: int) -> None:
        """Nobody else sends."""

    def careful(self) -> None:
        """Nobody else sends."""


class Saying:
    """`answers` is told what leaves here, `turns` asked before."""

    def __init__(
        self,
        out: TelegramOut,
        dispatcher: Immediate,
        counters: Counters,
        filing: Filing,
        *,
        turns: Turns | None = None,
        answers: Answers | None = None,
    ) -> None:
        self._out = out
        self._filing = filing
        self._dispatcher = dispatcher
        self._counters = counters
        self._turns = turns or NoTurns()
        self._answers = answers or Answers()

    async def say(self, incoming: Incoming, answer: Answer | None) -> int | None:
        """The id of the message that left at once. Never raises. A press is always answered, so that its button stops
        spinning.
        """
        if incoming.kind != "press":
            return await self._message(incoming, answer)
        toast, alert = (answer.toast, answer.alert) if answer is not None else ("", False)
        note = asyncio.create_task(self._out.answer_press(incoming.press_id, toast, alert))
        said = await self._message(incoming, answer)
        await note
        return said

    async def sentence(self, incoming: Incoming, text: str) -> None:
        if incoming.kind == "press":
            await self._out.answer_press(incoming.press_id)
        await self._at_once(OutgoingMessage(incoming.chat_id, text, thread_id=incoming.thread_id))

    async def _message(self, incoming: Incoming, answer: Answer | None) -> int | None:
        if answer is None:
            return None
        if answer.outbox_id is not None:
            try:
                await self._dispatcher.send_now(answer.outbox_id)
            except Exception:
                # It is in the outbox: the dispatcher's next round sends it.
                log.exception("an answer waits in the outbox")
        elif answer.payload is not None:
            try:
                message = await self._filing.message(answer.payload, incoming.chat_id)
            except Exception:
                log.exception("a file for chat %s could not be made", incoming.chat_id)
                language = language_of(answer.payload.order.language if answer.payload.order else "")
                message = OutgoingMessage(incoming.chat_id, say(language, "error_sorry"), thread_id=incoming.thread_id)
            return await self._at_once(message)
        return None

    async def _at_once(self, message: OutgoingMessage) -> int | None:
        """Tried again only while it was surely not sent; in doubt it is dropped, and the person asks again."""
        for pause in (*PAUSES, None):
            await self._turns.answering(message.chat_id)
            with self._answers.on_its_way(message.chat_id):
                outcome = await self._out.send(message)
                if isinstance(outcome, Delivered) and outcome.message_id is not None:
                    self._answers.arrived(message.chat_id, outcome.message_id)
            match outcome:
                case Delivered():
                    return outcome.message_id
                case Moved() if pause is not None:
                    message = replace(message, chat_id=outcome.chat_id)
                case NotSent() if pause is not None:
                    await asyncio.sleep(pause)
                case TryLater() if pause is not None and outcome.after.total_seconds() <= LONGEST_PAUSE:
                    self._turns.careful()
                    await asyncio.sleep(outcome.after.total_seconds())
                case _:
                    break
        self._counters.unsaid += 1
        log.warning("an answer in chat %d was dropped: %s", message.chat_id, outcome)
        return None
