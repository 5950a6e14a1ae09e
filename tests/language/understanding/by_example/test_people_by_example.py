"""Wishes about people that only the examples recognise: who is meant, what is built, and what is asked about first."""

import datetime as dt
import time

import pytest

from language.intents import Clarify, Intent, SetLanguage
from language.people_intents import BackFromLeave, Depart, Deputy, Invite, Leave, Rebind, Transfer, Unbind
from language.understanding.by_example.weighing import with_examples
from language.understanding.persons import persons
from language.understanding.understand import by_grammar
from ledger.members import Role
from tests.language.understanding.by_example.test_second_reader import certain, said
from tests.language.understanding.county import LIMITS, hearing, lexicon, unit
from tests.town import CULTURE

NAMED = [
    ("林晓禾做我的副手", ["林晓禾"]),
    ("今后办结审核由李敏副局长替我把关", ["李敏"]),
    ("周敏代我收几天", ["周敏"]),
    ("冯水生手机掉河里了，给他找个新码", ["冯水生"]),
    ("梁雨桐原账号丢失", ["梁雨桐"]),
    ("王强从交通局调到住建局了", ["王强"]),
    ("给石一鸣配个替补，叫丁小雨", ["石一鸣", "丁小雨"]),
    ("秘书小龚，龚雪，替我看", ["龚雪"]),
    ("贺局长新号码下来了", ["贺局长"]),
    ("欧阳文静离岗了", ["欧阳文静"]),
    ("周五我休假，小周替我", ["小周"]),
    ("单位的关系转过去，账号解除", []),
    ("老是登不上，老号丢了", []),
    ("unlink Zheng Chunyan's old account", ["Zheng Chunyan"]),
    ("OOO until Friday, deputy Wang will sign for me", ["Wang"]),
    ("please invite somebody from the bureau here", []),
]


@pytest.mark.parametrize(("words", "names"), NAMED)
def test_who_is_named(words: str, names: list[str]) -> None:
    assert [person.name for person in persons(said(words))] == names


def test_a_text_full_of_names_is_read_fast() -> None:
    text = "".join(f"{a}{b}{c}," for a in "王李张刘陈" for b in "一丁七万丈三上下不与" for c in "丑专且世丘丙业丛东丝")[
        :4000
    ]
    message = said(text)
    start = time.process_time()
    assert len(persons(message)) <= 8
    assert time.process_time() - start < 0.05


def day(month: int, number: int) -> dt.date:
    return dt.date(2026, month, number)


