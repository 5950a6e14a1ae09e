"""How units might go about their items in a simulated year: signing, reporting, finishing, some of it late."""

import datetime as dt
import random
from dataclasses import dataclass, field, replace

from ledger.feedback import next_due
from ledger.items import DONE, OWED, Item, Report, State
from ledger.policies import Policies
from ledger.ports import Store

SIGNS, REPORTS, IN_TIME, NEVER = 0.7, 0.8, 0.75, 0.05
"""Shares: signing on a given day; reports made; items finished by their limit; items that are never finished."""
EARLY_DAYS, LATE_DAYS = 15, 12
"""At most so many working days before and after the limit."""


@dataclass
class Course:
    """The same seed gives the same year. It writes past all rules, on a copy."""

    seed: int
    _random: random.Random = field(init=False)
    _finishes: dict[int, dt.date | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)  # noqa: S311 - chance, not secrecy

    async def live(self, store: Store, policies: Policies, day: dt.date) -> None:
        """What units do on a working day, in the afternoon before it."""
        if not policies.calendar.is_working(day):
            return
        async with store.writing() as uow:
            current = await uow.plans.current()
            items = await uow.items.of_plan(current.id) if current is not None else ()
            for item in items:
                after = self._after(item, policies, day)
                if after is not item:
                    await uow.items.save(after)

    def _after(self, item: Item, policies: Policies, day: dt.date) -> Item:
        if item.lead is None or item.state not in OWED or item.state in DONE:
            return item
        now = policies.hours.at(day, dt.time(5, 0))
        finishes = self._finish_of(item, policies)
        if finishes is not None and day >= finishes:
            return replace(item, state=State.CLOSED, submitted_at=now, closed_at=now)
        if item.state is State.ASSIGNED and self._random.random() < SIGNS:
            return replace(item, state=State.DOING, signed_at=now)
        if next_due(item, day, policies.hours.zone) == day and self._random.random() < REPORTS:
            return replace(item, last_report=Report("按计划推进", item.percent, 0, now))
        return item

    def _finish_of(self, item: Item, policies: Policies) -> dt.date | None:
        if item.id not in self._finishes:
            chance = self._random.random()
            never = chance < NEVER or item.limit is None
            early = chance < NEVER + IN_TIME
            days = -self._random.randint(0, EARLY_DAYS) if early else self._random.randint(1, LATE_DAYS)
            limit = policies.calendar.on_or_before(item.limit) if item.limit else dt.date.max
            self._finishes[item.id] = None if never else policies.calendar.add(limit, days)
        return self._finishes[item.id]
