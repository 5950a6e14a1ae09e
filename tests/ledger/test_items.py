"""Items, deadlines and plans as data: labels, limits, who is involved."""

import datetime as dt

from ledger.deadlines import Deadline, DeadlineKind
from ledger.plans import Plan, PlanKind, Section
from tests.ledger.making import CO, LEAD, ONGOING, OTHER, UNCLEAR, day, item


def test_a_part_is_named_after_its_item() -> None:
    assert item().label == "14"
    assert item(part=2).label == "14.2"


def test_only_a_day_is_a_limit() -> None:
    assert item(deadline=day(dt.date(2026, 12, 31))).limit == dt.date(2026, 12, 31)
    assert [item(deadline=each).limit for each in (None, ONGOING, UNCLEAR)] == [None, None, None]


def test_lead_and_cooperating_units_are_involved() -> None:
    assert [item().involves(unit) for unit in (LEAD, CO, OTHER, None)] == [True, True, False, False]
    assert not item(lead=None, co=()).involves(None)


def test_a_soft_deadline_is_another_than_a_hard_one() -> None:
    aim = Deadline("力争4月底", DeadlineKind.DAY, dt.date(2026, 4, 30), soft=True)
    assert aim != Deadline("力争4月底", DeadlineKind.DAY, dt.date(2026, 4, 30))


def test_a_plan_knows_its_sections_by_number() -> None:
    plan = Plan(1, "工作要点", 2026, PlanKind.MAIN, True, (Section(1, "经济"), Section(4, "产业")))
    assert plan.section(4) == Section(4, "产业")
    assert plan.section(2) is None
