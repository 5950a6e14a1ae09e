"""The whole at a glance, and the figures of the units: 总体情况, 几红几黄几绿, 各单位办结率, 哪个单位拖后腿."""

import re

from language.intents import Intent, Overview, Stats
from language.understanding.message import Message
from language.understanding.topics import SURE, clear

_STATS = re.compile(
    r"统计(?!局)|占(?:比|百分|总数?的?)|(?:完成|办结|逾期)的?比例|(?:逾期|超期|红灯)[^,，]{0,6}百分之几"
    r"|^(?:办结|完成)了?几成"
    r"|反馈及时率|排(?:第几|老几)|(?:单位|部门|各局)[^,，]{0,4}(?:完成情况|任务数|办结)[^,，]{0,4}(?:对比"
    r"|排|比较|$)|(?:办结"
    r"|完成|反馈|签收)率|每个(?:单位|局"
    r"|部门)[^,，]{0,6}(?:几|多少)|(?:办结|完成|反馈|签收|按期|按时|逾期|报送)率|哪个?(?:单位|局"
    r"|部门)[^,，]{0,6}(?:最|排)|按单位"
    r"|各单位.{0,6}(?:多少|几|情况)|承办(?:量|数)|负担|\bstat(?:istic)?s\b"
    r"|completion rate|(?:best|worst|highest|lowest)\b|how many .{0,24}(?:each|per|every)|workload"
)
_OVERVIEW = re.compile(
    r"(?:大概|大致|简要|基本|总的|笼统)(?:的)?情况|局面|大局|概括|全貌|面上|总体上"
    r"|一句话|大体|大致(?:说|讲|情况)|总的|全盘"
    r"|整个(?:县|台账|督办|面|盘子)|全县上下|县上的(?:督办|任务)|(?:给我)?(?:大概"
    r"|笼统)(?:说|讲)|汇总情况|综合情况|到(?:目前|现在)为止|\bbird's eye|\bat a glance"
    r"|state of play|\bin general\b|the whole (?:plan|county)|how (?:far|well) are (?:things"
    r"|we)|"
    r"总体|总的|整体|全局|全县|大盘|总览|概览|概况|全部情况|整个台账|总情况|进展怎么样了?$"
    r"|(?:全年|今年|工作|任务)[^,，]{0,6}(?:完成|推进|进展|落实)(?:得|的|了)?(?:怎么?样|咋样|如何|多少|几"
    r"|情况)|(?:多少|几)(?:项|个)?(?:完成"
    r"|办结)[^,，]{0,4}(?:多少|几)(?:项|个)?(?:在办|没)|27项(?:任务|工作)|一共[^,，]{0,4}(?:多少|几)项|全盘"
    r"|\boverview\b|\bsummary\b|\boverall\b|big picture|how are (?:things|we)"
    r"|how(?:'s| is) (?:everything|the (?:whole )?(?:plan|county)"
    r"|it) going|where (?:do )?(?:we|things) stand(?! (?:on|with) (?:the|item|no))"
)
_UNITS = r"(?:单位|部门|局委|委办局|各局|局|乡镇|镇|乡|地方|哪家|各家|口子)"
_COMPARED = re.compile(
    rf"(?:各|哪个?|哪几个|每个|所有|按|分)(?:个)?{_UNITS}[^,，]{{0,12}}(?:最|平均"
    rf"|排[名第行序]|快|慢|好|差|多|率|对比|比较|比一比|统计|数据|拖后腿|垫底"
    rf"|领先|靠[前后]|得分|成绩|完成情况|办理情况|反馈情况)"
    rf"|{_UNITS}[^,，]{{0,6}}(?:排[名行序]|对比|比较|比一比|横向|平均)|(?:谁|哪家"
    rf"|哪个)[^,，]{{0,6}}(?:最(?:好|差|快|慢|多|少|拖)|拖后腿|垫底|倒数第一)"
    rf"|排名榜|红黑榜|排行|\bfigures? (?:for|of|by)\b|\brank(?:ing|ed|s)?\b|\bnumbers for\b"
    r"|\bperform(?:ance|ing)\b"
)
"""Units against each other."""
_LONGEST = 120
_ALL_COLOURS = re.compile(
    r"(?:几|多少)(?:个|项)?[红黄绿].{0,4}(?:几|多少)(?:个|项)?[红黄绿]|[红黄绿](?:灯)?(?:几"
    r"|多少).{0,4}[红黄绿](?:灯)?(?:几|多少)|红[、和 ]?黄[、和 ]?绿(?:灯)?(?:各"
    r"|分别|都)|how many (?:are )?(?:red|green|yellow).{0,20}(?:red|green|yellow)"
)


def stats(message: Message) -> Intent | None:
    if len(message.text) > _LONGEST or message.items or not (message.has(_STATS) or message.has(_COMPARED)):
        return None
    topics = message.known.topics.find(message.text) if message.unit is None else []
    return None if clear(topics) and topics[0].score >= SURE else Stats(message.unit)


def overview(message: Message) -> Intent | None:
    if (
        len(message.text) > _LONGEST
        or message.items
        or message.unit is not None
        or not (message.has(_OVERVIEW) or message.has(_ALL_COLOURS))
    ):
        return None
    return None if any(mention.one is not None for mention in message.mentions) else Overview()


def compared(message: Message) -> Intent | None:
    """「哪个单位完成得最好 哪个拖后腿」 compares, and lists nothing."""
    if len(message.text) > _LONGEST or message.items:
        return None
    if message.has(_ALL_COLOURS):
        return Stats(message.unit) if message.unit is not None else Overview()
    return Stats(message.unit) if message.has(_COMPARED) else None
