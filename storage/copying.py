"""Copies what the clock works on into a database of its own, so that a year is played without touching the ledger."""

import sqlalchemy as sa

from storage.clock_tables import calendar_days, item_milestones, pauses, preferences
from storage.engine import SqlStore
from storage.tables import departments, item_units, items, members, plans, sections

_COPIED = (
    departments,
    members,
    plans,
    sections,
    items,
    item_units,
    item_milestones,
    preferences,
    calendar_days,
    pauses,
)
"""In the order in which they refer to each other. What was said and sent before stays behind."""
_AT_ONCE = 500
_NOT_JOINED = 10**12
"""User ids of people who have been invited only: no Telegram id is so large."""


async def copy_ledger(source: SqlStore, target: SqlStore) -> None:
    """`target` is empty and has this program's schema. Whoever was invited counts as joined there."""
    async with source.reader.connect() as reading, target.writer.begin() as writing:
        for table in _COPIED:
            rows = [dict(row) for row in (await reading.execute(sa.select(table))).mappings()]
            for start in range(0, len(rows), _AT_ONCE):
                await writing.execute(sa.insert(table), rows[start : start + _AT_ONCE])
        nobody = members.c.active & members.c.user_id.is_(None)
        await writing.execute(sa.update(members).where(nobody).values(user_id=members.c.id + _NOT_JOINED))
        await writing.execute(sa.update(members).values(reachable=True))
