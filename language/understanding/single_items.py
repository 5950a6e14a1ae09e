"""Questions about one item or a few: its state, text, people, history, light."""

import re

from language.intents import (
    Clarify,
    ExplainLight,
    History,
    Intent,
    ItemNo,
    Items,
    ListItems,
    ShowItem,
    Who,
)
from language.understanding.listings import CHATS
from language.understanding.message import Message
from language.understanding.narrowing import section_in, states_in
from language.understanding.numerals import ANY, ENGLISH, number
from language.understanding.pointing import in_context
from language.understanding.question_words import (
    DETAIL,
    HISTORY,
    ITEM_WORDS,
    SILENT,
    UNASSIGNED,
    UNSIGNED,
    any_unit,
    colours_in,
    lights_in,
    no_such,
)
from language.understanding.topics import SURE, clear, core
from ledger.lights import Colour

_WHY = re.compile(
    r"为什么|为啥|为何|咋|怎么|凭啥|凭什么|原因|啥意思|什么意思|缘故|缘由|来由|哪里不对|给个?说法|是因为"
    r"|triggered|\bwhy\b|how come|explain|reason"
)
_LIGHT = re.compile(
    r"红|黄|蓝灯|绿灯|绿的?|灯|变色|颜色|逾期|超期|\bred\b|\byellow\b|\bamber\b" r"|\bgreen\b|\blights?\b|overdue"
)
_BASIS = re.compile(
    r"(?:灯色?|亮灯|红灯|黄灯|变[红黄])[^,，]{0,6}(?:依据|理由|原因|规则|标准"
    r"|怎么来|怎么算|按什么|按啥|凭什么|是按|咋回事|怎么回事)|[红黄]的?(?:理由"
    r"|原因|依据)|(?:怎么|咋)[^,，]{0,4}(?:变|就|又|还|两|亮)了?[红黄]|get .{1,20}back to green"
)
_GREEN = re.compile(
    r"(?:怎么|咋|如何|怎样|咋个)(?:才能)?[^,，]{0,12}(?:消掉|消除|去掉|灭掉|熄"
    r"|解除)[^,，]{0,4}灯|(?:怎么|咋|如何|怎样|咋个)(?:才能)?[^,，]{0,14}灯[^,，]{0,4}(?:消"
    r"|灭|熄|去掉|解除)|"
    r"(?:怎么|咋|如何|怎样).{0,6}(?:变|转|恢复)绿|turn .{0,10}green"
)
_WHO = re.compile(
    r"(?:责任|牵头|实施)主体|牵头的?(?:是|是不是)(?:我们|我局|咱们)[吗不么]|(?:分管|责任|包抓|牵头"
    r"|包联)领导|\bwhose\b|(?:牵头|负责|主办)还是(?:配合"
    r"|协办)|哪个(?=联系|对接|负责|管|牵头|在[管抓负牵]"
    r"|来[管抓]|包)|在不在[^,，]{0,4}(?:配合"
    r"|牵头|名单|负责)|哪一?家(?:单位)?|哪几家|谁家|哪(?:个|位|一?位)?(?:副?县长"
    r"|县领导|副?书记"
    r"|副?主任|常委|领导)|(?:哪个?|什么)人(?:对接|联系|管|负责|接洽)|(?:县上"
    r"|县里)哪[个位]|\bwhom\b|(?:主责|承办|主办|责任|协办)(?:单位|部门|科室)"
    r"|是不是.{2,12}(?:牵头|负责|主办|管|配合)"
    r"|(?<!不)是[^应该要,，]{2,10}(?:牵头|负责|主办|管|配合)的?[吗吧么]|^is .{3,40} (?:leading|in charge|responsible)"
    r"|谁(?!没|未|把|改|能|可以|还)|哪位(?:领导|县领导|负责|分管|牵头|管)?|哪(?:个|些|家|几个)(?:单位|部门|局"
    r"|领导|人)|牵头(?:单位|部门|领导"
    r"|人)|配合(?:单位|部门)|责任(?:单位|领导|人)|联系人|联络员|找谁|归谁|\bwho(?!'s late| changed"
    r"| has| is late)\b|which (?:unit|bureau|department|office)|\bcontact\b|responsible"
)
_WAITS = re.compile(
    r"[卡压停搁]在(?:谁|哪(?![达儿里]?[了咧]?$|个坎))|[在到]谁(?:的)?(?:手[里上]|那)|等(?:了|着)?(?:多久"
    r"|多长时间|几天|谁)|谁.{0,2}[卡拖压]着"
    r"|who(?:'s| is) (?:holding|sitting on|blocking)|wait(?:ing|s) (?:for|on) who|who .{0,24}waiting (?:for|on)"
    r"|stuck (?:with|at)|where .{0,24}stuck|how long .{0,24}(?:wait|been lying)"
)
_FIELDS = (
    (
        re.compile(
            r"责任领导|牵头领导|分管领导|包抓|包联|挂帅|哪[个位一]{0,2}(?:县)?领导|领导是[谁哪]"
            r"|(?:副?县长|副?书记|副?主任|常委)(?=包|抓|管|分管|牵头|负责|[?？]|$)|\bleader\b(?! unit)"
        ),
        "leader",
    ),
    (re.compile(r"配合|协办|协助|协同|cooperat|help|support|assist"), "co"),
    (
        re.compile(r"联系|联络|找谁|找哪[个位]?(?:人|同志)|对接|接洽|电话|contact|\bcall\b|\bphone\b" r"|\breach\b"),
        "contact",
    ),
    (
        re.compile(
            r"牵[^,，]{0,2}头|挑头|领头|扛|负责|主办|主抓|归(?:谁|哪)|谁家|(?:哪|谁)[^,，]{0,4}(?:活"
            r"|事)|谁[在来]?(?:管|抓|干)|谁在办|主责|责任单位|承办|\bleads?\b|\bleading\b"
            r"|in charge"
            r"|responsible|\bowns?\b"
        ),
        "lead",
    ),
)
STATUS = re.compile(
    r"(?:推进|抓|搞|弄|办|干|做|进行|实施)得|where (?:are|do) we|tell me about"
    r"|how far|what about|update on|咋样|咋个样|怎么样|怎样|啥样|如何|(?:什么"
    r"|啥)(?:程度|样子|水平|地步|阶段)"
    r"|哪一?步|走到|推到|最新|动静|一块儿?给|看一?[看下]|进展|进度|情况|状态"
    r"|到哪|办到|搞得|弄得|办得|啥时候|什么时候|几号|还剩"
    r"|还有几天|多久|多少天|完成没|完了没|\bstatus\b|\bupdates?\b|\bnews\b|\bhappen|\bhow(?:'s"
    r"| is| are)\b|\bgoing\b|\bwhen\b"
    r"|\bprogress\b|\bdays left\b|how long"
)
_POINTING = re.compile(
    r"(?:那个|这个|那项|它).{0,6}(?:什么时候|啥时候|几号|进展|怎么样|咋样|截止)|^(?:还剩几天|还有几天"
    r"|什么时候截止|谁牵头|谁负责)[?]?$|\bwhen is it due\b|^how many days left"
)
_FIND = re.compile(r"^(?:搜索?|找|查找?|search|find)[ :：]*(?P<words>.{1,40})$")


