"""The queue of updates for the bot, with the server's rules for confirming, forgetting and conflicts."""

import asyncio
import json
import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from playground.clock import Clock
from playground.refusals import RefusedCall, conflict

MESSAGE_SECONDS = 24 * 3600
PRESS_SECONDS = 150
LONGEST_POLL = 50
MOST_AT_ONCE = 100
MOST_BYTES = 1 << 22
MOST_WAITING = 100_000
TOO_FAR_AHEAD = 10
CONFLICT_PAUSE = 3.0
DEFAULT_KINDS = frozenset({"message", "edited_message", "callback_query", "my_chat_member"})

WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
OTHER_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_SET = "terminated by setWebhook request"

Order = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Waiting:
    """`order` names the chat or the person whose updates come one after the other. `expires` is unix seconds."""

    id: int
    order: Order
    expires: int
    body: bytes


class UpdateQueue:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._waiting: dict[int, Waiting] = {}
        # As on the server: after a quiet week, too, the numbers begin anew at random.
        self._next_id = 2_000_001 + secrets.randbelow(10**9)
        self._poll: asyncio.Future[str] | None = None
        self._last_offset: int | None = None
        self._last_asked = 0.0
        self._next_conflict = 0.0
        self._closed = False
        self.kinds = DEFAULT_KINDS
        self.by_webhook = False
        self.arrived: Callable[[Waiting], None] = lambda _: None

    def __len__(self) -> int:
        self._drop_expired()
        return len(self._waiting)

    def push(self, kind: str, content: dict[str, Any], order: Order, lifetime: int = MESSAGE_SECONDS) -> int | None:
        """Its number, or None when the bot has not asked for this kind or the queue is full."""
        if kind not in self.kinds or len(self._waiting) >= MOST_WAITING:
            return None
        number = self._next_id
        self._next_id += 1
        body = json.dumps({"update_id": number, kind: content}, ensure_ascii=False).encode("utf-8", "replace")
        update = Waiting(number, order, self._clock.seconds() + lifetime, body)
        self._waiting[number] = update
        if self._poll is not None and not self._poll.done():
            self._poll.set_result("")
        self.arrived(update)
        return number

    async def get(self, offset: int, limit: int, timeout: int) -> bytes:
        """A JSON array of updates; waits for the first when there are none. Raises RefusedCall."""
        if self.by_webhook:
            raise await self._conflict(WEBHOOK_ACTIVE)
        limit, timeout = self._slowed(offset, limit, timeout)
        updates = self._read(offset, limit)
        if updates or timeout == 0:
            return _array(updates)
        self._end_poll(OTHER_POLL)
        poll: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._poll = poll
        try:
            async with asyncio.timeout(timeout):
                reason = await poll
        except TimeoutError:
            reason = ""
        finally:
            if self._poll is poll:
                self._poll = None
        if self._closed:
            raise RefusedCall(500, "Internal Server Error: restart")
        if reason:
            raise await self._conflict(reason)
        # The offset has been heard already; a negative one would drop what has just come.
        return _array(self._read(max(offset, 0), limit))

    def restart_numbering(self, at: int) -> None:
        """As after a quiet week: the next update's number is `at`, wherever the last one stood."""
        self._next_id = at

    def forget(self, number: int) -> None:
        self._waiting.pop(number, None)

    def holds(self, number: int) -> bool:
        return number in self._waiting

    def waiting(self) -> Sequence[Waiting]:
        self._drop_expired()
        return list(self._waiting.values())

    def clear(self) -> None:
        self._waiting.clear()

    def allow(self, kinds: Iterable[str] | None) -> None:
        """None keeps what was allowed before; an empty list is Telegram's own choice."""
        if kinds is not None:
            self.kinds = frozenset(kinds) or DEFAULT_KINDS

    def use_webhook(self, used: bool) -> None:
        self.by_webhook = used
        if used:
            self._end_poll(WEBHOOK_SET)

    def open(self) -> None:
        self._closed = False

    def close(self) -> None:
        self._closed = True
        self._end_poll("closed")

    def _slowed(self, offset: int, limit: int, timeout: int) -> tuple[int, int]:
        """Who asks the same again at once is made to wait."""
        now = asyncio.get_running_loop().time()
        if offset == self._last_offset and now < self._last_asked + 3.0 and timeout < 3:
            timeout = 3
        if offset == self._last_offset and now < self._last_asked + 0.5:
            limit = 1
        self._last_offset, self._last_asked = offset, now
        return limit, timeout

    def _read(self, offset: int, limit: int) -> list[Waiting]:
        """Confirms what lies before the offset; an offset from another world is taken for the queue's head."""
        self._drop_expired()
        if offset < 0:
            for number in list(self._waiting)[:offset]:
                del self._waiting[number]
        head = next(iter(self._waiting), self._next_id)
        if head - MOST_WAITING <= offset <= self._next_id + TOO_FAR_AHEAD and offset > 0:
            while self._waiting and (first := next(iter(self._waiting))) < offset:
                del self._waiting[first]
        read: list[Waiting] = []
        left = MOST_BYTES
        for update in self._waiting.values():
            left -= len(update.body)
            if len(read) == limit or left <= 0:
                break
            read.append(update)
        return read

    def _drop_expired(self) -> None:
        now = self._clock.seconds()
        for number in [update.id for update in self._waiting.values() if update.expires < now]:
            del self._waiting[number]

    def _end_poll(self, reason: str) -> None:
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(reason)
        self._poll = None

    async def _conflict(self, reason: str) -> RefusedCall:
        """The second conflict within three seconds is told late, so that two pollers do not shout at each other."""
        now = asyncio.get_running_loop().time()
        if now < self._next_conflict:
            await asyncio.sleep(CONFLICT_PAUSE)
        else:
            self._next_conflict = now + CONFLICT_PAUSE
        return conflict(reason)


def _array(updates: Iterable[Waiting]) -> bytes:
    return b"[" + b",".join(update.body for update in updates) + b"]"
