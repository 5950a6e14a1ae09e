"""Understands what is said of people, units and groups: invitations, transfers, leaves, mergers, links of groups.

邀请文旅局的马春山当联络员 · 林晓禾调到发改局，工作交给马春山 · 林晓禾退休了 · 给林晓禾换绑
我5月18日到22日请假，由小李代 · 我回来上班了 · 小李是我的AB角 · 取消AB角
农业局更名为农业农村局 · 把农业局并入农业农村局 · 从文旅局分设县体育局，带走14项
把本群绑定为文旅局工作群 · 取消本群绑定 · 本群开启通知 · 群列表 · 我的数据 · 解绑
"""

import datetime as dt
import re
from collections.abc import Callable

from language.intents import Clarify, Intent
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
from language.understanding.message import Message
from language.understanding.numerals import number
from language.understanding.periods import find_period
from language.understanding.plain_words import plain
from ledger.members import Role

_NAME = r"[\u4e00-\u9fff·]{2,4}?"
_WHO = rf"(?:我|本人|{_NAME})"
_ROLE = r"联络员|联系人|负责人|县领导|分管领导|督查员|督查人员|管理员"
_MY_DATA = re.compile(
    r"^(?:查看|看看?)?(?:我的|关于我的|你存了我(?:的)?(?:哪些|什么)?)(?:个人)?(?:数据|信息|资料)[?？]?$|^my data$"
)
_UNBIND = re.compile(r"^(?:我要|请)?(?:解绑|解除绑定|注销(?:我的)?账号|取消我的绑定)(?:我的账号|吧)?$|^unbind(?: me)?$")
_UNBIND_ONE = re.compile(rf"^(?:把|给|将)?(?P<who>{_NAME})(?:的账号)?(?:解绑|解除绑定)(?:吧|了)?$")
_REBIND = re.compile(
    rf"^(?:把|给|帮)?(?P<who>{_NAME})(?:同志)?(?:的)?(?:换绑|重新绑定|重绑|换(?:了)?(?:个)?(?:手机|账号)"
    rf"|(?:手机|账号)(?:丢|被盗|换)了?).{{0,12}}$"
)
_INVITE = re.compile(r"^(?:请)?(?:邀请|添加|新增|增加|加一[个位]) ?(?P<rest>.+)$")
_INVITED = re.compile(
    rf"^(?P<who>{_NAME})(?:同志)?(?:[ ,，]*(?:担任|作为|当|为|做|任|是)|[ ,，]+)"
    rf"(?P<title>[^,，]{{0,8}}?)(?P<role>{_ROLE})?$"
    rf"|^(?P<who2>{_NAME})(?:同志)?(?P<role2>{_ROLE})?$"
)
_TRANSFER = re.compile(
    rf"^(?:把|将)?(?P<from>.{{0,16}}?)(?:的)?(?P<who>{_NAME})(?:同志)?(?:已经?|要)?"
    r"(?:调到|调任|调入|调往|调至|转到|转任|改任|改为|改当|调整为|任命为|设为|提拔为|聘为|交流到)(?P<to>[^,，。;；]{1,24})"
    rf"(?:[,，。;；]?(?:他|她)?(?:手(?:头|上)的?)?(?:工作|任务|事)?(?:都|先)?(?:交给|移交给?|由)(?P<next>{_NAME})(?:接手|负责|接)?)?[。了]*$"
)
_DEPART = re.compile(
    rf"^(?P<from>.{{0,16}}?)(?:的)?(?P<who>{_NAME})(?:同志)?(?:已经?|要)?"
    r"(?:退休|离职|离任|离岗|辞职|调走|调离|不在(?:我们)?(?:单位|局)|不干)了?"
    rf"(?:[,，。;；]?(?:工作|任务)?(?:交给|移交给?|由)(?P<next>{_NAME})(?:接手|负责|接)?)?[。了]*$"
)
_AWAY = re.compile(r"请(?:[^,，]{0,4})?假|休(?:年|病|产|事)?假|出差|外出学习|脱产|\b(?:on|take) leave\b")
_QUIET = re.compile(r"提醒|打扰|推送")
"""「我休假到周五，别提醒我」 asks for quiet."""
_AWAY_WHO = re.compile(rf"^(?P<who>{_WHO})(?:同志)?(?=从|自|请|休|出差|外出|要|明|后|今|下|本|[0-9])")
_WHEN = re.compile(r"明|后天|今|下|本|这|周")
_COVER = re.compile(
    rf"(?:由|让|请)(?P<who>{_NAME})(?:同志)?(?:来)?(?:代(?:管|理|办|我|班|为)?|顶(?:班|替)?|负责|接替)(?:一下|工作)?[。]?$"
)
_DAYS = re.compile(r"([0-9]{1,3}|[一二两三四五六七八九十]{1,3})天")
_BACK = re.compile(
    rf"^(?P<who>{_WHO})?(?:同志)?(?:销假|(?:已经|提前)?(?:回来|结束休假|休假结束)(?:上班|了)*)了?$|^back from leave$"
)
_AB = r"(?:ab|a/b|b) ?角"
_DEPUTY = re.compile(
    rf"^(?P<who>{_WHO})(?:是|当|做|为|任)(?P<of>{_WHO})的? ?{_AB}[。]?$"
    rf"|^(?P<of2>{_WHO})的? ?{_AB}(?:设为|改为|是|为|:|由)(?P<who2>{_WHO})(?:担任)?[。]?$"
)
_NO_DEPUTY = re.compile(rf"^(?:取消|撤掉|去掉)(?P<of>{_WHO})的? ?{_AB}$")
_RENAME = re.compile(
    r"^(?:把|将)?(?P<old>[^,，]{2,30}?)(?:已经?|正式)?(?:更名|改名|改称|更改名称)(?:为|成|叫)?(?P<new>(?!之?后|以后|前)[^,，。的]{1,39}[局办委部会院心司镇乡街处站室联所队校社园库行])[。]?$"
)
_MERGE = re.compile(
    r"^(?:把|将)?(?P<units>.{2,80}?)(?:一起)?(?:并入|合并(?:到|进|入)|划入)(?P<into>[^,，。]{2,40})[。]?$"
)
_SPLIT = re.compile(
    r"^从(?P<unit>[^,，]{2,30}?)(?:中)?(?:分设|拆分出|分出|拆出|析出|单设)(?P<new>[^,，。;；]{2,30})"
    r"(?:[,，;；]?(?:带走|划走|接走|承接|负责|划转)(?P<items>.+))?$"
)
_PEOPLE = re.compile(r"(?:有哪些人|都有谁|人员(?:名单|情况)|的?人员$|谁(?:还)?没(?:有)?(?:加入|绑定))")
_LINK = re.compile(
    r"^(?:请)?(?:把|将)?(?:本|这个|这|该)群(?:绑定|设|关联|登记|作)(?:为|成|到|给|作)?(?P<what>.{0,40}?)的?(?:工作)?群?[。]?$"
)
_UNLINK = re.compile(
    r"^(?:请)?(?:取消|解除)(?:本|这个|这)?群(?:的)?(?:绑定|关联)$|^(?:把|将)?(?:本|这个|这)群(?:解绑|取消绑定|解除绑定)$"
)
_GROUPS = re.compile(
    r"^(?:查看|看看?)?(?:已?绑定的?|工作)?群(?:聊)?(?:列表|清单|名单)$|^(?:绑定了)?哪些群[?？]?$|^groups$"
)
_NOTICES = re.compile(
    r"^(?:请)?(?:在)?(?:本|这个|这)群(?:里)?(?P<off>不|别|不要|停止|关闭|取消)?(?P<on>开启|打开|接收|发|推送)?(?:通知|推送)(?:吧|了)?$"
    r"|^(?P<off2>关闭|停止|取消)?(?P<on2>开启|打开)?(?:本|这个|这)群(?:的)?通知$"
)
_ENGLISH_LINK = re.compile(r"^(?:please )?link this (?:group|chat) (?:to|with) (?:the )?(?P<what>.{1,60})$")
_ENGLISH_UNLINK = re.compile(r"^(?:please )?unlink this (?:group|chat)$")
_ENGLISH_NOTICES = re.compile(r"^(?:turn )?notices (?P<how>on|off)(?: in this group)?$")
_ENGLISH_INVITE = re.compile(
    r"^(?:please )?invite (?P<who>[^,]{2,40}?) (?:to|of|for|from) (?:the )?(?P<unit>[^,]{2,60}?)"
    r"(?: as (?:a |an |the )?(?P<role>contact|liaison|head|leader|supervisor|admin))?$"
)
_ENGLISH_COVER = re.compile(r"\b(?:covered by|cover(?:ing)?:?) (?P<who>[^,.]{2,40})[.]?$")
_I = ("我", "本人", "自己", "我自己", "")
_ROLES = {
    "联络员": Role.LIAISON,
    "联系人": Role.LIAISON,
    "负责人": Role.HEAD,
    "县领导": Role.LEADER,
    "分管领导": Role.LEADER,
    "督查员": Role.SUPERVISOR,
    "督查人员": Role.SUPERVISOR,
    "管理员": Role.ADMIN,
}
_ENGLISH_ROLES = {
    "contact": Role.LIAISON,
    "liaison": Role.LIAISON,
    "head": Role.HEAD,
    "leader": Role.LEADER,
    "supervisor": Role.SUPERVISOR,
    "admin": Role.ADMIN,
}
_HEADS = re.compile(r"(?:局长|主任|书记|镇长|乡长|台长|院长|行长|经理)$")
_QUESTION = re.compile(r"[?？]$|吗$|是不是|能不能|可以.*吗|怎么|如何|谁能|是否")
_NOT = re.compile(r"^(?:不要|先别|别|不用|暂不|先不)")


