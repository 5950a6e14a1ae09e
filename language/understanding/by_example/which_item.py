"""Which item a wish is about when nothing marks its number: 「22一劈两半」「组织部二十四那条」「给十三加一道坎儿」."""

import re

from language.intents import ItemNo, Items
from language.understanding.item_numbers import BLANK
from language.understanding.message import Message
from language.understanding.moving import meant
from language.understanding.numerals import number

_IN_WORDS = re.compile(
    r"(?<![0-9一二三四五六七八九十百千万两廿第月百分之至到])((?:二|三)?十[一二三四五六七八九]?|廿[一二三四五六七八九]?)"
    r"(?![0-9一二三四五六七八九十百千万两月日号天年周点时秒季度名次家户亩公里亿元块位处座场套台多余比成倍步页楼岁米吨分来几]"
    r"|个(?!嘛|啊|呢|延|的|是)|件(?!事)|条(?=河|路|街|线))"
)
_DAY = re.compile(
    r"(?<![0-9项条第])(?:[0-9]{1,2}|[二三]?十[一二三四五六七八九]?) ?[号日](?=[ ,，。;；、]|$|前|交|报|反馈|之前"
    r"|以前|上午|下午|[\u4e00-\u9fff])"
)
_OPENS_WITH = re.compile(r"([0-9]{1,2})(?=一劈|一[拆分切批]|一个月|一年|一直|一季)")
"""「22一劈两半」「11一个月没动静」: what follows the number is no part of it."""


def which(message: Message) -> Items:
    """Those named by their numbers, however bare; else the one described or last talked about; () when unsure."""
    message = _without_days(message)
    named = message.loosely_named
    if named.missing is not None and not named.items:
        return ()
    if named.items:
        return named.items if named.ranged else message.meant
    if spoken := _in_words(message):
        return spoken
    if opened := _OPENS_WITH.match(message.text):
        return _there(message, int(opened[1]))
    return meant(message)


def only(message: Message) -> Items:
    """The one item; () where none or several may be meant."""
    items = which(message)
    return items if len(items) == 1 else ()


def named_at_all(message: Message) -> bool:
    """By number or by what it is about, not only talked about before."""
    return bool(which(message)) and which(message) != message.talked_about


def _without_days(message: Message) -> Message:
    """「下季开始25号交」: where another number is the item's, a day is no item."""
    text = _DAY.sub(lambda found: BLANK * len(found[0]), message.text)
    if text == message.text:
        return message
    other = Message(message.original, message.known, message.hearing, text=text)
    return other if other.loosely_named.items or _in_words(other) else message


def _in_words(message: Message) -> Items:
    """A numeral of ten or more in words that counts nothing, if it is the only one."""
    found = {number(each[1]) for each in _IN_WORDS.finditer(message.uncounted)}
    return _there(message, found.pop()) if len(found) == 1 else ()


def _there(message: Message, value: int | None) -> Items:
    there = value is not None and any(value == item.number for item in message.known.lexicon.items)
    return (ItemNo(value),) if there and value is not None else ()
