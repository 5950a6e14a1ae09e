"""「我的任务」: the first line answers, what needs something comes first, and one look costs one query."""

import datetime as dt
from collections import Counter
from dataclasses import replace

import pytest

from language.intents import MyTasks, UnitTasks
from language.wording.paging import page_of
from ledger.items import Sensitivity, State
from ledger.members import Member, Role
from tests.memory_store.plans import MemoryItems
from tests.town import CULTURE, OFFICE, REFORM, TRANSPORT, Person, Town

OVERDUE = dt.date(2026, 11, 20)
SOON = dt.date(2026, 11, 27)
FAR = dt.date(2026, 12, 18)


async def busy(town: Town) -> None:
    """The culture bureau leads 14 (soon), 21 (to sign for), 22 (overdue), 20 (far off) and helps with 4 and 3."""
    await town.hand_out(20, CULTURE, (), FAR)
    await town.hand_out(21, CULTURE, (), FAR, State.ASSIGNED)
    await town.hand_out(22, CULTURE, (REFORM,), OVERDUE)
    await town.hand_out(4, TRANSPORT, (CULTURE,), SOON)
    await town.hand_out(3, REFORM, (CULTURE,), FAR)


def mentioned(person: Person) -> list[str]:
    """Item lines of the last message, in order."""
    return [line.split("　")[0] for line in person.heard[-1].lines if line.startswith("第") and "　" in line]


async def test_the_first_line_answers_and_what_needs_something_comes_first(town: Town) -> None:
    await busy(town)
    cadre = town.cadre
    heard = await cadre.asks(MyTasks())
    assert heard.first == "您牵头4项、配合2项，3项需尽快："
    assert mentioned(cadre) == ["第22项", "第21项", "第14项", "第20项", "第4项", "第3项"]
    assert "🔴 逾期4天（2个工作日） · 时限11月20日" in heard.text
    assert heard.lines.index("【配合】") > heard.lines.index("第20项　改善城乡居住条件")


async def test_every_light_has_its_words(town: Town) -> None:
    await busy(town)
    heard = await town.cadre.asks(MyTasks())
    for line in heard.lines:
        if line[:1] in "🔴🟡🔵🟢⚪":
            assert len(line) > 3
            assert line[1] == " "


async def test_only_what_waits_for_ones_signature_can_be_signed_here(town: Town) -> None:
    await busy(town)
    assert "签收第21项" in (await town.cadre.asks(MyTasks())).labels
    heard = await town.neighbour.asks(UnitTasks(town.units[CULTURE]))
    assert "待签收" in heard.text
    assert not any(label.startswith("签收") for label in heard.labels)


async def test_a_button_opens_its_item(town: Town) -> None:
    cadre = town.cadre
    await cadre.asks(MyTasks())
    assert (await cadre.presses("第14项")).first == "第14项　做强文化旅游产业"


async def test_nothing_urgent_is_said(town: Town) -> None:
    await town.hand_out(14, CULTURE, (), FAR)
    assert (await town.cadre.asks(MyTasks())).first == "您牵头1项，没有急办的："


async def test_a_unit_that_only_helps(town: Town) -> None:
    stone = town.person("石一鸣")
    assert (await stone.asks(MyTasks())).first == "您配合1项，如下："
    assert "牵头：文旅局" in stone.heard[-1].text


async def test_no_items_and_all_closed_are_said_plainly(town: Town) -> None:
    await town.set_item(14, state=State.CLOSED)
    assert (await town.cadre.asks(MyTasks())).first == "您单位承办的1项都已办结，没有待办。"
    await town.set_item(14, lead=town.units[REFORM], co=())
    heard = await town.cadre.asks(MyTasks())
    assert heard.first == "您单位目前没有承办事项。"
    assert "总体情况" in heard.labels


async def test_closed_items_are_only_counted(town: Town) -> None:
    await busy(town)
    await town.set_item(20, state=State.CLOSED)
    heard = await town.cadre.asks(MyTasks())
    assert heard.first.startswith("您牵头3项")
    assert "第20项" not in heard.text
    assert "另有1项已办结。" in heard.text


async def test_long_lists_turn_in_place(town: Town) -> None:
    for number in (1, 2, 5, 6, 7, 8, 9, 10, 11):
        await town.hand_out(number, CULTURE, (), FAR)
    cadre = town.cadre
    first = await cadre.asks(MyTasks())
    assert first.first.startswith("您牵头10项")
    assert len(mentioned(cadre)) == 8
    assert "第1页，共2页" in first.text
    assert "‹ 上一页" not in first.labels
    second = await cadre.presses("下一页")
    assert second.message_id == first.message_id
    assert len(mentioned(cadre)) == 2
    back = await cadre.presses("上一页")
    assert back.message_id == first.message_id
    assert back.text == first.text


async def test_asking_afresh_does_not_overwrite_another_message(town: Town) -> None:
    cadre = town.cadre
    card = await cadre.asks(MyTasks())
    again = await cadre.presses_data("t", message_id=card.message_id)
    assert again.message_id != card.message_id


