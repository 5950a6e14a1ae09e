"""What was just written is told to those it concerns within seconds, not at the clock's next beat."""

import asyncio
import logging

from bot.clock import Clock
from scheduler.dispatcher import Dispatcher

log = logging.getLogger(__name__)

PAUSE = 1.0


class Prompting:
    """Many writes within the pause make one round."""

    def __init__(self, dispatcher: Dispatcher, clock: Clock, *, pause: float = PAUSE) -> None:
        self._dispatcher = dispatcher
        self._clock = clock
        self._pause = pause
        self._round: asyncio.Task[None] | None = None
        self._again = False

    def soon(self) -> None:
        if self._round is None or self._round.done():
            self._round = asyncio.create_task(self._rounds())
        else:
            self._again = True

    async def stop(self) -> None:
        """A round under way ends by itself once the dispatcher was told to stop."""
        if self._round is not None:
            await self._round

    async def _rounds(self) -> None:
        while True:
            self._again = False
            await asyncio.sleep(self._pause)
            try:
                await self._dispatcher.gather(self._clock())
                await self._dispatcher.drain(self._clock())
            except Exception:
                # The rows stay: the clock's next beat finds them.
                log.exception("notices wait for the next beat")
            if not self._again:
                return
