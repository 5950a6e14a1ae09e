"""Whether a sentence about people, units or groups is a wish to change something now."""

import re

from language.intents import Intent
from language.understanding.doubts import ASKS, BEFORE, DOUBTS, NO, UNSURE
from language.understanding.message import Message
from language.understanding.safety import pasted
from language.understanding.tone import looks_back, mocks

_PEOPLE_DENIED = re.compile(
    r"^(?:请|先|暂时|你|那)*(?:不要|先别|别|不用|暂不|先不|不必|没必要)|先(?:不|别)(?:给|办|动|调|解)"
    r"|(?:还)?没(?:有)?(?:调|退|走|请假|批)|算了|不(?:调|走|请假|退)了"
)
_PEOPLE_ASKED = re.compile(
    r"[?？]$|[吗么]$|了没(?:有)?$|是不是|是否|能不能|能否|可不可以|可以.*[吗不]|行不行|怎么(?!样)|如何|谁"
    r"|为(?:什么|啥)|什么时候|啥时候|要不要"
)
_PEOPLE_UNSURE = re.compile(
    r"(?:还)?没(?:想好|定(?:下来)?)|准备(?=[^,，]{0,8}(?:休|请|调|退))|看情况"
    r"|再看|计划|争取|听说|据说|传(?:言|闻|说)|好像|似乎|可能|也许|大概要|估计"
    r"|打算|想(?:调|请|退|休|辞)|如果|要是|假如|万一"
    r"|的话|有人说|(?:他|她|小.|老.)说|过假|请过|休过|(?:上周"
    r"|昨天|上个?月|去年)[^,，]{0,4}(?:请|休|出差)|就好了|多好|以前"
    r"|(?:明天|后天|下周|下个?月|明年|年后|节后|回头|改天|晚点|过[几两]天|等[^,，]{1,8})(?:我|你|他|她|们)?(?:再|才)"
)


def doubt_about_people(message: Message, intent: Intent) -> str | None:
    """The key of the question to ask back; None when the wish is plain. The same judgement as for items."""
    return _doubt_in(message.text, intent.NAME)


def _doubt_in(text: str, name: str) -> str | None:
    if name not in ("group_notices", "deputy", "unlink_group") and _PEOPLE_DENIED.search(text):
        return NO
    if _PEOPLE_ASKED.search(text):
        return ASKS
    return UNSURE if _PEOPLE_UNSURE.search(text) else None


PEOPLE = frozenset({"invite", "transfer", "depart", "rebind", "unbind", "leave", "back_from_leave", "deputy"})
_TELLS_WHY = re.compile(
    r"退休|号(?:像是|好像)被盗|账号(?:好像|疑似|像是)被盗|(?:名单|名册|通讯录|花名册|系统)里?|有(?:啥|什么)事|该[咋怎].{1,3}[咋怎]"
    r"|以前(?=那个|的|用)|(?<=先)(?![^,，]{0,10}[别不没])[^,，]{2,10}再说$"
    r"|(?:那边)?说(?=.{0,40}(?:给|帮|替)(?:他|她|我)[^,，]{0,6}(?:重新|补|换|弄))|^我?(?:不用|不想用|不需要)[^,，]{1,8}[,，]"
)
"""What stands in the reason, and makes no wish unsure."""
_FOLLOWS = re.compile(
    r"(?:别|不用|不要|莫)(?:再|给|发|让|由|推|天天){0,3}[^,，]{0,8}(?:发|推|替我?|盯|顶|代|给他|给她|给小.)[^,，]{0,4}(?=$|[,，。])"
    r"|人也别留[^,，]{0,6}|昨天|上周"
)
"""What need not be any more, now that somebody is back or away."""
_ENDS = frozenset({"back_from_leave", "depart", "leave"})
_ON = r"[^,，。;；]{0,10}"
_NOT = r"(?:别|甭|莫|勿|不要|不用|不必|不许|不准|先不|暂不|没(?:有)?|未|不(?:再|会|能|想|打算|准备|愿意?)?|谁|哪)"
_ACTS_DENIED = re.compile(
    rf"{_NOT}(?:给|把|让|再|去|急着|敢|同意|说|我|他|她|先|就|要|提){{0,4}}"
    r"(?:解绑|重绑|换绑|绑定|注销|邀请|发码|开号|请假|销假|离职|辞职|退休|调走|走人|代我|替我|顶我|换人|办离|离岗)"
    r"|(?:先|再|还|过[了几]|到时候?|那天|年后|回头|改天|等)(?:压|放|缓|等|说|议|讲|发|办)(?:一[压放缓等])?(?=$|[,，。好吧了])"
    r"|(?:想|都想|嚷|嚷嚷着|闹着|做梦|巴不得|恨不得|早晚|迟早|干脆|真要|好端端|梦里|冒充|冒用(?!丁)|偷偷|悄悄|隔壁|欢送会)"
    rf"{_ON}(?:离职|辞职|退休|调|解绑|销号|注销|请假|换号|坐)"
    r"|^等[^再]{2,20}再|(?:得|要)等到?|(?:[年月号]|周[一二三四五六日]|来了)再(?:给|请|发|把|让|办|拉)|自己去(?:弄|办)"
    r"|(?:没|未|还没|没有)(?:发文|批|定|同意|想好|下文|确定)|还在(?:商量|研究|议|考虑)|在议|真假|搞混|同名"
    r"|\b(?:not|never|might|official yet|over my dead)\b"
)
"""「没说要解绑」「石一鸣好端端坐那儿，解绑他干嘛」."""


def plainly_wished_of_people(message: Message, intent: Intent) -> bool:
    """For a sentence that only resembles such a wish; why it is wished may hold a no: 「旧号登不上，帮我重新绑」."""
    if message.hearing.forwarded or pasted(message) or mocks(message) or looks_back(message):
        return False
    told = _TELLS_WHY.sub("", message.text)
    if intent.NAME in _ENDS:
        told = _FOLLOWS.sub("", told)
    if _doubt_in(told, intent.NAME) is not None or _ACTS_DENIED.search(told):
        return False
    return not any(intent.NAME not in each.spares and each.words.search(told) for each in DOUBTS if each is not BEFORE)
