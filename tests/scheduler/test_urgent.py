"""What is 特急 may be told in the evening and on days off: that and nothing else, once a day, never at night."""

import datetime as dt
from dataclasses import replace

from ledger.delivery import Unknown
from ledger.items import Priority, State
from ledger.members import Away
from ledger.messages import Lane, OutboxMessage
from ledger.notices import Notice, NoticeKind, assigned_key, changed_key, nudge_key
from tests.scheduler.office import Office, Sent, local
from tests.town import CULTURE

CADRE = 7001
SATURDAY = (2026, 11, 28, 10, 0)


async def hands_out(office: Office, number: int, priority: Priority = Priority.URGENT) -> None:
    """As an assignment does at this moment, whatever the hour."""
    await office.town.hand_out(number, CULTURE, state=State.ASSIGNED)
    item = await office.town.set_item(number, priority=priority)
    member = office.town.people["林晓禾"].id
    key = assigned_key(item.id, item.version, member)
    await office.owes(Notice(key, NoticeKind.ASSIGNED, member, "lead", office.clock(), item.id, str(item.version)))


async def alone(office: Office) -> None:
    """Nothing else is owed, and only the culture bureau's contact hears."""
    await office.town.set_item(14, state=State.CLOSED)
    await office.change_member("罗建川", active=False)


async def to_cadre(office: Office) -> Sent:
    (sent,) = [each for each in await office.works() if each.chat_id == CADRE]
    return sent


async def test_an_urgent_assignment_leaves_on_a_day_off_and_an_ordinary_one_does_not(office: Office) -> None:
    await alone(office)
    office.at(*SATURDAY)
    await hands_out(office, 9, Priority.HIGH)
    await hands_out(office, 10)
    (sent,) = await office.works()
    assert sent.text.startswith("【特急】")
    assert "第10项" in sent.text
    assert "第9项" not in sent.text
    office.at(2026, 11, 30, 8, 41)
    assert "\n新交办：第9项" in (await to_cadre(office)).text, "without a mark"


async def test_nobody_is_written_to_at_night(office: Office) -> None:
    await alone(office)
    office.at(2026, 11, 27, 22, 0)
    await hands_out(office, 10)
    for moment in ((2026, 11, 27, 22, 0), (2026, 11, 28, 3, 0), (2026, 11, 28, 6, 59)):
        office.at(*moment)
        assert await office.works() == []
        assert await office.rows() == [], "the notice waits; no message is made that would take its day"
    office.at(2026, 11, 28, 7, 0)
    assert len(await office.works()) == 1


async def test_what_was_gathered_in_the_evening_and_delayed_waits_for_the_morning(office: Office) -> None:
    await alone(office)
    office.at(2026, 11, 27, 21, 59)
    await hands_out(office, 10)
    await office.gathers()
    office.at(2026, 11, 27, 22, 1)
    assert await office.dispatcher.drain(office.clock()) == 0
    office.at(2026, 11, 28, 7, 0)
    assert await office.dispatcher.drain(office.clock()) == 1


async def test_one_urgent_message_a_day_and_the_second_waits_for_the_next_day(office: Office) -> None:
    await alone(office)
    office.at(*SATURDAY)
    await hands_out(office, 10)
    assert len(await office.works()) == 1
    office.at(2026, 11, 28, 15, 0)
    await hands_out(office, 11)
    assert await office.works() == []
    office.at(2026, 11, 29, 8, 41)
    (sent,) = await office.works()
    assert "第11项" in sent.text
    assert "第10项" not in sent.text