def people(message: Message) -> Intent | None:
    """None when it is about something else. What is forwarded, negated or asked about changes nobody's place."""
    if message.named.items and not _SPLIT.match(message.text):
        return None
    found = next((intent for read in _READERS if (intent := read(message)) is not None), None)
    if found is None or isinstance(found, MyData | ShowPeople | ListGroups):
        return found
    if message.hearing.forwarded:
        return Clarify("forwarded", words=message.said)
    if message.has(_NOT):
        return Clarify("negated", words=message.said)
    return Clarify("question_about_write", words=message.said) if message.has(_QUESTION) else found


def _own(message: Message) -> PeopleIntent | None:
    if message.has(_MY_DATA):
        return MyData()
    if message.has(_UNBIND):
        return Unbind()
    if (found := _UNBIND_ONE.match(message.text)) is not None:
        return Unbind(_person(message, found["who"]))
    if (found := _REBIND.match(message.text)) is not None and found["who"] not in _I:
        return Rebind(_person(message, found["who"]))
    return None


def _group(message: Message) -> PeopleIntent | None:
    if message.has(_UNLINK) or message.has(_ENGLISH_UNLINK):
        return UnlinkGroup()
    if message.has(_GROUPS):
        return ListGroups()
    if (found := _NOTICES.match(message.text)) is not None:
        return GroupNotices(on=not (found["off"] or found["off2"]))
    if (found := _ENGLISH_NOTICES.match(message.text)) is not None:
        return GroupNotices(on=found["how"] == "on")
    found = _LINK.match(message.text) or _ENGLISH_LINK.match(message.text)
    if found is None:
        return None
    unit = _unit(message, found["what"])
    return LinkGroup(unit, "" if unit is not None else found["what"].strip('“”"「」 '))


