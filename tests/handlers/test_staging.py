"""A file sent by an admin: previewed, settled by presses, brought in as a whole, taken back by one press."""

import asyncio
import datetime as dt
import sys
import time

import pytest

from language.intents import ApplyImport, ReviewImport, SettleImport
from ledger.items import State
from tests.documents.office import docx, numbered_docx, xlsx
from tests.handlers.saying import audit, notices, pressable, tables, told
from tests.town import SAMPLE, Town

HEADER = ["序号", "重点任务", "牵头单位", "配合单位", "完成时限", "备注"]
GOOD = xlsx(
    [
        ["云岭县任务分解表"],
        HEADER,
        [13, "推动科技创新和企业数字化改造", "县科技局", "县工信局", "12月20日前", "重点"],
        [12, "提升工业园区承载能力", "园区管委会", "县文旅局", "12月底前", ""],
    ],
    ["A1:F1"],
)
DOUBTFUL = xlsx(
    [
        HEADER,
        [13, "推动科技创新和企业数字化改造", "县科技局", "县科工局", "尽快", ""],
        [12, "提升工业园区承载能力", "园区管委会、县工信局", "县科工局", "12月底前", ""],
        [31, "不存在的任务", "县财政局", "", "年底前", ""],
    ]
)


async def test_from_the_file_to_the_ledger_and_back(town: Town) -> None:
    admin = town.admin
    before = (await town.item(12), await town.item(13))
    preview = await admin.sends("分解表.xlsx", GOOD)
    assert preview.first == "请确认：按《分解表.xlsx》更新2项"
    assert "没有导入的列：备注。" in preview.lines
    assert any("科技局" in line and "牵头单位" in line for line in preview.lines)
    assert preview.labels == ("确认导入", "不导入")
    assert (await town.item(12), await town.item(13)) == before
    done = await admin.presses("确认导入")
    assert (done.first, done.toast) == ("已按《分解表.xlsx》更新2项", "已导入")
    assert (await town.item(13)).state is State.ASSIGNED
    assert (await town.item(13)).limit == dt.date(2026, 12, 20)
    assert [entry.event for entry in audit(town)[-3:]] == ["assigned", "assigned", "table_imported"]
    undone = await admin.presses("撤销")
    assert "12" in undone.first
    now = (await town.item(12), await town.item(13))
    assert [(i.lead, i.co, i.deadline, i.state) for i in now] == [(i.lead, i.co, i.deadline, i.state) for i in before]


async def test_units_hear_once_of_the_whole_table(town: Town) -> None:
    admin = town.admin
    rows = [[n, "", "县文旅局", "", "12月底前", ""] for n in (1, 2, 3, 4, 5)]
    await admin.sends("表.xlsx", xlsx([HEADER, *rows]))
    before = len(notices(town))
    await admin.presses("确认导入")
    owed = notices(town)[before:]
    assert told(town, before)["林晓禾"] == "assigned lead"
    assert len({notice.not_before for notice in owed}) == 1  # one moment: the gatherer makes one message of them
    assert {notice.item_id for notice in owed} == {(await town.item(n)).id for n in (1, 2, 3, 4, 5)}


async def test_what_is_doubtful_is_settled_press_by_press(town: Town) -> None:
    admin = town.admin
    asked = await admin.sends("表.xlsx", DOUBTFUL)
    assert asked.first == "《表.xlsx》读出3行，有4处请您定一下"
    assert asked.lines[1] == "第2行：没有找到单位「县科工局」。（共2行这样写）"
    assert asked.labels[-2:] == ("不写这个单位", "不导入")
    assert "确认导入" not in asked.labels
    asked = await admin.presses("不写这个单位")
    assert "尽快" in asked.text
    assert "时限先空着" in asked.labels
    asked = await admin.presses("12月31日")
    assert "牵头单位只能有一个" in asked.text
    asked = await admin.presses("工业园区管委会牵头")
    assert "台账里没有第31项" in asked.text
    ready = await admin.presses("这一行不导入")
    assert ready.first == "请确认：按《表.xlsx》更新2项"
    assert "按您的选择，有1行没有导入。" in ready.lines
    await admin.presses("确认导入")
    item = await town.item(12)
    assert item.lead == town.units["云岭工业园区管理委员会"]
    assert town.units["县工业和信息化局"] in item.co
    assert (await town.item(13)).limit == dt.date(2026, 12, 31)


