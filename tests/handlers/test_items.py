"""Questions about items: a card that hides nothing unknown, lights explained to the point, history in sentences."""

import datetime as dt
from dataclasses import replace

import pytest

from language.intents import ItemNo, ShowItem, Who
from ledger.deadlines import Cadence, Deadline, DeadlineKind, Frequency
from ledger.items import Report, Sensitivity, State, Target
from tests.bot.checked_html import read
from tests.town import CALENDAR, CULTURE, TRANSPORT, Town

GROUP: dict[str, object] = {"private": False, "chat_id": -4007001}
NOON = dt.datetime(2026, 11, 22, 4, 0, tzinfo=dt.UTC)


def item(*numbers: int) -> tuple[ItemNo, ...]:
    return tuple(ItemNo(number) for number in numbers)


async def english(town: Town, name: str) -> None:
    async with town.store.writing() as uow:
        await uow.members.save(replace(town.people[name], language="en"))


# --- the card ------------------------------------------------------------------------------------------------------


async def test_a_card_keeps_state_schedule_and_light_apart(town: Town) -> None:
    said = Report("游客中心主体完工，<b>智慧导览</b>在调试", 60, town.people["林晓禾"].id, NOON)
    await town.set_item(14, percent=60, last_report=said, leader="分管文旅的副县长")
    heard = await town.cadre.asks(ShowItem(item(14)))
    assert heard.lines == [
        "第14项　做强文化旅游产业",
        "🔴 落后序时进度39个百分点",
        "状态：办理中　进度评价：欠进度（已报60%）",
        "牵头单位：文旅局",
        "配合单位：发改局、交通局",
        "责任领导：分管文旅的副县长",
        "完成时限：11月27日前，即11月27日（周五）",
        "最近反馈：11月22日 12:00 林晓禾：游客中心主体完工，<b>智慧导览</b>在调试",
        "所属部分：做优特色产业，培育发展新动能",
    ]
    assert "&lt;b&gt;智慧导览" in heard.html


async def test_unknown_is_said_with_whom_to_ask(town: Town) -> None:
    heard = await town.cadre.asks(ShowItem(item(13)))
    assert heard.text.count("尚未明确") == 4
    assert "标“尚未明确”的，请问督查室（顾长河）。" in heard.lines


async def test_who_decides_what_is_open_is_not_sent_to_himself(town: Town) -> None:
    heard = await town.admin.asks(ShowItem(item(13)))
    assert "请问督查室" not in heard.text
    assert "13项交××局牵头" in heard.text


@pytest.mark.parametrize(
    ("deadline", "said"),
    [
        (Deadline("年底前", DeadlineKind.DAY, dt.date(2026, 12, 31)), "年底前，即12月31日（周四）"),
        (
            Deadline("11月28日前", DeadlineKind.DAY, dt.date(2026, 11, 28)),
            "11月28日前，即11月28日（周六），当天不是工作日，宜在11月27日（周五）前办完",
        ),
        (
            Deadline("力争12月底", DeadlineKind.DAY, dt.date(2026, 12, 31), soft=True),
            "力争12月底，即12月31日（周四）（力争）",
        ),
        (Deadline("长期坚持", DeadlineKind.ONGOING), "长期坚持，没有截止日"),
        (Deadline("尽快", DeadlineKind.UNCLEAR), "「尽快」，具体日期尚未明确"),
        (None, "尚未明确"),
    ],
)
async def test_the_limit_as_written_and_as_read(town: Town, deadline: Deadline | None, said: str) -> None:
    await town.set_item(14, deadline=deadline)
    assert f"完成时限：{said}" in (await town.cadre.asks(ShowItem(item(14)))).lines


async def test_a_year_without_known_holidays_is_provisional(town: Town) -> None:
    assert CALENDAR.provisional(2027)
    await town.set_item(14, deadline=Deadline("明年2月底前", DeadlineKind.DAY, dt.date(2027, 2, 26)))
    heard = await town.cadre.asks(ShowItem(item(14)))
    assert "即2027年2月26日（周五）（2027年放假安排尚未收录" in heard.text


async def test_the_reporting_cycle(town: Town) -> None:
    await town.set_item(14, cadence=Cadence(Frequency.MONTHLY, 25))
    assert "报告周期：每月25日前" in (await town.cadre.asks(ShowItem(item(14)))).lines
    await town.set_item(14, cadence=Cadence(Frequency.WEEKLY, 5))
    assert "报告周期：每周一次，周五前" in (await town.cadre.asks(ShowItem(item(14)))).lines


async def test_only_presses_this_reader_may_use(town: Town) -> None:
    await town.hand_out(14, CULTURE, (TRANSPORT,), dt.date(2026, 12, 18), State.ASSIGNED)
    assert (await town.cadre.asks(ShowItem(item(14)))).labels == ("签收", "报进展", "全文", "来龙去脉", "谁负责")
    assert (await town.neighbour.asks(ShowItem(item(14)))).labels == ("签收", "报进展", "全文", "来龙去脉", "谁负责")
    assert (await town.supervisor.asks(ShowItem(item(14)))).labels == ("报进展", "全文", "来龙去脉", "谁负责")
    await town.set_item(14, state=State.DOING)
    labels = (await town.cadre.asks(ShowItem(item(14)))).labels
    assert labels[:3] == ("报进展", "报办结", "申请延期")
    await town.set_item(14, state=State.CLOSED)
    assert (await town.cadre.asks(ShowItem(item(14)))).labels == ("全文", "来龙去脉", "谁负责")


