"""Chats that cannot be written to any more: who was behind them hears nothing more, and administrators hear of it."""

import pytest

from ledger.delivery import Gone, Lost
from ledger.groups import Group
from ledger.messages import MessageState
from tests.scheduler.office import Office

CADRE, ADMIN, GROUP = 7001, 7004, -4007001


@pytest.mark.parametrize(
    ("why", "bound"), [(Lost.BLOCKED, True), (Lost.CANNOT_INITIATE, True), (Lost.DEACTIVATED, False)]
)
async def test_a_person_is_unreachable_and_an_account_that_is_gone_is_nobodys(
    office: Office, why: Lost, bound: bool
) -> None:
    message_id = await office.one_nudge()
    office.messenger.faults = iter([Gone(why)])
    await office.dispatcher.drain(office.clock())
    assert (await office.row(message_id)).state is MessageState.UNDELIVERABLE
    async with office.store.reading() as uow:
        member = await uow.members.get(office.town.people["林晓禾"].id)
    assert member is not None
    assert (member.reachable, member.user_id == CADRE, member.active) == (False, bound, True)
    office.at(2026, 11, 27, 8, 41)
    assert [s.chat_id for s in await office.works()] == [ADMIN]


async def test_a_group_that_put_the_bot_out_is_told_nothing_more(office: Office) -> None:
    async with office.store.writing() as uow:
        await uow.groups.put(Group(GROUP, thread_id=9, title="文旅专班", notices=True))
    await office.queues("a", chat_id=GROUP)
    office.messenger.faults = iter([Gone(Lost.KICKED)])
    await office.dispatcher.drain(office.clock())
    async with office.store.reading() as uow:
        assert await uow.groups.of_chat(GROUP) == []
    (told,) = [s for s in await office.delivers() if s.chat_id == ADMIN]
    assert str(GROUP) in told.text
    office.later(hours=1)
    assert await office.delivers() == [], "once"


async def test_a_chat_of_nobody_is_of_no_interest(office: Office) -> None:
    await office.queues("a", chat_id=8001)
    office.messenger.faults = iter([Gone(Lost.BLOCKED)])
    await office.dispatcher.drain(office.clock())
    assert await office.delivers() == []
