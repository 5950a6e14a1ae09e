"""撤销: within ten minutes, while nothing depends on it, by the one who did it or an admin."""

import datetime as dt
from dataclasses import replace

from language.intents import Assign, ItemNo, Move, PartNo, ReportProgress, SetDeadline, SetLanguage, Undo
from ledger.items import Item, State
from ledger.members import Role
from tests.handlers.saying import audit, by, means, no, notices, pressable, told
from tests.town import CULTURE, TRANSPORT, Town

MINUTES = dt.timedelta(minutes=1)


async def test_typed_it_shows_what_it_would_be(town: Town) -> None:
    admin, before = town.admin, await town.item(14)
    await means(admin, SetDeadline(no(14), by(12, 18)))
    await admin.presses("确认")
    after = await town.item(14)
    heard = await means(admin, Undo())
    assert heard.lines == [
        "要撤销11月24日 10:00的时限改动吗？第14项",
        "完成时限：12月18日（周五），原话“12月18日前” → 11月27日（周五），原话“11月27日前”",
        "按“撤销”才生效。",
    ]
    assert await town.item(14) == after
    undone = await admin.presses("撤销")
    assert undone.first == "已撤销：第14项恢复原样"
    assert replace(await town.item(14), version=before.version) == before


async def test_ten_minutes_and_not_a_second_more(town: Town) -> None:
    admin = town.admin
    await means(admin, SetDeadline(no(14), by(12, 18)))
    await admin.presses("确认")
    town.now += 10 * MINUTES + dt.timedelta(seconds=1)
    heard = await admin.presses("撤销")
    assert heard.first == "已过10分钟，第14项不能撤销了；可以再说一句改回来。"
    town.now -= dt.timedelta(seconds=1)
    assert (await admin.presses("↩ 撤销")).first == "已撤销：第14项恢复原样"


async def test_pressed_twice(town: Town) -> None:
    admin = town.admin
    await means(admin, SetDeadline(no(14), by(12, 18)))
    done = await admin.presses("确认")
    undo = next(intent for _, intent in pressable(done) if isinstance(intent, Undo))
    await admin.asks(undo)
    after, count = await town.item(14), len(notices(town))
    assert (await admin.asks(undo)).first == "这一步已经撤销过了，不用再按。"
    assert (await town.item(14), len(notices(town))) == (after, count)


async def test_an_undoing_is_not_undone_by_saying_it_again(town: Town) -> None:
    admin = town.admin
    await means(admin, SetDeadline(no(14), by(12, 18)))
    await admin.presses("确认")
    await admin.presses("撤销")
    assert (await means(admin, Undo())).first.startswith("没有可以撤销的操作")
    assert (await admin.asks(Undo(audit(town)[-1].seq))).first == "第14项的这一步不能在这里撤销，请与督查室联系。"


async def test_nothing_to_undo(town: Town) -> None:
    assert (await means(town.cadre, Undo())).first.startswith("没有可以撤销的操作")
    assert (await town.cadre.asks(Undo(4711))).first.startswith("没有可以撤销的操作")


async def test_a_choice_of_language_is_no_change_of_an_item(town: Town) -> None:
    cadre = town.cadre
    await cadre.asks(SetLanguage("zh"))
    assert (await cadre.asks(Undo(audit(town)[-1].seq))).first.startswith("没有可以撤销的操作")


async def test_an_admin_may_take_back_what_another_did_and_he_hears_of_it(town: Town) -> None:
    cadre, admin = town.cadre, town.admin
    before = await town.item(14)
    await means(cadre, ReportProgress(no(14), "资料已报", 60))
    await cadre.presses("确认")
    seq = audit(town)[-1].seq
    assert (await town.supervisor.asks(Undo(seq))).first.startswith("第14项的这一步是别人办的")
    heard = await admin.asks(Undo(seq))
    assert heard.first == "已撤销：第14项恢复原样"
    assert replace(await town.item(14), version=before.version) == before
    assert told(town) == {"林晓禾": "changed undone"}


