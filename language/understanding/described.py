"""The item that is described by what it is about, pointed at or not: 「旅游那项」「改厕2480座」."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from language.intents import ItemNo
from language.understanding.item_numbers import BLANK
from language.understanding.topics import Match, Topics, clear
from language.understanding.units import Mention

_POINTS = re.compile(
    r"(?:的)?[那这哪]一?(?:[项条块件摊档](?!目)|个(?!月|星期|礼拜|周|季|年|点|时))(?:任务|工作|事项|事情?|活儿?)?"
    r"|的(?:这|那)?(?:事情?|任务|活儿?|工作|事项)(?=[嘛啊呢吧嘞,，、 ]|就|先|由|交|给|催|我|让)"
    r"|这活儿?|[这那]事儿?|的(?=[,，、 ]|让|由|交|给|先|节点|目标|时限|期限|牵头)"
)
_BEFORE = re.compile(
    r"^.*?(?:[,，。;；!！?？\n]|(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff]))(?=[^,，。;；!！?？\n]*$)|^(?:请|帮我?"
    r"|麻烦|那就"
    r"|再|对|就(?![业近医读诊])|给|在|把|将|关于)+"
)
_ENGLISH = re.compile(r"\bthe ([a-z ]{3,40}?) (?:item|one|task)\b|\b(?:item|task) (?:about|on) ([a-z ]{3,40})")
WITHOUT_POINTING = 16.0
"""A topic that nothing points at must be as sure as a whole word of a title."""
CERTAIN = 30.0
"""And so sure to leave the item that is being talked about."""


@dataclass(frozen=True, slots=True)
class Described:
    item: ItemNo
    pointed: bool
    until: int
    """Where the words that point at it end; 0 without such words."""
    score: float


def described(text: str, mentions: Sequence[Mention], topics: Topics, about: Sequence[ItemNo]) -> Described | None:
    """Names of units are no topics; None where two items may be meant. `about` are those being talked about."""
    text = text[:_LONGEST]
    masked = text
    for mention in mentions:
        if not mention.weak and mention.end <= len(text):
            masked = masked[: mention.start] + BLANK * (mention.end - mention.start) + masked[mention.end :]
    for found in _POINTS.finditer(masked):
        matches = topics.find(_BEFORE.sub("", masked[: found.start()]))
        if clear(matches) and matches[0].item.part == 0:
            return Described(matches[0].item, True, found.end(), matches[0].score)
    if (english := _ENGLISH.search(masked)) and clear(matches := topics.find(english[1] or english[2])):
        return Described(matches[0].item, True, english.end(), matches[0].score)
    matches = topics.find(masked)
    if not _sure(matches, about):
        return None
    return Described(matches[0].item, False, 0, matches[0].score)


def _sure(matches: Sequence[Match], about: Sequence[ItemNo]) -> bool:
    if not clear(matches) or matches[0].score < WITHOUT_POINTING:
        return False
    return not about or matches[0].item in about or matches[0].score >= CERTAIN


_LONGEST = 200
"""A longer text tells more than its topic."""
