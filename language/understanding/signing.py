"""Signing for what was handed out (签收)."""

import re
from dataclasses import replace

from language.intents import Clarify, Intent, Sign
from language.understanding.message import Message
from language.understanding.persons import persons
from language.understanding.pointing import URGE, items_meant, willing
from ledger.members import Role

_SIGN = re.compile(
    r"(?<!没)(?<!未)(?<!不)(?<!谁)(?:已签收(?=$|[,，。])|接收|收下|我们?(?:局|单位)?(?:收|接|领|签)了)(?:了"
    r"|吧)?(?=$|[,，。!！])"
    r"|^(?:(?:我|已|都)?签收?(?:了|啦|好了)?[,， ]*){2,3}$"
    r"|\b(?:signed|received and signed) (?:for|off)\b|(?<!没)(?<!未)(?<!不)(?<!已)(?<!谁)签收(?!了[吗没]|情况"
    r"|率|单|时间"
    r"|[的这]?一?[件个]?事|的(?:有|是))|(?<![不没未拒])(?:领办|认领)"
    r"|(?<!没)(?<!未)(?<!谁)签(?:个?字|下(?=第|[0-9])|了(?=第|[0-9])|一下|掉)|(?:[0-9项条](?:给|我|我们)*|都|全"
    r"|已)签了(?:吧|啊)?$|我们?接了|\bsign (?:for"
    r"|off)?(?!ed)|\bsign$|^sign\b"
    r"|我(?:们|局|这边)?签(?:了|收)?(?=$|[,，。])|^(?:我)?(?:先|都|一并|全)?签(?:收|字|了|下|掉|一下)?(?:吧|了"
    r"|咯|呗|啦)?$|(?:收到|没问题|好的"
    r"|行)[,，。 ](?:已|都|我)?签了?(?:吧)?$"
    r"|(?:那个|那条|那项|的|[0-9项条都全])(?:给|我|我们|已|先)*签(?:一?下|了吧|掉|收下)|\backnowledge"
    r"|\baccept(?:ing)?(?: the"
    r"| all)?(?: new)? ?(?:item|task|no|#|[0-9])"
    r"|收讫|(?:[项条0-9]|我们|我局)(?:认了|认领了?|接了|收讫|领了)(?=$|[,，。])|\bsigning (?:for|off)\b"
    r"|\breceipt (?:of|confirmed)"
    r"|\bsign(?:ing)? (?:for )?(?:item|no|#|all|both|it|them|[0-9])"
)
_UNSIGNED = re.compile(
    r"(?:没|无)(?:人|单位|谁)(?:去|来)?签|没签收|未签收|不签收|没有签收|还没签" r"|谁.{0,3}签收|unsigned|not signed"
)

_FOR_ME = re.compile(r"[代替]我[^,，]{0,3}签|\bsigns? for me\b")
"""「往后审核由副局长马玉山代我签」 names a deputy, and signs for nothing."""


_CLOSES = re.compile(r"报结|报办结|报销号|申请办结")
"""「验收组签字了，十四项正式报结」."""


def sign(message: Message) -> Intent | None:
    if (
        not message.has(_SIGN)
        or message.has(_UNSIGNED)
        or message.has(URGE)
        or (message.has(_FOR_ME) and persons(message))
        or message.has(_CLOSES)
        or (message.mentions and message.hearing.role in (Role.ADMIN, Role.SUPERVISOR, Role.LEADER))
        or (message.asking and not willing(message))
    ):
        return None
    return _on_items(message, Sign(), needed=False)


def _on_items(message: Message, intent: Sign, *, needed: bool) -> Intent:
    which = items_meant(message, loosely=True)
    if isinstance(which, Clarify):
        return which if which.reason == "no_such_item" or needed else intent
    return replace(intent, items=which)
