"""The audit remembers everything in order and forgets nothing."""

import datetime as dt
from dataclasses import replace

import pytest
import sqlalchemy as sa

from ledger.changes import AuditEntry
from ledger.ports import Store
from storage import SqlStore
from tests.storage.town import NOON

ENTRY = AuditEntry(
    at=NOON,
    actor_id=1,
    actor_name="管理员",
    actor_role="admin",
    event="assigned",
    item_id=14,
    before={"version": 1, "lead": None},
    after={"version": 2, "lead": 3, "co": [4, 5], "deadline": {"day": "2026-11-30"}},
    note="县长要求",
    source="update:123",
)


async def test_entries_come_back_newest_first(store: Store) -> None:
    async with store.writing() as uow:
        entries = [
            await uow.audit.append(e)
            for e in (ENTRY, replace(ENTRY, item_id=2), replace(ENTRY, item_id=None, actor_id=None), ENTRY)
        ]
    seqs = [e.seq for e in entries]
    assert seqs == sorted(set(seqs))
    async with store.reading() as uow:
        assert await uow.audit.recent() == entries[::-1]
        assert await uow.audit.recent(2) == entries[:1:-1]
        assert await uow.audit.of_item(14) == [entries[3], entries[0]]
        assert await uow.audit.of_item(14, 1) == [entries[3]]
        assert await uow.audit.get(entries[0].seq) == entries[0]
        assert await uow.audit.get(999) is None


async def test_the_last_change_not_undone(store: Store) -> None:
    async with store.writing() as uow:
        first = await uow.audit.append(ENTRY)
        second = await uow.audit.append(ENTRY)
        await uow.audit.append(replace(ENTRY, item_id=None))
        await uow.audit.append(replace(ENTRY, actor_id=2))
        assert await uow.audit.last_by(1) == second
        assert not await uow.audit.undone(second.seq)
        await uow.audit.append(replace(ENTRY, actor_id=3, undoes=second.seq))
        assert await uow.audit.undone(second.seq)
        assert await uow.audit.last_by(1) == first
        assert await uow.audit.last_by(4) is None


async def test_what_one_person_did_in_one_step(store: Store) -> None:
    later = ENTRY.at + dt.timedelta(seconds=1)
    others = (
        replace(ENTRY, source="update:124"),
        replace(ENTRY, actor_id=2),
        replace(ENTRY, at=later),
        replace(ENTRY, item_id=None),
    )
    async with store.writing() as uow:
        first = await uow.audit.append(ENTRY)
        for other in others:
            await uow.audit.append(other)
        second = await uow.audit.append(replace(ENTRY, item_id=2))
        nobody = await uow.audit.append(replace(ENTRY, actor_id=None))
        assert await uow.audit.together(first.seq) == [first, second]
        assert await uow.audit.together(second.seq) == [first, second]
        assert await uow.audit.together(nobody.seq) == []
        assert await uow.audit.together(999) == []


async def test_nothing_is_undone_twice(store: Store) -> None:
    async with store.writing() as uow:
        first = await uow.audit.append(ENTRY)
        await uow.audit.append(replace(ENTRY, undoes=first.seq))
    with pytest.raises((ValueError, sa.exc.IntegrityError)):
        async with store.writing() as uow:
            await uow.audit.append(replace(ENTRY, undoes=first.seq))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET note = 'forged'",
        "DELETE FROM audit",
        "INSERT OR REPLACE INTO audit SELECT * FROM audit",
        "TRUNCATE audit",
        "TRUNCATE audit CASCADE",
    ],
)
async def test_the_database_refuses_to_forget(sql_store: SqlStore, statement: str) -> None:
    async with sql_store.writing() as uow:
        entry = await uow.audit.append(ENTRY)
    with pytest.raises(sa.exc.DBAPIError):
        async with sql_store.writer.begin() as connection:
            await connection.execute(sa.text(statement))
    async with sql_store.reading() as uow:
        assert await uow.audit.recent() == [entry]
