"""交办: a sentence becomes a card, a press becomes the assignment, and exactly the right people hear of it."""

import datetime as dt
from dataclasses import replace

import pytest

from language.intents import Assign, Decisions, SetDeadline, Undo
from ledger.deadlines import Deadline, DeadlineKind
from ledger.items import State
from ledger.members import Member, Role
from tests.handlers.saying import audit, by, means, no, notices, pressable, tables, told
from tests.town import CULTURE, MORNING, REFORM, TRANSPORT, Town


def thirteen(town: Town) -> Assign:
    """Item 13 to transport, with culture and reform, by 30 November (a Monday)."""
    units = town.units
    return Assign(no(13), lead=units[TRANSPORT], co=(units[CULTURE], units[REFORM]), deadline=by(11, 30, "月底前"))


async def test_the_card_says_all_that_would_change(town: Town) -> None:
    before = await town.item(13)
    card = await means(town.admin, thirteen(town))
    assert card.lines == [
        "请确认交办：第13项　推动科技创新和企业数字化改造",
        "牵头单位：尚未明确 → 交通局",
        "配合单位：无 → 文旅局、发改局",
        "完成时限：尚未明确 → 11月30日（周一），原话“月底前”",
        "状态：待分解 → 待签收",
        "※ 交通局目前不牵头，配合1项。",
        "确认后告知：韩卫平、林晓禾、石一鸣",
        "按“确认”才生效，24小时内有效。",
    ]
    assert card.labels == ("✅ 确认", "取消")
    assert await town.item(13) == before
    assert not audit(town)
    assert not notices(town)


async def test_the_card_speaks_english(town: Town) -> None:
    card = await means(town.admin, thirteen(town), "item 13 to transport")
    assert card.first.startswith("Please confirm the assignment: item 13")
    assert card.lines[3] == "Deadline: not decided yet → Mon 30 Nov, given as “月底前”"
    assert card.lines[-1] == "Nothing happens until you press “Confirm”; the card lasts 24 hours."


async def test_from_the_card_to_the_ledger_and_back(town: Town) -> None:
    admin, before = town.admin, await town.item(13)
    card = await means(admin, thirteen(town))
    done = await admin.presses("确认")

    after = await town.item(13)
    assert after == replace(
        before,
        lead=town.units[TRANSPORT],
        co=(town.units[CULTURE], town.units[REFORM]),
        deadline=by(11, 30, "月底前"),
        state=State.ASSIGNED,
        assigned_at=MORNING,
        version=before.version + 1,
    )
    assert done.first == "已交办：第13项　推动科技创新和企业数字化改造"
    assert done.message_id == card.message_id
    assert done.toast == "已办好"
    assert told(town) == {"韩卫平": "assigned lead", "林晓禾": "assigned co", "石一鸣": "assigned co"}
    assert {(each.not_before, each.fact) for each in notices(town)} == {(MORNING, str(after.version))}
    (entry,) = audit(town)
    assert (entry.event, entry.actor_name, entry.item_id, entry.at) == ("assigned", "顾长河", after.id, MORNING)
    assert entry.before["lead"] is None
    assert entry.after["lead"] == town.units[TRANSPORT]

    undone = await admin.presses("撤销")
    assert undone.first == "已撤销：第13项恢复原样"
    assert replace(await town.item(13), version=before.version) == before
    assert told(town, since=3) == dict.fromkeys(("韩卫平", "林晓禾", "石一鸣"), "changed undone")
    assert audit(town)[-1].undoes == entry.seq


async def test_a_trial_lays_no_card(town: Town) -> None:
    heard = await means(town.admin, replace(thirteen(town), dry_run=True))
    assert heard.first.startswith("试一下交办：第13项")
    assert heard.lines[-2:] == [
        "正式办理时会告知：韩卫平、林晓禾、石一鸣",
        "只是试一下，什么都没有改，也不会告知任何人。",
    ]
    assert heard.labels == ()
    assert not tables(town).cards


