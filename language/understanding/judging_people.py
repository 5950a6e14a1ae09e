"""Whether a sentence about people, units or groups is a wish to change something now."""

import re

from language.intents import Intent
from language.understanding.judging import ASKS, NO, UNSURE
from language.understanding.message import Message

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
    if intent.NAME not in ("group_notices", "deputy", "unlink_group") and message.has(_PEOPLE_DENIED):
        return NO
    if message.has(_PEOPLE_ASKED):
        return ASKS
    return UNSURE if message.has(_PEOPLE_UNSURE) else None
