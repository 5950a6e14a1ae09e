"""Help that names what this person may say, the single next step, and questions back that do nothing."""

import datetime as dt
from dataclasses import replace

import pytest

from handlers.request import Request, Said
from handlers.talk import clarify
from language.intents import Clarify, Help, ItemNo, ListItems, MyTasks, Overview, ReportProgress, ShowItem, Smalltalk
from language.replies import Reply, payload_of
from ledger.items import Report, State
from ledger.lights import Colour
from ledger.members import Role
from tests.town import CULTURE, HOUSE, REFORM, Town

GROUP: dict[str, object] = {"private": False, "chat_id": -4007001}
REASONS = (
    "unknown",
    "no_such_item",
    "which_item",
    "which_department",
    "which_date",
    "what_percent",
    "several_wishes",
    "negated",
    "instruction",
    "question_about_write",
    "not_wished",
    "deadline_past",
    "impossible_date",
    "empty",
    "forwarded",
    "old_button",
    "file",
    "edited",
    "unsupported",
)


async def clarified(
    town: Town, question: Clarify, *, name: str = "林晓禾", language: str = "zh", private: bool = True
) -> Reply:
    """What a question back is worded as: understanding gives them, no button carries them."""
    member = town.people[name]
    said = Said(1, member.user_id or 0, member.user_id or 0, town.now, private=private)
    async with town.store.reading() as uow:
        directory = await town.front._directories.of(uow)
        voice = replace(town.front._voice(said, directory, "zh"), language=language)  # type: ignore[arg-type]
        return await clarify(Request(said, member, directory, voice, HOUSE, uow), question)


# --- help -----------------------------------------------------------------------------------------------------------


async def test_each_role_hears_its_own_examples(town: Town) -> None:
    cadre = await town.cadre.asks(Help())
    assert "报进展" in cadre.text
    assert "牵头，交通局配合" not in cadre.text
    admin = await town.admin.asks(Help())
    assert "「14项交文旅局牵头，交通局配合，年底前完成」" in admin.text
    assert all("保密提示" in heard.text for heard in (cadre, admin))


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_help_fits_a_phone_in_every_role(town: Town, language: str) -> None:
    for role in Role:
        async with town.store.writing() as uow:
            await uow.members.save(replace(town.people["林晓禾"], role=role, language=language))
        heard = await town.cadre.asks(Help())
        assert len(heard.lines) <= 30
        assert heard.labels
        assert "{" not in heard.text


async def test_every_button_under_help_answers(town: Town) -> None:
    for person in (town.cadre, town.admin, town.leader, town.supervisor):
        for label in (await person.asks(Help())).labels:
            assert (await person.presses(label)).text


async def test_topics(town: Town) -> None:
    heard = await town.cadre.asks(Help("evidence"))
    assert "文号" in heard.first
    assert "帮助" in heard.labels
    assert (await town.cadre.asks(Help("explain_light"))).labels[0] == "我的灯为何亮"
    assert (await town.cadre.asks(Help("no_such_topic"))).text == (await town.cadre.asks(Help())).text


async def test_help_in_a_group_is_short_and_offers_only_what_works_there(town: Town) -> None:
    heard = await town.cadre.presses_data("?", **GROUP)
    assert len(heard.lines) == 2
    for label in heard.labels:
        assert label not in ("我的任务", "我的灯为何亮")


# --- the single next step ----------------------------------------------------------------------------------------


async def test_the_next_step_of_a_unit(town: Town) -> None:
    cadre = town.cadre
    now = Report("在办", 90, 1, town.now)
    await town.set_item(14, percent=95, last_report=now)
    assert "第14项" in (await cadre.asks(Help("next"))).first
    assert "临近时限" in cadre.heard[-1].first
    await town.hand_out(21, CULTURE, (), dt.date(2026, 12, 18), State.ASSIGNED)
    assert (await cadre.asks(Help("next"))).first == "先签收第21项「丰富群众文化体育生活」。"
    assert cadre.heard[-1].labels[0] == "签收第21项"
    await town.hand_out(22, CULTURE, (), dt.date(2026, 11, 20))
    assert (await cadre.asks(Help("next"))).first.startswith("先办第22项「保护传承历史文化遗产」：🔴 逾期4天")
    assert cadre.heard[-1].labels[0] == "第22项报进展"


async def test_a_long_silence_is_broken_gently(town: Town) -> None:
    await town.hand_out(14, CULTURE, (), dt.date(2027, 3, 31))
    assert (await town.cadre.asks(Help("next"))).first == "可以给第14项「做强文化旅游产业」报一次进展：还没有报过。"
    old = Report("在办", None, 1, dt.datetime(2026, 10, 1, 2, tzinfo=dt.UTC))
    await town.set_item(14, last_report=old)
    assert (await town.cadre.asks(Help("next"))).first.endswith("上次是10月1日。")
    await town.set_item(14, last_report=replace(old, at=town.now))
    assert (await town.cadre.asks(Help("next"))).first == "眼下没有必须马上做的事。"


