"""The way in: codes work once, for one person, in private; everybody else hears the same sentence."""

import datetime as dt

import pytest

from handlers.joining import MANY_WRONG_CODES, WRONG_CODES
from handlers.request import Said
from language.intents import Bind, Confirm, Help, MyTasks, Sign
from ledger.invites import Invite, hash_code
from ledger.items import State
from ledger.members import Member, Role
from tests.handlers.saying import audit, means, pressable, tables
from tests.town import CULTURE, MORNING, Person, Town

CODE = "Ab3-_defghijklmnopqrst"
NEUTRAL = "您好，这里是督查督办机器人，凭邀请码使用。请向督查室要您的邀请码，再点邀请链接，或发送：/start 邀请码"
ENGLISH = (
    "Hello. This is the supervision bot; it is used by invitation. Please ask the supervision office for your code, "
    "then open the invitation link or send: /start CODE"
)
WRONG = "这个邀请码现在不能用。请核对后再发一次，或向督查室要一个新的。"
MINUTE = dt.timedelta(minutes=1)


async def invited(town: Town, code: str = CODE, role: Role = Role.LIAISON, days: int = 7) -> Member:
    async with town.store.writing() as uow:
        member = await uow.members.add(Member(0, "马春山", role, town.units[CULTURE]))
        await uow.invites.add(Invite(hash_code(code), member.id, MORNING + dt.timedelta(days=days)))
    return member


def newcomer(town: Town, user_id: int = 8100, language_code: str = "zh-hans") -> Person:
    return Person(town, user_id, "老马", language_code)


async def now(town: Town, member: Member) -> Member:
    async with town.store.reading() as uow:
        found = await uow.members.get(member.id)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "words", [f"/start {CODE}", f"/bind  {CODE} ", CODE, f"https://t.me/duban_bot?start={CODE}", f"/START {CODE}"]
)
async def test_with_a_code_one_comes_in(town: Town, words: str) -> None:
    await town.hand_out(13, CULTURE, state=State.ASSIGNED)
    member, person = await invited(town), newcomer(town)
    heard = await person.says(words)
    assert heard.lines == [
        "欢迎，马春山！您已加入：文旅局联络员",
        "您单位目前牵头2项、配合0项，其中1项等您签收。",
        "可以这样说：「我的任务」「14项：资料已报省厅，完成60%」。先看您单位的任务：",
        "平时每人每个工作日最多一条汇总提醒，非工作时间不打扰，不用回复“收到”。",
        "这里只办公开和一般事项，请不要发送涉密、敏感内容。",
    ]
    assert [intent for _, intent in pressable(heard)] == [MyTasks(), Sign(), Help()]
    joined = await now(town, member)
    assert (joined.user_id, joined.name, joined.role, joined.language) == (8100, "马春山", Role.LIAISON, "")
    (entry,) = audit(town)
    assert (entry.event, entry.actor_name, entry.item_id) == ("joined", "马春山", None)
    assert (await person.asks(Sign())).first.startswith("请确认签收：第13项")


async def test_in_the_house_s_language_with_the_other_one_press_away(town: Town) -> None:
    """Telegram has no Chinese of its own: a cadre's English menus do not mean that he wants to work in English."""
    member, person = await invited(town, role=Role.HEAD), newcomer(town, language_code="en-GB")
    heard = await person.says(f"/start {CODE}")
    assert heard.first.startswith("欢迎，马春山！")
    assert heard.labels[-1] == "English"
    assert (await now(town, member)).language == ""
    assert (await person.presses("English")).first == "Very well, English from now on."
    assert (await now(town, member)).language == "en"


async def test_a_telegram_in_another_language_leaves_the_choice_open(town: Town) -> None:
    member = await invited(town)
    await newcomer(town, language_code="uk").says(f"/start {CODE}")
    assert (await now(town, member)).language == ""


@pytest.mark.parametrize("role", list(Role))
async def test_every_role_has_its_first_steps(town: Town, role: Role) -> None:
    await invited(town, role=role)
    heard = await newcomer(town).says(f"/start {CODE}")
    assert heard.labels


