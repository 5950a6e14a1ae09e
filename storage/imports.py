"""Documents that wait for a person's confirmation, and those that were brought in."""

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.imports import ImportKind, ImportState, StagedImport
from storage.import_tables import imports

_GET = sa.select(imports).where(imports.c.token == sa.bindparam("this_token"))
_DONE = (
    sa.select(imports)
    .where(imports.c.sha256 == sa.bindparam("this_sha256"), imports.c.state == ImportState.DONE.value)
    .order_by(imports.c.settled_at.desc(), imports.c.token)
    .limit(1)
)
_OPEN = imports.c.state == ImportState.OPEN.value
_ANSWER = (
    sa.update(imports)
    .where(imports.c.token == sa.bindparam("this_token"), _OPEN)
    .values(answers=sa.bindparam("new_answers"), versions=sa.bindparam("new_versions"))
)
_SETTLE = (
    sa.update(imports)
    .where(imports.c.token == sa.bindparam("this_token"), _OPEN)
    .values(state=sa.bindparam("new_state"), settled_at=sa.bindparam("now"), seq=sa.bindparam("new_seq"), content="")
)
_FORGET = sa.delete(imports).where(_OPEN, imports.c.created_at < sa.bindparam("before"))


class SqlImports:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, staged: StagedImport) -> None:
        await self._connection.execute(
            sa.insert(imports),
            {
                "token": staged.token,
                "member_id": staged.member_id,
                "kind": staged.kind.value,
                "file_name": staged.file_name,
                "sha256": staged.sha256,
                "content": staged.content,
                "created_at": staged.created_at,
                "answers": staged.answers,
                "versions": staged.versions,
                "state": staged.state.value,
                "settled_at": staged.settled_at,
                "seq": staged.seq,
            },
        )

    async def get(self, token: str) -> StagedImport | None:
        row = (await self._connection.execute(_GET, {"this_token": token})).one_or_none()
        return _staged(row) if row is not None else None

    async def done(self, sha256: str) -> StagedImport | None:
        row = (await self._connection.execute(_DONE, {"this_sha256": sha256})).one_or_none()
        return _staged(row) if row is not None else None

    async def answer(
        self, token: str, answers: tuple[tuple[int, int], ...], versions: tuple[tuple[int, int], ...]
    ) -> bool:
        values = {"this_token": token, "new_answers": answers, "new_versions": versions}
        return (await self._connection.execute(_ANSWER, values)).rowcount == 1

    async def settle(self, token: str, state: ImportState, now: dt.datetime, seq: int | None = None) -> bool:
        values = {"this_token": token, "new_state": state.value, "now": now, "new_seq": seq}
        return (await self._connection.execute(_SETTLE, values)).rowcount == 1

    async def forget(self, before: dt.datetime) -> int:
        return (await self._connection.execute(_FORGET, {"before": before})).rowcount


def _staged(row: Any) -> StagedImport:
    return StagedImport(
        token=row.token,
        member_id=row.member_id,
        kind=ImportKind(row.kind),
        file_name=row.file_name,
        sha256=row.sha256,
        content=row.content,
        created_at=row.created_at,
        answers=tuple((key, choice) for key, choice in row.answers),
        versions=tuple((item_id, version) for item_id, version in row.versions),
        state=ImportState(row.state),
        settled_at=row.settled_at,
        seq=row.seq,
    )
