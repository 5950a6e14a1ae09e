"""The chain is written with what it seals, and what is done to the tables behind the program's back shows."""

import asyncio
import shutil
import sqlite3
import stat
from collections.abc import AsyncIterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import create_async_engine

from ledger.chain_proof import Fault, FaultKind
from ledger.changes import AuditEntry
from ledger.ports import Store
from storage import SqlStore, open_store
from storage.audit_key import AuditKeyMissing, AuditKeyWrong
from storage.engine import database_address
from storage.migrate import migrate
from tests.storage.conftest import KEY, Twins
from tests.storage.test_contract_memory_of_events import ENTRY
from tests.storage.town import founded

COLUMNS = "at, actor_id, actor_name, actor_role, event, item_id, before, after, note, source, undoes, subject"
OLD = """
INSERT INTO audit (at, actor_id, actor_name, actor_role, event, item_id, before, after, note, source)
VALUES ('2026-11-20 02:00:00', 1, '顾长河', 'admin', 'assigned', 14, '{}', '{"lead": 3}', '旧', 'inbox')
"""


async def wrote(store: Store, count: int, note: str = "") -> list[AuditEntry]:
    async with store.writing() as uow:
        return [await uow.audit.append(replace(ENTRY, note=note or f"第{n}条")) for n in range(count)]


async def unguarded(store: SqlStore, *statements: str) -> None:
    """As somebody who owns the database: without its triggers and foreign keys."""
    if store.writer.dialect.name == "sqlite":
        await asyncio.to_thread(_on_the_file, store.writer.url.database or "", statements)
        return
    async with store.writer.begin() as connection:
        await connection.execute(sa.text("SET LOCAL session_replication_role = replica"))
        for statement in statements:
            await connection.execute(sa.text(statement))


def _on_the_file(path: str, statements: Sequence[str]) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)


async def wrote_and_failed(store: SqlStore) -> None:
    async with store.writing() as uow:
        await uow.audit.append(ENTRY)
        await uow.audit.append(replace(ENTRY, undoes=999))


async def test_every_append_is_sealed_in_its_transaction(sql_store: SqlStore) -> None:
    assert await sql_store.prove_audit() == (None, 0)
    await wrote(sql_store, 3)
    with pytest.raises(sa.exc.IntegrityError):
        await wrote_and_failed(sql_store)
    await wrote(sql_store, 1)
    assert await sql_store.prove_audit() == (None, 4)


async def test_the_head_moves_with_what_is_committed(store: Store) -> None:
    async with store.reading() as uow:
        assert await uow.audit.head() is None
    await wrote(store, 2)
    async with store.reading() as uow:
        first = await uow.audit.head()
    await wrote(store, 1)
    async with store.reading() as uow:
        second = await uow.audit.head()
    assert first is not None
    assert second is not None
    assert (first.count, second.count) == (2, 3)
    assert first.anchor.startswith("2-")


async def test_words_no_database_holds_are_sealed_as_they_are_kept(sql_store: SqlStore) -> None:
    odd = replace(
        ENTRY, note="a\0b\ud83d", source="x\0", actor_name="石\0", after={"title": "水\ud83d利", "value": 80.0}
    )
    async with sql_store.writing() as uow:
        await uow.audit.append(odd)
    assert await sql_store.prove_audit() == (None, 1)


async def test_many_writers_make_one_chain(twins: Twins) -> None:
    await asyncio.gather(*(wrote(store, 2) for store in (twins.first, twins.second) * 10))
    if isinstance(twins.first, SqlStore):
        assert await twins.first.prove_audit() == (None, 40)


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE audit SET note = 'forged' WHERE note = '第2条'", FaultKind.ALTERED),
        ("UPDATE audit SET actor_name = '别人' WHERE note = '第2条'", FaultKind.ALTERED),
        ("DELETE FROM audit WHERE note = '第2条'", FaultKind.MISSING),
        ("DELETE FROM audit_chain WHERE place = 3", FaultKind.MISSING),
        ("DELETE FROM audit_chain WHERE place > 3", FaultKind.TRUNCATED),
        ("DELETE FROM audit_head", FaultKind.NOT_BEGUN),
        ("UPDATE audit_head SET proof = 'x'", FaultKind.HEAD),
        ("UPDATE audit_head SET key_mac = 'x'", FaultKind.WRONG_KEY),
        (
            f"INSERT INTO audit (seq, {COLUMNS}) SELECT seq + 100, {COLUMNS} FROM audit WHERE note = '第2条'",
            FaultKind.APPENDED,
        ),
    ],
)
async def test_deeds_are_told_apart(sql_store: SqlStore, statement: str, fault: FaultKind) -> None:
    await wrote(sql_store, 5)
    await unguarded(sql_store, statement)
    found, _ = await sql_store.prove_audit()
    assert found is not None
    assert found.kind is fault
    if fault in (FaultKind.ALTERED, FaultKind.MISSING):
        assert found.place == 3


