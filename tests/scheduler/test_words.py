"""The merged message as its reader sees it."""

import datetime as dt

import pytest

from language.buttons import decode
from language.intents import ItemNo, Move, ReportProgress, ShowItem, Sign
from language.wording.nudges import rule_line
from language.wording.voice import Voice
from ledger.announcing import notices_of
from ledger.applications import Asked
from ledger.changes import Change
from ledger.deadlines import Deadline, DeadlineKind
from ledger.items import Milestone, Report, Sensitivity, State
from ledger.members import Member
from ledger.permissions import Action
from ledger.recording import announce, record
from ledger.transitions.applying import ask_closing, withdraw
from ledger.transitions.assigning import assign
from tests.scheduler.office import Office
from tests.town import CALENDAR, CULTURE, MORNING, POLICIES, REFORM, TODAY, TRANSPORT

CADRE, NEIGHBOUR = 7001, 7009


async def test_a_morning_with_everything(office: Office) -> None:
    """Late first, then what is due, by its day; each says how it stands, until when, and what to do."""
    town = office.town
    await town.hand_out(7, CULTURE, day=dt.date(2026, 11, 19))
    await town.set_item(7, last_report=Report("已开工", 30, town.people["林晓禾"].id, MORNING))
    await town.hand_out(4, TRANSPORT, (CULTURE,), dt.date(2026, 11, 27))
    await town.hand_out(9, CULTURE, day=dt.date(2026, 12, 7), state=State.ASSIGNED)
    office.at(2026, 11, 26, 8, 41)
    await office.works()
    (sent,) = office.messenger.to(CADRE)
    assert sent.text == (
        "今天有1项逾期、3项将到时限｜11月26日（周四）\n"
        "\n"
        "🔴 逾期7天（5个工作日）：第7项 整治提升农村人居环境\n"
        "时限：11月19日（周四）。最近反馈：11月24日。请说明进展和预计完成的日子。\n"
        "\n"
        "🟡 临近时限，还剩1个工作日：第4项 完善综合交通网络\n"
        "时限：11月27日（周五）。牵头：交通局。请配合按时完成。\n"
        "\n"
        "🟡 临近时限，还剩1个工作日：第14项 做强文化旅游产业\n"
        "时限：11月27日（周五）。还没有反馈，请报一次进展。\n"
        "\n"
        "🔵 还剩7个工作日：第9项 提升空气和水环境质量\n"
        "时限：12月7日（周一）。\n"
        "2月20日交办，已过190个工作日还没有签收，请先签收。"
    )
    assert sent.labels[0:2] == ["第7项报进展", "看第7项"]
    assert sent.labels[-5:] == ["签收第9项", "看第9项", "我的任务", "明天再提醒", "为什么提醒"]
    pressed = [decode(body) for row in sent.message.buttons for _, body in row]
    assert pressed[:2] == [ReportProgress((ItemNo(7),)), ShowItem((ItemNo(7),))]
    assert Sign((ItemNo(9),)) in pressed


async def test_one_item_stands_in_the_first_line(office: Office) -> None:
    office.at(2026, 11, 26, 8, 41)
    await office.works()
    (sent,) = office.messenger.to(CADRE)
    assert sent.lines[0] == "🟡 临近时限，还剩1个工作日：第14项 做强文化旅游产业"
    assert sent.labels == ["报进展", "看第14项", "明天再提醒", "为什么提醒"]


async def test_an_assignment_says_who_what_and_until_when(office: Office) -> None:
    await assigned(office, 9, lead=CULTURE, co=(REFORM,), leader="江若谷", day=dt.date(2026, 12, 31))
    await office.delivers()
    (to_lead,) = office.messenger.to(CADRE)
    assert to_lead.lines == [
        "新交办：第9项 提升空气和水环境质量（你单位牵头）",
        "时限：12月31日（周四）",
        "配合：发改局",
        "责任领导：江若谷",
        "顾长河 11月24日 10:00交办。请签收。",
    ]
    assert to_lead.labels == ["签收", "看第9项"]
    (to_co,) = office.messenger.to(7007)
    assert to_co.lines[0] == "新交办：第9项 提升空气和水环境质量（你单位配合）"
    assert "牵头：文旅局" in to_co.lines
    assert "签收" not in to_co.labels


async def test_a_change_says_what_was_and_what_is(office: Office) -> None:
    await assigned(office, 14, lead=TRANSPORT, co=(REFORM,))
    await office.delivers()
    (old,) = office.messenger.to(CADRE)
    assert old.lines[0] == "第14项 做强文化旅游产业有变动"
    assert "文旅局" in old.lines[1]
    assert "交通局" in old.lines[1]
    assert old.lines[-1] == "这一项不再由你单位办理。"
    (new,) = office.messenger.to(NEIGHBOUR)
    assert new.lines[0] == "新交办：第14项 做强文化旅游产业（你单位牵头）"


