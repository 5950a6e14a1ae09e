"""The column 紧急程度 of a breakdown table: three levels, and a question about any other word."""

from documents.breakdown import read_table
from handlers.breakdown import Breakdown, import_table
from handlers.importing import Origin
from ledger.items import Priority
from tests.documents.office import xlsx
from tests.town import POLICIES, Town


async def takes(town: Town, *rows: tuple[int, str, str]) -> Breakdown:
    table = read_table(xlsx([["序号", "牵头单位", "紧急程度"], *map(list, rows)]))
    async with town.store.writing() as uow:
        return await import_table(table.rows, origin=Origin(town.now), policies=POLICIES, uow=uow, answers=None)


async def test_the_levels_as_offices_write_them(town: Town) -> None:
    await town.set_item(3, priority=Priority.URGENT)
    result = await takes(town, (1, "县发改局", "特急"), (2, "县商务局", "加急"), (3, "县发改局", "一般"))
    assert not result.doubts
    levels = [(await town.item(number)).priority for number in (1, 2, 3)]
    assert levels == [Priority.URGENT, Priority.HIGH, Priority.ORDINARY]


async def test_an_empty_cell_changes_nothing(town: Town) -> None:
    await takes(town, (1, "县发改局", "特急"))
    assert (await takes(town, (1, "县发改局", ""))).changes == ()
    assert (await town.item(1)).priority is Priority.URGENT


async def test_another_word_is_asked_about(town: Town) -> None:
    result = await takes(town, (1, "县发改局", "很急"), (2, "县商务局", "很急"))
    (doubt,) = result.doubts
    assert (doubt.code, dict(doubt.params)["words"]) == ("table_no_priority", "很急")
    assert (await town.item(1)).lead != town.units["县发展和改革局"], "nothing until it is answered"
