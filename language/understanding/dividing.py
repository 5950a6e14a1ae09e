"""Splitting an item into parts with units of their own, and joining them again (拆分、合并)."""

import re
from collections.abc import Iterator
from dataclasses import replace

from language.intents import Intent, ItemNo, Items, PartNo
from language.understanding.item_numbers import BLANK
from language.understanding.message import Message
from language.understanding.moving import meant, move, wished
from language.understanding.numerals import number

_SPLIT = re.compile(
    r"(?<![全已强未拖偷])拆(?=[:：]|[了掉]?吧|$)|分解(?:成|为)|划(?:成|分为)[两三四五六2-6]|切(?:成|分)"
    r"|拆分(?!方案|情况|建议|意见|后|的)"
    r"|一分为[二三四五]|拆(?:成|为|开|一下|两|三|四)"
    r"|分(?:成|为)[^,，]{1,24}(?:个|块|部分|项|条)|分(?:成"
    r"|为)[两三四五六2-6](?:个|块|部分)"
    r"|\bsplit\b|\bdivide\b"
)
_SPLIT_YET = re.compile(r"拆(?:分)?(?:成|为)?(?:了)?几|拆了没|拆(?:分)?(?:后|之后)的")
_MERGE = re.compile(
    r"归并|并作|整合(?:成|为|到)|合在一[块起]|捏(?:到|成|在)一|打包成|合并(?!方案|情况|建议|意见|后|的)"
    r"|并(?:一起|一块|一项)|并(?:回|到|入"
    r"|成|在一起)|合成|合到|合为|\bmerge\b|\bfold\b.{0,30}\b(?:into|together)\b|\bcombine\b"
    r"|\bjoin\b .{0,24}\btogether\b"
)
_INTO_ITEM = re.compile(r"(?:并|合并?)[到入进](?:第 ?)?([0-9]{1,2})(?![0-9月日号个年])")
"""「26并到27里去」."""
_WITH = re.compile(r"(?<=[0-9])[搭跟和同与](?:第 ?)?([0-9]{1,2})(?![0-9月日号个年])")
_GIVEN = re.compile(
    r"(?:归口?|交给|交由|分给|派给|给|由|交|让|转|是|→|->|:|：|\bto (?:the )?|\bfor (?:the )?|\bby (?:the )?) ?$"
)
_TAKES = re.compile(r" ?(?:来)?(?:管|负责|牵头|承办|主办|办)")
_CLAUSES = re.compile(r"[,，;；。\n]|\band\b(?= [a-z]+ to )")
_HEAD = re.compile(
    rf"^.*?(?:{BLANK}+ ?(?:(?:要|就|先|给我)?(?:拆分?|分)(?:成|为|开"
    rf"|一下)?(?:一分为)?[一二两三四五六2-6]?(?:个|块|部分|项|子项)?(?:子项|部分)?)?[:： ,，的]*)"
)
_INTO = re.compile(r"(?:拆分?|分)(?:成|为) ?(?P<titles>[^,，。;；:：]{2,60})")
_COUNT = re.compile(r"(?:这|共|等)?[一二两三四五六2-6]个?(?:块|部分|子项|小项|项|条|方面|任务)?$")
_JOINTS = re.compile(r"[、/]|和|与|及|以及|还有")
_LONGEST, _MOST = 30, 12


def split(message: Message) -> Intent | None:
    """Two units that each get something, or a word for splitting."""
    if message.asking or not meant(message) or message.has(_SPLIT_YET):
        return None
    parts = tuple(_given(message))[:_MOST]
    said = wished(message, _SPLIT) is not None
    if not said and (len(parts) < 2 or message.text.count("归") < 2):
        return None
    if len(parts) < 2:
        parts = tuple(_listed(message))[:_MOST] or parts
    return move(message, "split_item", parts=parts if len(parts) > 1 else ())


_DROPS = re.compile(r"^(?:把|将)?[^,，]{0,8}(?:撤销|取消)|(?:撤销|取消)(?:掉|了)?[,，]")
"""「撤销8项，并入省上统一验收」."""


