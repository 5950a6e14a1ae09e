"""The press on a card: once, by its owner, on items that are as the card showed them."""

import datetime as dt
from dataclasses import replace

from language.buttons import encode
from language.intents import Assign, Confirm, Dismiss, SetDeadline
from ledger.items import State
from ledger.members import Role
from ledger.plans import ItemDraft, PlanDraft, PlanKind, Section
from tests.handlers.saying import audit, by, means, no, notices, pressable, tables, token
from tests.town import CULTURE, REFORM, TRANSPORT, Town


async def test_pressed_twice_is_done_once(town: Town) -> None:
    admin = town.admin
    card = await means(admin, Assign(no(13), lead=town.units[TRANSPORT]))
    await admin.asks(Confirm(token(card)))
    after = await town.item(13)
    again = await admin.asks(Confirm(token(card)))
    assert again.text == ""
    assert again.toast == "这张卡片已经处理过了，没有重复办理。"
    assert await town.item(13) == after
    assert (len(audit(town)), len(notices(town))) == (1, 1)


async def test_the_press_of_another_does_nothing_and_the_card_stays_good(town: Town) -> None:
    admin, before = town.admin, await town.item(13)
    card = await means(admin, Assign(no(13), lead=town.units[TRANSPORT]))
    for other in (town.neighbour, town.supervisor):
        heard = await other.asks(Confirm(token(card)))
        assert heard.first == "这张卡片是给别人确认的，您按了不起作用。要办这件事，请自己说一句。"
        assert (await other.asks(Dismiss(token(card)))).first == heard.first
    assert await town.item(13) == before
    assert (await admin.asks(Confirm(token(card)))).first.startswith("已交办")


async def test_cancelled_is_cancelled(town: Town) -> None:
    admin, before = town.admin, await town.item(13)
    card = await means(admin, Assign(no(13), lead=town.units[TRANSPORT]))
    heard = await admin.presses("取消")
    assert heard.text == "已取消，什么都没有改。"
    assert heard.message_id == card.message_id
    assert (await admin.asks(Confirm(token(card)))).toast == "这张卡片已经处理过了，没有重复办理。"
    assert await town.item(13) == before
    assert audit(town) == []


async def test_a_day_later_it_is_too_late(town: Town) -> None:
    admin = town.admin
    card = await means(admin, Assign(no(13), lead=town.units[TRANSPORT]))
    town.now += dt.timedelta(hours=24)
    assert (await town.item(13)).lead is None
    still = await means(admin, Assign(no(12), lead=town.units[TRANSPORT]))
    town.now += dt.timedelta(seconds=1)
    heard = await admin.presses_data(encode(Confirm(token(card))), message_id=card.message_id)
    assert heard.first == "这张卡片已过24小时，没有生效。请再说一遍，我重新给您确认。"
    assert heard.message_id == card.message_id
    assert (await town.item(13)).lead is None
    assert (await admin.asks(Confirm(token(still)))).first.startswith("已交办")


async def test_a_card_nobody_knows(town: Town) -> None:
    heard = await town.admin.asks(Confirm("made-up"))
    assert heard.first == "这个按钮已经失效，什么都没有改。请再说一遍，我重新给您确认。"


async def test_a_card_of_an_older_program(town: Town) -> None:
    admin = town.admin
    card = await means(admin, Assign(no(13), lead=town.units[TRANSPORT]))
    tables(town).cards[token(card)] = replace(tables(town).cards[token(card)], intent='{"is":"Gone"}')
    assert (await admin.asks(Confirm(token(card)))).first.startswith("这个按钮已经失效")


async def test_somebody_was_faster(town: Town) -> None:
    """The card tells what the other did and asks again on that ground."""
    units = town.units
    async with town.store.writing() as uow:
        await uow.members.save(replace(town.people["沈知行"], role=Role.ADMIN))
    admin, other = town.admin, town.supervisor
    first = await means(admin, Assign(no(13), lead=units[TRANSPORT], deadline=by(12, 18)))
    await means(other, Assign(no(13), lead=units[REFORM], co=(units[CULTURE],)))
    town.now += dt.timedelta(minutes=3)
    await other.presses("确认")
    before = await town.item(13)

    heard = await admin.asks(Confirm(token(first)))
    assert heard.lines[:7] == [
        "您确认之前，情况有变，所以还没有办：",
        "第13项：沈知行于11月24日 10:03改过",
        "牵头单位：尚未明确 → 发改局",
        "配合单位：无 → 文旅局",
        "状态：待分解 → 待签收",
        "",
        "请确认交办：第13项　推动科技创新和企业数字化改造",
    ]
    assert "牵头单位：发改局 → 交通局" in heard.lines
    assert await town.item(13) == before
    assert token(heard) != token(first)

    done = await admin.presses("确认")
    assert done.first.startswith("已交办")
    assert (await town.item(13)).lead == units[TRANSPORT]
    assert (await admin.asks(Confirm(token(first)))).toast == "这张卡片已经处理过了，没有重复办理。"


