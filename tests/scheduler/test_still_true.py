"""Whether a message is still true when its turn comes."""

import datetime as dt
from dataclasses import replace

import pytest

from ledger.deadlines import Deadline, DeadlineKind
from ledger.delivery import NotSent
from ledger.items import Milestone, State
from ledger.messages import MessageState
from ledger.notices import Notice, NoticeKind, digest_key
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


NODE = Milestone("完成初稿", dt.date(2026, 11, 27))
LONG_AGO = dt.datetime(2026, 2, 20, 2, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("before", "after", "rule", "reason"),
    [
        ({"milestones": (NODE,)}, {"milestones": (replace(NODE, done_at=LONG_AGO),)}, "mile", "milestone_reached"),
        ({"milestones": (NODE,)}, {"milestones": ()}, "mile", "milestone_reached"),
        ({"state": State.ASSIGNED, "signed_at": None}, {"state": State.DOING, "signed_at": LONG_AGO}, "sign", "signed"),
        (
            {"state": State.ASSIGNED, "signed_at": None},
            {"assigned_at": dt.datetime(2026, 11, 26, 0, 0, tzinfo=dt.UTC)},
            "sign",
            "assigned_anew",
        ),
    ],
)
async def test_what_was_done_between_the_plan_and_the_morning(
    office: Office, before: dict[str, object], after: dict[str, object], rule: str, reason: str
) -> None:
    """Only this reminder is owed: milestones and signing are asked after like limits."""
    await office.town.set_item(14, state=State.CLOSED)
    await office.town.hand_out(7, CULTURE, day=dt.date(2027, 3, 31))
    await office.town.set_item(7, **before)
    office.at(2026, 11, 26, 7, 0)
    await office.plans()
    await office.change_member("罗建川", active=False)
    async with office.store.reading() as uow:
        assert {n.rule[:4] for n in await uow.notices.ripe(office.clock() + dt.timedelta(hours=4), 9)} == {rule}
    office.at(2026, 11, 26, 8, 41)
    await office.gathers()
    await office.town.set_item(7, **after)
    assert await office.dispatcher.drain(office.clock()) == 0
    assert [row.reason for row in await office.rows()] == [reason]


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
    await office.gathers()
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


async def test_a_digest_that_has_nothing_left_to_tell_is_not_said(office: Office) -> None:
    """Planned on Monday morning, when something was due that week; it went to another unit before it left."""
    office.at(2026, 11, 23, 7, 0)
    assert (await office.plans()).digests > 0
    office.at(2026, 11, 23, 8, 41)
    await office.gathers()
    await office.town.set_item(14, lead=office.town.units[TRANSPORT], co=())
    await office.dispatcher.drain(office.clock())
    assert office.messenger.to(CADRE) == []
    (row,) = [row for row in await office.rows() if row.chat_id == CADRE]
    assert (row.state, "nothing_to_tell" in row.reason) == (MessageState.CANCELLED, True)
    assert len(office.messenger.to(7003)) == 1, "the office hears even that nothing has changed"


@pytest.mark.parametrize(
    ("period", "rule", "over"),
    [
        ("2026-W47", "weekly", True),
        ("2026-W48", "weekly", False),
        ("2026-M10", "monthly", True),
        ("2026-M11", "monthly", False),
        ("2026-Q3", "quarterly", True),
    ],
)
async def test_a_digest_is_not_told_in_another_period(office: Office, period: str, rule: str, over: bool) -> None:
    admin = office.town.people["顾长河"].id
    await office.owes(Notice(digest_key(period, admin), NoticeKind.DIGEST, admin, rule, office.clock(), fact=period))
    assert len(await office.delivers()) == (not over)
    (row,) = await office.rows()
    assert ("period_over" in row.reason) == over
