"""Which rule fires on which day, across the hard days of 2026."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.calendar import Rollover
from ledger.nudging import NudgePolicy, Recipient, Trigger, limits_of, rule_for
from tests.town import CALENDAR, chinese_working_calendar

POLICY = NudgePolicy()
DAYS = st.dates(dt.date(2025, 2, 1), dt.date(2026, 12, 20))


def fires(limit: dt.date, today: dt.date) -> str:
    rule = rule_for(limit, today, CALENDAR, POLICY)
    return rule.name if rule else ""


def day(month: int, number: int) -> dt.date:
    return dt.date(2026, month, number)


@pytest.mark.parametrize(
    ("limit", "today", "rule", "why"),
    [
        (day(11, 27), day(11, 17), "", "eight working days left"),
        (day(11, 27), day(11, 18), "before_7", "seven"),
        (day(11, 27), day(11, 23), "before_7", "four, Monday: a missed nudge is caught up"),
        (day(11, 27), day(11, 24), "before_3", "three"),
        (day(11, 27), day(11, 25), "before_3", "two"),
        (day(11, 27), day(11, 26), "before_1", "the day before"),
        (day(11, 27), day(11, 27), "before_0", "the day itself"),
        (day(11, 27), day(11, 30), "overdue_1", "Monday after a Friday is one working day late"),
        (day(11, 27), day(12, 1), "overdue_1", "two days late"),
        (day(11, 27), day(12, 2), "overdue_3", "three days late"),
        (day(11, 27), day(12, 11), "overdue_10", "ten days late"),
        (day(11, 30), day(11, 27), "before_1", "a Monday's eve is Friday"),
        (day(11, 28), day(11, 26), "before_1", "a Saturday counts as its Friday beforehand"),
        (day(11, 28), day(11, 27), "before_0", "the last working day up to a Saturday"),
        (day(11, 29), day(11, 27), "before_0", "the last working day up to a Sunday"),
        (day(11, 28), day(11, 30), "", "and as its Monday afterwards: not late yet"),
        (day(11, 29), day(12, 1), "overdue_1", "late from Tuesday on"),
        (day(10, 5), day(9, 30), "before_0", "within National Day: last working day before it"),
        (day(10, 5), day(9, 29), "before_1", "and the day before that"),
        (day(10, 5), day(10, 8), "", "the first working day after it is still the last day"),
        (day(10, 5), day(10, 9), "overdue_1", "late from the second on"),
        (day(9, 21), day(9, 20), "before_1", "a make-up Sunday is the working day before Monday"),
        (day(10, 12), day(10, 10), "before_1", "a make-up Saturday is the working day before Monday"),
        (day(2, 24), day(2, 14), "before_1", "ten calendar days ahead: Spring Festival lies between"),
        (day(2, 24), day(2, 13), "before_3", "two working days ahead"),
    ],
)
def test_the_rule_of_a_day(limit: dt.date, today: dt.date, rule: str, why: str) -> None:
    assert CALENDAR.is_working(today)
    assert fires(limit, today) == rule, why


@given(limit=DAYS, today=DAYS)
def test_a_window_is_what_the_rule_says(limit: dt.date, today: dt.date) -> None:
    """Counted independently: working days from today to the limit's last one, or from its last day to today."""
    today = CALENDAR.on_or_after(today)
    last, due = CALENDAR.on_or_before(limit), CALENDAR.on_or_after(limit)
    left, late = CALENDAR.between(today, last), CALENDAR.between(due, today)
    expected = ""
    if today <= last and left <= 7:
        expected = f"before_{min(b for b in POLICY.before if b >= left)}"
    elif today > due and 1 <= late <= 250:
        expected = f"overdue_{max(o for o in POLICY.overdue if o <= late)}"
    elif late > 250:
        return
    assert fires(limit, today) == expected


@given(limit=DAYS, notice=st.integers(1, 60))
def test_every_limit_is_announced_before_its_day(limit: dt.date, notice: int) -> None:
    """Handed out `notice` days before: if one working day lies between, somebody hears strictly before the day."""
    given_out = limit - dt.timedelta(notice)
    days = [given_out + dt.timedelta(n) for n in range(notice)]
    working = [each for each in days if CALENDAR.is_working(each)]
    heard = [each for each in working if fires(limit, each)]
    assert bool(heard) == bool(working)


@given(limit=DAYS)
def test_rules_come_one_after_the_other(limit: dt.date) -> None:
    days = [limit + dt.timedelta(n) for n in range(-20, 25)]
    named = [fires(limit, each) for each in days if CALENDAR.is_working(each)]
    order = [rule.name for rule in POLICY.rules() if rule.trigger is Trigger.LIMIT]
    places = [order.index(name) for name in named if name]
    assert places == sorted(places)
    assert set(order[:4]) <= set(named) | {"before_0"}


@given(today=DAYS, rollover=st.sampled_from(Rollover))
def test_windows_of_a_day_never_overlap(today: dt.date, rollover: Rollover) -> None:
    calendar = chinese_working_calendar()
    calendar.rollover = rollover
    today = calendar.on_or_after(today)
    for trigger in Trigger:
        rules = [rule for rule in POLICY.rules() if rule.trigger is trigger]
        windows = sorted(limits_of(rule, today, calendar) for rule in rules)
        for (_, end), (start, _) in pairwise(windows):
            assert end < start


@given(limit=DAYS, today=DAYS)
def test_where_limits_end_on_the_day_before_it_is_late_sooner(limit: dt.date, today: dt.date) -> None:
    """Counted independently: PREV makes a limit on a day off late with the next working day."""
    calendar = chinese_working_calendar()
    calendar.rollover = Rollover.PREV
    today = calendar.on_or_after(today)
    late = calendar.between(calendar.on_or_before(limit), today)
    rule = rule_for(limit, today, calendar, POLICY)
    if today > limit and 1 <= late <= 250:
        assert rule is not None
        assert rule.name == f"overdue_{max(o for o in POLICY.overdue if o <= late)}"


def test_who_hears() -> None:
    to = {rule.name: rule.to for rule in POLICY.rules()}
    contact, head, co = Recipient.LEAD_LIAISON, Recipient.LEAD_HEAD, Recipient.CO_LIAISON
    office, leader, admin = Recipient.SUPERVISOR, Recipient.LEADER, Recipient.ADMIN
    assert to == {
        "sign_1": (contact,),
        "sign_2": (contact, head),
        "report_before_2": (contact,),
        "report_before_0": (contact,),
        "report_late_1": (contact,),
        "report_late_3": (contact, head),
        "milestone_before_3": (contact,),
        "milestone_before_0": (contact,),
        "milestone_late_1": (contact,),
        "milestone_late_5": (contact, head),
        "before_7": (contact,),
        "before_3": (contact, head),
        "before_1": (contact, head, co),
        "before_0": (contact, head, co),
        "overdue_1": (contact, head, office),
        "overdue_3": (contact, head, office, leader),
        "overdue_5": (contact, head, office, leader, admin),
        "overdue_10": (contact, head, office, leader, admin),
    }


def test_an_office_may_have_other_steps() -> None:
    policy = NudgePolicy(before=(10, 0), overdue=(), sign_after=(), report_before=(0,), report_late=(), admin_from=0)
    assert [(rule.name, rule.at_most, rule.at_least) for rule in policy.rules() if "milestone" not in rule.name] == [
        ("report_before_0", 0, 0),
        ("before_10", 10, 1),
        ("before_0", 0, 0),
    ]
