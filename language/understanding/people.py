"""Understands what is said of people: invitations, transfers, leaves, deputies, accounts.

邀请文旅局的马春山当联络员 · 林晓禾调到发改局，工作交给马春山 · 林晓禾退休了 · 给林晓禾换绑
我5月18日到22日请假，由小李代 · 我回来上班了 · 小李是我的AB角 · 取消AB角 · 我的数据 · 解绑
"""

import datetime as dt
import re
from collections.abc import Callable

from language.intents import Clarify, Intent
from language.people_intents import (
    BackFromLeave,
    Deputy,
    Leave,
    ListGroups,
    MyData,
    PeopleIntent,
    ShowPeople,
    Unbind,
)
from language.understanding.changes_of_post import departed, transferred
from language.understanding.group_chats import group_chat
from language.understanding.inviting import invited
from language.understanding.judging_people import doubt_about_people
from language.understanding.message import Message
from language.understanding.naming import LOOSE_NAME, NAME, person_named, somebody
from language.understanding.numerals import number
from language.understanding.periods import find_period
from language.understanding.rebinding import rebound
from language.understanding.reorganising import reorganised, splits

_WHO = rf"(?:我|本人|{LOOSE_NAME})"
_THINGS = r"(?:个人)?(?:数据|信息|资料|档案|记录)"
_MY_DATA = re.compile(
    rf"^我的个?人?(?:数据|信息|资料)[^,，]{{0,6}}(?:登记|存|记|收集|有)(?:了|着)?(?:什么|哪些|啥)|^(?:查看|看看?"
    rf"|查查?)?(?:一下)?(?:我的|关于我的?){_THINGS}[?？]?$|(?:存|记录?|保存|收集|留|登记|掌握"
    rf"|有)(?:了|着|过)?(?:哪些|什么"
    rf"|多少)?(?:关于)?我(?:的|们)?(?:哪些|什么|多少|啥)?{_THINGS}"
    rf"|我(?:在你|在这)[^,，]{{0,6}}(?:哪些|什么|啥){_THINGS}"
    r"|^(?:show )?my (?:personal )?data$|what (?:data|info\w*|do you (?:know|store|keep|have)).{0,24}(?:about|on) me"
)
_UNBIND = re.compile(
    r"^(?:我(?:要|想)|请|帮我|给我|麻烦)*(?:把我(?:的)?(?:账号|号)?)?(?:解绑|解除绑定|注销(?:我的)?(?:账号"
    r"|账户)?|取消(?:我的)?绑定)(?:我的?(?:账号"
    r"|号)?|吧|了)*[。!]?$"
    r"|^(?:please )?unbind(?: me| my account)?$"
)
_UNBIND_ONE = re.compile(
    rf"^(?P<who>{LOOSE_NAME})(?:同志)?的?(?:账号|账户|号|权限|绑定)?(?:也|都|先|给)?(?:解绑|解除绑定|注销|停用"
    rf"|停了|停掉|移除|清掉|删掉|删了|踢出去?|踢了"
    rf"|取消绑定|解除|取消)(?:掉|吧|了|一下)*(?:$|[,， ])"
    rf"|^(?:解绑|停用|注销|移除|删除|取消|解除)(?P<who2>{NAME})(?:同志)?的?(?:账号|账户|权限|绑定)?[吧。]*$"
    rf"|^(?:please )?unbind (?P<who3>[^,]{{2,30}}?)(?:'s account)?$"
)
_AWAY = re.compile(
    r"休(?:息)?到|请(?:[^,，]{0,4})?假|休(?:年|病|产|事|探亲)?假|(?:年|病|产|事|婚|丧|陪产|探亲)假"
    r"|休(?:息)?(?=[0-9一二两三四五六七八九十]+天)|出差|外出(?:学习|培训"
    r"|考察)?|脱产|住院|培训去|去[^,，]{1,8}(?:培训|学习|考察)|\b(?:on|take|taking) leave\b|\b(?:on"
    r"|taking a) (?:vacation|holiday)\b"
)
_QUIET = re.compile(r"提醒|打扰|推送")
"""「我休假到周五，别提醒我」 asks for quiet."""
_AWAY_WHO = re.compile(
    rf"^(?P<who>{_WHO})(?:同志)?(?=从|自|请|休|出差|外出|住院|要|明|后|今|下|本|这|病|产|年|事|[0-9])"
)
_WHEN = re.compile(r"明|后天|今|下|本|这|周")
_COVER = re.compile(
    rf"(?:由|让|请|[,， ])(?P<who>{NAME})(?:同志)?(?:来)?(?:代(?:管|理|办|班|为)?|替(?!换)|顶(?:班|替|岗)?"
    rf"|负责|接替|盯(?:着)?|顶上)(?:我"
    rf"|他|她|着)?(?:一下|工作|的班|几天|的?活儿?|管)?[。了]*$"
)
_ENGLISH_COVER = re.compile(
    r"\b(?:covered by|cover(?:ing)?:?|(?=[a-z]+ [a-z]+ (?:covers|will cover))) ?(?P<who>[^,.]{2,40})[.]?$"
)
_DAYS = re.compile(r"([0-9]{1,3}|[一二两三四五六七八九十]{1,3})天")
_BACK = re.compile(
    rf"^(?P<who>{_WHO})?(?:同志)?(?:今天|已经|现在|提前|明天起)*(?:(?:休|请)完?(?:了|病|年"
    rf"|产)?假(?:了)?)?[,， ]*(?:销假|回来(?:上班|了)|返岗"
    rf"|到岗|(?:回来|结束休假|休假结束|假期结束|上班)(?:上班|了)*|复工|收假)了?(?:[,，。] ?.{{0,10}})?$|^(?:i'm "
    rf"|i am )?back (?:from leave|at work)$"
)
_AB = r"(?:ab|a/b|[ab]) ?(?:角|岗)"
_DEPUTY = re.compile(
    rf"^(?:让|请|指定|安排|定|由)?(?P<who>{_WHO})(?:是|当|做|为|任|担任|作为|作)(?P<of>{_WHO})的? ?{_AB}[。吧]?$"
    rf"|^(?:把)?(?P<of2>{_WHO})的? ?{_AB}(?:就)?(?:设为|定为|改为|改成|换成|换为|设成|定|是|为|:|由|让|叫"
    rf"|找)? ?(?P<who2>{NAME}|小."
    rf"|老.)(?:同志)?(?:担任|来当|来做|当)?[。吧了]?$"
    rf"|^(?P<who3>{NAME})(?:和|跟|与)(?P<of3>我|{NAME})互为 ?{_AB}$"
)
_NO_DEPUTY = re.compile(rf"^(?:取消|撤掉|去掉|撤销|删掉)(?P<of>{_WHO})的? ?{_AB}(?:设置|关系)?[吧。]?$")
_PEOPLE = re.compile(
    r"(?:登记|绑定|加入|注册)(?:了|过)?(?:谁|哪些人)|(?:人员|成员)(?:看|列|查|给我|发)|(?:都?有|还有|登记(?:了"
    r"|过)?|绑定(?:了|过)?|加入(?:了)?|注册(?:了)?|邀请(?:了)?)(?:哪些|哪几个|几个"
    r"|多少)人|都?有谁(?:在?用|加入|绑定|注册|$|[?？])"
    r"|(?:人员|成员|用户|联络员|联系人|通讯录)(?:名单|情况|列表|清单|有哪些)|的?人员$"
    r"|谁(?:还)?没(?:有)?(?:加入|绑定|注册|进来)|谁(?:在|能)用"
    r"|\bwho (?:is|are) (?:in|from|registered|bound|using)\b.{0,40}\b(?:bureau|office|unit|committee"
    r"|department|bot|we)\b"
)


