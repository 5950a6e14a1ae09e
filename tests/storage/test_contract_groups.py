"""Linked groups, moved chats, handed over notices, merged units and leaves: the same on every store."""

import datetime as dt
from dataclasses import replace

import pytest

from ledger.changes import AuditEntry
from ledger.conversations import Conversation
from ledger.departments import DepartmentDraft
from ledger.groups import Group
from ledger.members import Away
from ledger.messages import MessageState, Settlement
from ledger.moving import chat_moved
from ledger.ports import Store
from tests.storage.town import NOON, founded, message, notice, put

MINUTE = dt.timedelta(minutes=1)


async def test_a_chat_and_its_topics_are_linked_once_each(store: Store) -> None:
    town = await founded(store)
    async with store.writing() as uow:
        first = await uow.groups.put(Group(-5, title="专班", project="专班"))
        again = await uow.groups.put(Group(-5, title="水利", department_id=town.water, notices=True))
        topic = await uow.groups.put(Group(-5, 9, "水利", town.water))
    assert first.id == again.id != topic.id
    async with store.writing() as uow:
        assert await uow.groups.all() == [again, topic]
        assert await uow.groups.disable(-5) == 2
        assert await uow.groups.of_chat(-5) == []
        assert await uow.groups.disable(-5) == 0
        assert (await uow.groups.put(replace(again, id=0))).id == first.id


async def test_a_chat_moves_with_all_that_is_open(store: Store) -> None:
    town = await founded(store)
    open_, done = await put(store, message("a", chat=-5), message("b", chat=-5))
    async with store.writing() as uow:
        await uow.groups.put(Group(-5, title="水利", department_id=town.water))
        await uow.conversations.put(Conversation(-5, ("1",), NOON))
        (held,) = await uow.outbox.claim(now=NOON, owner="x", lease=MINUTE, limit=1, only=done)
        await uow.outbox.settle(held.id, "x", Settlement(MessageState.DELIVERED, 7))
        assert await chat_moved(uow, -5, -105) == 2
        assert await chat_moved(uow, -5, -105) == 0
        assert await chat_moved(uow, -105, -105) == 0
    async with store.reading() as uow:
        assert [group.chat_id for group in await uow.groups.all()] == [-105]
        moved, kept = await uow.outbox.get(open_), await uow.outbox.get(done)
        assert (moved and moved.chat_id, kept and kept.chat_id) == (-105, -5)
        assert await uow.conversations.get(-5) is None
        assert await uow.conversations.get(-105) is not None


async def test_a_chat_that_talks_at_both_places_keeps_the_newer_talk(store: Store) -> None:
    async with store.writing() as uow:
        await uow.conversations.put(Conversation(-5, ("1",), NOON), Conversation(-105, ("2",), NOON))
        await uow.groups.put(Group(-5, project="旧"))
        await uow.groups.put(Group(-105, project="新"))
        await chat_moved(uow, -5, -105)
        talk = await uow.conversations.get(-105)
        assert talk is not None
        assert talk.items == ("2",)
        assert [group.project for group in await uow.groups.of_chat(-105)] == ["新"]


async def test_what_waits_is_handed_over_and_what_was_tried_is_not(store: Store) -> None:
    town = await founded(store)
    async with store.writing() as uow:
        await uow.notices.put([notice(key, town.liaison) for key in ("a", "b", "c")])
        waiting = await uow.notices.ripe(NOON, 10)
        untried = await uow.outbox.put_once(replace(message("m"), member_id=town.liaison.id))
        tried = await uow.outbox.put_once(replace(message("n"), member_id=town.liaison.id))
        assert untried is not None
        assert tried is not None
        await uow.notices.attach([waiting[1].id], untried)
        await uow.notices.attach([waiting[2].id], tried)
        await uow.outbox.claim(now=NOON, owner="x", lease=MINUTE, limit=1, only=tried)
        assert await uow.notices.hand_over(town.liaison.id, town.head.id) == 2
        ripe = await uow.notices.ripe(NOON, 10)
        assert [(each.key, each.member_id) for each in ripe] == [("a", town.head.id), ("b", town.head.id)]
        assert [each.key for each in await uow.notices.of_message(tried)] == ["c"]
        assert await uow.notices.of_message(untried) == []


async def test_a_merged_unit_is_known_and_no_longer_there(store: Store) -> None:
    town = await founded(store)
    async with store.writing() as uow:
        units = {unit.id: unit for unit in await uow.departments.all()}
        await uow.departments.save(replace(units[town.roads], merged_into=town.water))
        await uow.departments.save(replace(units[town.water], name="水务局", former_names=("水利局", "交通局")))
        new = await uow.departments.add(DepartmentDraft("物流办", groups=("县直",)))
        assert [unit.name for unit in await uow.departments.all()] == ["水务局", "物流办"]
        assert [unit.id for unit in await uow.departments.merged()] == [town.roads]
        assert new.id not in units
        # An old list that still names it does not bring it back.
        await uow.departments.put([DepartmentDraft("交通局", ("交通",))])
        assert [unit.name for unit in await uow.departments.all()] == ["水务局", "物流办"]
        with pytest.raises(LookupError):
            await uow.departments.save(replace(new, id=99))


async def test_leaves_are_found_by_their_days(store: Store) -> None:
    town = await founded(store)
    first, last = dt.date(2026, 12, 18), dt.date(2026, 12, 22)
    away = replace(town.liaison, away=Away(first, last, town.head.id), deputy_id=town.head.id, title="办事员")
    async with store.writing() as uow:
        await uow.members.save(away)
    async with store.reading() as uow:
        assert await uow.members.get(away.id) == away
        for day, found in ((first, [away]), (last, [away]), (dt.date(2026, 12, 17), []), (dt.date(2026, 12, 23), [])):
            assert list(await uow.members.away(day)) == found


async def test_who_only_acts_is_not_stored(store: Store) -> None:
    town = await founded(store)
    with pytest.raises(ValueError, match="act"):
        async with store.writing() as uow:
            await uow.members.save(replace(town.liaison, acting_for=town.head.id))


async def test_entries_of_a_subject(store: Store) -> None:
    town = await founded(store)
    entry = AuditEntry(NOON, town.head.id, "王局长", "head", "transferred", None, {}, {}, subject="member:2")
    async with store.writing() as uow:
        await uow.audit.append(replace(entry, subject=""))
        stored = await uow.audit.append(entry)
        assert list(await uow.audit.of_subject("member:2")) == [stored]
        assert await uow.audit.last_by(town.head.id) == stored
        assert await uow.audit.together(stored.seq) == []