async def test_nothing_is_brought_in_while_something_is_open(town: Town) -> None:
    admin = town.admin
    asked = await admin.sends("表.xlsx", DOUBTFUL)
    token = next(intent.token for _, intent in pressable(asked) if isinstance(intent, SettleImport))
    before = len(audit(town))
    assert "还有没定下来的地方" in (await admin.asks(ApplyImport(token))).text
    assert "有4处" in (await admin.asks(ReviewImport(token))).text
    assert len(audit(town)) == before


async def test_the_same_file_twice_is_recognised(town: Town) -> None:
    admin = town.admin
    await admin.sends("分解表.xlsx", GOOD)
    await admin.presses("确认导入")
    again = await admin.sends("分解表（2）.xlsx", GOOD)
    assert again.first == "这份文件11月24日 10:00已由顾长河导入过"
    assert again.labels == ("再看一遍", "不导入")
    assert "与台账一致" in (await admin.presses("再看一遍")).text


async def test_a_file_that_was_taken_back_may_come_again(town: Town) -> None:
    admin = town.admin
    await admin.sends("分解表.xlsx", GOOD)
    await admin.presses("确认导入")
    await admin.presses("撤销")
    assert (await admin.sends("分解表.xlsx", GOOD)).first.startswith("请确认")


async def test_twice_pressed_is_once_done(town: Town) -> None:
    admin = town.admin
    preview = await admin.sends("分解表.xlsx", GOOD)
    token = next(intent.token for _, intent in pressable(preview) if isinstance(intent, ApplyImport))
    await admin.presses("确认导入")
    entries = len(audit(town))
    assert "已经处理过" in (await admin.asks(ApplyImport(token))).text
    assert len(audit(town)) == entries


async def test_what_moved_meanwhile_is_shown_before_it_is_overwritten(town: Town) -> None:
    admin = town.admin
    await admin.sends("分解表.xlsx", GOOD)
    await town.set_item(13, leader="新领导")
    shown = await admin.presses("确认导入")
    assert shown.first == "刚才台账有变动，下面是现在的差别："
    assert (await town.item(13)).lead is None
    assert (await admin.presses("确认导入")).first.startswith("已按")


async def test_a_preview_ends_after_a_day_and_can_be_thrown_away(town: Town) -> None:
    admin = town.admin
    await admin.sends("分解表.xlsx", GOOD)
    town.now += dt.timedelta(hours=25)
    assert "超过24小时" in (await admin.presses("确认导入")).text
    await admin.sends("分解表.xlsx", GOOD)
    assert (await admin.presses("不导入")).first == "没有导入《分解表.xlsx》，台账未变。"
    assert [each.content for each in tables(town).imports.values() if each.state != "open"] == [""]


async def test_nobody_else_presses_it_and_nobody_else_sends_files(town: Town) -> None:
    admin = town.admin
    preview = await admin.sends("分解表.xlsx", GOOD)
    token = next(intent.token for _, intent in pressable(preview) if isinstance(intent, ApplyImport))
    assert (await town.supervisor.asks(ApplyImport(token))).text
    for person in (town.cadre, town.head, town.supervisor, town.leader):
        town.files.clear()
        assert (await person.sends("表.xlsx", GOOD)).first.startswith("这里不收文件")
    assert not (await town.stranger.sends("表.xlsx", GOOD)).first.startswith("请确认")
    group = await admin.sends("表.xlsx", GOOD, chat_id=-5, private=False)
    assert not group.first.startswith("请确认")
    assert (await town.item(13)).lead is None


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"PK\x03\x04", b"", xlsx([["a"], ["b"]]), "随便写点".encode()])
async def test_what_cannot_be_read_is_one_sentence(town: Town, content: bytes) -> None:
    admin = town.admin
    heard = await admin.sends("x.xlsx", content)
    assert heard.text
    assert len(heard.lines) == 1
    assert not tables(town).imports