def _leave(message: Message) -> PeopleIntent | None:
    if (found := _BACK.match(message.text)) is not None:
        return BackFromLeave(_person(message, found["who"] or ""))
    if not message.has(_AWAY) or message.has(_QUIET):
        return None
    days = _days(message)
    if days is None:
        return None
    found = _AWAY_WHO.match(message.text)
    cover = _COVER.search(message.text) or _ENGLISH_COVER.search(message.text)
    who = found["who"] if found and not _WHEN.match(found["who"]) else ""
    return Leave(*days, _person(message, who), _person(message, cover["who"] if cover else ""))


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
        return Deputy("", _person(message, found["of"]))
    if (found := _DEPUTY.match(message.text)) is None:
        return None
    return Deputy(_person(message, found["who"] or found["who2"]), _person(message, found["of"] or found["of2"] or ""))


def _invite(message: Message) -> PeopleIntent | None:
    body = message.text
    if message.command == "invite" and not body.removeprefix("邀请").strip():
        return Invite()
    if (english := _ENGLISH_INVITE.match(body)) is not None:
        role = _ENGLISH_ROLES.get(english["role"] or "")
        return Invite(_person(message, english["who"]), _unit(message, english["unit"]), role)
    found = _INVITE.match(body)
    if found is None:
        return None
    unit, rest = _unit_before(message, found["rest"])
    named = _INVITED.match(rest) if rest else None
    if named is None:
        return None
    title = (named["title"] or "").strip()
    role = _ROLES.get(named["role"] or named["role2"] or "") or (Role.HEAD if _HEADS.search(title) else None)
    return Invite(_person(message, named["who"] or named["who2"]), unit, role, title)


