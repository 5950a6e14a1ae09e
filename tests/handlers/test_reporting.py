"""反馈: one sentence, shown as it was understood, and one question where it says nothing."""

import datetime as dt
from dataclasses import replace

import pytest

from language.intents import Clarify, ReportProgress, Undo
from ledger.items import PartState, Report, State
from tests.handlers.saying import audit, means, no, notices, pressable, tables, told
from tests.town import CULTURE, MORNING, REFORM, TRANSPORT, Town

WORDS = "5A创建资料已报省厅，完成60%，下步迎检，用地指标还没落实"
SAID = ReportProgress(no(14), WORDS, 60, next_step="迎检", problem="用地指标还没落实")


async def asked(town: Town, chat_id: int) -> str:
    return tables(town).conversations[chat_id].asked


async def test_from_the_sentence_to_the_ledger_and_back(town: Town) -> None:
    cadre, before = town.cadre, await town.item(14)
    card = await means(cadre, SAID)
    assert card.lines == [
        "请确认反馈：第14项　做强文化旅游产业",
        "进度：无 → 60%",
        f"进展：{WORDS}",
        "下一步：迎检",
        "存在问题：用地指标还没落实",
        "按“确认”才生效，24小时内有效。",
    ]
    assert await town.item(14) == before
    done = await cadre.presses("确认")
    assert done.first == "已记下反馈：第14项　做强文化旅游产业"
    assert "现在：🔴 落后序时进度39个百分点" in done.lines
    member = town.people["林晓禾"].id
    assert await town.item(14) == replace(
        before, percent=60, last_report=Report(WORDS, 60, member, MORNING), version=before.version + 1
    )
    assert [(entry.event, entry.note) for entry in audit(town)] == [("reported", WORDS)]
    assert notices(town) == []
    await cadre.presses("撤销")
    assert replace(await town.item(14), version=before.version) == before


async def test_a_report_signs_too_and_says_so(town: Town) -> None:
    await town.hand_out(13, CULTURE, state=State.ASSIGNED)
    cadre = town.cadre
    card = await means(cadre, ReportProgress(no(13), "方案已印发", 20))
    assert "※ 还没有签收，确认后同时签收。" in card.lines
    await cadre.presses("确认")
    item = await town.item(13)
    assert (item.state, item.signed_at, item.signed_by) == (State.DOING, MORNING, town.people["林晓禾"].id)


async def test_what_was_understood_apart_from_the_sentence_is_kept_with_it(town: Town) -> None:
    cadre = town.cadre
    await means(cadre, ReportProgress(no(14), "普及率上来了", value="73.5%", next_step="逐户核验"))
    await cadre.presses("确认")
    report = (await town.item(14)).last_report
    assert report is not None
    assert report.text == "普及率上来了；完成值：73.5%；下一步：逐户核验"
    assert report.percent is None


@pytest.mark.parametrize("percent", [101, 120, 999])
async def test_more_than_all_is_refused(town: Town, percent: int) -> None:
    heard = await means(town.cadre, ReportProgress(no(14), f"完成{percent}%", percent))
    assert heard.first == f"进度应在0%到100%之间，{percent}%超出了，请改一下再报。"
    assert not tables(town).cards


async def test_less_than_last_time_and_all_of_it_are_pointed_out(town: Town) -> None:
    await town.set_item(14, percent=70)
    lower = await means(town.cadre, ReportProgress(no(14), "重新核算", 50))
    assert "※ 上次报的是70%，这次是50%。" in lower.lines
    full = await means(town.cadre, ReportProgress(no(14), "都做完了", 100))
    assert "※ 报100%不等于办结；办结还要另行申请，由督查室审核。" in full.lines


async def test_a_vague_sentence_is_asked_one_question(town: Town) -> None:
    cadre = town.cadre
    heard = await means(cadre, ReportProgress(no(14), "正在推进", vague=True))
    assert heard.text == "好的。第14项大约完成了百分之几？或者说一件已经办成的事。"
    assert await asked(town, cadre.user_id) == "percent"
    assert not tables(town).cards
    card = await means(cadre, ReportProgress(no(14), "60%", 60))
    assert card.first.startswith("请确认反馈：第14项")
    assert await asked(town, cadre.user_id) == ""