_LONGEST = 240


def people(message: Message) -> Intent | None:
    """None when it is about something else. What is forwarded, negated or asked about changes nobody's place."""
    if len(message.text) > _LONGEST or (message.named.items and not splits(message)):
        return None
    found = next((intent for read in _READERS if (intent := read(message)) is not None), None)
    if found is None or isinstance(found, MyData | ShowPeople | ListGroups):
        return found
    if message.hearing.forwarded:
        return Clarify("forwarded", words=message.said)
    if isinstance(found, Leave) and found.last < message.hearing.today:
        return Clarify("deadline_past", words=message.said)
    reason = doubt_about_people(message, found)
    return Clarify(reason, words=message.said) if reason else found


def _own(message: Message) -> PeopleIntent | None:
    if message.has(_MY_DATA):
        return MyData()
    if message.has(_UNBIND):
        return Unbind()
    unit, rest = somebody(message)
    if (again := rebound(message)) is not None:
        return again
    if (found := _UNBIND_ONE.match(rest)) is not None:
        who = found["who"] or found["who2"] or found["who3"]
        return Unbind(person_named(message, who), unit)
    return None


def _leave(message: Message) -> PeopleIntent | None:
    if (found := _BACK.match(message.text)) is not None:
        return BackFromLeave(person_named(message, found["who"] or ""))
    if not message.has(_AWAY) or message.has(_QUIET):
        return None
    days = _days(message)
    if days is None:
        return None
    found = _AWAY_WHO.match(somebody(message)[1]) or _AWAY_WHO.match(message.text)
    cover = _COVER.search(message.text) or _ENGLISH_COVER.search(message.text)
    who = found["who"] if found and not _WHEN.match(found["who"]) else ""
    return Leave(*days, person_named(message, who), person_named(message, cover["who"] if cover else ""))


def _days(message: Message) -> tuple[dt.date, dt.date] | None:
    """First and last day, inclusive; without a first one it begins today."""
    today = message.hearing.today
    period = find_period(message)
    first, last = period or (None, None)
    count = _DAYS.search(message.text)
    length = number(count[1]) if count else None
    if length and (period is None or first == last):
        start = first or today
        return start, start + dt.timedelta(days=length - 1)
    return (first or today, last) if last is not None else None


def _deputy(message: Message) -> PeopleIntent | None:
    if (found := _NO_DEPUTY.match(message.text)) is not None:
        return Deputy("", person_named(message, found["of"]))
    if (found := _DEPUTY.match(message.text)) is None:
        return None
    who, of = found["who"] or found["who2"] or found["who3"], found["of"] or found["of2"] or found["of3"] or ""
    return Deputy(person_named(message, who), person_named(message, of))


def _who_is_there(message: Message) -> PeopleIntent | None:
    if not message.has(_PEOPLE):
        return None
    named = [mention for mention in message.mentions if mention.one is not None]
    own = message.text.startswith(("我们", "本单位", "我局", "我单位", "咱"))
    return ShowPeople(named[0].one if named else None) if named or own else None


_READERS: tuple[Callable[[Message], PeopleIntent | None], ...] = (
    group_chat,
    _own,
    _leave,
    _deputy,
    invited,
    reorganised,
    transferred,
    departed,
    _who_is_there,
)