async def test_several_items_are_one_press(town: Town) -> None:
    admin = town.admin
    card = await means(admin, Assign(no(12, 13, 14), lead=town.units[CULTURE], deadline=by(12, 18)))
    assert card.first == "请确认交办：共3项（第12、13、14项），要办一起办"
    assert "第14项　做强文化旅游产业" in card.lines
    done = await admin.presses("确认")
    assert done.first == "已交办3项：第12、13、14项"
    assert {(await town.item(n)).limit for n in (12, 13, 14)} == {dt.date(2026, 12, 18)}
    await admin.presses("撤销")
    assert [(await town.item(n)).lead for n in (12, 13)] == [None, None]
    assert (await town.item(14)).limit == dt.date(2026, 11, 27)


async def test_all_or_nothing(town: Town) -> None:
    await town.set_item(13, state=State.CLOSED)
    before = await town.item(12)
    heard = await means(town.admin, Assign(no(12, 13), lead=town.units[CULTURE]))
    assert heard.first == "第13项已经办结或撤销，不能再改；需要重新立项的，请与督查室联系。"
    assert not tables(town).cards

    await town.set_item(13, state=State.DRAFT)
    admin = town.admin
    await means(admin, Assign(no(12, 13), lead=town.units[CULTURE]))
    await town.set_item(13, state=State.CLOSED)
    heard = await admin.presses("确认")
    assert "第13项已经办结或撤销" in heard.text
    assert await town.item(12) == before


async def test_what_is_so_already_is_named_and_left(town: Town) -> None:
    admin = town.admin
    card = await means(admin, Assign(no(13, 14), lead=town.units[CULTURE]))
    assert card.first.startswith("请确认交办：第13项")
    assert "※ 第14项本来就是这样，不变。" in card.lines
    alone = await means(admin, Assign(no(14), lead=town.units[CULTURE]))
    assert alone.first == "第14项本来就是这样，不用改。"
    assert alone.labels == ("第14项",)


@pytest.mark.parametrize(
    ("deadline", "note"),
    [
        (by(11, 28), "※ 11月28日（周六）不是工作日，请在11月27日（周五）前办完。"),
        (by(10, 31), "※ 10月31日（周六）已经过去，请核对。"),
        (by(1, 15, year=2027), "※ 2027年的放假安排尚未收录，工作日为暂定。"),
        (Deadline("汛期前", DeadlineKind.UNCLEAR), "※ 原话没有说明哪一天，不会提醒时限，请督查室尽早明确。"),
    ],
)
async def test_days_that_want_a_second_look(town: Town, deadline: Deadline, note: str) -> None:
    card = await means(town.admin, SetDeadline(no(14), deadline))
    assert [line for line in card.lines if line.startswith("※")] == [note]


async def test_the_lead_unit_does_not_cooperate_as_well(town: Town) -> None:
    admin, units = town.admin, town.units
    card = await means(admin, Assign(no(13), lead=units[CULTURE], co=(units[CULTURE], units[REFORM])))
    assert "※ 文旅局牵头，不再同时列为配合单位。" in card.lines
    await admin.presses("确认")
    assert (await town.item(13)).co == (units[REFORM],)
    heard = await means(admin, Assign(no(14), add_co=(units[CULTURE],)))
    assert heard.first == "这个单位已是第14项的牵头单位，不用再列为配合单位。"


async def test_a_unit_that_takes_over_what_it_helped_with(town: Town) -> None:
    admin, units = town.admin, town.units
    card = await means(admin, Assign(no(14), lead=units[TRANSPORT]))
    assert "配合单位：发改局、交通局 → 发改局" in card.lines
    assert "※ 交通局牵头，不再同时列为配合单位。" in card.lines
    await admin.presses("确认")
    item = await town.item(14)
    assert (item.lead, item.co, item.state, item.signed_at) == (
        units[TRANSPORT],
        (units[REFORM],),
        State.ASSIGNED,
        None,
    )
    assert told(town) == {
        "韩卫平": "assigned lead",
        "林晓禾": "changed assigned",
        "罗建川": "changed assigned",
        "石一鸣": "changed assigned",
    }


async def test_a_new_helper_is_no_news_to_the_old_ones(town: Town) -> None:
    admin = town.admin
    town.people["方远"] = await _joins(town, "方远", "县水务局")
    await means(admin, Assign(no(14), add_co=(town.units["县水务局"],)))
    await admin.presses("确认")
    assert told(town) == {"方远": "assigned co", "林晓禾": "changed assigned", "罗建川": "changed assigned"}


