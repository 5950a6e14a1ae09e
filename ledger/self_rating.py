"""How a unit rates its item itself (自评), read from its own report: shown beside the computed light, never instead."""

import re

from ledger.items import Item
from ledger.lights import Colour

_SAID = re.compile(r"自评[为是：: ]{0,2}(绿|黄|红)|self[- ]rat(?:ed|ing)[: ]{0,2}(green|yellow|red)", re.IGNORECASE)
_COLOURS = {
    **dict.fromkeys(("绿", "green"), Colour.GREEN),
    **dict.fromkeys(("黄", "yellow"), Colour.YELLOW),
    **dict.fromkeys(("红", "red"), Colour.RED),
}


def self_rating(item: Item) -> Colour | None:
    """None when the last report says nothing of it."""
    said = _SAID.search(item.last_report.text) if item.last_report else None
    return _COLOURS[(said[1] or said[2]).lower()] if said else None