async def test_what_waits_for_a_head_is_told_with_the_presses_to_decide_it(office: Office) -> None:
    """And not told any more once it is decided."""
    town = office.town
    cadre, item = town.people["林晓禾"], await town.item(14)
    change = ask_closing(item, by=cadre, now=office.clock(), result="5A创建通过验收", evidence="31号文", head=True)
    await recorded(office, change, by=cadre)
    await office.delivers()
    (sent,) = office.messenger.to(7002)
    assert sent.lines[:3] == [
        "第14项 做强文化旅游产业：申请办结，请您确认后上报",
        "办结情况：5A创建通过验收",
        "佐证材料：31号文",
    ]
    pressed = [decode(body) for row in sent.message.buttons for _, body in row]
    assert Move("approve", (ItemNo(14),), value="closing") in pressed
    assert office.messenger.to(CADRE) == []
    await recorded(office, withdraw(await town.item(14), Asked.CLOSING), by=cadre)
    change = ask_closing(await town.item(14), by=cadre, now=office.clock(), result="又报", evidence="", head=True)
    await recorded(office, change, by=cadre)
    await recorded(office, withdraw(await town.item(14), Asked.CLOSING), by=cadre)
    await office.delivers()
    told = office.messenger.to(7002)[-1]
    assert told.lines[0] == "第14项 做强文化旅游产业有变动"
    assert all("已撤回" in line for line in told.lines[1:])


async def test_what_is_sensitive_goes_by_number(office: Office) -> None:
    await office.town.hand_out(23, CULTURE, day=dt.date(2026, 11, 27))
    node = Milestone("摸排重点人员", dt.date(2026, 11, 27))
    await office.town.set_item(23, sensitivity=Sensitivity.SENSITIVE, milestones=(node,))
    office.at(2026, 11, 26, 8, 41)
    await office.works()
    (sent,) = office.messenger.to(CADRE)
    assert "：第23项\n" in sent.text
    assert "节点11月27日（周五）" in sent.text
    assert "安全生产" not in sent.text
    assert "摸排" not in sent.text


async def test_the_weekly_digest_says_whose_leader_nobody_knows(office: Office) -> None:
    await office.town.set_item(14, leader="张副县长")
    office.at(2026, 11, 23, 8, 41)
    told = {each.chat_id: "责任领导对不上人：张副县长（第14项）" in each.lines for each in await office.works()}
    assert {chat for chat, said in told.items() if said} == {7003, 7004}


async def test_a_morning_of_27_items_is_one_message(office: Office) -> None:
    for number in range(1, 28):
        await office.town.hand_out(number, CULTURE, day=dt.date(2026, 11, 10 + number % 15))
    office.at(2026, 11, 24, 8, 41)
    sent = [s for s in await office.works() if s.chat_id == CADRE]
    assert len(sent) == 1
    assert "项请看“我的任务”。" in sent[0].text
    assert len(sent[0].text) < 4096
    assert len(sent[0].message.buttons) <= 6


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("before_3", "按规则：时限前3个工作日提醒。"),
        ("before_0", "按规则：时限当天提醒。"),
        ("overdue_5", "按规则：逾期5个工作日提醒。"),
    ],
)
def test_which_rule_it_was(rule: str, words: str) -> None:
    voice = Voice("zh", TODAY, CALENDAR, POLICIES.lights, {}, {})
    assert rule_line(voice, rule) == words
    with pytest.raises(ValueError, match="no nudging rule"):
        rule_line(voice, "weekly")


async def assigned(
    office: Office,
    number: int,
    *,
    lead: str,
    co: tuple[str, ...] = (),
    leader: str | None = None,
    day: dt.date | None = None,
) -> None:
    """As the admin's confirmed card does it."""
    units, admin = office.town.units, office.town.people["顾长河"]
    change: Change = assign(
        await office.town.item(number),
        now=office.clock(),
        lead=units[lead],
        co=tuple(units[each] for each in co),
        leader=leader,
        deadline=Deadline("年底前", DeadlineKind.DAY, day) if day else None,
    )
    assert change.action is Action.ASSIGN
    await recorded(office, change, by=admin)


async def recorded(office: Office, change: Change, *, by: Member) -> None:
    async with office.store.writing() as uow:
        item, _ = await record(change, by=by, now=office.clock(), uow=uow, source="test")
        people = await uow.members.all()
        await announce(notices_of(change, item.version, people, by=by, not_before=office.clock()), uow)


async def test_the_weekly_digest_prints_what_the_audit_can_be_held_to(office: Office) -> None:
    """Beyond an administrator's reach: in the chats of those who supervise."""
    cadre = office.town.cadre
    await cadre.says("14项：主体完工，完成60%")
    await cadre.presses("确认")
    async with office.town.store.reading() as uow:
        head = await uow.audit.head()
    assert head is not None
    office.at(2026, 11, 30, 8, 41)
    await office.works()
    (digest,) = [sent for sent in office.messenger.to(7003) if "督查周报" in sent.text]
    assert f"审计校验码：{head.anchor}" in digest.text
    assert all("审计校验码" not in sent.text for sent in office.messenger.to(CADRE))