def _transfer(message: Message) -> PeopleIntent | None:
    found = _TRANSFER.match(message.text)
    if found is None:
        return None
    home, rest = _unit_before(message, found["from"] + found["who"])
    target = found["to"].strip()
    mention = next((m for m in message.known.units.mentions(target) if m.one is not None and m.start <= 1), None)
    title = target[mention.end :] if mention else target
    title = title.removeprefix("的").removeprefix("任").removeprefix("当").strip()
    role = next((role for word, role in _ROLES.items() if word in title), None)
    if role is None and _HEADS.search(title) and not title.startswith("副"):
        role = Role.HEAD
    unit = mention.one if mention else None
    if rest is None or (unit is None and role is None) or not 2 <= len(rest) <= 4:
        return None
    office = "" if title in _ROLES else title
    return Transfer(_person(message, rest), unit, role, office, home, _person(message, found["next"] or ""))


def _depart(message: Message) -> PeopleIntent | None:
    found = _DEPART.match(message.text)
    if found is None:
        return None
    home, rest = _unit_before(message, found["from"] + found["who"])
    if rest is None or not 2 <= len(rest) <= 4 or rest in _I:
        return None
    return Depart(_person(message, rest), home, _person(message, found["next"] or ""))


def _units(message: Message) -> PeopleIntent | None:
    if (found := _SPLIT.match(message.text)) is not None and (unit := _unit(message, found["unit"])) is not None:
        labels = tuple(item.label for item in message.loosely_named.items) if found["items"] else ()
        return SplitUnit(unit, found["new"].strip('“”"「」 '), labels)
    if (found := _RENAME.match(message.text)) is not None and (unit := _unit(message, found["old"])) is not None:
        return RenameUnit(unit, found["new"].strip('“”"「」 '))
    if (found := _MERGE.match(message.text)) is None:
        return None
    into = _unit(message, found["into"])
    mentions = [m.one for m in message.known.units.mentions(found["units"]) if m.one is not None]
    units = tuple(unit for unit in dict.fromkeys(mentions) if unit != into)
    return MergeUnits(units, into) if into is not None and units else None


def _who_is_there(message: Message) -> PeopleIntent | None:
    if not message.has(_PEOPLE):
        return None
    named = [mention for mention in message.mentions if mention.one is not None]
    own = message.text.startswith(("我们", "本单位", "我局", "我单位"))
    return ShowPeople(named[0].one if named else None) if named or own else None


_READERS: tuple[Callable[[Message], PeopleIntent | None], ...] = (
    _own,
    _group,
    _leave,
    _deputy,
    _invite,
    _units,
    _depart,
    _transfer,
    _who_is_there,
)


def _unit(message: Message, words: str) -> int | None:
    """The one unit that the words are, and nothing else."""
    words = words.strip('“”"「」 ')
    mention = next(iter(message.known.units.mentions(words)), None)
    whole = mention is not None and mention.start <= 1 and mention.end >= len(words) - 1
    return mention.one if mention is not None and whole else None


def _unit_before(message: Message, words: str) -> tuple[int | None, str | None]:
    """「文旅局的林晓禾」: the unit and the rest. (None, None) when what stands before the name is no unit."""
    words = words.strip()
    mention = next(iter(message.known.units.mentions(words)), None)
    if mention is None or mention.start > 0:
        return None, words
    return mention.one, words[mention.end :].removeprefix("的").strip()


def _person(message: Message, name: str) -> str:
    """As it was written: the plain form may have turned 張 into 张. "" is the speaker."""
    if name in _I:
        return ""
    original = message.original
    for start in range(len(original) - len(name) + 1):
        if plain(original[start : start + len(name)]) == name:
            return original[start : start + len(name)]
    return name
