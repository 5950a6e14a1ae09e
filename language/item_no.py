"""How people and buttons name an item: by its number in the plan."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class ItemNo:
    """An item by its number in the current main plan; `part` 2 of 14 is "14.2"."""

    number: int
    part: int = 0

    @property
    def label(self) -> str:
        return f"{self.number}.{self.part}" if self.part else str(self.number)


Items = tuple[ItemNo, ...]
