"""Lists, the whole ledger at a glance, and units' figures."""

import datetime as dt
from dataclasses import replace

import pytest

from language.intents import ItemNo, ListItems, Overview, Stats
from ledger.items import Sensitivity, State
from ledger.lights import Colour
from tests.town import CULTURE, REFORM, TRANSPORT, Town

GROUP: dict[str, object] = {"private": False, "chat_id": -4007001}
RED = ListItems(lights=(Colour.RED,))


async def laid(town: Town) -> None:
    """Red 22, yellow 14, blue 4, closed 5, under review 12, to sign for 3; the rest without a lead unit."""
    await town.hand_out(22, CULTURE, (REFORM,), dt.date(2026, 11, 20))
    await town.hand_out(4, TRANSPORT, (), dt.date(2026, 12, 3))
    await town.hand_out(5, REFORM, (), dt.date(2026, 11, 2), State.CLOSED)
    await town.set_item(5, closed_at=dt.datetime(2026, 11, 2, 2, tzinfo=dt.UTC))
    await town.hand_out(12, REFORM, (), dt.date(2026, 12, 18), State.SUBMITTED)
    await town.hand_out(3, REFORM, (), dt.date(2026, 12, 18), State.ASSIGNED)


@pytest.mark.parametrize(
    ("wanted", "first"),
    [
        (RED, "红灯：共1项"),
        (ListItems(lights=(Colour.RED, Colour.YELLOW)), "红灯或黄灯：共2项"),
        (ListItems(states=(State.ASSIGNED,)), "待签收：共1项"),
        (ListItems(unassigned=True), "未分解：共21项"),
        (ListItems(mine=True), "本单位：共2项"),
        (ListItems(section=4), "「做优特色产业，培育发展新动能」部分：共5项"),
        (ListItems(due_to=dt.date(2026, 11, 30)), "11月30日及以前到期：共2项"),
        (
            ListItems(due_from=dt.date(2026, 11, 27), due_to=dt.date(2026, 12, 6)),
            "11月27日至12月6日到期：共2项",
        ),
        (ListItems(items=tuple(ItemNo(n) for n in range(4, 9))), "第4、5、6、7、8项：共5项"),
        (ListItems(words="旅游"), "含「旅游」：共2项"),
        (ListItems(), "全部事项：共27项"),
    ],
)
async def test_the_first_line_says_what_and_how_many(town: Town, wanted: ListItems, first: str) -> None:
    await laid(town)
    assert (await town.cadre.asks(wanted)).first == first


async def test_a_units_name_stands_in_the_filter(town: Town) -> None:
    await laid(town)
    heard = await town.cadre.asks(replace(RED, department=town.units[CULTURE]))
    assert heard.first == "文旅局、红灯：共1项"
    assert heard.lines[2] == "🔴 逾期4天（2个工作日） · 时限11月20日 · 牵头：文旅局"


async def test_nothing_found_is_said_plainly_with_a_way_on(town: Town) -> None:
    heard = await town.cadre.asks(RED)
    assert heard.text == "没有符合条件的事项（红灯）。"
    assert heard.labels == ("总体情况", "我的任务")


async def test_numbers_that_are_not_there_are_named(town: Town) -> None:
    heard = await town.cadre.asks(ListItems(items=(ItemNo(27), ItemNo(28), ItemNo(14, 2))))
    assert "没有第28、14.2项，工作要点共27项。" in heard.lines


async def test_lists_turn_in_place_and_keep_their_condition(town: Town) -> None:
    cadre = town.cadre
    first = await cadre.asks(ListItems(unassigned=True))
    assert "第1页，共4页" in first.lines
    last = first
    for _ in range(3):
        last = await cadre.presses("下一页")
        assert last.message_id == first.message_id
        assert last.first == "未分解：共26项"
    assert "第4页，共4页" in last.lines
    assert "下一页 ›" not in last.labels


async def test_a_condition_no_button_can_carry_says_how_to_go_on(town: Town) -> None:
    """Words with many bytes fit into no button, so the pages after the first cannot be turned to."""
    many = tuple(ItemNo(n) for n in range(1, 21))
    heard = await town.cadre.presses_data("l;" + "+".join(str(n.number) for n in many))
    assert heard.first == "第1、2、3、4、5、6等20项：共20项"
    assert "还有12项没有列出，请把条件说得再具体些。" in heard.lines
    assert "下一页 ›" not in heard.labels


