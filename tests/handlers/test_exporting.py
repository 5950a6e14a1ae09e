"""导出台账: the file in chat, opened again and read as the office would read it."""

import datetime as dt
import io

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from language.intents import Export
from ledger.items import CoPart, Milestone, PartState, Report, Sensitivity, State, Target
from tests.handlers.saying import means, pressable
from tests.town import CULTURE, REFORM, TRANSPORT, Heard, Town

HOSTILE = '=HYPERLINK("http://x","点我")'


async def opened(town: Town, heard: Heard) -> Workbook:
    name, content = await town.file_of(heard)
    assert name.endswith("_20261124.xlsx")
    return load_workbook(io.BytesIO(content))


def table(book: Workbook, name: str) -> list[dict[str, object]]:
    """Rows by the header, which stands in the third line."""
    rows = list(book[name].iter_rows(min_row=3, values_only=True))
    return [dict(zip(map(str, rows[0]), row, strict=True)) for row in rows[1:]]


def of(rows: list[dict[str, object]], seq: object) -> dict[str, object]:
    return next(row for row in rows if row["序号"] == seq)


async def test_the_office_takes_out_the_whole_ledger(town: Town) -> None:
    await town.set_item(
        14,
        percent=65,
        last_report=Report("材料已报省厅", 65, town.people["林晓禾"].id, town.now),
        targets=(Target("游客人次", ">=", 260, "万人次", actual=230, actual_at=town.now),),
        leader="江若谷",
        urged=2,
    )
    heard = await town.supervisor.says("导出台账")
    assert heard.lines == [
        "已导出《2026年工作台账》：27项，截至11月24日。",
        "文件只供工作使用，请按知悉范围保管，涉密内容不上网。",
    ]
    book = await opened(town, heard)
    assert book.sheetnames == ["台账", "办理过程", "季度节点", "统计"]
    page = book["台账"]
    assert page["A1"].value == "《云岭县2026年工作要点》督查台账"
    assert page["A2"].value == "截至2026年11月24日\u3000共27项"
    row = of(table(book, "台账"), 14)
    assert {name: row[name] for name in ("事项", "牵头单位", "配合单位", "责任领导", "状态", "亮灯", "进度评价")} == {
        "事项": "做强文化旅游产业",
        "牵头单位": "文旅局",
        "配合单位": "发改局、交通局",
        "责任领导": "江若谷",
        "状态": "办理中",
        "亮灯": "红灯",
        "进度评价": "欠进度",
    }
    assert row["完成时限（日期）"] == dt.datetime(2026, 11, 27)  # noqa: DTZ001 - Excel knows no zones
    assert row["进度"] == 0.65
    assert row["目标值"] == "游客人次 ≥260万人次"
    assert row["完成值"] == "游客人次 230万人次（11月24日）"
    assert row["最近反馈"] == "11月24日 10:00 林晓禾：材料已报省厅"
    course = of(table(book, "办理过程"), 14)
    assert (course["责任人"], course["联络员"], course["催办次数"]) == ("罗建川", "林晓禾", 2)


async def test_it_is_set_up_to_be_printed(town: Town) -> None:
    book = await opened(town, await town.admin.says("导出台账"))
    for page in book.worksheets:
        assert page.freeze_panes in ("C4", "A4")
        assert page.auto_filter.ref == f"A3:{get_column_letter(page.max_column)}{page.max_row}"
        assert page.print_title_rows == "$3:$3"
        assert page.page_setup.orientation == "landscape"
        assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
        assert page.page_setup.paperSize == (9 if page.title == "统计" else 8)
        assert "&C第&P页，共&N页" in str(page.oddFooter)
    page = book["台账"]
    assert all(page.column_dimensions[get_column_letter(n)].width >= 6 for n in range(1, page.max_column + 1))
    assert page["D4"].alignment.wrap_text
    light = get_column_letter(next(n for n, cell in enumerate(page[3], 1) if cell.value == "亮灯"))
    tones = {page[f"{light}{n}"].value: page[f"{light}{n}"].fill.fgColor.rgb for n in range(4, page.max_row + 1)}
    assert len(tones) > 1
    assert len(set(tones.values())) == len(tones)


