"""Which digests a working day owes, and to whom there is something to tell."""

import datetime as dt
from collections.abc import Sequence

from ledger.digest import DigestFigures, DigestPolicy, due_periods, figures, view_of, week_before
from ledger.items import Item
from ledger.lights import light_of
from ledger.members import OFFICE, Member, Role
from ledger.notices import Notice, NoticeKind, digest_key, iso_week
from ledger.policies import Policies
from ledger.ports import UnitOfWork


async def plan_digests(uow: UnitOfWork, policies: Policies, today: dt.date, not_before: dt.datetime) -> int:
    """One a person and period; before the first import there is nothing to tell, and nobody is told nothing.

    How every item stands is kept under the week, so that the next digest can say what has changed.
    """
    due = due_periods(today, policies.calendar, policies.digest)
    plan = await uow.plans.current() if due else None
    if plan is None:
        return 0
    items = await uow.items.of_plan(plan.id)
    await uow.weeks.put_once(plan.id, iso_week(today), _standings(items, policies, today))
    joined = [member for member in await uow.members.all() if member.active and member.user_id is not None]
    telling = _Telling(items, policies, today)
    owed = [
        Notice(digest_key(period, member.id), NoticeKind.DIGEST, member.id, rule, not_before, fact=period)
        for rule, period in due
        for member in joined
        if telling.has_something_for(member, rule)
    ]
    return await uow.notices.put(owed)


def _standings(items: Sequence[Item], policies: Policies, today: dt.date) -> dict[int, tuple[str, str]]:
    return {
        item.id: (item.state.value, light_of(item, today, policies.calendar, policies.lights).colour.value)
        for item in items
    }


class _Telling:
    """People of one unit see the same, so it is counted once."""

    def __init__(self, items: Sequence[Item], policies: Policies, today: dt.date) -> None:
        self._items = items
        self._policies = policies
        self._today = today
        self._quiet: dict[int | None, bool] = {}

    def has_something_for(self, member: Member, rule: str) -> bool:
        """The office and leaders hear even that nothing has changed; longer reports are theirs only."""
        if member.role in OFFICE or member.role is Role.LEADER:
            return True
        if rule != DigestPolicy.WEEKLY:
            return False
        unit = member.department_id
        if unit not in self._quiet:
            self._quiet[unit] = self._figures(member).quiet
        return not self._quiet[unit]

    def _figures(self, member: Member) -> DigestFigures:
        start, end = week_before(self._today)
        return figures(
            view_of(member, self._items),
            start=start,
            end=end,
            today=self._today,
            calendar=self._policies.calendar,
            policy=self._policies.lights,
            department_id=member.department_id,
        )
