"""Which items a filter lets through, and in what order: pure, over items read with one query."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial

from language.intents import ListItems
from language.wording.rows import Line
from ledger.deadlines import DeadlineKind
from ledger.items import OPEN, OWED, Item
from ledger.urgency import urgency

Condition = Callable[[Line], bool]


def filtered(lines: Iterable[Line], wanted: ListItems, own: int | None, zone: dt.tzinfo = dt.UTC) -> list[Line]:
    """`own` is the unit that `mine` means; in `zone` reports have their local dates.

    Lines not shown pass only by what may be said of them (number, section, title): being in the list would tell.
    """
    # One condition after the other: most wishes have one, and every line is asked no more than that.
    found = list(lines)
    for fits in _about_text(wanted):
        found = [line for line in found if fits(line)]
    standing = list(_about_standing(wanted, own, zone))
    if standing:
        found = [line for line in found if line.shown]
    for stands in standing:
        found = [line for line in found if stands(line)]
    if wanted.due_from is not None or wanted.due_to is not None:
        found.sort(key=lambda line: (line.item.limit is None, line.item.limit, line.item.number, line.item.part))
    elif wanted.lights or wanted.mine or wanted.department is not None:
        found.sort(key=lambda line: urgency(line.item, line.light))
    return found


def _about_text(wanted: ListItems) -> Iterator[Condition]:
    """What may be asked of every line."""
    if wanted.items:
        numbers = frozenset((which.number, which.part) for which in wanted.items)
        yield lambda line: (line.item.number, line.item.part) in numbers
    if wanted.section is not None:
        yield lambda line: line.item.section == wanted.section
    for term in wanted.words.casefold().split():
        yield partial(_mentions, term)


def _mentions(term: str, line: Line) -> bool:
    return term in _folded(line.item.title, line.item.body if line.readable else "")


@lru_cache(maxsize=20_000)
def _folded(title: str, body: str) -> str:
    return f"{title}\n{body}".casefold()


def _about_standing(wanted: ListItems, own: int | None, zone: dt.tzinfo) -> Iterator[Condition]:
    """What a line that is not shown must not answer."""
    if wanted.lights:
        yield lambda line: line.light.colour in wanted.lights
    if wanted.states:
        yield lambda line: line.item.state in wanted.states
    if (department := wanted.department) is not None:
        yield lambda line: line.item.involves(department)
    if wanted.mine:
        yield lambda line: line.item.involves(own)
    if wanted.unassigned:
        yield lambda line: line.item.lead is None and line.item.state in OPEN
    if wanted.leaderless:
        yield lambda line: not line.item.leader and line.item.state in OPEN
    if wanted.ongoing:
        yield lambda line: line.item.deadline is not None and line.item.deadline.kind is DeadlineKind.ONGOING
    if (since := wanted.silent_since) is not None:
        yield lambda line: silent(line.item, since, zone)
    if wanted.due_from is not None or wanted.due_to is not None:
        yield lambda line: _due(line, wanted)


def silent(item: Item, since: dt.date, zone: dt.tzinfo) -> bool:
    """In a unit's hands, and not reported on from `since` on."""
    report = item.last_report
    return item.state in OWED and (report is None or report.at.astimezone(zone).date() < since)


def _due(line: Line, wanted: ListItems) -> bool:
    """What is finished is due no more, unless finished states are asked for."""
    limit = line.item.limit
    if limit is None or (not wanted.states and line.item.state not in OPEN):
        return False
    return (wanted.due_from is None or wanted.due_from <= limit) and (wanted.due_to is None or limit <= wanted.due_to)
