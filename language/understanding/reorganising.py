"""Understands what becomes of units: renamed, merged into another, split.

农业局更名为农业农村局 · 商务局并到发改局了 · 把农业局并入农业农村局 · 从文旅局分设县体育局，带走14项
"""

import re

from language.people_intents import MergeUnits, PeopleIntent, RenameUnit, SplitUnit
from language.understanding.message import Message
from language.understanding.naming import the_unit
from language.understanding.unit_changes import merged_loosely, renamed_loosely, split_in_two, split_loosely
from language.understanding.units import Mention

_KIND = r"[局办委部会院心司镇乡街处站室联所队校社园库行署]"
_GAP = (
    r"(?:自|从|本月|下个?月|即日|今日|起|现|原|的?(?:名字|名称|全称|单位名|牌子)|现在|目前|今天|今年|正式|最近|刚刚?|已经?|要|将|以后|今后|从(?:今天"
    r"|明天|现在)?起?|[0-9]{1,2}月[0-9日号]*起?"
    r"|职能|职责|编制|人员|机构改革|改革后|这个?单位|也|就|都|给|被|正式|一起|整体|全部|整个|一并|统一|两[家个]"
    r"|三[家个]|单位|合署"
    r"|[ ,，])*"
)
"""What may stand between a unit and what becomes of it."""
_RENAMING = re.compile(
    r"(?:更名|改名字?|改个?名|改称|改叫|更改名称|换名字?|挂牌|牌子换|名[字称](?:变更|改|换|变)|变更名称|变更|重组|升格"
    r"|改组|更改|(?:现在|以后|今后|改|起)叫|新名[字称])"
    r"(?:了)?(?:[,，:：] ?)?(?:现在)?(?:为|成|叫做?|是|作)?[“\"「《 ]*"
    rf"(?P<new>(?!之?后|以后|前|过|吗|没|了)[^,，。;；的“”\"「」《》]{{1,39}}{_KIND})[”\"」》]*(?:了|啦|吧"
    rf"|哈)*(?:$|[,，。;；!！ ])"
)
_RENAMED_EN = re.compile(
    r"\brename (?:the )?(?P<old>[^,]{2,60}?) (?:to|as|into) (?:the )?(?P<new>[^,.;]{2,80})"
    r"|^(?:please )?change (?:the )?name of (?:the )?(?P<old2>[^,]{2,60}?) (?:to|into) (?:the )?(?P<new2>[^,.;]{2,80})"
    r"|^(?:the )?(?P<old3>[^,]{2,60}?)(?: is| are| was| has been| will be| gets)(?: now| officially| just)*"
    r" (?:called|renamed|named|known as)(?: to| as| into)? (?:the )?(?P<new3>[^,.;]{2,80})"
    r"|^(?:the )?(?P<old4>[^,]{2,60}?)(?:'s)? new name is (?:the )?(?P<new4>[^,.;]{2,80})"
)
_INTO = re.compile(
    r"(?:划|并|撤)进|(?:撤并|归并|合并|整合|合署|划归|划转|划|并|合|归)(?:入到?|到|进|至|给|于|并)(?:了|到)?|并(?=░)"
)
_CALLED = re.compile(
    r"(?:叫做?|名叫|称为?|更名为?|改名为?|改叫|名称为?|名字叫?|新名称|命名为|定名为)[:：]? ?[“\"「]*"
    rf"(?P<new>[^,，。;； “”\"「」]{{2,39}}?{_KIND})(?=[”\"」了吧啦。!！]|$|[,，;； ])"
)
_TOGETHER = re.compile(
    r"(?:合并|整合|重组|合署办公|合署|合|并)(?:成|为|组建(?:成|为)?|设立)?(?:了)?(?:一[个家])?(?:新的?)?(?:局"
    r"|单位|部门"
    r"|机构)?[,，、 :：]*"
    r"(?:新?(?:单位|局)?(?:名称|名字)?(?:叫做?|名叫|称为?|更名为|改名为|命名为|定名为|为|成|组建|成立))?[“\"「 ]*"
    rf"(?P<new>[^,，。;； “”\"「」]{{2,39}}{_KIND})[”\"」。吧了啦!！]*(?:$|[,，;； ])"
)
_MERGED_EN = re.compile(
    r"\b(?:merge|fold|absorb) (?:the )?(?P<units>.{2,80}?) (?:into|with|to) (?:the )?(?P<into>[^,.;]{2,60})"
    r"|^(?:the )?(?P<units2>.{2,80}?)(?: is| are| was| were| has been| have been| will be| gets?)(?: now| being)?"
    r" (?:merged|folded|absorbed|incorporated)(?: into| by| with) (?:the )?(?P<into2>[^,.;]{2,60})"
)
_NAMED_EN = re.compile(r"\b(?:called|named|as|renamed) (?:the )?(?P<new>[^,.;]{3,60})$")
_OUT = (
    r"(?:单分出?|分设|拆分?出|分离?出|析出|单设出?|单独?设立?|独立出?|划出|单列出?|单立|另设|剥离出?|成立|新设|分立出?"
    r"|拆|分)(?:来|去)?(?:了|成立|组建|设立|单列)?(?:一?个)?(?:新的?)?"
)
_NEW = rf"(?P<new>[^,，;； 0-9带划接拿]{{2,30}}?{_KIND})"
_THEN = (
    r"(?P<rest>(?:来|出来)?(?:了|吧)?(?:单独设立?|单列|单设|独立(?:设置|运行)?|另设|单独成立)?(?:了|吧)?(?:$"
    r"|[,，;；。 ]|带走|划走|接走|承接|把|拿走|并|[0-9]).*)$"
)
_SPLIT_FROM = re.compile(
    rf"(?:^|[,，:： ]|要|把|将|请)从(?P<unit>[^,，]{{2,30}}?)(?:里[面头]?|中|内部?)?{_OUT}{_NEW}{_THEN}"
)
_SPLIT_OUT = re.compile(
    rf"^(?:请|要|把|将)*(?P<unit>[^,，从]{{2,30}}?)(?:里面?|内部)?(?:现在|要|准备|已经?)?(?!成立"
    rf"|拆$){_OUT}{_NEW}{_THEN}"
)
_NEW_FROM = re.compile(
    rf"^(?:请|把|将|成立|组建|新设|设立|单设)*(?P<new>[^,，从]{{2,30}}?{_KIND})(?:要|现在|已经?|正式"
    rf"|[,， ])*从(?P<unit>[^,，]{{2,30}}?)(?:里面?"
    rf"|中|内部?)?"
    r"(?:分设|拆分?|分离?|析|单设|独立|划|单列|单立|剥离|分立)(?:出(?:来|去)?)?(?P<rest>(?:了|吧|单|成|设|带"
    r"|[,，;。 ]|$).*)$"
)
_SPLIT_EN = re.compile(
    r"\b(?:split|carve|spin|hive|separate|take) (?:off |out )?(?:an? "
    r"|the )?(?:new )?(?P<new>[^,]{3,50}?) (?:off |out |away )?(?:of|from) (?:the )?"
    r"(?P<unit>[^,;.]{2,60}?)(?:[,;.] ?| (?=with |taking |and |it ))(?P<rest>.*)$"
    r"|\b(?:split|carve|spin|hive|separate) (?:off |out )?(?:an? |the )?(?:new )?(?P<new2>[^,]{3,50}?) (?:off "
    r"|out |away )?(?:of|from) (?:the )?"
    r"(?P<unit2>[^,;.]{2,60})$"
)
_HERALD = re.compile(
    r"^(?:.{0,24}(?:不对|说错了?|更正)[,，。 ]+"
    r"|[^,，:：░]{0,10}(?:改革|调整|通知|决定|变动|挂牌)[^,，:：░]{0,4}[:：,，、 ]+)"
)
_QUOTES = '“”"「」《》 '


