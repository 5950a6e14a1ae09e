"""Plans and units brought into the ledger: what changes, what stays, what is remembered."""

import pytest

from documents.departments import read_departments
from documents.work_plans import read_plan
from handlers.importing import import_departments, import_plan
from ledger.items import State
from ledger.proving import gap
from ledger.refusals import Refused
from tests.handlers.county import ORIGIN, TEXT, UNITS, Ledger
from tests.town import CULTURE, MORNING, SAMPLE


async def test_a_new_plan_begins_every_items_history(ledger: Ledger) -> None:
    result = await ledger.takes(TEXT)
    assert result.differences is None
    assert result.changes
    plan = await ledger.plan()
    assert (plan.title, plan.year, [s.title for s in plan.sections]) == ("云岭县2026年工作要点", 2026, ["经济", "民生"])
    items = await ledger.items()
    assert {number: item.state for number, item in items.items()} == dict.fromkeys((1, 2, 3, 4), State.DRAFT)
    entries = await ledger.audit()
    assert sorted(e.item_id or 0 for e in entries) == sorted(item.id for item in items.values())
    assert {(e.event, e.actor_id, e.source, e.note, e.at) for e in entries} == {
        ("imported", None, "cli", "云岭县2026年工作要点", MORNING)
    }


async def test_the_same_file_again_changes_nothing(ledger: Ledger) -> None:
    await ledger.takes(TEXT)
    before = (await ledger.plan(), await ledger.items(), await ledger.audit())
    again = await ledger.takes(TEXT)
    assert not again.changes
    assert again.differences is not None
    assert again.differences.empty
    assert (await ledger.plan(), await ledger.items(), await ledger.audit()) == before


async def test_a_changed_file_changes_texts_and_nothing_else(county: Ledger) -> None:
    await county.takes_table("1,商务局,,12月20日前,副县长")
    before = (await county.items())[1]
    result = await county.takes(TEXT.replace("30个以上", "40个以上"))
    after = (await county.items())[1]
    assert after.targets[0].value == 40
    assert (after.lead, after.deadline, after.state, after.version) == (
        before.lead,
        before.deadline,
        before.state,
        before.version + 1,
    )
    assert result.differences is not None
    assert [change.item.number for change in result.differences.changed] == [1]
    newest = (await county.audit())[0]
    assert (newest.event, newest.item_id, newest.source) == ("text_changed", after.id, "cli")
    assert newest.before["body"] == "新签约项目30个以上。"
    assert newest.after["body"] == "新签约项目40个以上。"
    assert "lead" not in newest.after


async def test_items_are_added_and_those_left_out_are_kept(county: Ledger) -> None:
    shorter = TEXT.replace("2.消费市场。举办活动12场。\n", "").replace(
        "二、民生\n3.就业。城镇新增就业3200人。\n4.教育。新建幼儿园。\n", ""
    )
    result = await county.takes(shorter + "5.科技。培育企业2户。\n")
    assert result.differences is not None
    assert [item.number for item in result.differences.removed] == [2, 3, 4]
    assert [draft.number for draft in result.differences.added] == [5]
    assert sorted(await county.items()) == [1, 2, 3, 4, 5]
    assert [s.title for s in (await county.plan()).sections] == ["经济", "民生"]  # its items are still there
    again = await county.takes(shorter + "5.科技。培育企业2户。\n")
    assert not again.changes
    assert again.differences is not None
    assert [item.number for item in again.differences.removed] == [2, 3, 4]


async def test_titles_and_sections_follow_the_document(county: Ledger) -> None:
    await county.takes(TEXT.replace("工作要点", "重点工作要点").replace("二、民生", "二、民生实事"))
    plan = await county.plan()
    assert (plan.title, plan.sections[1].title) == ("云岭县2026年重点工作要点", "民生实事")
    assert (await county.audit())[0].event == "plan_changed"


async def test_numbers_that_moved_are_told(county: Ledger) -> None:
    moved = TEXT.replace(
        "1.招商引资。新签约项目30个以上。\n2.消费市场。举办活动12场。",
        "1.消费市场。举办活动12场。\n2.招商引资。新签约项目30个以上。",
    )
    result = await county.takes(moved, dry_run=True)
    assert result.differences is not None
    assert {(m.title, m.before, m.after) for m in result.differences.moved} == {("招商引资", 1, 2), ("消费市场", 2, 1)}


