"""The commands that bring documents in: what they print, their exit codes, and that nothing is half done."""

from pathlib import Path

import pytest

from tests.bot.commands import Shell, shell
from tests.town import SAMPLE

PLAN = """云岭县2026年工作要点
一、经济
1.招商引资。新签约项目30个以上。
2.消费市场。举办活动12场。
"""
UNITS = "name,short_names,former_names,groups\n县商务局,商务局,,\n县人社局,人社局,,\n城关镇,,,各乡镇\n"
HEADER = "序号,牵头单位,配合单位,完成时限,责任领导\n"
TABLE = HEADER + "1,商务局,人社局、各乡镇,2026年12月20日前,分管副县长\n2,人社局,,长期坚持,\n"


@pytest.fixture
def duban(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return shell(tmp_path, capsys)


async def test_a_plan_from_first_import_to_change(duban: Shell) -> None:
    file = duban.writes("要点.txt", PLAN)
    first = await duban.runs("import-plan", file)
    assert (first.code, first.lines) == (
        0,
        ["已导入《云岭县2026年工作要点》（2026年）：1个部分、2项任务，全部待分解。"],
    )
    again = await duban.runs("import-plan", file)
    assert again.lines == ["没有变化：台账与《云岭县2026年工作要点》一致（2项）。"]
    file.write_text(PLAN.replace("30个以上", "40个以上").replace("2.消费市场", "3.消费市场"), "utf-8")
    looked = await duban.runs("import-plan", file, "--dry-run")
    assert looked.lines[0] == "试运行：将更新《云岭县2026年工作要点》：1项有改动，新增1项。什么都没有写入。"
    changed = await duban.runs("import-plan", file)
    assert changed.lines == [
        "已更新《云岭县2026年工作要点》：1项有改动，新增1项。",
        "第1项 正文：新签约项目30个以上。 → 新签约项目40个以上。",
        "新增第3项《消费市场》",
        "文件中没有、台账保留：第2项《消费市场》",
        "请核对：《消费市场》由第2项变为第3项；牵头单位、时限和进展仍跟着序号走。",
        "请留意：",
        "- 缺第2项。",
    ]


async def test_a_dry_run_of_a_new_plan_writes_nothing(duban: Shell) -> None:
    file = duban.writes("要点.txt", PLAN)
    looked = await duban.runs("import-plan", file, "--dry-run")
    assert looked.lines == ["试运行：将导入《云岭县2026年工作要点》（2026年）：1个部分、2项任务。什么都没有写入。"]
    assert (await duban.runs("import-plan", file)).out.startswith("已导入")


async def test_title_and_year_may_be_given(duban: Shell) -> None:
    file = duban.writes("2025年要点.txt", PLAN.partition("\n")[2])
    assert "《2025年要点》（2025年）" in (await duban.runs("import-plan", file, "--dry-run")).out
    named = await duban.runs("import-plan", file, "--dry-run", "--title", "县委要点", "--year", "2027")
    assert "《县委要点》（2027年）" in named.out
    assert "标题" not in named.out


async def test_the_sample_in_the_encodings_of_offices(duban: Shell) -> None:
    text = (SAMPLE / "plan.txt").read_text("utf-8").replace("{year}", "2026")
    for encoding in ("gb18030", "utf-8-sig", "utf-16"):
        file = duban.writes("plan.txt", text.encode(encoding))
        assert "6个部分、27项任务" in (await duban.runs("import-plan", file, "--dry-run")).out


async def test_a_plan_that_leaves_questions_says_them(duban: Shell) -> None:
    text = "仅供内部参考\n" + PLAN.replace("30个", "XX个") + "3.就业。\n"
    ran = await duban.runs("import-plan", duban.writes("要点.txt", text))
    assert ran.code == 0
    assert "- 第1项还有1处 XX 待填。" in ran.lines
    assert "- 第3项「就业」只有标题没有正文。" in ran.lines
    assert ran.lines[-1] == "没有导入的文字（1行）：仅供内部参考"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("空.txt", b"", "文件是空的"),
        ("图.txt", b"\x89PNG\r\n\x1a\n123", "读不了图片；"),
        ("要点.docx", b"PK\x03\x04", "文件打不开，可能已损坏"),
        ("大.txt", b"1" * (6 * 2**20), "文件太大（6 MB），上限是 5 MB"),
        ("无.txt", "只是几句话。".encode(), "没有找到带序号的任务"),
        ("重.txt", PLAN.replace("2.消费", "1.消费").encode(), "第1项出现了不止一次（招商引资；消费市场）"),
        ("缺.txt", PLAN.replace("2.消费市场。举办活动12场。", "2.").encode(), "第2项只有序号没有内容"),
    ],
)
async def test_a_file_that_is_no_plan_is_one_clear_sentence(duban: Shell, name: str, content: bytes, said: str) -> None:
    ran = await duban.runs("import-plan", duban.writes(name, content))
    assert (ran.code, ran.out) == (1, "")
    assert said in ran.err


async def test_a_file_that_is_not_there(duban: Shell) -> None:
    assert "读不到文件「没有.txt」" in (await duban.runs("import-plan", duban.folder / "没有.txt")).err