async def test_somebody_did_the_same(town: Town) -> None:
    async with town.store.writing() as uow:
        await uow.members.save(replace(town.people["沈知行"], role=Role.ADMIN))
    admin, other = town.admin, town.supervisor
    await means(admin, SetDeadline(no(14), by(12, 18)))
    await means(other, SetDeadline(no(14), by(12, 18)))
    await other.presses("确认")
    heard = await admin.presses("确认")
    assert heard.lines[1] == "第14项：沈知行于11月24日 10:00改过"
    assert heard.lines[-1] == "第14项本来就是这样，不用改。"
    assert len(audit(town)) == 1


async def test_changed_by_a_way_that_left_no_entry(town: Town) -> None:
    admin = town.admin
    await means(admin, SetDeadline(no(14), by(12, 18)))
    await town.set_item(14, leader="江若谷")
    heard = await admin.presses("确认")
    assert heard.lines[1] == "第14项刚刚改过。"
    assert heard.labels == ("✅ 确认", "取消")


async def test_who_lost_the_right_since_cannot_confirm(town: Town) -> None:
    admin = town.admin
    await means(admin, Assign(no(13), lead=town.units[TRANSPORT]))
    async with town.store.writing() as uow:
        await uow.members.save(replace(town.people["顾长河"], role=Role.LIAISON))
    heard = await admin.presses("确认")
    assert heard.first.startswith("交办和改时限由督查室管理员办理")
    assert (await town.item(13)).lead is None


async def test_who_left_since_hears_nothing_of_the_ledger(town: Town) -> None:
    admin = town.admin
    card = await means(admin, Assign(no(13), lead=town.units[TRANSPORT]))
    async with town.store.writing() as uow:
        await uow.members.save(replace(town.people["顾长河"], active=False))
    heard = await admin.asks(Confirm(token(card)))
    assert heard.first.startswith("您好，这里是督查督办机器人，凭邀请码使用。")
    assert (await town.item(13)).state is State.DRAFT


async def test_the_numbers_of_another_plan_are_checked_again(town: Town) -> None:
    admin = town.admin
    await means(admin, Assign(no(13), lead=town.units[TRANSPORT]))
    async with town.store.writing() as uow:
        items = tuple(ItemDraft(1, number, f"明年的第{number}件事", "正文。") for number in range(1, 15))
        draft = PlanDraft("明年工作要点", 2027, (Section(1, "一部分"),), items)
        await uow.plans.add(draft, year=2027, kind=PlanKind.MAIN, current=True)
    heard = await admin.presses("确认")
    assert heard.first == "工作要点换了新的一份，编号所指的事项变了，请重新核对："
    assert "请确认交办：第13项　明年的第13件事" in heard.lines
    assert (await town.item(13)).lead is None
    assert audit(town) == []


async def test_the_words_typed_again_lay_another_card(town: Town) -> None:
    admin = town.admin
    first = await means(admin, Assign(no(13), lead=town.units[TRANSPORT]))
    second = await means(admin, Assign(no(13), lead=town.units[TRANSPORT]))
    assert token(first) != token(second)
    await admin.asks(Confirm(token(second)))
    heard = await admin.asks(Confirm(token(first)))
    assert heard.lines[-1] == "第13项本来就是这样，不用改。"
    assert len(audit(town)) == 1


async def test_buttons_lead_on(town: Town) -> None:
    admin = town.admin
    await means(admin, Assign(no(13), lead=town.units[TRANSPORT]))
    done = await admin.presses("确认")
    assert [label for label, _ in pressable(done)] == ["↩ 撤销", "第13项"]
