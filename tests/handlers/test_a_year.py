"""A year in the life of the plan's 27 items, as the people of the town talk it: from the breakdown to the archive."""

import datetime as dt
from collections.abc import Sequence

from language.intents import Decisions, History, ItemNo, Move, ShowItem
from ledger.changes import AuditEntry
from ledger.items import DONE, OPEN, Item, State
from ledger.members import Member, Role
from ledger.proving import gap
from ledger.transitions.table import TABLE
from tests.handlers.saying import audit, by, means, no, tables
from tests.town import CULTURE, OFFICE, REFORM, TRANSPORT, Heard, Person, Town

EDUCATION, FARMING, WATER = "县教育局", "县农业农村局", "县水务局"
LEADS = {
    1: REFORM,
    2: REFORM,
    3: CULTURE,
    4: TRANSPORT,
    **dict.fromkeys((5, 6, 7, 8), FARMING),
    **dict.fromkeys((9, 10, 11, 12), WATER),
    **dict.fromkeys((13, 16), REFORM),
    **dict.fromkeys((14, 21, 22), CULTURE),
    **dict.fromkeys((15, 19, 20, 23), TRANSPORT),
    **dict.fromkeys((17, 18), EDUCATION),
    **dict.fromkeys((24, 25, 26, 27), OFFICE),
}
NEWCOMERS = ((EDUCATION, "白雨桐", 7101), (FARMING, "马大川", 7102), (WATER, "程望", 7103), (OFFICE, "姚启明", 7104))


def local(*when: int) -> dt.datetime:
    """A wall time in Shanghai."""
    return dt.datetime(*when)  # type: ignore[arg-type]  # noqa: DTZ001


async def does(person: Person, words: str, press: str = "✅") -> Heard:
    card = await person.says(words)
    assert any("✅" in label for label in card.labels), f"{words}: {card.text}"
    return await person.presses(press)


async def makes(person: Person, intent: Move) -> Heard:
    card = await means(person, intent)
    assert any("✅" in label for label in card.labels), f"{intent}: {card.text}"
    return await person.presses("✅")


async def decides(person: Person, press: str) -> None:
    await person.asks(Decisions())
    await person.presses(press)
    await person.presses("✅")


async def test_a_year(town: Town) -> None:
    contacts = await _january(town)
    admin, head, cadre = town.admin, town.head, contacts[CULTURE]
    await _spring(town, admin, contacts)
    await _accounts_for_itself(town)
    await _summer(town, admin, head, cadre)
    await _accounts_for_itself(town)
    await _autumn(town, admin, contacts)
    await _accounts_for_itself(town)
    await _december(town, admin, contacts)
    await _accounts_for_itself(town)
    await _is_told_a_year_later(town, admin)


async def _january(town: Town) -> dict[str, Person]:
    """The breakdown: every item gets its unit and limit; every unit signs for what it leads."""
    town.moves_to(local(2026, 1, 12, 9, 0))
    await town.set_item(14, state=State.DRAFT, lead=None, co=(), deadline=None, assigned_at=None, signed_at=None)
    async with town.store.writing() as uow:
        for unit, name, user_id in NEWCOMERS:
            member = Member(0, name, Role.LIAISON, town.units[unit], user_id)
            town.people[name] = await uow.members.add(member)
    contacts = {unit: town.person(name) for unit, name, _ in NEWCOMERS}
    contacts |= {CULTURE: town.cadre, TRANSPORT: town.neighbour, REFORM: town.person("石一鸣")}
    admin = town.admin
    for number, unit in LEADS.items():
        other = "财政局" if number % 2 else "统计局"
        await does(admin, f"{number}项交{unit}牵头，{other}配合，年底前完成")
        assert (await town.item(number)).state is State.ASSIGNED
    town.moves_to(local(2026, 1, 13, 10, 0))
    for contact in contacts.values():
        await does(contact, "签收")
    assert {(await town.item(number)).state for number in LEADS} == {State.DOING}
    return contacts


async def _spring(town: Town, admin: Person, contacts: dict[str, Person]) -> None:
    """Reports, cycles, nodes, targets; one item is split, one handed to the unit it belongs to."""
    town.moves_to(local(2026, 3, 25, 9, 30))
    for number, unit in LEADS.items():
        await does(contacts[unit], f"{number}项：方案已印发，完成{20 + number}%，下步压茬推进，暂无困难")
        assert (await town.item(number)).percent == 20 + number
    await makes(admin, Move("set_milestones", no(14)))
    assert len((await town.item(14)).milestones) == 4
    await makes(contacts[CULTURE], Move("reach_milestone", no(14)))
    await does(admin, "17项教育归教育局，就业归人社局")
    assert (await town.item(17)).state is State.SPLIT
    assert (await town.item(17, 2)).lead == town.units["县人力资源和社会保障局"]
    await does(contacts[TRANSPORT], "23项不是我们的活，该应急局")
    await makes(admin, Move("approve", no(23)))
    assert (await town.item(23)).lead == town.units["县应急管理局"]


