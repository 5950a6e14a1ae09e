"""`python -m bench.planning`: a day planned over a million open assignments, beside a loop over ORM objects.

Three ways in the same run, on the same SQLite file: the planner of the program; one bare INSERT … SELECT of as many
rows as the day owes; and a loop that loads items as objects and asks of each what it owes.
"""

import argparse
import asyncio
import datetime as dt
import resource
import sqlite3
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from bot.wiring import policies_of
from config import read_settings
from ledger.calendar import ONE_DAY
from ledger.nudging import Trigger, limits_of
from ledger.policies import Policies
from scheduler.planner import plan
from storage import open_store
from storage.migrate import migrate

TODAY = dt.date(2026, 11, 24)
UNITS, PEOPLE = 64, 300


@dataclass(frozen=True, slots=True)
class Figures:
    planner: float
    again: float
    bare: float
    orm: float
    rows: int
    second: int
    memory_mb: float


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.planning", description=__doc__)
    parser.add_argument("--items", type=int, default=1_000_000, help="open assignments")
    parser.add_argument("--owing", type=int, default=100_000, help="of which so many owe something today")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="duban-planning-") as folder:
        found = asyncio.run(measured(Path(folder) / "ledger.db", arguments.items, arguments.owing))
    print(f"{arguments.items:,} open assignments, {found.rows:,} notices owed")
    print(f"planner            {found.planner:8.2f} s   second run {found.again:.2f} s, {found.second} new")
    print(f"bare INSERT…SELECT {found.bare:8.2f} s   planner is {found.planner / found.bare:.1f} × (at most 10)")
    print(f"loop over objects  {found.orm:8.2f} s   planner is {found.planner / found.orm:.3f} of it (at most 0.1)")
    print(f"memory of the planner {found.memory_mb:.0f} MB (at most 300)")


async def measured(path: Path, items: int, owing: int) -> Figures:
    url = f"sqlite+aiosqlite:///{path}"
    await migrate(url)
    lay_out(path, items, owing)
    policies = policies_of(read_settings(None))
    now = policies.hours.at(TODAY, dt.time(6, 0))
    store = open_store(url)
    try:
        began = time.perf_counter()
        first = await plan(store, policies, now)
        planner = time.perf_counter() - began
        began = time.perf_counter()
        second = await plan(store, policies, now)
        again = time.perf_counter() - began
    finally:
        await store.close()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Figures(planner, again, _bare(path), _loop(path, policies), first.nudges, second.nudges, memory)


def lay_out(path: Path, items: int, owing: int) -> None:
    """Limits of 100,000 lie tomorrow (one of the ladder's bands), all others in spring; each has a lead unit whose
    liaison has joined.
    """
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA synchronous = OFF")
        database.executemany(
            "INSERT INTO departments (id, name, short_names, former_names, english_name, groups)"
            " VALUES (?, ?, '[]', '[]', '', '[]')",
            ((n, f"单位{n}") for n in range(1, UNITS + 1)),
        )
        database.executemany(
            "INSERT INTO members (id, name, role, department_id, user_id, language, active, reachable, title)"
            " VALUES (?, ?, ?, ?, ?, '', 1, 1, '')",
            ((n, f"某{n}", "liaison", n, 10_000 + n) for n in range(1, UNITS + 1)),
        )
        database.execute("INSERT INTO plans (id, title, year, kind, current) VALUES (1, '要点', 2026, 'main', 0)")
        due, far = (TODAY + ONE_DAY).isoformat(), "2027-05-31"
        names = [row[1] for row in database.execute("PRAGMA table_info(items)") if row[3]]
        fixed = {name: _empty(name) for name in names} | {"plan_id": 1, "section": 1, "state": "doing", "version": 1}
        columns = [*(name for name in fixed if name not in ("id", "number")), "id", "number", "deadline_day"]
        columns += ["deadline_text", "deadline_kind", "deadline_soft", "assigned_at"]
        values = [fixed[name] for name in columns[: columns.index("id")]]
        database.executemany(
            f"INSERT INTO items ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",  # noqa: S608
            (
                (*values, n, n, due if n % (items // owing) == 0 else far, "前", "day", 0, "2026-02-20 02:00:00.000000")
                for n in range(1, items + 1)
            ),
        )
        database.executemany(
            "INSERT INTO item_units (item_id, department_id, duty, position) VALUES (?, ?, 'lead', 0)",
            ((n, n % UNITS + 1) for n in range(1, items + 1)),
        )
        database.execute("ANALYZE")


def _empty(column: str) -> object:
    lists = ("measures", "targets", "parts", "milestones", "applications", "instructions", "slips")
    if column in lists:
        return "[]"
    return "open" if column == "sensitivity" else 0 if column in _NUMBERS else ""


_NUMBERS = ("part", "pending", "extended", "urged", "returned", "number", "section", "plan_id", "version", "id")


def _bare(path: Path) -> float:
    """As many rows, without any thought."""
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE bare (key TEXT NOT NULL UNIQUE, member INTEGER, item INTEGER, day TEXT)")
        began = time.perf_counter()
        database.execute(
            "INSERT INTO bare SELECT 'nudge|' || i.id || '|' || i.deadline_day || '|' || u.department_id,"
            " u.department_id, i.id, i.deadline_day FROM items i JOIN item_units u ON u.item_id = i.id"
            " WHERE i.deadline_day = ?",
            ((TODAY + ONE_DAY).isoformat(),),
        )
        database.commit()
        return time.perf_counter() - began


class _Base(DeclarativeBase):
    pass


class _Item(_Base):
    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str]
    deadline_day: Mapped[dt.date | None]


def _loop(path: Path, policies: Policies) -> float:
    """What a program does that has not thought of sets: each open item an object, each laid beside the day's bands.
    It neither looks for the people nor writes anything.
    """
    rules = [rule for rule in policies.nudges.rules() if rule.trigger is Trigger.LIMIT]
    bands = [limits_of(rule, TODAY, policies.calendar) for rule in rules]
    engine = sa.create_engine(f"sqlite:///{path}")
    began = time.perf_counter()
    owed = 0
    with Session(engine) as session:
        for item in session.scalars(sa.select(_Item).where(_Item.state == "doing").execution_options(yield_per=1000)):
            limit = item.deadline_day
            owed += limit is not None and any(first <= limit <= last for first, last in bands)
    engine.dispose()
    assert owed
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
