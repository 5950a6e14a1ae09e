"""Every job runs when the clock that was handed in says so, and the end waits for what is under way."""

import asyncio
import datetime as dt

import pytest

from scheduler.planner import Planned
from scheduler.timetable import Timetable
from tests.town import POLICIES, SHANGHAI


class Day:
    """A clock, and what ran."""

    def __init__(self) -> None:
        self.ran: list[str] = []
        self.failing: set[str] = set()
        self.planned = Planned()
        self.gate = asyncio.Event()
        self.gate.set()
        self.stopped = 0
        self.believed: bool | Exception = True
        self.at(2026, 11, 24, 10, 0)
        self.timetable = Timetable(
            clock=lambda: self.now,
            hours=POLICIES.hours,
            plan=self._plan,
            gather=lambda now: self._job("gather"),
            drain=self._drain,
            housekeeping=lambda now: self._job("housekeeping"),
            before_stop=self._stop,
            believes=self._believes,
            beat_seconds=0.01,
        )

    def at(self, *local: int) -> None:
        self.now = dt.datetime(*local, tzinfo=SHANGHAI).astimezone(dt.UTC)  # type: ignore[misc,arg-type]

    async def beats(self) -> list[str]:
        self.ran.clear()
        await self.timetable._whatever_is_due(self.now)
        return list(self.ran)

    async def _job(self, name: str) -> None:
        self.ran.append(name)
        if name in self.failing:
            raise RuntimeError(name)

    async def _plan(self, now: dt.datetime) -> Planned:
        await self._job("plan")
        return self.planned

    async def _drain(self, now: dt.datetime) -> None:
        await self._job("drain")
        await self.gate.wait()
        self.ran.append("drained")

    async def _believes(self, now: dt.datetime) -> bool:
        if isinstance(self.believed, Exception):
            raise self.believed
        return self.believed

    def _stop(self) -> None:
        self.stopped += 1


@pytest.fixture
def day() -> Day:
    return Day()


async def test_a_day(day: Day) -> None:
    day.at(2026, 11, 25, 3, 0)
    assert await day.beats() == ["gather", "drain", "drained"]
    day.at(2026, 11, 25, 3, 11)
    assert await day.beats() == ["housekeeping", "gather", "drain", "drained"]
    day.at(2026, 11, 25, 6, 0)
    assert await day.beats() == ["plan", "gather", "drain", "drained"]
    day.at(2026, 11, 25, 23, 59)
    assert await day.beats() == ["gather", "drain", "drained"]
    day.at(2026, 11, 26, 12, 0)
    assert await day.beats() == ["housekeeping", "plan", "gather", "drain", "drained"]


async def test_a_tick_runs_all_whatever_the_hour_and_the_mornings_plan_is_still_due(day: Day) -> None:
    day.at(2026, 11, 25, 0, 30)
    await day.timetable.tick(day.now)
    assert day.ran == ["plan", "gather", "drain", "drained"]
    day.at(2026, 11, 25, 6, 0)
    assert "plan" in await day.beats()


async def test_a_clock_that_was_moved_asks_for_the_new_day(day: Day) -> None:
    assert "plan" in await day.beats()
    day.at(2027, 1, 4, 9, 0)
    assert "plan" in await day.beats()
    day.at(2026, 11, 25, 9, 0)
    assert "plan" in await day.beats()


async def test_what_failed_is_due_again_and_stops_nothing_else(day: Day) -> None:
    day.failing = {"plan", "gather"}
    assert await day.beats() == ["housekeeping", "plan", "gather", "drain", "drained"]
    day.failing.clear()
    day.now += dt.timedelta(minutes=1)
    assert "plan" not in await day.beats()
    day.now += dt.timedelta(minutes=10)
    assert "plan" in await day.beats()


async def test_c02_a_clock_that_was_set_back_does_not_wait_for_what_failed_later(day: Day) -> None:
    day.at(2027, 1, 4, 9, 0)
    day.failing = {"plan"}
    await day.beats()
    day.failing.clear()
    day.at(2026, 11, 25, 9, 0)
    assert "plan" in await day.beats()


async def test_a_plan_with_a_bad_rule_is_due_again(day: Day) -> None:
    day.planned = Planned(nudges=3, failed=("before_3",))
    assert "plan" in await day.beats()
    day.planned = Planned()
    day.now += dt.timedelta(minutes=11)
    assert "plan" in await day.beats()
    day.now += dt.timedelta(minutes=11)
    assert "plan" not in await day.beats()


@pytest.mark.parametrize("believed", [False, OSError("the last tick cannot be read")])
async def test_c01_by_a_clock_that_is_not_believed_nothing_is_planned_or_sent(
    day: Day, believed: bool | Exception
) -> None:
    day.believed = believed
    assert await day.beats() == []
    await day.timetable.tick(day.now)
    assert day.ran == []
    day.believed = True
    assert await day.beats() == ["housekeeping", "plan", "gather", "drain", "drained"]


async def test_a_long_drain_holds_up_nothing(day: Day) -> None:
    day.gate.clear()
    drain = asyncio.ensure_future(day.timetable._whatever_is_due(day.now))
    await asyncio.sleep(0.01)
    assert await day.beats() == ["gather"]
    day.gate.set()
    await drain


async def test_from_start_to_stop(day: Day) -> None:
    """It catches up at once, beats, and stops only when the drain that was under way has come to its end."""
    await day.timetable.start()
    await asyncio.sleep(0.1)
    assert day.ran[:4] == ["plan", "gather", "drain", "drained"]
    assert day.ran.count("gather") > 2
    day.gate.clear()
    await asyncio.sleep(0.05)
    assert day.ran[-1] != "drained"
    stopping = asyncio.ensure_future(day.timetable.stop())
    await asyncio.sleep(0.05)
    assert not stopping.done()
    assert day.stopped == 1
    day.gate.set()
    await stopping
    assert day.ran.count("drain") == day.ran.count("drained")
    after = list(day.ran)
    await asyncio.sleep(0.05)
    assert day.ran == after


async def test_stopping_what_never_started(day: Day) -> None:
    await day.timetable.stop()
    assert day.ran == []