async def test_units(duban: Shell) -> None:
    file = duban.writes("units.csv", UNITS)
    assert (await duban.runs("import-departments", file)).lines == ["已导入单位：新增3个，更新0个，不变0个。"]
    file.write_text("name,short_names\n县商务局,招商局|城关\n城关镇,城关\n", "utf-8")
    again = await duban.runs("import-departments", file)
    assert again.lines == [
        "已导入单位：新增0个，更新2个，不变0个。",
        "名单中没有、台账保留：县人社局",
        "「城关」同时是几个单位的名称：县商务局、城关镇。",
    ]


async def test_units_that_cannot_be_read(duban: Shell) -> None:
    ran = await duban.runs("import-departments", duban.writes("units.csv", "简称\n商务局\n"))
    assert (ran.code, "缺少这些列：name" in ran.err) == (1, True)
    assert "另存为 .csv" in (await duban.runs("import-departments", duban.writes("u.xlsx", b"PK"))).err


async def test_a_table_is_shown_then_applied(duban: Shell) -> None:
    await duban.runs("import-departments", duban.writes("units.csv", UNITS))
    await duban.runs("import-plan", duban.writes("要点.txt", PLAN))
    table = duban.writes("分解表.csv", TABLE)
    looked = await duban.runs("import-table", table, "--dry-run")
    assert looked.lines[0] == "试运行：将更新2项，0项没有变化。什么都没有写入。"
    assert any(line.startswith("第1项 牵头单位：") and line.endswith("→ 商务局") for line in looked.lines)
    assert any("12月20日" in line for line in looked.lines)
    applied = await duban.runs("import-table", table)
    assert applied.lines[0] == "已按分解表更新2项，0项没有变化。"
    assert applied.lines[1:] == looked.lines[1:]
    assert (await duban.runs("import-table", table)).lines == ["已按分解表更新0项，2项没有变化。"]


async def test_a_doubtful_table_changes_nothing_and_says_every_row(duban: Shell) -> None:
    await duban.runs("import-departments", duban.writes("units.csv", UNITS))
    await duban.runs("import-plan", duban.writes("要点.txt", PLAN))
    table = duban.writes("分解表.csv", TABLE + "2,外星局,,,\n7,商务局,,待研究,\n")
    ran = await duban.runs("import-table", table)
    assert ran.code == 1
    assert ran.lines == [
        "第4行：第2项在第3行已经出现过。",
        "第4行：没有找到单位「外星局」。",
        "第5行：台账里没有第7项。",
        "第5行：读不出时限「待研究」是哪一天。",
    ]
    assert ran.err == "分解表有4处需要先确认，什么都没有改动。\n"
    assert "已按分解表更新2项" in (await duban.runs("import-table", duban.writes("t.csv", TABLE))).out


async def test_a_damaged_workbook_is_one_clear_sentence(duban: Shell) -> None:
    ran = await duban.runs("import-table", duban.writes("分解表.xlsx", b"PK\x03\x04"))
    assert (ran.code, ran.err) == (1, "文件打不开，可能已损坏；请用 WPS 或 Excel、Word 打开后另存一份再发。\n")


async def test_a_table_before_its_plan(duban: Shell) -> None:
    assert (await duban.runs("import-table", duban.writes("t.csv", TABLE))).code == 1


async def test_in_english(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    duban = shell(tmp_path, capsys, language="en")
    ran = await duban.runs("import-plan", duban.writes("要点.txt", PLAN))
    assert ran.out.startswith("Imported “云岭县2026年工作要点” (2026): 1 sections, 2 items")
    assert (await duban.runs("import-plan", duban.writes("x.txt", ""))).err.startswith("The file is empty")


async def test_the_audit_trail_and_its_proof(duban: Shell) -> None:
    assert (await duban.runs("audit")).lines == ["还没有记录。"]
    await duban.runs("import-departments", duban.writes("units.csv", UNITS))
    await duban.runs("import-plan", duban.writes("要点.txt", PLAN))
    await duban.runs("import-table", duban.writes("t.csv", TABLE))
    whole = (await duban.runs("audit")).lines
    assert len(whole) == 5
    assert [line.partition(" ")[0] for line in whole] == ["#5", "#4", "#3", "#2", "#1"]
    assert "商务局" in whole[1]
    assert "导入了单位名单" in whole[-1]
    of_one = (await duban.runs("audit", "--item", "1")).lines
    assert [line.partition(" ")[0] for line in of_one] == ["#4", "#2"]
    held, code = (await duban.runs("audit", "--verify")).lines
    assert held == "核对无误：5条记录，2项任务的现状都与记录相符。"
    anchor = code.removeprefix("审计校验码：")
    assert anchor.startswith("5-")
    assert (await duban.runs("audit", "--verify", "--anchor", anchor)).code == 0
    other = await duban.runs("audit", "--verify", "--anchor", "5-000000000000")
    assert (other.code, other.err) == (1, "审计记录与以前公布的校验码 5-000000000000 不符。\n")
    store = duban.store()
    async with store.writing() as uow:
        item = await uow.items.by_number(1, 1)
        assert item is not None
        await uow.items.save(item)
    await store.close()
    broken = await duban.runs("audit", "--verify")
    assert broken.code == 1
    assert "第1项" in broken.err
    assert (await duban.runs("audit", "--item", "99")).err == "台账里没有第99项。\n"
