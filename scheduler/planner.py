"""What a working day owes to whom, laid down as notices: may run late, twice, or on two machines."""

import datetime as dt
import logging
from dataclasses import dataclass

from ledger.digest import is_push_day
from ledger.members import Member
from ledger.notices import Notice, NoticeKind, digest_key, iso_week
from ledger.nudging import NudgeRule, limits_of
from ledger.policies import Policies
from ledger.ports import NudgeWindow, Store

log = logging.getLogger(__name__)

WEEKLY = "weekly"


@dataclass(frozen=True, slots=True)
class Planned:
    """How many notices are new; `failed` names the rules that could not be planned and are worth another run."""

    nudges: int = 0
    digests: int = 0
    failed: tuple[str, ...] = ()


async def plan(store: Store, policies: Policies, now: dt.datetime) -> Planned:
    """Nothing on a day off: a rule is a band of days, so what it owed is planned on the next working day."""
    today = policies.hours.local(now).date()
    if not policies.calendar.is_working(today):
        return Planned()
    nudges = digests = 0
    failed = []
    for rule in policies.nudges.rules():
        try:
            nudges += await _nudges(store, policies, rule, today)
        except Exception:
            log.exception("rule %s could not be planned for %s", rule.name, today)
            failed.append(rule.name)
    try:
        digests = await _digests(store, policies, today)
    except Exception:
        log.exception("digests could not be planned for %s", today)
        failed.append(WEEKLY)
    return Planned(nudges, digests, tuple(failed))


async def _nudges(store: Store, policies: Policies, rule: NudgeRule, today: dt.date) -> int:
    first, last = limits_of(rule, today, policies.calendar)
    window = NudgeWindow(rule.name, first, last, rule.to)
    async with store.writing() as uow:
        return await uow.notices.put_nudges([window], _morning(policies, today))


async def _digests(store: Store, policies: Policies, today: dt.date) -> int:
    """One a person and ISO week; before the first import there is nothing to tell."""
    if not is_push_day(today, policies.calendar, policies.digest):
        return 0
    week, morning = iso_week(today), _morning(policies, today)
    async with store.writing() as uow:
        if await uow.plans.current() is None:
            return 0
        joined = [member for member in await uow.members.all() if member.active and member.user_id is not None]
        return await uow.notices.put(_digest(member, week, morning) for member in joined)


def _digest(member: Member, week: str, not_before: dt.datetime) -> Notice:
    """`fact` is the week in which it is told; it tells of the one before."""
    return Notice(digest_key(week, member.id), NoticeKind.DIGEST, member.id, WEEKLY, not_before, fact=week)


def _morning(policies: Policies, today: dt.date) -> dt.datetime:
    return policies.hours.at(today, policies.hours.morning)
