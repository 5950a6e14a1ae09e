"""Understands an invitation: who is to join, for which unit, as what."""

import re

from language.people_intents import Invite
from language.understanding.message import Message
from language.understanding.naming import LOOSE_NAME, NAME, english_name, person_named, unit_before
from language.understanding.posts import ENGLISH_POSTS, POST, POSTS, office_and_role, role_of
from language.understanding.word_by_word import told, vocabulary

_OPENING = re.compile(
    r"^(?:请|麻烦(?:你|您)?|帮(?:我|忙)?|给(?:我们?)?|我(?:想|要))*(?:邀请|添加|新增|增加|加一[个位]|加|拉"
    r"|请) ?(?P<rest>.+)$"
)
_CODE = re.compile(
    rf"^(?:请|帮我)?(?:生成|发|开|弄|给)(?:一?个)?(?:邀请码|邀请链接|账号)给(?P<rest2>[^,，]{{2,16}})$|^(?:请"
    rf"|麻烦|帮我|帮忙)*给(?P<rest>[^,，]{{0,16}}?{NAME})(?:同志)?(?:发|开|生成|弄|来|办|建|申请|要)(?:一?[个份]"
    rf"|下)?(?:新的?)?(?P<post>{POST})?的?(?:邀请码?|邀请链接|加入码|绑定码|账号|账户|链接|码)"
    rf"(?P<then>[,， ]*.{{0,30}})$"
)
_JOINS = re.compile(
    rf"^(?:请|让|拉|把)(?P<rest>[^,，]{{0,16}}?{NAME})(?:同志)?(?:也)?(?:拉进来|加进来|拉进|加入|进来|加入"
    rf"|进系统|入驻)(?:吧"
    rf"|一下)?(?P<then>[,， ]*.{{0,24}})$"
)
_INVITED = re.compile(
    rf"^(?P<who>{LOOSE_NAME})(?:同志)?(?:[ ,，]*(?:来)?(?:担任|作为|当|为|做|任|是)(?:我们局的?|我局的?"
    rf"|本局的?|本单位的?|我们单位的?)?|[ ,，]+)"
    rf"(?P<title>[^,，]{{0,8}}?)(?P<role>{POST})?[吧。]?$"
    rf"|^(?P<who2>{LOOSE_NAME})(?:同志)?(?:加入)?(?P<role2>{POST})?[吧。]?$"
)
_ASKED = (
    r"邀请(?:函|一?下)?|加入|入驻|加(?:一?[个位名])?(?:人|督查员|联络员|管理员)|添加|新增|增加|加上|加[个位]"
    r"|开个?口子|进得?来|拉(?:进来?|一?下|进群"
    r"|[个位])?|开通|开户|开(?:一?[个下])?(?:账号|账户|号|权限)"
    r"|(?:生成|发|给|来|弄|办|要|开|建|出|申请)(?:一?[个份下])?(?:新的?)?(?:邀请)?(?:码|链接|账号)"
    r"|进(?:一?下)?系统|注册"
)
_AROUND = (
    r"新人|名字叫?|姓名|邀请码|邀请链接|邀请|加入码|绑定码|码|链接|账号|账户|号|权限|生成|发|开|弄|办|建|要|用|使用|也|当|做|任"
    r"|担任|作为|做个|负责|身份"
    r"|角色|职务|分管|对接|联系|注册|绑定|换|了|一?[个份下位名]|电话|手机"
)
_INVITING = vocabulary(_ASKED, _AROUND)
_ENGLISH_NAME = r"[a-z][a-z'-]*(?: [a-z][a-z'-]*){0,2}?"
_ENGLISH_POST = r"(?P<post>contact|liaison|head|leader|supervisor|admin)"
_ENGLISH = re.compile(
    rf"^(?:please |can you |could you )?(?:invite|add|onboard|enrol|enroll|register) (?:our "
    rf"|the )?(?:new )?(?:{_ENGLISH_POST.replace('?P<post>', '?:')} )?"
    rf"(?P<who>{_ENGLISH_NAME})(?P<then>(?:,| \(| to\b| of\b| for\b| from\b| at\b| in\b| as\b| who\b).{{2,80}}"
    rf"|)[.!]?$"
    r"|^(?:please )?(?:(?:i|we) need |can (?:i|we) have |could (?:i|we) have )?(?:generate|create|send|issue"
    r"|make|give|get|prepare)? ?(?:me |us )?"
    r"(?:an? |the )?(?:new )?(?:invitation|invite|join(?:ing)?)(?: code| link)? (?:for|to) (?:our |the )?(?:new )?"
    rf"(?:{_ENGLISH_POST.replace('?P<post>', '?:')} )?(?P<who2>{_ENGLISH_NAME})(?P<then2>(?:,| \(| of\b| for\b"
    rf"| from\b| at\b| in\b| as\b| who\b).{{2,80}}|)[.!]?$"
)
_NEEDS_A_CODE = re.compile(
    rf"^(?P<who>{_ENGLISH_NAME})(?P<then>(?:,| \(| of\b| for\b| from\b| at\b| in\b).{{2,50}}?) (?:needs"
    rf"|wants|should (?:get|have)|would like|is waiting for)"
    r" (?:an? |the |to )?(?:invit\w+|join|code|access|account|login|bot).{0,24}$"
)
_ROLE_SAID = re.compile(rf"\b{_ENGLISH_POST}\b")


