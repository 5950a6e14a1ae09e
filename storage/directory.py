"""The counter that tells caches of names and texts when to read anew."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import meta

_NAME = "directory"
_READ = sa.select(meta.c.value).where(meta.c.name == _NAME)
_RAISE = sa.update(meta).where(meta.c.name == _NAME).values(value=meta.c.value + 1)


class Directory:
    """Counted once a transaction, at its end: an import of a thousand items holds the row for a moment only."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._changed = False

    def changed(self) -> None:
        self._changed = True

    async def settle(self) -> None:
        if self._changed:
            await self._connection.execute(_RAISE)
            self._changed = False

    async def version(self) -> int:
        await self.settle()
        return int((await self._connection.execute(_READ)).scalar_one())