async def test_no_cell_is_a_formula(town: Town) -> None:
    tab = "\tcmd|'/c calc'!A0"
    await town.set_item(14, title=HOSTILE, body=tab, remark="@SUM(1)", evidence="_x003D_1+1", source="＝1+1")
    await town.set_item(15, title="-5℃以下", body="第一行\n=第二行\x00\x07\ud800尾")
    book = await opened(town, await town.admin.says("导出台账"))
    for page in book:
        for row in page.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert not (isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@", "\t", "＝")))
    rows = table(book, "台账")
    assert of(rows, 14)["事项"] == f"'{HOSTILE}"
    assert of(rows, 15)["事项"] == "'-5℃以下"
    assert of(rows, 15)["任务内容"] == "第一行\n=第二行尾"
    assert of(table(book, "办理过程"), 14)["佐证材料"] == "_x005F_x003D_1+1"


async def test_a_sensitive_item_is_number_and_title_to_who_is_not_named(town: Town) -> None:
    await town.hand_out(20, TRANSPORT, (), dt.date(2026, 11, 20))
    await town.set_item(20, sensitivity=Sensitivity.SENSITIVE, body="不可外传", remark="不可外传")
    heard = await town.supervisor.says("导出台账")
    assert heard.lines[1] == "其中1项涉敏，只列编号和标题。"
    book = await opened(town, heard)
    row = of(table(book, "台账"), 20)
    assert {name for name, value in row.items() if value} == {"序号", "事项", "所属部分", "备注"}
    assert row["备注"] == "涉敏"
    text = "\n".join(str(cell.value) for page in book for line in page for cell in line)
    assert "不可外传" not in text
    units = {row["名称"]: row["项数"] for row in table(book, "统计") if row["类别"] == "按牵头单位"}
    assert "交通局" not in units
    named = of(table(await opened(town, await town.admin.says("导出台账")), "台账"), 20)
    assert named["任务内容"] == "不可外传"


async def test_a_head_takes_out_what_is_his_units_and_nothing_else(town: Town) -> None:
    await town.hand_out(3, TRANSPORT, (), dt.date(2026, 12, 18))
    await town.hand_out(4, REFORM, (CULTURE,), dt.date(2026, 12, 18))
    book = await opened(town, await town.head.says("导出台账"))
    assert [row["序号"] for row in table(book, "台账")] == [4, 14]
    others = await means(town.head, Export(department=town.units[TRANSPORT]))
    assert others.payload is not None
    assert others.payload.order is None
    assert "督查室" in others.text


async def test_who_may_not_take_it_out(town: Town) -> None:
    heard = await town.cadre.says("导出台账")
    assert heard.text == "台账由单位负责人或督查室导出；您可以直接在这里查本单位的任务。"
    group = await town.admin.says("导出台账", private=False, chat_id=-5)
    assert group.text.startswith("这件事请到私聊里说")
    assert group.payload is not None
    assert group.payload.order is None


async def test_who_left_meanwhile_gets_words_and_no_file(town: Town) -> None:
    heard = await town.head.says("导出台账")
    assert heard.payload is not None
    assert heard.payload.order is not None
    member = town.people["罗建川"]
    async with town.store.writing() as uow:
        await uow.members.save(type(member)(member.id, member.name, member.role, member.department_id, active=False))
    assert isinstance(await town.front.file(heard.payload.order), str)


@pytest.mark.parametrize(
    ("press", "sheets"),
    [("按牵头单位分表", ["文旅局", "尚未明确"]), ("按部分分表", ["抓项目扩消费，促进经济平稳增长"])],
)
async def test_a_sheet_for_each_on_wish(town: Town, press: str, sheets: list[str]) -> None:
    admin = town.admin
    await admin.says("导出台账")
    book = await opened(town, await admin.presses(press))
    assert book.sheetnames[: len(sheets)] == sheets
    assert book.sheetnames[-3:] == ["办理过程", "季度节点", "统计"]
    listed = [row["序号"] for name in book.sheetnames[:-3] for row in table(book, name)]
    assert sorted(listed, key=str) == sorted(range(1, 28), key=str)


async def test_figures_add_up(town: Town) -> None:
    await town.hand_out(3, TRANSPORT, (), dt.date(2026, 11, 20))
    await town.hand_out(4, REFORM, (), dt.date(2026, 9, 18), State.CLOSED)
    await town.set_item(5, state=State.CANCELLED)
    book = await opened(town, await town.admin.says("导出台账"))
    assert book["统计"]["A2"].value == (
        "截至2026年11月24日\u3000共26项，占比为占总数的比例；另有1项已撤销或已拆分，不计入"
    )
    rows = table(book, "统计")
    for group in ("按状态", "按亮灯", "按部分", "按牵头单位"):
        counts = [row["项数"] for row in rows if row["类别"] == group]
        assert sum(int(str(count)) for count in counts) == 26
        shares = [row["占比"] for row in rows if row["类别"] == group]
        assert sum(float(str(share)) for share in shares) == pytest.approx(1)
    share = next(cell for line in book["统计"].iter_rows() for cell in line if cell.number_format == "0.0%")
    assert share.value is not None
    done = next(row for row in rows if row["名称"] == "发改局")
    assert (done["已办结"], done["办结率"]) == (1, 1)


async def test_targets_and_nodes_are_a_table_of_their_own(town: Town) -> None:
    await town.set_item(
        14,
        percent=40,
        targets=(
            Target("普及率", ">=", 80, "%", base=70, actual=73.5, actual_at=town.now),
            Target("投诉量", "<=", 50, "件", actual=31),
            Target("场次", "=", 12, "场"),
        ),
        milestones=(Milestone("完成申报", dt.date(2026, 6, 30), town.now), Milestone("验收", dt.date(2026, 11, 30))),
        parts=(CoPart(town.units[REFORM], PartState.DONE, 1, town.now),),
    )
    heard = await town.admin.says("导出指标表")
    assert heard.first.startswith("已导出《2026年指标对账表》")
    book = await opened(town, heard)
    rows = [row for row in table(book, "指标对账") if row["序号"] == 14]
    assert [(r["指标"], r["要求"], r["目标值"], r["基数"], r["完成值"], r["差距"], r["是否达标"]) for r in rows] == [
        ("普及率", "不低于", 80, 70, 73.5, 6.5, "未达标"),
        ("投诉量", "不高于", 50, None, 31, 0, "达标"),
        ("场次", "达到", 12, None, None, None, "没有数据"),
    ]
    assert [row["欠数据单位"] for row in rows] == [None, None, "文旅局"]
    half = of(table(book, "双过半"), 14)
    assert (half["指标完成比例"], half["任务过半"]) == (0.35, "未过半")
    nodes = of(table(book, "季度节点"), 14)
    assert (nodes["二季度"], nodes["四季度"]) == ("完成申报（6月30日前，11月24日完成）", "验收（11月30日前）")


async def test_the_answer_waits_nowhere_with_a_file_in_it(town: Town) -> None:
    heard = await town.admin.says("导出台账")
    assert heard.payload is not None
    assert heard.payload.order is not None
    assert [intent for _, intent in pressable(heard)][:3] == [Export("sections"), Export("units"), Export("indicators")]


async def test_in_english(town: Town) -> None:
    heard = await means(town.admin, Export(), "export the ledger please")
    name, content = await town.file_of(heard)
    book = load_workbook(io.BytesIO(content))
    assert name == "Work ledger 2026_20261124.xlsx"
    assert book.sheetnames == ["Ledger", "Course", "Milestones", "Figures"]
