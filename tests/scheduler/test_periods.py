"""The digest as it is pushed: what has changed since the last one, and what waits for its reader."""

import datetime as dt

from language.buttons import decode
from language.intents import Decisions
from ledger.applications import Application, Asked, Desk
from ledger.deadlines import Deadline, DeadlineKind
from ledger.items import Sensitivity, State
from tests.scheduler.office import Office, Sent
from tests.town import CULTURE

SUPERVISOR = 7003


def instant(month: int, day: int) -> dt.datetime:
    return dt.datetime(2026, month, day, 2, tzinfo=dt.UTC)


async def pushed(office: Office, month: int, day: int) -> Sent:
    """To the supervisor."""
    office.at(2026, month, day, 8, 41)
    (sent,) = [s for s in await office.works() if s.chat_id == SUPERVISOR]
    return sent


async def calm(office: Office) -> None:
    limit = Deadline("12月31日前", DeadlineKind.DAY, dt.date(2026, 12, 31))
    await office.town.set_item(14, deadline=limit)
    await office.town.hand_out(7, CULTURE, day=dt.date(2026, 11, 30))


async def test_what_has_changed_since_the_last_one(office: Office) -> None:
    await calm(office)
    first = await pushed(office, 11, 23)
    assert "与上期比" not in first.text, "there was none"
    await office.town.set_item(14, state=State.CLOSED, submitted_at=instant(11, 26), closed_at=instant(11, 27))
    second = await pushed(office, 11, 30)
    assert "与上期比：办结+1、黄灯+1" in second.lines
    assert "提前办结（1项）：第14项" in second.lines
    office.at(2026, 12, 2, 8, 41)
    await office.works()
    third = await pushed(office, 12, 7)
    assert "与上期比：红灯+1、黄灯−1" in third.lines
    assert "新亮红灯（1项）：第7项" in third.lines
    fourth = await pushed(office, 12, 14)
    assert "与上期比，办结和亮灯没有变化。" in fourth.lines


async def test_decisions_that_wait_are_pressed_from_it_by_whoever_decides(office: Office) -> None:
    await calm(office)
    asked = Application(Asked.EXTENSION, Desk.OFFICE, office.town.people["林晓禾"].id, *(instant(11, 20),) * 2, "手续")
    await office.town.set_item(14, applications=(asked,))
    office.at(2026, 11, 23, 8, 41)
    sent = {s.chat_id: s for s in await office.works()}
    mine = sent[7004]
    assert mine.lines[mine.lines.index("待您处理（1项）") + 1] == "第14项 做强文化旅游产业（文旅局）：申请延期"
    assert "待我处理（1）" in mine.labels
    assert Decisions() in [decode(body) for row in mine.message.buttons for _, body in row]
    deciding = {chat for chat, each in sent.items() if "待您处理" in each.text}
    assert deciding == {7004}, "not the leader, who was not asked, nor those who only look on"


async def test_what_is_sensitive_stands_there_by_its_number(office: Office) -> None:
    await calm(office)
    await office.town.hand_out(23, CULTURE, day=dt.date(2026, 11, 19))
    await office.town.set_item(23, sensitivity=Sensitivity.SENSITIVE)
    told = await pushed(office, 11, 23)
    assert any(line.startswith("第23项（文旅局）：逾期") for line in told.lines)
    assert "安全生产" not in told.text
