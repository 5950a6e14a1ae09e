"""Units, chats, days, people and farewells as they are said in passing: what is built, and of what nothing may be."""

import datetime as dt

import pytest

from language.clock_intents import Mute, PauseNudges, SetCalendar, Snooze, Subscribe
from language.intents import Clarify, Intent, ItemNo, Move
from language.people_intents import (
    BackFromLeave,
    Depart,
    Deputy,
    GroupNotices,
    Leave,
    LinkGroup,
    MergeUnits,
    RenameUnit,
    SplitUnit,
    Transfer,
    Unbind,
)
from language.understanding.by_example.readings import reading
from language.understanding.by_example.weighing import with_examples
from language.understanding.by_example.wishes import wish
from language.understanding.understand import by_grammar
from tests.language.understanding.by_example.test_second_reader import certain, said
from tests.language.understanding.county import LIMITS, hearing, lexicon, unit


def _december(day: int) -> dt.date:
    return dt.date(2026, 12, day)


BUILT: list[tuple[str, str, Intent]] = [
    ("admin", "青石镇改街道了，叫青石街道", RenameUnit(unit("青石"), "青石街道")),
    ("admin", "审计局门头换成审计和统计局", RenameUnit(unit("审计局"), "审计和统计局")),
    ("admin", "财政局今天挂新牌子，“县财政和国资局”，请更新", RenameUnit(unit("财政局"), "县财政和国资局")),
    ("admin", "审计局的名字改一改，新名称：县审计监督局", RenameUnit(unit("审计局"), "县审计监督局")),
    ("admin", "Audit Bureau is now the Audit Office, rename it", RenameUnit(unit("审计局"), "Audit Office")),
    ("admin", "fold the Audit Bureau into the Finance Bureau", MergeUnits((unit("审计局"),), unit("财政局"))),
    ("admin", "审计局划到财政局吃一锅饭", MergeUnits((unit("审计局"),), unit("财政局"))),
    ("admin", "财政局跟审计局今起一本账，并户", MergeUnits((unit("审计局"),), unit("财政局"))),
    ("admin", "教育局的幼教那块切出去，叫幼教中心", SplitUnit(unit("教育局"), "幼教中心")),
    ("admin", "把教育局拆分成教育局和幼教局两个单位", SplitUnit(unit("教育局"), "幼教局")),
    ("admin", "青石镇工作群入网", LinkGroup(unit("青石"))),
    ("admin", "把督查工作群接进来", LinkGroup(None, "督查")),
    ("admin", "即日起，群内公告功能予以恢复", GroupNotices(True)),
    ("admin", "往后别在群里念欠账名单了", GroupNotices(False)),
    ("admin", "12月20号那个礼拜天得干活，你给记成班", SetCalendar(_december(20), _december(20), "on")),
    ("admin", "元旦放三天，1号到3号，记进日历", SetCalendar(dt.date(2027, 1, 1), dt.date(2027, 1, 3), "off")),
    ("admin", "春节假期2027年2月5日至11日，录入", SetCalendar(dt.date(2027, 2, 5), dt.date(2027, 2, 11), "off")),
    ("supervisor", "到3号为止，预告类别打扰我", Mute(_december(3))),
    ("liaison", "22过完周末再喊我", Snooze((ItemNo(22),), dt.date(2026, 11, 30))),
    ("supervisor", "13的拟办我收回", Move("withdraw", (ItemNo(13),))),
    ("liaison", "二十二的延期请求拿回来", Move("withdraw", (ItemNo(22),), value="extension")),
    ("admin", "25年的合上吧", Move("archive", value="2025")),
    ("admin", "file away last year's plan", Move("archive", value="2025")),
    ("liaison", "27号28号俺回老家吃席，请两天假", Leave(dt.date(2026, 11, 27), dt.date(2026, 11, 28))),
    ("liaison", "老家奔丧，周三到周五", Leave(dt.date(2026, 11, 25), dt.date(2026, 11, 27))),
    ("liaison", "烧退了，人在单位", BackFromLeave()),
    ("liaison", "解除绑定，谢谢这一年", Unbind()),
    ("head", "小林下个月生娃，她的事情由小邓顶上", Deputy("小邓", "小林")),
    ("supervisor", "不是秦月华，是梁雨桐，挪去市监局", Transfer("梁雨桐", unit("市监局"))),
    ("admin", "丁启航合同到期没续，走人了", Depart("丁启航")),
]


