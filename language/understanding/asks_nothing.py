"""Sentences that name an item, a unit or a state and neither ask nor wish to see anything: what is wished is not heard.

「27作废」「把教育局的群摘了」: to show the item or the unit's tasks would say that nothing else was meant.
"""

import re

from language.intents import Clarify, Intent, ListItems, ShowItem, UnitTasks
from language.understanding.leaning import WISHES_TO_SEE
from language.understanding.message import Message
from language.understanding.plain_words import plain
from language.understanding.question_words import DETAIL
from language.understanding.single_items import STATUS

_SHOWS = re.compile(
    r"[进近]度|进展|现况|现状|状况|近况|时限|期限|截止|到期|到点|哪天|几时|还剩|还有几|到边|修哪|光景|dl\b|deadline"
    r"|jin ?du|jin ?zhan|qing ?kuang|duo ?shao|ji xiang|^di [a-z ]{1,16}$|没有?报|报没报|汇报|有没有"
    r"|[么没]有?$|没[,，?？]|见告|示下"
    r"|side by side|分开说|[发摆调]一?[下哈]$|一览|任务$|事项$|清单$|^(?:事项|任务|督办件)|\bitems?$"
    r"|\blatest\b|\bupdate\b"
    r"|\bnews\b|does it stand"
    r"|\b(?:section|part) (?:[0-9]|one|two|three|four|five|six)"
)
_LISTS = re.compile(
    r"[摆拎揪晒数挑捡拣筛]|拉一?[下哈]|拉个|摸一?[下哈]|报一?遍|念|打个?单子|一条(?:不|别)[落漏]|找出来"
    r"|拾掇出来|过一?遍|顺一?遍"
    r"|报上来|搜|没有?$|\bwithout\b|最|率|百分之|占|几成|一览|清单|名单|家底|几[件项条个]|有[啥咩边冇]"
    r"|[没不]$|没[,，]|\bonly\b"
    r"|\btasks of\b|\beverything\b|\bdue\b|有本账|的(?:任务|事项)$"
    r"|^[^,，]{0,12}(?:红灯|黄灯|逾期|超期|任务|事项|事儿|的)$"
)
_SHORT = 6
"""A name and nothing else asks for what it names."""
_SHORT_LIST = 8
_LONGEST = 400


def asks_nothing(message: Message, intent: Intent) -> bool:
    """Whether the item, the unit or the list would be shown although nobody asks for it."""
    if message.command or not isinstance(intent, (ShowItem, UnitTasks, ListItems)):
        return False
    if message.asking or len(message.text) > _LONGEST or message.has(WISHES_TO_SEE):
        return False
    if any(message.has(words) for words in (STATUS, DETAIL, _SHOWS)):
        return False
    if isinstance(intent, ShowItem):
        return len(message.text) > _SHORT and not _is_its_name(message)
    return len(message.text) > _SHORT_LIST and not message.has(_LISTS)


def _is_its_name(message: Message) -> bool:
    """「守牢安全生产底线」 is all that is said."""
    return any(message.text in plain(item.title) for item in message.known.lexicon.items)


def not_heard(message: Message, intent: Intent, unknown: Clarify) -> Clarify:
    """A question back with what is named as its first button."""
    options = tuple(dict.fromkeys((intent, *unknown.options)))[:3]
    named = getattr(intent, "items", ()) or message.items
    return Clarify("unknown", items=named, words=message.said, options=options)
