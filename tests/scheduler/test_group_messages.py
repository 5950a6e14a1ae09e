"""What a work group is told of new items is asked again when it leaves: days may lie between."""

from dataclasses import replace

import pytest

from ledger.delivery import NotSent, Unknown
from ledger.groups import Group, handed_out_key, read_handed_out
from ledger.items import Sensitivity, State
from ledger.messages import Lane, MessageState, OutboxMessage
from tests.scheduler.office import Office, Sent
from tests.town import CULTURE, TRANSPORT

CHAT, TOPIC = -77, 9


@pytest.fixture
async def group(office: Office) -> Group:
    """The culture bureau's, which wishes to be told."""
    async with office.store.writing() as uow:
        return await uow.groups.put(
            Group(CHAT, TOPIC, "文旅局工作群", department_id=office.town.units[CULTURE], notices=True)
        )


async def given(office: Office, *words: str) -> None:
    """Tuesday evening: the messages wait for the morning."""
    office.at(2026, 11, 24, 19, 0)
    for each in words:
        await office.town.admin.says(each)
        await office.town.admin.presses("确认")
    assert {sent.chat_id for sent in await office.delivers()} == {7004}, "the answers only"


async def arrives(office: Office) -> list[Sent]:
    """After an outage, on Thursday."""
    office.at(2026, 11, 26, 9, 0)
    return [sent for sent in await office.delivers() if sent.chat_id == CHAT]


async def row(office: Office) -> OutboxMessage:
    (found,) = [each for each in await office.rows() if each.chat_id == CHAT]
    return found


async def test_what_is_still_true_is_told_in_its_topic(office: Office, group: Group) -> None:
    await given(office, "12项由文旅局牵头，12月20日前完成")
    await office.town.set_item(12, title="另一个标题")
    (sent,) = await arrives(office)
    assert "第12项" in sent.text
    assert "另一个标题" in sent.text, "in the words of today"
    assert sent.message.thread == TOPIC


async def test_what_was_taken_back_is_not(office: Office, group: Group) -> None:
    await given(office, "12项由文旅局牵头，12月20日前完成")
    await office.town.admin.presses("撤销")
    assert (await office.town.item(12)).lead is None
    assert await arrives(office) == []
    assert (await row(office)).state is MessageState.CANCELLED
    assert (await row(office)).reason == "no_longer_given"


@pytest.mark.parametrize(
    "change",
    [{"state": State.CANCELLED}, {"state": State.CLOSED}, {"state": State.TO_APPROVE},
     {"sensitivity": Sensitivity.SENSITIVE}],
)  # fmt: skip
async def test_what_became_of_the_item(office: Office, group: Group, change: dict[str, object]) -> None:
    await given(office, "12项由文旅局牵头，12月20日前完成")
    await office.town.set_item(12, **change)
    assert await arrives(office) == []


async def test_a_unit_that_no_longer_has_it(office: Office, group: Group) -> None:
    await given(office, "12项由文旅局牵头，12月20日前完成")
    await office.town.set_item(12, lead=office.town.units[TRANSPORT])
    assert await arrives(office) == []


@pytest.mark.parametrize("change", [{"active": False}, {"notices": False}])
async def test_a_group_that_was_let_go(office: Office, group: Group, change: dict[str, bool]) -> None:
    await given(office, "12项由文旅局牵头，12月20日前完成")
    async with office.store.writing() as uow:
        await uow.groups.put(replace(group, **change))  # type: ignore[arg-type]
    assert await arrives(office) == []
    assert (await row(office)).reason == "group_let_go"


async def test_a_group_that_is_another_units_by_now(office: Office, group: Group) -> None:
    await given(office, "12项由文旅局牵头，12月20日前完成")
    async with office.store.writing() as uow:
        await uow.groups.put(replace(group, department_id=office.town.units[TRANSPORT]))
    assert await arrives(office) == []


async def test_of_several_items_the_rest_is_told(office: Office, group: Group) -> None:
    await given(office, "12项和13项由文旅局牵头，12月20日前完成")
    await office.town.set_item(12, state=State.CANCELLED)
    (sent,) = await arrives(office)
    assert "第13项" in sent.text
    assert "第12项" not in sent.text


async def test_it_does_not_leave_after_hours(office: Office, group: Group) -> None:
    """Its hour was chosen at the commit; after an outage that is over."""
    await given(office, "12项由文旅局牵头，12月20日前完成")
    office.at(2026, 11, 26, 3, 0)
    assert await office.delivers() == []
    assert (await row(office)).state is MessageState.DUE
    office.at(2026, 11, 26, 8, 40)
    assert [sent.chat_id for sent in await office.delivers() if sent.chat_id == CHAT] == [CHAT]


async def test_what_may_have_been_sent_is_said_again_in_the_same_words_or_not_at_all(
    office: Office, group: Group
) -> None:
    await given(office, "12项由文旅局牵头，12月20日前完成")
    office.messenger.faults = iter([Unknown("timed out")])
    (first,) = await arrives(office)
    await office.town.set_item(12, title="另一个标题")
    office.later(minutes=5)
    (again,) = [sent for sent in await office.delivers() if sent.chat_id == CHAT]
    assert again.payload == first.payload


async def test_words_are_found_anew_when_nothing_was_sent(office: Office, group: Group) -> None:
    await given(office, "12项由文旅局牵头，12月20日前完成")
    office.messenger.faults = iter([NotSent("down")])
    await arrives(office)
    await office.town.set_item(12, state=State.CANCELLED)
    office.later(minutes=5)
    assert [sent for sent in await office.delivers() if sent.chat_id == CHAT] == []


async def test_other_messages_to_a_chat_stay_as_they_are(office: Office) -> None:
    office.at(2026, 11, 24, 9, 0)
    await office.queues("lost|1|x", Lane.PROMPT, CHAT)
    assert [sent.text for sent in await office.delivers() if sent.chat_id == CHAT] == ["好"]


async def test_the_key_says_what_it_is_about(office: Office) -> None:
    items = [await office.town.item(number) for number in (12, 13)]
    assert read_handed_out(handed_out_key(3, items)) == (3, tuple(item.id for item in items))
    for other in ("group|3|", "daily|2026-11-24|3", "lost|-77|x|1", "group|x|1.1"):
        assert read_handed_out(other) is None
