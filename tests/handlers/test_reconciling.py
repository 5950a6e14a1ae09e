"""对账盘点: what was promised, what was reached, and who owes the figures."""

import datetime as dt

from language.intents import Export, Reconcile, ShowItem
from ledger.items import Sensitivity, State, Target
from tests.handlers.saying import means, no, pressable
from tests.town import CULTURE, TRANSPORT, Town

SHARE = Target("卫生厕所普及率", ">=", 80, "%")


async def test_one_item_against_its_targets(town: Town) -> None:
    at = dt.datetime(2026, 5, 31, 2, tzinfo=dt.UTC)
    reached, short, owed = (
        Target("投诉量", "<=", 50, "件", actual=31, actual_at=at),
        Target("卫生厕所普及率", ">=", 80, "%", actual=73.5, actual_at=at),
        Target("场次", "=", 12, "场", words="办好12场活动"),
    )
    await town.set_item(14, targets=(reached, short, owed))
    heard = await means(town.cadre, Reconcile(no(14)))
    assert heard.lines == [
        "对账盘点（截至11月24日）：1项事项共3个指标，达标1个，未达标1个，没有数据1个。",
        "未达标（1个）",
        "第14项 卫生厕所普及率：目标≥80%，现73.5%（5月31日），差6.5个百分点（文旅局）",
        "没有数据（1个），请牵头单位报数",
        "第14项 办好12场活动：目标12场（文旅局）",
        "达标（1个）",
        "第14项 投诉量：目标≤50件，现31件（5月31日）（文旅局）",
    ]
    assert pressable(heard)[0] == ("第14项", ShowItem(no(14)))


async def test_a_unit_sees_its_own_and_the_office_all(town: Town) -> None:
    for number in range(1, 28):
        await town.set_item(number, targets=())
    await town.set_item(14, targets=(SHARE,))
    await town.hand_out(20, TRANSPORT)
    await town.set_item(20, targets=(SHARE, SHARE))
    own = await means(town.head, Reconcile())
    assert own.first.startswith("对账盘点（截至11月24日）：1项事项共1个指标")
    assert ("指标表", Export("indicators")) in pressable(own)
    everything = await town.admin.says("对账盘点")
    assert "2项事项共3个指标" in everything.first
    assert "另有25项没有量化指标。" in everything.lines
    assert "2项事项共3个指标" in (await means(town.admin, Reconcile(department=town.units[TRANSPORT]))).first
    liaison = await means(town.cadre, Reconcile())
    assert not any(isinstance(intent, Export) for _, intent in pressable(liaison))


async def test_what_may_not_be_read_is_not_counted(town: Town) -> None:
    for number in range(1, 28):
        await town.set_item(number, targets=())
    await town.hand_out(20, TRANSPORT)
    await town.set_item(20, targets=(SHARE,), sensitivity=Sensitivity.SENSITIVE)
    assert (await means(town.supervisor, Reconcile())).first == "这个范围里没有量化指标。"
    assert "共1个指标" in (await means(town.neighbour, Reconcile())).first
    assert "普及率" not in (await means(town.cadre, Reconcile(no(20)))).text


async def test_half_the_year_half_the_work(town: Town) -> None:
    for number in range(1, 28):
        await town.set_item(number, targets=())
    await town.hand_out(3, CULTURE)
    await town.set_item(3, percent=50)
    await town.set_item(14, percent=90, targets=(Target("游客人次", ">=", 260, "万人次", actual=104),))
    await town.set_item(5, state=State.CLOSED)
    await town.set_item(6, state=State.CANCELLED)
    assert "双过半" not in (await means(town.admin, Reconcile())).text
    town.moves_to(dt.datetime(2026, 6, 30, 10))  # noqa: DTZ001
    lines = (await means(town.admin, Reconcile())).lines
    assert lines[-3:-1] == ["双过半（6月30日）：任务过半2项，未过半1项，没有报进度23项", "未过半：第14项"]


async def test_long_lists_end_in_the_table(town: Town) -> None:
    many = tuple(Target(f"指标{n}号", ">=", 10, "个", actual=n) for n in range(20))
    await town.set_item(14, targets=many)
    lines = (await means(town.cadre, Reconcile(no(14)))).lines
    assert lines.count("其余2个见指标表。") == 2
    assert len(lines) < 25
