"""What needs something first: one order for every list of tasks."""

import datetime as dt

from ledger.items import DONE, OPEN, OWED, Item, State
from ledger.lights import Colour, Light

Urgency = tuple[int, int, dt.date, int, int]


def pressing(item: Item, light: Light) -> bool:
    """The lead unit has to do something soon: late or behind, close to the limit, returned, or not signed for."""
    if item.state not in OWED:
        return False
    return item.state is not State.DOING or light.colour in (Colour.RED, Colour.YELLOW)


def wants_attention(item: Item, light: Light) -> bool:
    """The supervision office should look: red or yellow, or waiting for its review."""
    return item.state is State.SUBMITTED or (item.state in OPEN and light.colour in (Colour.RED, Colour.YELLOW))


def unassigned(item: Item) -> bool:
    return item.state in OPEN and item.lead is None


def urgency(item: Item, light: Light) -> Urgency:
    """Sort key: overdue (longest first), other red, to sign for, yellow, the rest by limit; finished items last."""
    limit = item.limit or dt.date.max
    return (_rank(item, light), -light.calendar_days, limit, item.number, item.part)


def _rank(item: Item, light: Light) -> int:
    if item.state in OWED:
        if light.colour is Colour.RED:
            return 0 if light.reason == "overdue" else 1
        if item.state is State.ASSIGNED:
            return 2
        return 3 if light.colour is Colour.YELLOW else 4
    if item.state in OPEN:
        return 5
    return 7 if item.state in DONE else 6
