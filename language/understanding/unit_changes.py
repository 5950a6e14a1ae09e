"""Finds what becomes of units in sentences of any order: the words that say it, the units named and a name nobody has.

柳湾镇撤镇设街道了，改称柳湾街道 · 医保局今后归卫健局，两家并一家 · 文旅局要分家，拆成文化局和体育局
"""

import re

from language.people_intents import MergeUnits, RenameUnit, SplitUnit
from language.understanding.message import Message
from language.understanding.naming import the_unit
from language.understanding.units import Mention, own_unit
from language.understanding.word_by_word import masked
from ledger.members import Role

_KIND = r"(?:街道|中心|公司|大队|分局|[局办委部会院司镇乡处站室所队社园])"
_NEW = rf"(?P<new>[^,，。;；:：“”\"'「」『』《》→—░ ]{{1,24}}?{_KIND})"
_END = r"(?=[”\"'」』》]{0,2}(?:了|啦|吧|哈|呀|嘛|名义)?(?:$|[,，。;；!！ ])|[”\"'」』》])"
_LONGEST = 120
_SHORTEST_NAME = 3

_CALLED = re.compile(
    rf"(?P<sure>(?:更名|改名|换名|改称|改叫|换叫|现称|现叫|[后起就在字]叫|叫做|对外称|名[字称](?:变更|改|换|变)"
    rf"|名[字称头](?:加上?[^,，:：]{{1,6}})?(?=[:：]))|(?:→|⇒|—+|=>|->|就是|是"
    rf"|改成|改为|换成|换为|更正为|变更为|应为|应写|现为|显示[成为]|启用|改|写|现[:：]|(?<=[,，])叫|(?:牌子?|匾)(?=[,，][“\"「『])))(?:为|成|叫|作|了|县里的?"
    rf"|[:：,， ]){{0,3}}[“\"'「『《]{{0,2}}{_NEW}{_END}"
)
_ABOUT_NAMES = re.compile(
    r"名[字称录册头儿]|不叫|新牌|换牌|牌子|新匾|全称|单位名|更名|改名|称谓|称呼|门头|户名|抬头|这[几仨两三四]个?字|撤[乡镇村]|建镇|升格"
    r"|改(?:街道|镇|乡)了|^[^,，→⇒]{2,12} ?[→⇒] ?[^,，→⇒]{3,24}$"
)
_SURELY_NAMED = re.compile(
    r"更名|改名|换名|改称|改叫|换叫|现称|现叫|[后起就在字]叫|叫做|对外称|名[字称](?:变更|改|换|变)|名[字称头][^,，:：]{0,8}[:：]"
)
_NOW_CALLED = re.compile(
    r"\b(?:is|are) now(?: officially)?(?: called| named| known as)? (?:the )?[\"“]?(?P<new>[^,.;:\"“”]{3,60})[\"”]?"
    r"[,.;]{0,2}[\"”]? ?(?:so |please |pls )?rename\b"
)
_NO_NAMING = re.compile(
    r"牵头|负责|配合|责任|联[系络]|时限|期限|任务|群(?!团)|办结|局长|主任|同志|合[并署成]|并[入进到成为给了]|拆|分[设家开成出]|一分为二"
    r"|[?？吗]|谁|怎么|单设"
)