async def _summer(town: Town, admin: Person, head: Person, cadre: Person) -> None:
    """An extension in time, a call for help, an urging, an instruction, a pause."""
    town.moves_to(local(2026, 6, 24, 15, 0))
    await town.set_item(14, deadline=by(6, 30))
    await makes(cadre, Move("ask_extension", no(14), deadline=by(8, 31), reason="省里批文未到", progress="完成60%"))
    await decides(head, "确认上报")
    await decides(admin, "同意")
    assert (await town.item(14)).limit == by(8, 31).day
    await makes(head, Move("ask_help", no(22), reason="专项资金未到位"))
    await makes(admin, Move("approve", no(22), reason="财政局本月安排"))
    await does(admin, "催一下14项")
    await does(admin, "给第9项批示：务必9月15日前完成，每周五报我")
    assert (await town.item(9)).limit == by(9, 15).day
    await does(admin, "18项先挂起，等省上文件")
    assert (await town.item(18)).state is State.SUSPENDED


async def _autumn(town: Town, admin: Person, contacts: dict[str, Person]) -> None:
    """The suspended goes on; one closing is sent back and passes at the second try; one is withdrawn for good."""
    town.moves_to(local(2026, 9, 21, 10, 0))
    await makes(admin, Move("resume", no(18)))
    farming = contacts[FARMING]
    await makes(farming, Move("submit_done", no(5), reason="粮食播种面积已完成"))
    await does(admin, "退回5项，材料太虚")
    assert (await town.item(5)).state is State.RETURNED
    await makes(farming, Move("submit_done", no(5), reason="测产报告已出", evidence="文号31"))
    await makes(admin, Move("approve", no(5), level="good"))
    assert (await town.item(5)).state is State.CLOSED
    await makes(admin, Move("strike", no(5)))
    await makes(admin, Move("reopen", no(5), reason="回头看发现撂荒反弹"))
    assert (await town.item(5)).state is State.DOING
    await makes(admin, Move("cancel", no(8), reason="任务并入上级专项"))


async def _december(town: Town, admin: Person, contacts: dict[str, Person]) -> None:
    """What is open is reported done and reviewed; what goes on for ever ends its phase; the year is filed."""
    town.moves_to(local(2026, 12, 21, 9, 0))
    await makes(admin, Move("phase_done", no(9, 11), reason="年度任务完成"))
    for item in await _open(town):
        unit = next(name for name, id_ in town.units.items() if id_ == item.lead)
        which = (ItemNo(item.number, item.part),)
        if unit in contacts:
            await makes(contacts[unit], Move("submit_done", which, reason="全年任务完成", evidence="总结报告"))
            if (await town.item(item.number, item.part)).state is not State.SUBMITTED:
                await makes(town.head, Move("approve", which))
            await makes(admin, Move("approve", which, level="passed"))
        else:
            await makes(admin, Move("phase_done", which, reason="年度任务完成"))
    assert not [item for item in await _open(town) if item.state is not State.SPLIT]
    await makes(admin, Move("archive"))
    assert {item.state for item in tables(town).items.values()} == {State.ARCHIVED}


async def _open(town: Town) -> Sequence[Item]:
    items = tables(town).items.values()
    return [item for item in items if item.state in OPEN and item.state not in DONE]


async def _accounts_for_itself(town: Town) -> None:
    """Every event is of the table, and the entries of every item lead to the item as it stands."""
    by_item: dict[int | None, list[AuditEntry]] = {}
    for entry in audit(town):
        assert entry.event in TABLE or entry.event == "undone"
        by_item.setdefault(entry.item_id, []).append(entry)
    laid_past_the_rules = {14}
    for item in tables(town).items.values():
        if item.number not in laid_past_the_rules:
            assert gap(item, by_item.get(item.id, [])) is None, item.label


async def _is_told_a_year_later(town: Town, admin: Person) -> None:
    """Who did what, in both languages, for every item; nothing is left in code words."""
    town.moves_to(local(2027, 12, 1, 10, 0))
    for number in LEADS:
        for words, title in (("what happened", f"Item {number} "), ("来龙去脉", f"第{number}项")):
            told = await means(admin, History(no(number)), words)
            assert told.first.startswith(title)
            assert "顾长河" in told.text
        assert "已归档" in (await admin.asks(ShowItem(no(number)))).text
