"""Reads the rows of a breakdown table into changes of items and questions: pure, all rows to the end."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from documents.breakdown import TableRow
from handlers.limits import Limit
from handlers.table_items import Items, restarting
from handlers.table_limits import Limits
from handlers.table_questions import FIRST, FIRST_LEADS, LEAVE_OUT, Option, Question, key_of
from handlers.table_targets import milestones, targets
from handlers.table_units import Found, Units
from ledger.calendar import WorkingCalendar
from ledger.changes import Change
from ledger.deadlines import Cadence
from ledger.departments import Department
from ledger.items import Item, Priority
from ledger.permissions import Action
from ledger.plans import Doubt, Plan
from ledger.refusals import Refused
from ledger.transitions.assigning import assign

_PRIORITIES = {
    **dict.fromkeys(("特急", "特急件", "十万火急", "urgent"), Priority.URGENT),
    **dict.fromkeys(("急", "加急", "急件", "加急件", "紧急", "high"), Priority.HIGH),
    **dict.fromkeys(("一般", "普通", "平件", "一般件", "常规", "不急", "ordinary", "normal"), Priority.ORDINARY),
}


@dataclass(frozen=True, slots=True)
class Ground:
    """What a table is read against. `today` is the local date, `now` aware UTC."""

    plan: Plan
    items: tuple[Item, ...]
    departments: tuple[Department, ...]
    today: dt.date
    calendar: WorkingCalendar
    now: dt.datetime


@dataclass(frozen=True, slots=True)
class Read:
    changes: tuple[Change, ...]
    unchanged: tuple[Item, ...]
    questions: tuple[Question, ...]
    left_out: int


def read_rows(rows: Sequence[TableRow], ground: Ground, answers: Mapping[int, int]) -> Read:
    reading = _Reading(ground, answers)
    reading.all(rows)
    return Read(
        tuple(reading.changes), tuple(reading.unchanged), tuple(reading.questions.values()), reading.left_out
    )  # fmt: skip


@dataclass(slots=True)
class _Reading:
    ground: Ground
    answers: Mapping[int, int]
    changes: list[Change] = field(default_factory=list)
    unchanged: list[Item] = field(default_factory=list)
    questions: dict[int, Question] = field(default_factory=dict)
    left_out: int = 0
    units: Units = field(init=False)
    limits: Limits = field(init=False)
    asked: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        ground = self.ground
        self.units = Units(ground.departments, self.answers)
        self.limits = Limits(ground.today, ground.calendar, ground.plan.year, self.answers)

    def all(self, rows: Sequence[TableRow]) -> None:
        items = Items(self.ground.items, self.ground.plan.sections, self.answers, restarting(rows))
        meant = [(row, items.find(row)) for row in rows]
        by_item: dict[int, list[TableRow]] = defaultdict(list)
        for row, item in meant:
            if isinstance(item, Item):
                by_item[item.id].append(row)
        for row, item in meant:
            if item is None:
                self.left_out += 1
            elif isinstance(item, Question):
                self._ask(item, row)
                self._row(row, None)
            else:
                self._row(row, item if self._counts(row, item, by_item[item.id]) else None)

    def _counts(self, row: TableRow, item: Item, rows: Sequence[TableRow]) -> bool:
        """Of several rows about one item the first is read, and which of them counts is asked."""
        if len(rows) == 1:
            return True
        key = key_of("twice", item.label)
        choice = self.answers.get(key)
        if choice is None:
            if row is rows[0]:
                return True
            doubt = Doubt("table_twice", (("row", row.row), ("item", item.label), ("first_row", rows[0].row)))
            options = (*(Option("row", n, each.row) for n, each in enumerate(rows[:4], start=1)), Option("leave", 0))
            self._ask(Question(key, doubt, options), row)
            return False
        counts = choice != LEAVE_OUT and row is rows[min(choice, len(rows)) - 1]
        self.left_out += not counts
        return counts

    def _row(self, row: TableRow, item: Item | None) -> None:
        self.asked = 0
        lead, others = self._lead(row)
        co = self._co(row, lead, others)
        limit = self._limit(row)
        cadence = self._cadence(row) or (limit.cadence if limit else None)
        priority = self._priority(row)
        nodes, asked = milestones(row, self.limits, self.ground.plan.year)
        for question in asked:
            self._ask(question, row)
        if item is None or self.asked:
            return
        change = self._change(item, row, lead, co, limit)
        if change is None:
            return
        after = replace(
            change.after,
            cadence=cadence or change.after.cadence,
            milestones=nodes(change.after) if nodes else change.after.milestones,
            targets=targets(row, change.after),
            measures=tuple(words for words, _ in row.steps) or change.after.measures,
            priority=change.after.priority if priority is None else priority,
        )
        change = replace(change, after=after)
        if change.changed_fields():
            self.changes.append(change)
        else:
            self.unchanged.append(item)

    def _change(
        self, item: Item, row: TableRow, lead: int | None, co: tuple[int, ...], limit: Limit | None
    ) -> Change | None:
        """None when the row is left out, or a question is asked about it."""
        key = key_of("row", item.label)
        choice = self.answers.get(key)
        if choice == LEAVE_OUT:
            self.left_out += 1
            return None
        if choice == FIRST and item.lead is not None:
            co = tuple(unit for unit in co if unit != item.lead)
        try:
            return assign(
                item,
                now=self.ground.now,
                lead=lead,
                co=tuple(unit for unit in co if unit != lead) if co else None,
                leader=row.leader.replace("\n", "、") or None,
                deadline=limit.deadline if limit else None,
            )
        except Refused as no:
            code = no.refusal.code
            if code == "nothing_changes":
                return Change(Action.ASSIGN, "assigned", item, item)
            way = (Option("only_leads", FIRST, item.lead or 0),) if code == "lead_also_cooperates" else ()
            doubt = Doubt(f"table_{code}", (("row", row.row), ("item", item.label)))
            self._ask(Question(key, doubt, (*way, Option("leave", LEAVE_OUT))), row)
            return None

    def _lead(self, row: TableRow) -> tuple[int | None, tuple[int, ...]]:
        """One unit answers for an item: of two nobody can say which. The others then help."""
        found = [unit for name in self.units.together(row.lead) for unit in self._named(name, row).ids]
        units = tuple(dict.fromkeys(found))
        if len(units) < 2:
            return (units[0] if units else None), ()
        key = key_of("two_leads", "、".join(row.lead))
        choice = self.answers.get(key)
        if choice is None and self.answers.get(key_of(FIRST_LEADS)) == FIRST:
            choice = units[0]
        if choice in units:
            return choice, tuple(unit for unit in units if unit != choice)
        if choice == LEAVE_OUT:
            return None, ()
        options = (
            *(Option("leading", unit, unit) for unit in units[:5]),
            Option("first_leads", FIRST, key=key_of(FIRST_LEADS)),
            Option("leave", LEAVE_OUT),
        )
        words = "、".join(row.lead)
        self._ask(Question(key, Doubt("table_two_leads", (("row", row.row), ("words", words))), options), row)
        return None, ()

    def _co(self, row: TableRow, lead: int | None, others: Sequence[int]) -> tuple[int, ...]:
        found = list(others)
        for name in self.units.together(row.co):
            units = self._named(name, row)
            if lead in units.ids and not units.group:
                key = key_of("lead_cooperates", f"{row.sheet}|{row.row}")
                if self.answers.get(key) is None:
                    doubt = Doubt("table_lead_cooperates", (("row", row.row), ("words", name)))
                    options = (Option("only_leads", FIRST, lead or 0),)
                    self._ask(Question(key, doubt, options), row)
            found += units.ids
        return tuple(unit for unit in dict.fromkeys(found) if unit != lead)

    def _named(self, name: str, row: TableRow) -> Found:
        found = self.units.find(name)
        if isinstance(found, Question):
            self._ask(found, row)
            return Found(())
        return found

    def _limit(self, row: TableRow) -> Limit | None:
        limit = self.limits.last(row.deadlines)
        if isinstance(limit, Question):
            self._ask(limit, row)
            return None
        return limit

    def _cadence(self, row: TableRow) -> Cadence | None:
        cadence = self.limits.cadence(row.cadence)
        if isinstance(cadence, Question):
            self._ask(cadence, row)
            return None
        return cadence

    def _priority(self, row: TableRow) -> Priority | None:
        """None where the table does not say, or says what an answer left out."""
        words = row.priority.strip()
        if not words or words in _PRIORITIES:
            return _PRIORITIES.get(words)
        key = key_of("no_priority", words)
        if self.answers.get(key) != LEAVE_OUT:
            doubt = Doubt("table_no_priority", (("words", words),))
            self._ask(Question(key, doubt, (Option("leave", LEAVE_OUT),)), row)
        return None

    def _ask(self, question: Question, row: TableRow) -> None:
        """The same thing left open in many rows is asked once, at the first of them."""
        self.asked += 1
        known = self.questions.get(question.key)
        if known is not None:
            self.questions[question.key] = replace(known, times=known.times + 1)
            return
        params = dict(question.doubt.params)
        doubt = Doubt(question.doubt.code, tuple({**params, "row": row.row, "sheet": row.sheet}.items()))
        self.questions[question.key] = replace(question, doubt=doubt)
