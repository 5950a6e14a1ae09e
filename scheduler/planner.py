"""What a working day owes to whom, laid down as notices: may run late, twice, or on two machines."""

import datetime as dt
import logging
from collections.abc import Mapping
from dataclasses import dataclass

from ledger.deadlines import Cadence
from ledger.marks import PLANNED
from ledger.nudging import NudgeRule, Trigger
from ledger.policies import Policies
from ledger.ports import Store
from scheduler.owing import windows
from scheduler.periods import plan_digests

log = logging.getLogger(__name__)

DIGESTS = "digests"


@dataclass(frozen=True, slots=True)
class Planned:
    """How many notices are new; `failed` names the rules that could not be planned and are worth another run."""

    nudges: int = 0
    digests: int = 0
    failed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Day:
    """What everything that is planned on a day needs. `own` are the hours people chose, as instants of today."""

    today: dt.date
    morning: dt.datetime
    own: Mapping[dt.time, dt.datetime]
    cadences: tuple[Cadence, ...]


async def plan(store: Store, policies: Policies, now: dt.datetime) -> Planned:
    """1. What the office laid down of days off and worked is learnt;
    2. on a day off, or while the office has paused reminders, nothing is planned: a rule is a band of days, so what
       was owed then is planned on the next working day, by the nearest rule only;
    3. every rule, and then the digests, in a transaction of its own: one that fails never stops the others;
    4. that the day is planned is noted: now its messages may be put together.
    """
    day = await _opened(store, policies, now)
    planned = await _planned(store, policies, day) if day is not None else Planned()
    async with store.writing() as uow:
        await uow.marks.put(PLANNED, policies.hours.local(now).date().toordinal())
    return planned


async def _planned(store: Store, policies: Policies, day: Day) -> Planned:
    nudges = digests = 0
    failed = []
    for rule in policies.nudges.rules():
        try:
            nudges += await _nudges(store, policies, rule, day)
        except Exception:
            log.exception("rule %s could not be planned for %s", rule.name, day.today)
            failed.append(rule.name)
    try:
        async with store.writing() as uow:
            digests = await plan_digests(uow, policies, day.today, day.morning)
            await uow.notices.at_own_hours(day.morning, day.own)
    except Exception:
        log.exception("digests could not be planned for %s", day.today)
        failed.append(DIGESTS)
    return Planned(nudges, digests, tuple(failed))


async def _opened(store: Store, policies: Policies, now: dt.datetime) -> Day | None:
    today = policies.hours.local(now).date()
    async with store.reading() as uow:
        policies.calendar.overrule(await uow.house_days.calendar())
        if not policies.calendar.is_working(today) or await uow.house_days.pause_on(today) is not None:
            return None
        chosen = (await uow.preferences.all()).values()
        hours = {preference.morning for preference in chosen if preference.morning is not None}
        return Day(
            today,
            policies.hours.at(today, policies.hours.morning),
            {hour: policies.hours.at(today, hour) for hour in hours},
            tuple(await uow.notices.cadences()),
        )


async def _nudges(store: Store, policies: Policies, rule: NudgeRule, day: Day) -> int:
    owed = windows(rule, policies, day.today, day.cadences if rule.trigger is Trigger.REPORT else ())
    if not owed:
        return 0
    async with store.writing() as uow:
        new = await uow.notices.put_nudges(owed, day.morning)
        if new and day.own:
            await uow.notices.at_own_hours(day.morning, day.own)
    return new