async def test_the_next_step_of_the_office(town: Town) -> None:
    assert (await town.admin.asks(Help("next"))).first.startswith("先分派第1项")
    await town.hand_out(22, CULTURE, (), dt.date(2026, 11, 20))
    assert (await town.supervisor.asks(Help("next"))).first.startswith(
        "先看第22项「保护传承历史文化遗产」（文旅局）：🔴 逾期"
    )
    await town.hand_out(12, REFORM, (), dt.date(2026, 12, 18), State.SUBMITTED)
    for person in (town.admin, town.supervisor):
        assert (await person.asks(Help("next"))).first == "先看第12项「提升工业园区承载能力」：已报办结，等待审核。"
    assert "第22项" in (await town.leader.asks(Help("next"))).first


# --- small talk -----------------------------------------------------------------------------------------------------


async def test_received_needs_no_answer(town: Town) -> None:
    heard = await town.cadre.asks(Smalltalk("received"))
    assert heard.text.startswith("无需回复")
    assert heard.labels == ()


async def test_greetings_call_people_by_name(town: Town) -> None:
    assert (await town.cadre.asks(Smalltalk("hello"))).first.startswith("林晓禾您好")
    assert (await town.cadre.asks(Smalltalk("whatever"))).first.startswith("林晓禾您好")


# --- asking back ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("reason", REASONS)
async def test_every_reason_has_words_of_its_own(town: Town, reason: str, language: str) -> None:
    question = Clarify(reason, words="<什么>", number=28)
    reply = await clarified(town, question, language=language)
    unknown = await clarified(town, Clarify("unknown", words="<什么>"), language=language)
    assert reply.text
    assert (reply.text == unknown.text) is (reason == "unknown")
    assert "<什么>" not in reply.text
    assert reply.buttons
    payload_of(reply)


async def test_a_reason_without_words_is_not_understood(town: Town) -> None:
    reply = await clarified(town, Clarify("reason_of_tomorrow", words="啊"))
    assert reply.text == (await clarified(town, Clarify("unknown", words="啊"))).text


async def test_an_item_that_is_not_there(town: Town) -> None:
    reply = await clarified(town, Clarify("no_such_item", number=28))
    assert reply.text == "没有第28项，工作要点共27项。"


async def test_readings_are_buttons_that_name_themselves(town: Town) -> None:
    options = (ShowItem((ItemNo(14),)), ShowItem((ItemNo(1, 4),)), ListItems(lights=(Colour.RED,)), MyTasks())
    reply = await clarified(town, Clarify("unknown", words="14", options=options))
    assert [row[0].label for row in reply.buttons] == ["第14项", "第1.4项", "红灯", "我的任务"]
    assert all(len(row) == 1 for row in reply.buttons)


async def test_readings_no_button_can_carry_are_left_out(town: Town) -> None:
    long = ReportProgress((ItemNo(14),), text="游客中心主体完工，智慧导览系统正在调试，进展顺利")
    reply = await clarified(town, Clarify("unknown", words="14", options=(long, MyTasks())))
    assert [b.label for row in reply.buttons for b in row] == ["我的任务"]


async def test_in_a_group_only_readings_that_are_answered_there(town: Town) -> None:
    options = (MyTasks(), Overview(), ReportProgress((ItemNo(14),)))
    reply = await clarified(town, Clarify("unknown", words="x", options=options), private=False)
    assert [b.label for row in reply.buttons for b in row] == ["总体情况"]


async def test_which_item_offers_ones_own_the_urgent_first(town: Town) -> None:
    await town.hand_out(22, CULTURE, (), dt.date(2026, 11, 20))
    reply = await clarified(town, Clarify("which_item"))
    assert [b.label for row in reply.buttons for b in row] == ["第22项", "第14项"]
    reply = await clarified(town, Clarify("which_item"), private=False)
    assert [b.label for row in reply.buttons for b in row] == ["帮助"]


async def test_a_bare_percent_will_be_understood_next(town: Town) -> None:
    reply = await clarified(town, Clarify("what_percent", items=(ItemNo(14),)))
    assert (reply.asked, reply.about) == ("percent", ("14",))


async def test_a_long_message_is_not_echoed_whole(town: Town) -> None:
    reply = await clarified(town, Clarify("unknown", words="很长的话\n" * 900))
    assert len(reply.text) < 200
    assert "\n" not in reply.text


async def test_an_old_button_says_so(town: Town) -> None:
    heard = await town.cadre.presses_data("zz;9")
    assert "已经失效" in heard.first
    assert "我的任务" in heard.labels
