"""People change, by chat: who may, what becomes of the work, who hears, and that the last admin stays."""

import datetime as dt
from collections.abc import Sequence

import pytest

from language.intents import Undo
from ledger.changes import AuditEntry
from ledger.members import Away, Member, Role
from ledger.notices import NoticeKind
from ledger.ports import Store
from tests.town import CULTURE, MORNING, OFFICE, REFORM, Person, Town


async def joins(town: Town, name: str, role: Role, unit: str, user_id: int) -> Person:
    async with town.store.writing() as uow:
        town.people[name] = await uow.members.add(Member(0, name, role, town.units[unit], user_id))
    return town.person(name)


async def now(town: Town, name: str) -> Member:
    async with town.store.reading() as uow:
        found = await uow.members.get(town.people[name].id)
    assert found is not None
    return found


async def told(store: Store) -> list[tuple[str, int]]:
    """(rule, member) of what waits about people."""
    async with store.reading() as uow:
        ripe = await uow.notices.ripe(MORNING + dt.timedelta(days=30), 1000)
    return [(notice.rule, notice.member_id) for notice in ripe if notice.kind is NoticeKind.PEOPLE]


async def entries(town: Town, name: str) -> Sequence[AuditEntry]:
    async with town.store.reading() as uow:
        return await uow.audit.of_subject(f"member:{town.people[name].id}")


async def test_a_transfer_hands_the_work_over_and_ends_access_at_once(town: Town) -> None:
    await joins(town, "马春山", Role.LIAISON, CULTURE, 7101)
    card = await town.admin.says("林晓禾调到发改局，工作交给马春山")
    assert card.lines[:3] == ["请确认调整：林晓禾", "文旅局联络员 → 发改局联络员", "手上1项移交给马春山："]
    assert card.lines[3].startswith("第14项")
    assert "确认后告知：罗建川、马春山、林晓禾" in card.text
    assert (await now(town, "林晓禾")).department_id == town.units[CULTURE]

    done = await town.admin.presses("确认")
    assert done.first == "已调整：林晓禾"
    assert (await now(town, "林晓禾")).department_id == town.units[REFORM]
    heirs = {town.people[name].id for name in ("罗建川", "马春山", "林晓禾")}
    assert {member for rule, member in await told(town.store) if rule == "transferred"} == heirs
    (entry,) = await entries(town, "林晓禾")
    assert (entry.event, entry.after["work"], entry.actor_name) == ("transferred", ["14"], "顾长河")


async def test_a_transfer_can_be_taken_back_for_a_while(town: Town) -> None:
    await town.admin.says("林晓禾调到发改局")
    await town.admin.presses("确认")
    assert (await town.admin.says("撤销")).first.startswith("要撤销这一步吗")
    assert (await town.admin.presses("撤销")).first == "已撤销，恢复原样：林晓禾"
    assert (await now(town, "林晓禾")).department_id == town.units[CULTURE]
    assert (await town.admin.says("撤销")).first.startswith("没有可以撤销")


async def test_taking_back_is_refused_when_he_moved_on(town: Town) -> None:
    await town.admin.says("林晓禾调到发改局")
    await town.admin.presses("确认")
    await town.admin.says("林晓禾调到交通局")
    await town.admin.presses("确认")
    first = (await entries(town, "林晓禾"))[-1]
    assert "后来又有变动" in (await town.admin.asks(Undo(first.seq))).first


async def test_who_leaves_is_unbound_at_once_and_the_head_hears(town: Town) -> None:
    card = await town.admin.says("林晓禾退休了")
    assert card.first == "请确认：林晓禾离开文旅局"
    assert "手上1项移交给罗建川：" in card.text
    await town.admin.presses("确认")
    gone = await now(town, "林晓禾")
    assert (gone.active, gone.user_id) == (False, None)
    assert (await town.cadre.says("我的任务")).first.startswith("您好，这里是督查督办机器人")
    assert ("departed", town.people["罗建川"].id) in await told(town.store)
    (entry,) = await entries(town, "林晓禾")
    assert "7001" not in str((entry.before, entry.after, entry.note))


