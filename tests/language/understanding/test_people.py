"""What is said of people, units and groups."""

import datetime as dt

import pytest

from language.intents import Assign, Clarify, Intent
from language.people_intents import (
    BackFromLeave,
    Depart,
    Deputy,
    GroupNotices,
    Invite,
    Leave,
    LinkGroup,
    ListGroups,
    MergeUnits,
    MyData,
    PeopleIntent,
    Rebind,
    RenameUnit,
    ShowPeople,
    SplitUnit,
    Transfer,
    Unbind,
    UnlinkGroup,
)
from ledger.members import Role
from tests.language.understanding.county import heard, unit

CULTURE, TRANSPORT, REFORM = unit("文旅局"), unit("交通局"), unit("发改局")


def day(month: int, number: int) -> dt.date:
    return dt.date(2026, month, number)


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("邀请文旅局的马春山当联络员", Invite("马春山", CULTURE, Role.LIAISON)),
        ("邀请文旅局马春山", Invite("马春山", CULTURE)),
        ("邀请交通局的王伟任局长", Invite("王伟", TRANSPORT, Role.HEAD, "局长")),
        ("/invite 文旅局 马春山 联络员", Invite("马春山", CULTURE, Role.LIAISON)),
        ("/invite", Invite()),
        ("邀请文旅局的張偉当联络员", Invite("張偉", CULTURE, Role.LIAISON)),
        ("林晓禾调到发改局，工作交给马春山", Transfer("林晓禾", REFORM, successor="马春山")),
        ("把文旅局的林晓禾调到发改局任联络员", Transfer("林晓禾", REFORM, Role.LIAISON, "", CULTURE)),
        ("把张三设为管理员", Transfer("张三", None, Role.ADMIN)),
        ("林晓禾退休了", Depart("林晓禾")),
        ("文旅局的林晓禾离任，工作交给马春山", Depart("林晓禾", CULTURE, "马春山")),
        ("给林晓禾换绑", Rebind("林晓禾")),
        ("林晓禾换手机了，给个新码", Rebind("林晓禾")),
        ("把林晓禾解绑", Unbind("林晓禾")),
        ("解绑", Unbind()),
        ("我12月18日到22日请假，由小李代", Leave(day(12, 18), day(12, 22), "", "小李")),
        ("我请假3天", Leave(day(11, 24), day(11, 26))),
        ("下周休年假，由马春山代", Leave(day(11, 30), day(12, 6), "", "马春山")),
        ("林晓禾12月1日到5日出差，由罗建川代", Leave(day(12, 1), day(12, 5), "林晓禾", "罗建川")),
        ("我回来上班了", BackFromLeave()),
        ("马春山是我的AB角", Deputy("马春山")),
        ("林晓禾的AB角设为马春山", Deputy("马春山", "林晓禾")),
        ("取消我的AB角", Deputy()),
        ("交通局更名为县交通运输和物流局", RenameUnit(TRANSPORT, "县交通运输和物流局")),
        ("将文旅局、交通局合并到发改局", MergeUnits((CULTURE, TRANSPORT), REFORM)),
        ("从文旅局分设县体育局，带走14项和15项", SplitUnit(CULTURE, "县体育局", ("14", "15"))),
        ("把本群绑定为文旅局工作群", LinkGroup(CULTURE)),
        ("把本群绑定为文旅产业专班工作群", LinkGroup(None, "文旅产业专班")),
        ("link this group to the Culture Bureau", LinkGroup(CULTURE)),
        ("取消本群绑定", UnlinkGroup()),
        ("本群开启通知", GroupNotices()),
        ("关闭本群通知", GroupNotices(on=False)),
        ("群列表", ListGroups()),
        ("我的数据", MyData()),
        ("/mydata", MyData()),
        ("文旅局有哪些人", ShowPeople(CULTURE)),
    ],
)
def test_people_units_groups(words: str, intent: Intent) -> None:
    assert heard(words, "admin") == intent


@pytest.mark.parametrize(
    ("words", "reason"),
    [("不要把林晓禾调到发改局", "negated"), ("林晓禾调到发改局了吗", "question_about_write")],
)
def test_what_is_denied_or_asked_moves_nobody(words: str, reason: str) -> None:
    found = heard(words, "admin")
    assert isinstance(found, Clarify)
    assert found.reason == reason


@pytest.mark.parametrize(
    "words",
    ["14项由交通局牵头", "14项改由发改局牵头", "请假的人多，14项慢了", "工商局改名后那个局的任务", "14项交给交通局"],
)
def test_items_stay_items(words: str) -> None:
    assert not isinstance(heard(words, "admin"), PeopleIntent)
    assert isinstance(heard("14项由交通局牵头", "admin"), Assign)
