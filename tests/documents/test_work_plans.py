"""A plan is read the same however it is typed; what is doubtful is said."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.departments import read_departments
from documents.text_files import read_text
from documents.work_plans import MOST_ITEMS, blocking, read_plan
from ledger.plans import PlanDraft
from ledger.refusals import Refused
from tests.documents.plans import CONTENTS, HEADINGS, ITEM_MARKS, SECTION_MARKS, SHAPES, Content, Shape, written

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "playground" / "sample" / "plan.txt"
SIX = Content((2, 3, 1))


def numbers(plan: PlanDraft) -> list[tuple[int, int]]:
    return [(item.section, item.number) for item in plan.items]


def codes(plan: PlanDraft) -> list[str]:
    return [doubt.code for doubt in plan.doubts]


def params(plan: PlanDraft, code: str) -> dict[str, str | int]:
    (doubt,) = (doubt for doubt in plan.doubts if doubt.code == code)
    return dict(doubt.params)


@given(CONTENTS, SHAPES)
def test_the_shape_changes_nothing(content: Content, shape: Shape) -> None:
    plan = read_plan(written(content, shape))
    expected = read_plan(written(content))
    assert [(i.section, i.number, i.title, i.body) for i in plan.items] == [
        (i.section, i.number, i.title, i.body) for i in expected.items
    ]
    assert plan.sections == expected.sections
    assert (plan.title, plan.year) == ("云岭县2026年工作要点", 2026)
    assert not plan.doubts


@pytest.mark.parametrize("mark", sorted(ITEM_MARKS))
@pytest.mark.parametrize("section", sorted(SECTION_MARKS))
def test_every_mark(mark: str, section: str) -> None:
    plan = read_plan(written(SIX, Shape(item=mark, section=section)))
    assert numbers(plan) == [(1, 1), (1, 2), (2, 3), (2, 4), (2, 5), (3, 6)]
    assert [s.title for s in plan.sections] == list(HEADINGS[:3])
    assert [item.title for item in plan.items] == [SIX.title(n) for n in range(1, 7)]


@given(CONTENTS.filter(lambda content: len(content.sections) > 1))
def test_numbers_that_start_anew_are_counted_on(content: Content) -> None:
    plan = read_plan(written(content, Shape(restarts=True)))
    assert [item.number for item in plan.items] == list(range(1, content.count + 1))
    assert codes(plan) == ["renumbered"]


@given(
    st.text(
        alphabet=st.sampled_from("一二十1２0.．、（）()第部分项章\n\r\t 。；：“”%%万元XX某附件目录-—*#\x00\u200b县20年")
    )
)
def test_whatever_is_in_it_is_read_or_refused(text: str) -> None:
    try:
        plan = read_plan(text)
    except Refused as no:
        assert no.refusal.code in {"plan_no_items", "plan_too_many_items"}  # noqa: PT017
    else:
        assert plan.items
        assert all(item.number >= 0 and len(item.title) <= 61 for item in plan.items)


@given(st.text())
def test_any_text_at_all_is_read_or_refused(text: str) -> None:
    try:
        read_plan(text)
    except Refused as no:
        assert no.refusal.code.startswith("plan_")  # noqa: PT017


@given(CONTENTS, st.data())
def test_nothing_of_an_items_text_is_lost(content: Content, data: st.DataObject) -> None:
    """A line put anywhere into the body stays in that item's body."""
    lines = written(content).split("\n")
    starts = [n for n, line in enumerate(lines) if line[:1].isdigit()]
    at = data.draw(st.sampled_from(starts))
    lines.insert(at + 1, "责任处室每旬汇总一次情况。")
    plan = read_plan("\n".join(lines))
    assert len(plan.items) == content.count
    assert "责任处室每旬汇总一次情况。" in plan.items[starts.index(at)].body


def test_points_of_an_item_are_its_text() -> None:
    plan = read_plan(
        "2026年工作要点\n一、经济\n1.招商。引进项目。\n（1）大项目10个；\n（2）小项目20个。\n2.消费。促消费。"
    )
    assert numbers(plan) == [(1, 1), (1, 2)]
    assert plan.items[0].measures == ("引进项目", "大项目10个", "小项目20个")


