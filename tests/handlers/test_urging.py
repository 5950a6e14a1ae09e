"""Who is urged by half a sentence: those who are as it says, and nobody else."""

import datetime as dt

import pytest

from ledger.items import Report, State
from tests.handlers.saying import tables
from tests.town import CULTURE, REFORM, TRANSPORT, Town


@pytest.fixture
async def county(town: Town) -> Town:
    """1 is long over and silent; 4 waits to be signed; 22 goes well; no others are in hand."""
    for item in list(tables(town).items.values()):
        await town.set_item(item.number, state=State.CLOSED)
    today, far = town.now.date(), town.now.date() + dt.timedelta(days=90)
    await town.hand_out(1, REFORM, day=today - dt.timedelta(days=9))
    await town.hand_out(4, TRANSPORT, day=far, state=State.ASSIGNED)
    await town.hand_out(22, CULTURE, day=far)
    await town.set_item(22, last_report=Report("戏楼已开工", 90, 1, town.now), percent=90)
    return town


@pytest.mark.parametrize(
    ("words", "urged"),
    [
        ("没签收的都提醒一下", {4}),
        ("红灯的统统催", {1}),
        ("把逾期的都催一遍", {1}),
        ("chase all the overdue ones", {1}),
        ("本月没报进展的催一下", {1, 4}),
    ],
)
async def test_only_those_are_urged_that_are_as_said(county: Town, words: str, urged: set[int]) -> None:
    admin = county.admin
    await admin.says(words)
    await admin.presses("✅")
    assert {number for number in (1, 4, 22) if (await county.item(number)).urged} == urged


async def test_the_card_says_how_they_were_chosen(county: Town) -> None:
    await county.hand_out(2, REFORM, day=county.now.date() - dt.timedelta(days=3))
    admin = county.admin
    assert "按您说的选出2项" in (await admin.says("红灯的统统催")).text
    assert "选出" not in (await admin.says("催一下1、2项")).text
    assert "按「红灯、黄灯和未签收」选出3项" in (await admin.says("全部催一下")).text


async def test_where_nothing_is_as_said_nobody_is_urged(county: Town) -> None:
    await county.set_item(4, state=State.DOING)
    heard = await county.admin.says("没签收的都提醒一下")
    assert heard.first.startswith("没有您说的这类事项")
