"""Finds who is named in a sentence about people, wherever the names stand and without any list of them.

林晓禾做我的副手 · 审核由李敏副局长替我把关 · 谢安平说他号丢了 · 给新来的闫小川发个码 · unlink Zheng Chunyan's account

A name is a surname with one or two signs behind it, between signs that may stand beside names; where two lengths
would do, the words that follow decide. It is for sentences of which it is known that they are about somebody.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from language.understanding.message import Message
from language.understanding.naming import SURNAMES, english_name, person_named
from language.understanding.posts import OFFICE_TITLE, POST
from language.understanding.word_by_word import WORDS, masked

_ALSO = "闫冉祁戚滕甄卓邬岑娄晏敖栾阎翁荣佘池鞠靖海仇麦植伍沙蒲"
"""Surnames that would be too bold where nothing else says that a person is meant."""
_DOUBLE = r"欧阳|司马|上官|诸葛|皇甫|尉迟|令狐|慕容|夏侯|端木"
_TITLE = (
    r"(?:副局(?!长)|副?(?:县长|局长|主任|书记|镇长|乡长|部长|台长|院长|行长|校长|馆长|主席|会长|经理|科长|股长|站长|所长)"
    r"|会计|工程师|老师|[总工局](?![\u4e00-\u9fff]))"
)
_SIGN = r"[\u4e00-\u9fff]"
_NO_PART = (
    "的了吗呢啊吧么嘛我你他她您它们这那都就也又还把被将给让跟没不号码绑换调辞请替代顶签批审找叫当做任为兼副主局"
    "从账到转丢考拉解因担回接已"
)
"""Signs that stand in no given name, or too seldom beside how often they stand behind one."""
_GIVEN = rf"(?![{_NO_PART}]){_SIGN}"
_WHOLE = rf"(?:(?:{_DOUBLE})|[{SURNAMES}{_ALSO}]){_GIVEN}"
_TITLED = rf"[{SURNAMES}{_ALSO}]{_TITLE}"
_NICK = rf"(?:[小老](?:[{SURNAMES}{_ALSO}]|(?!师|家|是|时|手|组|心|号|板|实){_GIVEN}))"
_NAMES = (re.compile(_TITLED), re.compile(rf"{_WHOLE}{_GIVEN}"), re.compile(_WHOLE), re.compile(_NICK))
_BEFORE = re.compile(
    rf"(?:^|[^\u4e00-\u9fff]|[把将给让由请叫喊托找和跟与同是为及、的定设成换用选配填写加添邀拉对帮替代员角岗人就了绑掉"
    rf"志长任记席秘书家位室断搞销名有问除退踢移嘞那这归去从因说个后候儿作间局我起]|{POST}|{OFFICE_TITLE}|不在时|办公室|同事|指定|安排|委托|授权|原来|系统里"
    r"|里|停用|注销|登记|邀请|联系|老师)$"
)
_BEHIND_FIRST = (
    r"同志|老师|自己|本人|原来|原先|现在|现归|今天|今早|今年|明天|昨天|前天|后天|上周|上个?月|下周|下个?月|本周|这周|这阵子"
    r"|这两?天|最近|提前|生病|生孩子|有事|有空|家里|立即|马上|新来|新换|新号|一个人|两人|一起|已经|已调|早就|刚刚|以后|今后"
    r"|往后|进来|进去|长期|暂时|平时|来办|来签|来当|来做|来接|来代|来替|去年|去了|去学|那个|那边|我不在|安[到排]|组织上|合同|高升|挪|两部|鸟枪|同意|登录|登不|进不|上不|上班|在用"
    r"|在我|在你|在系统|在这|在外|在家|到[龄期]|为我|为本|成代|因|要[调休走请换]|想|会[代替]|刚[加来调到考进]|一直|之前|销假|免职|休[年病产婚事陪假完]"
    rf"|{POST}|{OFFICE_TITLE}"
)
_BEHIND = re.compile(
    rf"$|[^\u4e00-\u9fff]|{_BEHIND_FIRST}|[的了吧呢啊呀哈嘛和跟与及、那这已是做当任为兼顶代替来接去到调转从在由不没有人换号手账微电绑原现将要说讲"
    r"辞退离考休请返回也都就先再又还帮给把被发办主照看盯负联进加注授免归升提改轮挂借外出生病产婚年事嘞呗咧哟入系们身副单岗"
    r"→走跳掉称临新老旧前后同自于互误拿交报顾丢收能可应担放停她他继续承牵审签批管暂全拍销绑解开之找配重拉下算光想随平刚划提记登]"
)
_FIRST = re.compile(_BEHIND_FIRST)
_NOBODY = re.compile(
    r"关系|关联|关于|关了|解[开掉除绑了释散挂封决连冻]|任命|任职|任何|任务|时候|时间|常委|常务|常规|管[理委网线护河]|路上|向上|向领|于是"
    r"|安排|安监|房间|季[度报]|高[新效企铁]|平台|平时|单[位独子有看别划出设拎]|方案|方便|方面|文[件旅广化体字物里创]|申请|马上|万[一元人亩次]|成为|成我"
    r"|包括|全部|全县|全体|温馨|简单|商量|商务|司法|宣传|水务|金额|白天|明天|江县|石头|程序|连接|连着|海外|荣誉|植物|池塘"
    r"|老是|老地|小组|小时|小心|小程|老实|老手机|老号|老账|老联|老单|老家|老板|老人|老师|小孩|小区|小手|小机|小伙|老大|小姐"
    r"|老电|老的|老了|老早|老见|小的|小事|小栓|牛奶|康复|高烧|常驻|应急|易班|童鞋|左右|柳湾|双河|青石|郑重|严重|向来|辛苦"
    r"|安全|丁点|应该|计划|余下|毛病|施工|全员|宁可|周[一二三四五六日天末报送计核]|黄[色灯单牌]|古城|小[结项]|老[忘在帐]|候补|单[上里改]|谢谢|任局|任副|江湖|莫[发给再让要去催]|甘愿|海报|靖江|候(?=[\u4e00-\u9fff])"
)


@dataclass(frozen=True, slots=True)
class Person:
    """`name` as typed; `start` and `end` in the plain sentence."""

    name: str
    start: int
    end: int


def persons(message: Message) -> list[Person]:
    """In the order in which they stand; who is named twice (小龚，龚雪) is there once, with the fuller name."""
    text = _without_days(message)
    found: list[Person] = []
    place = 0
    while place < len(text) and len(found) < _MOST:
        end = _name_at(text, place)
        if end:
            found.append(Person(person_named(message, text[place:end]), place, end))
        place = end or place + 1
    return _each_once(sorted((*found, *_in_english(message)), key=lambda each: each.start))


_MOST = 8
"""Of more people nobody says what is wished of whom."""


def _without_days(message: Message) -> str:
    text = masked(message)
    if message.deadline is not None:
        start, end = message.deadline.span
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _name_at(text: str, place: int) -> int:
    """Where the name that begins here ends; 0 without one."""
    if not _BEFORE.search(text, max(0, place - 4), place) or _NOBODY.match(text, place):
        return 0
    ends = [found.end() for pattern in _NAMES if (found := pattern.match(text, place))]
    ends = [end for end in ends if _BEHIND.match(text, end) and not WORDS.match(text, place)]
    if not ends:
        return 0
    plainly = [end for end in ends if _FIRST.match(text, end)]
    return min(plainly) if plainly else max(ends)


def _each_once(found: list[Person]) -> list[Person]:
    kept: list[Person] = []
    for person in found:
        same = next((other for other in kept if _the_same(other.name, person.name)), None)
        if same is None:
            kept.append(person)
        elif len(person.name) > len(same.name) or _is_nick(same.name):
            kept[kept.index(same)] = Person(person.name, same.start, same.end)
    return kept


def _is_nick(name: str) -> bool:
    return len(name) == _NICK_LENGTH and name[0] in "小老"


_NICK_LENGTH = 2


def _the_same(one: str, other: str) -> bool:
    """小龚 and 龚雪, 罗局 and 罗建川."""
    if one == other:
        return True
    for short, full in ((one, other), (other, one)):
        if _is_nick(short) and not _is_nick(full) and (full[0] == short[1] or full.endswith(short[1])):
            return True
        if re.fullmatch(_TITLED, short) and not re.fullmatch(_TITLED, full) and full[0] == short[0]:
            return True
    return False


_INITIAL = r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])"
_FINAL = (
    r"(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|ve|[aeiouv])"
)
_SYLLABLE = rf"(?:{_INITIAL}{_FINAL}|ai|an|ang|ao|ou|er|en)"
_SURNAME = (
    "wang|li|zhang|liu|chen|yang|huang|zhao|wu|zhou|xu|sun|ma|zhu|hu|guo|he|lin|gao|luo|zheng|liang|xie|song|tang|feng"
    "|deng|cao|peng|zeng|xiao|tian|dong|pan|yuan|cai|jiang|yu|du|ye|cheng|wei|su|lu|lv|ding|ren|yao|shen|zhong|cui|tan"
    "|fan|liao|shi|jin|jia|xia|fu|fang|zou|xiong|bai|meng|qin|qiu|hou|yin|xue|yan|duan|lei|qian|tao|mao|gu|gong|shao"
    "|wan|qiao|lai|wen|niu|mei|ou|ruan|ran|bao|kong|kang|ji|zuo|pei|qu|mu|shu|han|hong|xiang|chai|zhan|geng|teng|ge|tong|rao|ling|guan|jing|hao|nie"
)
_ENGLISH = re.compile(
    rf"(?<![a-z'-])(?P<pair>(?:{_SURNAME}) {_SYLLABLE}{{1,3}})(?![a-z])"
    rf"|(?:deputy|mr|ms|mrs|cover|colleague) (?P<title>{_SYLLABLE}{{1,2}})(?![a-z])"
    rf"|(?<![a-z'-])(?P<one>(?!to\b|me\b|he\b|she\b|can\b|you\b|a\b|an\b|hi\b|long\b|in\b|en\b|on\b){_SYLLABLE}{{1,3}})"
    r" (?:covers?|will cover|covering|stands in|fills in|will sign|takes over)\b"
)


_NO_NAME = re.compile(r"\b(?:here|there|more|same|date|done|wo|le|are|re|ne|de|la|ma)$")


def _in_english(message: Message) -> Iterator[Person]:
    for found in _ENGLISH.finditer(message.text):
        group = next(name for name in ("pair", "title", "one") if found[name])
        if english_name(message, found[group]) and not _NO_NAME.search(found[group]):
            yield Person(_as_typed(message, found[group]), *found.span(group))


def _as_typed(message: Message, name: str) -> str:
    place = message.original.lower().find(name)
    return message.original[place : place + len(name)] if place >= 0 else name
