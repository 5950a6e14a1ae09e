"""The weekly digest in dialogue: for the office, for a unit, in a group, week by week."""

import datetime as dt
import io
from dataclasses import replace

import pytest
from PIL import Image

from language.buttons import encode
from language.intents import ShowDigest
from language.replies import File
from ledger.applications import Application, Asked, Desk
from ledger.items import Report, Sensitivity, State
from tests.town import CULTURE, MORNING, REFORM, TRANSPORT, Heard, Town

THIS_WEEK = ShowDigest()


async def busy(town: Town) -> None:
    await town.hand_out(7, CULTURE, day=dt.date(2026, 11, 19))
    await town.hand_out(9, CULTURE, day=dt.date(2026, 11, 30), state=State.ASSIGNED)
    await town.hand_out(4, TRANSPORT, (CULTURE,), dt.date(2026, 12, 31))
    await town.set_item(4, last_report=Report("已开工", 20, town.people["韩卫平"].id, MORNING), percent=90)
    await town.set_item(16, state=State.CLOSED, closed_at=MORNING, lead=town.units[REFORM])


async def test_the_office_has_it_on_one_screen(town: Town) -> None:
    await busy(town)
    heard = await town.supervisor.asks(THIS_WEEK)
    assert heard.text == (
        "【督查周报】第48周（11月23日—11月29日，截至今天）\n"
        "共27项：已办结1｜办理中4｜未分解22\n"
        "🔴 红灯1项｜🟡 黄灯1项\n"
        "达进度1\n"
        "本周：办结1项、有反馈1项。\n"
        "\n"
        "🔴 红灯（1项）\n"
        "第7项 整治提升农村人居环境（文旅局）：逾期5天（3个工作日）；没有反馈\n"
        "\n"
        "🟡 黄灯（1项）\n"
        "第14项 做强文化旅游产业（文旅局）：临近时限，还剩3个工作日；没有反馈\n"
        "\n"
        "待签收（1项）\n"
        "第9项 提升空气和水环境质量（文旅局）：2月20日交办，还没有签收\n"
        "\n"
        "7天内到期（1项）\n"
        "第9项 提升空气和水环境质量（文旅局）：时限11月30日（周一）\n"
        "\n"
        "未分解（22项）：第1、2、3、5、6、8、10、11、12、13、15、17、18、19、20等22项\n"
        "期内办结（1项）：第16项"
    )
    assert heard.labels == ("看红灯", "看黄灯", "看未分解", "看上一周", "看图")


async def test_a_unit_has_it_in_six_lines(town: Town) -> None:
    await busy(town)
    heard = await town.cadre.asks(THIS_WEEK)
    assert heard.lines == [
        "【督查周报】第48周（11月23日—11月29日，截至今天）",
        "你单位共4项：牵头3、配合1",
        "🔴 红灯（1项）：第7项逾期5天（3个工作日）｜🟡 黄灯（1项）：第14项临近时限，还剩3个工作日",
        "待签收（1项）：第9项",
        "7天内到期（1项）：第9项时限11月30日（周一）",
        "本周：有反馈1项。",
    ]


async def test_it_says_plainly_that_nothing_changed(town: Town) -> None:
    heard = await town.supervisor.asks(THIS_WEEK)
    assert heard.lines[3] == "本周没有办结、反馈、签收和新交办。"


async def test_five_lines_a_block_at_most(town: Town) -> None:
    for number in range(1, 10):
        await town.hand_out(number, CULTURE, day=dt.date(2026, 11, number + 1))
    heard = await town.supervisor.asks(THIS_WEEK)
    block = heard.lines[heard.lines.index("🔴 红灯（9项）") + 1 :][:6]
    assert [line[:3] for line in block[:5]] == ["第1项", "第2项", "第3项", "第4项", "第5项"]
    assert block[5] == "　其余4项"
    own = await town.cadre.asks(THIS_WEEK)
    assert len(own.lines) <= 6
    assert len(heard.text) < 4096


async def test_what_is_sensitive_goes_by_number(town: Town) -> None:
    await town.hand_out(23, CULTURE, day=dt.date(2026, 11, 19))
    await town.set_item(23, sensitivity=Sensitivity.SENSITIVE)
    heard = await town.admin.asks(THIS_WEEK)
    assert "第23项（文旅局）：逾期5天" in heard.text
    assert "安全生产" not in heard.text


async def test_the_office_hears_whose_leader_nobody_knows(town: Town) -> None:
    """Otherwise nobody would notice that he hears of nothing."""
    await town.set_item(14, leader="张副县长、江若谷")
    line = "责任领导对不上人：张副县长（第14项）"
    assert line in (await town.supervisor.asks(THIS_WEEK)).lines
    assert "对不上人" not in (await town.leader.asks(THIS_WEEK)).text
    await town.set_item(14, leader="江若谷")
    assert "对不上人" not in (await town.supervisor.asks(THIS_WEEK)).text


async def test_week_by_week(town: Town) -> None:
    await busy(town)
    supervisor = town.supervisor
    await supervisor.asks(THIS_WEEK)
    last = await supervisor.presses("看上一周")
    assert last.first == "【督查周报】第47周（11月16日—11月22日）"
    assert "上周没有办结、反馈、签收和新交办。" in last.lines
    before = await supervisor.presses("看上一周")
    assert before.first == "【督查周报】第46周（11月9日—11月15日）"
    assert "灯色和办理情况以今天为准。" in before.lines
    assert (await supervisor.asks(ShowDigest(dt.date(2026, 12, 1)))).text == "那一周还没有开始。"


async def test_a_week_across_the_year(town: Town) -> None:
    heard = await town.supervisor.asks(ShowDigest(dt.date(2026, 1, 1)))
    assert heard.first == "【督查周报】第1周（2025年12月29日—1月4日）"


