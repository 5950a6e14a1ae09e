"""The memory of the ledger: rows are added and read, never changed."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.changes import AuditEntry
from ledger.sealing import Head
from storage.audit_chain import SqlAuditChain
from storage.audit_key import AuditKey
from storage.audit_rows import as_stored, entry_of, row_of
from storage.tables import audit

_undoing = audit.alias("undoing")
_NEWEST_FIRST = sa.select(audit).order_by(audit.c.seq.desc()).limit(sa.bindparam("most"))
_GET = sa.select(audit).where(audit.c.seq == sa.bindparam("this_seq"))
_OF_ITEM = _NEWEST_FIRST.where(audit.c.item_id == sa.bindparam("item"))
_OF_SUBJECT = _NEWEST_FIRST.where(audit.c.subject == sa.bindparam("of_subject"))
_LAST_BY = _NEWEST_FIRST.where(
    audit.c.actor_id == sa.bindparam("actor"),
    sa.or_(audit.c.item_id.is_not(None), audit.c.subject.is_not(None)),
    ~sa.exists().where(_undoing.c.undoes == audit.c.seq),
)
_step = audit.alias("step")
# One step writes its entries one after the other: the key narrows the search, for sources have no index.
_TOGETHER = (
    sa.select(audit)
    .join(
        _step,
        sa.and_(
            audit.c.source == _step.c.source,
            audit.c.at == _step.c.at,
            audit.c.actor_id == _step.c.actor_id,
        ),
    )
    .where(
        _step.c.seq == sa.bindparam("this_seq"),
        audit.c.seq.between(sa.bindparam("first"), sa.bindparam("last")),
        audit.c.item_id.is_not(None),
    )
    .order_by(audit.c.seq)
)
_NEAR = 2_000
_UNDONE = sa.select(sa.exists().where(audit.c.undoes == sa.bindparam("this_seq")))
_INSERT = sa.insert(audit).returning(audit.c.seq)


class SqlAudit:
    def __init__(self, connection: AsyncConnection, key: AuditKey) -> None:
        self._connection = connection
        self.chain = SqlAuditChain(connection, key)

    async def append(self, entry: AuditEntry) -> AuditEntry:
        seq = (await self._connection.execute(_INSERT, row_of(entry))).scalar_one()
        stored = as_stored(entry, seq)
        self.chain.owe(stored)
        return stored

    async def head(self) -> Head | None:
        return await self.chain.head()

    async def get(self, seq: int) -> AuditEntry | None:
        row = (await self._connection.execute(_GET, {"this_seq": seq})).one_or_none()
        return entry_of(row) if row is not None else None

    async def of_item(self, item_id: int, limit: int = 50) -> Sequence[AuditEntry]:
        return _entries(await self._connection.execute(_OF_ITEM, {"item": item_id, "most": limit}))

    async def recent(self, limit: int = 50) -> Sequence[AuditEntry]:
        return _entries(await self._connection.execute(_NEWEST_FIRST, {"most": limit}))

    async def of_subject(self, subject: str, limit: int = 50) -> Sequence[AuditEntry]:
        return _entries(await self._connection.execute(_OF_SUBJECT, {"of_subject": subject, "most": limit}))

    async def last_by(self, actor_id: int) -> AuditEntry | None:
        row = (await self._connection.execute(_LAST_BY, {"actor": actor_id, "most": 1})).one_or_none()
        return entry_of(row) if row is not None else None

    async def undone(self, seq: int) -> bool:
        return bool((await self._connection.execute(_UNDONE, {"this_seq": seq})).scalar_one())

    async def together(self, seq: int) -> Sequence[AuditEntry]:
        """Never more than some hundreds: a step names items of one plan."""
        near = {"this_seq": seq, "first": seq - _NEAR, "last": seq + _NEAR}
        return _entries(await self._connection.execute(_TOGETHER, near))


def _entries(result: sa.CursorResult[Any]) -> Sequence[AuditEntry]:
    return [entry_of(row) for row in result]