async def test_an_urge_and_an_overdue_limit_press_and_another_change_does_not(office: Office) -> None:
    await alone(office)
    await office.town.hand_out(7, CULTURE, day=dt.date(2026, 11, 26))
    item = await office.town.set_item(7, priority=Priority.URGENT)
    member = office.town.people["林晓禾"].id
    office.at(2026, 11, 27, 19, 0)
    limit = dt.date(2026, 11, 26)
    await office.owes(
        Notice(changed_key(item.id, 1, member), NoticeKind.CHANGED, member, "cadence_set", office.clock(), item.id, "1")
    )
    assert await office.delivers() == []
    await office.owes(
        Notice(
            nudge_key(item.id, limit, "overdue_1", member),
            NoticeKind.NUDGE,
            member,
            "overdue_1",
            office.clock(),
            item.id,
            limit.isoformat(),
        )
    )
    (sent,) = await office.delivers()
    assert "逾期" in sent.text
    assert local(sent.at).hour == 19


async def test_what_is_no_longer_urgent_when_its_turn_comes_waits(office: Office) -> None:
    await alone(office)
    office.at(*SATURDAY)
    await hands_out(office, 10)
    await office.gathers()
    await office.town.set_item(10, priority=Priority.ORDINARY)
    assert await office.dispatcher.drain(office.clock()) == 0
    office.at(2026, 11, 30, 8, 41)
    assert any("新交办：第10项" in each.text for each in await office.works())


async def test_of_a_message_that_holds_both_only_the_urgent_leaves(office: Office) -> None:
    """It was to leave within working hours, and could not."""
    await alone(office)
    office.at(2026, 11, 27, 17, 59)
    await hands_out(office, 9, Priority.ORDINARY)
    await hands_out(office, 10)
    await office.gathers()
    office.at(2026, 11, 27, 18, 1)
    assert await office.dispatcher.drain(office.clock()) == 1
    (sent,) = office.messenger.to(CADRE)
    assert "第10项" in sent.text
    assert "第9项" not in sent.text
    office.at(2026, 11, 30, 8, 41)
    assert "第9项" in (await to_cadre(office)).text


async def test_what_may_have_been_said_with_it_is_not_torn_from_it(office: Office) -> None:
    await alone(office)
    office.at(2026, 11, 27, 17, 59)
    await hands_out(office, 9, Priority.ORDINARY)
    await hands_out(office, 10)
    office.messenger.faults = iter([Unknown("timed out")])
    await office.delivers()
    office.at(2026, 11, 27, 19, 0)
    assert await office.delivers() == []
    (row,) = await office.rows()
    async with office.store.reading() as uow:
        assert len(await uow.notices.of_message(row.id)) == 2


async def test_what_waits_for_working_hours_is_not_drawn_out_of_them(office: Office) -> None:
    await alone(office)
    office.at(2026, 11, 27, 17, 59)
    member = office.town.people["林晓禾"]
    async with office.store.writing() as uow:
        await uow.outbox.put_once(OutboxMessage("waits", Lane.DAILY, CADRE, office.clock(), member.id))
    office.at(2026, 11, 27, 19, 0)
    await hands_out(office, 10)
    await office.gathers()
    assert [row.state.value for row in await office.rows()] == ["due", "due"]


async def test_whoever_stands_in_hears_it(office: Office) -> None:
    await alone(office)
    office.at(*SATURDAY)
    async with office.store.writing() as uow:
        cover = await uow.members.add(replace(office.town.people["林晓禾"], id=0, name="白小雨", user_id=7020))
    day = dt.date(2026, 11, 28)
    await office.change_member("林晓禾", away=Away(day, day, cover.id))
    await hands_out(office, 10)
    assert [sent.chat_id for sent in await office.works()] == [7020]


async def test_an_assignment_said_on_a_saturday_arrives_at_once(office: Office) -> None:
    """From the admin's sentence to the cadre's chat."""
    await alone(office)
    await office.town.set_item(10, priority=Priority.URGENT)
    office.at(*SATURDAY)
    await office.town.admin.says("10项由文旅局牵头，12月20日前")
    await office.town.admin.presses("确认")
    sent = [each for each in await office.works() if each.chat_id == CADRE]
    assert [local(each.at).date() for each in sent] == [dt.date(2026, 11, 28)]
    assert "【特急】" in sent[0].text
