"""The counters that tell caches of names, texts and items when to read anew."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import meta

DIRECTORY, ITEMS, ITEMS_GONE = "directory", "items", "items_gone"
_READ = sa.select(meta.c.value).where(meta.c.name == DIRECTORY)
_READ_ITEMS = sa.select(meta.c.value).where(meta.c.name.in_((ITEMS, ITEMS_GONE))).order_by(meta.c.name)
_RAISE = sa.update(meta).where(meta.c.name == sa.bindparam("this_name")).values(value=meta.c.value + 1)


class Directory:
    """Counted once a transaction, at its end: an import of a thousand items holds the rows for a moment only."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._changed: set[str] = set()

    def changed(self) -> None:
        self._changed.add(DIRECTORY)

    def items_changed(self) -> None:
        self._changed.add(ITEMS)

    def items_gone(self) -> None:
        """A database may give an id, and with it all versions, to another item."""
        self._changed |= {ITEMS, ITEMS_GONE, DIRECTORY}

    async def settle(self) -> None:
        # Always in one order, so that no two wait for each other.
        for name in sorted(self._changed):
            await self._connection.execute(_RAISE, {"this_name": name})
        self._changed.clear()

    async def version(self) -> int:
        await self.settle()
        return int((await self._connection.execute(_READ)).scalar_one())

    async def items_version(self) -> tuple[int, int]:
        """How often items changed, and how often one was removed."""
        changed, gone = (await self._connection.execute(_READ_ITEMS)).scalars()
        return int(changed), int(gone)
