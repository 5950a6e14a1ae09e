"""Changes to units, groups, reminders and days off: what is built of them, and of what nothing may be built."""

import datetime as dt
from typing import Any

import pytest

from language.clock_intents import Mute, PauseNudges, SetCalendar, ShowDigest, Snooze, Subscribe
from language.intents import Clarify, Intent, ItemNo, Move, Undo
from language.people_intents import GroupNotices, LinkGroup, MergeUnits, RenameUnit, SplitUnit, UnlinkGroup
from language.sending_intents import ResumeSending
from language.understanding.by_example.house_wishes import BUILDERS
from language.understanding.by_example.reader import learned
from language.understanding.by_example.weighing import with_examples
from language.understanding.by_example.wishes import wish
from language.understanding.understand import by_grammar
from tests.language.understanding.by_example.test_second_reader import certain, said
from tests.language.understanding.county import LIMITS, hearing, lexicon, unit

HEALTH, INSURANCE, CULTURE = unit("卫健局"), unit("医保局"), unit("文旅局")
DECEMBER = [dt.date(2026, 12, day) for day in range(1, 32)]

READ: list[tuple[str, str, Intent]] = [
    ("admin", "政务服务局从今往后叫行政审批局", RenameUnit(unit("政务局"), "行政审批局")),
    ("admin", "柳湾镇撤镇设街道了，改称柳湾街道", RenameUnit(unit("柳湾"), "柳湾街道")),
    ("head", "我们局自即日起更名为文化旅游和体育局，请更正", RenameUnit(CULTURE, "文化旅游和体育局")),
    ("admin", "科技局不叫这名了，改成科技创新局", RenameUnit(unit("科技局"), "科技创新局")),
    ("admin", "医保局今后归卫健局，两家并一家", MergeUnits((INSURANCE,), HEALTH)),
    ("admin", "医保局没了，人和事都归卫健局，两家并一下", MergeUnits((INSURANCE,), HEALTH)),
    ("admin", "保留卫健局，把医保局并进来", MergeUnits((INSURANCE,), HEALTH)),
    ("admin", "卫健局和医保局合成一家了，两边的账并起来", MergeUnits((INSURANCE,), HEALTH)),
    ("supervisor", "文旅局要分家，拆成文化局和体育局", SplitUnit(CULTURE, "体育局")),
    ("admin", "住建局的城管单独分出来，成立城管局", SplitUnit(unit("住建局"), "城管局")),
    ("admin", "Split the Health Bureau in two: Health, and Disease Control.", SplitUnit(HEALTH, "Disease Control")),
    ("liaison", "把4A专班群接到你这儿", LinkGroup(None, "4A专班")),
    ("liaison", "我新建了个“非遗工作群”，关联一下", LinkGroup(None, "非遗")),
    ("head", "班子群绑给你", LinkGroup(None, "班子")),
    ("supervisor", "乡村振兴专班群连到农业农村局名下", LinkGroup(unit("农业农村局"))),
    ("head", "咱局里的大群帮忙绑到你这儿", LinkGroup(CULTURE)),
    ("supervisor", "老的防汛群解散了，断了它", UnlinkGroup()),
    ("admin", "青石镇那个群别再连着了，断开", UnlinkGroup()),
    ("liaison", "unlink the hiking event group", UnlinkGroup()),
    ("admin", "乡镇群每周一早上发到期提醒，打开", GroupNotices()),
    ("supervisor", "专班群里的红灯通知开起来", GroupNotices()),
    ("admin", "文旅群的通知关了，吵", GroupNotices(on=False)),
    ("admin", "12月26号礼拜六要上班，调休", SetCalendar(DECEMBER[25], DECEMBER[25], "on")),
    ("admin", "元旦1号到3号放假，日历整上", SetCalendar(dt.date(2027, 1, 1), dt.date(2027, 1, 3), "off")),
    ("admin", "Dec 31 is a day off for the whole county", SetCalendar(DECEMBER[30], DECEMBER[30], "off")),
    ("admin", "恢复完了，积压的那些不要发，扔掉", ResumeSending()),
    ("admin", "备份倒回来了，攒下的通知照常发出去", ResumeSending()),
    ("liaison", "那个每天的简报我不想看了 退订", Subscribe(wanted=False)),
    ("liaison", "日报别发了", Subscribe(wanted=False)),
    ("liaison", "unsubscribe me from the daily message", Subscribe(wanted=False)),
    ("liaison", "晚上六点给我来一条当天小结，天天要", Subscribe(dt.time(18, 0))),
    ("liaison", "no early nudges till Dec 10 please", Mute(DECEMBER[9])),
    ("liaison", "22那条先放放，下周三再戳我", Snooze((ItemNo(22),), DECEMBER[1])),
    ("liaison", "22的延期不申请了 撤了吧", Move("withdraw", (ItemNo(22),), value="extension")),
    ("liaison", "22办结报早了，撤回", Move("withdraw", (ItemNo(22),), value="closing")),
    ("liaison", "ctrl+z", Undo()),
    ("supervisor", "刚才催错对象了，撤", Undo()),
]
"""What the grammar finds in sentences of any order."""