BUILT: list[tuple[str, str, Intent]] = [
    ("liaison", "林晓禾做我的副手", Deputy("林晓禾")),
    ("head", "今后办结审核由李敏副局长替我把关", Deputy("李敏")),
    ("head", "往后我不在，副局长王一凡代我签", Deputy("王一凡")),
    ("head", "我不在家这阵子让副局长老孟替我拍板", Deputy("老孟")),
    ("head", "给林晓禾配个替补，吴涛", Deputy("吴涛", "林晓禾")),
    ("admin", "石一鸣的替补，贺云舒", Deputy("贺云舒", "石一鸣")),
    ("head", "林晓禾下乡多，常找不着人，让吴晓波给她当后备", Deputy("吴晓波", "林晓禾")),
    ("admin", "白石磊换岗到城关镇，名册改一下", Transfer("白石磊", unit("城关镇"))),
    ("head", "林晓禾去组织部报到了，给她转过去", Transfer("林晓禾", unit("组织部"))),
    ("head", "周颖从团县委调来我们局，给办个转", Transfer("周颖", unit("文旅局"), from_unit=unit("团县委"))),
    ("liaison", "我上周调到教育局上班了，麻烦把我转到那边", Transfer("", unit("教育局"))),
    ("admin", "Tao Ran has left Chengguan for the Women's Federation",
     Transfer("Tao Ran", unit("妇联"), from_unit=unit("城关镇"))),
    ("admin", "方德厚同志免职文件下了，做离任处理", Depart("方德厚")),
    ("admin", "马青原辞职离开机关，手上的活交给李想", Depart("马青原", successor="李想")),
    ("liaison", "我换手机了，旧号登不上，帮我重新绑", Rebind("")),
    ("supervisor", "谢安平说他telegram重装了进不来你给他重新接一下", Rebind("谢安平")),
    ("head", "马玉山手机掉水里咧，弄了个新tg，重新认一哈", Rebind("马玉山")),
    ("admin", "丁启航那个号解掉", Unbind("丁启航")),
    ("liaison", "不想再连着这机器人了，把我摘下来", Unbind("")),
    ("admin", "雷雨晴的绑定作废，账号好像被盗", Unbind("雷雨晴")),
    ("liaison", "我回来上班咯", BackFromLeave("")),
    ("head", "我休完假了，满血复活", BackFromLeave("")),
    ("liaison", "病好了，不用小赵顶了，我今天上班", BackFromLeave("")),
    ("admin", "秦月华产假结束，代班的可以歇了", BackFromLeave("秦月华")),
    ("admin", "石一鸣家里有事，26、27两天的假，贺云舒顶着", Leave(day(11, 26), day(11, 27), "石一鸣", "贺云舒")),
    ("head", "下周一到周三去省里开会，事情找马玉山", Leave(day(11, 30), day(12, 2), "", "马玉山")),
    ("head", "I'm out from 2 to 5 December, Zhou Min covers for me", Leave(day(12, 2), day(12, 5), "", "Zhou Min")),
    ("head", "局里再添一名联络员，吴涛，生成邀请", Invite("吴涛", unit("文旅局"), Role.LIAISON)),
    ("admin", "科委还没人进来，整个码发过去", Invite("", unit("科技局"))),
    ("admin", "唐小满一直没登记，拉他进来，挂民政局", Invite("唐小满", unit("民政局"))),
    ("liaison", "我这台电脑中文老是显示成方块，只好劳烦你往后写英文", SetLanguage("en")),
]  # fmt: skip


@pytest.mark.parametrize(("role", "words", "intent"), BUILT, ids=[words for _, words, _ in BUILT])
def test_what_is_built(role: str, words: str, intent: Intent) -> None:
    assert with_examples(said(words, role), Clarify("unknown"), certain(intent.NAME)).intent == intent


ASKED_FIRST = [
    ("没说要解绑林晓禾", "unbind"),
    ("回来上班得等到下礼拜一", "back_from_leave"),
    ("明年一月再给统计局发邀请码", "invite"),
    ("换绑的事让林晓禾自己去弄，咱不管", "rebind"),
    ("石一鸣好端端坐那儿，解绑他干嘛", "unbind"),
    ("真要天天这么提醒，我干脆把自己解绑得了", "unbind"),
    ("小林换了新手机，帮她重新绑一下好吗", "rebind"),
    ("马青原跟我讲他换号了，不知道真的假的", "rebind"),
    ("手机屏碎了，账号没换，你别给我重绑", "rebind"),
    ("韩卫平好像换手机了，又好像没有", "rebind"),
    ("听说石一鸣要调去财政局", "transfer"),
    ("乔木森要调去自然资源局，组织部还没发文", "transfer"),
    ("我们科小赵做梦都想调到县委办", "transfer"),
    ("马青原嘴上讲年后辞职，讲了三年了", "depart"),
    ("马青原调走的事先压一压", "depart"),
    ("我都想离职了，天天填表", "depart"),
    ("我没说过让刘波代我批", "deputy"),
    ("我不在的时候由赵敏代，这个还在商量", "deputy"),
    ("先别给唐小满发邀请，等编办回话", "invite"),
    ("等顾主任签了字，再给检察院的新人发码", "invite"),
    ("我不请假，是同名的那个林晓荷下周一请假", "leave"),
    ("下个月可能要休年假，局长还没批", "leave"),
    ("还没销假呢，人在医院", "back_from_leave"),
    ("苏怀仁销假没有？", "back_from_leave"),
]