_ALONE = re.compile(
    rf"(?:(?:帮我|给我)?(?:看看|看一?下|看|查查|查一?下|查|调一?下|打开|点开|说说)|show(?: me)?"
    rf"|open|see|check) ?第?({ANY})"
    rf"|第?({ANY}) ?(?:呢|吧|啊|咋|\?|[.。!！~])*"
)


_WHO_NOW = re.compile(r"谁(?:在|来)?(?:牵头|负责|配合|管)")
_ONCE = re.compile(r"以前|原来|之前|原先|最早|先前|一开始|起初")


def explain_light(message: Message) -> Intent | None:
    if not (message.has(_WHY) and message.has(_LIGHT)) and not message.has(_GREEN) and not message.has(_BASIS):
        return None
    items = (
        message.loosely_named.items
        or _numbered(message)
        or (() if message.unit is not None and not message.has(ITEM_WORDS) else _topical(message))
    )
    return ExplainLight(items, lights=_lights_asked(message))


_UNLIKE_NOW = re.compile(
    r"(?:昨天|前天|上周|之前|原来|本来|刚才|以前|还是|应该|不是|不应|变回|变成"
    r"|才能|转|恢复)[^,，]{0,6}(?:绿|黄|红)的?|(?:推进|进展)?正常(?:推进|进行)?"
    r"|back to (?:green|yellow)|\bturn (?:it )?green"
)
"""A colour that was, should be or is wished for."""


