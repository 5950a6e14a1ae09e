"""Finding 1 of the reliability study: a press lives 150 seconds at Telegram, so an outage loses presses for good."""

import datetime as dt

from ledger.messages import Lane, MessageState, OutboxMessage
from scheduler.outages import Outages
from tests.scheduler.office import Office
from tests.town import POLICIES

CADRE = 7001


async def shown_a_nudge(office: Office) -> Outages:
    await office.one_nudge()
    await office.dispatcher.drain(office.clock())
    outages = Outages(office.store, POLICIES, "zh")
    assert await outages.heard(office.clock(), None) == 0
    return outages


async def test_whoever_was_shown_buttons_is_told_once_after_an_outage(office: Office) -> None:
    outages = await shown_a_nudge(office)
    office.later(minutes=20)
    assert await outages.heard(office.clock(), None) == 1
    assert await outages.heard(office.clock(), None) == 0
    await office.dispatcher.drain(office.clock())
    told = office.messenger.to(CADRE)[-1]
    assert told.text == "11-26 08:41至11-26 09:01机器人断线，这段时间点过的按钮没有收到，请再点一次。"
    assert {s.chat_id for s in office.messenger.sent} == {CADRE}


async def test_who_was_shown_nothing_to_press_is_not_told(office: Office) -> None:
    member = office.town.people["林晓禾"]
    body = '{"text":"好","buttons":[],"replaces":null,"thread":null,"reply_to":null}'
    async with office.store.writing() as uow:
        await uow.outbox.put_once(OutboxMessage("plain", Lane.REPLY, CADRE, office.clock(), member.id, body))
    await office.dispatcher.drain(office.clock())
    assert len(office.messenger.to(CADRE)) == 1
    assert await Outages(office.store, POLICIES, "zh").heard(office.clock(), dt.timedelta(minutes=5)) == 0


async def test_a_short_break_loses_nothing(office: Office) -> None:
    outages = await shown_a_nudge(office)
    office.later(seconds=149)
    assert await outages.heard(office.clock(), None) == 0
    assert await outages.heard(office.clock(), dt.timedelta(seconds=140)) == 0


async def test_a_clock_turned_by_hand_is_no_outage(office: Office) -> None:
    outages = await shown_a_nudge(office)
    office.later(days=1)
    assert await outages.heard(office.clock(), dt.timedelta(seconds=20)) == 0
    assert await outages.heard(office.clock(), dt.timedelta(minutes=5)) == 1


async def test_nobody_is_woken_for_it(office: Office) -> None:
    outages = await shown_a_nudge(office)
    office.at(2026, 11, 26, 23, 0)
    assert await outages.heard(office.clock(), dt.timedelta(hours=2)) == 1
    assert await office.dispatcher.drain(office.clock()) == 0
    office.at(2026, 11, 27, 8, 45)
    assert await office.dispatcher.drain(office.clock()) == 1
    assert {row.state for row in await office.rows()} == {MessageState.DELIVERED}
