"""One's own hour, mutes, reminders put off, and never more than one merged and one urgent message a day."""

import datetime as dt

import pytest

from ledger.deadlines import Deadline, DeadlineKind
from ledger.items import Report, State
from ledger.notices import Notice, NoticeKind, assigned_key
from ledger.preferences import Preference, is_early
from tests.scheduler.office import Office, local
from tests.town import CULTURE

CADRE = "林晓禾"


async def prefers(office: Office, **chosen: object) -> None:
    async with office.store.writing() as uow:
        await uow.preferences.put(Preference(office.town.people[CADRE].id, **chosen))  # type: ignore[arg-type]


async def to_cadre(office: Office, *moment: int) -> list[str]:
    office.at(*moment)
    """The bot's own messages to him, without answers that were still to leave."""
    sent = [each.text for each in await office.works() if each.chat_id == 7001]
    return [text for text in sent if "再提醒：" not in text and "最晚那天" not in text]


async def test_ones_own_hour(office: Office) -> None:
    await prefers(office, morning=dt.time(10, 30))
    assert await to_cadre(office, 2026, 11, 24, 8, 41) == []
    assert len(await to_cadre(office, 2026, 11, 24, 10, 30)) == 1
    assert {local(sent.at).time().replace(microsecond=0) for sent in office.messenger.to(7002)} == {dt.time(8, 41)}, (
        "others hear as ever"
    )


async def test_what_waited_comes_at_ones_own_hour_too(office: Office) -> None:
    await prefers(office, morning=dt.time(10, 30))
    await to_cadre(office, 2026, 11, 26, 10, 31)
    await office.town.hand_out(7, CULTURE, day=dt.date(2026, 11, 27))
    assert await to_cadre(office, 2026, 11, 26, 11, 0) == []
    async with office.store.reading() as uow:
        late = await uow.notices.ripe(office.clock() + dt.timedelta(days=3), 100)
    own = {local(n.not_before) for n in late if n.member_id == office.town.people[CADRE].id}
    assert {f"{at:%m-%d %H:%M}" for at in own} == {"11-27 10:30"}
    assert await to_cadre(office, 2026, 11, 27, 9, 0) == []
    assert len(await to_cadre(office, 2026, 11, 27, 10, 31)) == 1


@pytest.mark.parametrize(
    ("rule", "early"),
    [
        ("before_7", True),
        ("before_3", False),
        ("before_0", False),
        ("overdue_1", False),
        ("report_before_2", True),
        ("report_late_1", False),
        ("milestone_before_3", True),
        ("sign_1", False),
    ],
)
def test_what_can_be_muted(rule: str, early: bool) -> None:
    assert is_early(rule) is early


async def test_a_mute_lasts_until_its_day_and_never_covers_what_is_close(office: Office) -> None:
    await prefers(office, muted_until=dt.date(2026, 11, 24))
    await office.town.hand_out(7, CULTURE, day=dt.date(2026, 12, 3))
    (text,) = await to_cadre(office, 2026, 11, 24, 8, 41)
    assert "第14项" in text
    assert "第7项" not in text, "seven working days ahead, muted"
    async with office.store.reading() as uow:
        row = [n for n in await uow.notices.told(office.town.people[CADRE].id, 9) if n.rule == "before_7"]
    assert row == []


@pytest.mark.parametrize(("muted_until", "hears"), [(23, ["周二"]), (22, ["周一", "周二"])])
async def test_a_mute_covers_the_weeks_digest_and_is_over_with_its_day(
    office: Office, muted_until: int, hears: list[str]
) -> None:
    """On Monday the week's digest, on Tuesday an early reminder."""
    report = Report("推进", 40, office.town.people[CADRE].id, dt.datetime(2026, 11, 18, 2, tzinfo=dt.UTC))
    limit = Deadline("12月3日前", DeadlineKind.DAY, dt.date(2026, 12, 3))
    await office.town.set_item(14, deadline=limit, last_report=report)
    await prefers(office, muted_until=dt.date(2026, 11, muted_until))
    said = [text for day in (23, 24) for text in await to_cadre(office, 2026, 11, day, 8, 41)]
    days = {"督查周报": "周一", "第14项": "周二"}
    assert [next(day for words, day in days.items() if words in text) for text in said] == hears


async def test_a_reminder_put_off_comes_again_and_the_limit_stays(office: Office) -> None:
    cadre = office.town.cadre
    limit = (await office.town.item(14)).limit
    await to_cadre(office, 2026, 11, 24, 8, 41)
    office.at(2026, 11, 24, 9, 0)
    said = await cadre.says("明天再提醒我")
    assert said.text == "好的，11月25日（周三）再提醒：第14项。时限不变。"
    assert (await office.town.item(14)).limit == limit
    (again,) = await to_cadre(office, 2026, 11, 25, 8, 41)
    assert "第14项" in again
    assert await to_cadre(office, 2026, 11, 25, 15, 0) == []


async def test_a_reminder_is_not_put_off_beyond_its_limit(office: Office) -> None:
    await to_cadre(office, 2026, 11, 24, 8, 41)
    office.at(2026, 11, 24, 9, 0)
    said = await office.town.cadre.says("12月10日再提醒我14项")
    assert said.text == "第14项的时限是11月27日（周五），最晚那天提醒；时限不变。"
    assert await to_cadre(office, 2026, 11, 26, 8, 41) == [], "the nudge of the day before waits, too"
    assert len(await to_cadre(office, 2026, 11, 27, 8, 41)) == 1


async def test_what_was_done_meanwhile_is_not_said_again(office: Office) -> None:
    await to_cadre(office, 2026, 11, 24, 8, 41)
    office.at(2026, 11, 24, 9, 0)
    await office.town.cadre.says("明天再提醒我")
    await office.town.set_item(14, state=State.CLOSED)
    assert await to_cadre(office, 2026, 11, 25, 8, 41) == []


async def test_one_urgent_message_a_day(office: Office) -> None:
    """The second assignment of a day goes into the merged message when there was none, the third waits for one."""
    for number, hour in ((9, 10), (10, 11), (11, 12)):
        office.at(2026, 11, 20, hour, 0)
        await office.town.hand_out(number, CULTURE, state=State.ASSIGNED)
        await _hands_out(office, number)
        await office.delivers()
    keys = [row.key.partition("|")[0] for row in await office.rows() if row.member_id == office.town.people[CADRE].id]
    assert keys == ["prompt", "daily"]
    office.at(2026, 11, 23, 8, 41)
    await office.works()
    assert "第11项" in office.messenger.to(7001)[-1].text


async def _hands_out(office: Office, number: int) -> None:
    item, member = await office.town.item(number), office.town.people[CADRE].id
    key = assigned_key(item.id, item.version, member)
    await office.owes(Notice(key, NoticeKind.ASSIGNED, member, "lead", office.clock(), item.id, str(item.version)))