def reorganised(message: Message) -> PeopleIntent | None:
    return (
        _split(message)
        or _renamed(message)
        or _merged(message)
        or merged_loosely(message)
        or renamed_loosely(message)
        or split_loosely(message)
    )


def splits(message: Message) -> bool:
    """The one thing about units that names items as well."""
    return _split(message) is not None or split_in_two(message) is not None


def _split(message: Message) -> SplitUnit | None:
    text = _HERALD.sub("", message.text, count=1)
    for pattern in (_SPLIT_FROM, _NEW_FROM, _SPLIT_OUT, _SPLIT_EN):
        if (found := pattern.search(text)) is None:
            continue
        parts = found.groupdict()
        unit = the_unit(message, parts.get("unit") or parts.get("unit2") or "")
        new = (parts.get("new") or parts.get("new2") or "").strip(_QUOTES)
        if unit is None or _there_already(message, new, unit):
            continue
        items = message.loosely_named.items if parts.get("rest") else ()
        return SplitUnit(unit, _as_typed(message, new), tuple(item.label for item in items))
    return None


def _there_already(message: Message, new: str, unit: int) -> bool:
    """「从文旅局划给交通局」 makes no new unit; former names are free again."""
    mention = next(iter(message.known.units.mentions(new)), None)
    return mention is not None and not mention.former and mention.one != unit and the_unit(message, new) is not None