async def test_nothing_said_is_asked_what(town: Town) -> None:
    heard = await town.cadre.asks(ReportProgress(no(14)))
    assert heard.text == "第14项做到哪一步了？请说一句：办成了什么、下一步做什么。"
    assert await asked(town, town.cadre.user_id) == "report"


async def test_asked_what_any_words_are_the_answer(town: Town) -> None:
    cadre = town.cadre
    await cadre.asks(ReportProgress(no(14)))
    card = await means(cadre, Clarify("unknown"), "景区公路已经通车")
    assert card.lines[:2] == ["请确认反馈：第14项　做强文化旅游产业", "进展：景区公路已经通车"]
    await cadre.presses("取消")
    unasked = await means(cadre, Clarify("unknown"), "景区公路已经通车")
    assert "✅ 确认" not in unasked.labels


async def test_half_an_hour_later_the_question_is_forgotten(town: Town) -> None:
    cadre = town.cadre
    await cadre.asks(ReportProgress(no(14)))
    town.now += dt.timedelta(minutes=31)
    assert "✅ 确认" not in (await means(cadre, Clarify("unknown"), "景区公路已经通车")).labels


async def test_the_same_again_is_asked_what_is_new(town: Town) -> None:
    cadre = town.cadre
    await means(cadre, ReportProgress(no(14), "资料已报省厅"))
    await cadre.presses("确认")
    heard = await means(cadre, ReportProgress(no(14), "资料已报省厅"))
    assert heard.text == "这和11月24日（周二）报的内容相同。第14项有什么新的进展，或者卡在哪里？"


async def test_a_problem_alone_is_a_report(town: Town) -> None:
    card = await means(town.cadre, ReportProgress(no(14), "没啥进展，卡在用地指标", problem="用地指标", vague=True))
    assert card.labels == ("✅ 确认", "取消")


async def test_a_helper_reports_its_own_part(town: Town) -> None:
    await town.set_item(14, percent=40, last_report=Report("初稿", 40, town.people["林晓禾"].id, MORNING))
    before, neighbour = await town.item(14), town.neighbour
    card = await means(neighbour, ReportProgress(no(14), "景区公路已通车", 100))
    assert card.lines == [
        "请确认反馈：第14项　做强文化旅游产业",
        "进展：景区公路已通车",
        "完成：100%",
        "※ 这是配合单位的情况，记入来龙去脉；进度由牵头单位（文旅局）统一报。",
        "确认后告知：林晓禾",
        "按“确认”才生效，24小时内有效。",
    ]
    done = await neighbour.presses("确认")
    assert done.first == "已记下配合情况：第14项　做强文化旅游产业"
    after = await town.item(14)
    (part,) = after.parts
    assert (part.department, part.state, part.percent) == (town.units[TRANSPORT], PartState.DONE, 100)
    assert replace(after, version=before.version, parts=()) == before
    (entry,) = audit(town)
    assert (entry.event, entry.note, entry.actor_name) == ("part_reported", "景区公路已通车", "韩卫平")
    assert told(town) == {"林晓禾": "changed part_reported"}
    undone = await neighbour.presses("撤销")
    assert "这一步记为撤销，其余不变。" in undone.lines


async def test_a_helper_does_not_sign_for_the_lead(town: Town) -> None:
    await town.hand_out(13, CULTURE, (TRANSPORT,), state=State.ASSIGNED)
    neighbour = town.neighbour
    await means(neighbour, ReportProgress(no(13), "已派人", 10))
    await neighbour.presses("确认")
    item = await town.item(13)
    assert (item.state, item.signed_at, item.percent) == (State.ASSIGNED, None, None)


