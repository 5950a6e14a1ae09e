"""The item of a wish whose number stands bare among other words: 「才起步得嘛，21就录个10%」「十一的展期请求」.

Only for a wish whose kind is certain already, and only where no other number could be the item.
"""

import re
from dataclasses import replace

from language.intents import Intent, ItemNo, Items, Move, ReportProgress, Sign
from language.understanding.item_numbers import BLANK, covered
from language.understanding.message import Message
from language.understanding.moving import asks_for
from language.understanding.numerals import ENGLISH, number
from language.understanding.reports import read_report, share_alone
from language.understanding.topics import SURE, clear

_OTHER_NUMBERS = re.compile(
    r"(?<![0-9.])[0-9]{1,3}(?:\.[0-9]{1,2})? ?(?:%|pct\b|percent\b|per cent\b)|百分之[零一二三四五六七八九十百]{1,5}"
    r"|不是 ?第?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})|\bnot [0-9]{1,2}\b"
    r"|(?:[到报写录算记填成为至挂变按是整](?:个|上|成|到)?|(?<!项)(?<!条)给个|\b(?:at|to|of|is|now|it)) ?"
    r"(?:[0-9]{1,3}(?![0-9]| ?%)|[二三四五六七八九]?十[一二三四五六七八九]?)(?![的这那]|项|条)"
    r"|[一二三四五六七八九十]{1,3}(?:分之|成|个点)[一二三四五六七八九十]{0,2}"
)
"""Shares, and what is said to be no item."""
_COUNTED = (
    "月日号天年周点时秒季度名次家户亩公里亿万千百元块位处座场套台多余比倍步页楼岁米吨分来几条件个人盏批只辆村小镇支道篇间"
    "趟遍回本份期轮届站斤口所栋部集类种款级%"
)
_BARE = re.compile(
    rf"(?<![0-9./a-z~-])(?<![0-9]:)(?<!第)([0-9]{{1,2}})(?![0-9a-z]|[.:][0-9](?![0-9]?%)|/[0-9](?![0-9]?月)"
    r"|[-~][0-9]| ?%"
    rf"| ?(?!月底|点一?下|点个|只[能有要好是])[{_COUNTED}]"
    r"| (?:of|days?|weeks?|months?|hours?|more|new|villages?|stations?|homestays?|times?|people|projects|am|pm)\b)"
)
_IN_WORDS = re.compile(
    r"(?<![0-9一二三四五六七八九十百千万两廿第月之])((?:二|三)?十[一二三四五六七八九]?|廿[一二三四五六七八九]?)"
    rf"(?![0-9一二三四五六七八九十百千万两]|(?!个(?:嘛|啊|呢|延|的|是))[{_COUNTED}]|之[一二三四五])"
)
_ENGLISH_HEAD = re.compile(rf"^(?:(?:ok|so|item|on|for|re),? ){{0,2}}({ENGLISH})(?=[:,] )")


def bare_items(message: Message) -> Items:
    """The one known item whose number stands there counting nothing; () without one, or with two."""
    text = _OTHER_NUMBERS.sub(lambda found: BLANK * len(found[0]), message.uncounted)
    known = {item.number for item in message.known.lexicon.items if not item.part}
    said = [int(each[1]) for each in _BARE.finditer(text)]
    said += [number(each[1]) or 0 for each in (*_IN_WORDS.finditer(text), *_ENGLISH_HEAD.finditer(text))]
    found = set(said) & known
    return (ItemNo(found.pop()),) if len(found) == 1 else ()


_MOVES = frozenset({"ask_extension", "submit_done", "ask_help", "bounce", "reject", "approve", "reach_milestone"})
_WAITING = re.compile(r"都|全|所有|统统|一并|\ball\b")


def with_bare_item(message: Message, intent: Intent) -> Intent:
    """The same wish with the item that the surer forms did not find, and a report with the share that is left."""
    if isinstance(intent, ReportProgress):
        return _report(message, intent)
    if isinstance(intent, Sign):
        return intent if intent.items or message.has(_WAITING) else Sign(bare_items(message))
    if not isinstance(intent, Move) or intent.name not in _MOVES or intent.items or message.named.missing is not None:
        return intent
    if intent.name in ("approve", "reject") and message.has(_WAITING):
        return intent
    return replace(intent, items=bare_items(message))


def _report(message: Message, intent: ReportProgress) -> ReportProgress:
    if not intent.items and message.named.missing is None:
        intent = replace(intent, items=bare_items(message) or _surely_about(message))
    if intent.percent is not None or intent.value or len(intent.items) != 1 or not asks_for(message):
        return intent
    rest = without(message.named.rest, intent.items[0])
    share = read_report(rest, message.original).percent
    return replace(intent, percent=share if share is not None else share_alone(rest))


_NUMERALS = re.compile(r"[一二三四五六七八九十百]{2,6}")
"""「六十五」 is no topic, though a plan may speak of the 「十五五」."""


def _surely_about(message: Message) -> Items:
    """「冰雪节那一页，我们写到七成五」, where nothing was talked about before."""
    if message.talked_about or message.loosely_named.items:
        return ()
    return surely_about(message)


def surely_about(message: Message, enough: float = SURE) -> Items:
    """By its topic, where no number may be an item's; units are no topics."""
    if message.numbers.may_name_an_item():
        return ()
    spans = [(mention.start, mention.end) for mention in message.mentions if not mention.weak]
    matches = message.known.topics.find(_NUMERALS.sub(" ", covered(message.text, spans)))
    return (matches[0].item,) if clear(matches) and matches[0].score >= enough else ()


_RARE_WORD = 3.3


def loosely_about(message: Message) -> Items:
    """One word of the plan that no other item has is enough, where an item is surely meant and none talked about."""
    return surely_about(message, SURE if message.talked_about else _RARE_WORD)


def without(text: str, item: ItemNo) -> str:
    """The words in which the bare number of the item is no share."""
    return re.sub(rf"(?<![0-9.]){item.number}(?![0-9.%]| ?%)", lambda found: BLANK * len(found[0]), text, count=1)
