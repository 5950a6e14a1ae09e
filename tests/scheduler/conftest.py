"""The town on the store in memory and on SQLite, with its clock and its messenger."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from ledger.ports import Store
from storage import open_store
from tests.memory_store import MemoryStore
from tests.scheduler.office import Office
from tests.storage.conftest import migrated_sqlite as migrated_sqlite
from tests.town import Town, founded


# A plain fixture: an asynchronous one may not ask for another while its loop is running.
@pytest.fixture(params=["memory", "sqlite"])
def template(request: pytest.FixtureRequest) -> Path | None:
    if request.param == "memory":
        return None
    path: Path = request.getfixturevalue("migrated_sqlite")
    return path


@pytest.fixture
async def store(template: Path | None, tmp_path: Path) -> AsyncIterator[Store]:
    if template is None:
        yield MemoryStore()
        return
    shutil.copy(template, tmp_path / "ledger.db")
    sql = open_store(f"sqlite:///{tmp_path / 'ledger.db'}")
    yield sql
    await sql.close()


@pytest.fixture
async def town(store: Store) -> Town:
    return await founded(store)


@pytest.fixture
def office(town: Town) -> Office:
    return Office(town)
