"""Understands that somebody has another account: 换手机了, 号登不上了, a code to let him in again."""

import re

from language.people_intents import Rebind
from language.understanding.message import Message
from language.understanding.naming import LOOSE_NAME, NAME, I, english_name, person_named, somebody, unit_before
from language.understanding.word_by_word import told, vocabulary

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
_THING = (
    r"(?:手机号?|电话号?码?|账号|账户|号码?|微信号?|telegram ?(?:号|账号)?|电报号?|tg ?(?:号|账号)?|飞机号?|设备"
    r"|机子|卡|sim ?卡)"
)
_AGAIN = (
    rf"换绑|改绑|重置(?:一下)?(?:绑定|账号|账户|号)|重新?绑定?|重绑|换(?:了|过|掉|成|个|一?[个部张台]|新的?|的"
    rf"|其他的?)*(?:{_THING}|绑定)"
    rf"|新(?:换的?)?{_THING}"
    rf"|(?:手机|电话|账号|账户|号|微信|telegram|电报|tg|设备|机子)(?:号| |给|又|也|已经|都|让人)*"
    r"(?:弄丢|丢|被偷|被盗|盗|坏|摔|掉进?[水河沟]|没了|掉水|进水|停机|欠费|登[不录]|上不[去了]|进不|打不开|被封"
    r"|封|被?冻结"
    r"|注销|找不[回到]|失效|不能用|用不了|废|停用|忘)"
    r"|登(?:录|陆)?不(?:上|进|了)(?:去)?|(?:重新|再|补|重)(?:发|给|生成|来|弄|开|补|办)[^,，░]{0,3}(?:码|链接"
    r"|邀请)|补[^,，░]{0,3}码"
)
_AROUND = (
    rf"{_THING}|旧的?|老的?|新的?|重新|重|再|作废|失效|停用?|解绑|解除|绑定?|码|邀请码?|链接|发|补|生成|弄|开|办"
    rf"|换|用|不用|不能|登|登录|登陆|掉|坏|丢|"
    r"说|讲|反映|反馈|掉[水河沟]里?了?|进不来|进不去|上不来|上不去|认证|验证|加入|登记|一?[个份下次部张]|还|那个"
    r"|不了|不上|水|里|没|被"
)
_REBINDING = vocabulary(_AGAIN, _AROUND)
_ENGLISH = re.compile(
    r"^(?:please )?(?:rebind|re-bind|relink|re-link|reconnect"
    r"|reset) (?P<who>[a-z][a-z'-]*(?: [a-z][a-z'-]*){0,2}?)(?:'s)?"
    r"(?: (?:account|telegram|phone|number|binding)){0,2}(?: (?:to|with) (?:a|his|her|their"
    r"|the) new .{2,20})?(?:[,.;!].{0,80}| (?:please|again))?$"
    r"|^(?P<who2>(?!i\b|we\b|my\b)[a-z][a-z'-]*(?: [a-z][a-z'-]*){0,2}?)(?:'s)? (?:has |have |had |got |is "
    r"|was )*(?:just )?(?:a )?"
    r"(?:(?:lost|changed|changes|broke|switched|replaced|got|using|stolen)(?: to)? (?:(?:his|her|their|a|the|new"
    r"|another|different) )*"
    r"(?:phone|telegram|account|number|mobile|sim)|(?:(?:phone|telegram|account|number"
    r"|mobile)\b[a-z ]{0,12}(?:lost|stolen|changed|broken|dead|hacked))"
    r"|new (?:phone|telegram|account|number))"
    r"[a-z ]{0,20}(?:[,.;!-].{0,80})?$"
    r"|^(?:please )?(?:send|give|generate|issue) (?P<who3>[a-z][a-z'-]*(?: [a-z][a-z'-]*){0,2}?) a (?:new|fresh"
    r"|second) (?:code|link|invitation)"
    r"(?: code)?(?:[,.;!].{0,80})?$"
)


def rebound(message: Message) -> Rebind | None:
    if (again := told(message, _REBINDING, first_clause=True)) is not None:
        ones = [m.one for m in again.before if m.one is not None]
        return Rebind(again.person, ones[0] if len(ones) == 1 else None)
    unit, rest = somebody(message)
    if (found := _CODE_AGAIN.match(message.text)) is not None:
        home, who = unit_before(message, found["who"])
        return Rebind(person_named(message, who or ""), home)
    if (found := _REBIND.match(rest)) is not None:
        who = found["who"] or found["who2"] or found["who3"]
        return Rebind(person_named(message, who), unit) if who not in I else None
    if (english := _ENGLISH.match(message.text)) is not None:
        who = (english["who"] or english["who2"] or english["who3"]).removesuffix("'s")
        return Rebind(person_named(message, who)) if english_name(message, who) else None
    return None
