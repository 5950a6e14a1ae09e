"""Today's windows: which days each rule of the ladders is about, as the store is asked for them."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from ledger.calendar import ONE_DAY
from ledger.clock_ports import NudgeWindow
from ledger.deadlines import Cadence
from ledger.escalation import patience
from ledger.feedback import FIRST_AFTER, Cycle, cycle_of
from ledger.nudging import ESCALATED, NudgeRule, Trigger, limits_of
from ledger.policies import Policies


def windows(
    rule: NudgeRule, policies: Policies, today: dt.date, cadences: Iterable[Cadence] = ()
) -> Sequence[NudgeWindow]:
    """`today` is a working day; `cadences` are those that items have."""
    first, last = limits_of(rule, today, policies.calendar)
    if rule.trigger is Trigger.REPORT:
        return list(_reports(rule, policies, (first, last), today, cadences))
    held = None
    if ESCALATED.intersection(rule.to):
        held = patience(today, policies.calendar, policies.nudges, policies.hours.zone)
    return [NudgeWindow(rule.name, first, last, rule.to, rule.trigger, held=held)]


def _reports(
    rule: NudgeRule,
    policies: Policies,
    within: tuple[dt.date, dt.date],
    today: dt.date,
    cadences: Iterable[Cadence],
) -> Iterator[NudgeWindow]:
    """One a cadence: of what is over only the newest report, so that old ones are never asked for in a burst."""
    first, last = within
    for cadence in cadences:
        for cycle in _near(cadence, today, late=rule.at_most < 0):
            if first <= cycle.day <= last:
                yield NudgeWindow(
                    rule.name,
                    cycle.day,
                    cycle.day,
                    rule.to,
                    Trigger.REPORT,
                    cadence=cadence,
                    reported_since=policies.hours.at(cycle.start, dt.time()),
                    handed_out_before=policies.hours.at(cycle.day - (FIRST_AFTER - 1) * ONE_DAY, dt.time()),
                )


def _near(cadence: Cadence, today: dt.date, *, late: bool) -> tuple[Cycle, ...]:
    """The cycle whose day was last, or those whose day comes next."""
    current = cycle_of(cadence, today)
    if late:
        return (current if current.day < today else cycle_of(cadence, current.start - ONE_DAY),)
    return (current, cycle_of(cadence, current.end + ONE_DAY))