def test_items_in_brackets_under_sections_and_without_any() -> None:
    assert numbers(read_plan("2026年工作要点\n一、经济\n（一）招商。引进。\n（二）消费。促进。")) == [(1, 1), (1, 2)]
    assert numbers(read_plan("2026年工作要点\n1、招商\n引进项目\n2、消费\n促进消费")) == [(0, 1), (0, 2)]


def test_a_sentence_that_begins_with_a_number_is_no_item() -> None:
    plan = read_plan("2026年工作要点\n一、经济\n1.招商。3月底前\n1.5亿元投资到位。\n2.消费。促消费。")
    assert [item.title for item in plan.items] == ["招商", "消费"]


def test_pages_wrapped_by_hand_are_joined() -> None:
    body = "新建和改造卫生户厕二千六百座，年底普及率达到百分之八十六以上，完成十五个村的生活污水治理，健全管理办法"
    text = "1.整治人居环境。" + body + "，春秋两季集中清洁。"
    wrapped = "\n".join(text[n : n + 30] for n in range(0, len(text), 30))
    plan = read_plan(f"2026年工作要点\n一、乡村\n{wrapped}\n2.消费。促消费。")
    assert plan.items[0].body == body + "，春秋两季集中清洁。"


@pytest.mark.parametrize(
    "line",
    [
        "本范文由作者投稿，仅供参考，切勿照搬。",
        "仅供内部参考",
        "目  录",
        "- 3 -",
        "第 2 页 共 9 页",
        "——————",
    ],
)
def test_stray_lines_are_left_out_and_told(line: str) -> None:
    top = read_plan(line + "\n" + written(SIX))
    assert (top.title, len(top.items)) == ("云岭县2026年工作要点", 6)
    assert " ".join(line.split()) in [" ".join(ignored.split()) for ignored in top.ignored]


def test_signature_date_and_attachments_are_left_out() -> None:
    plan = read_plan(written(SIX) + "中共云岭县委办公室\n2026年2月3日\n附件：1.任务分解表\n")
    assert len(plan.items) == 6
    assert plan.items[-1].body == read_plan(written(SIX)).items[-1].body
    assert len(plan.ignored) == 3


def test_a_table_of_contents_is_no_plan() -> None:
    contents = "目录\n一、促进经济平稳增长……1\n二、推进乡村全面振兴……3\n"
    assert numbers(read_plan(contents + written(SIX))) == numbers(read_plan(written(SIX)))


def test_placeholders_are_counted() -> None:
    plan = read_plan("2026年工作要点\n一、在XX落地\n1.招商。引进XX公司，投资**亿元。\n2.消费。促消费。")
    assert params(plan, "placeholders") == {"item": 1, "count": 2}
    assert params(plan, "placeholders_section") == {"section": 1, "count": 1}
    assert [item.placeholders for item in plan.items] == [2, 0]


def test_doubts_of_numbers() -> None:
    gap = read_plan("2026年工作要点\n一、经济\n1.招商。引进。\n4.消费。促进。")
    assert params(gap, "gap") == {"numbers": "2—3"}
    within = read_plan("2026年工作要点\n一、经济\n1.招商。引进。\n3.消费。促进。\n二、民生\n1.就业。稳定。")
    assert params(within, "gap_in_section") == {"numbers": "2", "section": 1}
    twice = read_plan("2026年工作要点\n一、经济\n1.招商。引进。\n1.消费。促进。")
    assert [doubt.code for doubt in blocking(twice)] == ["duplicate_number"]
    empty = read_plan("2026年工作要点\n一、经济\n1.\n2.消费。促进。")
    assert [doubt.code for doubt in blocking(empty)] == ["no_text"]