async def test_a_code_opens_once(town: Town) -> None:
    member = await invited(town)
    await newcomer(town).says(f"/start {CODE}")
    second = newcomer(town, 8101)
    assert (await second.says(f"/start {CODE}")).text == WRONG
    assert (await now(town, member)).user_id == 8100
    assert len(audit(town)) == 1


async def test_expired_and_unknown_and_used_sound_alike(town: Town) -> None:
    await invited(town, days=7)
    town.now += dt.timedelta(days=7)
    assert (await newcomer(town).says(f"/start {CODE}")).text == WRONG
    assert (await newcomer(town, 8101).says("/start no-such-code")).text == WRONG
    assert audit(town) == []


async def test_a_place_that_is_taken_is_not_taken_again(town: Town) -> None:
    """Two codes for one person: the first to come has it."""
    member = await invited(town)
    async with town.store.writing() as uow:
        await uow.invites.add(Invite(hash_code("another-code"), member.id, MORNING + dt.timedelta(days=7)))
    await newcomer(town).says(f"/start {CODE}")
    assert (await newcomer(town, 8101).says("/start another-code")).text == WRONG
    assert (await now(town, member)).user_id == 8100


async def test_who_has_left_does_not_come_back_by_an_old_code(town: Town) -> None:
    member = await invited(town)
    async with town.store.writing() as uow:
        await uow.members.save(Member(member.id, "马春山", member.role, member.department_id, active=False))
    assert (await newcomer(town).says(f"/start {CODE}")).text == WRONG


@pytest.mark.parametrize("words", ["你好", "/start", "item 14 status", "14项咋样了", "/help", "我的任务"])
async def test_a_stranger_hears_how_to_be_invited_and_nothing_else(town: Town, words: str) -> None:
    heard = await town.stranger.says(words)
    assert heard.text == (ENGLISH if words == "item 14 status" else NEUTRAL)
    assert heard.labels == ()
    assert tables(town).outbox == {}


async def test_once_a_minute_is_enough(town: Town) -> None:
    stranger = town.stranger
    assert (await stranger.says("你好")).text == NEUTRAL
    assert (await stranger.says("你好")).text == ""
    assert (await stranger.asks(Confirm("whatever"))).text == ""
    assert (await newcomer(town).says("你好")).text == NEUTRAL
    town.now += MINUTE
    assert (await stranger.says("你好")).text == NEUTRAL


async def test_guessing_has_to_wait(town: Town) -> None:
    member, person = await invited(town), newcomer(town)
    heard = [(await person.says(f"/start guess{n}")).text for n in range(WRONG_CODES)]
    paused = "邀请码多次不对，请一小时后再试，或向督查室要一个新的。"
    assert heard == [WRONG] * (WRONG_CODES - 1) + [paused]
    assert (await person.says(f"/start {CODE}")).text == ""
    town.now += 59 * MINUTE
    assert (await person.says(f"/start {CODE}")).text == paused
    assert (await now(town, member)).user_id is None
    other = newcomer(town, 8101)
    town.now += MINUTE
    assert (await other.says("你好")).text == NEUTRAL
    assert (await person.says(f"/start {CODE}")).first.startswith("欢迎，马春山！")


async def test_guessing_is_reported_once_a_day_however_many_guess(town: Town) -> None:
    for user_id in range(8200, 8204):
        for n in range(WRONG_CODES + 3):
            await newcomer(town, user_id).says(f"/start guess{n}")
    assert [entry.event for entry in audit(town)] == ["codes_guessed"] * 4
    assert "8200" not in str(audit(town))
    (notice,) = [row.notice for row in tables(town).notices.values()]
    assert (notice.member_id, notice.rule) == (town.people["顾长河"].id, "codes_guessed")
    town.now += dt.timedelta(days=1)
    for n in range(WRONG_CODES):
        await newcomer(town, 8300).says(f"/start guess{n}")
    assert len(tables(town).notices) == 2