def _renamed(message: Message) -> RenameUnit | None:
    if (found := _RENAMED_EN.search(message.text)) is not None:
        old, new = (
            next(found[f"{name}{n}"] for n in ("", "2", "3", "4") if found[f"old{n}"]) for name in ("old", "new")
        )
        unit = the_unit(message, old)
        return RenameUnit(unit, _as_typed(message, new.strip(_QUOTES))) if unit is not None else None
    found = _RENAMING.search(message.text)
    if found is None:
        return None
    old_one = _just_before(message, found.start())
    new = found["new"].strip(_QUOTES)
    return RenameUnit(old_one, _as_typed(message, new)) if old_one is not None and new else None


def _just_before(message: Message, place: int) -> int | None:
    """The unit from which only small words lead to `place`."""
    before = [mention for mention in message.mentions if mention.end <= place]
    if not before or before[-1].one is None or not re.fullmatch(_GAP, message.text[before[-1].end : place]):
        return None
    return before[-1].one


def _merged(message: Message) -> MergeUnits | None:
    if (found := _MERGED_EN.search(message.text)) is not None:
        into = the_unit(message, found["into"] or found["into2"])
        named = message.known.units.mentions(found["units"] or found["units2"])
        return _into(message, _ones(named), into, "")
    for found in _INTO.finditer(message.text):
        if _just_before(message, found.start()) is None:
            continue
        after = next((m for m in message.mentions if 0 <= m.start - found.end() <= 1), None)
        if after is None or not _ENDS.match(message.text, after.end):
            continue
        called = _CALLED.search(message.text, after.end)
        units = _ones([m for m in message.mentions if m.end <= found.start()])
        return _into(message, units, after.one, called["new"] if called else "")
    return _put_together(message)


_ENDS = re.compile(r"(?:里[面头]?|去|中)?(?:来)?(?:了|吧|啦|哈)*(?:$|[,，。;；!！ ]|统一)")


def _into(message: Message, units: tuple[int, ...], into: int | None, new: str) -> MergeUnits | None:
    merged = tuple(unit for unit in units if unit != into)
    return MergeUnits(merged, into, _as_typed(message, new)) if into is not None and merged else None


def _ones(mentions: list[Mention]) -> tuple[int, ...]:
    return tuple(unit for unit in dict.fromkeys(mention.one for mention in mentions) if unit is not None)


def _put_together(message: Message) -> MergeUnits | None:
    """「审计局和统计局合并成一个局，叫县审计统计局」: into the first that is named."""
    found = _TOGETHER.search(message.text)
    if found is None or _just_before(message, found.start()) is None:
        return None
    units = _ones([m for m in message.mentions if m.end <= found.start()])
    return MergeUnits(units[1:], units[0], _as_typed(message, found["new"].strip(_QUOTES))) if len(units) > 1 else None


def _as_typed(message: Message, words: str) -> str:
    place = message.original.lower().find(words)
    return message.original[place : place + len(words)] if place >= 0 else words
