"""Each rule of the rows finds a fault that is planted; constraints that would forbid planting it are taken away."""

import datetime as dt
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import SqlStore
from storage.invariants import QUERIES, broken
from storage.tables import cards, inbox, members, notices, outbox
from tests.storage.town import NOON

HOURS = dt.timedelta(hours=1)
LONG_AGO = NOON - 2 * HOURS
TABLES = (outbox, notices, members, cards, inbox)

Row = tuple[sa.Table, Mapping[str, Any]]

SOUND: tuple[Row, ...] = (
    (members, {"id": 1, "active": True, "user_id": 7001}),
    (members, {"id": 2, "active": False, "user_id": 7001}),
    (outbox, _sent := {"id": 1, "key": "a", "state": "delivered", "lane": "daily", "chat_id": 5, "message_id": 9}),
    (outbox, {**_sent, "id": 2, "key": "b", "chat_id": 6}),
    (outbox, {**_sent, "id": 3, "key": "c", "lane": "reply"}),
    (outbox, {"id": 4, "key": "d", "state": "sending", "lease_until": NOON, "ambiguous_ever": True, "member_id": 1}),
    (outbox, {"id": 5, "key": "e", "state": "due", "ambiguous_ever": False}),
    (notices, {"id": 1, "key": "n", "state": "attached", "message_id": 1, "member_id": 1}),
    (cards, {"member_id": 1}),
    (inbox, {"id": 1, "state": "waiting", "received_at": NOON}),
    (inbox, {"id": 2, "state": "done", "received_at": LONG_AGO}),
)

FAULTS: Sequence[tuple[str, Row]] = (
    ("expired_leases", (outbox, {"id": 9, "key": "z", "state": "sending", "lease_until": LONG_AGO})),
    ("leases_without_sending", (outbox, {"id": 9, "key": "z", "state": "due", "lease_until": NOON})),
    ("clean_again", (outbox, {"id": 9, "key": "z", "state": "due", "ambiguous_ever": True})),
    ("empty_keys", (outbox, {"id": 9, "key": "", "state": "due"})),
    ("empty_keys", (notices, {"id": 9, "key": "", "state": "waiting", "member_id": 1})),
    ("repeated_keys", (outbox, {"id": 9, "key": "e", "state": "due"})),
    ("repeated_keys", (notices, {"id": 9, "key": "n", "state": "waiting", "member_id": 1})),
    ("one_message_for_two", (outbox, {**_sent, "id": 9, "key": "z"})),
    ("orphaned_notices", (notices, {"id": 9, "key": "z", "state": "attached", "message_id": 99, "member_id": 1})),
    ("notices_of_nobody", (notices, {"id": 9, "key": "z", "state": "waiting", "member_id": 99})),
    ("messages_of_nobody", (outbox, {"id": 9, "key": "z", "state": "due", "member_id": 99})),
    ("cards_of_nobody", (cards, {"member_id": 99})),
    ("old_updates", (inbox, {"id": 9, "state": "waiting", "received_at": LONG_AGO})),
    ("two_people_one_account", (members, {"id": 9, "active": True, "user_id": 7001})),
)


@pytest.fixture
async def bare(sql_store: SqlStore) -> AsyncIterator[AsyncConnection]:
    """The same columns and nothing that guards them, in the place of the real tables; with sound rows."""
    async with sql_store.writer.connect() as connection:
        schema = "main" if connection.dialect.name == "sqlite" else "public"
        for table in TABLES:
            await connection.execute(
                sa.text(f"CREATE TEMPORARY TABLE {table.name} AS SELECT * FROM {schema}.{table.name}")
            )
        await plant(connection, *SOUND)
        yield connection
        await connection.rollback()


async def plant(connection: AsyncConnection, *rows: Row) -> None:
    for table, values in rows:
        bare = sa.table(table.name, *(sa.column(name, table.c[name].type) for name in values))
        await connection.execute(sa.insert(bare).values(values))


async def test_sound_rows_break_nothing(bare: AsyncConnection) -> None:
    assert await broken(bare, NOON) == {}


@pytest.mark.parametrize(("name", "fault"), FAULTS)
async def test_a_fault_is_found_by_its_rule_alone(bare: AsyncConnection, name: str, fault: Row) -> None:
    await plant(bare, fault)
    assert await broken(bare, NOON) == {name: 1}


def test_every_rule_has_its_fault() -> None:
    assert {name for name, _ in FAULTS} == set(QUERIES)