def invited(message: Message) -> Invite | None:
    body = message.text
    if message.command == "invite" and not body.removeprefix("邀请").strip():
        return Invite()
    if (english := _ENGLISH.match(body) or _NEEDS_A_CODE.match(body)) is not None:
        return _in_english(message, english)
    return _told(message) or _coded_or_plain(message, body)


def _coded_or_plain(message: Message, body: str) -> Invite | None:
    if (coded := _CODE.match(body) or _JOINS.match(body)) is not None:
        return _coded(message, coded)
    found = _OPENING.match(body)
    if found is None or message.has(_OTHER):
        return None
    unit, rest = unit_before(message, found["rest"])
    rest = _POST_FIRST.sub("", rest or "")
    named = _INVITED.match(rest) if rest else None
    if named is None or (not found["rest"] or (body.startswith(("加", "拉", "把", "请")) and not _surely(rest or ""))):
        return None
    title = (named["title"] or "").strip()
    role = POSTS.get(named["role"] or named["role2"] or "") or role_of(title)
    return Invite(person_named(message, named["who"] or named["who2"]), unit, role, title)


_POST_FIRST = re.compile(rf"^的?(?:新来的|新)?(?:{POST})(?=[^,，]{{2,4}}$)")
_OTHER = re.compile(r"任务|事项|单位|配合|节点|指标|[?？]$")


def _surely(rest: str) -> bool:
    """「加…」 and 「请…」 begin many a sentence: here a name and a post must follow."""
    return re.match(NAME, rest) is not None and re.search(POST, rest) is not None


_OURS = re.compile(r"^(?:我们?|咱们?|本)(?:单位|局|办|委|镇|乡)的?")


def _coded(message: Message, found: re.Match[str]) -> Invite:
    """「给陈露发个邀请码，当我们局联络员」."""
    unit, rest = unit_before(message, _OURS.sub("", found["rest"] or found.groupdict().get("rest2") or ""))
    then = found["then"] or ""
    post = re.search(POST, found.groupdict().get("post") or then)
    other = next((m.one for m in message.known.units.mentions(then) if m.one is not None), None)
    return Invite(person_named(message, rest or ""), unit or other, POSTS[post[0]] if post else None)


def _told(message: Message) -> Invite | None:
    """「新来的司法局局长叫周正，给他开通一下」."""
    guest = told(message, _INVITING)
    if guest is None:
        return None
    units = {mention.one for mention in (*guest.before, *guest.after) if mention.one is not None}
    office, role = office_and_role(guest.rest)
    return Invite(guest.person, next(iter(units)) if len(units) == 1 else None, role, office)


def _in_english(message: Message, found: re.Match[str]) -> Invite | None:
    parts = found.groupdict()
    who, then = parts["who"] or parts["who2"], parts["then"] or parts.get("then2") or ""
    ones = [mention.one for mention in message.known.units.mentions(then) if mention.one is not None]
    role = _ROLE_SAID.search(message.text)
    if not english_name(message, who) or not (ones or role):
        return None
    return Invite(person_named(message, who), ones[0] if ones else None, ENGLISH_POSTS[role["post"]] if role else None)
