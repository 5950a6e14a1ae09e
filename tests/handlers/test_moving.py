"""The moves of an item's further life, each as the talk it is: asked for, confirmed, decided, told."""

from dataclasses import replace

import pytest

from handlers.moving import MAKERS
from language.intents import MOVES, Decisions, ItemNo, Move, PartNo, ShowItem, Undo
from ledger.applications import Asked, Desk
from ledger.items import Grade, Item, Priority, Sensitivity, State
from tests.handlers.saying import audit, by, means, no, tables
from tests.town import CULTURE, REFORM, TRANSPORT, Heard, Person, Town

DONE = Move("submit_done", no(14), reason="已通过省级验收", evidence="文号31")
LATER = Move("ask_extension", no(14), deadline=by(12, 20, "12月20日"), reason="等省里批文", progress="主体已完工")


def test_every_move_has_its_maker() -> None:
    assert set(MAKERS) == MOVES


@pytest.mark.parametrize("name", sorted(MOVES))
@pytest.mark.parametrize("words", ["说一句", "in English"])
async def test_every_move_is_answered_to_everybody_and_words_alone_change_nothing(
    town: Town, name: str, words: str
) -> None:
    before = list(tables(town).items.values())
    for person in (town.cadre, town.head, town.supervisor, town.admin, town.leader, town.neighbour):
        for intent in (
            Move(name),
            Move(name, no(14)),
            Move(name, no(14, 13), town.units["县教育局"], by(12, 20), reason="等省里", person="张"),
            Move(name, no(15), parts=(PartNo("教育"), PartNo("就业")), value="300万人次", level="blue"),
        ):
            assert (await means(person, intent, words)).text
    assert list(tables(town).items.values()) == before
    assert not audit(town)


async def does(person: Person, intent: Move, press: str = "确认") -> Heard:
    await means(person, intent)
    return await person.presses(press)


async def test_an_extension_from_one_sentence_to_the_new_limit(town: Town) -> None:
    cadre, head, admin = town.cadre, town.head, town.admin
    asked = await cadre.says("14项能不能延期到12月20日")
    assert asked.first == "第14项申请延期到12月20日（周日）：理由是什么？"
    asked = await cadre.says("景区施工许可还没批下来")
    assert asked.first == "第14项申请延期：目前进展到哪一步了？"
    card = await cadre.says("完成60%，主体已完工")
    assert card.lines == [
        "请确认申请延期：第14项　做强文化旅游产业",
        "申请延到：12月20日（周日），原话“12月20日”",
        "理由：景区施工许可还没批下来",
        "目前进展：完成60%，主体已完工",
        "※ 12月20日（周日）不是工作日。",
        "※ 确认后先请本单位负责人罗建川确认，再报督查室。",
        *card.lines[6:],
    ]
    await cadre.presses("确认")
    assert (await town.item(14)).application(Asked.EXTENSION) is not None
    assert (await admin.asks(Decisions())).first == "没有等您处理的申请。"

    waits = await head.asks(Decisions())
    assert waits.lines[:3] == [
        "待您处理：1件",
        "第14项　做强文化旅游产业",
        "　申请延期：延到12月20日，景区施工许可还没批下来",
    ]
    await head.presses("确认上报")
    assert (await head.presses("✅")).first.startswith("已确认上报：第14项")

    await admin.asks(Decisions())
    card = await admin.presses("同意")
    assert card.first == "请确认同意延期：第14项　做强文化旅游产业"
    assert "单位负责人罗建川已确认" in card.lines
    await admin.presses("✅")
    item = await town.item(14)
    assert (item.limit, item.extended) == (by(12, 20).day, 1)
    assert item.original_deadline is not None
    assert item.original_deadline.day == by(11, 27).day
    assert item.applications == ()
    again = await means(cadre, replace(LATER, deadline=by(12, 31)))
    assert any(line.startswith("※ 这是第2次延期，原时限11月27日") for line in again.lines)


async def test_after_the_limit_nothing_more_is_asked(town: Town) -> None:
    cadre = town.cadre
    await town.hand_out(14, CULTURE, day=by(11, 20).day)
    heard = await cadre.says("14项申请延期到12月20日")
    assert heard.first.startswith("第14项的时限已过，不能再申请延期")


