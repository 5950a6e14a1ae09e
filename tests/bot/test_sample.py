"""The sample county on any day: plausible, of all colours, and with a history that the audit accounts for."""

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest

from bot.sample import Seeded, seed
from ledger.items import Item, State
from ledger.lights import Colour, light_of
from ledger.proving import gap
from tests.memory_store import MemoryStore
from tests.town import CULTURE, MORNING, POLICIES

DAYS = [
    dt.date(2026, month, day)
    for month, day in ((1, 5), (2, 20), (4, 1), (6, 30), (10, 5), (11, 24), (12, 20), (12, 31))
]


def at(day: dt.date) -> dt.datetime:
    return POLICIES.hours.at(day, dt.time(10))


async def founded(now: dt.datetime = MORNING, **files: Path) -> tuple[MemoryStore, Seeded, list[Item]]:
    store = MemoryStore()
    seeded = await seed(store, year=2026, now=now, policies=POLICIES, **files)
    async with store.reading() as uow:
        return store, seeded, list(await uow.items.of_plan(seeded.plan.id))


@pytest.mark.parametrize("day", DAYS, ids=str)
async def test_the_lights_vary_on_any_day(day: dt.date) -> None:
    _, _, items = await founded(at(day))
    colours = Counter(light_of(item, day, POLICIES.calendar, POLICIES.lights).colour for item in items)
    assert colours[Colour.DONE] == colours[Colour.NONE] == 3
    assert 2 <= colours[Colour.RED] <= 5
    assert 3 <= colours[Colour.YELLOW] <= 7
    assert colours[Colour.BLUE] >= 1
    assert colours[Colour.GREEN] >= 8


@pytest.mark.parametrize("day", DAYS, ids=str)
async def test_nothing_happens_before_its_time_or_in_the_future(day: dt.date) -> None:
    store, _, items = await founded(at(day))
    async with store.reading() as uow:
        entries = list(await uow.audit.recent(1000))
    assert all(entry.at <= at(day) for entry in entries)
    assert [e.at for e in entries] == sorted((e.at for e in entries), reverse=True)
    for item in items:
        moments = [m for m in (item.assigned_at, item.signed_at, item.submitted_at, item.closed_at) if m]
        assert moments == sorted(moments)
        async with store.reading() as uow:
            assert gap(item, list(await uow.audit.of_item(item.id))[::-1]) is None


async def test_the_people_and_item_14() -> None:
    _, seeded, items = await founded()
    assert seeded.items == 27
    assert not seeded.left_out
    assert "唐小满" not in seeded.people
    liaison = seeded.people["林晓禾"]
    assert (liaison.user_id, liaison.department_id) == (7000001, seeded.departments[CULTURE])
    fourteen = items[13]
    assert (fourteen.lead, fourteen.percent, fourteen.state) == (seeded.departments[CULTURE], 60, State.DOING)
    assert fourteen.limit == dt.date(2026, 11, 27)
    assert fourteen.deadline is not None
    assert fourteen.deadline.text == "11月27日前"
    assert fourteen.last_report is not None
    assert fourteen.last_report.member_id == liaison.id


async def test_every_item_in_somebodys_hands_has_a_contact() -> None:
    _, seeded, items = await founded()
    homes = {member.department_id for member in seeded.people.values()}
    assert {item.lead for item in items if item.lead is not None} <= homes
    assert {item.number for item in items if item.lead is None} == {13, 25, 27}
    assert Counter(item.state for item in items) == {
        State.DOING: 17, State.ASSIGNED: 3, State.CLOSED: 3, State.DRAFT: 3, State.SUBMITTED: 1,
    }  # fmt: skip


async def test_another_plan_waits_for_its_units(tmp_path: Path) -> None:
    plan = tmp_path / "plan.txt"
    plan.write_text("2025年要点\n一、经济\n1.招商。引进。\n2.消费。促进。\n", "utf-8")
    units = tmp_path / "units.csv"
    units.write_text("name,short_names,former_names\n文体广电和旅游局,文旅局,\n县发改委,发改委,\n", "utf-8")
    _, seeded, items = await founded(plan_file=plan, departments_file=units)
    assert (seeded.plan.year, seeded.items) == (2025, 2)
    assert all(item.state is State.DRAFT and item.lead is None for item in items)
    assert seeded.people["林晓禾"].department_id == seeded.departments["文体广电和旅游局"]
    assert seeded.people["石一鸣"].department_id == seeded.departments["县发改委"]  # 发改局 is also called 发改委
    assert seeded.people["顾长河"].department_id is None  # the office comes along without its unit
    assert "韩卫平" in seeded.left_out
