"""The item whose text has the figures that are said: 「68个项目那条」「260万人次到没到」."""

import re
from collections.abc import Sequence

from language.intents import ItemNo
from language.lexicon import KnownItem
from language.understanding.plain_words import plain

_FIGURE = re.compile(r"(?<![0-9.])([0-9]{1,8}(?:\.[0-9]{1,4})?) ?([万亿%]|[个座户公里场亩家条名人处头只吨台套辆盏])?")
_TELLING = 3
"""So many digits tell enough by themselves; fewer only with what they count."""


def figures(text: str) -> frozenset[str]:
    """Years are none."""
    found = set()
    for number, counts in _FIGURE.findall(text):
        if len(number) == 4 and number.startswith(("19", "20")) and not counts:
            continue
        if counts in ("万", "亿", "%"):
            found.add(number + counts)
        elif len(number) >= _TELLING:
            found.add(number)
        elif len(number) > 1 and counts:
            found.add(number + counts)
    return frozenset(found)


class Figures:
    """Built once for a lexicon: which item has which figure."""

    def __init__(self, items: Sequence[KnownItem]) -> None:
        self._holders: dict[str, set[ItemNo]] = {}
        for item in items:
            if not item.part:
                for figure in figures(plain(f"{item.title} {item.text}")):
                    self._holders.setdefault(figure, set()).add(ItemNo(item.number))

    def find(self, text: str) -> ItemNo | None:
        """The only item that has most of the figures said; None without one."""
        held: dict[ItemNo, int] = {}
        for figure in figures(text):
            for item in self._holders.get(figure, ()):
                held[item] = held.get(item, 0) + 1
        most = max(held.values(), default=0)
        best = [item for item, count in held.items() if count == most]
        return best[0] if len(best) == 1 else None