async def test_a_group_hears_figures_and_no_unit(town: Town) -> None:
    await busy(town)
    heard = await town.supervisor.presses_data(encode(THIS_WEEK), chat_id=-5, private=False)
    assert heard.lines == [
        "【督查周报】第48周（11月23日—11月29日，截至今天）",
        "共27项：已办结1｜办理中4｜未分解22",
        "🔴 红灯1项｜🟡 黄灯1项",
        "达进度1",
        "本周：办结1项、有反馈1项。",
    ]
    assert heard.labels == ()


async def test_a_leader_sees_his_area(town: Town) -> None:
    await busy(town)
    await town.set_item(7, leader="江若谷")
    heard = await town.leader.asks(THIS_WEEK)
    assert heard.lines[1] == "共1项：办理中1"


@pytest.mark.parametrize("name", ["supervisor", "cadre"])
async def test_english_is_complete(town: Town, name: str) -> None:
    await busy(town)
    person = getattr(town, name)
    async with town.store.writing() as uow:
        await uow.members.save(replace(town.people[person.name], language="en"))
    heard = await person.asks(THIS_WEEK)
    assert heard.first == "Weekly digest, week 48 (23 Nov – 29 Nov, so far)"
    bare = "".join(c for c in heard.text if "\u4e00" <= c <= "\u9fff")
    titles = "整治提升农村人居环境做强文化旅游产业提升空气和水环境质量"
    assert set(bare) <= set(titles)


async def test_what_has_changed_since_the_last_one(town: Town) -> None:
    await busy(town)
    async with town.store.writing() as uow:
        plan = await uow.plans.current()
        assert plan is not None
        standings = {item.id: (item.state.value, "green") for item in await uow.items.of_plan(plan.id)}
        (sixteen,) = [item.id for item in await uow.items.of_plan(plan.id) if item.number == 16]
        await uow.weeks.put_once(plan.id, "2026-W48", {**standings, sixteen: ("doing", "green")})
    heard = await town.supervisor.asks(THIS_WEEK)
    assert "与上期比：办结+1、红灯+1、黄灯+1" in heard.lines
    assert "新亮红灯（1项）：第7项" in heard.lines


async def test_nothing_changed_is_said(town: Town) -> None:
    async with town.store.writing() as uow:
        plan = await uow.plans.current()
        assert plan is not None
        standings = {
            item.id: (item.state.value, "yellow" if item.number == 14 else "none")
            for item in await uow.items.of_plan(plan.id)
        }
        await uow.weeks.put_once(plan.id, "2026-W48", standings)
    assert "与上期比，办结和亮灯没有变化。" in (await town.supervisor.asks(THIS_WEEK)).lines


async def test_what_waits_for_the_reader_can_be_pressed(town: Town) -> None:
    at = MORNING - dt.timedelta(days=2)
    asked = Application(Asked.EXTENSION, Desk.OFFICE, town.people["林晓禾"].id, at, at, "手续未办完")
    await town.set_item(14, applications=(asked,))
    heard = await town.admin.asks(THIS_WEEK)
    block = heard.lines.index("待您处理（1项）")
    assert heard.lines[block + 1].startswith("第14项 做强文化旅游产业（文旅局）：")
    assert "待我处理（1）" in heard.labels
    assert "第14项" in (await town.cadre.asks(THIS_WEEK)).text
    assert "待您处理" not in (await town.cadre.asks(THIS_WEEK)).text


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("11月的月报", "【督查月报】2026年11月（11月1日—11月30日，截至今天）"),
        ("上个月的月报", "【督查月报】2026年10月（10月1日—10月31日）"),
        ("季报", "【督查季报】2026年第4季度（10月1日—12月31日，截至今天）"),
        ("年报", "【督查年报】2026年（1月1日—12月31日，截至今天）"),
    ],
)
async def test_longer_periods(town: Town, words: str, title: str) -> None:
    await busy(town)
    heard = await town.supervisor.says(words)
    assert heard.first == title
    assert "各部分完成率" in heard.lines
    assert len(heard.text) < 4096


async def test_any_days(town: Town) -> None:
    heard = await town.supervisor.asks(ShowDigest(dt.date(2026, 11, 18), "days", dt.date(2026, 11, 20)))
    assert heard.first == "【督查情况】11月18日—11月20日"


async def test_a_picture_of_it(town: Town) -> None:
    await busy(town)
    supervisor = town.supervisor
    await supervisor.asks(THIS_WEEK)
    name, content = await _file(town, await supervisor.presses("看图"))
    assert name == "督查周报2026-11-23.png"
    assert Image.open(io.BytesIO(content)).width == 720
    _, dark = await _file(town, await supervisor.presses("深色"))
    ground = Image.open(io.BytesIO(dark)).convert("RGB").getpixel((2, 2))
    assert isinstance(ground, tuple)
    assert max(ground) < 60


async def _file(town: Town, heard: Heard) -> tuple[str, bytes]:
    """As it is made when the message leaves."""
    assert heard.payload is not None
    assert heard.payload.order is not None
    made = await town.front.file(heard.payload.order)
    assert isinstance(made, File)
    return made.name, made.make()


async def test_closed_early_and_rated_otherwise(town: Town) -> None:
    await town.hand_out(16, REFORM, day=dt.date(2026, 12, 31))
    await town.set_item(16, state=State.CLOSED, closed_at=MORNING, submitted_at=MORNING)
    report = Report("完成90%，自评绿灯", 90, town.people["林晓禾"].id, MORNING)
    await town.set_item(14, last_report=report)
    heard = await town.supervisor.asks(THIS_WEEK)
    assert "提前办结（1项）：第16项" in heard.lines
    assert "自评绿灯、系统亮灯（1项）：第14项" in heard.lines
