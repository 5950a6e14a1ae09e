"""The one way to write: permission first, version kept, everything remembered, and read back as it was."""

import datetime as dt
import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from ledger.changes import AuditEntry, Change
from ledger.departments import DepartmentDraft
from ledger.items import Item, State
from ledger.members import Member, Role
from ledger.permissions import Action
from ledger.plain import plain
from ledger.plans import ItemDraft, PlanDraft, PlanKind, Section
from ledger.ports import StaleVersion
from ledger.proving import gap
from ledger.recording import item_as_before, record
from ledger.refusals import Refused
from ledger.transitions.assigning import assign, set_deadline
from ledger.transitions.reporting import report
from tests.ledger.any_item import ITEMS
from tests.ledger.making import NOW, day, entry_of
from tests.memory_store import MemoryStore

PLAN = PlanDraft("2026年工作要点", 2026, (Section(1, "经济"),), (ItemDraft(1, 1, "招商", "招商引资。"),))
LIMIT = day(dt.date(2026, 12, 31))
SIDES = ("before", "after")


class House:
    """Two units, an admin, a liaison of unit 1, one item."""

    store: MemoryStore
    admin: Member
    liaison: Member
    item: Item


@pytest.fixture
async def house() -> House:
    house = House()
    house.store = MemoryStore()
    async with house.store.writing() as uow:
        await uow.departments.put([DepartmentDraft("县文旅局"), DepartmentDraft("县交通局")])
        house.admin = await uow.members.add(Member(0, "顾长河", Role.ADMIN, None, 1))
        house.liaison = await uow.members.add(Member(0, "林晓禾", Role.LIAISON, 1, 2))
        plan = await uow.plans.add(PLAN, year=2026, kind=PlanKind.MAIN, current=True)
        (house.item,) = await uow.items.of_plan(plan.id)
    return house


async def write(house: House, change: Change, by: Member | None) -> tuple[Item, AuditEntry]:
    async with house.store.writing() as uow:
        return await record(change, by=by, now=NOW, uow=uow, source="inbox:1")


async def read(house: House) -> tuple[Item, list[AuditEntry]]:
    async with house.store.reading() as uow:
        item = await uow.items.get(house.item.id)
        assert item is not None
        return item, list(await uow.audit.of_item(item.id))


async def test_a_change_is_saved_and_remembered_with_both_sides(house: House) -> None:
    saved, entry = await write(house, assign(house.item, now=NOW, lead=1, co=(2,), deadline=LIMIT), house.admin)
    stored, entries = await read(house)
    assert saved == stored
    assert (stored.version, stored.state, stored.lead) == (2, State.ASSIGNED, 1)
    assert entries == [entry]
    assert entry.before == {
        "version": 1, "state": "draft", "lead": None, "co": [], "deadline": None, "assigned_at": None,
    }  # fmt: skip
    assert entry.after == {
        "version": 2, "state": "assigned", "lead": 1, "co": [2], "assigned_at": NOW.isoformat(),
        "deadline": {"text": "12月31日前", "kind": "day", "day": "2026-12-31", "soft": False},
    }  # fmt: skip
    assert (entry.actor_id, entry.actor_name, entry.actor_role) == (house.admin.id, "顾长河", "admin")
    assert (entry.at, entry.event, entry.source) == (NOW, "assigned", "inbox:1")


async def test_who_may_not_leaves_no_trace(house: House) -> None:
    with pytest.raises(Refused) as no:
        await write(house, assign(house.item, now=NOW, lead=1), house.liaison)
    assert no.value.refusal.code == "admin_only"
    assert await read(house) == (house.item, [])


async def test_permission_judges_the_item_as_it_was(house: House) -> None:
    """The item is nobody's: reporting on it is not allowed by writing one's own unit into it on the way."""
    taken = replace(house.item, lead=1, state=State.DOING)
    change = report(taken, by=house.liaison.id, now=NOW, text="完成", percent=10)
    with pytest.raises(Refused):
        await write(house, replace(change, before=house.item), house.liaison)


async def test_of_two_who_read_the_same_only_the_first_writes(house: House) -> None:
    await write(house, assign(house.item, now=NOW, lead=1), house.admin)
    with pytest.raises(StaleVersion):
        await write(house, assign(house.item, now=NOW, lead=2), house.admin)
    stored, entries = await read(house)
    assert (stored.lead, len(entries)) == (1, 1)


async def test_the_command_line_is_nobody_and_may(house: House) -> None:
    _, entry = await write(house, set_deadline(house.item, LIMIT), None)
    assert (entry.actor_id, entry.actor_name, entry.actor_role) == (None, "", "")


async def test_a_version_is_no_change_of_its_own(house: House) -> None:
    change = set_deadline(house.item, LIMIT)
    assert replace(change, after=replace(change.after, version=9)).changed_fields() == ("deadline",)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(ITEMS, ITEMS)
def test_what_the_audit_keeps_leads_back_to_exactly_the_item_before(before: Item, after: Item) -> None:
    """Through JSON, as a database keeps it, for every field an item has."""
    names = (*Change(Action.UNDO, "", before, after).changed_fields(), "version")
    kept = json.loads(json.dumps({name: plain(getattr(before, name)) for name in names}))
    entry = AuditEntry(NOW, None, "", "", "assigned", 7, before=kept, after={})
    assert item_as_before(after, entry) == before


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(ITEMS, ITEMS, ITEMS)
def test_whatever_became_of_an_item_its_entries_prove_it(first: Item, second: Item, third: Item) -> None:
    second, third = replace(second, id=first.id, version=2), replace(third, id=first.id, version=3)
    changes = [Change(Action.UNDO, "", first, second), Change(Action.UNDO, "", second, third)]
    entries = []
    for seq, change in enumerate(changes, start=1):
        entry = entry_of(replace(change, before=replace(change.before, version=seq)), seq=seq)
        entries.append(replace(entry, **{side: json.loads(json.dumps(getattr(entry, side))) for side in SIDES}))
    assert gap(third, entries) is None
