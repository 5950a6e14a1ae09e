"""A database as an office has it in the middle of the year: the sample plan, and a crowd of members who have joined."""

import datetime as dt
from pathlib import Path

from bot.sample import seed
from bot.wiring import policies_of
from config import read_settings
from ledger.members import Member, Role
from playground.people import Person
from storage import open_store
from storage.migrate import migrate


async def found_county(database: Path, people: list[Person], now: dt.datetime) -> str:
    """Returns the database's url. The people are liaisons, spread over the units that lead or help with something."""
    url = f"sqlite+aiosqlite:///{database}"
    await migrate(url)
    store = open_store(url)
    try:
        await seed(store, year=now.year, now=now, policies=policies_of(read_settings(None)))
        async with store.writing() as uow:
            plan = await uow.plans.current()
            assert plan is not None
            items = await uow.items.of_plan(plan.id)
            busy = sorted({unit for item in items for unit in (item.lead, *item.co) if unit is not None})
            for number, person in enumerate(people):
                unit = busy[number % len(busy)]
                await uow.members.add(Member(0, person.name, Role.LIAISON, unit, user_id=person.id))
    finally:
        await store.close()
    return url