async def test_the_end_cut_off_with_its_seals(sql_store: SqlStore) -> None:
    await wrote(sql_store, 5)
    await unguarded(
        sql_store,
        "DELETE FROM audit_chain WHERE place > 3",
        "DELETE FROM audit WHERE note IN ('第3条', '第4条')",
    )
    assert await sql_store.prove_audit() == (Fault(FaultKind.TRUNCATED, 4), 3)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_chain SET mac = 'x'",
        "DELETE FROM audit_chain",
        "TRUNCATE audit_chain",
        "UPDATE audit_head SET entries = entries - 1",
        "UPDATE audit_head SET mac = 'x'",
        "DELETE FROM audit_head",
        "TRUNCATE audit_head",
        "INSERT INTO audit_head SELECT 2, entries, mac, key_mac, proof FROM audit_head",
        "INSERT OR REPLACE INTO audit_head SELECT id, 1, mac, key_mac, proof FROM audit_head",
        "INSERT INTO audit_chain SELECT place + 7, seq, name_mac, mac FROM audit_chain",
        "INSERT OR REPLACE INTO audit_chain SELECT place + 1, seq, name_mac, mac FROM audit_chain",
        "UPDATE audit SET actor_name = '别人'",
        "UPDATE audit SET actor_name = '', note = ''",
        f"INSERT INTO audit (seq, {COLUMNS}) SELECT seq - 1000, {COLUMNS} FROM audit",
    ],
)
async def test_the_database_keeps_the_order(sql_store: SqlStore, statement: str) -> None:
    await wrote(sql_store, 1)
    with pytest.raises(sa.exc.DBAPIError):
        await attempted(sql_store, statement)
    assert await sql_store.prove_audit() == (None, 1)


async def test_a_name_may_be_erased(sql_store: SqlStore) -> None:
    await wrote(sql_store, 2)
    async with sql_store.writer.begin() as connection:
        await connection.execute(sa.text("UPDATE audit SET actor_name = '' WHERE actor_id = 1"))
    assert await sql_store.prove_audit() == (None, 2)
    async with sql_store.reading() as uow:
        assert {entry.actor_name for entry in await uow.audit.recent()} == {""}


async def test_entries_from_before_the_chain_are_sealed_when_the_program_starts(empty_url: str) -> None:
    await migrate(empty_url, to="0001")
    store = open_store(empty_url, audit_key=KEY)
    try:
        async with store.writer.begin() as connection:
            for _ in range(3):
                await connection.execute(sa.text(OLD))
        await migrate(empty_url)
        fault, _ = await store.prove_audit()
        assert fault == Fault(FaultKind.NOT_BEGUN, 0, 1)
        assert await store.begin_audit_chain() == 3
        assert await store.begin_audit_chain() == 0
        assert await store.prove_audit() == (None, 3)
        await wrote(store, 1)
        assert await store.prove_audit() == (None, 4)
        async with store.reading() as uow:
            assert [entry.note for entry in await uow.audit.recent()] == ["第0条", "旧", "旧", "旧"]
    finally:
        await store.close()


async def test_the_first_change_begins_the_chain_too(empty_url: str) -> None:
    await migrate(empty_url)
    store = open_store(empty_url, audit_key=KEY)
    try:
        await wrote(store, 2)
        assert await store.prove_audit() == (None, 2)
    finally:
        await store.close()


