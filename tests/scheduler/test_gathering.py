"""What is owed to a person goes into one message a day; what cannot wait goes as soon as hours allow."""

import datetime as dt

import pytest

from ledger.items import State
from ledger.messages import Lane, MessageState
from ledger.notices import Notice, NoticeKind, assigned_key, changed_key
from tests.scheduler.office import Office
from tests.town import CULTURE, TODAY, TRANSPORT


def assigned(office: Office, name: str = "林晓禾", item_id: int = 14, version: int = 2) -> Notice:
    member = office.town.people[name].id
    key = assigned_key(item_id, version, member)
    return Notice(key, NoticeKind.ASSIGNED, member, "lead", office.clock(), item_id, str(version))


async def test_everything_of_a_person_in_one_message(office: Office) -> None:
    await office.town.hand_out(7, CULTURE, day=dt.date(2026, 11, 19))
    await office.town.hand_out(4, TRANSPORT, (CULTURE,), dt.date(2026, 11, 25))
    office.at(2026, 11, 23, 8, 41)
    await office.owes(assigned(office, item_id=9))
    await office.town.hand_out(9, CULTURE, state=State.ASSIGNED)
    sent = await office.works()
    to_cadre = [s for s in sent if s.chat_id == office.town.cadre.user_id]
    assert len(to_cadre) == 1
    assert to_cadre[0].lines[0] == "今天有1项新交办、1项逾期、1项将到时限｜11月23日（周一）"
    assert [row.lane for row in await office.rows()] == [Lane.DAILY] * len(sent)


async def test_a_late_nudge_waits_for_the_next_working_morning(office: Office) -> None:
    office.at(2026, 11, 26, 8, 41)
    await office.works()
    await office.town.hand_out(7, CULTURE, day=dt.date(2026, 11, 27))
    office.at(2026, 11, 26, 15, 0)
    assert await office.works() == []
    office.at(2026, 11, 27, 8, 39)
    assert await office.works() == []
    office.at(2026, 11, 27, 8, 40)
    to_cadre = [s for s in await office.works() if s.chat_id == office.town.cadre.user_id]
    assert [s.lines[0] for s in to_cadre] == ["今天有2项将到时限｜11月27日（周五）"]


async def test_an_assignment_does_not_wait_for_the_morning(office: Office) -> None:
    office.at(2026, 11, 24, 8, 41)
    await office.works()
    office.at(2026, 11, 24, 15, 0)
    await office.town.hand_out(9, CULTURE, day=dt.date(2026, 12, 31), state=State.ASSIGNED)
    await office.owes(assigned(office, item_id=9))
    (sent,) = await office.delivers()
    assert sent.lines[0] == "新交办：第9项 提升空气和水环境质量（你单位牵头）"
    (row,) = [row for row in await office.rows() if row.lane is Lane.PROMPT]
    assert row.state is MessageState.DELIVERED


@pytest.mark.parametrize(
    ("moment", "why"),
    [
        ((2026, 11, 24, 8, 29), "before hours"),
        ((2026, 11, 24, 18, 0), "after hours"),
        ((2026, 11, 28, 10, 0), "a Saturday"),
        ((2026, 10, 5, 10, 0), "a Monday within National Day"),
    ],
)
async def test_nobody_is_written_to_outside_hours(office: Office, moment: tuple[int, ...], why: str) -> None:
    office.at(*moment)
    await office.owes(assigned(office))
    assert await office.gathers() == 0, why
    assert await office.rows() == []


async def test_prompt_notices_that_meet_are_told_together(office: Office) -> None:
    for number in (9, 10):
        await office.town.hand_out(number, CULTURE, state=State.ASSIGNED)
        await office.owes(assigned(office, item_id=number))
    await office.gathers()
    await office.town.hand_out(11, CULTURE, state=State.ASSIGNED)
    await office.owes(assigned(office, item_id=11))
    assert await office.gathers() == 0, "it joins the one that has not left"
    assert [row.state for row in await office.rows()] == [MessageState.DUE]
    await office.dispatcher.drain(office.clock())
    (sent,) = office.messenger.sent
    assert sent.lines[0] == "今天有3项新交办｜11月24日（周二）"


async def test_given_and_taken_back_before_it_was_heard(office: Office) -> None:
    """Assigned after hours and undone: neither is told in the morning."""
    member = office.town.people["石一鸣"].id
    await office.owes(
        Notice(assigned_key(9, 2, member), NoticeKind.ASSIGNED, member, "lead", office.clock(), 9, "2"),
        Notice(changed_key(9, 3, member), NoticeKind.CHANGED, member, "undone", office.clock(), 9, "3"),
    )
    assert await office.delivers() == []
    (row,) = await office.rows()
    assert (row.state, row.reason) == (MessageState.CANCELLED, "not_involved, never_heard")


async def test_more_people_than_a_batch(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scheduler.gathering.BATCH", 2)
    office.at(2026, 11, 23, 8, 41)
    await office.plans()
    assert await office.gathers() == len(office.town.people)
    assert {row.key.split("|")[1] for row in await office.rows()} == {"2026-11-23"}


async def test_three_days_without_a_network_end_in_one_message(office: Office) -> None:
    """Each morning a message was made and never tried; the last one says it all."""
    for day in (24, 25, 26):
        office.at(2026, 11, day, 8, 41)
        await office.plans()
        await office.gathers()
    await office.dispatcher.drain(office.clock())
    assert [len(office.messenger.to(user)) for user in (7001, 7002)] == [1, 1]
    states = [row.state for row in await office.rows()]
    assert states.count(MessageState.DELIVERED) == 4
    assert set(states) == {MessageState.DELIVERED, MessageState.SUPERSEDED}
    assert office.clock().date() > TODAY


async def test_nothing_is_put_together_before_the_day_is_planned_to_its_end(office: Office) -> None:
    """Somebody's press draws a gathering while the morning after an outage is still being planned: a part of the
    day's message would leave, and the rest a day later.
    """
    await office.town.hand_out(13, CULTURE, day=dt.date(2026, 11, 30))
    office.at(2026, 11, 25, 8, 41)
    await office.owes(Notice("early", NoticeKind.NUDGE, office.town.people["林晓禾"].id, "sign_1", office.clock(), 13))
    assert await office.dispatcher.gather(office.clock()) == 0
    await office.plans()
    assert await office.dispatcher.gather(office.clock()) > 0