async def test_many_who_each_guess_a_little_are_reported_too(town: Town) -> None:
    for user_id in range(8200, 8200 + MANY_WRONG_CODES):
        await newcomer(town, user_id).says("/start guess")
    assert [entry.event for entry in audit(town)] == ["codes_guessed"]


async def test_a_code_in_a_group_is_burnt(town: Town) -> None:
    member, person = await invited(town), newcomer(town)
    heard = await person.says(f"/start {CODE}", chat_id=-5, private=False)
    assert heard.text == "邀请码只能在私聊里使用。发到群里的邀请码已作废，请私下向督查室要一个新的。"
    assert (await person.says(f"/start {CODE}")).text == WRONG
    assert (await now(town, member)).user_id is None
    assert [entry.event for entry in audit(town)] == ["invite_burnt"]


async def test_a_code_that_a_member_posts_in_a_group_is_burnt_too(town: Town) -> None:
    await invited(town)
    heard = await town.cadre.says(f"/start {CODE}", chat_id=-5, private=False)
    assert heard.text.startswith("邀请码只能在私聊里使用。")
    assert (await newcomer(town).says(f"/start {CODE}")).text == WRONG


async def test_nor_does_it_help_to_have_no_name(town: Town) -> None:
    await invited(town)
    await newcomer(town).says(f"/start {CODE}", chat_id=-5, private=False, anonymous=True)
    assert (await newcomer(town).says(f"/start {CODE}")).text == WRONG


async def test_a_stranger_in_a_group_is_sent_to_the_private_chat(town: Town) -> None:
    heard = await town.stranger.says("/start", chat_id=-5, private=False)
    assert heard.text == "请先私聊@duban_bot，用督查室发给您的邀请码加入后再使用。"
    assert (await town.stranger.says("/start", chat_id=-5, private=False)).text == ""


async def test_the_admins_of_the_settings_come_in_by_start(town: Town) -> None:
    chief = Person(town, 9001, "老主任")
    assert (await chief.says("你好")).text == NEUTRAL
    heard = await chief.says("/start")
    assert heard.first == "欢迎，老主任！您已加入：督查室管理员"
    async with town.store.reading() as uow:
        member = await uow.members.by_user(9001)
    assert member is not None
    assert (member.role, member.name, member.department_id) == (Role.ADMIN, "老主任", None)
    again = await means(chief, Bind())
    assert again.first == "老主任，您好！您已经加入：督查室管理员"
    assert [entry.event for entry in audit(town)] == ["joined"]


async def test_an_admin_of_the_settings_with_a_code_is_that_person_and_admin(town: Town) -> None:
    member = await invited(town)
    await Person(town, 9001, "老马").says(f"/start {CODE}")
    joined = await now(town, member)
    assert (joined.name, joined.role, joined.user_id) == ("马春山", Role.ADMIN, 9001)


async def test_a_member_made_admin_in_the_settings_becomes_one(town: Town) -> None:
    async with town.store.writing() as uow:
        await uow.members.add(Member(0, "老马", Role.LIAISON, town.units[CULTURE], 9001))
    heard = await means(Person(town, 9001, "老马"), Bind())
    assert heard.first == "老马，您好！您已经加入：文旅局督查室管理员"
    assert [entry.event for entry in audit(town)] == ["made_admin"]


async def test_a_member_does_not_use_up_a_colleague_s_code(town: Town) -> None:
    member = await invited(town)
    heard = await town.cadre.says(f"/start {CODE}")
    assert heard.lines[:2] == ["林晓禾，您好！您已经加入：文旅局联络员", "您不需要邀请码，这个码没有使用。"]
    await newcomer(town).says(f"/start {CODE}")
    assert (await now(town, member)).user_id == 8100


async def test_the_door_forgets_who_stands_there_no_more(town: Town) -> None:
    doorbell = town.front._strangers
    for user_id in range(20_000, 31_000):
        town.now += dt.timedelta(seconds=1)
        assert doorbell.may_hear(Said(0, user_id, user_id, town.now))
    assert len(doorbell._callers) < 10_001
