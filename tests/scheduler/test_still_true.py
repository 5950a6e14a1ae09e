"""Whether a message is still true when its turn comes."""

import datetime as dt

import pytest

from ledger.deadlines import Deadline, DeadlineKind
from ledger.delivery import NotSent
from ledger.items import State
from ledger.messages import MessageState
from tests.scheduler.office import Office
from tests.town import CULTURE, TRANSPORT

DELIVERED = MessageState.DELIVERED
CADRE = 7001


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"state": State.CLOSED}, "item_closed"),
        ({"state": State.SUBMITTED}, "item_submitted"),
        ({"deadline": Deadline("年底前", DeadlineKind.DAY, dt.date(2026, 12, 31))}, "limit_moved"),
        ({"deadline": None}, "limit_moved"),
    ],
)
async def test_what_is_no_longer_true_is_not_said(office: Office, change: dict[str, object], reason: str) -> None:
    message_id = await office.one_nudge()
    await office.town.set_item(7, **change)
    assert await office.dispatcher.drain(office.clock()) == 0
    assert office.messenger.sent == []
    row = await office.row(message_id)
    assert (row.state, row.reason) == (MessageState.CANCELLED, reason)


@pytest.mark.parametrize(
    ("change", "reason"),
    [({"active": False}, "unbound"), ({"user_id": None}, "unbound"), ({"reachable": False}, "unreachable")],
)
async def test_who_left_is_not_written_to(office: Office, change: dict[str, object], reason: str) -> None:
    message_id = await office.one_nudge()
    await office.change_member("林晓禾", **change)
    assert await office.dispatcher.drain(office.clock()) == 0
    assert (await office.row(message_id)).reason == reason


async def test_an_item_that_went_to_another_unit_is_not_this_ones_to_hear_of(office: Office) -> None:
    message_id = await office.one_nudge()
    await office.town.set_item(7, lead=office.town.units[TRANSPORT])
    assert await office.dispatcher.drain(office.clock()) == 0
    assert (await office.row(message_id)).reason == "not_involved"


async def test_the_rest_is_said_when_one_of_two_is_over(office: Office) -> None:
    await office.town.hand_out(7, CULTURE, day=dt.date(2026, 11, 27))
    office.at(2026, 11, 26, 8, 41)
    await office.plans()
    await office.dispatcher.gather(office.clock())
    await office.town.set_item(14, state=State.CLOSED)
    await office.dispatcher.drain(office.clock())
    (sent,) = office.messenger.to(CADRE)
    assert "第7项" in sent.text
    assert "第14项" not in sent.text


async def test_words_are_found_anew_until_something_may_have_been_sent(office: Office) -> None:
    await office.one_nudge()
    office.messenger.faults = iter([NotSent("down")])
    await office.dispatcher.drain(office.clock())
    await office.town.set_item(7, state=State.RETURNED)
    office.later(minutes=1)
    await office.dispatcher.drain(office.clock())
    assert "已退回重办" in office.messenger.to(CADRE)[0].text


async def test_yesterdays_message_is_gathered_anew(office: Office) -> None:
    """The network was down all Thursday: on Friday one message says what Friday has to say."""
    await office.one_nudge()
    office.messenger.faults = iter([NotSent("down")])
    await office.dispatcher.drain(office.clock())
    office.at(2026, 11, 27, 8, 35)
    await office.dispatcher.drain(office.clock())
    office.at(2026, 11, 27, 8, 41)
    await office.works()
    (sent,) = office.messenger.to(CADRE)
    assert sent.lines[0] == "🟡 临近时限，已到最后一个工作日：第7项 整治提升农村人居环境"
    assert [row.state for row in await office.rows()] == [MessageState.SUPERSEDED, DELIVERED]


async def test_who_took_another_account_hears_there(office: Office) -> None:
    message_id = await office.one_nudge()
    await office.change_member("林晓禾", user_id=7777)
    assert await office.dispatcher.drain(office.clock()) == 0
    assert (await office.row(message_id)).state is MessageState.SUPERSEDED
    office.at(2026, 11, 27, 8, 41)
    await office.works()
    assert [s.chat_id for s in office.messenger.sent] == [7777]
