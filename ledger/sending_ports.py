"""What sending needs from a store beside the outbox: known message ids, the shared pace, marks, chats that are lost."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from ledger.pace import Pace, Turn


class MessageIds(Protocol):
    """The ids Telegram is known to have given, by the space in which it counts (messages.id_space)."""

    async def put(self, seen: Iterable[tuple[int, int]], now: dt.datetime) -> int:
        """(chat id, message id); those known already are passed over. Returns how many were new."""

    async def after(self, chat_id: int, floor: int) -> Sequence[int]:
        """Known ids above `floor` in the chat's space, ascending."""

    async def forget(self, before: dt.datetime) -> int:
        """How many were forgotten; the newest of each space is kept, since floors grow from it."""


class Paces(Protocol):
    """One pace for all processes. `now` is in seconds; None means the database's own clock."""

    async def take(
        self, chat_id: int, pace: Pace, *, extra: int = 0, patience: float = 0.0, now: float | None = None
    ) -> Turn:
        """None is taken that is more than `patience` seconds away. `extra` are messages that left without a turn
        (answers to people), for which bulk makes room.
        """

    async def make_room(self, pace: Pace, answers: int, *, now: float | None = None) -> None:
        """So many messages left without a turn."""

    async def pause(self, chat_id: int | None, seconds: float, *, now: float | None = None) -> None:
        """No turns in this chat, or (None) in any, for so long."""


class Marks(Protocol):
    """Single numbers the program remembers by name."""

    async def get(self, name: str) -> int | None: ...

    async def put(self, name: str, value: int) -> None: ...

    async def remove(self, name: str) -> None: ...


@dataclass(frozen=True, slots=True)
class LostChat:
    """`reason` is a delivery.Lost; `told` once administrators have been told."""

    chat_id: int
    reason: str
    at: dt.datetime
    told: bool = False
    member_id: int | None = None
    """Whose chat it was; he may not be bound to it any more."""


class LostChats(Protocol):
    async def put(self, lost: LostChat) -> bool:
        """False when the chat was lost already: nobody is told twice."""

    async def found(self, chat_id: int) -> None:
        """It can be written to again."""

    async def untold(self) -> Sequence[LostChat]: ...

    async def mark_told(self, chat_ids: Sequence[int]) -> None: ...
