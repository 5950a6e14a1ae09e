"""What a changed document would change."""

from dataclasses import replace

from documents.plan_differences import Moved, PlanDifferences, compare
from documents.work_plans import read_plan
from ledger.items import Item, State
from ledger.plans import ItemDraft, Plan, PlanDraft, PlanKind

TEXT = "2026年工作要点\n一、经济\n1.招商。项目30个。\n2.消费。活动12场。\n二、民生\n3.就业。稳就业。\n"
DRAFT = read_plan(TEXT)
PLAN = Plan(1, DRAFT.title, 2026, PlanKind.MAIN, True, DRAFT.sections)


def held(draft: ItemDraft, **fields: object) -> Item:
    item = Item(
        id=100 + draft.number, plan_id=1, section=draft.section, number=draft.number,
        title=draft.title, body=draft.body, measures=draft.measures, targets=draft.targets,
    )  # fmt: skip
    return replace(item, **fields)  # type: ignore[arg-type]


ITEMS = [held(draft) for draft in DRAFT.items]


def against(text: str, items: list[Item] = ITEMS) -> PlanDifferences:
    return compare(PLAN, items, read_plan(text))


def test_the_same_text_is_no_difference() -> None:
    assert against(TEXT).empty
    assert [item.number for item in against(TEXT).unchanged] == [1, 2, 3]


def test_what_the_ledger_does_with_an_item_is_no_difference() -> None:
    assert against(TEXT, [replace(item, lead=1, state=State.DOING, percent=5) for item in ITEMS]).empty


def test_parts_are_left_out() -> None:
    assert against(TEXT, [*ITEMS, held(DRAFT.items[0], part=1, title="招商第一步")]).empty


def test_fields_one_by_one() -> None:
    (change,) = against(TEXT.replace("项目30个", "项目40个")).changed
    fields = {difference.field: (difference.before, difference.after) for difference in change.fields}
    assert fields == {
        "body": ("项目30个。", "项目40个。"),
        "measures": ("项目30个", "项目40个"),
        "targets": ("项目=30个", "项目=40个"),
    }
    (change,) = against(TEXT.replace("1.招商。", "1.招商引资。")).changed
    assert [difference.field for difference in change.fields] == ["title"]


def test_an_item_in_another_section() -> None:
    (change,) = against(TEXT.replace("二、民生\n", "").replace("2.消费", "二、民生\n2.消费")).changed
    assert [(d.field, d.before, d.after) for d in change.fields] == [("section", "1", "2")]


def test_items_added_and_removed() -> None:
    found = against(TEXT.replace("2.消费。活动12场。\n", "") + "4.教育。办学校。\n")
    assert [item.number for item in found.removed] == [2]
    assert [draft.number for draft in found.added] == [4]
    assert not found.changed


def test_titles_that_moved_are_pointed_out_only_when_they_are_sure() -> None:
    swapped = TEXT.replace("1.招商", "1.X").replace("2.消费", "2.招商").replace("1.X", "1.消费")
    assert set(against(swapped).moved) == {Moved("招商", 1, 2), Moved("消费", 2, 1)}
    twice = [*ITEMS, held(DRAFT.items[0], id=9, number=9)]
    assert "招商" not in {each.title for each in against(swapped, twice).moved}


def test_a_title_or_year_the_document_does_not_state_is_no_difference() -> None:
    assert compare(PLAN, ITEMS, replace(DRAFT, title="", year=None)).empty
    found = compare(PLAN, ITEMS, replace(DRAFT, title="2027年工作要点", year=2027))
    assert {difference.field for difference in found.plan} == {"title", "year"}


def test_a_draft_of_nothing_removes_everything() -> None:
    found = compare(PLAN, ITEMS, PlanDraft("", None, (), ()))
    assert len(found.removed) == 3
