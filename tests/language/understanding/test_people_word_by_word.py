"""People, units and groups in any order of words; what is asked, denied or hearsay changes nothing."""

import datetime as dt

import pytest

from language.clock_intents import PauseNudges, SetCalendar
from language.intents import Clarify, Intent
from language.people_intents import (
    Depart,
    GroupNotices,
    Invite,
    LinkGroup,
    ListGroups,
    MergeUnits,
    Rebind,
    RenameUnit,
    SplitUnit,
    Transfer,
    Unbind,
    UnlinkGroup,
)
from language.sending_intents import ResumeSending
from ledger.members import Role
from tests.language.understanding.county import heard, unit


def day(month: int, number: int) -> dt.date:
    return dt.date(2026, month, number)


WISHED: list[tuple[str, Intent]] = [
    ("新来的民政局局长叫周强，给他开通一下", Invite("周强", unit("民政局"), Role.HEAD, "局长")),
    ("组织部要加个人，李建军，负责人", Invite("李建军", unit("组织部"), Role.HEAD)),
    ("财政那边换人了，新联络员叫孙悦，发个码给她", Invite("孙悦", unit("财政局"), Role.LIAISON)),
    ("add Sun Yue (Finance Bureau) as liaison", Invite("Sun Yue", unit("财政局"), Role.LIAISON)),
    ("何平调动到供电公司了，原来的活儿给郑爽", Transfer("何平", unit("供电公司"), successor="郑爽")),
    ("何平现在是林草局的负责人，不是联络员了", Transfer("何平", unit("林草局"), Role.HEAD)),
    ("Sun Yue moved from Finance to Audit", Transfer("Sun Yue", unit("审计局"), from_unit=unit("财政局"))),
    ("韩雪调走了，换成吴迪", Depart("韩雪", successor="吴迪")),
    ("财政局的老周去世了，名单里删掉", Depart("老周", unit("财政局"))),
    ("Sun Yue retired last month, her work goes to Han Xue", Depart("Sun Yue", successor="Han Xue")),
    ("王芳说她登不上了，补个码", Rebind("王芳")),
    ("Sun Yue lost his phone, rebind his account", Rebind("Sun Yue")),
    ("水利局牌子换成水务和河湖管理局", RenameUnit(unit("水务局"), "水务和河湖管理局")),
    ("林草局划进自然资源局", MergeUnits((unit("林草局"),), unit("自然资源局"))),
    ("医疗急救中心从卫健局单列出来，拿走19项", SplitUnit(unit("卫健局"), "医疗急救中心", ("19",))),
    ("这是青石镇的督办群，绑一下", LinkGroup(unit("青石镇"))),
    ("本群跟单位解除绑定", UnlinkGroup()),
    ("现在都挂了哪些群", ListGroups()),
    ("以后交办的事也在群里通知一声", GroupNotices()),
    ("这个群别再发任务通知了", GroupNotices(on=False)),
    ("元旦1月1日、2日放假", SetCalendar(dt.date(2027, 1, 1), dt.date(2027, 1, 2), "off")),
    ("mark Saturday Dec 5 as a working day", SetCalendar(day(12, 5), day(12, 5), "on")),
    ("日历里设了哪些放假日子", SetCalendar()),
    ("提醒可以恢复了", PauseNudges(resume=True)),
    ("积压的消息不发了，全部丢掉", ResumeSending()),
]


@pytest.mark.parametrize(("words", "intent"), WISHED, ids=[words for words, _ in WISHED])
def test_every_word_but_the_name_is_known(words: str, intent: Intent) -> None:
    assert heard(words, "admin") == intent


def test_a_pause_from_one_day_to_another() -> None:
    found = heard("换届期间，11月30日到12月4日全员暂停提醒", "admin")
    assert isinstance(found, PauseNudges)
    assert (found.first, found.last) == (day(11, 30), day(12, 4))


CHANGES_SOMETHING = (
    Invite, Transfer, Depart, Rebind, Unbind, RenameUnit, MergeUnits, SplitUnit, LinkGroup, UnlinkGroup, GroupNotices,
    PauseNudges,
)  # fmt: skip
PLAIN = [
    "何平调到供电公司了",
    "韩雪退休了",
    "把赵磊解绑",
    "王芳换手机了",
    "林草局并入自然资源局",
    "水务局更名为水务和河湖管理局",
    "邀请财政局的孙悦",
]
NOT_WISHED = ["听说{}", "要是{}就好了", "{}了吗", "{}是不是真的", "为什么{}", "先别{}", "如果{}怎么办", "有人说{}"]


@pytest.mark.parametrize("manner", NOT_WISHED)
@pytest.mark.parametrize("wish", PLAIN)
def test_what_is_asked_or_hearsay_changes_nobodys_place(wish: str, manner: str) -> None:
    assert not isinstance(heard(manner.format(wish), "admin"), CHANGES_SOMETHING)


@pytest.mark.parametrize(
    "words",
    ["要不要暂停提醒", "先别停提醒", "听说全县提醒要停", "群里通知怎么关", "在群里提醒一下文旅局", "王伟退休前办的14项",
     "请住建局王局长来开会", "邀请发改局参加评审会", "文旅局成立专班", "Zhang Wei left the meeting early",
     "把商务局的任务并到工信局", "明天我再把名单里的人邀请进来", "下周再邀请王芳"],
)  # fmt: skip
def test_what_only_looks_like_it(words: str) -> None:
    assert not isinstance(heard(words, "admin"), CHANGES_SOMETHING)


def test_two_wishes_for_the_calendar_are_asked_about() -> None:
    found = heard("1月1日至1月3日放假，1月4日补班", "admin")
    assert isinstance(found, Clarify)
    assert found.reason == "several_wishes"
