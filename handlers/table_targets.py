"""Turns a table's quarterly targets, dated measures and target column into an item's milestones and targets."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from documents.breakdown import TableRow
from documents.targets import targets_in
from handlers.table_limits import Limits
from handlers.table_questions import Question
from ledger.items import Item, Milestone, Target

_QUARTER_ENDS = ((3, 31), (6, 30), (9, 30), (12, 31))
_LONGEST = 200

Nodes = Callable[[Item], tuple[Milestone, ...]]


def milestones(row: TableRow, limits: Limits, year: int) -> tuple[Nodes | None, tuple[Question, ...]]:
    """None where the table tells of none. Nodes of the item that are done stay, and so does that they are done."""
    nodes = [
        Milestone(" ".join(words.split())[:_LONGEST], dt.date(year, *_QUARTER_ENDS[n]))
        for n, words in enumerate(row.quarters)
        if words
    ]
    questions: list[Question] = []
    for words, limit_words in row.steps:
        limit = limits.one(limit_words)
        if isinstance(limit, Question):
            questions.append(limit)
        elif limit is not None and limit.deadline.day is not None:
            nodes.append(Milestone(" ".join(words.split())[:_LONGEST], limit.deadline.day))
    if not nodes:
        return None, tuple(questions)

    def on(item: Item) -> tuple[Milestone, ...]:
        done = {(node.text, node.day): node for node in item.milestones if node.done_at is not None}
        stated = {(node.text, node.day): done.pop((node.text, node.day), node) for node in nodes}
        return tuple(sorted((*stated.values(), *done.values()), key=lambda node: (node.day, node.text)))

    return on, tuple(questions)


def targets(row: TableRow, item: Item) -> tuple[Target, ...]:
    """Each in the place of the one with its name, or beside the others; the figures reported so far stay."""
    found = {target.name: target for target in targets_in(row.target, otherwise=item.title)} if row.target else {}
    kept = []
    for target in item.targets:
        stated = found.pop(target.name, None)
        if stated is None or (stated.relation, stated.value, stated.unit) == (
            target.relation,
            target.value,
            target.unit,
        ):
            kept.append(target)
        else:
            kept.append(replace(stated, base=target.base, actual=target.actual, actual_at=target.actual_at))
    return (*kept, *found.values())
