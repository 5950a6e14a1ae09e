"""A county of 64 units and 300 people played through seven weeks, National Day among them: what people are promised."""

import datetime as dt
import itertools
import json
import shutil
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import chinese_calendar
import pytest

from documents.fonts import font_path
from ledger.deadlines import Deadline, DeadlineKind
from ledger.items import Priority
from ledger.notices import Notice, NoticeKind
from ledger.nudging import NudgePolicy
from ledger.preferences import Preference
from ledger.working_hours import WorkingHours
from scheduler.course import Course
from scheduler.simulation import Figures, Simulation
from storage import open_store
from storage.copying import copy_ledger
from storage.engine import SqlStore
from tests.scheduler.county import PEOPLE, founded
from tests.town import POLICIES

FIRST, LAST = dt.date(2026, 9, 7), dt.date(2026, 10, 25)


@pytest.fixture
async def county(migrated_sqlite: Path, tmp_path: Path) -> AsyncIterator[SqlStore]:
    shutil.copy(migrated_sqlite, tmp_path / "county.db")
    store = open_store(f"sqlite:///{tmp_path / 'county.db'}", throwaway=True)
    await founded(store)
    yield store
    await store.close()


@pytest.fixture
async def copy(county: SqlStore, migrated_sqlite: Path, tmp_path: Path) -> AsyncIterator[SqlStore]:
    shutil.copy(migrated_sqlite, tmp_path / "copy.db")
    store = open_store(f"sqlite:///{tmp_path / 'copy.db'}", throwaway=True)
    await copy_ledger(county, store)
    yield store
    await store.close()


def kept(figures: Figures) -> None:
    assert figures.people == PEOPLE, "who was invited counts as reachable"
    days = [FIRST + dt.timedelta(n) for n in range((LAST - FIRST).days + 1)]
    assert figures.working_days == sum(map(chinese_calendar.is_workday, days))
    assert figures.max_merged_per_person_day == 1
    assert figures.max_urgent_per_person_day <= 1
    assert (figures.outside_hours, figures.on_days_off) == (0, 0)
    assert figures.limits >= 3
    assert figures.limits_announced == figures.limits, figures.unannounced
    assert figures.digests > 0


async def test_when_nobody_does_anything(copy: SqlStore, county: SqlStore) -> None:
    async with copy.writing() as uow:
        early = next(member for member in await uow.members.all() if member.department_id)
        await uow.preferences.put(Preference(early.id, morning=dt.time(10, 30)))
    figures = await Simulation(copy, POLICIES, FIRST, LAST).run()
    kept(figures)
    assert figures.escalations > 0
    assert figures.earliest == POLICIES.hours.morning
    assert figures.latest == dt.time(10, 30)
    async with county.reading() as uow:
        assert await uow.notices.ripe(dt.datetime(2030, 1, 1, tzinfo=dt.UTC), 10) == [], "the ledger is left alone"


async def test_what_is_urgent_may_leave_outside_hours_and_is_counted_apart(copy: SqlStore) -> None:
    """Sunday: whatever stood still on Friday, only what presses of an urgent item leaves."""
    friday = POLICIES.hours.at(dt.date(2026, 9, 11), dt.time(20))
    async with copy.writing() as uow:
        plan = await uow.plans.current()
        assert plan is not None
        urgent, ordinary, *_ = await uow.items.of_plan(plan.id)
        await uow.items.save(replace(urgent, priority=Priority.URGENT))
        readers = {member.department_id: member.id for member in await uow.members.all() if member.user_id}
        await uow.notices.put(
            Notice(f"assigned|{item.id}", NoticeKind.ASSIGNED, readers[item.lead], "lead", friday, item.id, "1")
            for item in (urgent, ordinary)
        )
    day = dt.date(2026, 9, 12)
    figures = await Simulation(copy, POLICIES, day, day).run()
    assert (figures.messages, figures.urgent_outside, figures.outside_hours, figures.on_days_off) == (1, 1, 0, 0)


async def test_when_units_act_by_chance_there_is_less_to_say(copy: SqlStore) -> None:
    figures = await Simulation(copy, POLICIES, FIRST, FIRST + dt.timedelta(13), course=Course(7)).run()
    assert figures.limits_announced == figures.limits
    assert figures.max_merged_per_person_day == 1


async def test_the_figures_find_what_is_broken(
    migrated_sqlite: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who judges is judged: hours that are not kept, keys that do not hold people's messages together, reminders that
    come with the limit only.
    """
    shutil.copy(migrated_sqlite, tmp_path / "small.db")
    store = open_store(f"sqlite:///{tmp_path / 'small.db'}", throwaway=True)
    await founded(store, units=3, people=12)
    numbers = itertools.count()
    monkeypatch.setattr(WorkingHours, "allow", lambda *_: True)
    for name in ("daily_message_key", "prompt_message_key"):
        monkeypatch.setattr(f"scheduler.gathering.{name}", lambda day, member: f"{day}|{member}|{next(numbers)}")
    saturday = dt.date(2026, 9, 12)
    async with store.writing() as uow:
        (item, *others) = await uow.items.of_plan(1)
        limit = Deadline("前", DeadlineKind.DAY, dt.date(2026, 9, 17))
        await uow.items.save(replace(item, deadline=limit, milestones=()))
        for other in others:
            await uow.items.save(replace(other, lead=None))
        first, second, *_ = [m for m in await uow.members.all() if m.department_id == item.lead]
        at = {hour: POLICIES.hours.at(saturday, dt.time(hour)) for hour in (8, 13, 19)}
        owed = [Notice(f"a{n}", NoticeKind.HOUSE, first.id, "no_calendar", at[n]) for n in (8, 13)]
        owed += [Notice(f"b{n}", NoticeKind.ASSIGNED, second.id, "lead", at[n], item.id) for n in at]
        await uow.notices.put(owed)
    policies = replace(POLICIES, nudges=NudgePolicy(before=(0,)))
    figures = await Simulation(store, policies, dt.date(2026, 9, 10), dt.date(2026, 9, 18)).run()
    await store.close()
    assert (figures.people, figures.working_days) == (11, 7), "every tenth person has not joined"
    assert figures.max_merged_per_person_day == 2
    assert figures.max_urgent_per_person_day == 3
    assert figures.outside_hours == 1
    assert figures.on_days_off == 5
    assert (figures.limits, figures.limits_announced, figures.unannounced) == (1, 0, ("1 2026-09-17",))


async def test_the_command_prints_the_promised_keys(
    county: SqlStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import argparse

    from bot.commands import simulate
    from config import read_settings

    monkeypatch.setenv("DUBAN_DATABASE__URL", f"sqlite+aiosqlite:///{tmp_path / 'county.db'}")
    parser = argparse.ArgumentParser()
    simulate.configure(parser)
    picture = tmp_path / "year.png"
    words = ["--from", "2026-09-29", "--to", "2026-10-09", "--seed", "1", "--picture", str(picture)]
    try:
        font_path()
    except LookupError:
        words = words[:-2]
    assert await simulate.run(parser.parse_args(words), read_settings(None)) == 0
    told = json.loads(capsys.readouterr().out)
    promised = [
        "people",
        "working_days",
        "messages",
        "max_merged_per_person_day",
        "max_urgent_per_person_day",
        "outside_hours",
        "on_days_off",
        "limits",
        "limits_announced",
        "digests",
        "escalations",
    ]
    assert all(isinstance(told[name], int) for name in promised)
    assert told["working_days"] == 4
    if "--picture" in words:
        assert picture.read_bytes().startswith(b"\x89PNG")