async def test_units_tasks_by_duty(town: Town) -> None:
    await busy(town)
    unit = town.units[CULTURE]
    assert (await town.supervisor.asks(UnitTasks(unit))).first == "文旅局牵头4项、配合2项，3项需尽快："
    assert (await town.supervisor.asks(UnitTasks(unit, "lead"))).first == "文旅局牵头4项，3项需尽快："
    assert (await town.supervisor.asks(UnitTasks(unit, "co"))).first == "文旅局配合2项，如下："
    assert (await town.head.asks(UnitTasks(duty="co"))).first == "您配合2项，如下："


async def test_who_sees_to_all_units_hears_what_needs_attention(town: Town) -> None:
    await busy(town)
    await town.hand_out(12, REFORM, (), FAR, State.SUBMITTED)
    await town.hand_out(26, OFFICE, (), FAR)
    for person in (town.admin, town.supervisor, town.leader):
        heard = await person.asks(MyTasks())
        assert heard.first == "共27项，23项需要关注：红灯1、黄灯2、待审核1、未分解19"
        assert mentioned(person) == ["第22项", "第4项", "第14项", "第12项"]
        assert "⚪ 未分解19项：第1、2、5、" in heard.text
        assert "未分解" in heard.labels
    admins = await town.admin.asks(MyTasks())
    assert "您单位（县委办）牵头1项、配合0项。" in admins.text
    assert "本单位的任务" in admins.labels


async def test_only_who_assigns_is_told_how(town: Town) -> None:
    assert "1项交××局牵头" in (await town.admin.asks(MyTasks())).text
    assert "××局" not in (await town.supervisor.asks(MyTasks())).text


async def test_a_leader_sees_the_items_in_his_charge_first(town: Town) -> None:
    await busy(town)
    await town.set_item(14, leader="副县长江若谷")
    leader = town.leader
    heard = await leader.asks(MyTasks())
    assert mentioned(leader)[0] == "第14项"
    assert "您负责的1项排在前面。" in heard.text


async def test_sensitive_items_of_others_are_neither_shown_nor_counted(town: Town) -> None:
    await town.set_item(14, sensitivity=Sensitivity.SENSITIVE)
    unit = town.units[CULTURE]
    assert (await town.cadre.asks(UnitTasks(unit))).first.startswith("您牵头1项")
    health = Member(0, "苏怀仁", Role.LIAISON, town.units["县卫生健康局"], 7014)
    async with town.store.writing() as uow:
        town.people["苏怀仁"] = await uow.members.add(health)
    assert (await town.person("苏怀仁").asks(UnitTasks(unit))).first == "文旅局目前没有承办事项。"
    in_group = await town.cadre.presses_data(f"u;{unit}", private=False, chat_id=-5)
    assert in_group.first == "文旅局目前没有承办事项。"


async def test_a_person_without_a_unit_is_told_whom_to_ask(town: Town) -> None:
    async with town.store.writing() as uow:
        await uow.members.save(replace(town.people["林晓禾"], department_id=None))
    heard = await town.cadre.asks(MyTasks())
    assert "督查室" in heard.first
    assert "总体情况" in heard.labels


async def test_in_english(town: Town) -> None:
    await busy(town)
    async with town.store.writing() as uow:
        await uow.members.save(replace(town.people["林晓禾"], language="en"))
    heard = await town.cadre.asks(MyTasks())
    assert heard.first == "You lead 4 and cooperate in 2; 3 need action soon:"
    assert "🔴 overdue by 4 d (2 working days) · due 20 Nov" in heard.text
    assert "led by Transport Bureau" in heard.text


async def test_my_tasks_cost_one_query_for_items(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    await busy(town)
    await town.cadre.asks(MyTasks())
    asked: Counter[str] = Counter()
    for name in ("get", "by_number", "of_plan", "of_department"):
        _count(monkeypatch, name, asked)
    await town.cadre.asks(MyTasks())
    assert asked == {"of_department": 1}


def _count(monkeypatch: pytest.MonkeyPatch, name: str, asked: Counter[str]) -> None:
    real = getattr(MemoryItems, name)

    async def counted(self: MemoryItems, *args: object) -> object:
        asked[name] += 1
        return await real(self, *args)

    monkeypatch.setattr(MemoryItems, name, counted)


@pytest.mark.parametrize(("number", "rows"), [(1, [0, 1, 2]), (2, [3, 4, 5]), (3, [6]), (0, [0, 1, 2]), (99, [6])])
def test_pages_past_either_end_are_the_last_or_the_first(number: int, rows: list[int]) -> None:
    page = page_of(range(7), number, 3)
    assert list(page.rows) == rows
    assert page.pages == 3


def test_an_empty_list_has_one_empty_page() -> None:
    page = page_of(list[int](), 5)
    assert (page.rows, page.number, page.pages) == ((), 1, 1)