async def test_the_whole_text_replaces_the_card(town: Town) -> None:
    cadre = town.cadre
    card = await cadre.asks(ShowItem(item(14)))
    full = await cadre.presses("全文")
    assert full.message_id == card.message_id
    assert "全年接待游客260万人次" in full.text
    assert "• 旅游综合收入 ≥14亿元" in full.lines
    assert "全文" not in full.labels


async def test_the_longest_card_fits_into_one_message(town: Town) -> None:
    units = tuple(unit for unit in town.units.values() if unit != town.units[CULTURE])
    await town.set_item(
        14,
        body="推进景区创建与<提升>；" * 500,
        measures=tuple(f"措施{n}" + "很长" * 100 for n in range(40)),
        targets=tuple(Target("接待游客" * 40, ">=", 1234567.5, "万人次" * 20) for _ in range(40)),
        co=units,
        leader="分管副县长" * 30,
        last_report=Report("进展很多" * 500, 50, 1, NOON),
    )
    heard = await town.cadre.asks(ShowItem(item(14), detail=True))
    assert len(read(heard.html)) <= 4096
    assert "文字较长" in heard.text
    assert "1234567.5" in heard.text


async def test_several_items_are_a_short_list(town: Town) -> None:
    heard = await town.cadre.asks(ShowItem(item(14, 13, 40)))
    assert heard.first == "第14、13、40项：共2项"
    assert "没有第40项，工作要点共27项。" in heard.lines
    assert heard.labels == ("第13项", "第14项")


async def test_no_item_at_all_asks_back_with_ones_own(town: Town) -> None:
    heard = await town.cadre.presses_data("i;")
    assert heard.first.startswith("是哪一项？")
    assert heard.labels == ("第14项",)


# --- sensitive items ------------------------------------------------------------------------------------------------


async def test_a_sensitive_item_shows_its_text_to_those_involved_only(town: Town) -> None:
    await town.set_item(14, sensitivity=Sensitivity.SENSITIVE, last_report=Report("要害", 10, 1, NOON))
    body = (await town.item(14)).body[:10]
    for person, reads in ((town.cadre, True), (town.neighbour, True), (town.admin, True), (town.leader, False)):
        heard = await person.asks(ShowItem(item(14), detail=True))
        assert ("要害" in heard.text) is reads
        assert (body in heard.text) is reads
    assert "涉敏事项" in (await town.leader.asks(ShowItem(item(14)))).text
    assert "来龙去脉" not in (await town.leader.asks(ShowItem(item(14)))).labels


async def test_in_a_group_a_sensitive_item_is_number_and_title(town: Town) -> None:
    await town.set_item(14, sensitivity=Sensitivity.SENSITIVE)
    heard = await town.cadre.presses_data("i;14;1", **GROUP)
    assert heard.lines[0] == "第14项　做强文化旅游产业"
    assert len(heard.lines) == 2
    assert heard.labels == ()
    who = await town.cadre.presses_data("w;14", **GROUP)
    assert "文旅局" not in who.text


async def test_in_a_group_no_texts_and_no_people(town: Town) -> None:
    await town.set_item(14, last_report=Report("内部进展", 10, town.people["林晓禾"].id, NOON))
    for body in ("i;14", "i;14;1", "w;14", "w;14;contact", "w;13"):
        heard = await town.cadre.presses_data(body, **GROUP)
        assert "文旅局" in heard.text or "尚未明确" in heard.text
        for secret in ("内部进展", "林晓禾", "罗建川", "顾长河", (await town.item(14)).body[:10]):
            assert secret not in heard.text
        assert not set(heard.labels) & {"签收", "报进展", "来龙去脉", "全文", "为何亮灯"}


# --- who ------------------------------------------------------------------------------------------------------------


async def test_who_answers_what_was_asked_first(town: Town) -> None:
    cadre = town.cadre
    assert (await cadre.asks(Who(item(14), "lead"))).text == "第14项由文旅局牵头。"
    assert (await cadre.asks(Who(item(14), "co"))).text == "第14项由发改局、交通局配合。"
    assert (
        await cadre.asks(Who(item(14), "contact"))
    ).text == "第14项找文旅局：林晓禾（联络员）、罗建川（单位负责人）。"
    every = await cadre.asks(Who(item(14)))
    assert every.first == "第14项由文旅局牵头，发改局、交通局配合。"
    assert "责任领导：尚未明确" in every.lines
    assert every.lines[-1] == "尚未明确的，请问督查室（顾长河）。"


async def test_who_of_an_unassigned_item(town: Town) -> None:
    heard = await town.cadre.asks(Who(item(27), "leader"))
    assert heard.lines == ["第27项的责任领导尚未明确。", "尚未明确的，请问督查室（顾长河）。"]


async def test_who_of_several_items(town: Town) -> None:
    heard = await town.cadre.asks(Who(item(14, 27), "lead"))
    assert heard.lines[:2] == ["第14项由文旅局牵头。", "第27项的牵头单位尚未明确。"]