_GOES_TO = re.compile(
    r"(?:合并|归并|撤并|整合|划转|划|并|拢|(?<![配联综组符])合|归)(?:入|进|到|给|归|至)(?:了)?|(?<!同)归(?![档口拢集类纳])|→|->"
    r"|并(?=[^,，]{2,8}[,，]一套)"
)
_OF_UNITS = re.compile(
    r"合并|并(?:成|为|作|一|了|入|进|到|给|过|起)|合署|合成|撤(?:了|并|销|掉)|没了|没有了|不(?:再)?单[设列]|整体|整建制|整个|(?<![配联综组符])合[到进入]|一锅|一套"
    r"|两[家个局]|职能|人员|人马|人和事|单位|机构|三定"
)
_ENDS = re.compile(r"(?:里[面头]?|底下|下面|吃一锅饭|去|来|中|名下|那边|吧|了|啦|哈)*(?:$|[,，。;；!！ —])")
"""「归卫健局管」 gives it something, and is no end of a unit."""
_TOGETHER = re.compile(
    r"合并(?=$|了|成|为|处理|办理|登记|吧|[,，。!！]|[以之]?后叫|[2-4两二三四]家)|并户|一个灶|一户头|\bmerge 一下"
    r"|合署|合成|合为|合一|合起来|并[成为作]一|并一[家个]|并了|并起来|并过来|并进来"
    r"|撤并|捏[成到]|归成一|归拢|(?<![配联综组符])合(?=$|[。!！ ])"
)
_INTO = re.compile(r"\b(?:merge|fold|roll|absorb)\b.{2,60}? into (?:the )?")
_COMBINED = re.compile(r"\b(?:combine|merge)\b(?!.{2,60} into )")
_KEPT = re.compile(r"(?:保留|沿用|统一用|就用|还用|仍用)(?:原来的?|的)?$")
_MERGED_NAME = re.compile(rf"(?:叫做?|称为?|名称为?|合成|并成|捏成一?个?[,， ]?叫?)(?!一)[“\"'「『]{{0,2}}{_NEW}{_END}")
_NO_MERGING = re.compile(
    r"事项|[0-9一二三四五六七八九十]项|任务(?![^,，]{0,4}(?:一起|过去|也|都|人员))|材料|文件(?!已|下)|活动|演练|检查|开会|群(?!团)|[?？吗]|谁|怎么|牵头|负责"
)

_APART = re.compile(
    r"一分为二|分家|分设|分成[两二]|分为[两二]|分[成为][^,，]{2,14}两[家个]|拆[成为]|拆分(?:单位|成|为)|独立成|分立"
    r"|切出|剥出|拆份|(?:分|拆|析) ?出(?!席|现|差|台|发)"
    r"|划[^,，]{1,4}出去|另起炉灶|分开来?|(?:分|拆|划)出(?:来|去)|单[设列]|单独(?:成立|设|分)|独立(?:出来|门户|成立|出去)"
    r"|独立(?=$|[,，。])|剥离|劈成|单立门户|另立|析出"
)
_PART = re.compile(
    rf"(?:成立|组建|新设|单设|另设|设立|设|新?批|拆[成为]|分[成为]|拆分[成为]|独立成|登成|登记[成为]"
    rf"|(?<=[,，灶去])叫|(?:分|拆|析) ?出(?![来去])|单列|[:：→、和与及跟])(?:了|一?个|新的?|的"
    rf"|两[家个])*[“\"'「『]?"
    rf"(?P<new>[\u4e00-\u9fff]{{1,12}}?{_KIND})(?=$|[,，。;；、!！ ”\"'」』]|两[家个]|来?管|分设|[和与及跟])"
    rf"|(?:^|[,，:： 的把将]|里头?的?|底下的?|[那这]个)(?P<before>[\u4e00-\u9fff]{{1,8}}?{_KIND})(?:要|也|就|给"
    rf"|已经?)*(?:独立"
    rf"|单[设列独立]|另立|[分析拆剥切]出|从[^,，]{{2,10}}?[分析拆剥切独])"
)
_NO_SPLITTING = re.compile(r"[?？吗]|谁|怎么|牵头|负责|[0-9]项|合[并署成]|子任务|事项|换牌|更名|改名|名称")
_IN_TWO = re.compile(
    r"\bsplit (?:the )?(?P<unit>[^,:;]{2,60}?) (?:in|into) (?:two|2)(?: units| bureaus| offices)?[:,] ?"
    r"(?:the )?[^,:;]{2,60}?,? and (?:the )?(?P<new>[^,.;:]{3,60})[.!]?$"
)
_CARVED_OUT = re.compile(
    r"\b(?:carve|spin|split|hive) (?:the |a |an )?(?P<new>[^,.;:]{3,50}?) (?:off from|off|out of|out from) (?:the )?"
    r"(?P<unit>[^,.;:]{2,60})(?=$|[,.;:])"
)
_CLAUSE = re.compile(r"[,，。;； ]")


