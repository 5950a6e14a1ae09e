"""Committed items kept at hand: a version never changes what it says, so id and version are all that need be asked."""

from collections.abc import Iterable, Sequence

from ledger.items import Item

MOST_KNOWN = 20_000


class KnownItems:
    """One a store, since another database counts its own versions."""

    def __init__(self) -> None:
        self._items: dict[int, Item] = {}
        self._plans: dict[int, tuple[int, tuple[Item, ...]]] = {}
        self._gone = 0

    def forget_if_gone(self, gone: int) -> None:
        """`gone` counts removals; after one, an id may mean another item."""
        if gone != self._gone:
            self._items.clear()
            self._plans.clear()
            self._gone = gone

    def missing(self, stamped: Iterable[tuple[int, int]]) -> list[int]:
        """The ids that are not known in this version."""
        items = self._items
        return [id_ for id_, version in stamped if (known := items.get(id_)) is None or known.version != version]

    def named(self, stamped: Iterable[tuple[int, int]]) -> list[Item]:
        """In their order; none is missing."""
        return [self._items[id_] for id_, _ in stamped]

    def keep(self, committed: Sequence[Item]) -> None:
        # Beside readers of another plan nothing may be dropped that they were just told of.
        if len(self._items) + len(committed) > MOST_KNOWN:
            self._items = {item.id: item for _, plan in self._plans.values() for item in plan}
        self._items.update((item.id, item) for item in committed)

    def plan(self, plan_id: int, version: int) -> Sequence[Item] | None:
        """All of the plan's items, if they are known as of this version."""
        kept = self._plans.get(plan_id)
        return kept[1] if kept is not None and kept[0] == version else None

    def keep_plan(self, plan_id: int, version: int, items: Sequence[Item]) -> Sequence[Item]:
        kept = self._plans[plan_id] = (version, tuple(items))
        return kept[1]
