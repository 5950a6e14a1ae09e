"""Presses of buttons that wait for the bot's answer."""

import itertools
from dataclasses import dataclass

from playground.clock import Clock
from playground.world import Message

# Telegram names no figure; clients give up about then.
ANSWER_SECONDS = 60
KEPT_PRESSES = 10_000


@dataclass(frozen=True, slots=True)
class Press:
    id: str
    person_id: int
    message: Message
    data: str
    expires: int


class Presses:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._numbers = itertools.count(4_000_000_000_000_000_001)
        self._waiting: dict[str, Press] = {}

    def begin(self, person_id: int, message: Message, data: str) -> Press:
        press = Press(str(next(self._numbers)), person_id, message, data, self._clock.seconds() + ANSWER_SECONDS)
        self._waiting[press.id] = press
        if len(self._waiting) > KEPT_PRESSES:
            del self._waiting[next(iter(self._waiting))]
        return press

    def end(self, press_id: str) -> Press | None:
        """None when nobody waits for this answer any longer."""
        press = self._waiting.pop(press_id, None)
        return press if press and press.expires >= self._clock.seconds() else None
