"""Reads a breakdown table (任务分解表) from CSV: which unit leads which item, who helps, by when. Words stay words."""

import re
import unicodedata
from dataclasses import dataclass

from documents.csv_rows import read_rows
from documents.numerals import number
from ledger.refusals import Refused

_COLUMNS = {
    "序号": ("编号", "项号", "任务序号", "任务编号", "事项编号", "项目编号", "no", "no.", "number", "seq"),
    "牵头单位": ("牵头部门", "主责单位", "主办单位", "牵头责任单位", "lead unit", "lead_unit"),
    "配合单位": ("配合部门", "协办单位", "协同单位", "参与单位", "co units", "co_units", "cooperating units"),
    "责任单位": ("责任部门",),
    "完成时限": ("时限", "办结时限", "完成时间", "截止时间", "截止日期", "limit", "due"),
    "责任领导": ("牵头领导", "包抓领导", "分管领导", "县级领导", "责任县领导", "responsible leader"),
}  # fmt: skip
_NOTHING = frozenset({"/", "-", "—", "——", "无", "待定", "未定", "未明确", "尚未明确", "待明确", "n/a", "none"})
_NUMBER = re.compile(
    r"第?\s*([0-9]{1,4}|[〇零一二三四五六七八九十百]{1,6})\s*(?:[.．\-]\s*([0-9]{1,2}))?\s*[项条号、.．]?"
)


@dataclass(frozen=True, slots=True)
class TableRow:
    """`row` is the row in the file, the header being 1. `number` None: `written` is no item number.

    An empty cell, or one that says 待定, is "" and changes nothing.
    """

    row: int
    written: str
    number: int | None
    part: int
    lead: str
    co: str
    deadline: str
    leader: str


def read_table(text: str) -> tuple[TableRow, ...]:
    """Raises Refused table_header, table_empty, table_quotes."""
    rows = read_rows(text, _COLUMNS, needed=("序号",), table="table")
    # 责任单位 beside 牵头单位 are those who help; without it, the one who leads.
    duty = "配合单位" if any(cells["牵头单位"] for _, cells in rows) else "牵头单位"
    read = (_row(row, cells, duty) for row, cells in rows)
    # Rows without units and limit are headings of sections, sums and remarks.
    saying = tuple(row for row in read if row.lead or row.co or row.deadline or row.leader)
    if not saying:
        raise Refused("table_empty")
    return saying


def _row(row: int, cells: dict[str, str], duty: str) -> TableRow:
    cells = {**cells, duty: cells[duty] or cells["责任单位"]}
    written = cells["序号"]
    match = _NUMBER.fullmatch(unicodedata.normalize("NFKC", written).strip())
    return TableRow(
        row=row,
        written=written,
        number=number(match[1]) if match else None,
        part=int(match[2] or 0) if match else 0,
        lead=_said(cells["牵头单位"]),
        co=_said(cells["配合单位"]),
        deadline=_said(cells["完成时限"]),
        leader=_said(cells["责任领导"]),
    )


def _said(cell: str) -> str:
    return "" if cell.lower() in _NOTHING else cell
