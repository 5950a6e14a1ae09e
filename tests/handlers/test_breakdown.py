"""A breakdown table onto the items: all rows or none, and the units hear of it."""

import datetime as dt
from dataclasses import replace

import pytest

from ledger.deadlines import Cadence, DeadlineKind, Frequency
from ledger.items import State
from ledger.members import Member, Role
from ledger.notices import NoticeKind
from ledger.refusals import Refused
from tests.handlers.county import Ledger
from tests.town import MORNING


async def test_a_table_hands_items_out(county: Ledger) -> None:
    result = await county.takes_table(
        "1,县商务局,人社局、各乡镇,2026年12月20日前,分管副县长",
        "3,劳动局,,长期坚持,",
    )
    assert not result.doubts
    items = await county.items()
    first, third = items[1], items[3]
    towns = (await county.unit("城关镇"), await county.unit("青石镇"))
    assert first.lead == await county.unit("县商务局")
    assert first.co == (await county.unit("县人社局"), *towns)
    assert (first.leader, first.limit, first.state) == ("分管副县长", dt.date(2026, 12, 20), State.ASSIGNED)
    assert first.deadline is not None
    assert first.deadline.text == "2026年12月20日前"
    assert third.lead == await county.unit("县人社局")  # by its former name
    assert third.deadline is not None
    assert third.deadline.kind is DeadlineKind.ONGOING
    assert [(e.event, e.actor_id, e.source) for e in (await county.audit())[:2]] == [("assigned", None, "cli")] * 2


async def test_units_as_offices_list_them(county: Ledger) -> None:
    for cell in (
        "人社局、城关镇、青石镇",
        "县人社局（人才办） 各乡镇",
        "县人社局,各乡镇等",
        "人社局；各乡镇。",
        "县人社局和各乡镇",
    ):
        result = await county.takes_table(f'1,县商务局（牵头）,"{cell.replace(" ", "  ")}",,', dry_run=True)
        assert not result.doubts, cell
        assert len(result.changes[0].after.co) == 3, cell


async def test_the_units_hear_of_it_when_hours_allow(county: Ledger) -> None:
    async with county.store.writing() as uow:
        for name, unit, user in (
            ("甲", "县商务局", 1),
            ("乙", "城关镇", 2),
            ("丙", "县教育局", 3),
            ("丁", "县人社局", None),
        ):
            await uow.members.add(Member(0, name, Role.LIAISON, await county.unit(unit), user))
    await county.takes_table("1,县商务局,城关镇、人社局,12月20日前,")
    async with county.store.reading() as uow:
        owed = await uow.notices.ripe(MORNING, 100)
        names = {member.id: member.name for member in await uow.members.all()}
    assert [(names[each.member_id], each.kind, each.rule) for each in owed] == [
        ("甲", NoticeKind.ASSIGNED, "lead"),
        ("乙", NoticeKind.ASSIGNED, "co"),
    ]


async def test_the_same_table_again_changes_nothing(county: Ledger) -> None:
    row = "1,县商务局,人社局,12月20日前,分管副县长"
    await county.takes_table(row)
    before = (await county.items(), await county.audit())
    again = await county.takes_table(row)
    assert (len(again.changes), [item.number for item in again.unchanged]) == (0, [1])
    assert (await county.items(), await county.audit()) == before


async def test_a_dry_run_shows_before_and_after_and_writes_nothing(county: Ledger) -> None:
    before = (await county.items(), await county.audit())
    result = await county.takes_table("1,县商务局,,12月20日前,", dry_run=True)
    (change,) = result.changes
    assert (change.before.lead, change.after.lead) == (None, await county.unit("县商务局"))
    assert set(change.changed_fields()) == {"lead", "deadline", "state", "assigned_at"}
    assert (await county.items(), await county.audit()) == before


async def test_how_often_to_report_comes_with_the_limit(county: Ledger) -> None:
    row = "3,县人社局,,长期坚持，每季度报一次,"
    await county.takes_table(row)
    assert (await county.items())[3].cadence == Cadence(Frequency.QUARTERLY)
    assert not (await county.takes_table(row)).changes
    (change,) = (await county.takes_table(row.replace("每季度", "每月"))).changes
    assert set(change.changed_fields()) == {"deadline", "cadence"}


async def test_an_empty_cell_leaves_what_is_there(county: Ledger) -> None:
    await county.takes_table("1,县商务局,人社局,12月20日前,分管副县长")
    await county.takes_table("1,,,11月30日前,")
    item = (await county.items())[1]
    assert item.limit == dt.date(2026, 11, 30)
    assert (item.lead, item.leader, len(item.co)) == (await county.unit("县商务局"), "分管副县长", 1)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("9,县商务局,,年底前,", "table_no_item"),
        ("合计,县商务局,,年底前,", "table_no_number"),
        ("2,外星局,,年底前,", "table_no_unit"),
        ("2,县商务局,外星局,年底前,", "table_no_unit"),
        ("2,教体局,,年底前,", "table_several_units"),
        ("2,县商务局、县人社局,,年底前,", "table_two_leads"),
        ("2,县商务局,商务局,年底前,", "table_lead_cooperates"),
        ("2,县商务局,,待上会研究,", "table_no_deadline"),
        ("1,县人社局,,年底前,", "table_twice"),
    ],
)
async def test_one_doubtful_row_keeps_the_whole_table_out(county: Ledger, row: str, code: str) -> None:
    before = (await county.items(), await county.audit())
    result = await county.takes_table("1,县商务局,,12月20日前,", row)
    assert [doubt.code for doubt in result.doubts] == [code]
    assert dict(result.doubts[0].params)["row"] == 3
    assert (await county.items(), await county.audit()) == before


async def test_every_doubt_of_a_table_is_told_at_once(county: Ledger) -> None:
    result = await county.takes_table("9,外星局,,待上会研究,", "2,县商务局、县人社局,银河局,,")
    assert [doubt.code for doubt in result.doubts] == [
        "table_no_item",
        "table_no_unit",
        "table_no_deadline",
        "table_two_leads",
        "table_no_unit",
    ]


async def test_finished_items_are_not_handed_out_again(county: Ledger) -> None:
    item = (await county.items())[2]
    async with county.store.writing() as uow:
        await uow.items.save(replace(item, state=State.CLOSED))
    result = await county.takes_table("2,县商务局,,年底前,")
    assert [doubt.code for doubt in result.doubts] == ["table_item_finished"]


async def test_a_town_that_leads_does_not_cooperate_with_all_towns(county: Ledger) -> None:
    result = await county.takes_table("2,城关镇,各乡镇,年底前,")
    assert not result.doubts
    assert (await county.items())[2].co == (await county.unit("青石镇"),)


async def test_without_a_plan_there_is_nothing_to_hand_out(ledger: Ledger) -> None:
    with pytest.raises(Refused) as no:
        await ledger.takes_table("1,县商务局,,年底前,")
    assert no.value.refusal.code == "no_plan"
