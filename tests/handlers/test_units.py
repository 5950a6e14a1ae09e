"""Units change: former names stay understood, history keeps them, and everything moves in one transaction."""

import datetime as dt

from ledger.items import State
from tests.handlers.test_people import now
from tests.town import CULTURE, REFORM, TRANSPORT, Town


async def test_a_renamed_unit_is_understood_by_its_old_names(town: Town) -> None:
    card = await town.admin.says("交通局更名为县交通运输和物流局")
    assert card.lines[:2] == ["请确认更名：县交通运输局", "县交通运输局 → 县交通运输和物流局"]
    done = await town.admin.presses("确认")
    assert done.first == "已更名：县交通运输局 → 县交通运输和物流局"
    for words in ("交通局的任务", "县交通运输和物流局的任务"):
        assert "交通运输和物流局" in (await town.supervisor.says(words)).text, words
    assert "已经有叫" in (await town.admin.says("文旅局更名为县交通运输和物流局")).first
    assert (await town.admin.presses("撤销")).first == "已更名：县交通运输和物流局 → 县交通运输局"
    async with town.store.reading() as uow:
        names = {unit.id: unit for unit in await uow.departments.all()}
    assert names[town.units[TRANSPORT]].short == "交通局"


async def test_without_a_name_for_it_nothing_is_laid_but_asked(town: Town) -> None:
    heard = await town.admin.says("文旅局要分家，体育单列")
    assert (
        heard.first
        == "从县文体广电和旅游局分设出来的单位叫什么？请连名称一起说，例如「从县文体广电和旅游局分设某某局」。"
    )
    heard = await town.admin.says("交通局改个名字吧")
    assert heard.first == "县交通运输局改叫什么？请连新名称一起说，例如「县交通运输局更名为某某局」。"


async def test_a_merger_moves_items_and_people_and_keeps_the_history(town: Town) -> None:
    await town.hand_out(13, TRANSPORT, (REFORM,), dt.date(2026, 12, 20))
    await town.admin.says("15项由交通局牵头，12月20日前完成")
    await town.admin.presses("确认")
    card = await town.admin.says("把交通局并入发改局")
    assert card.first == "请确认合并：县交通运输局并入县发展和改革局"
    assert "转入事项3项：" in card.text
    assert "转入人员1人：韩卫平" in card.text
    done = await town.admin.presses("确认")
    assert done.lines[:2] == ["已合并：县交通运输局并入县发展和改革局", "转入事项3项、人员1人。"]
    assert "撤销" not in "".join(done.labels)

    reform = town.units[REFORM]
    item = await town.item(13)
    assert (item.lead, item.co, item.state) == (reform, (), State.DOING)
    assert (await town.item(14)).co == (reform,)
    assert (await now(town, "韩卫平")).department_id == reform
    assert "发改局" in (await town.supervisor.says("交通局的任务")).first
    assert "交通局" in (await town.supervisor.says("15项的来龙去脉")).text
    async with town.store.reading() as uow:
        assert all(unit.id != town.units[TRANSPORT] for unit in await uow.departments.all())
        (entry,) = await uow.audit.of_subject(f"unit:{reform}")
    assert (entry.event, entry.note) == ("unit_merged", "县交通运输局")


async def test_a_merger_is_asked_about_again_when_an_item_moved_meanwhile(town: Town) -> None:
    await town.admin.says("把交通局并入发改局")
    await town.hand_out(13, TRANSPORT, (), dt.date(2026, 12, 20))
    heard = await town.admin.presses("确认")
    assert heard.first.startswith("您确认之前，情况有变")
    assert "转入事项2项：" in heard.text


async def test_a_split_takes_its_items_along(town: Town) -> None:
    assert "不由" in (await town.admin.says("从文旅局分设县体育局，带走13项")).first
    card = await town.admin.says("从文旅局分设县体育局，带走14项")
    assert card.first == "请确认分设：从县文体广电和旅游局分设县体育局"
    await town.admin.presses("确认")
    async with town.store.reading() as uow:
        (new,) = [unit for unit in await uow.departments.all() if unit.name == "县体育局"]
    assert (await town.item(14)).lead == new.id
    assert "体育局" in (await town.supervisor.says("县体育局的任务")).first


async def test_only_admins_change_units(town: Town) -> None:
    for person in (town.head, town.cadre, town.supervisor, town.leader):
        for words in ("交通局更名为县物流局", "把交通局并入发改局", "从文旅局分设县体育局"):
            assert "管理员办理" in (await person.says(words)).first
    assert (await town.item(14)).lead == town.units[CULTURE]
