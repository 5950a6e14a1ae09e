"""为什么这盏灯: the reason, and what turns it green."""

import datetime as dt
from dataclasses import replace

import pytest

from language.intents import ExplainLight, ItemNo
from ledger.deadlines import Deadline, DeadlineKind
from ledger.items import Report, State
from ledger.lights import Colour
from tests.town import CULTURE, TRANSPORT, Town

GROUP: dict[str, object] = {"private": False, "chat_id": -4007001}
NOON = dt.datetime(2026, 11, 22, 4, 0, tzinfo=dt.UTC)


def item(*numbers: int) -> tuple[ItemNo, ...]:
    return tuple(ItemNo(number) for number in numbers)


async def english(town: Town, name: str) -> None:
    async with town.store.writing() as uow:
        await uow.members.save(replace(town.people[name], language="en"))


async def why(town: Town, **changes: object) -> list[str]:
    await town.set_item(14, **changes)
    return (await town.cadre.asks(ExplainLight(item(14)))).lines


def day(month: int, day_: int, *, soft: bool = False) -> Deadline:
    return Deadline("x", DeadlineKind.DAY, dt.date(2026, month, day_), soft)


async def test_due_soon_says_the_threshold_and_what_helps(town: Town) -> None:
    heard = await why(town)
    assert heard[0] == "🟡 第14项黄灯：临近时限，还剩3个工作日"
    assert heard[1] == "离时限11月27日（周五）还剩3个工作日；只剩3个及以内就亮黄灯。"
    assert "延期的，须在时限前提出" in heard[2]


async def test_overdue_offers_no_extension(town: Town) -> None:
    heard = await why(town, deadline=day(11, 20))
    assert heard[0] == "🔴 第14项红灯：逾期4天（2个工作日）"
    assert "不能再申请延期" in heard[2]
    assert "亮黄灯，不亮红灯" in (await why(town, deadline=day(11, 20, soft=True)))[1]


async def test_behind_names_the_figure_that_turns_it_green(town: Town) -> None:
    """The promise is checked by reporting just that figure."""
    limit = day(12, 31)
    heard = await why(town, deadline=limit, percent=40)
    assert heard[0] == "🔴 第14项红灯：落后序时进度48个百分点"
    assert "进度报到58%转黄灯，报到78%退出黄灯" in heard[2]
    for percent, colour in ((57, "红灯"), (58, "黄灯"), (77, "黄灯"), (78, "绿灯")):
        assert colour in (await why(town, percent=percent))[0]


async def test_far_behind_and_close_to_the_limit_promises_no_figure(town: Town) -> None:
    heard = await why(town, percent=10)
    assert "个百分点" in heard[0]
    assert "%转黄灯" not in heard[2]
    assert "报办结" in heard[2]


async def test_waiting_for_review_is_not_the_units_time(town: Town) -> None:
    heard = await why(town, state=State.SUBMITTED, submitted_at=NOON)
    assert "等审核的时间不算承办单位的" in heard[1]


@pytest.mark.parametrize(
    ("changes", "first"),
    [
        ({"state": State.CLOSED}, "✅ 第14项已办结"),
        ({"state": State.SUSPENDED}, "⏸ 第14项已暂停：已中止"),
        ({"deadline": None}, "⚪ 第14项未亮灯：时限未明确"),
        ({"lead": None}, "⚪ 第14项未亮灯：未分解"),
        ({"deadline": Deadline("长期坚持", DeadlineKind.ONGOING)}, "🟢 第14项绿灯：长期坚持"),
        ({"state": State.RETURNED, "deadline": day(12, 31)}, "🟡 第14项黄灯：退回重办"),
        ({"deadline": day(11, 24)}, "🟡 第14项黄灯：临近时限，已到最后一个工作日"),
        ({"deadline": day(12, 3)}, "🔵 第14项蓝灯：还剩7个工作日"),
    ],
)
async def test_every_light_can_be_explained_in_both_languages(
    town: Town, changes: dict[str, object], first: str
) -> None:
    heard = await why(town, **changes)
    assert heard[0] == first
    assert len(heard) >= 2
    await english(town, "林晓禾")
    assert len((await town.cadre.asks(ExplainLight(item(14)))).lines) == len(heard)


async def test_my_lights_are_those_my_unit_leads(town: Town) -> None:
    await town.hand_out(22, CULTURE, (), dt.date(2026, 11, 20))
    await town.hand_out(4, TRANSPORT, (CULTURE,), dt.date(2026, 11, 20))
    heard = await town.cadre.asks(ExplainLight())
    assert heard.first == "您单位有2项亮红灯或黄灯："
    assert "第4项" not in heard.text
    assert heard.text.index("第22项") < heard.text.index("第14项")
    yellow = await town.cadre.asks(ExplainLight(lights=(Colour.YELLOW,)))
    assert yellow.first == "您单位有1项亮黄灯："
    assert (await town.person("石一鸣").asks(ExplainLight())).first == "您单位没有亮红灯或黄灯的事项。"


async def test_the_office_gets_the_list(town: Town) -> None:
    assert (await town.admin.asks(ExplainLight())).first == "红灯或黄灯：共1项"


async def test_the_units_that_are_waited_for_are_named_and_the_units_own_word_stands_beside(town: Town) -> None:
    report = Report("已全部完成，自评绿灯", 100, town.people["林晓禾"].id, NOON)
    heard = await why(town, percent=100, last_report=report)
    assert heard[0] == "🟡 第14项黄灯：临近时限，还剩3个工作日，等发改局、交通局"
    assert "单位自评：绿灯；系统按时限和进度算：黄灯。" in heard
    shown = (await town.supervisor.says("14项")).text
    assert "等发改局、交通局" in shown
    assert "单位自评：绿灯；系统按时限和进度算：黄灯。" in shown
    agrees = await why(town, last_report=replace(report, text="自评黄灯"))
    assert "单位自评：黄灯，与系统一致。" in agrees
