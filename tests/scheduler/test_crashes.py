"""The program is killed between any two steps, and another one finishes: nothing is lost, nothing sounds twice."""

import asyncio
import datetime as dt
import shutil
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from ledger.delivery import Delivered, Outcome
from ledger.messages import MessageState
from ledger.ports import Store
from scheduler.dispatcher import Dispatcher
from scheduler.planner import plan
from storage import open_store
from tests.memory_store import MemoryStore
from tests.scheduler.office import Messenger, Office
from tests.town import CULTURE, POLICIES, REFORM, TRANSPORT, founded

FINAL = {MessageState.DELIVERED, MessageState.SUPERSEDED}


class Killed(BaseException):
    """As kill -9: no handler of ordinary exceptions sees it, and nothing is done afterwards."""


@dataclass
class Life:
    """Ends at its n-th step, for good."""

    ends_at: int
    steps: int = 0
    names: list[str] = field(default_factory=list)

    def step(self, name: str) -> None:
        self.steps += 1
        self.names.append(name)
        if self.steps >= self.ends_at:
            raise Killed(name)


class MortalStore:
    def __init__(self, store: Store, life: Life) -> None:
        self._store = store
        self._life = life

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Any]:
        self._life.step("before a transaction")
        async with self._store.writing() as uow:
            yield uow
            self._life.step("before the commit")
        self._life.step("after the commit")

    def reading(self) -> Any:
        return self._store.reading()


class MortalMessenger:
    def __init__(self, messenger: Messenger, life: Life) -> None:
        self._messenger = messenger
        self._life = life

    async def send(self, chat_id: int, payload: str, *, silent: bool = False) -> Outcome:
        self._life.step("before Telegram has it")
        outcome = await self._messenger.send(chat_id, payload, silent=silent)
        self._life.step("after Telegram has it")
        return outcome

    async def edit(self, chat_id: int, message_id: int, payload: str) -> Outcome:
        self._life.step("before a probe")
        outcome = await self._messenger.edit(chat_id, message_id, payload)
        self._life.step("after a probe")
        return outcome

    async def delete(self, chat_id: int, message_id: int) -> Outcome:
        self._life.step("before a copy goes")
        return await self._messenger.delete(chat_id, message_id)

    async def answers(self) -> bool:
        return True


async def opened(path: Path | None) -> Office:
    """Thursday: four people are owed nine nudges, and an answer waits for a fifth."""
    office = Office(await founded(open_store(f"sqlite:///{path}") if path else MemoryStore()))
    await office.town.hand_out(7, CULTURE, (REFORM,), dt.date(2026, 11, 27))
    await office.town.hand_out(4, TRANSPORT, (CULTURE,), dt.date(2026, 11, 27))
    office.at(2026, 11, 26, 8, 41)
    await office.queues("reply|1", chat_id=8001)
    return office


async def work(office: Office, dispatcher: Dispatcher, store: Store) -> None:
    await plan(store, POLICIES, office.clock())
    await dispatcher.gather(office.clock())
    await dispatcher.drain(office.clock())


async def lives(office: Office, life: Life) -> None:
    store = MortalStore(office.store, life)
    messenger: Any = MortalMessenger(office.messenger, life)
    await work(
        office,
        Dispatcher(store, messenger, POLICIES, office.clock, "mortal", sleep=office.sleep, paced_by=office.clock),
        store,
    )


async def killed_and_finished(office: Office, ends_at: int) -> Life:
    life = Life(ends_at)
    others = asyncio.all_tasks()
    with suppress(Killed):
        await lives(office, life)
    # What else was in hand dies of its next step, and its connections with it.
    await asyncio.gather(*(asyncio.all_tasks() - others), return_exceptions=True)
    for n in range(4):
        office.later(minutes=3)
        await work(office, office.hired(f"heir {n}"), office.store)
    return life


async def judge(office: Office, life: Life) -> None:
    rows = await office.rows()
    assert {row.state for row in rows} <= FINAL, life.names[-1]
    async with office.store.reading() as uow:
        said = {row.id: await uow.notices.of_message(row.id) for row in rows}
        assert await uow.notices.ripe(office.clock(), 100) == []
    owed = [notice for notices in said.values() for notice in notices]
    assert len(owed) == len({notice.key for notice in owed}) == 9
    arrived = [s for s in office.messenger.sent if isinstance(s.outcome, Delivered)]
    assert {s.chat_id for s in arrived} == {7001, 7002, 7007, 7009, 8001}
    assert "第14项" in next(s for s in arrived if s.chat_id == 7009).text
    loud = Counter(s.chat_id for s in arrived if not s.silent)
    assert max(loud.values(), default=0) <= 1, life.names[-1]
    # A copy has the same words, and there is one only of what was in hand when the program was killed.
    assert len({(s.chat_id, s.payload) for s in arrived}) == 5
    assert len(arrived) <= 10


@pytest.fixture(params=["memory", "sqlite"])
def template(request: pytest.FixtureRequest) -> Path | None:
    return None if request.param == "memory" else request.getfixturevalue("migrated_sqlite")


async def test_killed_at_every_step(template: Path | None, tmp_path: Path) -> None:
    ends_at, done = 1, False
    while not done:
        path = None
        if template is not None:
            path = tmp_path / f"{ends_at}.db"
            shutil.copy(template, path)
        office = await opened(path)
        life = await killed_and_finished(office, ends_at)
        await judge(office, life)
        done = life.steps < ends_at
        # SQLite's disk is slower: every third step there, every one in memory.
        ends_at += 1 if path is None else 3
        await office.store.close()  # type: ignore[attr-defined]
    assert ends_at > 50
