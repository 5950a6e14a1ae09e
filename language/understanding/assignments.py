"""Reads who is to lead and who is to help in a sentence that gives an item away (交办)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from language.understanding.item_numbers import BLANK
from language.understanding.plain_words import is_chinese
from language.understanding.units import Mention

_SEPARATORS = re.compile(r"[ 、和与及跟以还有&]*(?:,? ?and |or )?")
_LEADS = re.compile(
    r" ?(?:去|那边|接过[去来]|上来|改成|改为|换成|转为|变成|来|做|作为|为|是|当|等|共同|联合|一起|分别|全面|具体|统一"
    r"|继续|仍然?|主要|抓总|全权|全程|一家|直接)*(?:单位)?(?:牵头|牵个?头|挑头|挑大梁|打主力|唱主角|当主角|当家|包圆|领着干"
    r"|对[^,，。]{1,6}负总责|打头|领头|抓总|挂帅|领衔|为主|牵(?=$"
    r"|[,，。吧!])|接(?=$|[,，。吧!咯])|[,，]让它牵头|吧(?=[,，])|抓(?=$"
    r"|[,，。吧!])|管(?=$|[,，。吧!])|扛|兜底|负总责|总负责|名下|头上|负责|主办"
    r"|承办|主抓|为主|领办|主责|(?:to |will "
    r"|should )?leads?\b|in (?:the )?lead|(?:as )?(?:the )?(?:new )?lead(?:ing)?\b|in charge|takes? (?:over"
    r"|the lead)|(?:is |are )?responsible)"
)
_HELPS = re.compile(
    r" ?[,，](?:补|加|添|拉|列)[进入到][^,，]{0,4}(?:配合|协助)|(?:打|搭)下手"
    r"| ?(?:退下来|退下去|来|给|也|都|帮着){0,2}(?:打下手|搭着干|搭着办|敲边鼓|打边鼓)| ?(?:搭手|为辅|退[为居]配合)"
    r"| ?[,，] ?(?:第?[0-9一二三四五六七八九十]{1,3} ?[项条号]?)?(?:也|就|再|请|得|要){0,2}"
    r"(?:把|让|叫|请|给|拉|加)?[他它]们?"
    r"(?:给|也|再|一起|拉|加|补|添|列|进来|进去|上|进|到|来|参加|参与){0,4}(?:配合|协助|协办|搭把手)"
    r"|[^,，。;；牵主负]{0,10}[,，](?:列|做|作为|算|当)?(?:配合|协办)(?=$|[,，。])"
    r"|(?:也)?来[,，]放[^,，。]{0,8}(?:配合|协办)|(?: on board)? as an? co-?operat"
    r"| ?(?:(?:[两三四五几各]家)?(?:全部|也|都|再)?(?:得|要|该)?(?:进来|进去|过来)?"
    r"(?:加|列|放|算|拉|补|纳|添|安|写|挂|排)(?:上|到|进|入|作|成"
    r"|为)?[^,，]{0,9}?"
    r"|改成|改为|换成|转为|变成|改|转|来|也|都|该|应该?|得|要|参加|作|进来|进去|过来|一起"
    r"|一同|共同|联合|做|打|做好|搞好|全力|积极|密切"
    r"|大力|主动|继续|负责|作为|为|等|各单位"
    r"|等单位)*(?:单位)?(?:配合|协办|协助|协同|参与|帮忙|搭把手|(?:to "
    r"|will |should |as )?(?:help|support|assist|co-?operat))"
)
_BEFORE_LEAD = re.compile(
    r"(?:(?:牵头|主办|主责|承办|主抓)(?:单位|部门)?|责任(?:单位|部门))(?:还|仍|就|先|都)*(?:是|为|:|(?:改|变更"
    r"|调整|换|定|设|设置|指定"
    r"|明确|确定|写|填|挂|放|安)(?:成|为|到|给|在)?|给)?[ ,]*$|(?:挂|挂到|挂在|放到|放在|压给|扔给|丢给|甩给"
    r"|塞给|落到|落在|安到|派|挂给|归口(?:到|给)?) ?$|(?:分给"
    r"|分到|分派给?|分配给|指派给|派给|派到|交给|交由|转给|划给|划归|移交|安排给|落实给|改由|改给|(?:改|换"
    r"|变更|调整)(?:成|为|到)|由|归|给"
    r"|让|请|交)[ ]*$"
    r"|(?:\bto|led by|lead(?:er|s|ing)?(?: unit)?(?: is|:)?|\blead by) (?:the )?$"
)
_BEFORE_CO = re.compile(
    r"(?:配[合和]|协办|协同|协助|参与)(?:单位|部门)?(?:的?名单|栏)?(?:的|请|里头|里面?|中|栏)?(?:再|把|还)?(?:一下|是|为|:"
    r"|设[成为]|有|包括)?(?:再|另|还|也|就"
    r"|先)?(?:(?:改|换|调整|变更"
    r"|明确|定|确定|写|填)(?:成|为|到|上)?|加上?|增加|增补"
    r"|补充|添上?|添加|新增|增设|补上?|补进|写|填)?[ ,:]*(?:把|将)?$|(?:\bcc:?|\badd|with|and|helped by"
    r"|supported by|support from|help from|help of|assisted by|co-?operating(?: units?)?(?: are"
    r"|:)?) (?:the )?(?:help of |help from |support of )?(?:the )?$"
)
_FROM = re.compile(r"(?:从|由|原(?:来|先|定|为|是)?(?:是|由)?|\bfrom (?:the )?|instead of (?:the )?)[ ]*$")
_ONWARD = re.compile(
    r" ?(?:牵头|负责|在?管|抓|办|的|那里|那边|手里|手上)?[, ]*(?:改|变更|变|调整?|换|转|划|移交|挪|交|\bto\b)"
)
_INSTEAD = re.compile(r"instead of (?:the )?$|(?:不是|而不是|不给|不由|代替|取代|替换|比) ?$|\bnot (?:to )?(?:the )?$")
"""「从农业农村局改给…」 names who has it now, and nobody who is to have it."""
_TAKES_OFF = re.compile(
    r"(?:踢|剔|拿|去|摘|撤|移|减)掉(?=[^,，]{2,10}$)|(?:(?<![前底内])拿|摘|撤|移|踢|剔|划|减)(?:下|掉|出|走|除)?(?:去"
    r"|来)?了?(?=$|[,，。吧])|(?<![发派过下出进回上送报转交放带捡拉加补里])去(?:掉|除|了)?了?(?=$|[,，。吧])"
    r"|(?:配合|名单)[^,，。加补添]{0,10}(?:划|删|抹|拿|免|剔|摘|撤)(?:掉|了|去|脱|下|除|出|走)"
    r"|(?:配合单位|名单) ?(?:删|划|减)[掉了去除]? ?(?=[^,，]{2,8}$)|(?:单位"
    r"|部门)(?:就)?(?:不要|不用|别要"
    r"|不算)(?=[^,，]{2,12}(?:了|$))|\btake .{2,40} off\b|去掉|去除|剔除"
    r"|减去|减掉|删除|删掉|拿掉|撤掉|撤出"
    r"|退出|取消|不再(?:配合|牵头|参与|负责|作为)|除了|除外|以外|不(?:含|包括)"
    r"|不(?:用|需要?|必|要|让)[^,，]{0,10}(?:配合|牵头|参与|负责)|\b(?:remove|drop|without|except"
    r"|excluding|no longer)\b"
)
_ADDS = re.compile(r"(?:再?加上?|增加|新增|增补|添上?|添加|补充|另加|也让|\badd\b|\balso\b)")


@dataclass
class Duties:
    """`ambiguous` names a mention that is several units, or several that would lead: its units are the choice."""

    lead: int | None = None
    co: list[int] = field(default_factory=list)
    adds: bool = False
    ambiguous: tuple[int, ...] = ()


_DUTY = re.compile(r"(?:牵头|配合|协办|协助|承办|主办)(?!单位|部门|领导|人|的)")
_UNIT = "\0"
_CLAUSE_END = re.compile(r"[,，。;；:：!！?？]")
_JOINTS = re.compile(rf"[、和与及跟 {BLANK}]+|以及|还有")
_NAMED_SO = re.compile(r"(?:[局办委部院镇乡会站队厅]|中心|公司|银行)$")
_NO_UNIT = re.compile(
    r"(?:他们|它们|我们|单位|部门|领导|同志|帮我|现在|辛苦|麻烦|目前|今天|牵头|配合|主办|协办|共同|一起|一道"
    r"|继续|做好|积极"
    r"|密切|大力|主动|分工|互相|加上|增加|补充|作为|[他它]们?|进去|进来|进去做"
    r"|[的由请让给交归项要也都来再改换是为把将谁各并和与及等就先去全条个号])$"
)


def unknown_unit(text: str, mentions: Sequence[Mention]) -> str:
    """What is given a duty and is no unit's name, so that nobody is dropped without a word; "" when there is none."""
    marked = list(text)
    for mention in mentions:
        marked[mention.start : mention.end] = _UNIT * (mention.end - mention.start)
    masked = "".join(marked)
    for found in _DUTY.finditer(masked):
        *earlier, clause = _CLAUSE_END.split(masked[: found.start()])[-1].split(BLANK)
        far = [part for each in earlier for part in _JOINTS.split(each) if _NAMED_SO.search(part)]
        for part in [*far, *_JOINTS.split(clause)]:
            if len(part) in range(2, 11) and all(map(is_chinese, part)) and not _NO_UNIT.search(part):
                return part
    return ""


