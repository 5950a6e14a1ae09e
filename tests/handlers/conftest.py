"""The town, fresh for every dialogue; and a ledger to bring documents into, on two kinds of store."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from documents.departments import read_departments
from handlers.importing import import_departments
from storage import open_store
from storage.migrate import migrate
from tests.handlers.county import ORIGIN, TEXT, UNITS, Ledger
from tests.memory_store import MemoryStore
from tests.town import Town, founded


@pytest.fixture
async def town() -> Town:
    return await founded()


@pytest.fixture(params=["memory", "sqlite"])
async def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Ledger]:
    if request.param == "memory":
        yield Ledger(MemoryStore())
        return
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    await migrate(url)
    store = open_store(url)
    yield Ledger(store)
    await store.close()


@pytest.fixture
async def county(ledger: Ledger) -> Ledger:
    """With units and the plan of four items."""
    async with ledger.store.writing() as uow:
        await import_departments(read_departments(UNITS), origin=ORIGIN, uow=uow)
    await ledger.takes(TEXT)
    return ledger