@pytest.mark.parametrize(("words", "intent"), ASKED_FIRST)
@pytest.mark.parametrize("role", ["admin", "head"])
def test_no_certainty_changes_anybodys_place_without_a_wish(words: str, intent: str, role: str) -> None:
    assert with_examples(said(words, role), Clarify("unknown"), certain(intent)).intent.NAME == "clarify"


NOT_ENOUGH = [
    ("给林晓禾、吴涛、丁小雨都设个替补", "deputy"),
    ("他们的副局长贺敏也有代办的权", "deputy"),
    ("把他的号解了", "unbind"),
    ("雷雨晴的绑定作废，账号好像被盗", "rebind"),
    ("群码 G-4471，接入", "bind"),
    ("再要三个邀请码，团委一个，法院一个，公安一个", "invite"),
    ("邀请发改局参加评审会", "invite"),
    ("发个邀请码", "invite"),
    ("林晓禾和吴涛都调到教育局和民政局", "transfer"),
    ("林晓禾换岗了", "transfer"),
    ("罗建川出国，十二月十四号走，哪天落地还看航班，先挂个假", "leave"),
    ("我要请假", "leave"),
    ("14项那个号不用了", "unbind"),
    ("Zhang Wei left the meeting early", "depart"),
]


@pytest.mark.parametrize(("words", "intent"), NOT_ENOUGH)
def test_without_whom_or_where_nothing_is_built(words: str, intent: str) -> None:
    message = said(words)
    assert with_examples(message, Clarify("unknown"), certain(intent)).intent.NAME == "clarify"


NO_CARD_OF_THE_GRAMMAR = [
    ("head", "小赵不在文旅干了，注销", "unbind"),
    ("admin", "民生实事专班那个群解散了，解除关联", "unbind"),
    ("supervisor", "unlink the transport group", "unbind"),
    ("admin", "省里叫停了，13这条作废", "unbind"),
    ("liaison", "没说要换手机绑定，就随口问问", "rebind"),
    ("admin", "备份倒回来了，攒下的通知照常发出去", "back_from_leave"),
    ("admin", "12月26号礼拜六要上班，调休", "leave"),
    ("head", "往后审核由副局长马玉山代我签，设一下", "sign"),
    ("head", "Off sick until Friday; deputy Wang will sign for me", "sign"),
    ("liaison", "Our old liaison Zhou Ke resigned last Friday, take him off", "set_calendar"),
]


@pytest.mark.parametrize(("role", "words", "intent"), NO_CARD_OF_THE_GRAMMAR)
def test_what_the_grammar_took_for_something_else(role: str, words: str, intent: str) -> None:
    assert intent != by_grammar(words, lexicon(), hearing(role, limits=LIMITS)).NAME


DAYS = [
    ("从十二月一号请产假到明年五月三十一号", day(12, 1), dt.date(2027, 5, 31)),
    ("on annual leave 1 to 4 Dec", day(12, 1), day(12, 4)),
    ("二十六二十七号我请假", day(11, 26), day(11, 27)),
]


@pytest.mark.parametrize(("words", "first", "last"), DAYS)
def test_the_days_of_a_leave(words: str, first: dt.date, last: dt.date) -> None:
    assert by_grammar(words, lexicon(), hearing("liaison")) == Leave(first, last)


@pytest.mark.parametrize(
    ("words", "intent"),
    [("22延期 准", "approve"), ("老林那个14办结，行，我点头", "approve"), ("14的延期，否了", "reject")],
)
def test_a_head_decides_on_what_his_contact_applied_for(words: str, intent: str) -> None:
    assert intent == by_grammar(words, lexicon(), hearing("head", limits=LIMITS)).NAME
    assert intent != by_grammar(words, lexicon(), hearing("liaison", limits=LIMITS)).NAME


def test_the_speakers_own_unit() -> None:
    found = with_examples(said("局里来了个新人，发个邀请码", "head"), Clarify("unknown"), certain("invite")).intent
    assert found == Invite("", unit(CULTURE))
