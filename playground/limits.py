"""Telegram's flood limits as sliding windows, for those who want them enforced."""

from collections import defaultdict, deque
from math import ceil

FOR_ALL = (30, 1.0)
PER_CHAT = (1, 1.0)
PER_GROUP = (20, 60.0)


class Limits:
    """Messages in any second over all chats, in any second in one chat, in any minute in one group."""

    def __init__(self) -> None:
        self._sent: defaultdict[object, deque[float]] = defaultdict(deque)

    def too_soon(self, chat_id: int, now: float) -> int | None:
        """Whole seconds to wait; None means go, and counts the message. `now` is a monotonic time."""
        windows: list[tuple[object, tuple[int, float]]] = [("all", FOR_ALL), (chat_id, PER_CHAT)]
        if chat_id < 0:
            windows.append((("group", chat_id), PER_GROUP))
        waits = [self._wait(key, most, seconds, now) for key, (most, seconds) in windows]
        longest = max(waits)
        if longest > 0:
            return max(1, ceil(longest))
        for key, _ in windows:
            self._sent[key].append(now)
        return None

    def _wait(self, key: object, most: int, seconds: float, now: float) -> float:
        sent = self._sent[key]
        while sent and sent[0] <= now - seconds:
            sent.popleft()
        return sent[-most] + seconds - now if len(sent) >= most else 0.0
