"""`duban export-ledger`: the ledger as a file on the server's disk."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.bot.commands import Shell, shell
from tests.bot.test_command_imports import PLAN, TABLE, UNITS


@pytest.fixture
def duban(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return shell(tmp_path, capsys)


async def test_it_writes_what_was_imported(duban: Shell) -> None:
    await duban.runs("import-plan", duban.writes("要点.txt", PLAN))
    await duban.runs("import-departments", duban.writes("单位.csv", UNITS))
    await duban.runs("import-table", duban.writes("分解表.csv", TABLE))
    file = duban.folder / "台账.xlsx"
    file.write_bytes(b"older")
    ran = await duban.runs("export-ledger", file)
    assert ran.code == 0
    assert ran.lines[0].startswith(f"已导出2项到 {file}，截至")
    rows = list(load_workbook(file)["台账"].iter_rows(min_row=4, values_only=True))
    assert [(row[0], row[1], row[7]) for row in rows] == [(1, "招商引资", "商务局"), (2, "消费市场", "人社局")]
    assert sorted(path.name for path in duban.folder.iterdir() if path.name.startswith(".")) == []
    await duban.runs("export-ledger", file, "--by", "unit", "--unit", "商务局")
    assert load_workbook(file).sheetnames[0] == "商务局"
    await duban.runs("export-ledger", file, "--targets")
    assert load_workbook(file).sheetnames == ["指标对账", "双过半", "季度节点"]


async def test_it_refuses_in_one_line(duban: Shell) -> None:
    file = duban.folder / "台账.xlsx"
    assert "import-plan" in (await duban.runs("export-ledger", file)).err
    await duban.runs("import-plan", duban.writes("要点.txt", PLAN))
    assert ".xlsx" in (await duban.runs("export-ledger", duban.folder / "台账.csv")).err
    assert "写不进" in (await duban.runs("export-ledger", duban.folder / "无" / "台账.xlsx")).err
    assert "县财政局" in (await duban.runs("export-ledger", file, "--unit", "县财政局")).err
    assert not file.exists()
