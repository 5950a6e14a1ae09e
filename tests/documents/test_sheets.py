"""A workbook opened again: what was written is what is read, as text, number or date, and never a formula."""

import datetime as dt
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from documents.sheet_files import safe, workbook
from documents.sheets import Column, Footer, Kind, Sheet, Tone, Toned, Value

FOOTER = Footer("第", "页，共", "页")
COLUMNS = (
    Column("序号", 6, Kind.SHORT),
    Column("文字", 40),
    Column("日期", 12, Kind.DATE),
    Column("占比", 8, Kind.SHARE),
)
DAY = dt.date(2026, 2, 28)


def reopened(*sheets: Sheet) -> Workbook:
    return load_workbook(io.BytesIO(workbook(sheets, FOOTER)))


def sheet(*rows: tuple[Value, ...], name: str = "台账") -> Sheet:
    return Sheet(name, "标题", "说明", COLUMNS, rows, frozen=1)


def test_values_keep_their_kind() -> None:
    page = reopened(sheet((14, "甲", DAY, 0.125), ("14.2", Toned("红灯", Tone.RED), None, None)))["台账"]
    assert [cell.value for cell in page[4]] == [14, "甲", dt.datetime(2026, 2, 28), 0.125]  # noqa: DTZ001
    assert (page["C4"].number_format, page["D4"].number_format) == ("yyyy-mm-dd", "0.0%")
    assert [cell.value for cell in page[5]] == ["14.2", "红灯", None, None]
    assert page["B5"].fill.fgColor.rgb.endswith("F8B4B4")
    assert page["B4"].fill.fill_type is None
    assert page.auto_filter.ref == "A3:D5"
    assert page.freeze_panes == "B4"


def test_each_sheet_filters_its_own_rows() -> None:
    book = reopened(
        sheet((1, "甲", None, None)), sheet(name="空"), sheet(*[(n, "", None, None) for n in range(9)], name="长")
    )
    assert [page.auto_filter.ref for page in book] == ["A3:D4", "A3:D3", "A3:D12"]


def test_the_book_itself_knows_the_filters_too() -> None:
    content = workbook(
        [sheet((1, "甲", None, None)), sheet(*[(n, "", None, None) for n in range(9)], name="长")], FOOTER
    )
    book = zipfile.ZipFile(io.BytesIO(content)).read("xl/workbook.xml").decode()
    assert "'台账'!$A$3:$D$4" in book
    assert "'长'!$A$3:$D$12" in book
    assert "10000" not in book


@pytest.mark.parametrize(
    "names", [("一、经济/建设[1]:*?", "一、经济 建设 1"), ("x" * 40, "X" * 40), ("", "'"), ("\n", " ")]
)
def test_sheets_bear_names_that_excel_takes(names: tuple[str, ...]) -> None:
    found = reopened(*(sheet(name=name) for name in names)).sheetnames
    assert len({name.casefold() for name in found}) == len(names)
    assert all(0 < len(name) <= 31 and not set("[]:*?/\\") & set(name) for name in found)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=[])), min_size=1, max_size=6))
def test_whatever_people_wrote_is_text(texts: list[str]) -> None:
    page = reopened(sheet(*((1, text, None, None) for text in texts)))["台账"]
    for text, row in zip(texts, page.iter_rows(min_row=4), strict=True):
        cell = row[1]
        assert cell.data_type != "f"
        assert str(cell.value or "").replace("_x005F_", "_") == safe(text).replace("_x005F_", "_")


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠", "\x01=", "\0=", "\n="]
)
def test_no_text_begins_like_a_formula(start: str) -> None:
    assert safe(f"{start}1+1").startswith("'")


def test_a_cell_holds_no_more_than_excel_does() -> None:
    assert len(safe("字" * 40_000)) == 32_767