async def test_a_question_can_be_left_and_other_questions_come_first(town: Town) -> None:
    cadre = town.cadre
    await means(cadre, replace(LATER, reason=""))
    assert (await cadre.says("我的任务")).first != "第14项申请延期：目前进展到哪一步了？"
    await means(cadre, replace(LATER, reason=""))
    assert (await cadre.presses("先不办")).first == "好的，先不办，什么都没有改。"
    after = await cadre.says("等省里批文")
    assert not after.first.startswith(("第14项申请延期", "请确认"))
    assert (await town.item(14)).applications == ()


async def test_closing_is_never_self_service(town: Town) -> None:
    cadre, head, admin = town.cadre, town.head, town.admin
    card = await means(cadre, DONE)
    assert "※ 还有配合单位没有报完成：发改局、交通局。" in card.lines
    await cadre.presses("确认")
    assert (await town.item(14)).state is State.DOING, "the head has not confirmed yet"
    early = await means(admin, Move("approve", no(14)))
    assert early.first == "第14项的申请还在等单位负责人确认，确认后再审批。"
    await does(head, Move("approve", no(14)))
    assert (await town.item(14)).state is State.SUBMITTED

    asked = await means(admin, Move("reject", no(14)))
    assert asked.first == "第14项不同意，请写一句理由，报送的单位会看到。"
    card = await admin.says("材料太虚，补上验收意见")
    assert card.first == "请确认退回重办：第14项　做强文化旅游产业"
    assert "答复：材料太虚，补上验收意见" in card.lines
    await admin.presses("✅")
    item = await town.item(14)
    assert (item.state, item.returned) == (State.RETURNED, 1)

    await does(cadre, replace(DONE, evidence="文号32"))
    await does(head, Move("approve", no(14)))
    done = await does(admin, Move("approve", no(14), level="good"))
    assert done.first == "已办结：第14项　做强文化旅游产业"
    item = await town.item(14)
    assert (item.state, item.grade, item.evidence) == (State.CLOSED, Grade.GOOD, "文号32")
    shown = await cadre.asks(ShowItem(no(14)))
    assert "办结评价：良好" in shown.lines
    await does(admin, Move("strike", no(14)))
    assert (await town.item(14)).state is State.STRUCK
    await does(admin, Move("reopen", no(14), reason="回头看发现设施停用"))
    assert (await town.item(14)).state is State.DOING
    await admin.presses("撤销")
    assert (await town.item(14)).state is State.STRUCK


async def test_nobody_decides_what_he_applied_for_himself(town: Town) -> None:
    """An admin whose own unit leads an item needs another one (two-person rule)."""
    admin = town.admin
    await town.hand_out(13, "县委办公室", day=by(12, 10).day)
    await does(admin, Move("submit_done", no(13), reason="已办完"))
    assert (await town.item(13)).state is State.SUBMITTED
    heard = await means(admin, Move("approve", no(13)))
    assert heard.first == "这个申请是您自己报的，要由另一位来审批。"
    assert (await admin.asks(Decisions())).first == "没有等您处理的申请。"


async def test_help_reaches_the_responsible_leader_and_comes_back_as_an_answer(town: Town) -> None:
    head, leader = town.head, town.leader
    await town.set_item(14, leader="江若谷")
    await does(head, Move("ask_help", no(14), reason="用地指标未落实"))
    lies = (await town.item(14)).application(Asked.HELP)
    assert lies is not None
    assert lies.desk is Desk.LEADER
    listed = await leader.asks(Decisions())
    assert listed.lines[2] == "　提请协调：用地指标未落实"
    await leader.presses("答复")
    await leader.says("周五上午开会研究")
    await leader.presses("✅")
    assert (await town.item(14)).applications == ()
    assert audit(town)[-1].note == "周五上午开会研究"


async def test_not_ours_goes_to_the_unit_that_should_have_it(town: Town) -> None:
    head, admin = town.head, town.admin
    await does(head, Move("bounce", no(14), town.units[TRANSPORT], reason="职责在交通局"))
    card = await means(admin, Move("approve", no(14)))
    assert card.lines[1] == "牵头单位：文旅局 → 交通局"
    await admin.presses("✅")
    item = await town.item(14)
    assert (item.lead, item.co, item.state) == (town.units[TRANSPORT], (town.units[REFORM],), State.ASSIGNED)


async def test_who_applied_may_take_it_back_and_nobody_else(town: Town) -> None:
    cadre, neighbour = town.cadre, town.neighbour
    await does(cadre, LATER)
    assert (await means(neighbour, Move("withdraw", no(14)))).first.startswith("这一步由牵头单位办理")
    await does(cadre, Move("withdraw", no(14)))
    assert (await town.item(14)).applications == ()


