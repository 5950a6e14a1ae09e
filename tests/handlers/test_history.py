"""来龙去脉: what happened to an item, as sentences."""

import datetime as dt
from dataclasses import replace

from language.intents import History, ItemNo
from ledger.changes import AuditEntry, Change
from ledger.deadlines import Deadline, DeadlineKind
from ledger.items import Item, Sensitivity
from ledger.members import Member
from ledger.recording import record
from ledger.transitions.assigning import assign, set_deadline
from ledger.transitions.reporting import report
from ledger.transitions.signing import sign
from ledger.transitions.undoing import undo
from tests.town import REFORM, TRANSPORT, Town

GROUP: dict[str, object] = {"private": False, "chat_id": -4007001}
NOON = dt.datetime(2026, 11, 22, 4, 0, tzinfo=dt.UTC)


def item(*numbers: int) -> tuple[ItemNo, ...]:
    return tuple(ItemNo(number) for number in numbers)


async def english(town: Town, name: str) -> None:
    async with town.store.writing() as uow:
        await uow.members.save(replace(town.people[name], language="en"))


def day(month: int, day_: int, *, soft: bool = False) -> Deadline:
    return Deadline("x", DeadlineKind.DAY, dt.date(2026, month, day_), soft)


async def lived(town: Town) -> Item:
    """Item 13 assigned by mistake, put right, moved, signed for and reported on."""
    admin, stone = town.people["顾长河"], town.people["石一鸣"]
    at = dt.datetime(2026, 11, 24, 2, 2, tzinfo=dt.UTC)
    minute = dt.timedelta(minutes=1)
    reform, transport = town.units[REFORM], town.units[TRANSPORT]

    async def does(by: Member, change: Change, now: dt.datetime, undoes: int | None = None) -> tuple[Item, AuditEntry]:
        async with town.store.writing() as uow:
            return await record(change, by=by, now=now, uow=uow, source="test", undoes=undoes)

    before = await town.item(13)
    wrong, entry = await does(admin, assign(before, now=at, lead=transport), at)
    back = undo(wrong, before, entry, by=admin, now=at + minute)
    undone, _ = await does(admin, back, at + minute, entry.seq)
    year_end = Deadline("年底前", DeadlineKind.DAY, dt.date(2026, 12, 31))
    given, _ = await does(
        admin, assign(undone, now=at, lead=reform, co=(transport,), deadline=year_end), at + 2 * minute
    )
    moved, _ = await does(admin, set_deadline(given, day(11, 30)), at + 3 * minute)
    signed, _ = await does(stone, sign(moved, by=stone.id, now=at), at + 4 * minute)
    done = report(signed, by=stone.id, now=at, text="企业名单已摸清", percent=20)
    return (await does(stone, done, at + 5 * minute))[0]


async def test_history_is_read_as_sentences_newest_first(town: Town) -> None:
    await lived(town)
    heard = await town.cadre.asks(History(item(13)))
    assert heard.lines == [
        "第13项　推动科技创新和企业数字化改造",
        "来龙去脉（最近6条，新的在前）：",
        "11月24日 10:07 石一鸣报进展（20%）：企业名单已摸清",
        "11月24日 10:06 石一鸣签收",
        "11月24日 10:05 顾长河把完成时限由年底前（12月31日）改为x（11月30日）",
        "11月24日 10:04 顾长河明确牵头单位：发改局，明确配合单位：交通局，明确完成时限：年底前（12月31日）",
        "11月24日 10:03 顾长河撤销了前一次改动：取消牵头单位（原为交通局）",
        "11月24日 10:02 顾长河明确牵头单位：交通局（已撤销）",
    ]


async def test_who_changed_the_lead_unit(town: Town) -> None:
    await lived(town)
    heard = await town.cadre.asks(History(item(13), "lead"))
    assert heard.lines == [
        "【13】11月24日 10:04 顾长河明确牵头单位：发改局，明确配合单位：交通局，明确完成时限：年底前（12月31日）",
        "此前：",
        "11月24日 10:03 顾长河撤销了前一次改动：取消牵头单位（原为交通局）",
        "11月24日 10:02 顾长河明确牵头单位：交通局（已撤销）",
    ]
    assert (await town.cadre.asks(History(item(13), "leader"))).lines[1] == "这方面还没有改动记录。"


async def test_history_in_english(town: Town) -> None:
    await lived(town)
    await english(town, "林晓禾")
    heard = await town.cadre.asks(History(item(13)))
    assert "24 Nov 10:06 石一鸣 signed for it" in heard.lines
    assert "24 Nov 10:05 顾长河 changed the limit from 年底前 (31 Dec) to x (30 Nov)" in heard.lines


async def test_history_of_a_sensitive_item_is_not_for_everybody(town: Town) -> None:
    await lived(town)
    await town.set_item(13, sensitivity=Sensitivity.SENSITIVE)
    assert "企业名单" not in (await town.cadre.asks(History(item(13)))).text
    assert "企业名单" in (await town.admin.asks(History(item(13)))).text


async def test_the_office_sees_the_latest_changes_over_all(town: Town) -> None:
    await lived(town)
    heard = await town.admin.asks(History())
    assert heard.first == "最近6条改动（新的在前）："
    assert heard.lines[1].startswith("【13】11月24日 10:07 石一鸣报进展")
    assert (await town.cadre.asks(History())).first.startswith("是哪一项？")


async def test_an_entry_nobody_knows_any_more_is_still_said(town: Town) -> None:
    target = await town.item(14)
    odd = AuditEntry(
        NOON, None, "", "", "forgotten", target.id, {"lead": 99999, "co": "?"}, {"lead": None, "deadline": 3}
    )
    async with town.store.writing() as uow:
        await uow.audit.append(odd)
    heard = await town.cadre.asks(History(item(14)))
    assert heard.lines[2].startswith("11月22日 12:00 系统更新：")


async def test_a_long_history_is_turned_page_by_page(town: Town) -> None:
    target = await town.item(14)
    async with town.store.writing() as uow:
        for n in range(23):
            at = NOON + dt.timedelta(minutes=n)
            await uow.audit.append(AuditEntry(at, 1, "顾长河", "admin", "urged", target.id, {}, {"urged": n + 1}))
    cadre = town.cadre
    first = await cadre.asks(History(item(14)))
    assert "（第23次）" in first.lines[2]
    assert first.lines[-1] == "第1页，共3页"
    assert len(first.lines) == 2 + 10 + 1
    second = await cadre.presses("下一页")
    assert "（第13次）" in second.lines[2]
    third = await cadre.presses("下一页")
    assert [line.split("（")[1] for line in third.lines[2:5]] == ["第3次）", "第2次）", "第1次）"]
    assert (await cadre.presses("上一页")).lines == second.lines


async def test_a_name_that_was_erased_is_not_looked_up_again(town: Town) -> None:
    target = await town.item(14)
    async with town.store.writing() as uow:
        await uow.audit.append(AuditEntry(NOON, 1, "", "admin", "urged", target.id, {}, {"urged": 1}))
    assert (await town.cadre.asks(History(item(14)))).lines[2] == "11月22日 12:00 （姓名已删除）催办（第1次）"


async def test_with_whom_an_item_waits(town: Town) -> None:
    assert (await town.cadre.says("14项卡在谁手里")).first == "第14项还没有办理记录。"
    await lived(town)
    heard = await town.cadre.asks(History(item(13), "waiting"))
    assert heard.first.startswith("第13项")
    assert "发改局" in heard.first
    assert heard.lines[1] == "自登记以来的工作时间："
    assert heard.lines[2].startswith("发改局办理：")
