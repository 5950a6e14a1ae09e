"""Targets against what was reached, the half-year check, nodes by quarter."""

import datetime as dt
from dataclasses import replace

import pytest

from ledger.items import Item, Milestone, State, Target
from ledger.reconciling import Half, Standing, by_quarter, half_way, half_year_season, indicators

ITEM = Item(1, 1, 1, 14, "文旅", "", state=State.DOING)


def target(relation: str, value: float, actual: float | None = None, base: float | None = None) -> Target:
    return Target("指标", relation, value, "%", base=base, actual=actual)


@pytest.mark.parametrize(
    ("given", "standing", "share"),
    [
        (target(">=", 80), Standing.OWED, None),
        (target(">=", 80, 73.5), Standing.SHORT, 73.5 / 80),
        (target(">=", 80, 80), Standing.REACHED, 1.0),
        (target(">=", 80, 75, base=70), Standing.SHORT, 0.5),
        (target(">=", 80, 60, base=70), Standing.SHORT, 0.0),
        (target("<=", 50, 31), Standing.REACHED, None),
        (target("<=", 50, 60, base=70), Standing.SHORT, 0.5),
        (target("=", 12, 13), Standing.SHORT, 1.0),
        (target("=", 0, 0), Standing.REACHED, None),
    ],
)
def test_a_target_against_its_figure(given: Target, standing: Standing, share: float | None) -> None:
    (found,) = indicators([replace(ITEM, targets=(given,))])
    assert (found.standing, found.share) == (standing, share if share is None else pytest.approx(share))


def test_what_was_withdrawn_or_split_has_no_targets() -> None:
    items = [replace(ITEM, state=state, targets=(target("=", 1),)) for state in State]
    assert len(indicators(items)) == len(State) - 2


@pytest.mark.parametrize(
    ("changes", "half"),
    [
        ({}, Half.UNKNOWN),
        ({"percent": 49}, Half.BEHIND),
        ({"percent": 50}, Half.PAST),
        ({"percent": 90, "targets": (target(">=", 100, 49), target(">=", 100, 99))}, Half.BEHIND),
        ({"percent": 10, "targets": (target(">=", 100, 50), target(">=", 100))}, Half.PAST),
        ({"state": State.CLOSED}, Half.PAST),
    ],
)
def test_half_of_the_work(changes: dict[str, object], half: Half) -> None:
    assert half_way(replace(ITEM, **changes)) is half  # type: ignore[arg-type]


def test_the_check_has_its_season() -> None:
    days = [dt.date(2026, 6, 23), dt.date(2026, 6, 24), dt.date(2026, 7, 31), dt.date(2026, 8, 1)]
    assert [half_year_season(day) for day in days] == [False, True, True, False]


def test_nodes_by_quarter() -> None:
    days = [
        dt.date(2026, 3, 31),
        dt.date(2026, 4, 1),
        dt.date(2027, 1, 15),
        dt.date(2025, 12, 31),
        dt.date(2026, 9, 30),
    ]
    quarters = by_quarter(replace(ITEM, milestones=tuple(Milestone(day.isoformat(), day) for day in days)), 2026)
    assert [[node.text for node in nodes] for nodes in quarters] == [
        ["2025-12-31", "2026-03-31"],
        ["2026-04-01"],
        ["2026-09-30"],
        ["2027-01-15"],
    ]