async def test_splitting_and_joining_again(town: Town) -> None:
    admin = town.admin
    await town.hand_out(15, CULTURE, day=by(12, 31).day)
    parts = (PartNo("教育", town.units["县教育局"]), PartNo("路网", town.units[TRANSPORT]))
    card = await means(admin, Move("split_item", no(15), parts=parts))
    assert card.lines[2:4] == ["第15.1项　教育 → 教育局", "第15.2项　路网 → 交通局"]
    await admin.presses("✅")
    whole, first = await town.item(15), await town.item(15, 1)
    assert whole.state is State.SPLIT
    assert (first.state, first.lead, first.limit) == (State.ASSIGNED, town.units["县教育局"], by(12, 31).day)

    await does(admin, Move("merge_items", no(15)))
    assert (await town.item(15)).state is State.DOING
    assert (await town.item(15, 1)).state is State.CANCELLED
    await admin.presses("撤销")
    assert (await town.item(15, 1)).state is State.ASSIGNED


async def test_a_new_item_gets_the_next_number_and_can_be_taken_back(town: Town) -> None:
    admin = town.admin
    card = await means(admin, Move("register", reason="开展防汛隐患排查"))
    number = max(item.number for item in tables(town).items.values()) + 1
    assert card.first == f"请确认立项：第{number}项　开展防汛隐患排查"
    await admin.presses("✅")
    assert (await town.item(number)).title == "开展防汛隐患排查"
    assert (await admin.asks(ShowItem(no(number)))).first.startswith(f"第{number}项")


async def test_the_clock_is_stopped_with_a_reason_and_started_again(town: Town) -> None:
    admin = town.admin
    asked = await means(admin, Move("suspend", no(14)))
    assert asked.first == "第14项为什么中止？请写一句，例如「等省上文件」。"
    await admin.says("等省上文件")
    await admin.presses("✅")
    assert (await town.item(14)).state is State.SUSPENDED
    await does(admin, Move("resume", no(14)))
    assert (await town.item(14)).state is State.DOING


async def test_urging_a_unit_means_what_is_late_there_and_says_which(town: Town) -> None:
    admin = town.admin
    card = await means(admin, Move("urge", department=town.units[CULTURE]))
    assert card.first == "请确认催办：第14项　做强文化旅游产业"
    await admin.presses("✅")
    assert (await town.item(14)).urged == 1
    assert "已催办1次" in (await admin.asks(ShowItem(no(14)))).lines
    assert (await means(admin, Move("urge", department=town.units[TRANSPORT]))).first.startswith("没有红灯")


async def test_an_instruction_may_move_the_limit(town: Town) -> None:
    supervisor = town.supervisor
    words = Move("instruct", no(14), deadline=by(12, 15), reason="务必12月15日前完成初评", person="江若谷")
    card = await means(supervisor, words)
    assert card.lines[1].startswith("完成时限：11月27日")
    assert "批示人：江若谷" in card.lines
    await supervisor.presses("✅")
    item = await town.item(14)
    assert item.limit == by(12, 15).day
    assert item.instructions[-1].text == "务必12月15日前完成初评"


async def test_slips_go_up_the_ladder_only_when_the_last_has_run_out(town: Town) -> None:
    admin = town.admin
    await does(admin, Move("issue_slip", no(14), deadline=by(11, 27)))
    assert (await means(admin, Move("issue_slip", no(14)))).first.startswith("第14项上一张督办单还没到期")
    assert [slip.level.value for slip in (await town.item(14)).slips] == ["blue"]


async def test_milestones_by_words_or_by_quarter(town: Town) -> None:
    cadre, admin = town.cadre, town.admin
    await town.hand_out(14, CULTURE, day=by(12, 31).day)
    await does(admin, Move("set_milestones", no(14), reason="11月底：完成申报；12月20日：通过评审"))
    item = await town.item(14)
    assert [(node.text, node.day) for node in item.milestones] == [
        ("完成申报", by(11, 30).day),
        ("通过评审", by(12, 20).day),
    ]
    await does(cadre, Move("reach_milestone", no(14)))
    assert (await town.item(14)).milestones[0].done_at is not None
    shown = await cadre.asks(ShowItem(no(14)))
    assert "节点：已完成1个，共2个；下一个12月20日：通过评审" in shown.lines