async def test_others_do_not_report(town: Town) -> None:
    for person in (town.leader, town.person("石一鸣")):
        await town.hand_out(14, CULTURE, (TRANSPORT,))
        assert (await means(person, SAID)).first.startswith("这由承办单位办")
    assert not tables(town).cards


async def test_the_office_reports_on_a_unit_s_behalf_and_the_audit_shows_who_did(town: Town) -> None:
    supervisor = town.supervisor
    await means(supervisor, SAID)
    assert (await supervisor.presses("确认")).first == "已记下反馈：第14项　做强文化旅游产业"
    (entry,) = audit(town)
    assert (entry.event, entry.actor_name, entry.actor_role) == ("reported", "沈知行", "supervisor")


@pytest.mark.parametrize("state", [State.SUBMITTED, State.CLOSED, State.SUSPENDED])
async def test_what_is_not_in_hand_needs_no_report(town: Town, state: State) -> None:
    await town.set_item(14, state=state)
    for intent in (SAID, ReportProgress(no(14))):
        assert (await means(town.cadre, intent)).first.startswith("第14项现在不在承办单位手里")


async def test_without_a_number_the_only_item_is_meant(town: Town) -> None:
    card = await means(town.cadre, ReportProgress(text="资料已报省厅", percent=60))
    assert card.first == "请确认反馈：第14项　做强文化旅游产业"
    assert (
        await means(town.supervisor, ReportProgress(text="资料已报省厅"))
    ).first == "您单位目前没有需要报进展的事项。"


async def test_without_a_number_one_chooses(town: Town) -> None:
    await town.hand_out(13, CULTURE)
    cadre = town.cadre
    heard = await means(cadre, ReportProgress(text="资料已报", percent=60))
    assert [intent for _, intent in pressable(heard)] == [
        ReportProgress(no(13), "资料已报", 60),
        ReportProgress(no(14), "资料已报", 60),
    ]
    card = await cadre.presses("14")
    assert card.lines[:3] == ["请确认反馈：第14项　做强文化旅游产业", "进度：无 → 60%", "进展：资料已报"]


async def test_markup_in_a_report_is_only_text(town: Town) -> None:
    card = await means(town.cadre, ReportProgress(no(14), "完成<b>标准</b> & {item}", 60))
    assert "进展：完成&lt;b&gt;标准&lt;/b&gt; &amp; {item}" in card.html


async def test_a_very_long_report_is_kept_within_reason(town: Town) -> None:
    cadre = town.cadre
    card = await means(cadre, ReportProgress(no(14), "进展顺利。" * 2000, 60))
    assert len(card.text) < 4096
    await cadre.presses("确认")
    report = (await town.item(14)).last_report
    assert report is not None
    assert len(report.text) <= 2000


async def test_reports_of_two_people_do_not_overwrite_each_other_unseen(town: Town) -> None:
    cadre, head = town.cadre, town.head
    await means(cadre, SAID)
    await means(head, ReportProgress(no(14), "已完成验收", 80))
    await head.presses("确认")
    heard = await cadre.presses("确认")
    assert heard.lines[1:3] == ["第14项：罗建川于11月24日 10:00改过", "进度：无 → 80%"]
    assert "进度：80% → 60%" in heard.lines
    assert (await town.item(14)).percent == 80


async def test_a_later_report_keeps_the_earlier_from_being_undone(town: Town) -> None:
    cadre, head = town.cadre, town.head
    await means(cadre, SAID)
    await cadre.presses("确认")
    await means(head, ReportProgress(no(14), "已完成验收", 80))
    await head.presses("确认")
    heard = await cadre.presses("撤销")
    assert heard.first.startswith("第14项后来又有改动，不能直接撤销")
    assert (await town.item(14)).percent == 80
    assert (await means(cadre, Undo())).first == heard.first


async def test_reform_reports_for_itself(town: Town) -> None:
    reform = town.person("石一鸣")
    await means(reform, ReportProgress(no(14), "已立项"))
    await reform.presses("确认")
    assert town.units[REFORM] in (await town.item(14)).co
    assert (await town.item(14)).last_report is None