async def test_a_dry_run_writes_nothing(ledger: Ledger) -> None:
    assert (await ledger.takes(TEXT, dry_run=True)).plan is None
    assert await ledger.items() == {}
    await ledger.takes(TEXT)
    before = await ledger.audit()
    result = await ledger.takes(TEXT.replace("幼儿园", "小学"), dry_run=True)
    assert result.changes
    assert await ledger.audit() == before
    assert (await ledger.items())[4].body == "新建幼儿园。"


async def test_the_latest_year_is_the_one_that_numbers_mean(ledger: Ledger) -> None:
    await ledger.takes(TEXT)
    await ledger.takes(TEXT.replace("2026", "2027"), year=2027)
    assert (await ledger.plan()).year == 2027
    old = await ledger.takes(TEXT.replace("2026", "2025"), year=2025)
    assert old.plan is not None
    assert not old.plan.current
    assert (await ledger.plan()).year == 2027


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (TEXT.replace("2.消费", "1.消费"), "plan_duplicate_number"),
        (TEXT.replace("2.消费市场。举办活动12场。", "2."), "plan_no_text"),
    ],
)
async def test_a_plan_in_which_a_number_means_nothing_is_refused(ledger: Ledger, text: str, code: str) -> None:
    with pytest.raises(Refused) as no:
        await ledger.takes(text)
    assert no.value.refusal.code == code
    assert await ledger.items() == {}


async def test_an_import_is_whole_or_not_at_all(county: Ledger) -> None:
    before = (await county.plan(), await county.items(), await county.audit())
    draft = read_plan(TEXT.replace("30个以上", "40个以上").replace("二、民生", "二、实事"))

    async def broken_off() -> None:
        async with county.store.writing() as uow:
            await import_plan(draft, year=2026, origin=ORIGIN, uow=uow)
            raise LookupError

    with pytest.raises(LookupError):
        await broken_off()
    assert (await county.plan(), await county.items(), await county.audit()) == before


async def test_units_are_added_changed_and_kept(ledger: Ledger) -> None:
    async def takes(text: str, *, dry_run: bool = False) -> tuple[int, int, int, int]:
        transaction = ledger.store.reading() if dry_run else ledger.store.writing()
        async with transaction as uow:
            result = await import_departments(read_departments(text), origin=ORIGIN, uow=uow, dry_run=dry_run)
        return len(result.added), len(result.changed), len(result.unchanged), len(result.kept)

    assert await takes(UNITS, dry_run=True) == (6, 0, 0, 0)
    assert await takes(UNITS) == (6, 0, 0, 0)
    assert await takes(UNITS) == (0, 0, 6, 0)
    assert await takes("name,short_names\n县商务局,招商局\n县财政局,\n") == (1, 1, 0, 5)
    assert [entry.event for entry in await ledger.audit()] == ["departments_imported"] * 2


async def test_the_audit_accounts_for_every_import(county: Ledger) -> None:
    await county.takes_table("1,县商务局,人社局,12月20日前,分管副县长", "3,县人社局,,长期坚持,")
    await county.takes(TEXT.replace("30个以上", "40个以上") + "5.科技。培育企业2户。\n")
    for item in (await county.items()).values():
        async with county.store.reading() as uow:
            entries = list(await uow.audit.of_item(item.id))[::-1]
        assert entries
        assert gap(item, entries) is None


async def test_the_sample_plan_and_units_go_in(ledger: Ledger) -> None:
    async with ledger.store.writing() as uow:
        units = read_departments((SAMPLE / "departments.csv").read_text("utf-8"))
        await import_departments(units, origin=ORIGIN, uow=uow)
    await ledger.takes((SAMPLE / "plan.txt").read_text("utf-8").replace("{year}", "2026"))
    result = await ledger.takes_table("14,文旅局,发改局、交通局,9月底前,分管文旅的副县长")
    assert not result.doubts
    assert (await ledger.items())[14].lead == await ledger.unit(CULTURE)