async def test_what_was_listed_is_remembered(town: Town) -> None:
    await laid(town)
    await town.cadre.asks(RED)
    async with town.store.reading() as uow:
        remembered = await uow.conversations.get(7001)
    assert remembered is not None
    assert remembered.items == ("22",)


async def test_overview_counts_and_names_what_is_red(town: Town) -> None:
    await laid(town)
    heard = await town.supervisor.asks(Overview())
    assert heard.lines == [
        "全部27项：已办结1项，红灯1项，黄灯1项。",
        "待分解21、待签收1、办理中3、待审核1、已办结1",
        "🔴 红灯1 · 🟡 黄灯1 · 🔵 蓝灯1 · 🟢 绿灯2 · ⚪ 未亮灯21",
        "第22项　保护传承历史文化遗产",
        "🔴 逾期4天（2个工作日） · 时限11月20日 · 牵头：文旅局",
        "⚪ 未分解21项：第1、2、6、7、8、9、10、11、13、15、16、17、18、19、20项等",
    ]
    assert heard.labels == ("红灯", "黄灯", "未分解", "按单位统计", "我的任务")


async def test_a_group_hears_the_overview_without_sensitive_names(town: Town) -> None:
    await laid(town)
    await town.set_item(22, sensitivity=Sensitivity.SENSITIVE)
    for body in ("o", "st"):
        heard = await town.supervisor.presses_data(body, **GROUP)
        assert heard.first == "全部27项：已办结1项，红灯1项，黄灯1项。"
        assert "第22项" not in heard.text
        assert set(heard.labels) == {"红灯", "黄灯", "未分解"}
    heard = await town.supervisor.presses_data("l;22", **GROUP)
    assert heard.lines[1:] == ["第22项　保护传承历史文化遗产", "涉敏事项，此处只列编号和标题"]
    assert heard.labels == ()


async def test_a_sensitive_item_of_others_is_number_and_title_without_a_press(town: Town) -> None:
    await laid(town)
    await town.set_item(22, sensitivity=Sensitivity.SENSITIVE)
    heard = await town.neighbour.asks(ListItems(items=(ItemNo(14), ItemNo(22))))
    assert heard.lines[3:] == ["第22项　保护传承历史文化遗产", "涉敏事项，此处只列编号和标题"]
    assert heard.labels == ("第14项",)
    assert (await town.neighbour.asks(RED)).first == "没有符合条件的事项（红灯）。"


async def test_units_stand_in_the_order_of_the_list_of_units(town: Town) -> None:
    await laid(town)
    heard = await town.supervisor.asks(Stats())
    assert heard.lines == [
        "3个单位的承办情况（按单位名录排列）：",
        "发改局：牵头3项、配合2项（已办结1、待签收1）",
        "交通局：牵头1项、配合1项",
        "文旅局：牵头2项、配合0项（红灯1、黄灯1）",
    ]


async def test_one_units_figures(town: Town) -> None:
    await laid(town)
    heard = await town.supervisor.asks(Stats(town.units[CULTURE]))
    assert heard.lines == [
        "文旅局：牵头2项、配合0项",
        "牵头事项中：已办结0、红灯1、黄灯1、待签收0、本月到期2",
        "按期办结：应办结1项，按期0项，占0.0%",
    ]
    assert "应办结1项，按期1项，占100.0%" in (await town.supervisor.asks(Stats(town.units[REFORM]))).text


async def test_a_unit_sees_its_own_figures_only(town: Town) -> None:
    await laid(town)
    assert (await town.cadre.asks(Stats())).first == "文旅局：牵头2项、配合0项"
    other = await town.cadre.asks(Stats(town.units[REFORM]))
    assert "牵头3项" not in other.text


async def test_lists_in_english(town: Town) -> None:
    await laid(town)
    async with town.store.writing() as uow:
        await uow.members.save(replace(town.people["沈知行"], language="en"))
    assert (await town.supervisor.asks(RED)).first == "1 item: red"
    assert (await town.supervisor.asks(Overview())).first == "27 items: 1 closed, 1 red, 1 yellow."
    assert (
        "Culture and Tourism Bureau: leads 2, cooperates in 0 (1 red, 1 yellow)"
        in (await town.supervisor.asks(Stats())).lines
    )
