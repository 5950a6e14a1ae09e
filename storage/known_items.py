"""Committed items kept at hand: a version never changes what it says, so id and version are all that need be asked."""

from collections.abc import Iterable, Sequence

from ledger.items import Item

MOST_KNOWN = 20_000


class KnownItems:
    """One a store, since another database counts its own versions.

    `gone` counts removals as the asking transaction sees them: after one, an id may mean another item.
    """

    def __init__(self) -> None:
        self._items: dict[int, Item] = {}
        self._gone = 0
        self._plans: dict[int, tuple[tuple[int, int], tuple[Item, ...]]] = {}

    def among(self, stamped: Iterable[tuple[int, int]], gone: int) -> dict[int, Item]:
        """Those of these ids that are known in these versions."""
        if gone != self._gone:
            self._items.clear()
            self._gone = gone
        found = {}
        for item_id, version in stamped:
            item = self._items.get(item_id)
            if item is not None and item.version == version:
                found[item_id] = item
        return found

    def keep(self, committed: Sequence[Item], gone: int) -> None:
        if gone != self._gone:
            return
        if len(self._items) > MOST_KNOWN:
            self._items.clear()
        self._items.update((item.id, item) for item in committed)

    def plan(self, plan_id: int, version: tuple[int, int]) -> Sequence[Item] | None:
        """All of the plan's items, if they are known as of this version."""
        kept = self._plans.get(plan_id)
        return kept[1] if kept is not None and kept[0] == version else None

    def keep_plan(self, plan_id: int, version: tuple[int, int], items: Sequence[Item]) -> Sequence[Item]:
        kept = tuple(items)
        self._plans[plan_id] = (version, kept)
        return kept