def test_doubts_of_sections_and_titles() -> None:
    assert "empty_section" in codes(
        read_plan("2026年要点\n一、经济\n1.招商。引进。\n二、民生\n三、党建\n2.消费。促进。")
    )
    assert "renumbered_sections" in codes(read_plan("2026年要点\n一、经济\n1.招商。引进。\n一、民生\n2.消费。促进。"))
    assert codes(read_plan("一、经济\n1.招商。引进。\n2.消费。促进。")) == ["no_title", "no_year"]
    long = read_plan("2026年要点\n一、经济\n1." + "统筹推进重点工作任务，" * 12 + "。\n2.消费。促进。")
    assert codes(long) == ["long_title"]
    assert long.items[0].title.endswith("…")
    assert len(long.items[0].body) > 100


@pytest.mark.parametrize(
    ("first", "year"),
    [
        ("二〇二六年工作要点", 2026),
        ("中共云岭县委2026年工作要点", 2026),
        ("２０２６年重点工作计划", 2026),
        ("“十五五”工作方案", None),
    ],
)
def test_the_year_of_a_title(first: str, year: int | None) -> None:
    assert read_plan(f"{first}\n一、经济\n1.招商。引进。\n2.消费。促进。").year == year


def test_a_plan_of_endless_items_is_refused() -> None:
    endless = "2026年工作要点\n" + "\n".join(f"{n}.任务。内容。" for n in range(1, MOST_ITEMS + 2))
    with pytest.raises(Refused) as no:
        read_plan(endless)
    assert no.value.refusal.code == "plan_too_many_items"


@pytest.mark.parametrize("text", ["", "你好", "一、经济\n二、民生", "name,short_names\n县教育局,教育局"])
def test_what_is_no_plan_is_refused(text: str) -> None:
    with pytest.raises(Refused) as no:
        read_plan(text)
    assert no.value.refusal.code == "plan_no_items"


def test_the_sample_plan() -> None:
    plan = read_plan(read_text(SAMPLE).replace("{year}", "2026"))
    assert (plan.title, plan.year) == ("云岭县2026年工作要点", 2026)
    assert [item.number for item in plan.items] == list(range(1, 28))
    assert len(plan.sections) == 6
    assert not plan.doubts
    (fourteen,) = (item for item in plan.items if item.number == 14)
    assert (fourteen.section, fourteen.title) == (4, "做强文化旅游产业")
    assert all(item.measures and item.body for item in plan.items)


@pytest.fixture
def seed_dir() -> Path:
    """The county's own plan, which is not part of the project: its path is in the environment."""
    folder = Path(os.environ.get("DUBAN_SEED_DIR", ROOT.parent / "shared" / "seed"))
    if not (folder / "work-plan-2020.txt").is_file():
        pytest.skip(f"!!! NOT TESTED ON THE SEED PLAN: no work-plan-2020.txt in {folder} (set DUBAN_SEED_DIR)")
    return folder


def test_the_seed_plan(seed_dir: Path) -> None:
    plan = read_plan(read_text(seed_dir / "work-plan-2020.txt"))
    assert plan.year == 2020
    assert [section.number for section in plan.sections] == [1, 2, 3, 4, 5, 6]
    assert [item.number for item in plan.items] == list(range(1, 28))
    items = {item.number: item for item in plan.items}
    assert (items[14].section, items[14].title) == (4, "培育壮大文化旅游业")
    assert any((t.relation, t.value, t.unit) == (">=", 80.0, "%") and "普及率" in t.name for t in items[7].targets)
    assert any((t.value, t.unit) == (50.0, "项") for t in items[8].targets)
    assert set(codes(plan)) <= {"placeholders", "placeholders_section"}
    assert len(plan.ignored) == 1
    assert not any("请勿照搬照抄" in item.title + item.body for item in plan.items)


def test_the_seed_departments(seed_dir: Path) -> None:
    file = seed_dir.parent / "departments.csv"
    if not file.is_file():
        pytest.skip(f"!!! NOT TESTED ON THE SEED DEPARTMENTS: no {file}")
    drafts = read_departments(read_text(file))
    rows = [line for line in file.read_text("utf-8").splitlines()[1:] if line.strip()]
    assert [draft.name for draft in drafts] == [row.split(",")[0] for row in rows]