async def test_what_waits_for_one_who_leaves_goes_to_whoever_takes_over(town: Town) -> None:
    town.now += dt.timedelta(hours=11)
    await town.admin.says("13项由文旅局牵头，12月20日前完成")
    await town.admin.presses("确认")
    await town.admin.says("林晓禾退休了")
    await town.admin.presses("确认")
    async with town.store.reading() as uow:
        ripe = await uow.notices.ripe(MORNING + dt.timedelta(days=5), 100)
    assert {n.member_id for n in ripe if n.kind is NoticeKind.ASSIGNED} == {town.people["罗建川"].id}


async def test_the_last_admin_stays(town: Town) -> None:
    for words in ("顾长河退休了", "顾长河调到发改局", "顾长河改任督查员", "解绑", "给顾长河换绑"):
        heard = await town.admin.says(words)
        assert not heard.labels or "确认" not in heard.labels[0], words
    assert "最后一位管理员" in (await town.admin.says("解绑")).first
    await joins(town, "温如言", Role.ADMIN, OFFICE, 7102)
    await town.admin.says("解绑")
    assert (await town.admin.presses("确认")).first == "已解绑：顾长河"
    assert (await now(town, "顾长河")).user_id is None
    assert "最后一位管理员" in (await town.person("温如言").says("解绑")).first


async def test_the_last_admin_stays_even_when_two_remove_each_other(town: Town) -> None:
    other = await joins(town, "温如言", Role.ADMIN, OFFICE, 7102)
    await town.admin.says("温如言退休了")
    await other.says("顾长河退休了")
    await town.admin.presses("确认")
    heard = await other.presses("确认")
    assert heard.first.startswith("您好") or "加入" in heard.first
    assert (await now(town, "顾长河")).active


async def test_nobody_raises_himself(town: Town) -> None:
    await joins(town, "温如言", Role.ADMIN, OFFICE, 7102)
    assert "不能给自己" in (await town.admin.says("顾长河改任县领导")).first
    for person in (town.cadre, town.head, town.supervisor, town.leader):
        heard = await person.says(f"{person.name}改任管理员")
        assert "管理员办理" in heard.first, person.name
    assert (await now(town, "林晓禾")).role is Role.LIAISON


@pytest.mark.parametrize(
    "words", ["韩卫平退休了", "给韩卫平换绑", "韩卫平12月1日到5日请假", "邀请交通局的马春山当联络员"]
)
async def test_a_head_looks_after_his_own_contacts_only(town: Town, words: str) -> None:
    assert "单位负责人" in (await town.head.says(words)).first
    assert (await town.head.says("邀请马春山当联络员")).first == "请确认邀请：马春山"
    assert (await town.head.says("给林晓禾换绑")).first.startswith("请确认换绑")
    assert "单位负责人" in (await town.head.says("邀请马春山当负责人")).first


async def test_an_invitation_by_chat_lets_one_in_and_the_head_hears(town: Town) -> None:
    await town.admin.says("邀请文旅局的马春山当联络员")
    done = await town.admin.presses("确认")
    code = done.text.split("start=")[1].split("\n")[0]
    newcomer = Person(town, 8100, "老马")
    assert (await newcomer.says(f"/start {code}")).first == "欢迎，马春山！您已加入：文旅局联络员"
    assert ("joined", town.people["罗建川"].id) in await told(town.store)
    assert "已经加入" in (await town.admin.says("邀请文旅局的马春山当联络员")).first


async def test_a_lost_telephone_gets_a_new_code_and_the_old_account_is_out(town: Town) -> None:
    await town.head.says("林晓禾手机丢了")
    done = await town.head.presses("确认")
    code = done.text.split("start=")[1].split("\n")[0]
    assert (await town.cadre.says("我的任务")).first.startswith("您好，这里是督查督办机器人")
    new = Person(town, 8200, "林晓禾")
    assert (await new.says(f"/start {code}")).first.startswith("欢迎，林晓禾！")
    assert (await now(town, "林晓禾")).user_id == 8200
    town.now += dt.timedelta(minutes=1)
    assert "不能用" in (await town.cadre.says(f"/start {code}")).first


