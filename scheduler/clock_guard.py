"""Whether the clock may be believed: one that has jumped ahead plans nothing until a second source agrees (C01)."""

import datetime as dt
import logging
from collections.abc import Callable

from ledger.ports import Store

log = logging.getLogger(__name__)

FARTHEST = dt.timedelta(hours=6)
"""A gap since the last tick that is no wonder. After a longer one, an outage or a jump, somebody else has to agree."""
AGREEMENT = dt.timedelta(minutes=10)

OtherClock = Callable[[], dt.datetime | None]
"""What another source says the time is now, aware UTC; None while it says nothing."""


class ClockGuard:
    """A clock that was set back needs no guard: keys are made of local dates, so nothing is owed twice (C02)."""

    def __init__(self, store: Store, other: OtherClock) -> None:
        self._store = store
        self._other = other
        self._warned = False

    async def believes(self, now: dt.datetime) -> bool:
        """True, and the tick is remembered; False, and nothing may be planned or sent by this clock."""
        async with self._store.reading() as uow:
            last = await uow.ticks.last()
        if last is not None and now - last > FARTHEST and not self._agreed(now, last):
            return False
        self._warned = False
        if last is None or abs(now - last) >= dt.timedelta(minutes=1):
            async with self._store.writing() as uow:
                await uow.ticks.put(now)
        return True

    def _agreed(self, now: dt.datetime, last: dt.datetime) -> bool:
        other = self._other()
        if other is not None and abs(other - now) <= AGREEMENT:
            log.info("the clock went on by %s since it last ran; Telegram agrees", now - last)
            return True
        if not self._warned:
            said = "says nothing yet" if other is None else f"says {other:%Y-%m-%d %H:%M} UTC"
            log.critical(
                "the clock says %s UTC, %s after it last ran, and Telegram %s: nothing is planned or sent until they "
                "agree; check this machine's time",
                f"{now:%Y-%m-%d %H:%M}",
                now - last,
                said,
            )
            self._warned = True
        return False
