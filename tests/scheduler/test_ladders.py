"""The ladders in the town: who hears what, on which day, and what is held back while a decision waits elsewhere."""

import datetime as dt
from dataclasses import replace

import pytest
import sqlalchemy as sa

from ledger.applications import Application, Asked, Desk
from ledger.deadlines import Cadence, Frequency
from ledger.items import Milestone, Report, State
from ledger.notices import Notice, NoticeKind, assigned_key
from ledger.preferences import Preference
from scheduler.planner import Planned
from storage import SqlStore
from storage.tables import notices
from tests.memory_store import MemoryStore
from tests.scheduler.office import Office
from tests.town import CULTURE, TRANSPORT

FAR = dt.datetime(2027, 6, 1, tzinfo=dt.UTC)
CADRE, HEAD = "林晓禾", "罗建川"


def instant(*local: int) -> dt.datetime:
    return dt.datetime(*local, tzinfo=dt.UTC) - dt.timedelta(hours=8)  # type: ignore[arg-type, misc]


async def heard(office: Office, rule: str = "") -> set[tuple[str, str]]:
    """(who, rule) of the nudges that wait."""
    names = {member.id: name for name, member in office.town.people.items()}
    async with office.store.reading() as uow:
        ripe = await uow.notices.ripe(FAR, 1000)
    return {(names[n.member_id], n.rule) for n in ripe if n.kind is NoticeKind.NUDGE and n.rule.startswith(rule)}


async def alone(office: Office, number: int = 7) -> None:
    """Only this item owes anything."""
    await office.town.set_item(14, state=State.CLOSED)
    await office.town.hand_out(number, CULTURE, day=dt.date(2027, 3, 31))


@pytest.mark.parametrize(
    ("day", "rules", "why"),
    [
        ((2026, 11, 24), set(), "handed out today"),
        ((2026, 11, 25), {(CADRE, "sign_1")}, "one working day"),
        ((2026, 11, 26), {(CADRE, "sign_2"), (HEAD, "sign_2")}, "two: the head, too"),
        ((2026, 11, 30), {(CADRE, "sign_2"), (HEAD, "sign_2")}, "the program was down: the nearest rule only (C09)"),
    ],
)
async def test_signing_for(office: Office, day: tuple[int, int, int], rules: set[tuple[str, str]], why: str) -> None:
    await alone(office)
    await office.town.set_item(7, state=State.ASSIGNED, assigned_at=instant(2026, 11, 24, 10), signed_at=None)
    office.at(*day, 7, 0)
    await office.plans()
    assert await heard(office, "sign") == rules, why


@pytest.mark.parametrize(
    ("day", "rules", "why"),
    [
        ((2026, 11, 20), set(), "three working days ahead"),
        ((2026, 11, 23), {(CADRE, "report_before_2")}, "Monday: two"),
        ((2026, 11, 25), {(CADRE, "report_before_0")}, "the 25th itself"),
        ((2026, 11, 26), {(CADRE, "report_late_1")}, "missing"),
        ((2026, 11, 30), {(CADRE, "report_late_3"), (HEAD, "report_late_3")}, "three days late"),
    ],
)
async def test_monthly_reports(office: Office, day: tuple[int, int, int], rules: set[object], why: str) -> None:
    await alone(office)
    await office.town.set_item(7, cadence=Cadence(Frequency.MONTHLY, 25))
    october = Report("推进", None, office.town.people[CADRE].id, instant(2026, 10, 20, 10))
    await office.town.set_item(7, last_report=october)
    office.at(*day, 7, 0)
    await office.plans()
    assert await heard(office, "report") == rules, why
    await office.town.set_item(7, last_report=replace(october, at=office.clock() - dt.timedelta(hours=1)))
    sent = await _morning(office, day)
    assert not any("本期反馈" in text for text in sent), "nothing for what is done by the time of sending"