async def test_leave_and_cover_and_back_by_itself(town: Town) -> None:
    await joins(town, "马春山", Role.LIAISON, CULTURE, 7101)
    card = await town.cadre.says("我12月18日到22日请假，由马春山代")
    assert card.lines[:3] == [
        "请确认请假：林晓禾",
        "时间：12月18日（周五）至12月22日（周二）",
        "代办：马春山，期间的提醒发给代办人，到期自动恢复。",
    ]
    await town.cadre.presses("确认")
    away = (await now(town, "林晓禾")).away
    assert away == Away(dt.date(2026, 12, 18), dt.date(2026, 12, 22), town.people["马春山"].id)
    waiting = {member for rule, member in await told(town.store) if rule == "leave_taken"}
    assert waiting == {town.people[name].id for name in ("罗建川", "马春山")}
    assert (await town.cadre.says("销假")).first == "请确认销假：林晓禾"
    await town.cadre.presses("确认")
    assert (await now(town, "林晓禾")).away is None
    assert "没有请假" in (await town.cadre.says("销假")).first


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("我11月1日到5日请假", "日期"),
        ("我12月1日到5日请假，由韩卫平代", "没有查到"),
        ("我12月1日到5日请假，由林晓禾代", "不能是本人"),
        ("韩卫平12月1日到5日请假", "单位负责人"),
    ],
)
async def test_leaves_that_cannot_be(town: Town, words: str, why: str) -> None:
    assert why in (await town.cadre.says(words)).first


async def test_a_named_stand_in_acts_as_head_on_those_days_only(town: Town) -> None:
    await town.head.says("林晓禾是我的AB角")
    await town.head.presses("确认")
    assert (await now(town, "罗建川")).deputy_id == town.people["林晓禾"].id
    await town.head.says("我明天请假一天")
    await town.head.presses("确认")
    assert "单位负责人" in (await town.cadre.says("邀请马春山当联络员")).first
    town.now += dt.timedelta(days=1)
    assert (await town.cadre.says("邀请马春山当联络员")).first == "请确认邀请：马春山"
    assert (await town.cadre.says("English")).first
    stored = await now(town, "林晓禾")
    assert (stored.role, stored.acting_for, stored.language) == (Role.LIAISON, None, "en")
    town.now += dt.timedelta(days=1)
    assert "head" in (await town.cadre.says("邀请马春山当联络员")).first


async def test_a_card_is_laid_anew_when_he_changed_meanwhile(town: Town) -> None:
    other = await joins(town, "温如言", Role.ADMIN, OFFICE, 7102)
    await town.admin.says("林晓禾调到发改局")
    await other.says("林晓禾调到交通局")
    await other.presses("确认")
    heard = await town.admin.presses("确认")
    assert heard.first.startswith("您确认之前，情况有变")
    assert "交通局联络员 → 发改局联络员" in heard.text
    assert (await town.admin.presses("确认")).first == "已调整：林晓禾"


async def test_two_of_one_name_are_told_apart_by_their_unit(town: Town) -> None:
    await joins(town, "林晓禾", Role.LIAISON, REFORM, 7105)
    assert "不止一位" in (await town.admin.says("林晓禾退休了")).first
    assert (await town.admin.says("发改局的林晓禾退休了")).first == "请确认：林晓禾离开发改局"


@pytest.mark.parametrize("words", ["林晓禾退休了", "邀请文旅局的马春山当联络员", "林晓禾调到发改局"])
async def test_forwarded_words_move_nobody(town: Town, words: str) -> None:
    heard = await town.admin.says(words, forwarded=True)
    assert "确认" not in "".join(heard.labels)


async def test_what_is_held_about_me_and_how_to_go(town: Town) -> None:
    heard = await town.cadre.says("/mydata")
    assert heard.lines[:3] == [
        "林晓禾，这里存有您的以下信息：",
        "单位和职责：文旅局联络员",
        "账号编号：7001（只用来认人和发消息）",
    ]
    await town.cadre.presses("解绑")
    await town.cadre.presses("确认")
    assert (await now(town, "林晓禾")).user_id is None
    assert (await town.cadre.says("/mydata")).first.startswith("您好，这里是督查督办机器人")
    assert ("unbound", town.people["罗建川"].id) in await told(town.store)


async def test_a_unit_s_people_are_for_the_office_and_the_unit(town: Town) -> None:
    heard = await town.head.says("/people")
    assert heard.lines == ["文旅局共2人：", "罗建川　负责人　已加入", "林晓禾　联络员　已加入"]
    assert (await town.admin.says("文旅局有哪些人")).first == "文旅局共2人："
    assert "管理员办理" in (await town.neighbour.says("文旅局有哪些人")).first