def renamed_loosely(message: Message) -> RenameUnit | None:
    """A unit, a word for naming behind it, and behind that a name that no other unit has."""
    if not _briefly(message) or message.has(_NO_NAMING):
        return None
    in_english = _NOW_CALLED.search(message.text)
    for found in (in_english,) if in_english else _CALLED.finditer(message.text):
        new = found["new"].rsplit("叫", 1)[-1].strip()
        if len(new) < _SHORTEST_NAME or not (in_english or _SURELY_NAMED.search(found[0]) or message.has(_ABOUT_NAMES)):
            continue
        unit = _named_before(message, found.start())
        if unit is not None and not _of_another(message, new, unit) and not _of_its_own(message, new):
            return RenameUnit(unit, _as_typed(message, new))
    return None


def _named_before(message: Message, place: int) -> int | None:
    """The last unit before the name; 「我局」 is the speaker's own, whoever has told him."""
    if _speaks_of_his_own(message):
        return message.hearing.department_id
    before = [mention for mention in message.mentions if mention.end <= place]
    return before[-1].one if before else None


def _of_another(message: Message, new: str, unit: int) -> bool:
    other = the_unit(message, new)
    mention = next(iter(message.known.units.mentions(new)), None)
    return other is not None and other != unit and mention is not None and not mention.former


def _of_its_own(message: Message, new: str) -> bool:
    """What it is called already: 「报告里改成县文旅局」."""
    mention = next(iter(message.known.units.mentions(new)), None)
    return mention is not None and not mention.former and mention.words in (new, new.removeprefix("县"))


def merged_loosely(message: Message) -> MergeUnits | None:
    """One goes to another, or several become one: then into the one whose name is kept, else the first."""
    if not _briefly(message) or _NO_MERGING.search(masked(message)):
        return None
    if message.has(_INTO) or message.has(_COMBINED):
        return _merged_in_english(message)
    if not (message.has(_OF_UNITS) or message.has(_TOGETHER)):
        return None
    named = _MERGED_NAME.search(message.text)
    new = _as_typed(message, named["new"]) if named else ""
    for found in _GOES_TO.finditer(message.text):
        after = next((m for m in message.mentions if 0 <= m.start - found.end() <= 1), None)
        if after is None or after.one is None or not _ENDS.match(message.text, after.end):
            continue
        units = tuple(unit for unit in _of_last_clause(message, found.start()) if unit != after.one)
        if units:
            return MergeUnits(units, after.one, new)
    if not message.has(_TOGETHER):
        return None
    units = _ones(message.mentions)
    if len(units) < _TWO or len(units) > _FEW:
        return None
    kept = next((m.one for m in message.mentions if _KEPT.search(message.text, 0, m.start)), None)
    into = kept if kept is not None else units[0]
    return MergeUnits(tuple(unit for unit in units if unit != into), into, new)


_TWO, _FEW = 2, 4


def _merged_in_english(message: Message) -> MergeUnits | None:
    """Units only: what else is merged or folded has none on both sides."""
    if message.has(_ITEMS):
        return None
    if (into := _INTO.search(message.text)) is not None:
        before = _ones([mention for mention in message.mentions if mention.end <= into.end()])
        after = _ones([mention for mention in message.mentions if mention.start >= into.end()])
        one_goal = len(after) == 1 and before and after[0] not in before
        return MergeUnits(before, after[0]) if one_goal else None
    units = _ones(message.mentions)
    return MergeUnits(units[1:], units[0]) if _TWO <= len(units) <= _FEW else None