def duties(text: str, mentions: Sequence[Mention]) -> Duties:
    """Units named together share a duty: the word behind them says it, else the word before.

    Where nothing says it, the first leads and later ones help; but where only help is spoken of, all of them help.
    """
    found = Duties()
    mentions = [mention for mention in mentions if not _had_it(mention, text)]
    groups = [_Group(group, text) for group in _together(text, mentions)]
    _terse(groups, text)
    only_help = any(group.helps for group in groups) and not any(group.leads for group in groups)
    for group in groups:
        if group.helps or only_help or (not group.leads and found.lead is not None):
            found.adds |= group.adds
            _help(found, group.mentions)
        else:
            _lead(found, group.mentions, said=group.leads)
    found.co = list(dict.fromkeys(found.co))
    return found


def takes_off(text: str) -> bool:
    """Taking a unit off an item is no giving; nothing is done about it."""
    return _TAKES_OFF.search(text) is not None


def _had_it(mention: Mention, text: str) -> bool:
    before, after = text[max(0, mention.start - 8) : mention.start], text[mention.end : mention.end + 12]
    if _NO_LONGER.match(text, mention.end):
        return True
    if _INSTEAD.search(text[max(0, mention.start - 16) : mention.start]):
        return True
    return _FROM.search(before) is not None and _ONWARD.match(after) is not None


