"""Lights by what was missed: milestones, reports, slips; and whose part is waited for."""

import datetime as dt
from dataclasses import replace

import pytest

from ledger.deadlines import Cadence, Frequency
from ledger.items import CoPart, Item, Milestone, PartState, Report, State
from ledger.lights import Colour, Light, light_of
from ledger.self_rating import self_rating
from ledger.supervision import Slip, SlipLevel
from tests.ledger.making import CALENDAR, CO, NOW, ONGOING, POLICY, TODAY, day, item

FAR = day(dt.date(2027, 6, 30))


def light(of: Item, today: dt.date = TODAY, **policy: object) -> Light:
    return light_of(of, today, CALENDAR, replace(POLICY, **policy))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("node", "colour", "reason"),
    [
        (dt.date(2026, 11, 24), Colour.GREEN, "on_time"),  # its last day
        (dt.date(2026, 11, 23), Colour.YELLOW, "milestone"),
        (dt.date(2026, 11, 22), Colour.GREEN, "on_time"),  # a Sunday: over with Monday, late from Tuesday … tomorrow
        (dt.date(2026, 10, 26), Colour.YELLOW, "milestone"),  # 29 days
        (dt.date(2026, 10, 25), Colour.RED, "milestone"),  # 30 days
    ],
)
def test_a_missed_milestone(node: dt.date, colour: Colour, reason: str) -> None:
    today = TODAY if node != dt.date(2026, 11, 22) else dt.date(2026, 11, 23)
    found = light(item(deadline=FAR, milestones=(Milestone("初稿", node),)), today)
    assert (found.colour, found.reason) == (colour, reason)


def test_a_milestone_that_was_reached_is_none() -> None:
    reached = Milestone("初稿", dt.date(2026, 11, 2), NOW)
    assert light(item(deadline=FAR, milestones=(reached,))).colour is Colour.GREEN


@pytest.mark.parametrize(("handed_out", "colour"), [("2026-11-02", Colour.YELLOW), ("2026-10-30", Colour.RED)])
def test_missing_reports(handed_out: str, colour: Colour) -> None:
    """Weekly on Friday, and none asked for within five days: one missed is yellow, two are red, or as set."""
    since = dt.datetime.fromisoformat(f"{handed_out}T01:00:00+00:00")
    of = item(deadline=ONGOING, assigned_at=since, cadence=Cadence(Frequency.WEEKLY, 5))
    missed = 1 if colour is Colour.YELLOW else 2
    found = light(of, today=dt.date(2026, 11, 16))
    assert (found.colour, found.reason, found.cycles) == (colour, "cycles", missed)
    assert light(of, today=dt.date(2026, 11, 16), red_cycles=0, yellow_cycles=0).colour is Colour.GREEN


def test_a_red_slip_until_the_unit_answers() -> None:
    slip = Slip(SlipLevel.RED, 3, dt.date(2026, 12, 1), 9, NOW)
    assert light(item(deadline=FAR, slips=(slip,))).reason == "red_slip"
    answered = Report("已整改", 60, 5, NOW + dt.timedelta(hours=1))
    assert light(item(deadline=FAR, slips=(slip,), last_report=answered)).reason != "red_slip"
    assert light(item(deadline=FAR, slips=(replace(slip, level=SlipLevel.BLUE),))).colour is Colour.GREEN
    assert light(item(deadline=FAR, slips=(slip,)), red_slip=False).colour is Colour.GREEN


def test_whose_part_is_waited_for() -> None:
    late = item(deadline=day(dt.date(2026, 11, 20)), percent=100)
    assert light(late).units == (CO,)
    done = CoPart(CO, PartState.DONE, 6, NOW)
    assert light(replace(late, parts=(done,))).units == ()
    assert light(replace(late, percent=90)).units == (), "the lead unit's own is not done"


def test_split_and_paused_items_have_no_warning() -> None:
    late = item(deadline=day(dt.date(2026, 11, 2)))
    assert light(replace(late, state=State.SPLIT)) == Light(Colour.NONE, "split")
    assert light(replace(late, state=State.SUSPENDED)) == Light(Colour.PAUSED, "suspended")


@pytest.mark.parametrize(
    ("said", "rated"),
    [
        ("完成60%，自评绿灯", Colour.GREEN),
        ("自评：黄", Colour.YELLOW),
        ("进度滞后，自评为红灯", Colour.RED),
        ("绿灯行动已开展", None),
        ("self-rated green", Colour.GREEN),
    ],
)
def test_what_a_unit_says_of_itself(said: str, rated: Colour | None) -> None:
    assert self_rating(item(last_report=Report(said, 60, 5, NOW))) is rated


def test_of_two_missed_milestones_the_older_counts() -> None:
    nodes = (Milestone("送审", dt.date(2026, 11, 20)), Milestone("初稿", dt.date(2026, 10, 20)))
    found = light(item(deadline=FAR, milestones=nodes))
    assert (found.colour, found.what) == (Colour.RED, "初稿")