async def test_a_plan_in_word_with_numbers_that_word_makes(town: Town) -> None:
    admin = town.admin
    plan = numbered_docx(
        "云岭县2027年工作要点",
        {"经济发展": ["招商引资。新签约项目30个以上。", "消费市场。举办活动12场。"], "民生": ["就业。新增3000人。"]},
    )
    preview = await admin.sends("要点.docx", plan)
    assert preview.first == "请确认：导入《云岭县2027年工作要点》（2027年），2个部分、3项任务"
    done = await admin.presses("确认导入")
    assert done.first.startswith("已导入《云岭县2027年工作要点》（2027年）：2个部分、3项任务")
    assert [(i.number, i.title) for i in tables(town).items.values()][-3:] == [
        (1, "招商引资"), (2, "消费市场"), (3, "就业"),
    ]  # fmt: skip


async def test_a_plan_as_text_whose_year_is_asked(town: Town) -> None:
    admin = town.admin
    text = "工作要点\n一、经济\n1.招商引资。新签约项目30个以上。\n2.消费。举办活动。\n"
    asked = await admin.sends("要点.txt", text.encode("gb18030"))
    assert "请先定一下年份" in asked.first
    assert asked.labels[:2] == ("2026", "2027")
    assert "（2027年）" in (await admin.presses("2027")).first


async def test_the_same_plan_again_and_a_changed_one(town: Town) -> None:
    admin = town.admin
    text = (SAMPLE / "plan.txt").read_text("utf-8").replace("{year}", "2026")
    assert (await admin.sends("a.txt", text.encode())).first.startswith("没有变化")
    changed = text.replace("14.做强文化旅游产业", "14.做优文化旅游产业")
    preview = await admin.sends("b.txt", changed.encode())
    assert "1项有改动，新增0项" in preview.first
    await admin.presses("确认导入")
    assert (await town.item(14)).title.startswith("做优")


async def test_a_word_table_is_no_plan(town: Town) -> None:
    admin = town.admin
    table = docx(["云岭县2026年任务分解表"], [["序号", "牵头单位", "时限"], ["13", "县科技局", "年底前"]])
    assert (await admin.sends("表.docx", table)).first == "请确认：按《表.docx》更新1项"


async def test_five_thousand_rows_keep_nobody_waiting(town: Town) -> None:
    admin = town.admin
    rows = [
        [1 + n % 27, "", f"措施{n}：完成第{n}个点位建设", "县发改局", "县财政局、各乡镇", "12月底前"]
        for n in range(5000)
    ]
    rows.sort(key=lambda row: int(str(row[0])))
    head = ["序号", "重点任务", "具体措施", "牵头单位", "配合单位", "完成时限"]
    data = xlsx([head, *rows])
    longest = 0.0

    async def beat() -> None:
        nonlocal longest
        while True:
            began = time.perf_counter()
            await asyncio.sleep(0.01)
            longest = max(longest, time.perf_counter() - began)

    beating = asyncio.create_task(beat())
    began = time.perf_counter()
    preview = await admin.sends("大表.xlsx", data)
    took = time.perf_counter() - began
    beating.cancel()
    assert preview.first == "请确认：按《大表.xlsx》更新27项"
    sys.stderr.write(f"5000 rows: {took:.2f} s, longest wait of another {longest * 1000:.0f} ms\n")
    assert longest < 1.0