async def test_a_sensitive_item_shows_number_and_title_to_those_not_named(town: Town) -> None:
    admin = town.admin
    await does(admin, Move("set_sensitivity", no(14), level="sensitive"))
    item = await town.item(14)
    assert item.sensitivity is Sensitivity.SENSITIVE
    stranger = await town.person("石一鸣").asks(ShowItem((ItemNo(14),)))
    assert "做强文化旅游产业" in stranger.text
    await town.set_item(14, co=())
    stranger = await town.person("石一鸣").asks(ShowItem((ItemNo(14),)))
    assert stranger.lines == ["第14项　做强文化旅游产业", "涉敏事项，只显示编号和标题；需要了解的，请与督查室联系。"]


async def test_an_item_is_urgent_until_it_is_said_not_to_be(town: Town) -> None:
    admin = town.admin
    card = await admin.says("14项定为特急")
    assert card.lines[:2] == ["请确认紧急程度：第14项　做强文化旅游产业", "紧急程度：一般 → 特急"]
    assert "林晓禾" in card.text, "who will hear of it"
    done = await admin.presses("确认")
    assert done.first == "紧急程度已定：第14项　做强文化旅游产业"
    assert (await town.item(14)).priority is Priority.URGENT
    assert "紧急程度：特急" in (await town.cadre.asks(ShowItem(no(14)))).lines
    assert "明确紧急程度：特急" in (await admin.says("14项的历史")).text
    await admin.presses("撤销")
    assert (await town.item(14)).priority is Priority.ORDINARY
    await does(admin, Move("set_priority", no(14), level="urgent"))
    await admin.says("14项不急了")
    await admin.presses("确认")
    assert (await town.item(14)).priority is Priority.ORDINARY
    assert "紧急程度" not in (await town.cadre.asks(ShowItem(no(14)))).text


@pytest.mark.parametrize("name", ["supervisor", "head", "cadre", "leader"])
async def test_only_an_admin_sets_the_urgency(town: Town, name: str) -> None:
    await means(getattr(town, name), Move("set_priority", no(14), level="urgent"))
    assert town.person("林晓禾").name
    assert not any("确认" in label for label in getattr(town, name).heard[-1].labels)


async def test_a_unit_is_taken_off(town: Town) -> None:
    admin = town.admin
    await does(admin, Move("remove_co", no(14), town.units[TRANSPORT]))
    assert (await town.item(14)).co == (town.units[REFORM],)


async def test_the_year_is_archived_and_stays_read_only(town: Town) -> None:
    admin = town.admin
    await town.set_item(14, state=State.CLOSED)
    await does(admin, Move("archive"))
    item: Item = await town.item(14)
    assert item.state is State.ARCHIVED
    heard = await means(admin, Move("reopen", no(14), reason="再看看"))
    assert heard.first.startswith("第14项还没有办结")
    assert (await admin.asks(Undo(audit(town)[-1].seq))).first == "第14项的这一步不能在这里撤销，请与督查室联系。"


async def test_a_new_item_is_given_out_at_once_where_a_unit_was_named(town: Town) -> None:
    admin = town.admin
    helps = town.units["县教育局"]
    wanted = Move("register", department=town.units[TRANSPORT], deadline=by(12, 20), reason="排查桥梁隐患", co=(helps,))
    card = await means(admin, wanted)
    assert "牵头单位：交通局" in card.lines
    assert "配合单位：教育局" in card.lines
    done = await admin.presses("✅")
    number = max(item.number for item in tables(town).items.values())
    assert done.first == f"已立项：第{number}项　排查桥梁隐患"
    item = await town.item(number)
    assert (item.state, item.lead, item.limit) == (State.ASSIGNED, town.units[TRANSPORT], by(12, 20).day)
    assert item.co == (helps,)
    assert [entry.event for entry in audit(town)] == ["registered", "assigned"]
    await admin.presses("撤销")
    assert number not in {item.number for item in tables(town).items.values()}


async def test_a_split_item_is_withdrawn_with_its_open_parts(town: Town) -> None:
    admin = town.admin
    await town.hand_out(15, CULTURE, day=by(12, 31).day)
    parts = (PartNo("教育", town.units["县教育局"]), PartNo("路网", town.units[TRANSPORT]))
    await does(admin, Move("split_item", no(15), parts=parts))
    await does(admin, Move("cancel", no(15), reason="任务并入专项"))
    assert {item.state for item in tables(town).items.values() if item.number == 15} == {State.CANCELLED}
