"""Understands what is said of people: invitations, transfers, leaves, deputies, accounts.

邀请文旅局的马春山当联络员 · 林晓禾调到发改局，工作交给马春山 · 林晓禾退休了 · 给林晓禾换绑
我5月18日到22日请假，由小李代 · 我回来上班了 · 小李是我的AB角 · 取消AB角 · 我的数据 · 解绑
"""

import re
from collections.abc import Callable

from language.intents import Clarify, Intent
from language.people_intents import (
    Depart,
    Leave,
    ListGroups,
    MyData,
    PeopleIntent,
    Rebind,
    ShowPeople,
    Transfer,
)
from language.understanding.absences import absent
from language.understanding.accounts import own_account, who_is_there
from language.understanding.group_chats import group_chat
from language.understanding.inviting import invited
from language.understanding.judging_people import doubt_about_people
from language.understanding.message import Message
from language.understanding.naming import LOOSE_NAME, NAME, I, person_named, somebody, unit_before
from language.understanding.posts import POSTS, role_of
from language.understanding.reorganising import reorganised, splits

_REBIND = re.compile(
    rf"^(?P<who>{LOOSE_NAME})(?:同志)?的?(?:需要?|要|得|那个)?(?:换绑|重新绑定?|重绑|换(?:了|个|一个|新"
    rf"|的)*(?:手机|账号|号码?|微信|telegram|电报|tg)"
    rf"|(?:手机|账号|号)(?:丢|被盗|坏|换|进水|停机|登不上)了?|登不上)[^?？]{{0,24}}$"
    rf"|^(?P<who2>{NAME})(?:同志)?[,， ]?(?:重新|再|(?=[^,，]{{0,4}}新码))(?:发|给|来|补"
    rf"|生成)[^,，?？]{{0,4}}(?:码|链接).{{0,8}}$"
    rf"|^(?:发|补|重发)[^,，]{{0,3}}(?:新)?码给(?P<who3>{NAME})$"
)
_CODE_AGAIN = re.compile(
    rf"^(?:请|麻烦|帮我)?(?:重新|再|(?=给[^,，]{{2,8}}(?:重发|补发)))给(?P<who>[^,，]{{0,10}}?{NAME})(?:重?发"
    rf"|补发|来|生成|弄"
    rf"|补)(?:一?[个份])?[^,，]{{0,3}}(?:码|链接)"
)
_NEXT = (
    rf"(?:[,，。;； ]*(?:他|她)?(?:的|后面的?|手(?:头|上|里)的?|原来的?|剩下的?)*(?:工作|任务|事情?|活儿?"
    rf"|摊子)?(?:都|先|就|全)?"
    rf"(?:移?交给?|移交给?|由|让|给|归|转给)(?P<next>{LOOSE_NAME})(?:同志)?(?:来)?(?:接手|负责|接管|接替|接|管"
    rf"|干|盯)?)?[。了吧]*$"
)
_TRANSFER = re.compile(
    rf"^(?P<who>{LOOSE_NAME})(?:同志)?(?:已经?|要|刚|现在|将)?(?:从[^,，]{{2,12}})?"
    r"(?:任(?=[^,，]{2,8}[局长主任书记])|担任|出任|调到|调任|调入|调往|调至|调去|转到|转任|转岗到|改任|改为"
    r"|改当|调整为|调整到|任命为|设为|提拔为|提拔到|聘为|升任|升为"
    r"|交流到|交流去|借调到|借调去|挂职到|去)(?:了)?"
    rf"(?P<to>[^,，。;； ]{{1,24}}?)(?:了|啦)?(?:上班|工作|任职|报到)?(?:了)?{_NEXT}"
)
_DEPART = re.compile(
    rf"^(?P<who>(?!以后|今后|要是|如果|我){LOOSE_NAME})(?:同志)?(?:已经?|要|上个?月|昨天|今天|月底)?"
    rf"(?:到龄|正式|光荣|提前|因病)?(?:退休|退二线|内退|病退|离职|离任|离岗|辞职|辞了|调走|调离|调出|考走"
    rf"|不在(?:我们?|咱们?|本)?(?:单位|局|这儿"
    rf"|这里)?(?:干|工作|上班)?|不干|走人?|离开(?:单位|我们局"
    rf"|本局|我局)?)了?{_NEXT}"
)


_AND_ALSO = re.compile(r"(?:另外|顺便|还有|同时|再|[,，]) ?(?:把)?第?[0-9一二三四五六七八九十]{1,3}项")


_DUTIES = ("配合单位", "牵头单位", "责任单位", "协办单位", "主办单位")
"""Of an item, and nobody's name."""


def people(message: Message) -> Intent | None:
    """None when it is about something else. What is forwarded, negated or asked about changes nobody's place."""
    if (message.named.items and not splits(message)) or message.text.startswith(_DUTIES):
        return None
    found = next((intent for read in _READERS if (intent := read(message)) is not None), None)
    if found is None or isinstance(found, MyData | ShowPeople | ListGroups):
        return found
    if message.hearing.forwarded:
        return Clarify("forwarded", words=message.said)
    if isinstance(found, Leave) and found.last < message.hearing.today:
        return Clarify("deadline_past", words=message.said)
    if isinstance(found, Leave) and message.has(_AND_ALSO):
        return Clarify("several_wishes", words=message.said)
    reason = doubt_about_people(message, found)
    return Clarify(reason, words=message.said) if reason else found


def _own(message: Message) -> PeopleIntent | None:
    unit, rest = somebody(message)
    if (found := _CODE_AGAIN.match(message.text)) is not None:
        home, who = unit_before(message, found["who"])
        return Rebind(person_named(message, who or ""), home)
    if (found := _REBIND.match(rest)) is not None:
        who = found["who"] or found["who2"] or found["who3"]
        return Rebind(person_named(message, who), unit) if who not in I else None
    return own_account(message)


def _transfer(message: Message) -> PeopleIntent | None:
    home, rest = somebody(message)
    found = _TRANSFER.match(rest)
    if found is None or found["who"] in I:
        return None
    target = found["to"].strip()
    mention = next((m for m in message.known.units.mentions(target) if m.one is not None and m.start <= 1), None)
    title = target[mention.end :] if mention else target
    title = title.removeprefix("的").removeprefix("任").removeprefix("当").strip()
    unit, role = mention.one if mention else None, role_of(title)
    if unit is None and role is None:
        return None
    office = "" if title in POSTS else title
    successor = person_named(message, found["next"] or "")
    return Transfer(person_named(message, found["who"]), unit, role, office, home, successor)


def _depart(message: Message) -> PeopleIntent | None:
    home, rest = somebody(message)
    found = _DEPART.match(rest)
    if found is None or found["who"] in I:
        return None
    return Depart(person_named(message, found["who"]), home, person_named(message, found["next"] or ""))


_READERS: tuple[Callable[[Message], PeopleIntent | None], ...] = (
    group_chat,
    _own,
    absent,
    invited,
    reorganised,
    _depart,
    _transfer,
    who_is_there,
)
