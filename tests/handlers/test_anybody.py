"""Anybody may say and press anything in any order: an item changes only by a press of the one whom the button was
shown, within his rights, and undoing brings it back exactly.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from random import Random

import pytest

from handlers.front import Front
from language.buttons import decode
from language.intents import (
    Assign,
    Confirm,
    Export,
    Intent,
    ItemNo,
    Move,
    MyTasks,
    ReportProgress,
    SetDeadline,
    ShowItem,
    Sign,
    Undo,
)
from ledger.items import Item
from ledger.members import OFFICE, Role
from tests.handlers.saying import audit, by, means, tables
from tests.memory_store import MemoryStore
from tests.town import CULTURE, HOUSE, PEOPLE, REFORM, TRANSPORT, Heard, Person, Town, founded

NUMBERS = (12, 13, 14, 14, 99)
UNITS = (CULTURE, TRANSPORT, REFORM)
NAMES = [name for name, *_ in PEOPLE] + ["顾长河"] * 3 + ["林晓禾", "韩卫平"]
ACTS = (Confirm, Sign, Undo)
SEEDS = range(16)
STEPS = 200


@pytest.mark.parametrize("seed", SEEDS)
async def test_only_one_s_own_press_changes_an_item(seed: int) -> None:
    town, chance = await _town(), Random(seed)  # noqa: S311 - a story that can be told again
    people = {name: town.person(name) for name, *_ in PEOPLE}
    shown: dict[str, list[str]] = {name: [] for name in people}
    changes = 0
    for _ in range(STEPS):
        name = chance.choice(NAMES)
        kind = chance.choice(("says", "says", "presses", "presses", "presses", "steals", "waits"))
        before, remembered = _items(town), len(audit(town))
        owners = [name] if kind == "presses" else [other for other in shown if other != name]
        bodies = [body for owner in owners for body in shown[owner][-8:]]
        pressed, heard = None, Heard("")
        if kind == "waits":
            town.now += dt.timedelta(seconds=chance.choice((1, 1, 60, 60, 300, 700, 90_000)))
        elif kind == "says":
            heard = await means(people[name], _intent(town, chance))
        elif bodies:
            body = chance.choice([body for body in bodies if isinstance(decode(body), ACTS)] or bodies)
            pressed = decode(body)
            heard = await people[name].presses_data(body, message_id=7)
        shown[name] += [body for row in (heard.payload.buttons if heard.payload else ()) for _, body in row]
        changes += await _check(town, people[name], kind, pressed, heard, before, remembered)
    assert changes >= 3, "a story in which nothing happens proves nothing"


async def _check(
    town: Town,
    person: Person,
    kind: str,
    pressed: Intent | None,
    heard: Heard,
    before: Mapping[int, Item],
    remembered: int,
) -> int:
    after, entries = _items(town), audit(town)[remembered:]
    changed = {number for number in after if after[number] != before[number]}
    assert len(entries) == len(changed), "each change is remembered, and nothing else is"
    assert all(after[number].version == before[number].version + 1 for number in changed)
    assert heard.text or heard.toast or not pressed, "every press is answered"
    if not changed:
        return 0
    assert kind == "presses" or isinstance(pressed, Sign | Undo), "words and stolen cards change nothing"
    assert isinstance(pressed, ACTS)
    member = town.people[person.name]
    for entry, number in zip(entries, sorted(changed), strict=True):
        assert entry.actor_id == member.id
        item = before[number]
        match entry.event:
            case "assigned" | "deadline_set":
                assert member.role is Role.ADMIN
            case "proposed":
                assert member.role is Role.SUPERVISOR
            case "signed" | "extension_asked" | "closing_asked":
                assert member.department_id == item.lead
            case "reported":
                assert member.department_id == item.lead or member.role in OFFICE
            case "part_reported" | "part_signed":
                assert member.department_id in item.co
    if not isinstance(pressed, Undo):
        await _undone(town, person, before)
    return len(changed)


async def _undone(town: Town, person: Person, before: Mapping[int, Item]) -> None:
    """In a copy of the town, so that the story goes on as if it had not been."""
    copy = _copied(town)
    heard = await Person(copy, person.user_id, person.name, heard=list(person.heard)).presses("撤销")
    assert heard.first.startswith("已撤销")
    after = _items(copy)
    assert {n: replace(item, version=0) for n, item in after.items()} == {
        n: replace(item, version=0) for n, item in before.items()
    }


def _intent(town: Town, chance: Random) -> Intent:
    items = tuple(ItemNo(number) for number in dict.fromkeys(chance.choices(NUMBERS, k=chance.choice((1, 1, 2)))))
    units = [town.units[unit] for unit in UNITS]
    co = tuple(chance.sample(units, k=chance.randrange(3)))
    match chance.randrange(9):
        case 0 | 1:
            return Assign(items, lead=chance.choice(units), co=co or None)
        case 2:
            return Assign(items, add_co=co, leader=chance.choice((None, "江若谷")))
        case 3:
            return SetDeadline(items, by(12, chance.randint(1, 28)))
        case 4:
            return Sign(chance.choice((items, ())))
        case 5 | 6:
            text = chance.choice(("正在推进", "资料已报省厅", "卡在用地指标"))
            return ReportProgress(items, text, chance.choice((None, 40, 60, 101)), vague=text == "正在推进")
        case 7:
            return Undo()
    return chance.choice(
        (
            MyTasks(),
            Export(),
            ShowItem(items),
            Move("ask_extension", items, deadline=by(12, 30), reason="等批文", progress="主体完工"),
            Move("submit_done", items, reason="已验收，文号31"),
        )
    )


def _items(town: Town) -> Mapping[int, Item]:
    return {item.id: item for item in tables(town).items.values()}


_FOUNDED: list[Town] = []


async def _town() -> Town:
    if not _FOUNDED:
        _FOUNDED.append(await founded())
    return _copied(_FOUNDED[0])


def _copied(town: Town) -> Town:
    store = MemoryStore()
    store._tables = tables(town).copied()
    return Town(store, Front(store, HOUSE), town.now, town.updates, town.sent, town.units, town.people)
