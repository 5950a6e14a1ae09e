"""What a person should know is said before it hurts."""

from ledger.delivery import Gone, Lost
from scheduler.housekeeping import look_over
from tests.scheduler.office import Office
from tests.town import POLICIES


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
