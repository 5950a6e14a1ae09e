"""A breakdown table (任务分解表) onto the items: who leads, who helps, by when; all rows or none."""

import asyncio
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from documents.breakdown import TableRow
from handlers.importing import Origin
from handlers.table_questions import Question
from handlers.table_reading import Ground, read_rows
from ledger.announcing import notices_of
from ledger.changes import AuditEntry, Change
from ledger.items import Item
from ledger.notices import Notice
from ledger.plans import Doubt
from ledger.policies import Policies
from ledger.ports import UnitOfWork
from ledger.recording import announce, record
from ledger.refusals import Refused


@dataclass(frozen=True, slots=True)
class Breakdown:
    """`changes` are what was, or would be, changed; none of it was when there are questions.

    `left_out` are rows of the table that answers left out; `notices` are what is owed for the changes that were made.
    """

    changes: tuple[Change, ...]
    unchanged: tuple[Item, ...]
    questions: tuple[Question, ...] = ()
    left_out: int = 0
    last: AuditEntry | None = None
    told: tuple[Notice, ...] = ()

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        return tuple(question.doubt for question in self.questions)


async def import_table(
    rows: Sequence[TableRow],
    *,
    origin: Origin,
    policies: Policies,
    uow: UnitOfWork,
    dry_run: bool = False,
    answers: Mapping[int, int] | None = None,
) -> Breakdown:
    """Onto the current plan's items; the units hear of it as of an assignment by chat. Raises Refused no_plan.

    `answers` settle questions by key.
    """
    found = await look_at(rows, at=origin.at, policies=policies, uow=uow, answers=answers or {})
    return found if found.questions or dry_run else await carry_out(found, origin, policies, uow)


async def look_at(
    rows: Sequence[TableRow], *, at: dt.datetime, policies: Policies, uow: UnitOfWork, answers: Mapping[int, int]
) -> Breakdown:
    """What the table would do. Raises Refused no_plan."""
    plan = await uow.plans.current()
    if plan is None:
        raise Refused("no_plan")
    ground = Ground(
        plan=plan,
        items=tuple(await uow.items.of_plan(plan.id)),
        departments=tuple(await uow.departments.all()),
        today=policies.hours.local(at).date(),
        calendar=policies.calendar,
        now=at,
    )
    # Thousands of rows take a second: nobody else waits for it.
    read = await asyncio.to_thread(read_rows, rows, ground, answers)
    return Breakdown(read.changes, read.unchanged, read.questions, read.left_out)


async def carry_out(found: Breakdown, origin: Origin, policies: Policies, uow: UnitOfWork) -> Breakdown:
    """All of the changes or none. Raises Refused, StaleVersion."""
    members = await uow.members.all()
    hours, calendar = policies.hours, policies.calendar
    not_before, pressing_from = hours.next_allowed(origin.at, calendar), hours.next_urgent(origin.at, calendar)
    owed: list[Notice] = []
    last = None
    for change in found.changes:
        item, last = await record(change, by=origin.by, now=origin.at, uow=uow, source=origin.source)
        owed += notices_of(
            change, item.version, members, by=origin.by, not_before=not_before, pressing_from=pressing_from
        )
    await announce(owed, uow)
    return Breakdown(found.changes, found.unchanged, (), found.left_out, last, tuple(owed))