_ITEMS = re.compile(r"[0-9]|\b(?:items?|tasks?|reports?|groups?|chats?|lists?)\b")


def _of_last_clause(message: Message, place: int) -> tuple[int, ...]:
    """The units of the last clause before `place` that names one."""
    before = [mention for mention in message.mentions if mention.end <= place]
    if not before:
        return ()
    starts = [found.end() for found in _CLAUSE.finditer(message.text, 0, before[-1].start)]
    return _ones([mention for mention in before if mention.start >= (starts[-1] if starts else 0)])


def split_loosely(message: Message) -> SplitUnit | None:
    """Of several names nobody has yet the last: the old unit goes on as the first."""
    if (in_two := split_in_two(message)) is not None:
        return in_two
    if not _briefly(message) or not message.has(_APART) or message.has(_NO_SPLITTING):
        return None
    unit = _the_old_one(message)
    if unit is None:
        return None
    names = [found["new"] or _OBJECT.split(found["before"])[-1] for found in _PART.finditer(message.text)]
    old = next((mention.words for mention in message.mentions if mention.one == unit), "")
    new = [name for name in names if name != old and not _of_another(message, name, unit)]
    fresh = [name for name in new if len(name) >= _SHORTEST_NAME]
    return SplitUnit(unit, _as_typed(message, fresh[-1])) if fresh else None


def unit_of_change(message: Message) -> int | None:
    """The one unit that is spoken of, where what it is to be called was not said."""
    if message.named.items or message.has(_UNDECIDED) or message.has(_ASKED):
        return None
    return _the_old_one(message)


_ASKED = re.compile(r"[?？吗]|谁|怎么|牵头|时限")


_OBJECT = re.compile(r"[把将]")


def _the_old_one(message: Message) -> int | None:
    """The speaker's own, or the one unit that goes by its name of today."""
    if _speaks_of_his_own(message):
        return message.hearing.department_id
    today = {mention.one for mention in message.mentions if not mention.former and not mention.weak}
    return today.pop() if len(today) == 1 else None


def split_in_two(message: Message) -> SplitUnit | None:
    """ "Split the Health Bureau in two: Health, and Disease Control": the second is the new one."""
    brief = len(message.text) <= _LONGEST
    found = (_IN_TWO.search(message.text) or _CARVED_OUT.search(message.text)) if brief else None
    unit = the_unit(message, found["unit"]) if found else None
    return SplitUnit(unit, _as_typed(message, found["new"].strip())) if found and unit is not None else None


def _speaks_of_his_own(message: Message) -> bool:
    return message.hearing.role in (Role.LIAISON, Role.HEAD) and (own_unit(message.text) or message.has(_OURS))


_OURS = re.compile(r"(?:我们|咱们?|俺们?)的?(?:全称|名[字称]|牌子)")


def _briefly(message: Message) -> bool:
    if message.has(_UNDECIDED):
        return False
    return len(message.text) <= _LONGEST and bool(message.mentions or own_unit(message.text) or message.has(_OURS))


_UNDECIDED = re.compile(
    r"拟(?!名)|不(?:跟|和|同|与|合|并)|(?:别|不要|不用)(?:合|并|拆|分|改)|想(?:改|并|合|拆|分)|再动|批下来再|(?:批文|批复|文件|通知)[^,，。]{0,4}(?:没|未)|还没|尚未|没(?:有)?(?:并|合|拆|分|说)|省里(?![^,，]{0,2}批)|以[^,，。]{1,6}为准|打算"
    r"|准备|可能|听说|据说|如果|要是|\b(?:if|may|might|not)\b"
)


def _ones(mentions: list[Mention]) -> tuple[int, ...]:
    return tuple(unit for unit in dict.fromkeys(mention.one for mention in mentions) if unit is not None)


def _as_typed(message: Message, words: str) -> str:
    place = message.original.lower().find(words)
    return message.original[place : place + len(words)] if place >= 0 else words