@pytest.mark.parametrize(("role", "words", "wanted"), READ)
def test_read_by_the_words_alone(role: str, words: str, wanted: Intent) -> None:
    assert by_grammar(words, lexicon(), hearing(role, limits=LIMITS)) == wanted


PAUSED = [
    ("明儿全县停一天催，都去扫雪", dt.date(2026, 11, 25), dt.date(2026, 11, 25)),
    ("下周一到下周五巡视组在，谁也别提醒，全停", dt.date(2026, 11, 30), DECEMBER[3]),
    ("全员静音12/1-12/3，迎检", DECEMBER[0], DECEMBER[2]),
    ("明后两天全员培训，谁都别催", dt.date(2026, 11, 25), dt.date(2026, 11, 26)),
    ("所有人的提醒先掐了，到11月30号再响", None, dt.date(2026, 11, 30)),
]


@pytest.mark.parametrize(("words", "first", "last"), PAUSED)
def test_from_when_to_when_nobody_is_reminded(words: str, first: dt.date | None, last: dt.date) -> None:
    assert by_grammar(words, lexicon(), hearing("admin")) == PauseNudges(first, last, words)


BUILT: list[tuple[str, str, Intent]] = [
    ("admin", "政务服务局往后叫行政审批局", RenameUnit(unit("政务局"), "行政审批局")),
    ("admin", "卫健和医保两家并作一家", MergeUnits((INSURANCE,), HEALTH)),
    ("liaison", "提醒安静到12月5号", Mute(DECEMBER[4])),
    ("liaison", "改到下午五点", Subscribe(dt.time(17, 0))),
    ("liaison", "申请拿回来，22", Move("withdraw", (ItemNo(22),))),
    # what it is to be called, and what is told in the group, the handler asks and says
    ("admin", "水务局改个名字吧", RenameUnit(unit("水务局"), "")),
    ("admin", "教体局一分为二", SplitUnit(unit("教育局"), "")),
    ("admin", "专班群里只发到期的，别的不要发", GroupNotices(None)),
    ("supervisor", "群里的通知都有哪几种", GroupNotices(None)),
]


@pytest.mark.parametrize(("role", "words", "wanted"), BUILT)
def test_built_where_examples_are_certain(role: str, words: str, wanted: Intent) -> None:
    assert with_examples(said(words, role), Clarify("unknown"), certain(wanted.NAME)).intent == wanted


