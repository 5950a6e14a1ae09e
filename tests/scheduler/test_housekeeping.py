"""What a person should know is said before it hurts."""

import datetime as dt
from dataclasses import replace

from ledger.delivery import Gone, Lost
from ledger.notices import NoticeKind
from scheduler.housekeeping import look_over
from scheduler.retention import forget
from tests.scheduler.office import Office
from tests.town import POLICIES, chinese_working_calendar


async def test_a_quiet_house(office: Office) -> None:
    office.at(2026, 10, 20, 3, 10)
    seen = await look_over(office.store, POLICIES, office.clock())
    assert (seen.outbox, seen.inbox, seen.warnings) == ({}, 0, ())


async def test_next_years_calendar_is_missed_from_november_on(office: Office) -> None:
    office.at(2026, 11, 1, 3, 10)
    assert (await look_over(office.store, POLICIES, office.clock())).warnings == (("no_calendar", 2027),)
    office.at(2027, 1, 1, 3, 10)
    assert (await look_over(office.store, POLICIES, office.clock())).warnings == (("no_calendar", 2027),)


async def test_what_could_not_be_delivered_is_counted(office: Office) -> None:
    office.at(2026, 10, 20, 10, 0)
    await office.queues("reply|1")
    office.messenger.faults = iter([Gone(Lost.BLOCKED)])
    await office.dispatcher.drain(office.clock())
    seen = await look_over(office.store, POLICIES, office.clock())
    assert seen.outbox == {"undeliverable": 1}
    assert seen.warnings == (("undeliverable", 1),)


async def test_the_reminder_comes_once_a_month_until_somebody_lays_it_down(office: Office) -> None:
    calendar = chinese_working_calendar()
    policies = replace(POLICIES, calendar=calendar)
    heard = []
    for month, day in ((11, 2), (11, 3), (11, 20), (12, 1), (12, 2)):
        office.at(2026, month, day, 3, 10)
        await look_over(office.store, policies, office.clock())
        async with office.store.reading() as uow:
            ripe = await uow.notices.ripe(office.clock() + dt.timedelta(days=30), 100)
        heard.append(len([n for n in ripe if n.kind is NoticeKind.HOUSE]))
    assert heard == [1, 1, 1, 2, 2], "one admin, two months"
    calendar.overrule({dt.date(2027, 5, n): False for n in range(1, 6)})
    office.at(2027, 1, 4, 3, 10)
    assert (await look_over(office.store, policies, office.clock())).warnings == ()


async def test_what_need_not_be_kept_is_forgotten_after_its_time(office: Office) -> None:
    """Words after 90 days, updates' words after 7 and updates after 30, numbers after 3; keys and what waits never."""
    office.at(2026, 10, 20, 10, 0)
    began = office.clock()
    delivered = await office.queues("reply|1")
    await office.dispatcher.drain(began)
    waiting = await office.queues("reply|2")
    async with office.store.writing() as uow:
        done, _ = await uow.inbox.put([(1, "a" * 64, "{}"), (2, "b" * 64, "{}")], began)
        await uow.inbox.finish([done.id])
        await uow.message_ids.put([(7001, 50), (7001, 51)], began)

    async def kept(days: int) -> tuple[bool, bool, bool]:
        """(the delivered words, the update that was done, the older number)"""
        await forget(office.store, began + dt.timedelta(days=days))
        assert (await office.row(waiting)).payload, "nothing that is still to be sent"
        words = bool((await office.row(delivered)).payload)
        async with office.store.writing() as uow:
            again = await uow.inbox.put([(1, "a" * 64, "{}")], began)
            await uow.inbox.finish([update.id for update in again])
            assert await uow.inbox.waiting_count() == 1, "nothing that is still to be answered"
            return words, not again, 50 in await uow.message_ids.after(7001, 0)

    assert await kept(2) == (True, True, True)
    assert await kept(4) == (True, True, False)
    assert await kept(29) == (True, True, False)
    assert await kept(31) == (True, False, False)
    assert await kept(89) == (True, False, False)
    assert await kept(91) == (False, False, False)
    assert (await office.row(delivered)).key == "reply|1"