def _lights_asked(message: Message) -> tuple[Colour, ...]:
    if _UNLIKE_NOW.search(message.text) is None:
        return lights_in(message)
    return colours_in(_UNLIKE_NOW.sub(" ", message.text))


_NUMBERED = re.compile(rf"(?:把|让|给)第?({ANY})的?(?:[红黄]灯|灯)")


def _numbered(message: Message) -> Items:
    """「咋才能把二十二的红灯消掉」."""
    found = _NUMBERED.search(message.text)
    value = number(found[1]) if found else None
    return (ItemNo(value),) if any(item.number == value for item in message.known.lexicon.items) and value else ()


def history(message: Message) -> Intent | None:
    if not message.has(HISTORY) or (message.has(_WHO_NOW) and not message.has(_ONCE)):
        return None
    field = (
        "deadline"
        if re.search(r"时限|期限|deadline", message.text)
        else "lead"
        if re.search(r"改给|分给|牵头|assigned|\blead", message.text)
        else ""
    )
    items = message.loosely_named.items or (() if message.unit is not None else _topical(message))
    return no_such(message) or History(items, field)


def waits_for(message: Message) -> Intent | None:
    """With whom it lies, and how long already."""
    if not message.has(_WAITS):
        return None
    items = message.loosely_named.items or in_context(message)
    return History(items, "waiting") if items else None


NOBODY_ASKED = re.compile(
    r"谁(?:爱|讲|说|跟你|替|顶|传|也|来说|都(?=能|可以|别|不|知道|晓得))|给谁$|给谁牵头好|归谁管就"
    r"|扯了?[^,，]{0,3}皮|一个都不许少"
    r"|先空着|(?:没想好|研究|琢磨|商量)[^,，]{0,8}谁|[,，栏项]填|另选|打配合|挪?到谁|\bwho said\b|\bwho am i\b"
    r"|先不|暂不|不定|再定|再说|换[个成]|^那个谁[,，]|谁让|催一下|\b(?:make|appoint"
    r"|assign|set|put)\b"
)
"""「等常委会开完再定18项谁牵头」."""


def who(message: Message) -> Intent | None:
    if (
        not message.has(_WHO)
        or message.has(_RANKED)
        or message.has(NOBODY_ASKED)
        or any(message.has(other) for other in (SILENT, UNASSIGNED, UNSIGNED))
    ):
        return None
    field = next((name for pattern, name in _FIELDS if message.has(pattern)), "")
    items = message.loosely_named.items or _topical(message)
    if items:
        return Who(items, field)
    if lights_in(message) or states_in(message):
        return None
    if any_unit(message) is not None:
        return _which_of(message) if message.has(_BELONGS) else None
    other = "".join(core(_WHO.sub(" ", message.text)))
    if len(other) > _FEW_WORDS and not message.text.isascii() and not message.talked_about:
        return None
    return no_such(message) or Who((), field)


_BELONGS = re.compile(r"归谁|谁(?:来)?(?:管|负责)|该谁|算谁|找谁")
"""「开发区那边的管网归谁」 asks about a matter, and not for the tasks of the unit that is named."""


def _which_of(message: Message) -> Clarify:
    matches = message.known.topics.find(message.text)
    return Clarify("which_item", words=message.said, options=tuple(Who((match.item,)) for match in matches[:3]))


_FEW_WORDS = 3
_RANKED = re.compile(
    r"最[好差快慢多少高低]|率[高低]|(?:单位|部门|局)[^,，]{0,6}(?:高|低|好|差)$|排(?:名|第)|\b(?:best|worst"
    r"|highest|lowest)\b"
)


def half_question(message: Message) -> Intent | None:
    """「那个什么时候截止」: which one?"""
    if message.items or message.unit is not None or not message.has(_POINTING):
        return None
    return Clarify("which_item", words=message.said)