async def test_one_item_moved_on_keeps_the_whole_step(town: Town) -> None:
    """Undoing half of a step would leave what nobody decided."""
    admin = town.admin
    await means(admin, Assign(no(12, 13), lead=town.units[CULTURE]))
    done = await admin.presses("确认")
    undo = next(intent for _, intent in pressable(done) if isinstance(intent, Undo))
    cadre = town.cadre
    await means(cadre, ReportProgress(no(13), "已开工", 10))
    await cadre.presses("确认")
    heard = await admin.asks(undo)
    assert heard.first.startswith("第13项后来又有改动，不能直接撤销")
    assert (await town.item(12)).lead == town.units[CULTURE]


async def test_steps_of_others_at_the_same_moment_are_left_alone(town: Town) -> None:
    async with town.store.writing() as uow:
        await uow.members.save(replace(town.people["沈知行"], role=Role.ADMIN))
    one, other = town.admin, town.supervisor
    await means(one, Assign(no(12), lead=town.units[CULTURE]))
    await means(other, Assign(no(13), lead=town.units[TRANSPORT]))
    await one.presses("确认")
    await other.presses("确认")
    await one.presses("撤销")
    assert (await town.item(12)).lead is None
    assert (await town.item(13)).lead == town.units[TRANSPORT]


async def test_a_split_is_undone_with_all_its_parts(town: Town) -> None:
    admin, before = town.admin, await town.item(14)
    parts = (PartNo("节会", town.units[TRANSPORT]), PartNo("景区", None))
    await means(admin, Move("split_item", no(14), parts=parts))
    await admin.presses("确认")
    made = [await town.item(14, part) for part in (1, 2)]
    assert [item.lead for item in made] == [town.units[TRANSPORT], before.lead]
    heard = await admin.presses("撤销")
    assert heard.lines[0] == "已撤销：第14项恢复原样"
    assert "已取消：第14.1、14.2项不再单列。" in heard.lines
    assert replace(await town.item(14), version=before.version) == before
    async with town.store.reading() as uow:
        assert [await uow.items.get(item.id) for item in made] == [None, None]
        assert [entry.event for entry in await uow.audit.of_item(made[0].id)] == ["undone", "part_registered"]
    assert told(town)["韩卫平"] == "changed undone"
    assert notices(town)[-1].item_id == before.id


async def test_a_split_whose_part_has_moved_on_stays(town: Town) -> None:
    admin, cadre = town.admin, town.cadre
    await means(admin, Move("split_item", no(14), parts=(PartNo("节会"), PartNo("景区"))))
    await admin.presses("确认")
    await means(cadre, ReportProgress((ItemNo(14, 1),), "已开工", 10))
    await cadre.presses("确认")
    heard = await admin.presses("↩ 撤销")
    assert heard.first.startswith("第14.1项后来又有改动，不能直接撤销")
    assert (await town.item(14)).state is State.SPLIT


async def test_a_new_item_is_gone_and_its_number_free_again(town: Town) -> None:
    admin = town.admin
    await means(admin, Move("register", reason="整治校园周边交通"))
    await admin.presses("确认")
    number = max(item.number for item in await _items(town))
    heard = await admin.presses("撤销")
    assert heard.first == f"已取消：第{number}项不再单列。"
    assert max(item.number for item in await _items(town)) == number - 1
    await means(admin, Move("register", reason="整治校园周边交通"))
    await admin.presses("确认")
    again = max(await _items(town), key=lambda item: item.number)
    assert (again.number, again.id) == (number, max(item.id for item in await _items(town)))
    assert (await means(town.cadre, Undo())).first.startswith("没有可以撤销的操作")


async def _items(town: Town) -> list[Item]:
    async with town.store.reading() as uow:
        plan = await uow.plans.current()
        assert plan is not None
        return list(await uow.items.of_plan(plan.id))
