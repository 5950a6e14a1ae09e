"""「往后拖半个月」 counts from the item's own limit, which only the ledger knows."""

import datetime as dt

from ledger.deadlines import DeadlineKind
from tests.handlers.saying import by
from tests.town import TRANSPORT, Town


async def test_a_unit_asks_for_two_more_weeks(town: Town) -> None:
    cadre = town.cadre
    await town.set_item(14, deadline=by(12, 4))
    assert (await cadre.says("14项能不能往后拖半个月")).first.startswith("第14项申请延期到12月19日")


async def test_the_answer_to_the_question_until_when(town: Town) -> None:
    cadre = town.cadre
    await town.set_item(14, deadline=by(12, 4))
    await cadre.says("14项想延期")
    assert (await cadre.says("再延一周")).first.startswith("第14项申请延期到12月11日")


async def test_an_admin_moves_a_limit_forward(town: Town) -> None:
    admin = town.admin
    await town.set_item(13, deadline=by(12, 10))
    card = await admin.says("13项时限提前五天")
    assert "12月5日" in card.text
    await admin.presses("确认")
    limit = (await town.item(13)).deadline
    assert limit is not None
    assert (limit.kind, limit.day) == (DeadlineKind.DAY, dt.date(2026, 12, 5))


async def test_without_a_limit_the_day_is_asked_for(town: Town) -> None:
    admin = town.admin
    await town.set_item(13, deadline=None)
    before = await town.item(13)
    heard = await admin.says("13项时限再延一个月")
    assert "确认" not in heard.labels
    assert await town.item(13) == before


async def test_units_that_no_longer_help(town: Town) -> None:
    admin = town.admin
    kept, *off = (town.units[name] for name in (TRANSPORT, "县妇女联合会", "青石镇"))
    await town.set_item(14, co=(kept, *off))
    await admin.says("14项去掉青石镇和妇联")
    await admin.presses("确认")
    assert (await town.item(14)).co == (kept,)