async def test_nothing_is_sealed_on_with_another_key(url: str) -> None:
    store, other = open_store(url, audit_key=KEY), open_store(url, audit_key=KEY[::-1])
    try:
        await wrote(store, 1)
        with pytest.raises(AuditKeyWrong):
            await other.begin_audit_chain()
        with pytest.raises(AuditKeyWrong):
            await wrote(other, 1)
        assert await store.prove_audit() == (None, 1)
        assert (await other.prove_audit())[0] == Fault(FaultKind.WRONG_KEY)
    finally:
        await store.close()
        await other.close()


async def test_postgresql_needs_a_key_that_is_handed_over(url: str) -> None:
    if database_address(url).get_backend_name() == "sqlite":
        pytest.skip("has a place beside it")
    store = open_store(url)
    try:
        with pytest.raises(AuditKeyMissing):
            await wrote(store, 1)
    finally:
        await store.close()


async def test_sqlite_gets_a_key_beside_it_once(migrated_sqlite: Path, tmp_path: Path) -> None:
    url, file = f"sqlite:///{shutil.copy(migrated_sqlite, tmp_path)}", tmp_path / "ledger.db.audit-key"
    store, again = open_store(url), open_store(url)
    try:
        await wrote(store, 1)
        assert private_and_long(file)
        await wrote(again, 1)
        assert await again.prove_audit() == (None, 2)
        file.rename(tmp_path / "lost")
        with pytest.raises(AuditKeyMissing):
            await store.prove_audit()
        with pytest.raises(AuditKeyMissing):
            await wrote(store, 1)
        # A new key would only hide that the old one is lost.
        assert not kept(file)
    finally:
        await store.close()
        await again.close()


def kept(file: Path) -> bool:
    return file.exists()


def private_and_long(file: Path) -> bool:
    return stat.S_IMODE(file.stat().st_mode) == 0o600 and len(file.read_text().strip()) >= 32


GRANTS = Path(__file__).parents[2] / "docs" / "postgresql-grants.sql"


@pytest.fixture
async def as_lesser_role(url: str) -> AsyncIterator[SqlStore]:
    """The store as the role that the script in docs/ describes; PostgreSQL only."""
    address = database_address(url)
    if address.get_backend_name() == "sqlite":
        pytest.skip("a file has no roles")
    owner = create_async_engine(address, poolclass=sa.NullPool)
    script = "\n".join(line for line in GRANTS.read_text().splitlines() if not line.startswith("--"))
    async with owner.begin() as connection:
        await connection.execute(sa.text("CREATE ROLE duban_runs LOGIN"))
        for statement in script.replace(':"role"', "duban_runs").split(";"):
            if statement.strip():
                await connection.execute(sa.text(statement))
    store = open_store(address.set(username="duban_runs").render_as_string(), audit_key=KEY)
    yield store
    await store.close()
    async with owner.begin() as connection:
        await connection.execute(sa.text("DROP OWNED BY duban_runs"))
        await connection.execute(sa.text("DROP ROLE duban_runs"))
    await owner.dispose()


async def test_the_role_that_runs_can_write_and_not_rewrite(as_lesser_role: SqlStore) -> None:
    store = as_lesser_role
    await founded(store)
    await wrote(store, 2)
    await wrote(store, 1)
    assert await store.prove_audit() == (None, 3)
    for statement in (
        "UPDATE audit SET actor_name = ''",
        "DELETE FROM audit",
        "TRUNCATE audit CASCADE",
        "UPDATE audit_chain SET mac = 'x'",
        "DELETE FROM audit_head",
        "ALTER TABLE audit DISABLE TRIGGER ALL",
        "DROP TRIGGER audit_no_update ON audit",
        "SET session_replication_role = replica",
        "CREATE TABLE more (id integer)",
        "UPDATE alembic_version SET version_num = '0001'",
    ):
        with pytest.raises(sa.exc.DBAPIError, match=r"permission denied|must be owner"):
            await attempted(store, statement)


async def attempted(store: SqlStore, statement: str) -> None:
    async with store.writer.begin() as connection:
        await connection.execute(sa.text(statement))