@pytest.mark.parametrize(("day", "rule"), [(23, "report_late_3"), (26, "report_late_1"), (30, "report_late_3")])
async def test_who_never_reported_is_asked_for_the_last_report_only(office: Office, day: int, rule: str) -> None:
    """C09: nine months of reports are missing, and the next one is two days away; one line all the same."""
    await alone(office)
    await office.town.set_item(7, cadence=Cadence(Frequency.MONTHLY, 25))
    if day == 23:
        # Planned when it was late, and not heard of since: what is over weighs more than what comes next.
        office.at(2026, 10, 30, 7, 0)
        await office.plans()
    office.at(2026, 11, day, 8, 41)
    await office.works()
    async with office.store.reading() as uow:
        told = await uow.notices.told(office.town.people[CADRE].id, 99)
    assert [(n.rule, n.fact) for n in told] == [(rule, "2026-10-25" if day == 23 else "2026-11-25")]


async def test_the_next_cycle_is_planned_though_the_last_was_reported(office: Office) -> None:
    await alone(office)
    report = Report("推进", None, office.town.people[CADRE].id, instant(2026, 11, 3, 10))
    await office.town.set_item(7, cadence=Cadence(Frequency.MONTHLY, 25), last_report=report)
    office.at(2026, 11, 25, 7, 0)
    await office.plans()
    assert await heard(office, "report") == set()
    office.at(2026, 12, 24, 7, 0)
    await office.plans()
    assert await heard(office, "report") == {(CADRE, "report_before_2")}


async def test_milestones(office: Office) -> None:
    await alone(office)
    node = Milestone("完成初稿", dt.date(2026, 11, 27))
    await office.town.set_item(7, milestones=(node,))
    office.at(2026, 11, 24, 7, 0)
    await office.plans()
    assert await heard(office, "milestone") == {(CADRE, "milestone_before_3")}
    await office.town.set_item(7, milestones=(replace(node, done_at=office.clock()),))
    office.at(2026, 11, 30, 7, 0)
    await office.plans()
    assert "milestone_late_1" not in {rule for _, rule in await heard(office)}, "it was reached"


async def test_who_is_told_of_what_is_overdue(office: Office) -> None:
    """Contact, head and supervisor at once; the leader only when he wishes it; the admin after five working days."""
    leader = office.town.people["江若谷"]
    await alone(office)
    await office.town.hand_out(7, CULTURE, day=dt.date(2026, 11, 20))
    await office.town.set_item(7, leader="江若谷")
    office.at(2026, 11, 23, 7, 0)
    await office.plans()
    assert await heard(office, "overdue_1") == {(n, "overdue_1") for n in (CADRE, HEAD, "沈知行")}
    office.at(2026, 11, 25, 7, 0)
    await office.plans()
    assert {name for name, _ in await heard(office, "overdue_3")} == {CADRE, HEAD, "沈知行"}
    async with office.store.writing() as uow:
        await uow.preferences.put(Preference(leader.id, escalations=True))
    office.at(2026, 11, 27, 7, 0)
    await office.plans()
    assert {name for name, _ in await heard(office, "overdue_5")} == {CADRE, HEAD, "沈知行", "江若谷", "顾长河"}


async def test_the_office_is_offered_the_slip_that_is_due_and_units_are_not(office: Office) -> None:
    """Steps 6 to 8: a draft by one press; nothing is issued by itself."""
    await alone(office)
    await office.town.hand_out(7, CULTURE, day=dt.date(2026, 11, 20))
    for day, level in ((23, None), (25, "蓝色"), (27, "黄色")):
        office.at(2026, 11, day, 8, 41)
        sent = await office.works()
        (to_office,) = [each for each in sent if each.chat_id == 7003]
        offered = [f"起草{level}督办单"] if level else []
        assert [label for label in to_office.labels if "督办单" in label] == offered
        assert not any("督办单" in label for each in sent if each.chat_id in (7001, 7002) for label in each.labels)
    drafted = await office.town.person("沈知行").says("起草第7项黄色督办单")
    assert "督办单" in drafted.text
    assert "代拟稿" in drafted.text
    assert (await office.town.item(7)).slips == ()


