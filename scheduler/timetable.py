"""The whole day of the clock on one page: every job, its hour, and the beat that asks what is due.

    06:00  plan          what this day owes to whom (once a local day; again ten minutes later if something failed)
    03:10  housekeeping  what a person should know before it hurts (once a local day)
    beat   gather        ripe notices become messages, within working hours
    beat   drain         what is due is sent

Hours are local and read from the clock that is handed in, never from the machine: the beat only asks "what is due?",
so a clock that is moved, a late start and a long sleep all end in the same rows. At the start everything runs once.
"""

import asyncio
import datetime as dt
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from ledger.working_hours import WorkingHours

log = logging.getLogger(__name__)

PLANS_AT = dt.time(6, 0)
HOUSEKEEPING_AT = dt.time(3, 10)
BEAT_SECONDS = 20
AGAIN_AFTER = dt.timedelta(minutes=10)

Run = Callable[[dt.datetime], Awaitable[object]]


@dataclass
class Job:
    """`at` is a local time: once a day from then on; None: at every beat."""

    name: str
    run: Run
    at: dt.time | None = None
    done_for: dt.date | None = None
    not_before: dt.datetime | None = None
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    def due(self, now: dt.datetime, hours: WorkingHours) -> bool:
        if self.at is None:
            return True
        local = hours.local(now)
        # A clock that was set back waits for nothing but its own day.
        early = self.not_before is not None and self.not_before - AGAIN_AFTER <= now < self.not_before
        return local.time() >= self.at and self.done_for != local.date() and not early


class Timetable:
    """`before_stop` tells the dispatcher to claim nothing more, so that the drain under way comes to its end.
    `believes` asks whether the clock may be believed (clock_guard.py); None where time travels on purpose.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], dt.datetime],
        hours: WorkingHours,
        plan: Run,
        gather: Run,
        drain: Run,
        housekeeping: Run,
        before_stop: Callable[[], None] = lambda: None,
        believes: Callable[[dt.datetime], Awaitable[bool]] | None = None,
        beat_seconds: float = BEAT_SECONDS,
    ) -> None:
        self._clock = clock
        self._hours = hours
        self._beat_seconds = beat_seconds
        self._before_stop = before_stop
        self._believes = believes
        self._plan = Job("plan", plan, PLANS_AT)
        self._housekeeping = Job("housekeeping", housekeeping, HOUSEKEEPING_AT)
        self._gather = Job("gather", gather)
        self._drain = Job("drain", drain)
        self._under_way: set[asyncio.Task[None]] = set()
        self._ticker: Any = None
        self._stopped = False

    async def tick(self, now: dt.datetime) -> None:
        """Plan, gather and drain once, whatever the hour: at the start, and when somebody has moved the clock.

        Raises nothing: what fails is logged and due again.
        """
        if not await self._believed(now):
            return
        for job in (self._plan, self._gather, self._drain):
            await self._run(job, now)

    async def start(self) -> None:
        """Catches up in the background and starts the beat."""
        from apscheduler.schedulers.asyncio import AsyncIOScheduler

        # Only a ticker, in memory. Its own shutdown would cancel what runs, so the beat hands jobs on and ends at once.
        self._ticker = AsyncIOScheduler(
            timezone=self._hours.zone,
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )
        self._ticker.add_job(self._beat, "interval", seconds=self._beat_seconds)
        self._ticker.start()
        self._begin(self.tick(self._clock()))

    async def stop(self) -> None:
        """Starts nothing more and waits for what is under way."""
        self._stopped = True
        if self._ticker is not None:
            self._ticker.shutdown(wait=False)
            self._ticker = None
        self._before_stop()
        while self._under_way:
            await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _beat(self) -> None:
        if not self._stopped:
            self._begin(self._whatever_is_due(self._clock()))

    async def _whatever_is_due(self, now: dt.datetime) -> None:
        """A drain may take minutes: what the next beat has to do does not wait for it."""
        if not await self._believed(now):
            return
        for job in (self._housekeeping, self._plan, self._gather):
            await self._run_if_due(job, now)
        await self._run_if_due(self._drain, now)

    async def _believed(self, now: dt.datetime) -> bool:
        """False for a clock that has jumped; replies to people go on meanwhile."""
        if self._believes is None:
            return True
        try:
            return await self._believes(now)
        except Exception:
            log.exception("the last tick cannot be read")
            return False

    async def _run_if_due(self, job: Job, now: dt.datetime) -> None:
        if job.due(now, self._hours) and not job.lock.locked():
            await self._run(job, now)

    async def _run(self, job: Job, now: dt.datetime) -> None:
        async with job.lock:
            try:
                result = await job.run(now)
            except Exception:
                log.exception("%s failed", job.name)
                job.not_before = now + AGAIN_AFTER
                return
            if getattr(result, "failed", ()):
                job.not_before = now + AGAIN_AFTER
            elif job.at is not None and self._hours.local(now).time() >= job.at:
                job.done_for = self._hours.local(now).date()

    def _begin(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
