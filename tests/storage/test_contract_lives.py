"""Whole lives of items on every store: what was recorded is there, proves the item, and leads back to each state."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest

from ledger.changes import AuditEntry, Change
from ledger.departments import DepartmentDraft
from ledger.items import Item, Sensitivity, State
from ledger.members import Member, Role
from ledger.plans import ItemDraft
from ledger.ports import StaleVersion, Store, UnitOfWork
from ledger.proving import gap
from ledger.recording import item_as_before, record, take_back
from ledger.refusals import Refused
from ledger.transitions.dividing import give_part
from ledger.transitions.table import TABLE
from ledger.transitions.undoing import undo
from tests.ledger.acts import ACTS, seeded
from tests.ledger.making import NOW, OTHER
from tests.storage.conftest import Twins
from tests.storage.town import PLAN, founded

ADMIN = Member(1, "顾长河", Role.ADMIN, None, 7009)
SEEDS = range(8)
MANY = range(24)
"""Lives enough for a draft to be sent back in one of them."""


async def draft(store: Store) -> Item:
    """Item 14 of the town, whose units are 1, 2 and one more, as the acts suppose."""
    town = await founded(store)
    async with store.writing() as uow:
        await uow.departments.put([DepartmentDraft("县住建局")])
        item = await uow.items.by_number(town.plan.id, 14)
    assert item is not None
    assert (town.water, town.roads) == (1, 2)
    return item


async def live(uow: UnitOfWork, item: Item, seed: int, steps: int = 60) -> tuple[list[Item], list[AuditEntry]]:
    """Recorded by the command line, to which everything is allowed; what was not done yet comes first."""
    r = seeded(seed)
    stood = [item]
    entries: list[AuditEntry] = []
    for _ in range(steps):
        done = {entry.event for entry in entries}
        possible = [change for change in _possible(stood[-1], r) if change.event != "archived"]
        saved, entry = await record(
            r.choice([change for change in possible if change.event not in done] or possible),
            by=None, now=NOW, uow=uow, source="test",
        )  # fmt: skip
        stood.append(saved)
        entries.append(entry)
    return stood, entries


def _possible(item: Item, r: Random) -> Iterator[Change]:
    for act in ACTS.values():
        try:
            change = act.do(item, r)
        except Refused:
            continue
        if change.before == item:
            yield change


@pytest.mark.parametrize("seed", SEEDS)
async def test_a_life_is_kept_proved_and_led_back_step_by_step(store: Store, seed: int) -> None:
    item = await draft(store)
    async with store.writing() as uow:
        stood, _ = await live(uow, item, seed)
    async with store.reading() as uow:
        now = await uow.items.get(item.id)
        entries = list(await uow.audit.of_item(item.id, 1000))[::-1]
    assert now == stood[-1]
    assert gap(now, entries) is None
    assert len(entries) == len(stood) - 1
    for entry, before in zip(reversed(entries), reversed(stood[:-1]), strict=True):
        assert item_as_before(now, entry) == before
        now = before


async def test_the_lives_played_here_know_every_event(store: Store) -> None:
    item = await draft(store)
    seen = set()
    async with store.writing() as uow:
        for seed in MANY:
            _, entries = await live(uow, item, seed)
            seen |= {entry.event for entry in entries}
            item = await uow.items.add(item.plan_id, ItemDraft(1, 100 + seed, "题", "文"))
    assert set(TABLE) - seen <= {"archived", "registered", "part_registered"}


async def test_the_last_step_of_a_life_is_undone_exactly(store: Store) -> None:
    item = await draft(store)
    async with store.writing() as uow:
        stood, entries = await live(uow, item, 1)
    async with store.writing() as uow:
        now = await uow.items.get(item.id)
        assert now is not None
        change = undo(now, item_as_before(now, entries[-1]), entries[-1], by=ADMIN, now=NOW)
        await record(change, by=ADMIN, now=NOW, uow=uow, source="test", undoes=entries[-1].seq)
    async with store.reading() as uow:
        back = await uow.items.get(item.id)
        kept = list(await uow.audit.of_item(item.id, 1000))[::-1]
    assert back is not None
    assert replace(back, version=stood[-2].version) == stood[-2]
    assert gap(back, kept) is None


async def parted(uow: UnitOfWork, whole: Item) -> tuple[Item, AuditEntry]:
    part = await uow.items.add(whole.plan_id, ItemDraft(1, whole.number, "教育", "", part=1))
    return await record(give_part(part, whole, lead=OTHER, now=NOW), by=ADMIN, now=NOW, uow=uow, source="test")


def gone(part: Item, entry: AuditEntry) -> Change:
    return undo(part, item_as_before(part, entry), entry, by=ADMIN, now=NOW)


async def test_what_an_undone_step_had_made_is_gone_and_its_id_never_given_again(twins: Twins) -> None:
    whole = await draft(twins.first)
    async with twins.first.writing() as uow:
        part, entry = await parted(uow, whole)
    async with twins.second.reading() as uow:
        assert [each.label for each in await uow.items.of_plan(whole.plan_id)][-2:] == ["14", "14.1"]
        assert [each.id for each in await uow.items.of_department(whole.plan_id, OTHER)] == [part.id]
        known = await uow.directory_version()
    async with twins.first.writing() as uow:
        undone = await take_back(gone(part, entry), by=ADMIN, now=NOW, uow=uow, source="test", undoes=entry.seq)
    for store in (twins.second, twins.first):
        async with store.reading() as uow:
            assert await uow.items.get(part.id) is None
            assert await uow.items.by_number(whole.plan_id, 14, 1) is None
            assert len(await uow.items.of_plan(whole.plan_id)) == len(PLAN.items)
            assert await uow.items.of_department(whole.plan_id, OTHER) == []
            assert list(await uow.audit.of_item(part.id)) == [undone, entry]
            assert await uow.audit.undone(entry.seq)
            assert await uow.directory_version() > known
    assert (undone.event, undone.undoes) == ("undone", entry.seq)
    async with twins.second.writing() as uow:
        again, _ = await parted(uow, whole)
    assert again.id > part.id
    async with twins.first.reading() as uow:
        assert await uow.items.by_number(whole.plan_id, 14, 1) == again
        assert again in await uow.items.of_plan(whole.plan_id)
        assert list(await uow.audit.of_item(part.id)) == [undone, entry]


async def test_what_has_moved_on_is_not_removed(store: Store) -> None:
    whole = await draft(store)
    async with store.writing() as uow:
        part, entry = await parted(uow, whole)
        await uow.items.save(replace(part, percent=10))
    with pytest.raises(StaleVersion):
        async with store.writing() as uow:
            await take_back(gone(part, entry), by=ADMIN, now=NOW, uow=uow, source="test", undoes=entry.seq)
    async with store.reading() as uow:
        kept = await uow.items.get(part.id)
        assert kept is not None
        assert (kept.lead, kept.state, kept.percent) == (OTHER, State.ASSIGNED, 10)
        assert not await uow.audit.undone(entry.seq)


async def test_who_may_not_see_a_sensitive_part_does_not_take_it_back(store: Store) -> None:
    whole = replace(await draft(store), sensitivity=Sensitivity.SENSITIVE)
    stranger = Member(77, "他人", Role.LIAISON, 1, 7077)
    async with store.writing() as uow:
        part, entry = await parted(uow, whole)
    with pytest.raises(Refused) as no:
        async with store.writing() as uow:
            await take_back(gone(part, entry), by=stranger, now=NOW, uow=uow, source="test", undoes=entry.seq)
    assert no.value.refusal.code == "sensitive_item"
