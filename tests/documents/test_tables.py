"""Units, people and breakdown tables from CSV, in the forms spreadsheets leave behind."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.breakdown import read_table
from documents.departments import read_departments, shared_short_names
from documents.people import PersonRow, read_people
from ledger.departments import DepartmentDraft
from ledger.members import Role
from ledger.refusals import Refusal, Refused

UNITS = """name,short_names,former_names,english_name,groups
县发展和改革局,发改局|发改,计委|物价局,Development and Reform Bureau,
城关镇,城关,,Chengguan Town,各乡镇
"""
REFORM = DepartmentDraft("县发展和改革局", ("发改局", "发改"), ("计委", "物价局"), "Development and Reform Bureau", ())
TOWN = DepartmentDraft("城关镇", ("城关",), (), "Chengguan Town", ("各乡镇",))


def refusal(read: Callable[[str], object], text: str) -> Refusal:
    with pytest.raises(Refused) as no:
        read(text)
    return no.value.refusal


@pytest.mark.parametrize(
    "text",
    [
        UNITS,
        "\ufeff" + UNITS,
        UNITS.replace("\n", "\r\n"),
        UNITS.replace(",", "\t"),
        UNITS.replace(",", ";"),
        UNITS.replace(",", "，"),
        UNITS.replace("|", "｜"),
        "\n\n" + UNITS + ",,,,\n\n",
        UNITS.replace("name,short_names,former_names,english_name,groups", "单位名称,简 称,曾用名（旧称）,英文名,分组"),
        "云岭县单位名单,,,,\n" + UNITS,
    ],
)
def test_units_in_every_form(text: str) -> None:
    assert read_departments(text) == (REFORM, TOWN)


def test_columns_may_stand_in_any_order_and_be_missing() -> None:
    assert read_departments("groups,name\n各乡镇,城关镇\n") == (DepartmentDraft("城关镇", groups=("各乡镇",)),)


def test_units_that_cannot_be_read() -> None:
    assert refusal(read_departments, "简称,组\n发改局,\n").code == "departments_header"
    assert refusal(read_departments, "name,groups\n").code == "departments_empty"
    assert refusal(read_departments, "name,groups\n,各乡镇\n") == Refusal("departments_empty_name", (("row", 2),))
    twice = refusal(read_departments, "name\n城关镇\n县财政局\n城关镇\n")
    assert dict(twice.params) == {"name": "城关镇", "row": 4, "first_row": 2}
    assert refusal(read_departments, 'name,groups\n城关镇,"各乡镇\n').code == "departments_quotes"


def test_a_name_two_units_share_is_a_doubt() -> None:
    (doubt,) = shared_short_names([TOWN, DepartmentDraft("城关社区", ("城关",))])
    assert dict(doubt.params) == {"name": "城关", "departments": "城关镇、城关社区"}


def test_people() -> None:
    text = "单位,姓名,角色\n县教育局,叶文静,联络员\n县委办公室,顾长河,ADMIN\n"
    assert read_people(text) == (
        PersonRow("县教育局", "叶文静", Role.LIAISON, 2),
        PersonRow("县委办公室", "顾长河", Role.ADMIN, 3),
    )


def test_all_bad_rows_are_told_at_once() -> None:
    text = (
        "unit,name,role\n,林晓禾,liaison\n县教育局,,liaison\n县教育局,叶文静,boss\n县财政局,金,head\n县财政局,金,head\n"
    )
    told = dict(refusal(read_people, text).params)
    assert told == {
        "count": 4, "rows": "2, 3, 4, 6", "no_unit": "2", "no_name": "3", "bad_role": "4", "twice": "6",
    }  # fmt: skip


TABLE = """序号,牵头单位,配合单位,完成时限,责任领导
14,县文旅局,县发改局、县交通局,9月底前,分管副县长
十五,县政务服务局,,长期坚持,
"""


def test_a_breakdown_table() -> None:
    first, second = read_table(TABLE).rows
    assert (first.row, first.number, first.part) == (2, 14, 0)
    assert (first.lead, first.co, first.deadlines, first.leader) == (
        ("县文旅局",),
        ("县发改局", "县交通局"),
        ("9月底前",),
        "分管副县长",
    )
    assert (second.number, second.co, second.leader) == (15, (), "")


@pytest.mark.parametrize(
    ("written", "number", "part"),
    [
        ("14", 14, 0),
        ("１４", 14, 0),
        ("第14项", 14, 0),
        ("第十四条", 14, 0),
        ("十四", 14, 0),
        ("14.2", 14, 2),
        ("14-2", 14, 2),
        ("14.", 14, 0),
        ("14、", 14, 0),
        ("合计", None, 0),
        ("14、15", None, 0),
        ("", None, 0),
        ("99999", None, 0),
    ],
)
def test_item_numbers(written: str, number: int | None, part: int) -> None:
    (row,) = read_table(f"序号,牵头单位\n{written},县文旅局\n").rows
    assert (row.number, row.part) == (number, part)


@pytest.mark.parametrize(
    "header",
    [
        "编号,牵头部门,协办单位,时限,包抓领导",
        "序 号,牵头单位（主责）,配合 单位,完成时限(原文),责任领导",
        "项目编号,牵头单位,责任单位,完成时间,分管领导",
    ],
)
def test_headers_of_other_counties(header: str) -> None:
    assert read_table(TABLE.replace("序号,牵头单位,配合单位,完成时限,责任领导", header)) == read_table(TABLE)


def test_a_responsible_unit_alone_leads() -> None:
    (row,) = read_table("序号,责任单位\n14,县文旅局\n").rows
    assert (row.lead, row.co) == (("县文旅局",), ())


def test_headings_sums_and_empty_rows_say_nothing() -> None:
    text = "任务分解表,,,,\n" + TABLE + "一、抓项目扩消费,,,,\n16,,,,\n,,,,\n17,/,—,待定,无\n合计,,,,\n"
    assert [row.number for row in read_table(text).rows] == [14, 15]


def test_tables_that_cannot_be_read() -> None:
    assert refusal(read_table, "牵头单位,完成时限\n县文旅局,年底前\n") == Refusal(
        "table_header", (("missing", "序号"),)
    )
    assert refusal(read_table, "序号,牵头单位\n1,\n").code == "table_empty"
    assert refusal(read_table, 'No,lead unit\n1,"县文旅局\n').code == "table_quotes"


READERS: list[Callable[[str], object]] = [read_departments, read_people, read_table]
CELLS = st.text(st.sampled_from('序号牵头单位配合完成时限nameunitrole,，;\t|"\n\r 0１4十.、县\x00\ufeff'))


@pytest.mark.parametrize("read", READERS)
@given(text=st.one_of(st.text(), CELLS))
def test_any_text_is_read_or_refused(read: Callable[[str], object], text: str) -> None:
    try:
        read(text)
    except Refused as no:
        assert no.refusal.code.partition("_")[0] in {"departments", "people", "table", "file"}  # noqa: PT017
