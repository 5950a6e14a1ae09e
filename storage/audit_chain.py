"""The seals over the audit: written at the end of the transaction that appended, proven row by row."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.chain_proof import ChainProof, Fault, Sealed
from ledger.changes import AuditEntry
from ledger.sealing import Head, Seal, head_of, key_mac_of, same, seals
from storage.audit_key import AuditKey, AuditKeyMissing, AuditKeyWrong
from storage.audit_rows import entry_of
from storage.tables import audit, audit_chain, audit_head

_LOCK = 7_305_118_403
_AT_ONCE = 2_000
_HEAD = sa.select(audit_head)
_UNCHAINED = sa.select(audit.c.seq).where(~sa.exists().where(audit_chain.c.seq == audit.c.seq)).order_by(audit.c.seq)
_EVERYTHING = sa.select(audit).order_by(audit.c.seq)
_LINKS = (
    sa.select(
        audit_chain.c.place,
        audit_chain.c.seq.label("sealed_seq"),
        audit_chain.c.name_mac,
        audit_chain.c.mac,
        audit,
    )
    .select_from(audit_chain.outerjoin(audit, audit.c.seq == audit_chain.c.seq))
    .where(audit_chain.c.place > sa.bindparam("after"))
    .order_by(audit_chain.c.place)
    .limit(_AT_ONCE)
)


class SqlAuditChain:
    def __init__(self, connection: AsyncConnection, key: AuditKey) -> None:
        self._connection = connection
        self._key = key
        self._owed: list[AuditEntry] = []

    def owe(self, entry: AuditEntry) -> None:
        self._owed.append(entry)

    async def head(self) -> Head | None:
        row = (await self._connection.execute(_HEAD)).one_or_none()
        return Head(row.entries, row.mac, row.key_mac, row.proof) if row is not None else None

    async def settle(self) -> None:
        """Seals what this transaction appended. Last of all, since on PostgreSQL everybody else's settling waits.

        The first time of all, entries from before the chain are sealed with it. Raises AuditKeyMissing, AuditKeyWrong.
        """
        if self._owed:
            await self._seal(self._owed)
            self._owed = []

    async def begin(self) -> int:
        """Seals entries that are older than the chain; returns how many. Raises AuditKeyMissing, AuditKeyWrong."""
        head = await self.head()
        if head is not None:
            self._must_fit(head)
        return await self._seal(()) if head is None else 0

    async def _seal(self, owed: Sequence[AuditEntry]) -> int:
        if self._connection.dialect.name == "postgresql":
            await self._connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
        head = await self.head()
        if head is not None:
            self._must_fit(head)
        entries = owed if head else [entry_of(row) for row in await self._connection.execute(_EVERYTHING)]
        key = self._key.made()
        made = seals(key, entries, after=head)
        if made:
            await self._connection.execute(
                sa.insert(audit_chain),
                [{"place": s.place, "seq": s.seq, "name_mac": s.name_mac, "mac": s.mac} for s in made],
            )
            await self._put_head(head_of(key, made[-1]), first=head is None)
        return len(made)

    def _must_fit(self, head: Head) -> None:
        """Sealed on with another key, the chain could not be proven with either."""
        key = self._key.known()
        if key is None or not same(head.key_mac, key_mac_of(key)):
            raise AuditKeyMissing if key is None else AuditKeyWrong

    async def _put_head(self, head: Head, *, first: bool) -> None:
        told = {"entries": head.count, "mac": head.mac, "key_mac": head.key_mac, "proof": head.proof}
        statement = sa.insert(audit_head).values(id=1) if first else sa.update(audit_head)
        await self._connection.execute(statement.values(told))

    async def unsealed(self) -> int | None:
        """The number of the first entry without a seal."""
        return (await self._connection.execute(_UNCHAINED.limit(1))).scalar()

    async def prove(self, anchor: str = "") -> tuple[Fault | None, int]:
        """What is wrong, and how many entries were looked at. Raises AuditKeyMissing."""
        head, unsealed, key = await self.head(), await self.unsealed(), self._key.known()
        if key is None:
            if head is None and unsealed is None:
                return None, 0
            raise AuditKeyMissing
        proof, after = ChainProof(key, head, anchor), 0
        while links := (await self._connection.execute(_LINKS, {"after": after})).all():
            proof.feed(_link(row) for row in links)
            if proof.decided:
                break
            after = links[-1].place
        return proof.fault(unsealed=unsealed), proof.count


def _link(row: sa.Row[Any]) -> Sealed:
    seal = Seal(row.place, row.sealed_seq, row.name_mac, row.mac)
    return Sealed(seal, entry_of(row) if row.seq is not None else None)
