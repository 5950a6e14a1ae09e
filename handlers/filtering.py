"""Which items a filter lets through, and in what order: pure, over items read with one query."""

import datetime as dt
from collections.abc import Iterable

from language.intents import ItemNo, ListItems
from language.wording.rows import Line
from ledger.items import OPEN, OWED, Item
from ledger.urgency import urgency


def filtered(lines: Iterable[Line], wanted: ListItems, own: int | None, zone: dt.tzinfo = dt.UTC) -> list[Line]:
    """`own` is the unit that `mine` means; in `zone` reports have their local dates.

    Lines not shown pass only by what may be said of them (number, section, title): being in the list would tell.
    """
    numbers = frozenset(wanted.items)
    terms = wanted.words.casefold().split()
    found = [line for line in lines if _fits(line, wanted, own, numbers, terms, zone)]
    if wanted.due_from is not None or wanted.due_to is not None:
        found.sort(key=lambda line: (line.item.limit is None, line.item.limit, line.item.number, line.item.part))
    elif wanted.lights or wanted.mine or wanted.department is not None:
        found.sort(key=lambda line: urgency(line.item, line.light))
    return found


def _fits(
    line: Line,
    wanted: ListItems,
    own: int | None,
    numbers: frozenset[ItemNo],
    terms: list[str],
    zone: dt.tzinfo,
) -> bool:
    item = line.item
    if numbers and ItemNo(item.number, item.part) not in numbers:
        return False
    if wanted.section is not None and item.section != wanted.section:
        return False
    if terms and not _mentions(line, terms):
        return False
    return _stands(line, wanted, own, zone) if line.shown else not _about_standing(wanted)


def _mentions(line: Line, terms: list[str]) -> bool:
    text = f"{line.item.title}\n{line.item.body}" if line.readable else line.item.title
    text = text.casefold()
    return all(term in text for term in terms)


def _about_standing(wanted: ListItems) -> bool:
    return bool(
        wanted.lights
        or wanted.states
        or wanted.department is not None
        or wanted.mine
        or wanted.due_from
        or wanted.due_to
        or wanted.unassigned
        or wanted.silent_since is not None
    )


def _stands(line: Line, wanted: ListItems, own: int | None, zone: dt.tzinfo) -> bool:
    item = line.item
    if wanted.lights and line.light.colour not in wanted.lights:
        return False
    if wanted.states and item.state not in wanted.states:
        return False
    if wanted.department is not None and not item.involves(wanted.department):
        return False
    if wanted.mine and not item.involves(own):
        return False
    if wanted.unassigned and not (item.lead is None and item.state in OPEN):
        return False
    if wanted.silent_since is not None and not _silent(item, wanted.silent_since, zone):
        return False
    return _due(line, wanted)


def _silent(item: Item, since: dt.date, zone: dt.tzinfo) -> bool:
    """In a unit's hands, and not reported on from `since` on."""
    report = item.last_report
    return item.state in OWED and (report is None or report.at.astimezone(zone).date() < since)


def _due(line: Line, wanted: ListItems) -> bool:
    """What is finished is due no more, unless finished states are asked for."""
    if wanted.due_from is None and wanted.due_to is None:
        return True
    limit = line.item.limit
    if limit is None or (not wanted.states and line.item.state not in OPEN):
        return False
    return (wanted.due_from is None or wanted.due_from <= limit) and (wanted.due_to is None or limit <= wanted.due_to)