def goes_on(text: str, items: Items) -> str:
    """「25吞进24里头」「把25并到24里去」「保留24」: the item that the others go into; "" where nothing says it."""
    found = _GOES_INTO.search(text)
    into = number(next(group for group in found.groups() if group)) if found else None
    return next((str(item.number) for item in items if item.number == into and not item.part), "")


_NUMBER = r"((?:二?十)?[一二三四五六七八九]|二?十|[0-9]{1,2})"
_GOES_INTO = re.compile(
    rf"(?:并|合|合并|吞|吃|归|放|揉|加|融)[到入进](?:第 ?)?{_NUMBER}(?![0-9月日号年])|(?:保留|只留"
    rf"|留下?)(?:第 ?)?{_NUMBER}"
    rf"|\b(?:into|in to|keep) (?:item |no\.? ?|#)?{_NUMBER}(?![0-9])"
)
_PIECES = re.compile(r"[,，;；、:：。]|和|与|及")
_A_PART = re.compile(
    r"(?:一[件块摊项条个]|归一[摊块件]|[两二俩2三3][件块条项个半]|分开(?:考核|列)?|两个小项|(?:归|是)[^,，;；、]{1,8})$"
)
_OPENS_LIST = re.compile(
    r".{0,30}?(?:一[劈拆分批切]两?[半块]|[劈拆分掰切](?:成|为|作|开|俩|两|一?下)?(?:吧|两半)?|单拆出来一项)[:：,， ]*"
)


def listed_parts(message: Message) -> list[PartNo]:
    """「一劈两半，城墙一件、非遗一件」: each piece is a part; none where they cannot be told apart."""
    given = [*_given(message)]
    if len(given) > 1:
        return given[:_MOST]
    rest = message.loosely_named.rest
    opened = _OPENS_LIST.match(rest)
    told = rest[opened.end() :] if opened else rest
    titles = [_A_PART.sub("", piece.strip()).strip(f" 的{BLANK}") for piece in _PIECES.split(told)]
    titles = [title for title in titles if title]
    if len(titles) < 2 or any(len(title) > _LONGEST_TITLE for title in titles):
        return []
    return [PartNo(title) for title in titles[:_MOST]]


_LONGEST_TITLE = 12


def merge(message: Message) -> Intent | None:
    if message.asking or wished(message, _MERGE) is None or message.has(_DROPS):
        return None
    if message.described is not None and not message.described.pointed:
        return None
    if not meant(message):
        return None
    made = move(message, "merge_items")
    into = _INTO_ITEM.search(message.text)
    known = {item.number for item in message.known.lexicon.items}
    into = into or _WITH.search(message.text)
    if into is not None and len(made.items) == 1 and int(into[1]) in known and made.items[0] != ItemNo(int(into[1])):
        made = replace(made, items=(*made.items, ItemNo(int(into[1]))))
    return replace(made, value=goes_on(message.text, made.items))


def _given(message: Message) -> Iterator[PartNo]:
    """「教育归教体局，就业归人社局」: what stands between the comma and the word that gives."""
    rest = message.loosely_named.rest
    start = 0
    for mention in message.mentions:
        if mention.one is None or mention.start < start:
            continue
        before = rest[start : mention.start]
        clause = _CLAUSES.split(before)[-1]
        given = _GIVEN.search(clause)
        if given is None and not _TAKES.match(rest, mention.end):
            continue
        title = _title(clause[: given.start()] if given else clause)
        if title:
            yield PartNo(title, mention.one)
            start = mention.end


def _listed(message: Message) -> Iterator[PartNo]:
    """「分成景区创建、宣传营销两个子项」."""
    found = _INTO.search(message.loosely_named.rest)
    if found is None:
        return
    titles = _JOINTS.split(_COUNT.sub("", found["titles"]))
    if len(titles) > 1:
        yield from (PartNo(title.strip()[:_LONGEST]) for title in titles if title.strip())


def _title(words: str) -> str:
    if BLANK in words:
        words = _HEAD.sub("", words, count=1)
    _, colon, behind = words.rpartition(":")
    return (behind if colon else words).strip(f" :：、的这块部分把将{BLANK}")[:_LONGEST]