@pytest.mark.parametrize(("role", "words", "wanted"), BUILT)
def test_built_where_examples_are_certain(role: str, words: str, wanted: Intent) -> None:
    assert with_examples(said(words, role), Clarify("unknown"), certain(wanted.NAME)).intent == wanted


READ: list[tuple[str, str, Intent]] = [
    ("admin", "明后两天不算工作日", SetCalendar(dt.date(2026, 11, 25), dt.date(2026, 11, 26), "off")),
    ("liaison", "早报看腻了，甭送了，取消", Subscribe(wanted=False)),
    ("admin", "12月27号日历里设成补班，抵前头那个礼拜天", SetCalendar(_december(27), _december(27), "on")),
]
"""What the grammar finds by itself."""


@pytest.mark.parametrize(("role", "words", "wanted"), READ)
def test_read_by_the_words_alone(role: str, words: str, wanted: Intent) -> None:
    assert by_grammar(words, lexicon(), hearing(role, limits=LIMITS)) == wanted


PAUSED = [
    ("全县停电检修，27到29号所有人的提醒都停", dt.date(2026, 11, 27), dt.date(2026, 11, 29)),
    ("这个周末两天全县提醒都停发", dt.date(2026, 11, 28), dt.date(2026, 11, 29)),
    ("停发全员提醒三天，今天算第一天", dt.date(2026, 11, 24), dt.date(2026, 11, 26)),
    ("全员提醒停到28号", None, dt.date(2026, 11, 28)),
    ("全员提醒停掉，2027年2月5日到2月12日", dt.date(2027, 2, 5), dt.date(2027, 2, 12)),
]


@pytest.mark.parametrize(("words", "first", "last"), PAUSED)
def test_from_when_to_when_nobody_is_reminded(words: str, first: dt.date | None, last: dt.date) -> None:
    assert wish(said(words), "pause_nudges") == PauseNudges(first, last, words)


NOT_BUILT = [
    ("admin", "22项拆成两个，一半归住建局，一半归文旅局", "merge_units"),
    ("admin", "以后妇联跟团县委合成一家，批下来再动", "merge_units"),
    ("admin", "列一下绑定的群", "link_group"),
    ("admin", "群众文化那一项，文旅局认领", "link_group"),
    ("admin", "群里早晚各播一次就够，其余关掉", "group_notices"),
    ("admin", "24到25号十二月，提醒都停", "pause_nudges"),
    ("liaison", "21项和26项我请假去办", "leave"),
    ("liaison", "二号动身八号收队（十二月），请假", "leave"),
    ("admin", "解除绑定", "unbind"),
]


@pytest.mark.parametrize(("role", "words", "intent"), NOT_BUILT)
def test_nothing_is_built_of_what_lacks_a_slot(role: str, words: str, intent: str) -> None:
    assert wish(said(words, role), intent) is None


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Much obliged.", "thanks"),
        ("给您添麻烦啦", "thanks"),
        ("累趴，撤了", "bye"),
        ("提前给你拜个早年", "hello"),
        ("巴适得很", "received"),
    ],
)
def test_politeness_in_other_words(words: str, kind: str) -> None:
    assert getattr(reading(said(words), "smalltalk"), "kind", None) == kind


def test_an_hour_of_the_evening() -> None:
    assert wish(said("每天晚上九点一条汇总", "leader"), "subscribe") == Subscribe(dt.time(21, 0), None)
    moved = wish(said("每日简报挪到晚饭后，七点四十吧", "leader"), "subscribe")
    assert isinstance(moved, Subscribe)
    assert moved.time == dt.time(19, 40)