@pytest.mark.parametrize("waits", ["help", "fresh help", "help at the head", "explained", "extension"])
async def test_what_holds_an_escalation_back(office: Office, waits: str) -> None:
    """Help asked for long ago, or a fresh report. Not help that the leader still has time to answer or that the unit's
    own head has not passed on, nor an extension asked for (it has to be asked for in time).
    """
    await alone(office)
    await office.town.hand_out(7, CULTURE, day=dt.date(2026, 11, 20))
    since, fresh = instant(2026, 11, 20, 10), instant(2026, 11, 25, 10)
    cadre = office.town.people[CADRE].id
    asked: dict[str, dict[str, object]] = {
        "help": {"applications": (Application(Asked.HELP, Desk.LEADER, cadre, since, since, "用地指标"),)},
        "fresh help": {"applications": (Application(Asked.HELP, Desk.LEADER, cadre, fresh, fresh, "用地指标"),)},
        "help at the head": {"applications": (Application(Asked.HELP, Desk.HEAD, cadre, since, since, "用地指标"),)},
        "explained": {"last_report": Report("正在补办手续", 80, cadre, instant(2026, 11, 26, 10))},
        "extension": {"applications": (Application(Asked.EXTENSION, Desk.OFFICE, cadre, since, since, "手续"),)},
    }
    await office.town.set_item(7, **asked[waits])
    office.at(2026, 11, 27, 7, 0)
    await office.plans()
    names = {name for name, _ in await heard(office, "overdue_5")}
    held = waits in ("help", "explained")
    assert (("顾长河" in names), "沈知行" in names) == (not held, True)
    why = await _asks_why(office)
    assert ("暂不向上报告" in why) == held


async def _asks_why(office: Office) -> str:
    await _morning(office, (2026, 11, 27))
    return (await office.town.person("沈知行").says("为什么提醒我")).text


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (State.SUBMITTED, "已报办结、等待审核，不再提醒，也不向上报告。"),
        (State.SUSPENDED, "已中止，停止计时和提醒。"),
    ],
)
async def test_what_rests_is_not_reminded_of_and_whoever_asks_hears_why(
    office: Office, state: State, said: str
) -> None:
    await alone(office)
    await office.town.hand_out(7, CULTURE, day=dt.date(2026, 11, 20))
    assert "第7项" in "".join(await _morning(office, (2026, 11, 23)))
    await office.town.set_item(7, state=state, submitted_at=office.clock())
    before = len(office.messenger.sent)
    for day in (25, 27):
        await _morning(office, (2026, 11, day))
    assert [s.text for s in office.messenger.sent[before:] if "第7项" in s.text] == []
    assert said in (await office.town.person("沈知行").says("为什么提醒我")).text


async def test_an_escalation_is_dropped_when_help_was_asked_meanwhile(office: Office) -> None:
    """Asked again at the time of sending: the report came between the plan and the morning."""
    await alone(office)
    await office.town.hand_out(7, CULTURE, day=dt.date(2026, 11, 20))
    office.at(2026, 11, 27, 7, 0)
    await office.plans()
    report = Report("正在补办手续", 80, office.town.people[CADRE].id, instant(2026, 11, 27, 8))
    await office.town.set_item(7, last_report=report)
    await _morning(office, (2026, 11, 27))
    assert office.messenger.to(7004) == [], "the admin"
    assert len(office.messenger.to(7003)) == 1, "the supervisor goes on hearing of it"


async def test_a_pause_of_the_office_holds_everything_but_what_is_new(office: Office) -> None:
    office.at(2026, 11, 24, 8, 0)
    said = await office.town.admin.says("防汛值守，暂停全部提醒到11月25日")
    assert said.first.startswith("好的，11月24日—11月25日暂停全部提醒和周报")
    assert (await _morning(office, (2026, 11, 24))) == []
    assert (await _morning(office, (2026, 11, 25))) == []
    texts = await _morning(office, (2026, 11, 26))
    assert len(texts) >= 2, "the nearest rule is caught up"
    async with office.store.reading() as uow:
        told = await uow.notices.told(office.town.people[CADRE].id, 9)
    assert [n.rule for n in told] == ["before_1"]


async def test_a_pause_holds_what_was_planned_before_it_and_plans_nothing_more(office: Office) -> None:
    office.at(2026, 11, 24, 7, 0)
    assert (await office.plans()).nudges > 0
    office.at(2026, 11, 24, 8, 0)
    await office.town.admin.says("暂停全部提醒到11月30日")
    office.at(2026, 11, 24, 8, 41)
    assert [s for s in await office.delivers() if s.chat_id != 7004] == []
    for day in (25, 26, 27, 30):
        office.at(2026, 11, day, 7, 0)
        assert await office.plans() == Planned(), f"{day}: a Monday's digest, too"