NOT_BUILT = [
    ("admin", "14项改成教育局", "rename_unit"),
    ("admin", "把文旅局改成教育局", "rename_unit"),
    ("admin", "水务局想改名叫水利局，批文还没下", "rename_unit"),
    ("admin", "文旅局和住建局一起弄", "merge_units"),
    ("admin", "这活归卫健局管，医保局没了", "merge_units"),
    ("admin", "机构改革期间，科技局拟并入工信局，具体以批复为准", "merge_units"),
    ("admin", "把14项拆成两个子任务给文旅局和水务局", "split_unit"),
    ("admin", "住建局和文旅局都接进来的群", "link_group"),
    ("admin", "把账号断开", "unlink_group"),
    ("admin", "提醒都关了", "group_notices"),
    ("admin", "周五那天看着办", "set_calendar"),
    ("liaison", "全县提醒停到周五", "pause_nudges"),
    ("liaison", "那个东西我要一份", "subscribe"),
    ("liaison", "14项消停到周五", "mute"),
    ("liaison", "14项和22项都收回来", "withdraw"),
    ("admin", "22项延期收回", "withdraw"),
    ("liaison", "14项恢复", "undo"),
]


@pytest.mark.parametrize(("role", "words", "intent"), NOT_BUILT)
def test_nothing_is_built_of_what_lacks_a_slot(role: str, words: str, intent: str) -> None:
    assert wish(said(words, role), intent) is None


NO_WISH = [
    ("admin", "城关小郑把她们群解绑了你晓得不"),
    ("admin", "把局群接进来这事，班子没同意"),
    ("admin", "住建局群要不要解绑"),
    ("admin", "听说科技局要并入工信局"),
    ("admin", "林草局并到自然资源局——那是省里，咱县没并"),
    ("admin", "别把文旅群断开"),
    ("admin", "不要把文旅群的通知关了"),
    ("admin", "群里通知要不要打开"),
    ("liaison", "早报别给我退订"),
    ("admin", "还原后的消息先压着，我还没核完"),
    ("admin", "12月27号礼拜三要上班"),
    ("liaison", "把14项的情况发到群里"),
    ("admin", "教育局人员划到文旅局帮忙"),
    ("admin", "把商务局的任务并到工信局"),
    ("admin", "卫健局并给医保局发个函"),
    ("admin", "商务局单独报，不跟文旅局合"),
    ("admin", "财政局、审计局归宣传部管"),
    ("liaison", "文旅局的名称写错了，报告里改成县文旅局"),
    ("admin", "住建局分设三个窗口，城管局来管"),
    ("admin", "政务局以后叫文旅局一起去检查"),
    ("admin", "工作群里发个通知，说周五开会"),
    ("admin", "打开群看看通知"),
    ("admin", "微信群断开连接了怎么回事"),
    ("admin", "城关镇的群和青石镇的群合并了"),
    ("admin", "数据恢复了，压着的事继续办"),
    ("admin", "12月5号开会不上班的来不来"),
    ("liaison", "周五全县大会放假前报完"),
    ("admin", "大家都催过了，停在文旅局"),
    ("liaison", "22项简报退了"),
]


@pytest.mark.parametrize(("role", "words"), NO_WISH)
def test_what_is_told_or_denied_changes_nothing(role: str, words: str) -> None:
    read = by_grammar(words, lexicon(), hearing(role, limits=LIMITS))
    kinds = RenameUnit | MergeUnits | SplitUnit | LinkGroup | UnlinkGroup | GroupNotices | SetCalendar | PauseNudges
    assert not isinstance(read, kinds | ResumeSending | Subscribe | Undo)


def test_a_digest_is_asked_for_with_its_period_and_as_a_picture() -> None:
    def shown(words: str) -> Any:
        return with_examples(said(words), Clarify("unknown"), certain("digest")).intent

    assert shown("整月情况来张长图") == ShowDigest(None, "month", picture=True)
    assert shown("弄个上季度的") == ShowDigest(dt.date(2026, 7, 1), "quarter")


def test_every_builder_answers_to_an_intent_of_its_own() -> None:
    assert set(BUILDERS) <= set(learned().intents)
