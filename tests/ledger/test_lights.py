"""Every light, at each of its edges, with its reason."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.wording.catalogue import has
from ledger.calendar import WorkingCalendar
from ledger.deadlines import Deadline, DeadlineKind
from ledger.items import DONE, Item, State
from ledger.lights import Colour, Light, Schedule, light_of, points_behind, schedule_of
from tests.ledger.making import CALENDAR, ONGOING, POLICY, TODAY, UNCLEAR, day, item

LONG_AGO = dt.datetime(2026, 1, 2, 1, 0, tzinfo=dt.UTC)


def due(words: str, **fields: object) -> Item:
    """An item nobody has given a figure for, so that only the limit counts."""
    return item(deadline=day(dt.date.fromisoformat(words)), **fields)


def light(of: Item, today: dt.date = TODAY, **policy: object) -> Light:
    return light_of(of, today, CALENDAR, replace(POLICY, **policy))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("limit", "colour", "reason", "days"),
    [
        ("2026-11-23", Colour.RED, "overdue", 1),
        ("2026-11-24", Colour.YELLOW, "due_soon", 0),  # the last day is still inside: 底前 is inclusive
        ("2026-11-25", Colour.YELLOW, "due_soon", 1),
        ("2026-11-27", Colour.YELLOW, "due_soon", 3),
        ("2026-11-28", Colour.YELLOW, "due_soon", 3),  # a Saturday is read as the Friday before it
        ("2026-11-29", Colour.YELLOW, "due_soon", 3),
        ("2026-11-30", Colour.BLUE, "due_near", 4),
        ("2026-12-03", Colour.BLUE, "due_near", 7),
        ("2026-12-04", Colour.GREEN, "on_time", 8),
    ],
)
def test_by_the_limit_alone(limit: str, colour: Colour, reason: str, days: int) -> None:
    found = light(due(limit))
    assert (found.colour, found.reason, found.days) == (colour, reason, days)


def test_a_limit_on_a_day_off_is_overdue_only_after_the_next_working_day() -> None:
    sunday = due("2026-11-22")
    assert light(sunday, dt.date(2026, 11, 22)).colour is Colour.YELLOW
    assert light(sunday, dt.date(2026, 11, 23)).colour is Colour.YELLOW
    assert light(sunday, dt.date(2026, 11, 24)) == Light(Colour.RED, "overdue", days=1, calendar_days=2)


def test_days_overdue_are_counted_in_both_ways() -> None:
    assert light(due("2026-11-20")) == Light(Colour.RED, "overdue", days=2, calendar_days=4)


def test_holidays_and_make_up_days_count() -> None:
    holidays = WorkingCalendar([dt.date(2026, 11, 25), dt.date(2026, 11, 26)], [dt.date(2026, 11, 28)], (2026,))
    found = light_of(due("2026-11-30"), TODAY, holidays, POLICY)  # Fri, the Saturday made up for, Mon
    assert (found.colour, found.days) == (Colour.YELLOW, 3)


def test_a_soft_limit_that_passes_is_yellow_never_red() -> None:
    assert light(item(deadline=day(dt.date(2026, 11, 2), soft=True))).colour is Colour.YELLOW


def behind(points: int) -> Item:
    """100 days of which 60 have passed, on a limit far enough to say nothing by itself."""
    start = dt.datetime.combine(TODAY - dt.timedelta(60), dt.time(9), POLICY.zone)
    return item(deadline=day(TODAY + dt.timedelta(40)), assigned_at=start, percent=60 - points)


@pytest.mark.parametrize(
    ("points", "colour", "reason"),
    [
        (-40, Colour.GREEN, "on_time"),
        (10, Colour.GREEN, "on_time"),
        (11, Colour.YELLOW, "behind"),
        (30, Colour.YELLOW, "behind"),
        (31, Colour.RED, "far_behind"),
    ],
)
def test_by_the_distance_behind_schedule(points: int, colour: Colour, reason: str) -> None:
    found = light(behind(points))
    assert (found.colour, found.reason) == (colour, reason)
    assert colour is Colour.GREEN or found.points == points


def test_far_behind_comes_before_due_soon_and_due_soon_before_behind() -> None:
    start = LONG_AGO
    assert light(due("2026-11-26", assigned_at=start, percent=10)).reason == "far_behind"
    assert light(due("2026-11-26", assigned_at=start, percent=80)).reason == "due_soon"


def test_overdue_comes_before_everything() -> None:
    assert light(due("2026-11-20", percent=100, assigned_at=LONG_AGO)).reason == "overdue"


def test_returned_work_is_yellow() -> None:
    assert light(due("2026-12-30", state=State.RETURNED)) == Light(Colour.YELLOW, "returned", days=26)


@pytest.mark.parametrize("state", sorted(DONE))
def test_what_is_done_is_done_whatever_its_limit(state: State) -> None:
    assert light(due("2026-01-05", state=state)) == Light(Colour.DONE, "done")


@pytest.mark.parametrize("state", [State.SUSPENDED, State.CANCELLED])
def test_what_rests_has_no_light(state: State) -> None:
    assert light(due("2026-01-05", state=state)) == Light(Colour.PAUSED, state.value)


def test_without_a_lead_or_a_limit_there_is_no_light() -> None:
    assert light(due("2026-11-20", lead=None)).reason == "no_lead"
    assert light(item()).reason == "no_deadline"
    assert light(item(deadline=UNCLEAR)).reason == "no_deadline"


def test_what_goes_on_for_ever_is_green() -> None:
    assert light(item(deadline=ONGOING)) == Light(Colour.GREEN, "ongoing")


def test_while_the_office_reviews_the_light_stands_still() -> None:
    submitted = due("2026-11-20", state=State.SUBMITTED, submitted_at=dt.datetime(2026, 11, 18, 2, tzinfo=dt.UTC))
    assert light(submitted).colour is Colour.BLUE
    assert light(submitted, dt.date(2027, 3, 1)) == light(submitted)


def test_handed_in_too_late_stays_late() -> None:
    late = due("2026-11-16", state=State.SUBMITTED, submitted_at=dt.datetime(2026, 11, 18, 2, tzinfo=dt.UTC))
    assert light(late) == Light(Colour.RED, "overdue", days=2, calendar_days=2)


def test_the_hour_of_handing_in_is_local() -> None:
    """20:30 UTC on the 20th is the morning of the 21st in Shanghai: one day late there, not in London."""
    at = dt.datetime(2026, 11, 19, 20, 30, tzinfo=dt.UTC)
    handed_in = due("2026-11-19", state=State.SUBMITTED, submitted_at=at)
    assert light(handed_in).colour is Colour.RED
    assert light(handed_in, zone=dt.UTC).colour is not Colour.RED


def test_every_threshold_is_the_offices_own() -> None:
    assert light(due("2026-11-30"), yellow_days=5).colour is Colour.YELLOW
    assert light(due("2026-11-30"), blue_shown=False).colour is Colour.GREEN
    assert light(behind(12), yellow_behind=15).colour is Colour.GREEN
    assert light(behind(20), red_behind=15).colour is Colour.RED


def test_points_behind_need_a_figure_a_limit_and_a_start() -> None:
    assert points_behind(due("2026-12-30"), TODAY, POLICY.zone) is None
    assert points_behind(item(percent=5), TODAY, POLICY.zone) is None
    assert points_behind(due("2026-12-30", percent=5, assigned_at=None), TODAY, POLICY.zone) is None
    assert points_behind(due("2026-10-01", percent=5), TODAY, POLICY.zone) is None  # assigned after its own limit


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        (due("2026-12-30", state=State.CLOSED), Schedule.DONE),
        (due("2026-12-30", percent=100), Schedule.DONE),
        (due("2026-12-30", state=State.ASSIGNED), Schedule.NOT_STARTED),
        (due("2026-12-30", state=State.DRAFT), Schedule.NOT_STARTED),
        (due("2026-12-30"), Schedule.UNKNOWN),
        (behind(11), Schedule.BEHIND),
        (behind(10), Schedule.ON_TRACK),
        (behind(-10), Schedule.ON_TRACK),
        (behind(-11), Schedule.AHEAD),
    ],
)
def test_the_schedule_is_an_axis_of_its_own(of: Item, expected: Schedule) -> None:
    assert schedule_of(of, TODAY, POLICY) is expected


DAYS = st.dates(dt.date(2025, 12, 1), dt.date(2027, 2, 1))
MOMENTS = st.integers(0, 600).map(lambda days: dt.datetime(2025, 6, 1, 1, tzinfo=dt.UTC) + dt.timedelta(days))
DEADLINES = st.one_of(st.none(), st.just(ONGOING), st.just(UNCLEAR), st.builds(day, DAYS, soft=st.booleans()))
ITEMS = st.builds(
    item,
    state=st.sampled_from(State),
    lead=st.sampled_from([None, 1]),
    deadline=DEADLINES,
    percent=st.one_of(st.none(), st.integers(0, 100)),
    assigned_at=st.one_of(st.none(), MOMENTS),
    submitted_at=st.one_of(st.none(), MOMENTS),
)


@given(ITEMS, DAYS)
def test_an_item_has_exactly_one_light_and_it_has_a_reason_in_words(of: Item, today: dt.date) -> None:
    found = light(of, today)
    assert found.colour in Colour
    assert has(f"light_{found.reason}")
    assert found.days >= 0


@given(ITEMS, DAYS, st.integers(1, 60))
def test_time_alone_never_makes_a_light_better(of: Item, today: dt.date, later: int) -> None:
    worse = [Colour.DONE, Colour.PAUSED, Colour.NONE, Colour.GREEN, Colour.BLUE, Colour.YELLOW, Colour.RED]
    if of.deadline and of.deadline.soft:
        return  # 力争: once it has passed nothing counts but that it has
    now, then = (worse.index(light(of, day_).colour) for day_ in (today, today + dt.timedelta(later)))
    assert then >= now


def test_a_deadline_has_a_day_exactly_when_it_is_one() -> None:
    with pytest.raises(ValueError, match="DAY"):
        Deadline("尽快", DeadlineKind.UNCLEAR, TODAY)
    with pytest.raises(ValueError, match="DAY"):
        Deadline("年底前", DeadlineKind.DAY)
