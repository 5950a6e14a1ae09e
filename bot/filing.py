"""Makes the file that goes with a message at the moment the message leaves: off the loop, one at a time."""

import asyncio
from dataclasses import replace
from typing import Protocol

from bot.telegram_out import OutgoingMessage
from language.replies import File, Order, Payload


class Files(Protocol):
    """The front door, asked for the file of an order: what it is made of, or the words why there is none."""

    async def file(self, order: Order) -> File | str: ...


class Filing:
    def __init__(self, files: Files) -> None:
        self._files = files
        self._one = asyncio.Semaphore(1)
        """Two large ledgers at once would cost twice the memory and be no sooner done."""

    async def message(self, payload: Payload, chat_id: int, *, silent: bool = False) -> OutgoingMessage:
        """Raises what making the file raises; nothing has been sent then."""
        message = message_of(payload, chat_id, silent=silent)
        if payload.order is None:
            return message
        async with self._one:
            file = await self._files.file(payload.order)
            if isinstance(file, str):
                return replace(message, html=file, buttons=())
            content = await asyncio.to_thread(file.make)
        # A file cannot take the place of a text: it comes as a message of its own.
        return replace(message, document=(file.name, content), edit_message_id=None)


def message_of(payload: Payload, chat_id: int, *, silent: bool = False) -> OutgoingMessage:
    """Without its file."""
    return OutgoingMessage(
        chat_id=chat_id,
        html=payload.text,
        buttons=payload.buttons,
        silent=silent,
        edit_message_id=payload.replaces,
        reply_to=payload.reply_to,
        thread_id=payload.thread,
    )
