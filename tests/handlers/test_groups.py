"""Work groups: linked where they are, told what may be told, and nothing told in a group that is nobody's."""

import datetime as dt

import pytest

from handlers.reachability import put_out
from language.replies import load
from ledger.groups import Group
from ledger.items import Sensitivity
from ledger.members import Role
from ledger.moving import chat_moved
from tests.handlers.test_people import joins
from tests.town import CULTURE, OFFICE, Town

HERE: dict[str, object] = {"private": False, "chat_id": -77, "chat_title": "文旅局工作群"}
TOPIC: dict[str, object] = {**HERE, "thread_id": 9}


async def links(town: Town, chat_id: int = -77) -> list[Group]:
    async with town.store.reading() as uow:
        return list(await uow.groups.of_chat(chat_id))


async def told(town: Town, chat_id: int = -77) -> list[tuple[str, int | None]]:
    """(text, topic) of what waits for a group."""
    found = []
    async with town.store.reading() as uow:
        for number in range(1, town.updates + 50):
            message = await uow.outbox.get(number)
            if message and message.chat_id == chat_id and message.key.startswith("group|"):
                payload = load(message.payload)
                found.append((payload.text, payload.thread))
    return found


async def test_an_admin_links_a_group_in_the_group(town: Town) -> None:
    card = await town.admin.says("把本群绑定为文旅局工作群", **HERE)
    assert card.lines[0] == "请确认：把本群绑定为文旅局工作群"
    assert await links(town) == []
    done = await town.admin.presses("确认", **HERE)
    assert done.first == "已绑定为文旅局工作群"
    (link,) = await links(town)
    assert (link.department_id, link.title, link.notices) == (town.units[CULTURE], "文旅局工作群", False)
    assert "文旅局工作群　文旅局　通知未开启" in (await town.supervisor.says("群列表")).text


async def test_the_head_links_his_own_unit_s_group_only(town: Town) -> None:
    assert "该单位负责人办理" in (await town.head.says("把本群绑定为交通局工作群", **HERE)).first
    assert "该单位负责人办理" in (await town.cadre.says("把本群绑定为文旅局工作群", **HERE)).first
    await town.head.says("把本群绑定为文旅局工作群", **HERE)
    payload = town.head.heard[-1].payload
    assert payload is not None
    yes = payload.buttons[0][0][1]
    assert "给别人确认" in (await town.cadre.presses_data(yes, **HERE)).first
    assert (await town.head.presses("确认", **HERE)).first == "已绑定为文旅局工作群"


async def test_what_is_told_in_groups_can_be_asked(town: Town) -> None:
    await town.admin.says("把本群绑定为文旅局工作群", **HERE)
    await town.admin.presses("确认", **HERE)
    for circumstances in (HERE, {}):
        heard = await town.supervisor.says("群里的通知都发些啥", **circumstances)
        assert heard.first == "群里只告知一件事：新交办给本单位的事项（编号和标题）。"


async def test_not_in_private_and_not_by_nobody_in_particular(town: Town) -> None:
    assert "在要绑定的群里" in (await town.admin.says("把本群绑定为文旅局工作群")).first
    assert "匿名身份" in (await town.admin.says("把本群绑定为文旅局工作群", anonymous=True, **HERE)).first
    assert await links(town) == []


@pytest.mark.parametrize("words", ["14项咋样了", "总体情况", "文旅局的任务", "全部红灯", "导游"])
async def test_a_group_that_is_nobody_s_hears_nothing(town: Town, words: str) -> None:
    heard = await town.cadre.says(words, **HERE)
    assert heard.first.startswith("本群还没有绑定")
    assert heard.labels == ()


async def test_a_link_of_one_topic_opens_that_topic_only(town: Town) -> None:
    await town.admin.says("把本群绑定为文旅局工作群", **TOPIC)
    await town.admin.presses("确认", **TOPIC)
    assert (await town.cadre.says("14项咋样了", **TOPIC)).first.startswith("第14项")
    assert (await town.cadre.says("14项咋样了", **HERE)).first.startswith("本群还没有绑定")


async def test_notices_go_to_the_group_when_switched_on_and_only_what_a_group_may_hear(town: Town) -> None:
    await town.admin.says("把本群绑定为文旅局工作群", **TOPIC)
    await town.admin.presses("确认", **TOPIC)
    await town.set_item(15, sensitivity=Sensitivity.SENSITIVE)
    await assign(town, "13项由文旅局牵头，12月20日前完成")
    assert await told(town) == []
    await town.head.says("本群开启通知", **TOPIC)
    assert (await town.head.presses("确认", **TOPIC)).first.startswith("已开启")
    await assign(town, "12项由文旅局牵头，12月20日前完成")
    await assign(town, "15项由文旅局牵头，12月20日前完成")
    await assign(town, "11项由交通局牵头，12月20日前完成")
    (only,) = await told(town)
    assert "第12项" in only[0]
    assert "12月20日" not in only[0]
    assert only[1] == 9
    await town.head.says("取消本群绑定", **TOPIC)
    await town.head.presses("确认", **TOPIC)
    assert await links(town) == []


async def assign(town: Town, words: str) -> None:
    await town.admin.says(words)
    await town.admin.presses("确认")


async def test_a_project_s_group_is_an_admin_s_to_link(town: Town) -> None:
    assert "管理员或该单位负责人" in (await town.head.says("把本群绑定为文旅产业专班工作群", **HERE)).first
    await town.admin.says("把本群绑定为文旅产业专班工作群", **HERE)
    assert (await town.admin.presses("确认", **HERE)).first == "已绑定为文旅产业专班工作群"
    assert "专班群" in (await town.admin.says("本群开启通知", **HERE)).first


async def test_a_group_that_becomes_a_supergroup_takes_everything_along(town: Town) -> None:
    await town.admin.says("把本群绑定为文旅局工作群", **HERE)
    await town.admin.presses("确认", **HERE)
    await town.head.says("本群开启通知", **HERE)
    await town.head.presses("确认", **HERE)
    await assign(town, "12项由文旅局牵头，12月20日前完成")
    await town.cadre.says("14项咋样了", **HERE)
    async with town.store.writing() as uow:
        assert await chat_moved(uow, -77, -10077) >= 2
        assert await chat_moved(uow, -77, -10077) == 0
    assert await links(town) == []
    assert len(await links(town, -10077)) == 1
    assert len(await told(town, -10077)) == 1
    async with town.store.reading() as uow:
        talk = await uow.conversations.get(-10077)
    assert talk is not None
    assert talk.items == ("14",)


async def test_the_admins_hear_when_the_bot_is_put_out(town: Town) -> None:
    await joins(town, "温如言", Role.ADMIN, OFFICE, 7102)
    await town.admin.says("把本群绑定为交通局工作群", **HERE)
    await town.admin.presses("确认", **HERE)
    for _ in range(2):
        async with town.store.writing() as uow:
            await put_out(uow, -77, at=town.now, not_before=town.now, source="inbox:1")
    assert await links(town) == []
    async with town.store.reading() as uow:
        ripe = await uow.notices.ripe(town.now + dt.timedelta(days=9), 100)
    heard = [n.member_id for n in ripe if n.rule == "group_lost"]
    assert heard == [town.people[name].id for name in ("顾长河", "温如言")]
