"""签收: a press signs, words lay a card, and only the lead unit signs."""

from dataclasses import replace

from language.intents import ReportProgress, ShowItem, Sign, Undo
from ledger.items import PartState, State
from tests.handlers.saying import audit, means, no, notices, pressable, tables, token
from tests.town import CULTURE, MORNING, TRANSPORT, Town


async def test_a_press_names_item_and_act(town: Town) -> None:
    before = await town.hand_out(13, CULTURE, state=State.ASSIGNED)
    cadre = town.cadre
    heard = await cadre.asks(Sign(no(13)))
    assert heard.first == "已签收：第13项　推动科技创新和企业数字化改造"
    assert heard.toast == "已办好"
    signed = await town.item(13)
    assert signed == replace(
        before, state=State.DOING, signed_at=MORNING, signed_by=town.people["林晓禾"].id, version=before.version + 1
    )
    assert not tables(town).cards
    assert notices(town) == []
    assert [entry.event for entry in audit(town)] == ["signed"]
    undone = await cadre.presses("撤销")
    assert undone.first == "已撤销：第13项恢复原样"
    assert replace(await town.item(13), version=before.version) == before


async def test_pressed_again_it_says_so(town: Town) -> None:
    await town.hand_out(13, CULTURE, state=State.ASSIGNED)
    await town.cadre.asks(Sign(no(13)))
    heard = await town.head.asks(Sign(no(13)))
    assert heard.first == "第13项已经签收，不用再签；可以直接报进展。"
    assert [intent for _, intent in pressable(heard)] == [ShowItem(no(13)), ReportProgress(no(13))]
    assert len(audit(town)) == 1


async def test_words_lay_a_card_for_all_that_waits(town: Town) -> None:
    for number in (12, 13):
        await town.hand_out(number, CULTURE, state=State.ASSIGNED)
    await town.hand_out(11, TRANSPORT, (CULTURE,), state=State.ASSIGNED)
    cadre = town.cadre
    card = await means(cadre, Sign())
    assert card.first == "请确认签收：共3项（第11、12、13项），要办一起办"
    assert (await town.item(12)).state is State.ASSIGNED
    await cadre.presses("确认")
    assert (await town.item(11)).part_of(town.units[CULTURE]) is not None
    assert [(await town.item(n)).state for n in (11, 12, 13)] == [State.ASSIGNED, State.DOING, State.DOING]
    await cadre.presses("撤销")
    assert [(await town.item(n)).state for n in (12, 13)] == [State.ASSIGNED, State.ASSIGNED]


async def test_what_comes_in_after_the_card_was_laid_is_not_signed_unseen(town: Town) -> None:
    await town.hand_out(12, CULTURE, state=State.ASSIGNED)
    cadre = town.cadre
    card = await means(cadre, Sign())
    await town.hand_out(13, CULTURE, state=State.ASSIGNED)
    await cadre.presses("确认")
    assert token(card)
    assert [(await town.item(n)).state for n in (12, 13)] == [State.DOING, State.ASSIGNED]


async def test_one_typed_item_is_asked_about(town: Town) -> None:
    await town.hand_out(13, CULTURE, state=State.ASSIGNED)
    card = await means(town.cadre, Sign(no(13)))
    assert card.lines[:2] == ["请确认签收：第13项　推动科技创新和企业数字化改造", "状态：待签收 → 办理中"]


async def test_nothing_waits(town: Town) -> None:
    assert (await means(town.cadre, Sign())).first == "您单位没有等待签收的事项。"
    assert (await town.supervisor.asks(Sign())).first == "您单位没有等待签收的事项。"
    assert (await town.cadre.asks(Sign(no(14)))).first == "第14项已经签收，不用再签；可以直接报进展。"


async def test_only_the_units_of_an_item_sign(town: Town) -> None:
    await town.hand_out(13, CULTURE, (TRANSPORT,), state=State.ASSIGNED)
    for person in (town.admin, town.leader):
        assert "不在这一项的牵头、配合单位之列" in (await person.asks(Sign(no(13)))).first
    assert "不在这一项的牵头、配合单位之列" in (await town.cadre.asks(Sign(no(12)))).first
    assert audit(town) == []


async def test_a_cooperating_unit_signs_for_its_part_and_not_for_the_lead(town: Town) -> None:
    await town.hand_out(13, CULTURE, (TRANSPORT,), state=State.ASSIGNED)
    assert (await town.neighbour.asks(Sign(no(13)))).first.startswith("已签收配合任务：第13项")
    item = await town.item(13)
    assert item.state is State.ASSIGNED
    assert [part.state for part in item.parts] == [PartState.SIGNED]
    assert (await town.neighbour.asks(Sign(no(13)))).first == "第13项已经签收，不用再签；可以直接报进展。"


async def test_the_head_may_take_back_only_his_own_signature(town: Town) -> None:
    await town.hand_out(13, CULTURE, state=State.ASSIGNED)
    done = await town.cadre.asks(Sign(no(13)))
    seq = next(intent.seq for _, intent in pressable(done) if isinstance(intent, Undo))
    assert (await town.head.asks(Undo(seq))).first.startswith("第13项的这一步是别人办的")
    assert (await town.item(13)).state is State.DOING