async def test_a_moved_limit_concerns_all_of_them(town: Town) -> None:
    admin = town.admin
    card = await means(admin, SetDeadline(no(14), by(12, 18)))
    assert "完成时限：11月27日（周五），原话“11月27日前” → 12月18日（周五），原话“12月18日前”" in card.lines
    await admin.presses("确认")
    assert told(town) == dict.fromkeys(("林晓禾", "罗建川", "石一鸣", "韩卫平"), "changed deadline_set")


async def test_nobody_is_told_of_what_was_given_to_nobody(town: Town) -> None:
    admin = town.admin
    await means(admin, SetDeadline(no(13), by(12, 18)))
    await admin.presses("确认")
    assert notices(town) == []


async def test_units_nobody_has_joined_from_are_named(town: Town) -> None:
    card = await means(town.admin, Assign(no(13), lead=town.units["县水务局"]))
    assert [line for line in card.lines if line.startswith("※")] == [
        "※ 还没有完成时限：不亮灯，也不会到期提醒。",
        "※ 水务局还没有人加入机器人，请另行告知。",
    ]


async def test_at_night_it_is_done_and_told_in_the_morning(town: Town) -> None:
    town.moves_to(dt.datetime(2026, 11, 27, 21, 0))  # noqa: DTZ001 - a wall time
    admin = town.admin
    await means(admin, thirteen(town))
    await admin.presses("确认")
    assert (await town.item(13)).state is State.ASSIGNED
    monday = dt.datetime(2026, 11, 30, 0, 40, tzinfo=dt.UTC)
    assert {each.not_before for each in notices(town)} == {monday}


@pytest.mark.parametrize("name", ["林晓禾", "罗建川", "韩卫平"])
async def test_only_admins_assign(town: Town, name: str) -> None:
    heard = await means(town.person(name), thirteen(town))
    assert heard.first == "交办和改时限由督查室管理员办理；需要调整的，请与督查室联系。"
    assert not tables(town).cards


async def test_a_leader_assigns_in_his_own_area_only(town: Town) -> None:
    assert (await means(town.leader, thirteen(town))).first == "第13项不在您分管的范围，请督查室办理。"
    await town.set_item(13, leader="江若谷")
    assert (await means(town.leader, thirteen(town))).first.startswith("请确认交办：第13项")


async def test_what_a_supervisor_gives_out_is_a_proposal_until_an_admin_approves(town: Town) -> None:
    supervisor, admin = town.supervisor, town.admin
    card = await means(supervisor, thirteen(town))
    assert "※ 您提出的是拟办意见，确认后报督查室管理员审批，批准后才交办。" in card.lines
    await supervisor.presses("确认")
    assert (await town.item(13)).state is State.TO_APPROVE
    assert (await admin.asks(Decisions())).first == "待您处理：1件"
    await admin.presses("同意")
    done = await admin.presses("确认")
    assert done.first.startswith("已批准交办：第13项")
    assert (await town.item(13)).state is State.ASSIGNED


async def test_nobody_takes_an_item_by_assigning_it_to_himself(town: Town) -> None:
    heard = await means(town.neighbour, Assign(no(14), lead=town.units[TRANSPORT]))
    assert "督查室" in heard.first
    assert (await town.item(14)).lead == town.units[CULTURE]


async def test_an_item_that_is_not_there(town: Town) -> None:
    heard = await means(town.admin, Assign(no(99), lead=town.units[TRANSPORT]))
    assert heard.first == "没有查到第99项。请核对编号，或从列表里找。"


async def test_a_long_list_stays_readable(town: Town) -> None:
    card = await means(town.admin, Assign(no(*range(1, 28)), lead=town.units[REFORM]))
    assert card.first.startswith("请确认交办：共27项（第1、2、3、")
    assert "其余19项照此办理。" in card.lines
    assert len(card.text) < 4096


async def test_the_undo_button_names_the_step(town: Town) -> None:
    admin = town.admin
    await means(admin, thirteen(town))
    done = await admin.presses("确认")
    assert pressable(done)[0] == ("↩ 撤销", Undo(audit(town)[-1].seq))


async def _joins(town: Town, name: str, unit: str) -> Member:
    async with town.store.writing() as uow:
        return await uow.members.add(Member(0, name, Role.LIAISON, town.units[unit], 7100 + len(town.people)))