_NO_LONGER = re.compile(
    r" ?(?:下|下去|下来|出局)(?=[,，])|(?:[、和与跟][^,，。、]{2,6})? ?(?:不够|忙不过来|顶不住)(?=$|[,，。])"
    r"| ?(?:那边|这边)?(?:就|现在|以后)?(?:不(?:再)?(?:牵头|负责|管|干|承办|主办|抓)|退出(?:牵头)?)"
    r"|的?[,， ]*(?:现在|如今|今后)(?:改|归|换|由|交|给)"
)
"""「商务不牵头了，换成…」「原来是文旅局的，现在归…」."""


def _terse(groups: "list[_Group]", text: str) -> None:
    """「18 教育局 住建局配合」「牵头换成教育局住建局配合」: of names without a joint the first leads."""
    first = groups[0].mentions if groups else ()
    if len(groups) != 1 or not groups[0].helped_behind or len(first) < 2 or _ALL_OF_THEM.match(text, first[-1].end):
        return
    if all(text[a.end : b.start].strip() == "" for a, b in pairwise(first)) and first[0].one is not None:
        leading, helping = _Group(first[:1], text), _Group(first[1:], text)
        leading.leads, leading.helps = True, False
        groups[:] = [leading, helping]


_ALL_OF_THEM = re.compile(r" ?(?:[两三四五几]家)?(?:都|也都|全部|一起|一并)")


class _Group:
    """Units joined by 、 or 和; a comma parts them."""

    def __init__(self, mentions: Sequence[Mention], text: str) -> None:
        self.mentions = mentions
        start, end = mentions[0].start, mentions[-1].end
        before, after = text[max(0, start - 24) : start], text[end : end + 24]
        listed = _LISTED_LEAD.search(before) is not None and _LISTED_CO.match(after) is not None
        self.leads = listed or _LEADS.match(after) is not None
        self.helped_behind = not self.leads and _HELPS.match(after) is not None and not _BEFORE_CO.search(before)
        self.helps = not self.leads and (_HELPS.match(after) or _BEFORE_CO.search(before)) is not None
        self.leads = self.leads or (not self.helps and _BEFORE_LEAD.search(before) is not None)
        self.adds = _ADDS.search(before) is not None


_LISTED_LEAD = re.compile(r"(?:牵头|主办|主责)(?:单位|部门)?[: ]{1,2}$")
_LISTED_CO = re.compile(r" (?:配合|协办)(?:单位|部门)?[: ]")
"""「牵头 林草局 配合 应急局」."""


def _together(text: str, mentions: Sequence[Mention]) -> list[list[Mention]]:
    groups: list[list[Mention]] = []
    for mention in mentions:
        if groups and _SEPARATORS.fullmatch(text[groups[-1][-1].end : mention.start]):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return groups


def _lead(found: Duties, group: Sequence[Mention], *, said: bool) -> None:
    first, *others = group
    if first.one is None:
        found.ambiguous = found.ambiguous or first.departments[:8]
    elif said and others and all(other.one is not None for other in others):
        found.ambiguous = tuple(m.departments[0] for m in group)
    elif found.lead is not None and found.lead != first.one:
        found.ambiguous = (found.lead, first.one)
    else:
        found.lead = first.one
        _help(found, others)


def _help(found: Duties, group: Sequence[Mention]) -> None:
    for mention in group:
        if mention.group or mention.one is not None:
            found.co += mention.departments
        else:
            found.ambiguous = found.ambiguous or mention.departments
