"""How long sending waits for what: each figure with its reason."""

import datetime as dt
from dataclasses import dataclass

_MINUTE = dt.timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Terms:
    lease: dt.timedelta = 2 * _MINUTE
    """A claim that nobody settled by then is a doubt: its holder is taken for dead."""
    held_at_most: dt.timedelta = dt.timedelta(seconds=30)
    """Later than this after the claim nothing is begun: a send may take 75 seconds and must end within the lease."""
    patience: dt.timedelta = dt.timedelta(seconds=5)
    """A chat that is not free by then gets its message at another drain."""
    batch: int = 60
    """Claimed at once: what is not begun within `held_at_most` was claimed for nothing."""
    uncertain_for: dt.timedelta = dt.timedelta(seconds=90)
    """Telegram may hold a request for a minute: asking before that whether it arrived proves nothing."""
    longest_doubt: dt.timedelta = 30 * _MINUTE
    watches: tuple[dt.timedelta, ...] = (2 * _MINUTE, 10 * _MINUTE, 30 * _MINUTE)
    """When a copy that came late is looked for, after something was sent a second time."""

    def next_watch(self, now: dt.datetime, left: int) -> dt.datetime | None:
        """`left` counts this one."""
        return now + self.watches[-left] if left > 0 else None
