"""Understands what becomes of units: renamed, merged into another, split.

农业局更名为农业农村局 · 商务局并到发改局了 · 把农业局并入农业农村局 · 从文旅局分设县体育局，带走14项
"""

import re

from language.people_intents import MergeUnits, PeopleIntent, RenameUnit, SplitUnit
from language.understanding.message import Message
from language.understanding.naming import the_unit

_KIND = r"[局办委部会院心司镇乡街处站室联所队校社园库行署]"
_RENAME = re.compile(
    r"^(?:请)?(?:把|将|从今天起|从今往后|现在)?(?P<old>[^,，]{2,30}?)(?:的?(?:名字|名称))?(?:现在|今天|正式"
    r"|最近|刚|已经?)*(?:更名|改名|改称|改叫"
    r"|更改名称|挂牌|换名|变更)(?:字)?(?:了)?(?:[,，] ?)?(?:现在)?(?:为|成|叫做?|是)?"
    rf"(?P<new>(?!之?后|以后|前|过|吗|没)[^,，。的]{{1,39}}{_KIND})(?:了|啦)?[。]?$"
    rf"|^(?P<old2>[^,，]{{2,30}}?)(?:现在|以后)(?:改)?叫(?:做)?(?P<new2>[^,，。的]{{1,39}}{_KIND})了?[。]?$"
    r"|^(?:please )?rename (?:the )?(?P<old3>[^,]{2,60}?) (?:to|as|into) (?:the )?(?P<new3>[^,.]{2,80})[.]?$"
)
_MERGE = re.compile(
    r"^(?:请)?(?:把|将)?(?P<units>.{2,80}?)(?:已经?|都|要|正式|一起|整体|全部)*(?:并入|并到|并进|并给"
    r"|合并(?:到|进|入|至)|划入|撤并到|合到"
    r"|合进)(?:了)?(?P<into>[^,，。]{2,40}?)(?:里面?|去|里)?(?:了|吧|啦)?[。]?$"
    r"|^(?:please )?merge (?:the )?(?P<units2>.{2,80}?) into (?:the )?(?P<into2>[^,.]{2,60})[.]?$"
)
_TOGETHER = re.compile(
    rf"^(?:请)?(?:把|将)?(?P<units>.{{4,80}}?)(?:已经?|都|要|正式|整体)*(?:合并|合|并)(?:成"
    rf"|为)(?:了)?(?:一个)?(?:新)?(?:局|单位"
    rf"|部门)?[,，、 ]*(?:叫做?|名叫|更名为|改名为|为|名称为)?(?P<new>[^,，。 ]{{2,39}}{_KIND})[。吧了]*$"
)
_NEW = rf"(?P<new>[^,，。;； 0-9带划接]{{2,30}}?{_KIND}|[^,，;； ]{{2,30}})"
_SPLIT = re.compile(
    r"^(?:要|把)?从(?P<unit>[^,，]{2,30}?)(?:里面?|中)?(?:分设|拆分?出|分出|析出|单设|独立出|划出|单独设立"
    r"|另设|剥离出|成立)(?:来)?(?:了)?(?:一?个)?(?:新的)?"
    rf"{_NEW}(?:来)?(?P<rest>(?:$|[,，;；。 ]|带走|划走|接走|承接).*)$"
    r"|^(?P<unit2>[^,，]{2,30}?)(?:里面?)?(?:要)?(?:分设|拆分?出|分出|析出|单设出?|独立出"
    r"|划出)(?:来)?(?:了)?(?:一?个)?(?P<new2>[^,，。;； 0-9]{1,30}?"
    rf"{_KIND})(?P<rest2>(?:$|[,，;；。 ]|带走|划走|接走|承接).*)$"
)


def reorganised(message: Message) -> PeopleIntent | None:
    return _split(message) or _renamed(message) or _merged(message)


def splits(message: Message) -> bool:
    """The one thing about units that names items as well."""
    return _split(message) is not None


def _split(message: Message) -> SplitUnit | None:
    found = _SPLIT.match(message.text)
    if found is None or (unit := the_unit(message, found["unit"] or found["unit2"])) is None:
        return None
    labels = tuple(item.label for item in message.loosely_named.items) if found["rest"] or found["rest2"] else ()
    return SplitUnit(unit, (found["new"] or found["new2"]).strip('“”"「」 '), labels)


def _renamed(message: Message) -> RenameUnit | None:
    found = _RENAME.match(message.text)
    if found is None:
        return None
    old = found["old"] or found["old2"] or found["old3"]
    new = found["new"] or found["new2"] or found["new3"]
    unit = the_unit(message, old)
    return RenameUnit(unit, _as_typed(message, new.strip('“”"「」 '))) if unit is not None else None


def _merged(message: Message) -> MergeUnits | None:
    if (found := _MERGE.match(message.text)) is None:
        return _put_together(message)
    into = the_unit(message, found["into"] or found["into2"])
    named = message.known.units.mentions(found["units"] or found["units2"])
    units = tuple(unit for unit in dict.fromkeys(m.one for m in named) if unit is not None and unit != into)
    return MergeUnits(units, into) if into is not None and units else None


def _put_together(message: Message) -> MergeUnits | None:
    """「审计局和统计局合并成一个局，叫县审计统计局」: into the first that is named."""
    found = _TOGETHER.match(message.text)
    named = message.known.units.mentions(found["units"]) if found else []
    units = tuple(dict.fromkeys(m.one for m in named if m.one is not None))
    if found is None or len(units) < 2:
        return None
    return MergeUnits(units[1:], units[0], _as_typed(message, found["new"]))


def _as_typed(message: Message, words: str) -> str:
    place = message.original.lower().find(words)
    return message.original[place : place + len(words)] if place >= 0 else words