def show_item(message: Message) -> Intent | None:
    if (nth := _in_named_part(message)) is not None:
        return ShowItem((nth,), detail=message.has(DETAIL))
    if message.items:
        return ShowItem((*message.items, *_quoted(message)), detail=message.has(DETAIL))
    if message.named.missing is not None:
        return no_such(message)
    if (spelt := _SPELT.fullmatch(message.text)) is not None and (value := number(spelt[1])) is not None:
        return _known(message, value)
    if (alone := _ALONE.fullmatch(message.text)) is not None and (value := number(alone[1] or alone[2])) is not None:
        return _known(message, value)
    if message.command == "item":
        named = message.loosely_named
        return no_such(message) or (ShowItem(named.items, detail=message.has(DETAIL)) if named.items else None)
    if message.has(STATUS) or message.has(DETAIL):
        named = message.loosely_named
        if named.items and len(message.text) <= 30:
            return ShowItem(named.items, detail=message.has(DETAIL))
    return None


def _known(message: Message, value: int) -> Intent:
    if any(item.number == value for item in message.known.lexicon.items):
        return ShowItem((ItemNo(value),))
    return Clarify("no_such_item", number=value)


_QUOTED = re.compile(r"[“\"「]([^”\"」]{2,12})[”\"」](?:那|这)一?[项个条]")


def _quoted(message: Message) -> Items:
    """「十五项和“十五五”那项」: beside the number an item by its name."""
    found = _QUOTED.search(message.text)
    matches = message.known.topics.find(found[1]) if found else []
    return (matches[0].item,) if clear(matches) and matches[0].item not in message.items else ()


_NTH_OF_PART = re.compile(rf"(?:那|这)?(?:部分|一?块|板块|方面|里面?|篇|章)(?:的|里面?)?第({ANY}) ?(?:项|条|个)")
_NUMBERED_PART = re.compile(r"第[一二三四五六0-9]")


_SPELT = re.compile(rf"(?:the |number |no\.? ?)?({ENGLISH})(?: please)?[.?!]?")


def _in_named_part(message: Message) -> ItemNo | None:
    """「民生那部分第5项」: the fifth of that part of the plan."""
    found = _NTH_OF_PART.search(message.text)
    place = number(found[1]) if found else None
    section = section_in(message) if found and not _NUMBERED_PART.search(message.text[: found.start()]) else None
    inside = [item.number for item in message.known.lexicon.items if item.section == section and not item.part]
    return ItemNo(inside[place - 1]) if section is not None and place and place <= len(inside) else None


def _without_units(message: Message) -> str:
    """「交通局的人太不好说话了」 is about no road."""
    words = message.text
    for mention in message.mentions:
        if not mention.weak:
            words = words[: mention.start] + " " * (mention.end - mention.start) + words[mention.end :]
    return words


def topic(message: Message) -> Intent | None:
    """By what it is about, asking where it is not clear which."""
    if found := _FIND.match(message.text):
        return ListItems(words=found["words"].strip())
    words = message.text if message.has(ITEM_WORDS) else _without_units(message)
    if (
        not core(words)
        or (message.has(CHATS) and not message.has(ITEM_WORDS))
        or len(words) > (80 if words.isascii() else 40)
    ):
        return None
    matches = message.known.topics.find(words)
    if not matches:
        return None
    pointing = message.has(ITEM_WORDS) or message.has(STATUS) or message.has(DETAIL) or words.endswith("的")
    best = matches[0].score
    if clear(matches) and (pointing or best >= SURE):
        return ShowItem((matches[0].item,), detail=message.has(DETAIL))
    if not pointing and best < SURE:
        return None
    options = tuple(ShowItem((match.item,)) for match in matches[:3])
    return Clarify("which_item", words=message.said, options=options)


def _topical(message: Message) -> Items:
    words = _WHO.sub(" ", message.text)
    matches = message.known.topics.find(words)
    enough = _POINTED_AT if message.has(ITEM_WORDS) else _NAMED
    return (matches[0].item,) if clear(matches) and matches[0].score >= enough else ()


_NAMED, _POINTED_AT = 6, 2.5
"""What is pointed at (「那项」) needs fewer words to be known."""
