"""Tones in which nothing is wished, whatever the words: mocking, or looking back on what was."""

import re

from language.understanding.acts import ACT
from language.understanding.message import Message

_MOCKS = re.compile(
    r"呵呵|哈哈|嘻嘻|笑死|行了吧|满意了吧|可以了吧(?=[!！。]?$)|得了吧|可真(?:行"
    r"|棒|厉害|能)|真(?:行|厉害|够可以的)(?:啊|呀|嘛|哈|[,，]|$)|好家伙|绝了"
    r"|服了|无语|太能|真会|奖励|百分之(?:二百|两百|三百|一千|一万)|[2-9]00%"
    r"|\byeah,? right\b|\bas if\b|\boh,? great\b|\bwhy not just\b|\bhaha\b|\blol\b|\bsure,? sure\b"
)
_BEFORE = r"(?:去年|前年|往年|当年|那年|昨天|前天|上周|上个?月|上星期|上礼拜|前几天|早就?|以前|之前|先前|曾经?)"
_LOOKS_BACK = re.compile(
    rf"(?:去年|前年|往年|当年|那年|以前|原来)[^?？]{{2,30}}(?:是|才)[^?？,，]{{2,14}}(?:的|了)[。!]?$"
    rf"|^(?:我|我们|咱们?)[^,，]{{0,4}}{_BEFORE}[^,，]{{0,16}}{ACT}(?:过|了)(?!吗"
    rf"|没)|^(?:i|we)(?: have|'ve)? already [a-z]+ed\b"
    rf"|(?:报|填|反馈|汇报|退回|批|改|催|调整|申请|提)过(?:一|两|几|多)?(?:次"
    rf"|回)?(?:[0-9%]+|百分之.{{1,4}})?(?:吧)?(?:好像|似乎|来着)"
    r"|^[^,，现]{0,6}(?:[一二三四五六七八九十0-9]{1,2}月份?|上个?[月周]|上次"
    r"|上回|之前)[^,，现]{0,8}(?:报|填|反馈|汇报)过[^,，现]{0,8}$|好像(?:是)?[。!]?$"
    r"|早(?=销|办|签|撤|交|分|派|批|挂|恢复|归|结|报)[^,，]{1,6}了吧?[。!]?$"
)
_LONGEST = 120
_ASKS = re.compile(r"[?？吗么]|谁|哪|什么|啥|几|多少|列|看|查|没有?$")


_MAY_IT = re.compile(r"(?:可以|能|让|准)(?:再)?(?:申请)?(?:延期|求助|协调|退回)不[?？]?$")


def mocks(message: Message) -> bool:
    return len(message.text) <= _LONGEST and message.has(_MOCKS)


def asks_whether(message: Message) -> bool:
    """「21项可以申请延期不」 asks whether one may, and applies for nothing."""
    return message.has(_MAY_IT)


def looks_back(message: Message) -> bool:
    """「我上个月给园区管委会发过蓝单」「去年人居环境是住建局牵头的」: told, and nothing asked."""
    return len(message.text) <= _LONGEST and message.has(_LOOKS_BACK) and not message.has(_ASKS)
