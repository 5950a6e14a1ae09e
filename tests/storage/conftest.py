"""The three stores every contract test runs on."""

import os
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa

from ledger.ports import Store
from storage import SqlStore, open_store
from storage.migrate import migrate
from tests.memory_store import MemoryStore
from tests.postgres import PostgresMissing, fresh_database, postgres_server

Template = Path | tuple[str, str] | None
"""A migrated database to copy: SQLite's file, or PostgreSQL's server and database; None for the store in memory."""

KEY = "a key that tests may know of, 32+"
_SKIPPED = pytest.StashKey[str]()


@dataclass(frozen=True)
class Twins:
    """The same data opened twice, as two processes would."""

    first: Store
    second: Store


@pytest.fixture(scope="session")
def postgres(request: pytest.FixtureRequest) -> Iterator[str]:
    try:
        with postgres_server() as url:
            yield url
    except PostgresMissing as missing:
        if os.environ.get("DUBAN_TEST_POSTGRES") == "required":
            pytest.fail(f"PostgreSQL is required: {missing}")
        request.config.stash[_SKIPPED] = str(missing)
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
async def migrated_postgres(postgres: str) -> AsyncIterator[tuple[str, str]]:
    """The server's url and the name of a migrated database to copy."""
    async with fresh_database(postgres) as url:
        await migrate(url)
        yield postgres, sa.make_url(url).database or ""


@pytest.fixture(scope="session")
async def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("migrated") / "ledger.db"
    await migrate(f"sqlite:///{path}")
    return path


# Templates are chosen in plain fixtures: an asynchronous one may not ask for another while its loop is running.
@pytest.fixture(params=["sqlite", "postgres"])
def sql_template(request: pytest.FixtureRequest) -> Template:
    return _template(request)


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def template(request: pytest.FixtureRequest) -> Template:
    return _template(request)


def _template(request: pytest.FixtureRequest) -> Template:
    match request.param:
        case "sqlite":
            path: Path = request.getfixturevalue("migrated_sqlite")
            return path
        case "postgres":
            server: tuple[str, str] = request.getfixturevalue("migrated_postgres")
            return server
    return None


@pytest.fixture
async def url(sql_template: Template, tmp_path: Path) -> AsyncIterator[str]:
    """A migrated, empty database."""
    async with AsyncExitStack() as stack:
        yield await _database(sql_template, tmp_path, stack)


@pytest.fixture(params=["sqlite", "postgres"])
async def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """A database nobody has migrated."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    async with fresh_database(request.getfixturevalue("postgres")) as url:
        yield url


@pytest.fixture
async def sql_store(url: str) -> AsyncIterator[SqlStore]:
    store = open_store(url, audit_key=KEY)
    yield store
    await store.close()


@pytest.fixture
async def twins(template: Template, tmp_path: Path) -> AsyncIterator[Twins]:
    if template is None:
        memory = MemoryStore()
        yield Twins(memory, memory)
        return
    async with AsyncExitStack() as stack:
        url = await _database(template, tmp_path, stack)
        first, second = open_store(url, audit_key=KEY), open_store(url, audit_key=KEY)
        yield Twins(first, second)
        await first.close()
        await second.close()


@pytest.fixture
def store(twins: Twins) -> Store:
    return twins.first


async def _database(template: Template, tmp_path: Path, stack: AsyncExitStack) -> str:
    match template:
        case Path():
            path = tmp_path / "ledger.db"
            shutil.copy(template, path)
            return f"sqlite:///{path}"
        case (server, name):
            return await stack.enter_async_context(fresh_database(server, like=name))
    raise ValueError("the memory store has no database")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    reason = config.stash.get(_SKIPPED, None)
    if reason is not None:
        terminalreporter.write_line(f"!!! NOT TESTED ON POSTGRESQL: {reason}", red=True, bold=True)