async def test_what_is_newly_handed_out_is_told_in_a_pause(office: Office) -> None:
    office.at(2026, 11, 24, 9, 0)
    await office.town.admin.says("暂停全部提醒到11月30日")
    item = await office.town.hand_out(9, CULTURE, state=State.ASSIGNED)
    cadre = office.town.people[CADRE].id
    key = assigned_key(item.id, item.version, cadre)
    await office.owes(
        Notice(key, NoticeKind.ASSIGNED, cadre, "lead", office.clock(), item.id, str(item.version)),
        Notice("nudge|x", NoticeKind.NUDGE, cadre, "before_3", office.clock(), item.id, "2026-11-27"),
    )
    (sent,) = [s for s in await office.delivers() if s.chat_id == 7001]
    assert sent.lines[0] == "新交办：第9项 提升空气和水环境质量（你单位牵头）"


async def test_a_pause_ends_early_when_the_admin_says_so(office: Office) -> None:
    office.at(2026, 11, 24, 8, 0)
    admin = office.town.admin
    await admin.says("暂停全部提醒到11月30日")
    await admin.presses("恢复提醒")
    assert await _morning(office, (2026, 11, 24)) != []
    assert (await office.town.cadre.says("暂停提醒")).first.startswith("好的"), "his own: a mute"


async def test_one_line_a_reason_and_who_sends_it(office: Office) -> None:
    await alone(office)
    await office.town.set_item(7, milestones=(Milestone("完成初稿", dt.date(2026, 11, 27)),))
    await office.town.set_item(7, cadence=Cadence(Frequency.MONTHLY, 25))
    report = Report("推进", None, office.town.people[CADRE].id, instant(2026, 10, 20, 10))
    await office.town.set_item(7, last_report=report)
    (text, *_) = [text for text in await _morning(office, (2026, 11, 24)) if "本期反馈" in text]
    assert text.split("\n")[1:] == [
        "本期反馈11月25日（周三）前报，还剩1个工作日。",
        "一句话即可，例如：7项：已完成……，进度60%，下步……，无困难",
        "节点11月27日（周五）：完成初稿，还剩3个工作日。",
    ]
    why = await office.town.cadre.presses_data("yr")
    assert why.lines[:3] == [
        "最近一次提醒的依据：",
        "第7项：按规则：反馈日前2个工作日提醒。",
        "第7项：按规则：节点前3个工作日提醒。",
    ]


async def test_the_office_hears_in_two_lines_whose_it_is(office: Office) -> None:
    await alone(office)
    await office.town.hand_out(4, TRANSPORT, day=dt.date(2026, 11, 20))
    office.at(2026, 11, 24, 8, 41)
    await office.works()
    (sent,) = office.messenger.to(7003)
    assert "🔴 逾期4天（2个工作日）：第4项 完善综合交通网络（交通局）\n没有反馈" in sent.text


async def _morning(office: Office, day: tuple[int, int, int]) -> list[str]:
    office.at(*day, 8, 41)
    return [sent.text for sent in await office.works() if "提醒" not in sent.text.split("\n")[0]]


async def test_old_notices_are_recorded_as_superseded(office: Office) -> None:
    """Three mornings without gathering end in one line an item, and the rows say why the others are gone."""
    for day in (24, 25, 26):
        office.at(2026, 11, day, 7, 0)
        await office.plans()
    cadre = office.town.people[CADRE].id
    office.at(2026, 11, 26, 8, 41)
    await office.delivers()
    async with office.store.reading() as uow:
        told: list[Notice] = list(await uow.notices.told(cadre, 9))
    assert [n.rule for n in told] == ["before_1"]
    assert await _dropped(office, cadre) == {("before_3", "superseded")}


async def _dropped(office: Office, member_id: int) -> set[tuple[str, str]]:
    """(rule, reason) of a person's notices that were given up; no port asks for them."""
    if isinstance(office.store, SqlStore):
        asked = sa.select(notices.c.rule, notices.c.reason).where(
            notices.c.member_id == member_id, notices.c.state == "dropped"
        )
        async with office.store.reader.connect() as connection:
            return {(row.rule, row.reason) for row in await connection.execute(asked)}
    assert isinstance(office.store, MemoryStore)
    rows = office.store._tables.notices.values()
    return {(r.notice.rule, r.reason) for r in rows if r.notice.member_id == member_id and r.state == "dropped"}
